"""Does the estimate of minutes hold? Real questionnaires whose respondents were timed, against both formulas.

    python benchmarks/minutes.py [--folder FOLDER]

FOLDER (default: SURVEY_SEG_SHARED, or `shared` beside the project) holds questionnaires/observed_durations.tsv: a
questionnaire per line with the number of people and the quartiles of their minutes. Printed for each: the observed
median and quartiles; the expected minutes by points and by pace, each with how far off it is (1.2x is a fifth too long
or too short); the longest way; and, as a baseline, the points of all questions added up, whoever is asked them. Below
the table: the worst and the typical miss of each formula, and the factor `calibrate` would suggest. The bar is 1.5x by
points on every file. The files are few: the table shows that nothing is badly off, not which formula is better.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import geometric_mean

from survey_seg.questionnaire.minutes import Estimate, calibrate, estimate, question_minutes
from survey_seg.questionnaire.read import read_questionnaire

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared"
BAR = 1.5


@dataclass(frozen=True)
class Timed:
    """One questionnaire with the minutes people took and the minutes estimated."""

    name: str
    n: int
    quartiles: tuple[float, float, float]
    estimated: Estimate
    flat: float


def timed(folder: Path) -> Iterator[Timed]:
    """Every questionnaire of the folder whose respondents were timed."""
    with (folder / "observed_durations.tsv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            path = folder / line["qsf"]
            whole = read_questionnaire(path)
            quartiles = (float(line["q25_min"]), float(line["median_min"]), float(line["q75_min"]))
            flat = sum(question_minutes(question) for question in whole.questions)
            yield Timed(path.stem, int(line["n"]), quartiles, estimate(whole), flat)


def miss(told: float, seen: float) -> float:
    """How far off an estimate is, too long or too short alike: 1 is right, 2 is double or half."""
    return max(told / seen, seen / told)


def main() -> None:
    parser = argparse.ArgumentParser(description="estimated against observed minutes")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("SURVEY_SEG_SHARED", BESIDE)))
    rows = list(timed(parser.parse_args().folder / "questionnaires"))
    print(
        f"{'questionnaire':18}{'n':>5}{'observed (quartiles)':>22}{'points':>14}{'pace':>14}{'longest':>9}{'flat':>14}"
    )
    misses: dict[str, list[float]] = {"points": [], "pace": [], "flat": []}
    for row in rows:
        low, seen, high = row.quartiles
        told = {"points": row.estimated.expected, "pace": row.estimated.pace.expected, "flat": row.flat}
        for name, minutes in told.items():
            misses[name].append(miss(minutes, seen))
        shown = {name: f"{minutes:.1f} ({misses[name][-1]:.2f}x)" for name, minutes in told.items()}
        observed = f"{seen:.1f} ({low:.1f} to {high:.1f})"
        print(
            f"{row.name:18}{row.n:>5}{observed:>22}{shown['points']:>14}{shown['pace']:>14}"
            f"{row.estimated.most:>9.1f}{shown['flat']:>14}"
        )
    for name, found in misses.items():
        print(f"{name}: worst {max(found):.2f}x, typical {geometric_mean(found):.2f}x")
    factor = calibrate([row.estimated.expected for row in rows], [row.quartiles[1] for row in rows])
    print(f"factor of these studies together: {factor:.2f}")
    print(f"bar of {BAR}x by points: {'met' if max(misses['points']) <= BAR else 'missed'} on {len(rows)} files")


if __name__ == "__main__":
    main()

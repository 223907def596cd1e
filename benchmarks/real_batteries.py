"""What the verdict is on real batteries: how many segments, how stable, how well a few questions type people.

    python benchmarks/real_batteries.py --data FOLDER [--only mcdonalds,bfi]

The folder holds the files named below as CSV, with the column names of the packages they come from. Prints a line per
battery: people, items, number of segments (3 to 5 in question), verdict, stability and what one population stays below,
agreement of the models, smallest segment, and the share of people that four and eight questions put into the segment
that all questions give, cross-validated.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from verdict import basis_of

from survey_seg.analysis.choice import choose_segments
from survey_seg.analysis.segments import compare_segments
from survey_seg.stats.imputation import fill_blanks, fit_normal
from survey_seg.stats.pursuit import pursue

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Battery:
    """Columns of a file (by name, or from one to another) and the scale they are answered on."""

    name: str
    file: str
    columns: tuple[str, str]
    low: float
    high: float
    words: tuple[str, str] | None = None


BATTERIES = (
    Battery("mcdonalds", "mcdonalds", ("yummy", "disgusting"), 0, 1, ("No", "Yes")),
    Battery("vacmot", "vacmot", ("rest and relax", "change of surroundings"), 0, 1),
    Battery("bfi", "bfi", ("A1", "O5"), 1, 6),
    Battery("election", "election", ("MORALG", "INTELB"), 1, 4),
    Battery("oddjob expectations", "airline_oddjob", ("e1", "e23"), 1, 100),
    Battery("oddjob performance", "airline_oddjob", ("s1", "s23"), 1, 100),
    Battery("fastfood", "fastfood_ffseg", ("clean", "hours"), 1, 5),
    Battery("music", "young_people_survey", ("Dance", "Opera"), 1, 5),
    Battery("phobias", "young_people_survey", ("Flying", "Fear of public speaking"), 1, 5),
    Battery("reputation", "corp_rep_mobile", ("csor_1", "comp_3"), 1, 7),
    Battery("ecsi", "ecsi_mobi", ("CUEX1", "PERV2"), 1, 10),
)


def answers(folder: Path, battery: Battery) -> Floats:
    """People x items on 0..1; blanks filled as `analyze` fills them, people without any answer left out."""
    table = pd.read_csv(folder / f"{battery.file}.csv")
    table = table.loc[:, battery.columns[0] : battery.columns[1]]
    if battery.words:
        table = table.apply(lambda column: column.map(dict(zip(battery.words or (), (0, 1), strict=True))))
    text = table.astype("string").apply(lambda column: column.str.extract(r"^(-?[\d.]+)", expand=False))
    codes = text.astype(float).to_numpy()
    codes[(codes < battery.low) | (codes > battery.high)] = np.nan
    matrix = (codes - battery.low) / (battery.high - battery.low)
    matrix = matrix[~np.isnan(matrix).all(1)]
    if np.isnan(matrix).any():
        fit = fit_normal(matrix, np.ones(len(matrix)))
        matrix = fill_blanks(matrix, fit.mean, fit.covariance)
    return matrix


def typed(matrix: Floats, memberships: Floats, labels: npt.NDArray[np.int64], count: int) -> float:
    """Cross-validated share of people put right by so many questions (the questions themselves were chosen on all)."""
    order = pursue(matrix, memberships, np.ones(len(matrix)), list(range(matrix.shape[1])), count)
    model = LogisticRegression(max_iter=2000)
    return float((cross_val_predict(model, matrix[:, order], labels, cv=5) == labels).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    if not given.data.is_dir():
        sys.exit(f"{given.data} is no folder")
    print("| battery | people | items | k | verdict | stability | one population | agreement | smallest | 4 q | 8 q |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for battery in BATTERIES:
        if given.only and battery.name not in given.only.split(","):
            continue
        matrix = answers(given.data, battery)
        basis = basis_of(matrix)
        candidates = compare_segments(basis, seed=1)
        found = choose_segments(candidates, basis)
        best = found.k if found.k > 1 else int(candidates.table.set_index("k")["support"].loc[3:5].idxmax())
        row = candidates.table.set_index("k").loc[best]
        few = [typed(matrix, found.memberships, found.labels, q) for q in (4, 8)] if found.k > 1 else [np.nan] * 2
        cells = [battery.name, *matrix.shape, f"{found.k} (of {best})" if found.k == 1 else found.k, found.verdict]
        figures = [row["stability"], row["null_stability"], row["agreement"], row["share_min"], *few]
        line = [str(cell) for cell in cells] + [f"{one:.2f}" for one in figures]
        print(f"| {' | '.join(line)} |", flush=True)


if __name__ == "__main__":
    main()

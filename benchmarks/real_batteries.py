"""What is found in real batteries: how many segments, how stable, what verdict, and how well a few questions type.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/real_batteries.py --data FOLDER
        [--only mcdonalds,bfi] [--markdown docs/evidence.md]

The folder holds the files named below, with the column names of the packages they come from. Each battery goes the way
of `analyze`: basis, numbers of segments from 1 to 8 compared, 3 to 5 in question, typing tool. Prints a line per
battery: people, items, number of segments, verdict, stability and what one population stays below, agreement of the
models, smallest segment, and the share of people that four and eight questions put where all questions put them; these
people were left out when segments, questions and weights were made. Where the verdict is that there are no segments,
the figures are those of the best supported of 3 to 5, in brackets. `--markdown` puts each line into the table of that
file, between its two marks, as soon as it is known; with `--only` the other lines stay. A battery of 1,000 people and
20 items takes about half a minute of one core, the largest several minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.choice import choose_segments
from survey_seg.analysis.model import Basis, Candidates, Segmentation
from survey_seg.analysis.segments import compare_segments
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.responses.model import Responses
from survey_seg.typing_tool.making.fit import fit_typing_tool

RANGE = (3, 5)
ASKED = (4, 8)
BEGIN, END = "<!-- batteries: begin -->", "<!-- batteries: end -->"
HEAD = (
    "file", "battery", "people", "items", "k", "verdict", "stability", "one population", "models agree", "smallest",
    "typed by 4", "typed by 8",
)  # fmt: skip
YES_NO = {"No": 0, "Yes": 1}
OUI_NON = {"Non": 0, "Oui": 1}
RUDE = {"No": 0, "Somewhat": 1, "Very": 2}
COOPERATION = {
    "Waste of time": 0, "Depends": 1, "Not true": 0, "Mostly true": 2, "Fair/Poor": 0, "Good": 2, "Impatient": 0,
    "Cooperative": 1, "Interested": 2,
}  # fmt: skip


@dataclass(frozen=True)
class Battery:
    """Columns of a file (from one to another, or all) and the scale they are answered on.

    `words`: the code of each answer in words; other text begins with its code, or, with `negated`, is a no when it
    begins with No. `without`: columns between that are not of the battery.
    """

    file: str
    name: str
    columns: tuple[str, str] | None
    scale: tuple[int, int]
    words: Mapping[str, int] = field(default_factory=dict)
    negated: bool = False
    without: tuple[str, ...] = ()
    weight: str | None = None


YOUNG = "young_people_survey.csv"
PISA = "pisa2009_reading_items_10k.sav"
FLYING = ("recline_eliminate", "two_arm_rests", "middle_arm_rest", "shade")
BATTERIES = (
    Battery("mcdonalds.csv", "image", ("yummy", "disgusting"), (0, 1), YES_NO),
    Battery("vacmot.csv", "motives", ("rest and relax", "change of surroundings"), (0, 1)),
    Battery("bfi.csv", "personality", ("A1", "O5"), (1, 6)),
    Battery("election.csv", "traits of two candidates", ("MORALG", "INTELB"), (1, 4)),
    Battery("airline_oddjob.csv", "expectations", ("e1", "e23"), (1, 100)),
    Battery("airline_oddjob.csv", "performance", ("s1", "s23"), (1, 100)),
    Battery("fastfood_ffseg.csv", "importance", ("clean", "hours"), (1, 5)),
    Battery(YOUNG, "music", ("Dance", "Opera"), (1, 5)),
    Battery(YOUNG, "films", ("Horror", "Action"), (1, 5)),
    Battery(YOUNG, "interests", ("History", "Pets"), (1, 5)),
    Battery(YOUNG, "fears", ("Flying", "Fear of public speaking"), (1, 5)),
    Battery(
        YOUNG, "views of life", ("Daily events", "Questionnaires or polls"), (1, 5), without=("Punctuality", "Lying")
    ),
    Battery(YOUNG, "spending", ("Finances", "Spending on healthy eating"), (1, 5)),
    Battery("hdv2003_weights.csv", "leisure, weighted", ("hard.rock", "sport"), (0, 1), OUI_NON, weight="poids"),
    Battery("efc_eurofamcare.csv", "coping of carers", ("c82cop1", "c90cop9"), (1, 4)),
    Battery("corp_rep_mobile.csv", "reputation", ("csor_1", "comp_3"), (1, 7)),
    Battery("ecsi_mobi.csv", "satisfaction", ("CUEX1", "PERV2"), (1, 10)),
    Battery("flying_538.csv", "what is rude", ("recline_rude", "talk_stranger"), (0, 2), RUDE, without=FLYING),
    Battery("tea.csv", "occasions", ("breakfast", "pub"), (0, 1), negated=True),
    Battery("tea.csv", "image", ("escape.exoticism", "effect.on.health"), (0, 1), negated=True),
    Battery("careless_sim1000.csv", "simulated, some careless", None, (1, 7)),
    Battery("careless_sim200.csv", "simulated, a fifth careless", None, (1, 5)),
    Battery("polca_gss82.csv", "the interviewed", None, (0, 2), COOPERATION),
    Battery("polca_cheating.csv", "cheating", ("LIEEXAM", "COPYEXAM"), (1, 2)),
    Battery("polca_carcinoma.csv", "slides", None, (1, 2)),
    Battery("polca_values.csv", "role conflict", None, (1, 2)),
    Battery("malhotra_toothpaste.csv", "benefits", ("v1", "v6"), (1, 7)),
    Battery("malhotra_shopping.csv", "shopping", ("v1", "v6"), (1, 7)),
    Battery(PISA, "reading, attitudes", ("ST24Q01", "ST24Q11"), (1, 4)),
    Battery(PISA, "reading, learning", ("ST27Q01", "ST27Q13"), (1, 4)),
    Battery(PISA, "reading, lessons", ("ST38Q01", "ST38Q09"), (1, 4)),
    Battery("msqR.csv", "moods, 67 words", ("active", "wide.awake"), (0, 3)),
)


def codes(column: pd.Series, battery: Battery) -> pd.Series:
    """The answers to one item as codes, blank where there is none within the scale."""
    if column.dtype.kind in "fi":
        found = column.astype(float)
    elif battery.words:
        found = column.map(battery.words).astype(float)
    elif battery.negated:
        found = (~column.str.match(r"No[t.]")).astype(float)
    else:
        found = column.str.extract(r"^(-?\d+)", expand=False).astype(float)
    return found.where(found.between(*battery.scale))


def read(folder: Path, battery: Battery) -> Responses:
    """The battery as a survey whose only questions are its items; people without any answer are left out."""
    path = folder / battery.file
    table = pd.read_spss(path, convert_categoricals=False) if path.suffix == ".sav" else pd.read_csv(path)
    first, last = battery.columns or (table.columns[0], table.columns[-1])
    items = table.loc[:, first:last].drop(columns=list(battery.without))
    answers = pd.DataFrame({f"i{place}": codes(items[name], battery) for place, name in enumerate(items)})
    there = answers.notna().any(axis=1)
    low, high = battery.scale
    questions = tuple(
        Question(id=f"i{place}", text=str(name), type="scale", role=("basis",), min=low, max=high)
        for place, name in enumerate(items)
    )
    mass = table[battery.weight][there].to_numpy(dtype=float) if battery.weight else np.ones(there.sum())
    answers = answers[there].set_axis([str(person) for person in range(there.sum())], axis=0)
    return Responses(
        questionnaire=Questionnaire(Study(title=battery.name), questions),
        answers=answers,
        declared_missing=answers.isna(),
        weights=mass / mass.mean(),
        seconds=None,
        weighted=battery.weight is not None,
        file=battery.file,
        sha256="",
    )


def of_best(candidates: Candidates, basis: Basis, found: Segmentation) -> Segmentation | None:
    """The segments chosen; where there are none, the best supported of the range."""
    if found.k > 1:
        return found
    support = candidates.table.set_index("k")["support"].loc[RANGE[0] : RANGE[1]].dropna()
    if support.empty:
        return None
    return choose_segments(candidates, basis, k=int(support.idxmax()), because="the best supported")


def line(folder: Path, battery: Battery) -> list[str]:
    """The cells of one battery."""
    responses = read(folder, battery)
    basis = build_basis(responses)
    candidates = compare_segments(basis, seed=1)
    found = choose_segments(candidates, basis, k_range=RANGE)
    best = of_best(candidates, basis, found)
    cells = [battery.file, battery.name, f"{responses.n:,}", str(len(basis.items))]
    if best is None:
        return [*cells, "1", found.verdict, *["–"] * 6]
    evidence = candidates.table.set_index("k").loc[best.k]
    curve = fit_typing_tool(best, responses, basis).evidence["curve"]
    right = {one["questions"]: f"{one['value']:.0%}" for one in curve}
    figures = [f"{evidence[name]:.2f}" for name in ("stability", "null_stability", "agreement")]
    figures += [f"{evidence['share_min']:.0%}", *(right.get(number, "–") for number in ASKED)]
    return [*cells, str(found.k) if found.k > 1 else f"1 ({best.k})", found.verdict, *figures]


def wanted(only: str) -> list[Battery]:
    """The batteries of the files named, or all."""
    return [battery for battery in BATTERIES if not only or Path(battery.file).stem in only.split(",")]


def row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def known(path: Path) -> dict[str, str]:
    """The lines of the table in a file, by file and name of the battery."""
    _, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    table, _, _ = rest.partition(END)
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {" ".join(one[:2]): row(one) for one in cells}


def put(lines: Mapping[str, str], path: Path) -> None:
    """The lines as a table between the marks of a file, with the day they were made."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    order = [f"{battery.file} {battery.name}" for battery in BATTERIES]
    table = [row(HEAD), f"|{'---|' * len(HEAD)}", *(lines[name] for name in order if name in lines)]
    day = datetime.now(tz=UTC).date()
    text = "\n".join([f"{before}{BEGIN}", f"Made on {day}.", "", *table, f"{END}{after}"])
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", default="", help="names of files without their ending")
    parser.add_argument("--markdown", type=Path, help="a file with the two marks")
    given = parser.parse_args()
    if not given.data.is_dir():
        sys.exit(f"{given.data} is no folder")
    if given.markdown and BEGIN not in given.markdown.read_text(encoding="utf-8"):
        sys.exit(f"{given.markdown} has no mark {BEGIN}")
    lines = known(given.markdown) if given.markdown and given.only else {}
    print(row(HEAD), f"|{'---|' * len(HEAD)}", sep="\n")
    for battery in wanted(given.only):
        found = row(line(given.data, battery))
        print(found, flush=True)
        lines[f"{battery.file} {battery.name}"] = found
        if given.markdown:
            put(lines, given.markdown)


if __name__ == "__main__":
    main()

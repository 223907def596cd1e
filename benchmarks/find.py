"""What fields that a firm can see tell about segments: the find tool on real answers.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/find.py --data FOLDER

The folder holds bfi.csv (psych), mcdonalds.csv (Dolnicar, Gruen & Leisch) and vacmot.csv (flexclust). Each battery is
divided into a fixed number of segments, and fields that a firm could hold are used to find them. Prints a line per
case: fields chosen of those tried, share of the segments' entropy explained on people held out with its 95 % interval,
accuracy beside the share of the largest segment, lift of the best tenth for each segment, whether anybody may be given
a segment, and the CPU seconds. Two more figures stand beside it: `all` is what all fields together explain in a logit
without choice and penalty, and `anew` what the tool explains when the segments, too, are made anew without the people
held out. The last line times 1,500 people with 15 fields of all kinds. Half a minute.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.partition import Partition, fit_partition
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Reach
from survey_seg.responses.model import Responses
from survey_seg.typing_tool.finding.choice import RIDGES, Choice
from survey_seg.typing_tool.finding.evidence import share_explained
from survey_seg.typing_tool.finding.fields import find_fields
from survey_seg.typing_tool.finding.fit import fit_find_tool
from survey_seg.typing_tool.finding.trial import FOLDS, People, held_out, held_out_anew, people_of

TRAITS = [f"{trait}{number}" for trait in "ACENO" for number in range(1, 6)]
IMAGE = ["yummy", "convenient", "spicy", "fattening", "greasy", "fast", "cheap", "tasty", "expensive", "healthy",
         "disgusting"]  # fmt: skip
OFTEN = ["Never", "Once a year", "Every three months", "Once a month", "Once a week", "More than once a week"]
SEEN = (Reach(via="crm"),)


@dataclass(frozen=True)
class Case:
    """A battery and the fields beside it; fields with two numbers are bounded, those without are categories."""

    name: str
    items: Sequence[str]
    bounds: tuple[int, int]
    k: int
    fields: dict[str, tuple[int, int] | None]


VACATION: dict[str, tuple[int, int] | None] = {
    "Gender": None, "Age": (18, 110), "Education": (1, 8), "Income2": None, "Occupation": None, "State": None,
    "Relationship.Status": None,
}  # fmt: skip
CASES = {
    "bfi.csv": [Case(f"bfi, k = {k}", TRAITS, (1, 6), k, {"age": (3, 90), "gender": None, "education": None})
                for k in (5, 4)],
    "mcdonalds.csv": [
        Case("fast food, age and gender", IMAGE, (0, 1), 4, {"Age": (16, 100), "Gender": None}),
        Case("fast food, and visits, liking", IMAGE, (0, 1), 4,
             {"Age": (16, 100), "Gender": None, "VisitFrequency": (0, 5), "Like": (-5, 5)}),
    ],
    "vacmot.csv": [Case("vacation, 7 demographics", [], (0, 1), 5, VACATION)],
}  # fmt: skip


def table(path: Path) -> pd.DataFrame:
    """A file with codes instead of words."""
    answers = pd.read_csv(path)
    answers = answers.replace({"I hate it!-5": "-5", "I love it!+5": "5"}).replace({"No": 0, "Yes": 1})
    if "VisitFrequency" in answers:
        answers["VisitFrequency"] = answers["VisitFrequency"].map(OFTEN.index)
    for column in answers.columns:
        numbers = pd.to_numeric(answers[column], errors="coerce")
        answers[column] = numbers if numbers.notna().any() else pd.factorize(answers[column])[0]
    return answers.astype(float).rename(index=str)


def responses_of(case: Case, answers: pd.DataFrame) -> Responses:
    """The answers of a case with a questionnaire in which all fields can be seen."""
    low, high = case.bounds
    questions = [Question(id=item, text=item, type="scale", role=("basis",), min=low, max=high) for item in case.items]
    for name, bounds in case.fields.items():
        if bounds:
            questions.append(Question(id=name, text=name, type="number", min=bounds[0], max=bounds[1], reach=SEEN))
            continue
        codes = sorted(int(code) for code in answers[name].dropna().unique() if code >= 0)
        options = tuple(Option(code=code, label=str(code)) for code in codes)
        questions.append(Question(id=name, text=name, type="single", options=options, reach=SEEN))
    asked = [question.id for question in questions]
    return Responses(
        questionnaire=Questionnaire(Study(title=case.name), tuple(questions)),
        answers=answers[asked],
        declared_missing=answers[asked].isna() & False,
        weights=np.ones(len(answers)),
        seconds=None,
        weighted=False,
        file="answers.csv",
        sha256="0" * 64,
    )


def segmentation_of(found: Partition, basis: Basis) -> Segmentation:
    k = len(found.centroids)
    shares = np.bincount(found.labels, basis.weights, k) / basis.weights.sum()
    return Segmentation(
        k=k, verdict="constructive", reason="", chosen_by="person", labels=found.labels + 1,
        memberships=found.memberships, centroids=found.centroids, rule=found.rule,
        names=tuple(f"segment {code}" for code in range(1, k + 1)),
        sizes=pd.DataFrame({"segment": range(1, k + 1), "share": shares}), stability_global=1.0, stability=np.ones(k),
        neighbours=pd.DataFrame(),
    )  # fmt: skip


def explained_by_all(people: People) -> float:
    """The share explained by all fields together, with the mildest penalty."""
    everything = Choice(tuple(range(len(people.design.variables))), RIDGES[0])
    return share_explained(held_out(people, dict.fromkeys(range(FOLDS), everything))).share


def report(case: Case, answers: pd.DataFrame) -> None:
    """The line of a case."""
    responses = responses_of(case, answers)
    basis = build_basis(responses)
    final = segmentation_of(fit_partition(basis.matrix, basis.weights, case.k, seed=1, reverse=basis.reverse), basis)
    design = find_fields(responses, basis).design
    beside = f"all {explained_by_all(people_of(design, final, basis)):.1%}, "
    beside += f"anew {share_explained(held_out_anew(design, final, responses, basis, seed=1)).share:.1%}"
    began = time.process_time()
    try:
        spec = fit_find_tool(final, responses, basis)
    except CannotCompute as error:
        print(f"{case.name}: nothing ({error.problems[0].what}); {beside}")
        return
    took, found = time.process_time() - began, spec.evidence
    told = " to ".join(f"{found['explained'][end]:.1%}" for end in ("low", "high"))
    lifts = " ".join(f"{row['deciles'][0]['lift']:.1f}" for row in found["segments"])
    print(
        f"{case.name}: {found['fields']} of {found['tried']} fields explain {found['explained']['value']:.1%} "
        f"({told}), "
        f"right {found['accuracy']['value']:.3f} / {found['baseline']:.3f}, lift {lifts}, "
        f"{'segments' if spec.hard_labels else 'scores only'}, {took:.2f} s; {beside}"
    )


def simulated() -> tuple[Case, pd.DataFrame]:
    """1,500 people, ten items, fifteen fields: five that tell something, ten that tell nothing."""
    chance = np.random.default_rng(1)
    group = chance.integers(0, 4, 1500)
    items = np.random.default_rng(2).choice([2, 4], (4, 10))[group] + chance.normal(0, 0.8, (1500, 10))
    answers = pd.DataFrame(np.clip(np.rint(items), 1, 5), columns=[f"i{item}" for item in range(10)])
    seen: dict[str, tuple[int, int] | None] = {}
    for number in range(15):
        likely = np.where(chance.random(1500) < (0.2 if number < 5 else 0.0), group, chance.integers(0, 4, 1500))
        closed = number % 2 == 0
        answers[f"f{number}"] = likely if closed else np.clip(np.rint(20 * likely + chance.normal(0, 9, 1500)), 0, 90)
        seen[f"f{number}"] = None if closed else (0, 90)
    return Case("simulated, 15 fields", list(answers.columns[:10]), (1, 5), 4, seen), answers.astype(float)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the three files")
    folder = parser.parse_args().data
    for file, cases in CASES.items():
        answers = table(folder / file)
        for case in cases:
            report(case if case.items else replace(case, items=list(answers.columns[:20])), answers)
    case, answers = simulated()
    report(case, answers.rename(index=str))


if __name__ == "__main__":
    main()

"""How many planted defects of structure, routing and tags do the rules find, and do they speak without cause?

    python benchmarks/structure.py [--show]

Our own examples, and the questionnaires with a licence in the folder of real files where it is on the machine, are
broken in one place at a time (`structure_mutants.py`; at most three places of a kind in a file). A mutant counts as
found when one of the rules meant for it, or the reader, names the broken place and did not do so before. Printed:

- per way of breaking, how many mutants were made and found;
- the findings of the same rules on the untouched files, which no mutation caused;
- beside the linter of survey-core, on its own terms: the same mutants as SurveyJS surveys, for the defects that it has
  a rule for. It needs node, and SURVEY_CORE with the node_modules that hold survey-core.

`--show` lists the mutants that were missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from survey_seg.errors import InputRefused
from survey_seg.questionnaire import coherence
from survey_seg.questionnaire.conditions import Comparison, read_condition
from survey_seg.questionnaire.exporters.expressions import Dialect, written
from survey_seg.questionnaire.exporters.surveyjs import export
from survey_seg.questionnaire.lint.finding import Finding, place_of
from survey_seg.questionnaire.lint.rules import RULES
from survey_seg.questionnaire.model import Questionnaire, QuestionnaireFile
from survey_seg.questionnaire.read import read_questionnaire

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from structure_mutants import MUTATORS, REFUSED, spread  # noqa: E402 - it stands beside this file
from structure_places import Mutant  # noqa: E402

OWN: Final = HERE.parent / "questionnaires"
SHARED: Final = Path(os.environ.get("SURVEY_SEG_SHARED", HERE.parent.parent / "shared")) / "questionnaires"
MOST: Final = 3
"""Mutants of a kind in one file."""

BY_ID: Final = {rule.id: rule for rule in RULES}
UNTAGGED: Final = ("ACT", "RCH", "ANA")
"""Families that need tags, which files of other tools do not have."""

THEIRS: Final[Mapping[str, str]] = {
    "a misspelt name in a condition": "reference/unknown",
    "a condition on the question itself": "reference/self",
    "a code that is not there": "expression/unknown-choice",
    "a list with a code that is not there": "expression/unknown-choice",
    "a condition against itself": "expression/contradiction",
    "a condition against itself by unlike": "expression/contradiction",
    "a condition against itself by not": "expression/contradiction",
    "a condition that always holds": "expression/meaningless-condition",
    "a filter that its path contradicts": "element/never-visible",
    "words where there are codes": "expression/type-mismatch",
    "an id twice": "name/duplicate",
    "a code twice": "choices/duplicate",
}
"""The rule of survey-core's linter for a way of breaking."""

LINTER: Final = """
const {lintSurvey} = require(process.argv[1] + "/survey-core/linter");
const surveys = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(surveys.map(one => {
  try { return lintSurvey(one).findings.map(f => [f.ruleId, f.elementName || "", f.path || ""]); }
  catch (error) { return [["failed", String(error), ""]]; }
})));
"""


@dataclass(frozen=True)
class Tried:
    """A mutant of a file, and whether it was found."""

    file: str
    how: str
    mutant: Mutant
    found: bool


def own_files() -> list[Path]:
    """The starter and the examples, which end without findings."""
    return [OWN / "starter.yaml", *sorted((OWN / "examples").glob("*.yaml"))]


def real_files() -> Iterator[Path]:
    """The files of the shared folder that say under which licence they stand."""
    if not (SHARED / "MANIFEST.tsv").is_file():
        return
    with (SHARED / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        for line in csv.DictReader(manifest, delimiter="\t"):
            if line["licence"] != "none stated" and (SHARED / line["file"]).is_file():
                yield SHARED / line["file"]


def opened(files: Sequence[Path]) -> Iterator[tuple[str, Questionnaire]]:
    """The files that are questionnaires."""
    for path in files:
        try:
            yield path.name, read_questionnaire(path)
        except InputRefused as refused:
            print(f"not read: {path.name}: {refused.problems[0].code}")


def findings(questionnaire: Questionnaire, rules: Sequence[str]) -> list[Finding]:
    """What some rules find."""
    return [found for name in rules if name in BY_ID for found in BY_ID[name].check(questionnaire)]


def refused_at(questionnaire: Questionnaire) -> list[str]:
    """The places at which the reader refuses a file of ours."""
    places: list[str] = []

    def place(path: tuple[str | int, ...]) -> tuple[int | None, str]:
        places.append(place_of(path))
        return None, ""

    try:
        coherence.check(
            QuestionnaireFile(study=questionnaire.study, questions=questionnaire.questions), file="", place=place
        )
    except InputRefused:
        return places
    return []


def is_found(original: Questionnaire, mutant: Mutant) -> bool:
    """Whether a rule, or the reader, names the broken place and did not before."""
    place = place_of(mutant.place)
    if REFUSED in mutant.rules and _new(refused_at(mutant.questionnaire), refused_at(original), place):
        return True
    was = Counter((found.rule, found.place, found.message) for found in findings(original, mutant.rules))
    now = Counter((found.rule, found.place, found.message) for found in findings(mutant.questionnaire, mutant.rules))
    return any(where.startswith(place) for _rule, where, _message in now - was)


def _new(now: Sequence[str], was: Sequence[str], place: str) -> bool:
    return any(where.startswith(place) for where in Counter(now) - Counter(was))


def tries(files: Sequence[tuple[str, Questionnaire]]) -> Iterator[Tried]:
    """Every mutant of the files."""
    for name, questionnaire in files:
        for how, mutate in MUTATORS.items():
            for mutant in spread(list(mutate(questionnaire)), MOST):
                if questionnaire.imported and mutant.rules[0][:3] in UNTAGGED:
                    continue
                yield Tried(name, how, mutant, is_found(questionnaire, mutant))


def as_surveyjs(questionnaire: Questionnaire) -> dict[str, Any]:
    """A questionnaire as a SurveyJS survey with every condition as it is written; answers are required as with us."""
    survey: dict[str, Any] = json.loads(str(export(questionnaire).content))
    elements = [one for page in survey.get("pages", [survey]) for one in page["elements"]]
    rows = {row.id: f"{question.id}.{row.id}" for question in questionnaire.questions for row in question.rows}
    dialect = Dialect(lambda part: _compared(part, rows), "!({})")
    for question, element in zip(questionnaire.questions, elements, strict=True):
        element["isRequired"] = question.required is not False
        if question.show_if:
            element["visibleIf"] = written(read_condition(question.show_if), dialect) or ""
    return survey


def _compared(part: Comparison, rows: Mapping[str, str]) -> str:
    values = [f"'{value}'" if isinstance(value, str) else str(value) for value in part.values]
    sign = {"==": "=", "!=": "<>", "in": "anyof", "not in": "noneof"}.get(part.operator, part.operator)
    listed = f"[{', '.join(values)}]" if sign in {"anyof", "noneof"} else values[0]
    return f"{{{rows.get(part.name, part.name)}}} {sign} {listed}"


def survey_core(surveys: Sequence[Any], modules: str) -> list[list[tuple[str, str, str]]]:
    """What survey-core's linter says about each survey: rule, element, path."""
    run = ["node", "-e", LINTER, modules]
    done = subprocess.run(run, input=json.dumps(surveys), capture_output=True, text=True, check=True, timeout=1800)
    return [[(one[0], one[1], one[2]) for one in some] for some in json.loads(done.stdout)]


def print_found(tried: Sequence[Tried]) -> None:
    made, found = Counter(one.how for one in tried), Counter(one.how for one in tried if one.found)
    for how in MUTATORS:
        print(f"    {how:46} {found[how]:4} of {made[how]:4}")
    print(f"    {'all':46} {sum(found.values()):4} of {len(tried):4}  ({sum(map(bool, made.values()))} ways)")


def print_uncaused(files: Sequence[tuple[str, Questionnaire]], rules: Sequence[str]) -> None:
    """The findings of the same rules on files that nobody has broken."""
    for name, questionnaire in files:
        kept = [rule for rule in rules if not (questionnaire.imported and rule[:3] in UNTAGGED)]
        found = findings(questionnaire, kept)
        counts = ", ".join(f"{count} {rule}" for rule, count in sorted(Counter(one.rule for one in found).items()))
        print(f"    {name:46} {counts or 'none'}")


def print_beside(files: Sequence[tuple[str, Questionnaire]], tried: Sequence[Tried]) -> None:
    """Both linters on the defects that both have a rule for."""
    modules = os.environ.get("SURVEY_CORE", "")
    if not modules or not shutil.which("node"):
        print("    skipped: " + ("there is no node" if modules else "SURVEY_CORE names no node_modules"))
        return
    shared = [one for one in tried if one.how in THEIRS]
    answers = survey_core(
        [as_surveyjs(one) for _, one in files] + [as_surveyjs(one.mutant.questionnaire) for one in shared], modules
    )
    originals = {name: Counter(said) for (name, _), said in zip(files, answers, strict=False)}
    theirs: Counter[str] = Counter()
    for one, said in zip(shared, answers[len(files) :], strict=True):
        new = Counter(said) - originals[one.file]
        at = one.mutant.place[1] if len(one.mutant.place) > 1 else None
        name = one.mutant.questionnaire.questions[at].id if isinstance(at, int) else ""
        theirs[one.how] += any(rule == THEIRS[one.how] and name in {element, ""} for rule, element, _ in new)
    made, ours = Counter(one.how for one in shared), Counter(one.how for one in shared if one.found)
    print(f"    {'':46} {'made':>5} {'ours':>5} {'theirs':>6}")
    for how in THEIRS:
        print(f"    {how:46} {made[how]:5} {ours[how]:5} {theirs[how]:6}  {THEIRS[how]}")
    print(f"    {'all':46} {len(shared):5} {sum(ours.values()):5} {sum(theirs.values()):6}")
    rules = set(THEIRS.values())
    spoke = {name: [one for one in said if one[0] in rules] for name, said in originals.items()}
    print(
        "    survey-core's same rules on the untouched files: "
        + (", ".join(f"{name} {len(some)}" for name, some in spoke.items() if some) or "none")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="How many planted defects are found, and what is found without cause?")
    parser.add_argument("--show", action="store_true", help="list the mutants that were missed, and what was uncaused")
    arguments = parser.parse_args()
    own, real = list(opened(own_files())), list(opened(list(real_files())))
    rules = sorted({rule for one in tries(own) for rule in one.mutant.rules} - {REFUSED})
    for title, files in ((f"Our own {len(own)} files", own), (f"{len(real)} real files", real)):
        tried = list(tries(files))
        print(f"\n{title}: planted defects found")
        print_found(tried)
        print("\n  Found by the same rules before anything was broken")
        print_uncaused(files, rules)
        print("\n  Beside the linter of survey-core")
        print_beside(files, tried)
        if arguments.show:
            for one in tried:
                if not one.found:
                    print(f"    missed: {one.file}: {one.how} at {place_of(one.mutant.place)}")
            for name, questionnaire in files:
                for found in findings(
                    questionnaire, [r for r in rules if not (questionnaire.imported and r[:3] in UNTAGGED)]
                ):
                    print(f"    uncaused: {name}: {found.rule} {found.place}: {found.message}")


if __name__ == "__main__":
    main()

"""Two rules that look at the same place never say the same thing twice about one study."""

from pathlib import Path
from typing import Any

import pytest

from survey_seg.questionnaire.lint.rules import RULES
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.schema import validate
from survey_seg.questionnaire.yaml_file import read_yaml

HERE = Path(__file__).resolve().parent
BY_ID = {rule.id: rule for rule in RULES}
NEVER_BOTH = [
    ("ACT014", "MIX004"),
    ("ACT012", "STU502"),
    ("ACT015", "ACT001"),
    ("ACT015", "ACT004"),
    ("MIX006", "MIX001"),
    ("MIX009", "MIX008"),
    ("MIX012", "MIX002"),
    ("MIX013", "MIX004"),
    ("MIX015", "RCH009"),
    ("RCH012", "RCH007"),
    ("RCH016", "RCH014"),
    ("STU504", "STU503"),
    ("STU509", "MIX008"),
]


def read(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"), file=path.name)[0]


CLEAN = read(HERE / "clean.yaml")


def changed(case: dict[str, Any]) -> Questionnaire:
    """The clean questionnaire with a case laid over it, as test_lint_rules.py does it."""
    questions = {question["id"]: question for question in CLEAN["questions"]}
    for patch in case.get("questions") or ():
        plain = {key: value for key, value in patch.items() if key != "times"}
        for number in range(patch.get("times", 1)):
            name = f"{patch['id']}_{number}" if "times" in patch else patch["id"]
            questions[name] = questions.get(name, {}) | plain | {"id": name}
    kept = [question for name, question in questions.items() if name not in case.get("drop", ())]
    whole = {"study": CLEAN["study"] | (case.get("study") or {}), "questions": kept}
    plain_file = validate(whole, file="case.yaml", place=lambda path: (None, ""))
    return Questionnaire(study=plain_file.study, questions=plain_file.questions)


@pytest.mark.parametrize(("one", "other"), NEVER_BOTH, ids=lambda name: name)
def test_only_the_more_telling_of_two_rules_speaks(one: str, other: str) -> None:
    for name in (one, other):
        for case in read(HERE / "cases" / f"{name}.yaml")["fail"].values():
            questionnaire = changed(case)
            spoke = [rule for rule in (one, other) if list(BY_ID[rule].check(questionnaire))]
            assert spoke == [name]

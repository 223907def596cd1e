"""The questionnaires that are shipped, what linting needs to run, and a very long questionnaire."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.lint.outputs.machine import as_json
from survey_seg.questionnaire.lint.outputs.text import as_text
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Action, Option, Question, Questionnaire, Reach, Row
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.questionnaire.yaml_file import read_yaml
from survey_seg.resources import folder

SHIPPED = folder("questionnaires")
CLEAN = [SHIPPED / "starter.yaml", *sorted((SHIPPED / "examples").glob("*.yaml"))]
FLAWED = sorted((SHIPPED / "flawed").glob("*.expected.yaml"))
HEAVY = ("numpy", "pandas", "scipy", "sklearn", "statsmodels")


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_shipped_example_lints_clean(path: Path) -> None:
    assert ": no findings." in as_text(lint(read_questionnaire(path)))


@pytest.mark.parametrize("path", FLAWED, ids=lambda path: path.name.removesuffix(".expected.yaml"))
def test_a_flawed_twin_raises_the_expected_findings_and_no_others(path: Path) -> None:
    expected = read_yaml(path.read_text(encoding="utf-8"), file=path.name)[0]
    found = lint(read_questionnaire(path.with_name(path.name.replace(".expected", "")))).findings
    places = {(one.rule, where) for one in found for where in (one.question or "study", one.place)}
    wanted = {(one["rule"], one["where"]) for one in expected}
    assert wanted <= places
    assert [one for one in found if not {(one.rule, one.question), (one.rule, one.place)} & wanted] == []


def test_linting_loads_no_package_for_arithmetic() -> None:
    script = (
        "import sys\n"
        "from survey_seg.questionnaire.lint.outputs.machine import as_json\n"
        "from survey_seg.questionnaire.lint.outputs.text import as_text\n"
        "from survey_seg.questionnaire.lint.run import explain, lint\n"
        "from survey_seg.questionnaire.read import read_questionnaire\n"
        f"report = lint(read_questionnaire({str(CLEAN[0])!r}))\n"
        "as_text(report), as_json(report), explain('ACT001')\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    path = os.pathsep.join([str(SHIPPED.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": path},
    )
    assert (ran.stderr, ran.stdout) == ("", "[]\n")


def test_a_questionnaire_of_five_hundred_questions_is_linted() -> None:
    answers = tuple(Option(code=code, label=f"Answer {code}") for code in range(1, 8))
    questions = tuple(
        Question(
            id=f"q{number}",
            text=f"How much do you like number {number}?",
            type="grid" if number % 2 else "multi",
            role=("basis",) if number % 3 else ("descriptor", "typing"),
            data_type="attitude",
            construct=f"construct {number % 40}",
            options=answers,
            rows=tuple(Row(id=f"q{number}r{row}", text=f"Line {row}") for row in range(10)) if number % 2 else (),
            action=(Action(verb="message", owner="cmo", when=(6, 7), text="Show the number on the landing page"),),
            reach=(Reach(via="crm", field=f"field_{number}"),),
            show_if=f"q{number - 1} contains 3" if number > 1 else None,
        )
        for number in range(1, 501)
    )
    report = lint(Questionnaire(study=Study(title="Long"), questions=questions))
    assert "LEN001" in {one.rule for one in report.findings}
    assert as_text(report)
    assert as_json(report)

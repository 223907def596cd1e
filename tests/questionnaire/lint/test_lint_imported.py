"""A file of another tool is told the same about before and after it is written as a file of ours."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from survey_seg.cli import run
from survey_seg.questionnaire.brief import LintSettings, Study
from survey_seg.questionnaire.lint.finding import LintReport
from survey_seg.questionnaire.lint.rules import RULES
from survey_seg.questionnaire.lint.run import lint, needs_tags
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.read import read_questionnaire

REAL = (
    "formr/satisfaction.xlsx",
    "limesurvey_tsv/testB.tsv",
    "lss/citric_432535.lss",
    "qsf/norms_cogsci19.qsf",
    "qsf/qt_better_sample.qsf",
    "surveyjs/novacode_all_types.json",
    "triples/spec_style.sss",
    "xlsform/mitwirken_umfrage.xlsx",
)
WAITING = ("STR330", "STR332", "STR334", "STR335")
SURVEYJS = {
    "title": "Coffee",
    "pages": [
        {
            "name": "p1",
            "elements": [
                {"type": "text", "name": "best", "title": "Don't you agree that our coffee is great and cheap?"},
                {"type": "matrix", "name": "m1", "title": "What of this?", "columns": [1, 2, 3, 4, 5], "rows": ["a"]},
                {"type": "matrix", "name": "m2", "title": "And this?", "columns": [1, 2, 3, 4, 5], "rows": ["b"]},
                {"type": "matrix", "name": "m3", "title": "And these?", "columns": [1, 2, 3, 4, 5], "rows": ["c"]},
                {"type": "matrix", "name": "m4", "title": "And those?", "columns": [1, 2, 3, 4, 5], "rows": ["d"]},
                {"type": "radiogroup", "name": "cups", "title": "How many cups?", "choices": ["None", "One", "More"]},
            ],
        }
    ],
}


def told(report: LintReport) -> list[tuple[str, str, str, str]]:
    """The findings without their words, which name lines or cells, and without what did not fit."""
    found = (one for one in report.findings if one.rule != "LNT006")
    return sorted((one.rule, one.severity, one.question, one.place) for one in found)


def before_and_after(file: Path, made: Path) -> tuple[LintReport, LintReport]:
    assert run(["import", str(file), "-o", str(made)]) == 0
    return lint(read_questionnaire(file)), lint(read_questionnaire(made))


@pytest.fixture
def coffee(tmp_path: Path) -> Path:
    file = tmp_path / "coffee.json"
    file.write_text(json.dumps(SURVEYJS), encoding="utf-8")
    return file


@pytest.mark.parametrize("ending", ["yaml", "csv"])
def test_an_imported_file_gets_the_same_findings_once_it_is_written_as_ours(
    coffee: Path, tmp_path: Path, ending: str
) -> None:
    before, after = before_and_after(coffee, tmp_path / f"made.{ending}")
    assert told(before) == told(after)
    assert {("WRD110", "info"), ("LNT005", "info")} <= {(one.rule, one.severity) for one in before.findings}
    assert not {one.rule for one in before.findings} & set(WAITING)
    assert {rule.id for rule in before.rules} == {rule.id for rule in after.rules}


@pytest.mark.parametrize("name", REAL)
def test_a_real_imported_file_gets_the_same_findings_once_it_is_written_as_ours(
    shared: Path, tmp_path: Path, name: str
) -> None:
    before, after = before_and_after(shared / "questionnaires" / name, tmp_path / "made.yaml")
    assert told(before) == told(after)


def bare(count: int, **changes: object) -> Questionnaire:
    """Many open questions between two numbers, so that nothing welcomes and nothing thanks."""
    between = tuple(Question(id=f"q{number}", text=f"What about {number}?", type="text") for number in range(count))
    age = Question(id="age", text="How old are you?", type="number")
    height = Question(id="height", text="How tall are you?", type="number")
    whole = Questionnaire(study=Study(title="T"), questions=(age, *between, height))
    return replace(whole, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "foreign", [{"imported": "Some tool"}, {"study": Study(title="T", lint=LintSettings(profile="legacy-import"))}]
)
def test_rules_about_roles_and_first_and_last_pages_wait_for_the_first_tag(foreign: dict[str, object]) -> None:
    untagged = bare(40, **foreign)
    assert {one.rule for one in lint(bare(40)).findings} > set(WAITING)
    assert not {one.rule for one in lint(untagged).findings} & set(WAITING)
    tagged = replace(untagged.questions[1], role=("descriptor",))
    spoken = lint(replace(untagged, questions=(untagged.questions[0], tagged, *untagged.questions[2:])))
    assert {one.rule for one in spoken.findings} > set(WAITING)


def test_rules_held_back_are_not_among_those_looked_at() -> None:
    held = {rule.id for rule in RULES if needs_tags(rule)}
    assert held > set(WAITING)
    assert not {rule.id for rule in lint(bare(2, imported="Some tool")).rules} & held
    assert {rule.id for rule in lint(bare(2)).rules} > held

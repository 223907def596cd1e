"""A questionnaire written as YAML is the same questionnaire when it is read again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_seg.questionnaire.brief import Ignore, LintSettings, Study
from survey_seg.questionnaire.formats.write_yaml import yaml_text
from survey_seg.questionnaire.model import Action, Loop, Option, Question, Questionnaire, Row, Skip
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.resources import folder

SHIPPED = sorted(Path(folder("questionnaires")).glob("**/*.yaml"))
SHIPPED = [path for path in SHIPPED if not path.name.endswith(".expected.yaml")]

HOSTILE = [
    "=1+1",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "a: b",
    "- a",
    "12",
    "NO",
    "~",
    "# no",
    "é\u202e",
    "'",
    '"',
    "0x1F",
]


def again(asked: Questionnaire, folder: Path) -> Questionnaire:
    file = folder / "again.yaml"
    file.write_text(yaml_text(asked), encoding="utf-8")
    return read_questionnaire(file)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_questionnaire_survives_writing(path: Path, tmp_path: Path) -> None:
    asked = read_questionnaire(path)
    same = again(asked, tmp_path)
    assert (same.study, same.questions) == (asked.study, asked.questions)


def test_everything_the_model_holds_survives(tmp_path: Path) -> None:
    question = Question(
        id="q1",
        text="One?",
        type="grid",
        options=(
            Option(code=1, label="12", also=("012", 3), open=True),
            Option(code=2, label="No"),
            Option(code=-2, label="", missing=True),
        ),
        rows=(Row(id="r1", text="Row: one", reverse=True), Row(id="r2", text="- two")),
        action=(Action(verb="price", when=(1, ">= 3"), text="Do: it"),),
        skip=(Skip(to="end", when=(1,)), Skip(to="q2")),
        loop=Loop(over="q0", most=3),
        asked_of=0.25,
        required=False,
        randomise=True,
        instruction="Two\nlines\twith a tab",
        ignore=(Ignore(rule="WRD101", reason="so"),),
        min=0,
        max=1.5,
    )
    lint = LintSettings(severity={"WRD120": "off"}, limits={"LEN001": {"minutes": 12}}, select=("ACT",))
    asked = Questionnaire(study=Study(title="T: 1", lint=lint, minutes_factor=0.8), questions=(question,))
    same = again(asked, tmp_path)
    assert (same.study, same.questions) == (asked.study, asked.questions)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    asked = Questionnaire(study=Study(title=text), questions=(Question(id="q1", text=text, type="text"),))
    assert again(asked, tmp_path).questions[0].text == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_survives(text: str) -> None:
    from tempfile import TemporaryDirectory

    if not text.strip():
        return
    asked = Questionnaire(study=Study(title="T"), questions=(Question(id="q1", text=text.strip(), type="text"),))
    with TemporaryDirectory() as place:
        assert again(asked, Path(place)).questions == asked.questions

"""What exporting prints: real losses counted, in a researcher's words; tags and brief in one line."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from survey_seg.questionnaire.exporters import EXPORTERS
from survey_seg.questionnaire.model import Lost, Questionnaire
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.report.screens.exports import export_text
from survey_seg.resources import folder

EVERY_KIND = Path(__file__).parents[1] / "questionnaire" / "exporters" / "every_kind.yaml"
HOME = folder("questionnaires") / "examples" / "home_fitness.yaml"


def exported(kind: str, path: Path) -> str:
    module, name = EXPORTERS[kind].split(":")
    asked = read_questionnaire(path)
    return export_text(asked, getattr(import_module(module), name).export(asked).lost, Path("out"))


def said(*lost: Lost) -> list[str]:
    return export_text(Questionnaire(study=read_questionnaire(HOME).study, questions=()), lost, Path("out")).split("\n")


@pytest.mark.parametrize("path", [EVERY_KIND, HOME], ids=["every kind", "home fitness"])
@pytest.mark.parametrize("kind", EXPORTERS)
def test_no_loss_is_told_in_the_words_of_the_file_format(kind: str, path: Path) -> None:
    text = exported(kind, path)
    assert not re.search(r"\bkey |_type|\w\.\w+_|options\.|rows\.|study\.|tag only|==| in \[", text)
    assert text.count("Kept in the questionnaire only") <= 1


def test_tags_and_the_brief_are_one_line_and_not_counted() -> None:
    text = exported("surveyjs", HOME)
    assert "did not fit" not in text
    assert text.count("\n") == 6
    assert "Kept in the questionnaire only: role, data type, short name, action, reach, construct" in text
    assert "of the brief: commercial question, market" in text


def test_what_respondents_would_notice_is_counted() -> None:
    text = exported("qualtrics", HOME)
    assert text.startswith("16 things did not fit:\n")
    assert "  a filter: set it there by hand (stay, leaving)\n" in text
    assert "  the least and greatest number allowed (age, spend, household)\n" in text


def test_what_is_named_otherwise_there_is_no_loss() -> None:
    lost = Lost("the name a_b is ab there", "a_b"), Lost("the answer -1 is m1 there", "q1")
    assert said(*lost)[:4] == [
        "Everything that respondents see fitted.",
        "Different there:",
        "  names (a_b is ab)",
        "  codes of answers (q1: -1 is m1)",
    ]


def test_a_skip_that_is_set_by_hand_does_not_stand_as_a_filter_too() -> None:
    lost = Lost("the skip stands as a filter on what it passes over", "q1"), Lost("the skip to q9", "q1")
    assert said(*lost)[:2] == ["1 thing did not fit:", "  a skip: set it there by hand (q1)"]
    assert "Different there:" not in said(*lost)


def test_a_note_nobody_knows_counts_as_a_loss() -> None:
    assert said(Lost("key new_thing", "q1"), Lost("pictures", "q2"))[:3] == [
        "2 things did not fit:",
        "  new thing (q1)",
        "  pictures (q2)",
    ]


def test_nothing_lost_is_said_in_one_line() -> None:
    assert said()[0] == "Everything fitted."

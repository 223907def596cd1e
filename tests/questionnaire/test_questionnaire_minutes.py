"""Eight points are a minute."""

import pytest

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.minutes import expected_minutes, question_minutes
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row

FOUR = tuple(Option(code=code, label=f"Answer {code}") for code in range(1, 5))
SIX_ROWS = tuple(Row(id=f"r{number}", text="Line") for number in range(6))


def asked(**given: object) -> Question:
    return Question(**{"id": "q", "text": "Why?", "type": "single", **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "points"),
    [
        (asked(options=FOUR), 1),
        (asked(type="scale", options=FOUR), 1),
        (asked(type="number"), 1),
        (asked(type="date"), 1),
        (asked(type="text"), 3),
        (asked(type="multi", options=FOUR), 2),
        (asked(type="rank", options=FOUR), 2),
        (asked(type="grid", options=FOUR, rows=SIX_ROWS), 6),
        (asked(type="info", text="Welcome. It takes five minutes! Ready?"), 1),
        (asked(type="info", text="Welcome"), 1 / 3),
        (asked(type="text", role=("link",)), 0),
        (asked(type="number", role=("duration", "weight")), 0),
        (asked(type="text", role=("link", "descriptor")), 3),
    ],
)
def test_a_question_costs_its_points(question: Question, points: float) -> None:
    assert question_minutes(question) == pytest.approx(points / 8)


def test_minutes_add_up() -> None:
    questions = (asked(options=FOUR), asked(type="grid", options=FOUR, rows=SIX_ROWS), asked(type="text"))
    assert expected_minutes(Questionnaire(study=Study(title="T"), questions=questions)) == pytest.approx(10 / 8)


def test_a_question_with_a_condition_counts_half() -> None:
    always, filtered = asked(type="text"), asked(type="text", show_if="q0 == 1")
    study = Study(title="T")
    whole = expected_minutes(Questionnaire(study=study, questions=(always,)))
    assert expected_minutes(Questionnaire(study=study, questions=(filtered,))) == pytest.approx(whole / 2)

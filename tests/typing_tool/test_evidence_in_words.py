"""What people read about a tool says what was measured, and leaves out what was not."""

from dataclasses import replace

import pytest

from survey_seg.responses.model import Responses
from survey_seg.typing_tool.evidence_words import evidence_tables, headline
from survey_seg.typing_tool.shares import percent
from survey_seg.typing_tool.spec import TypingSpec

Fitted = tuple[Responses, TypingSpec]


def test_the_evidence_says_how_each_question_was_chosen_and_what_it_reaches(fitted: Fitted) -> None:
    _, spec = fitted
    rows = spec.evidence["each_question"]
    assert [row["id"] for row in rows] == [question.id for question in spec.questions]
    assert rows[0]["stability"] > 0.9
    assert all(0 < row["stability"] <= 1 and row["cost"] == 1 and not row["asked_in_any_case"] for row in rows)
    asked = {question.id for question in spec.questions}
    assert all(other["id"] not in asked for row in rows for other in row["substitutes"])


def test_the_second_time_is_an_expectation_and_says_what_was_assumed(fitted: Fitted) -> None:
    _, spec = fitted
    assert 0.4 < spec.evidence["retest"]["value"] < 1
    assert "30%" in spec.evidence["retest"]["assumption"]
    assert any(spec.evidence["retest"]["assumption"] in sentence for sentence in headline(spec))


def test_the_surest_are_typed_better_and_the_runner_up_helps(fitted: Fitted) -> None:
    _, spec = fitted
    found = spec.evidence
    values = [row["value"] for row in found["coverage"]]
    assert values == sorted(values)
    assert values[0] == found["accuracy"]["value"]
    assert found["runner_up"]["value"] > found["accuracy"]["value"]
    assert sum(row["true"] for row in found["shares"]) == pytest.approx(1)
    assert sum(row["typed"] for row in found["shares"]) == pytest.approx(1)


def test_the_card_says_on_whom_the_tool_was_made(fitted: Fitted) -> None:
    responses, spec = fitted
    assert spec.card["trained_on"] == {
        "n": 420,
        "n_eff": 420.0,
        "file": responses.file,
        "wave": "1",
        "population": "",
        "source": "",
        "fielded": "",
    }
    assert spec.card["refresh"] == ""


def test_every_table_is_of_the_evidence_and_has_as_many_cells_as_heads(fitted: Fitted) -> None:
    _, spec = fitted
    tables = {table.title: table for table in evidence_tables(spec)}
    assert set(tables) == {
        "Segment by segment", "How sure", "Only the surest", "Number of questions", "One question fewer or more",
        "Question by question", "Mistaken for whom",
    }  # fmt: skip
    assert all(len(row) == len(table.header) for table in tables.values() for row in table.rows)
    m = len(spec.questions)
    assert [row[0] for row in tables["One question fewer or more"].rows][1] == f"{m} asked"
    assert tables["One question fewer or more"].rows[1][2] == 0
    assert tables["Number of questions"].rows[0][-1] == ""
    assert tables["Number of questions"].rows[1][-1].endswith(" points")


def test_what_was_not_measured_is_left_out(fitted: Fitted) -> None:
    _, spec = fitted
    accuracy = {"accuracy": spec.evidence["accuracy"]}
    less = replace(spec, evidence=accuracy)
    assert evidence_tables(less) == ()
    assert len(headline(less)) == 1
    assert percent(accuracy["accuracy"]["value"]) in headline(less)[0]

"""The section on hypotheses says what became of each, in sentences that follow from the figures."""

import copy

import pytest

from survey_seg.report.hypothesis_view import OLDER, chart, lead, persona_finding, rows_view, surprises, why
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.language.condition_phrases import condition_phrase
from survey_seg.report.page import render_report
from survey_seg.report.screens.decisions import decided_lines, undecided_lines
from survey_seg.report.screens.finding import status_text


def section(page: str, name: str) -> str:
    return page.partition(f'<section id="{name}"')[2].partition("</section>")[0]


def test_every_hypothesis_is_on_the_page_with_its_verdict(results: dict) -> None:
    page = section(render_report(results).text, "hypotheses")
    assert "Of six hypotheses written before the data, two were supported, one was refuted, two are undecided" in page
    for row in results["hypotheses"]["rows"]:
        assert row["text"] in page
    assert page.count("<strong>✓ supported") == 2
    assert "By construction: both sides measure the same (price)." in page
    assert "“Busy Bea” is “Planners with a goal”: 62\u00a0% of these people are in “Planners with a goal”" in page
    assert "Take care." in page


def test_an_older_study_says_that_it_has_to_be_analyzed_again(results: dict) -> None:
    del results["hypotheses"], results["decision_log"]
    page = render_report(results)
    assert OLDER in section(page.text, "hypotheses")
    assert "What was decided" not in section(page.text, "decisions")
    assert page.faults == ()


def test_nothing_written_down_is_said(nothing_found: dict) -> None:
    page = section(render_report(nothing_found).text, "hypotheses")
    assert "Nobody wrote down before the data what they expected" in page
    assert "<table" not in page
    assert lead({"rows": [{"verdict": "refuted"}]}) == "The one hypothesis written before the data was refuted."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "refuted", "high": -1.0}, "It is the other way round."),
        ({"verdict": "refuted", "high": 3.0}, "Whatever there is, is too small to matter."),
        ({"verdict": "can't tell", "low": 1.0}, "The direction is as expected; whether it is large enough"),
        ({"verdict": "can't tell", "low": -1.0}, "Too few people to tell it from nothing"),
        ({"verdict": "can't tell", "low": None}, "Nobody differs"),
        ({"verdict": "not testable", "reason": "no question is called 'x'"}, "No question is called 'x'."),
    ],
)
def test_the_reason_of_a_verdict_follows_from_its_interval(results: dict, change: dict, said: str) -> None:
    assert why(results["hypotheses"]["rows"][0] | change).startswith(said)


def test_a_chart_shows_comparisons_and_no_personas(results: dict) -> None:
    drawn = str(chart(results["hypotheses"]))
    assert drawn.count("<circle") == 3
    assert "Large enough to matter and real: H1. Surely too small or the other way round: H2." in drawn
    assert "12.3 points" in drawn
    only = {"rows": [row for row in results["hypotheses"]["rows"] if row["form"] in {"persona", "words"}]}
    assert chart(only) is None
    assert [one["way"] for one in rows_view(results["hypotheses"])][:3] == ["score", "decimal", "decimal"]


@pytest.mark.parametrize(
    ("outcome", "segment", "said"),
    [
        ("part", 1, "“Busy Bea” is part of a larger segment: 62\u00a0% of these people are in"),
        ("unlike", 1, "“Busy Bea” is no segment"),
        ("split", None, "“Busy Bea” is split: “Planners with a goal” holds more of these people than the rest"),
        ("orphaned", None, "“Busy Bea” is orphaned: no segment has clearly more of these people."),
        ("unclear", None, "Where “Busy Bea” is cannot be told"),
    ],
)
def test_where_a_persona_is_follows_from_its_outcome(
    results: dict, outcome: str, segment: int | None, said: str
) -> None:
    row = results["hypotheses"]["personas"][0] | {"outcome": outcome, "segment": segment}
    assert persona_finding(results, row).startswith(said)


def test_segments_that_nobody_had_in_mind_are_named(results: dict) -> None:
    assert surprises(results).startswith("Nobody had these people in mind: “Sociable movers”, ")
    results["hypotheses"]["surprises"] = []
    assert surprises(results) == ""
    for row in results["hypotheses"]["segments"]:
        row["clearly_more"] = True
    assert surprises(results).startswith("Every segment holds clearly more of some persona")
    results["hypotheses"]["segments"] = []
    assert surprises(results) == ""


def test_decisions_that_stand_are_on_the_page(results: dict) -> None:
    page = section(render_report(results).text, "decisions")
    assert "Move a fifth of the budget to short clips" in page
    assert "January\u00a02027" in page
    assert page.count("decide again") == 1


def test_status_tells_what_is_decided_open_and_overdue(results: dict, tmp_path) -> None:
    text = status_text(results, tmp_path, "2027-02-01")
    decided, _, undecided = text.partition("Decided:")[2].partition("Undecided:")
    assert "D1, segment 2 (Sociable movers): Move a fifth" in decided
    assert "due 2027-01, overdue; decided 2026-11-22" in decided
    assert "D3, segment 9: Open the pilot in spring" in decided
    assert "for an earlier division of the people: decide again" in decided
    assert "was due 2027-01, open for segment 1, 3, 4)" in undecided
    assert "decision D2" not in undecided
    assert "decision D3" in undecided
    assert "has no decision" not in undecided


def test_segments_without_a_decision_are_listed(results: dict) -> None:
    results["decision_log"] = [row for row in results["decision_log"] if row["segment"]]
    lines = list(undecided_lines(results, "2026-11-22"))
    assert [line for line in lines if "has no decision" in line] == [
        f"segment {number} ({name}) has no decision"
        for number, name in ((1, "Planners with a goal"), (3, "Reluctant restarters"), (4, "Bargain hunters"))
    ]
    assert not any("was due" in line for line in lines)
    everybody = copy.deepcopy(results)
    everybody["decision_log"] = []
    assert list(decided_lines(everybody, "2026-11-22")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Age: less than 35; and Dog: yes", "Age: weniger als 35; und Dog: ja"),
        ("not (Dog: “Yes” or “Sometimes”)", "nicht (Dog: „Yes“ oder „Sometimes“)"),
        ("(A (left): more than 10.5; or B: 1, 2 or 3); and C: not no",
         "(A (left): mehr als 10,5; oder B: 1, 2 oder 3); und C: nicht nein"),
        ("Bread; and butter: at least “Often”", "Bread; and butter: mindestens „Often“"),
        ("Spend in 12 months", "Spend in 12 months"),
        ("A (: 1; and " * 40, "A (: 1; and " * 40),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_the_language_of_the_report(text: str, said: str) -> None:
    with speaking("de"):
        assert condition_phrase(text) == said
    assert condition_phrase(text) == text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Vor den Daten wurden sechs Hypothesen aufgeschrieben: zwei wurden gestützt, eine wurde widerlegt"),
        ("fr", "Sur six hypothèses écrites avant les données, deux ont été étayées, une a été réfutée"),
        ("es", "De seis hipótesis escritas antes de los datos, dos fueron respaldadas, una fue refutada"),
    ],
)
def test_the_verdicts_are_said_in_the_language_of_the_report(results: dict, language: str, said: str) -> None:
    with speaking(language):
        page = render_report(results)
    text = section(page.text, "hypotheses")
    assert said in text
    assert not [word for word in ("supported", "refuted", "Expected", "these people") if word in text]

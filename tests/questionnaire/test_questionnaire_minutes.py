"""Minutes by two formulas, over the ways people take."""

import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.minutes import (
    Estimate,
    calibrate,
    estimate,
    expected_minutes,
    minutes_each,
    question_minutes,
    question_minutes_by_pace,
)
from survey_seg.questionnaire.model import Loop, Option, Question, Questionnaire, Row, Skip

FOUR = tuple(Option(code=code, label=f"Answer {code}") for code in range(1, 5))
SIX_ROWS = tuple(Row(id=f"r{number}", text="Line") for number in range(6))


def asked(**given: Any) -> Question:
    return Question(**{"id": "q", "text": "Why?", "type": "single", **given})


def told(*questions: Question, **study: Any) -> Estimate:
    return estimate(Questionnaire(study=Study(title="T", **study), questions=questions))


@pytest.mark.parametrize(
    ("question", "points", "asks"),
    [
        (asked(options=FOUR), 1, 1),
        (asked(type="scale", options=FOUR), 1, 1),
        (asked(type="number"), 1, 1),
        (asked(type="date"), 1, 1),
        (asked(type="text"), 3, 2),
        (asked(type="multi", options=FOUR), 2, 1),
        (asked(type="rank", options=FOUR), 2, 1),
        (asked(type="grid", options=FOUR, rows=SIX_ROWS), 6, 6),
        (asked(options=FOUR, instruction="Think of last week. Count holidays too."), 1 + 2 / 3, 1),
        (asked(type="info", text="Welcome. It takes five minutes! Ready?"), 1, 0),
        (asked(type="info", text="Welcome"), 1 / 3, 0),
        (asked(type="text", role=("link",)), 0, 0),
        (asked(type="number", role=("duration", "weight")), 0, 0),
        (asked(type="text", role=("link", "descriptor")), 3, 2),
    ],
)
def test_a_question_costs_its_points_or_counts_as_questions(question: Question, points: float, asks: float) -> None:
    assert question_minutes(question) == pytest.approx(points / 8)
    assert question_minutes_by_pace(question) == pytest.approx(asks / 5.5)


def test_minutes_add_up() -> None:
    found = told(asked(options=FOUR), asked(type="grid", options=FOUR, rows=SIX_ROWS), asked(type="text"))
    assert found.least == found.expected == found.long == found.most == pytest.approx(10 / 8)
    assert found.pace.expected == pytest.approx(9 / 5.5)


def test_a_question_with_a_condition_counts_for_those_who_meet_it() -> None:
    first, second = asked(id="q1", options=FOUR), asked(id="q2", type="text", show_if="q1 == 1")
    found = told(first, second)
    assert (found.least, found.most) == (pytest.approx(1 / 8), pytest.approx(4 / 8))
    assert found.expected == pytest.approx((1 + 3 / 4) / 8)


def test_a_question_whose_condition_cannot_be_followed_counts_half() -> None:
    whole = Questionnaire(study=Study(title="T"), questions=(asked(type="text", show_if="q0 == 1"),))
    assert expected_minutes(whole) == pytest.approx(3 / 8 / 2)
    assert expected_minutes(whole) == pytest.approx(estimate(whole).expected)


def test_those_who_are_sent_to_the_end_do_not_shorten_the_estimate() -> None:
    screener = asked(id="q1", options=FOUR, skip=(Skip(to="end", when=(1, 2, 3)),))
    found = told(screener, asked(id="q2", type="text"))
    assert found.least == found.most == pytest.approx(4 / 8)


def test_where_everybody_is_sent_to_the_end_everybody_counts() -> None:
    assert told(asked(id="q1", options=FOUR, skip=(Skip(to="end"),))).expected == pytest.approx(1 / 8)


def test_the_time_of_a_loop_is_that_of_its_rounds() -> None:
    grid = asked(id="grid", type="grid", options=FOUR, rows=SIX_ROWS)
    looped = asked(id="why", type="text", loop=Loop(over="grid", most=4))
    assert told(grid, looped).expected == pytest.approx((6 + 4 * 3) / 8)


def test_long_is_what_one_in_twenty_exceeds() -> None:
    hundred = tuple(Option(code=code, label=str(code)) for code in range(1, 101))
    first = asked(id="q1", options=hundred)
    few, very_few = (asked(id="q2", type="text", show_if=f"q1 <= {share}") for share in (8, 2))
    assert told(first, few).long == told(first, few).most
    assert told(first, very_few).long == told(first, very_few).least


def test_the_factor_of_the_house_multiplies_everything() -> None:
    questions = (asked(id="q1", options=FOUR), asked(id="q2", type="text", show_if="q1 == 1"))
    plain, slow = told(*questions), told(*questions, minutes_factor=1.5)
    for figure in ("least", "expected", "long", "most"):
        assert getattr(slow, figure) == pytest.approx(1.5 * getattr(plain, figure))
        assert getattr(slow.pace, figure) == pytest.approx(1.5 * getattr(plain.pace, figure))


def test_the_minutes_of_the_questions_add_up_to_those_of_the_questionnaire() -> None:
    questions = (asked(id="q1", options=FOUR), asked(id="q2", type="text", show_if="q1 == 1"), asked(id="q3"))
    whole = Questionnaire(study=Study(title="T", minutes_factor=2), questions=questions)
    assert minutes_each(whole) == pytest.approx((2 / 8, 2 * 3 / 4 / 8, 2 / 8))
    assert sum(minutes_each(whole)) == pytest.approx(estimate(whole).expected)


def test_the_factor_is_the_median_ratio_of_past_studies() -> None:
    assert calibrate([10, 10, 10, 0], [8, 12, 30, 5]) == pytest.approx(1.2)
    with pytest.raises(ValueError, match="no study"):
        calibrate([], [])
    with pytest.raises(ValueError, match="no study"):
        calibrate([0.0], [3.0])


def test_five_hundred_questions_are_estimated_in_a_fraction_of_a_second() -> None:
    questions = [asked(id="q0", options=FOUR)]
    for number in range(1, 500):
        show_if = f"q{number - 1} in [1, 2] or q{number // 2} == 3" if number % 3 == 0 else None
        questions.append(asked(id=f"q{number}", options=FOUR, show_if=show_if))
    told(asked())
    whole = Questionnaire(study=Study(title="T"), questions=tuple(questions))
    start = time.process_time()
    estimate(whole)
    assert time.process_time() - start < 0.6


def test_estimates_are_within_half_of_what_real_respondents_took(shared: Path, root: Path) -> None:
    folder = shared / "questionnaires"
    if not (folder / "observed_durations.tsv").is_file():
        pytest.skip("the real response files are not on this machine")
    specification = importlib.util.spec_from_file_location("benchmark_minutes", root / "benchmarks" / "minutes.py")
    benchmark = importlib.util.module_from_spec(specification)
    sys.modules["benchmark_minutes"] = benchmark
    specification.loader.exec_module(benchmark)
    rows = list(benchmark.timed(folder))
    assert rows
    assert max(benchmark.miss(row.estimated.expected, row.quartiles[1]) for row in rows) <= benchmark.BAR

"""Intervals, the number of questions, and how sure is how sure."""

import math
from collections.abc import Iterator

import numpy as np
import pytest

from survey_seg.typing_tool.adaptive_fit import Walk
from survey_seg.typing_tool.ask import ask_one
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.evidence import questions_worth_asking, sharpness, wilson
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.trial import Trial

NOT_WALKED = Walk(*(np.zeros((0, 1)) for _ in range(5)))


def trial(right: list[float], n: int = 1000) -> Trial:
    """People of two segments; the tool is right for the first so many of them with 1, 2, ... questions."""
    truth = np.zeros(n, dtype=np.int64)
    typed = np.column_stack([(np.arange(n) >= share * n).astype(np.int64) for share in right])
    margin = np.ones(typed.shape)
    return Trial(truth, typed, 1 - typed, margin, truth, np.ones(n), NOT_WALKED, 1, 10)


def test_wilson_is_the_interval_of_the_textbook() -> None:
    assert wilson(0.5, 10) == pytest.approx((0.2365931, 0.7634069), abs=1e-7)
    assert wilson(0.0, 20) == pytest.approx((0.0, 0.1611252), abs=1e-7)
    assert wilson(1.0, 0) == (0.0, 1.0)


def test_one_more_question_must_be_worth_a_standard_error() -> None:
    assert questions_worth_asking(trial([0.5, 0.70, 0.80, 0.805, 0.807]), 2, 8) == 3
    assert questions_worth_asking(trial([0.5, 0.70, 0.76, 0.80, 0.84]), 2, 8) == 5
    assert questions_worth_asking(trial([0.9, 0.9, 0.9]), 2, 8) == 2
    assert questions_worth_asking(trial([0.9]), 2, 8) == 1


def test_margins_become_odds() -> None:
    rng = np.random.default_rng(4)
    n, factor = 20_000, 2.5
    margin = rng.exponential(1.0, n)
    right = rng.random(n) < 1 / (1 + np.exp(-factor * margin))
    truth = np.zeros(n, dtype=np.int64)
    typed = (~right).astype(np.int64)[:, None]
    made = Trial(truth, typed, 1 - typed, margin[:, None], truth, np.ones(n), NOT_WALKED, 1, 10)
    assert sharpness(made, 1) == pytest.approx(factor, rel=0.06)


def test_a_tool_that_is_never_wrong_is_not_infinitely_sharp() -> None:
    assert math.isfinite(sharpness(trial([1.0]), 1))


def typing(answers: list[str]) -> Iterator[str]:
    yield from answers


def test_a_person_is_typed_in_a_conversation(small: TypingSpec) -> None:
    typed_in, said = typing(["quite", "11", "3", "", "yes", "5"]), list[str]()
    typed = ask_one(small, ask=lambda _: next(typed_in), say=said.append)
    assert typed == classify(small, {"q1": 4, "visits": 3, "trainer": 1, "price": 5})
    assert "   That is not an answer here; expected a whole number from 0 to 10." in said
    assert f"Segment {typed.segment}: {typed.name}" in said


def test_a_conversation_without_answers_ends_without_a_segment(small: TypingSpec) -> None:
    said: list[str] = []
    assert ask_one(small, ask=lambda _: "", say=said.append).segment is None
    assert said[-1] == "Too few answers: 0 of at least 3."

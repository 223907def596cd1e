"""Intervals, the number of questions, and how sure is how sure."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from survey_seg.typing_tool.ask import ask_one
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.making.adaptive_model import Walk
from survey_seg.typing_tool.making.evidence import accuracies, evidence, questions_worth_asking, sharpness
from survey_seg.typing_tool.making.trial import Trial
from survey_seg.typing_tool.spec import TypingSpec

NOT_WALKED = Walk(*(np.zeros((0, 1)) for _ in range(5)))


def trial(right: list[float], n: int = 1000) -> Trial:
    """People of two segments; the tool is right for the first so many of them with 1, 2, ... questions."""
    truth = np.zeros(n, dtype=np.int64)
    typed = np.column_stack([(np.arange(n) >= share * n).astype(np.int64) for share in right])
    margin = np.ones(typed.shape)
    return Trial(truth, typed, 1 - typed, margin, truth, np.ones(n), NOT_WALKED, 1, 10)


def test_a_tool_that_is_always_right_is_no_more_than_right_whatever_the_sums_round_to() -> None:
    perfect, rng = trial([1.0, 1.0, 1.0]), np.random.default_rng(3)
    for _ in range(200):
        weighted = replace(perfect, weights=rng.lognormal(size=len(perfect.truth)))
        assert accuracies(weighted).max() <= 1
        assert questions_worth_asking(weighted, 2, 3) == 2


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


def test_figures_of_the_surest_the_runner_up_and_the_shares_are_those_counted_by_hand() -> None:
    truth = np.repeat([0, 1], 50)
    typed = np.where(np.arange(100) % 5 == 0, 1 - truth, truth)[:, None]
    second = np.where(np.arange(100) % 10 == 0, truth, 2)[:, None]
    margin = np.where(np.arange(100) % 5 == 0, 0.1, 1.0)[:, None]
    found = evidence(Trial(truth, typed, second, margin, truth, np.ones(100), NOT_WALKED, 1, 10), 1, 3, 1.0)
    assert found["accuracy"]["value"] == 0.8
    assert found["runner_up"]["value"] == 0.9
    assert [(row["share"], row["value"]) for row in found["coverage"]] == [
        (1.0, 0.8),
        (0.9, 0.8),
        (0.8, 1.0),
        (0.7, 1.0),
    ]
    assert [(row["true"], row["typed"]) for row in found["shares"]] == [(0.5, 0.5), (0.5, 0.5), (0.0, 0.0)]


def test_one_question_fewer_and_one_more_say_who_moves() -> None:
    found = evidence(trial([0.5, 0.7, 0.9]), 2, 2, 1.0)
    assert [row["gain"] for row in found["curve"]] == [None, pytest.approx(0.2), pytest.approx(0.2)]
    assert [row["questions"] for row in found["sensitivity"]] == [1, 2, 3]
    assert [row["moved"] for row in found["sensitivity"]] == [pytest.approx(0.2), 0.0, pytest.approx(0.2)]
    assert [row["recall"][0] for row in found["sensitivity"]] == [0.5, 0.7, 0.9]
    assert found["sensitivity"][0]["recall"][1] is None
    last = evidence(trial([0.5, 0.7]), 2, 2, 1.0)
    assert [row["questions"] for row in last["sensitivity"]] == [1, 2]


def test_a_weight_of_two_is_two_people_in_every_figure() -> None:
    rng = np.random.default_rng(3)
    truth, typed, second = rng.integers(0, 3, 60), rng.integers(0, 3, (60, 4)), rng.integers(0, 3, (60, 4))
    margin, weights = rng.exponential(1.0, (60, 4)), rng.integers(0, 3, 60)
    weighted = Trial(truth, typed, second, margin, truth, weights.astype(np.float64), NOT_WALKED, 1, 10)
    rows = np.repeat(np.arange(60), weights)
    unit = np.ones(len(rows))
    repeated = Trial(truth[rows], typed[rows], second[rows], margin[rows], truth[rows], unit, NOT_WALKED, 1, 10)
    one, other = (evidence(some, 3, 3, 1.0) for some in (weighted, repeated))
    for key in ("coverage", "runner_up", "recall", "curve"):
        rows_of = [found[key] if isinstance(found[key], list) else [found[key]] for found in (one, other)]
        assert [row["value"] for row in rows_of[0]] == pytest.approx([row["value"] for row in rows_of[1]])
    moved = [[row["moved"] for row in found["sensitivity"]] for found in (one, other)]
    assert moved[0] == pytest.approx(moved[1])

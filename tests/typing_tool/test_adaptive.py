"""The next question is the one that settles most; what is thought after an answer is arithmetic anybody can do."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import logistic

from survey_seg.typing_tool.adaptive import (
    AdaptiveForm,
    AdaptiveState,
    adaptive_form,
    adaptive_typed,
    answered,
    is_done,
    lifted,
    next_question,
    odds_band,
    opening,
    posterior,
)
from survey_seg.typing_tool.spec import TypingSpec

Floats = npt.NDArray[np.float64]
OPTIONS = [{"code": code, "label": f"Answer {code}"} for code in (1, 2, 3, 4)]


def part(k: int = 3, **more: Any) -> dict[str, Any]:
    """Five scales, a choice of four, and a copy of the first scale, with moments of people who never were."""
    rng = np.random.default_rng(5)
    scales = 3 + rng.multivariate_normal(np.zeros(5), 0.4 + 0.8 * np.eye(5), 3000)
    choice = rng.integers(0, 4, 3000)
    columns = np.column_stack([scales, *(choice == code for code in (1, 2, 3)), scales[:, 0]])
    scores = columns[:, :-1] @ rng.normal(0, [[1.0]] * 5 + [[0.7]] * 3, (8, k))
    both = np.column_stack([columns, scores - scores.mean(axis=1, keepdims=True)])
    moments = np.cov(both.T, bias=True)
    kinds = ["scale"] * 5 + ["choice", "scale"]
    questions = [
        {
            "id": f"q{number}",
            "column": f"q{number}",
            "text": f"Question {number}?",
            "type": kind,
            "options": OPTIONS if kind == "choice" else [],
            "min": None if kind == "choice" else -10,
            "max": None if kind == "choice" else 20,
            "no_answer": [],
        }
        for number, kind in enumerate(kinds)
    ]
    rows = [row[: place + 1].tolist() for place, row in enumerate(moments)]
    model = {"mean": both.mean(axis=0).tolist(), "moments": rows, "noise": 0.01}
    return {"questions": questions, "model": model, "stop": {"sure": 0.9}, "least": 2, "most": 6, **more}


@pytest.fixture(scope="module")
def form() -> AdaptiveForm:
    return adaptive_form(part())


def after(form: AdaptiveForm, *answers: tuple[int, int | None]) -> AdaptiveState:
    state = opening(form)
    for place, code in answers:
        state = answered(form, state, place, code)
    return state


def regressed(form: AdaptiveForm, answers: dict[int, int]) -> tuple[Floats, Floats]:
    """Expected scores and what is unknown about them, in one step by the textbook's formula."""
    columns, values = [], []
    for place, code in answers.items():
        first, last = form.columns[place], form.columns[place + 1]
        columns += range(first, last)
        choice = form.questions[place].type == "choice"
        values += [float(code == other) for other in (2, 3, 4)] if choice else [float(code)]
    mean, moments, scores = np.array(form.mean), np.array(form.moments), np.arange(form.columns[-1], len(form.mean))
    slopes = np.linalg.solve(moments[np.ix_(columns, columns)], moments[np.ix_(columns, scores)]).T
    expected = mean[scores] + slopes @ (np.array(values) - mean[columns])
    return expected, moments[np.ix_(scores, scores)] - slopes @ moments[np.ix_(columns, scores)]


@pytest.mark.parametrize(
    "answers", [{0: 4}, {5: 3}, {2: 1, 5: 1}, {5: 4, 1: 5, 3: 2}, {0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 2}]
)
def test_after_any_answers_the_scores_are_those_of_one_regression(form: AdaptiveForm, answers: dict[int, int]) -> None:
    state, first = after(form, *answers.items()), form.columns[-1]
    expected, unknown = regressed(form, answers)
    assert np.allclose(state.mean[first:], expected, atol=1e-9)
    assert np.allclose(np.array(state.moments)[first:, first:], unknown, atol=1e-9)


def test_the_order_of_the_answers_does_not_matter(form: AdaptiveForm) -> None:
    answers = [(0, 5), (5, 2), (3, 1)]
    every = [posterior(form, after(form, *order)) for order in itertools.permutations(answers)]
    assert all(np.allclose(chances, every[0], atol=1e-12) for chances in every)


def test_with_two_segments_the_odds_are_logistic_with_the_variance_of_the_gap() -> None:
    form = adaptive_form(part(k=2))
    state = after(form, (0, 4), (5, 2))
    (a, b), unknown = state.mean[-2:], np.array(state.moments)[-2:, -2:]
    variance = unknown[0, 0] + unknown[1, 1] - 2 * unknown[0, 1] + 2 * form.noise
    expected = logistic.cdf(a - b, scale=np.sqrt(3 * variance) / np.pi)
    assert posterior(form, state) == pytest.approx([expected, 1 - expected], abs=1e-12)


def test_the_next_question_settles_most_between_the_segments_that_are_left(form: AdaptiveForm) -> None:
    first = form.columns[-1]

    def open_part(state: AdaptiveState, chances: list[float]) -> float:
        unknown = np.array(state.moments)[first:, first:]
        own = np.diag(unknown)
        return float(np.array(chances) @ (own[:, None] + own - 2 * unknown) @ np.array(chances)) / 2

    for state in (opening(form), after(form, (1, 5)), after(form, (5, 1), (2, 2)), after(form, (3, 9), (4, -4))):
        chances = posterior(form, state)
        left = [place for place in range(7) if place not in state.asked]
        settled = [open_part(state, chances) - open_part(answered(form, state, place, 3), chances) for place in left]
        assert next_question(form, state) == left[int(np.argmax(np.round(settled, 9)))]


def test_what_other_answers_gave_already_is_not_asked(form: AdaptiveForm) -> None:
    state = opening(form)
    for _ in range(6):
        place = next_question(form, state)
        assert place is not None
        state = answered(form, state, place, 3)
    assert {0, 6} - set(state.asked) == {6}
    assert next_question(form, state) is None
    assert is_done(form, state)
    again = answered(form, state, 6, 5)
    assert again.mean == state.mean


def test_a_question_without_an_answer_changes_nothing_and_is_not_asked_again(form: AdaptiveForm) -> None:
    start = opening(form)
    place = next_question(form, start)
    assert place is not None
    state = answered(form, start, place, None)
    assert (state.mean, state.moments, state.answered) == (start.mean, start.moments, 0)
    assert next_question(form, state) not in {place, None}


def test_a_person_who_never_answers_gets_no_segment(form: AdaptiveForm, small: TypingSpec) -> None:
    state = opening(form)
    while not is_done(form, state):
        place = next_question(form, state)
        assert place is not None
        state = answered(form, state, place, None)
    typed = adaptive_typed(small, form, state)
    assert (typed.segment, typed.runner_up, typed.reasons, typed.asked) == (None, None, (), form.most)


def test_it_stops_when_it_is_sure_and_not_before_the_least_number(form: AdaptiveForm) -> None:
    state = after(form, (0, 20))
    assert max(posterior(form, state)) > 0.9
    assert not is_done(form, state)
    assert is_done(replace(form, least=1), state)
    strict = replace(form, sure=0.99999)
    unsure = after(strict, (0, 3), (1, 3))
    assert not is_done(strict, unsure)
    assert is_done(replace(strict, most=2), unsure)


def test_what_every_answer_moved_adds_up(form: AdaptiveForm, small: TypingSpec) -> None:
    state, first = after(form, (3, 5), (5, 4), (0, None), (2, 1)), form.columns[-1]
    assert np.allclose(np.sum(state.moved, axis=0), np.array(state.mean[first:]) - form.mean[first:], atol=1e-12)
    typed = adaptive_typed(small, form, state)
    best = [segment.code for segment in small.segments].index(typed.segment or 0)
    second = [segment.code for segment in small.segments].index(typed.runner_up or 0)
    gains = {place: moved[best] - moved[second] for place, moved in zip(state.asked, state.moved, strict=True)}
    told = {reason.place: reason.gain for reason in typed.reasons}
    assert told == {place: gain for place, gain in gains.items() if gain > 0}
    assert list(told.values()) == sorted(told.values(), reverse=True)
    assert typed.chances[best] == max(typed.chances)
    assert typed.band == odds_band(typed.chances[best], sorted(typed.chances)[-2])


def test_of_equally_likely_segments_the_first_is_given(small: TypingSpec) -> None:
    content = part()
    model = content["model"]
    for row in model["moments"][-3:]:
        row[:] = [0.0] * len(row)
    model["mean"][-3:] = [0.0] * 3
    form = adaptive_form(content)
    state = after(form, (0, 1), (1, 1))
    assert posterior(form, state) == pytest.approx([1 / 3] * 3)
    assert next_question(form, state) is None
    typed = adaptive_typed(small, form, state)
    assert (typed.segment, typed.runner_up) == (small.segments[0].code, small.segments[1].code)


def test_in_another_population_chances_follow_bayes_rule(form: AdaptiveForm) -> None:
    content = part()
    study, there = np.array([0.5, 0.3, 0.2]), np.array([0.1, 0.3, 0.6])
    other = adaptive_form(lifted(lifted(content, (there / study).tolist()), [2.0] * 3))
    for state in (opening(form), after(form, (0, 4)), after(form, (5, 2), (1, 2), (3, 4))):
        chances = np.array(posterior(form, state)) * there / study
        assert posterior(other, state) == pytest.approx(chances / chances.sum(), abs=1e-6)
    assert "lift" not in content["model"]

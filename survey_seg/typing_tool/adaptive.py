"""Which question to ask next, and when to stop: the adaptive form of a tool. Needs nothing but the standard library.

The model is the mean and the covariance of the answers and of the scores that all questions together would give a
person, one per segment. Each answer conditions both on what was said, as if they were normal: expected scores move,
what is still unknown about them shrinks. The next question is the one that settles most of what is unknown between
the segments a person may still belong to. `templates/typing_tool/adaptive.js` is the same policy, step by step.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from survey_seg.typing_tool.classify import Band
from survey_seg.typing_tool.reasons import Reason, strongest
from survey_seg.typing_tool.spec import GoldenQuestion, Option, TypingSpec

SLOPE = math.pi / math.sqrt(6)
"""Turns a gap in units of its spread into log odds: the logistic curve with the variance of a normal one."""

KNOWN = 1e-4
"""An answer of which less than this share of the variance is open was given already by other answers."""

EQUAL = 1e-9
"""Gains and chances closer than this are equal: the last digits of exp differ between engines."""

FURTHEST = 50.0

Vector = list[float]
Matrix = list[list[float]]


@dataclass(frozen=True, slots=True)
class AdaptiveForm:
    """The adaptive part of a tool, ready to ask.

    `columns`: the first column of each question in the model, and one more that ends them; a scale question is one
    column with its code, a choice question one column of 0 and 1 for every option but the first. Scores follow.
    `lift`: how much more frequent each segment is in the population the tool is weighted for than where it was made.
    """

    questions: tuple[GoldenQuestion, ...]
    columns: tuple[int, ...]
    mean: Vector
    moments: Matrix
    noise: float
    lift: tuple[float, ...]
    sure: float
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class AdaptiveState:
    """What is known about one person: questions asked so far with their codes (None: no answer), and what it means.

    `moved`: by how much each answer moved the expected score of every segment.
    """

    mean: Vector
    moments: Matrix
    asked: tuple[int, ...] = ()
    codes: tuple[int | None, ...] = ()
    moved: tuple[tuple[float, ...], ...] = ()

    @property
    def answered(self) -> int:
        """How many questions got an answer."""
        return sum(code is not None for code in self.codes)


@dataclass(frozen=True, slots=True)
class AdaptiveTyped:
    """Where a person belongs, and how sure that is.

    `segment` is None when fewer than the form's `least` questions were answered. `chances`: the probability of each
    segment, in the order of the tool. `band`: "clear" from odds of three to one against the runner-up, "lean" from one
    and a half. `reasons`: the answers that speak for the segment against the runner-up, the strongest first; their
    places are those of the form's questions.
    """

    segment: int | None
    name: str
    chances: tuple[float, ...]
    band: Band
    runner_up: int | None
    asked: int
    answered: int
    reasons: tuple[Reason, ...]


def adaptive_form(part: Mapping[str, Any]) -> AdaptiveForm:
    """The adaptive form from its part of a tool's file (`spec.adaptive`)."""
    questions = tuple(_question(content) for content in part["questions"])
    columns = [0]
    for question in questions:
        columns.append(columns[-1] + (len(question.options) - 1 if question.type == "choice" else 1))
    model, rows = part["model"], part["model"]["moments"]
    return AdaptiveForm(
        questions=questions,
        columns=tuple(columns),
        mean=[float(value) for value in model["mean"]],
        moments=[[float(rows[max(i, j)][min(i, j)]) for j in range(len(rows))] for i in range(len(rows))],
        noise=float(model["noise"]),
        lift=tuple(model.get("lift", [1.0] * (len(rows) - columns[-1]))),
        sure=float(part["stop"]["sure"]),
        least=part["least"],
        most=part["most"],
    )


def lifted(part: Mapping[str, Any], lift: Sequence[float]) -> dict[str, Any]:
    """The adaptive part for another population: `lift` is each segment's share there over its share so far.

    >>> lifted({"model": {"lift": [1.0, 3.0]}}, [4.0, 1.0])
    {'model': {'lift': [4.0, 3.0]}}
    """
    before = part["model"].get("lift", [1.0] * len(lift))
    after = [float(f"{old * new:.6g}") for old, new in zip(before, lift, strict=True)]
    return {**part, "model": {**part["model"], "lift": after}}


def opening(form: AdaptiveForm) -> AdaptiveState:
    """What is known before anything was asked."""
    return AdaptiveState(form.mean, form.moments)


def answered(form: AdaptiveForm, state: AdaptiveState, place: int, code: int | None) -> AdaptiveState:
    """What is known after an answer to the question at `place`; None is no answer, and the form goes on without it."""
    mean, moments = state.mean, state.moments
    for column, value in _values(form, place, code):
        open_part = moments[column][column]
        if open_part <= KNOWN * form.moments[column][column]:
            continue
        ties = [row[column] for row in moments]
        step = (value - mean[column]) / open_part
        mean = [old + tie * step for old, tie in zip(mean, ties, strict=True)]
        moments = [
            [old - tie / open_part * other for old, other in zip(row, ties, strict=True)]
            for row, tie in zip(moments, ties, strict=True)
        ]
    first = form.columns[-1]
    moved = tuple(new - old for new, old in zip(mean[first:], state.mean[first:], strict=True))
    return replace(
        state,
        mean=mean,
        moments=moments,
        asked=(*state.asked, place),
        codes=(*state.codes, code),
        moved=(*state.moved, moved),
    )


def posterior(form: AdaptiveForm, state: AdaptiveState) -> Vector:
    """The probability of each segment given the answers so far.

    The odds of two segments are logistic in the gap of their expected scores over what is unknown about the gap, with
    the variance of a normal gap; with two segments the probabilities are exactly that. For another population each is
    multiplied by the segment's lift, which is Bayes' rule where people of a segment answer as they did.
    """
    first = form.columns[-1]
    scores, unknown = state.mean[first:], [row[first:] for row in state.moments[first:]]
    likely = []
    for a, score in enumerate(scores):
        against = 1.0
        for b, other in enumerate(scores):
            if b != a:
                spread = max((unknown[a][a] + unknown[b][b]) / 2 - unknown[a][b], 0.0) + form.noise
                gap = SLOPE * (other - score) / math.sqrt(spread)
                against += math.exp(min(max(gap, -FURTHEST), FURTHEST))
        likely.append(form.lift[a] / against)
    total = sum(likely)
    return [value / total for value in likely]


def next_question(form: AdaptiveForm, state: AdaptiveState) -> int | None:
    """The place of the question to ask next, or None when no question that is left could tell anything.

    The one that takes most variance from the scores, segments weighted by how likely they are; the first of equals.
    """
    chances = posterior(form, state)
    left = [place for place in range(len(form.questions)) if place not in state.asked]
    gains = [_gain(form, state, place, chances) for place in left]
    largest = max(gains, default=0.0)
    if largest <= 0:
        return None
    return next(place for place, gain in zip(left, gains, strict=True) if gain >= largest * (1 - EQUAL))


def is_done(form: AdaptiveForm, state: AdaptiveState) -> bool:
    """True when the form stops: sure enough after the least number of answers, or nothing left to ask."""
    if state.answered >= form.least and max(posterior(form, state)) >= form.sure - EQUAL:
        return True
    return len(state.asked) >= form.most or next_question(form, state) is None


def adaptive_typed(spec: TypingSpec, form: AdaptiveForm, state: AdaptiveState) -> AdaptiveTyped:
    """The result of a person whose answers are in `state`; of equally likely segments the first."""
    chances = posterior(form, state)
    best = _first_largest(chances)
    second = _first_largest([-1.0 if place == best else chance for place, chance in enumerate(chances)])
    asked = len(state.asked)
    if state.answered < form.least:
        return AdaptiveTyped(None, "", tuple(chances), "unclear", None, asked, state.answered, ())
    gains = [
        Reason(place, code, moved[best] - moved[second])
        for place, code, moved in zip(state.asked, state.codes, state.moved, strict=True)
        if code is not None
    ]
    return AdaptiveTyped(
        segment=spec.segments[best].code,
        name=spec.segments[best].name,
        chances=tuple(chances),
        band=odds_band(chances[best], chances[second]),
        runner_up=spec.segments[second].code,
        asked=asked,
        answered=state.answered,
        reasons=strongest(gains),
    )


def odds_band(best: float, second: float) -> Band:
    """How sure two probabilities are: "clear" from three to one, "lean" from one and a half to one.

    >>> odds_band(0.6, 0.2), odds_band(0.5, 0.4)
    ('clear', 'unclear')
    """
    if best >= 3 * second * (1 - EQUAL):
        return "clear"
    return "lean" if best >= 1.5 * second * (1 - EQUAL) else "unclear"


def _values(form: AdaptiveForm, place: int, code: int | None) -> list[tuple[int, float]]:
    """The columns of a question and what an answer puts into them."""
    question, first = form.questions[place], form.columns[place]
    if code is None:
        return []
    if question.type == "scale":
        return [(first, float(code))]
    return [(first + number, float(option.code == code)) for number, option in enumerate(question.options[1:])]


def _gain(form: AdaptiveForm, state: AdaptiveState, place: int, chances: Sequence[float]) -> float:
    """By how much a question narrows the scores: column after column, each without what those before it told."""
    start, end, first = form.columns[place], form.columns[place + 1], form.columns[-1]
    rows = [[*state.moments[i][start:end], *state.moments[i][first:]] for i in range(start, end)]
    gain = 0.0
    for i, row in enumerate(rows):
        if row[i] <= KNOWN * form.moments[start + i][start + i]:
            continue
        gain += _variance(row[end - start :], chances) / row[i]
        for later in rows[i + 1 :]:
            share = later[i] / row[i]
            later[:] = [old - share * other for old, other in zip(later, row, strict=True)]
    return gain


def _variance(values: Sequence[float], chances: Sequence[float]) -> float:
    middle = sum(chance * value for chance, value in zip(chances, values, strict=True))
    return sum(chance * (value - middle) ** 2 for chance, value in zip(chances, values, strict=True))


def _first_largest(values: Sequence[float]) -> int:
    largest = max(values)
    return next(place for place, value in enumerate(values) if value >= largest * (1 - EQUAL))


def _question(content: Mapping[str, Any]) -> GoldenQuestion:
    return GoldenQuestion(
        id=content["id"],
        column=content["column"],
        text=content["text"],
        type=content["type"],
        options=tuple(Option(**option) for option in content["options"]),
        min=content["min"],
        max=content["max"],
        w=(),
        points={},
        missing=(),
        no_answer=tuple(content["no_answer"]),
    )

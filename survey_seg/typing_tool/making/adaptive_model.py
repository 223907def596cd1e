"""What the adaptive form knows: how answers and segment scores go together, when to stop, and how good that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from survey_seg.stats.weights import weighted_covariance, weighted_mean
from survey_seg.typing_tool.adaptive import EQUAL, FURTHEST, KNOWN, SLOPE
from survey_seg.typing_tool.making.candidates import Design, is_choice
from survey_seg.typing_tool.making.weigh import Weights

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

POOL = 30
"""Questions of which the form may choose; of more candidates the first in the order of the tool."""

LONGER = 4
"""Questions by which a person's form may be longer than the fixed one."""

RIDGE, SURELY = 1e-3, 30.0
"""Of an answer's variance, added; the most that log odds of the scores are multiplied by to be log odds of segments."""

DIGITS = 5
"""Significant digits of the model in the file."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Mean and covariance of the columns of some questions and the scores of k segments, in that order.

    `columns`: those of the questions in the design; `starts`: the first column of each question in the model, and one
    more that ends them.
    """

    columns: Ints
    starts: tuple[int, ...]
    mean: Floats
    moments: Floats
    noise: float
    k: int

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Walk:
    """What the form thought of people after each question it asked: people x number of questions.

    `best`: the most likely segment, 0-based; `sure`: its probability; `odds`: against the runner-up; `asked`: the
    place among the form's questions of what was asked; `answers`: how many had been answered.
    """

    best: Ints
    sure: Floats
    odds: Floats
    asked: Ints
    answers: Ints

    def first(self, steps: int) -> Walk:
        """The first questions only."""
        return Walk(*(getattr(self, part.name)[:, :steps] for part in fields(self)))

    def numbered(self, numbers: Ints) -> Walk:
        """With other numbers of the segments."""
        return replace(self, best=numbers[self.best])


def learn(design: Design, whole: Weights, memberships: Floats, weights: Floats) -> Joint:
    """The joint moments of answers and segment scores: all that the adaptive form needs to know.

    Question: what do answers to a few questions say about the scores that all of them would give? `whole`: the tool
    that asks every question of the form; the form asks the same ones. Blanks are at the mean. A choice question has a
    column for every answer but the first, because the last is known from the others. What the scores leave open about
    the segments (`memberships`, people x k) is the `noise`: the variance that makes logistic odds of scores right.

    Weighted moments only, so the scale of the weights does not matter.
    R twin: `cov.wt(cbind(x, scores), w, method = "ML")`.
    """
    own = [whole.columns[whole.groups == place] for place in whole.chosen]
    own = [
        found[1:] if is_choice(design.variables[place]) else found
        for place, found in zip(whole.chosen, own, strict=True)
    ]
    columns, scores = np.concatenate(own), whole.scores(design) / whole.scale
    both = np.column_stack([design.filled(weights)[:, columns], scores - scores.mean(axis=1, keepdims=True)])
    moments = weighted_covariance(both, weights)
    answers = np.arange(len(columns))
    moments[answers, answers] *= 1 + RIDGE
    return Joint(
        columns=columns,
        starts=tuple(np.cumsum([0, *(len(found) for found in own)]).tolist()),
        mean=short(weighted_mean(both, weights)),
        moments=short(moments),
        noise=float(short(np.array([_noise(scores, memberships.argmax(axis=1), weights)]))[0]),
        k=scores.shape[1],
    )


def walk(joint: Joint, design: Design, most: int) -> Walk:
    """Everybody asked the way the adaptive form asks, up to `most` questions each; nobody stops earlier.

    The same arithmetic as in `adaptive`, for many people at once. `design`: the people to be asked, with the same
    questions as the one that the form was learnt from; blanks are no answers.
    """
    known = _Known(joint, design.columns[:, joint.columns])
    left = np.ones((len(known.mean), joint.count), dtype=bool)
    found: list[tuple[Ints, Floats, Floats, Ints, Ints]] = []
    chances = known.posterior()
    for _ in range(min(most, joint.count)):
        gains = np.where(left, known.gains(chances), -1.0)
        place = _first(gains)
        np.put_along_axis(left, place[:, None], values=False, axis=1)
        known.take_in(place)
        chances = known.posterior()
        two = np.sort(chances, axis=1)[:, -2:]
        count = np.bitwise_count(known.given).astype(np.int64)
        found.append((_first(chances), two[:, 1], two[:, 1] / np.maximum(two[:, 0], 1e-300), place, count))
    best, sure, odds, asked, answers = (np.column_stack(list(parts)) for parts in zip(*found, strict=True))
    return Walk(best, sure, odds, asked, answers)


def joined(walks: Sequence[Walk]) -> Walk:
    """The walks of several groups of people as one; of different lengths, the steps that all have."""
    steps = min(one.best.shape[1] for one in walks)
    cut = [one.first(steps) for one in walks]
    return Walk(*(np.concatenate([getattr(one, part.name) for one in cut]) for part in fields(Walk)))


def short(values: Floats) -> Floats:
    """Numbers with as many significant digits as the file holds."""
    return np.array([float(f"{value:.{DIGITS}g}") for value in values.ravel().tolist()]).reshape(values.shape)


def _noise(scores: Floats, labels: Ints, weights: Floats) -> float:
    """The variance of a score that makes its logistic odds those of the segments, when all answers are known."""

    def loss(log_factor: float) -> float:
        likely = math.exp(log_factor) * scores
        top = likely.max(axis=1)
        total = top + np.log(np.exp(likely - top[:, None]).sum(axis=1))
        return float(weights @ (total - likely[np.arange(len(labels)), labels]))

    found = minimize_scalar(loss, bounds=(-math.log(SURELY), math.log(SURELY)), method="bounded")
    return (SLOPE / math.exp(float(found.x))) ** 2


class _Known:
    """What is known about many people who are asked at once.

    `mean`: people x columns and scores. `given`: the questions that a person answered, as bits. What is unknown depends
    on these only, so `moments` is kept once per set of answered questions; `group`: the set of each person.
    """

    def __init__(self, joint: Joint, answers: Floats) -> None:
        self.joint, self.answers = joint, answers
        self.mean = np.tile(joint.mean, (len(answers), 1))
        self.given = np.zeros(len(answers), dtype=np.int64)
        self.group = np.zeros(len(answers), dtype=np.int64)
        self.moments = joint.moments[None]
        self.starts = np.array(joint.starts)
        self.least = KNOWN * np.diag(joint.moments)

    def posterior(self) -> Floats:
        """The probability of each segment, people x k; see `adaptive.posterior`."""
        k = self.joint.k
        unknown = self.moments[:, -k:, -k:]
        own = np.einsum("gkk->gk", unknown)
        spread = np.maximum((own[:, :, None] + own[:, None, :]) / 2 - unknown, 0.0) + self.joint.noise
        scores = self.mean[:, -k:]
        gap = (scores[:, None, :] - scores[:, :, None]) * (SLOPE / np.sqrt(spread))[self.group]
        likely = 1 / np.exp(np.clip(gap, -FURTHEST, FURTHEST)).sum(axis=2)
        chances: Floats = likely / likely.sum(axis=1, keepdims=True)
        return chances

    def gains(self, chances: Floats) -> Floats:
        """People x questions: by how much each narrows the scores; see `adaptive.next_question`."""
        k, starts = self.joint.k, self.starts
        gains = np.zeros((len(chances), self.joint.count))
        single = np.flatnonzero(np.diff(starts) == 1)
        at = starts[:-1][single]
        gains[:, single] = self._narrowed(self.moments[:, at, -k:], self.moments[:, at, at], self.least[at], chances)
        for place in np.flatnonzero(np.diff(starts) > 1):
            own = np.arange(starts[place], starts[place + 1])
            rows = self.moments[:, own][:, :, np.concatenate([own, np.arange(-k, 0)])]
            for i, column in enumerate(own):
                spread = rows[:, i, i].copy()
                ties = rows[:, i, -k:].copy()[:, None]
                gains[:, place] += self._narrowed(ties, spread[:, None], self.least[[column]], chances)[:, 0]
                share = _ratio(rows[:, :, i], spread[:, None], self.least[column])
                rows[:, i + 1 :] -= share[:, i + 1 :, None] * rows[:, i : i + 1]
        return gains

    def take_in(self, place: Ints) -> None:
        """Everybody's answer to the question they are asked, `place`."""
        everybody, starts, count = np.arange(len(place)), self.starts, self.joint.count
        there = ~np.isnan(self.answers[everybody, starts[place]])
        step = self.group * (count + 1) + np.where(there, place, count)
        steps, one, turn = np.unique(step, return_index=True, return_inverse=True)
        asked, gave, moments = place[one], there[one], self.moments[self.group[one]]
        each = np.arange(len(steps))
        for number in range(int(np.diff(starts).max())):
            inside = gave & (starts[asked] + number < starts[asked + 1])
            column = np.where(inside, starts[asked] + number, starts[asked])
            own = moments[each, column]
            spread = np.where(inside, own[each, column], 0.0)
            share = _ratio(own, spread[:, None], self.least[column][:, None])
            at = column[turn]
            error = np.nan_to_num(self.answers[everybody, at]) - self.mean[everybody, at]
            self.mean += share[turn] * error[:, None]
            moments = moments - share[:, :, None] * own[:, None, :]
        self.given |= np.where(there, np.int64(1) << place, 0)
        _, kept, group = np.unique(self.given[one], return_index=True, return_inverse=True)
        self.group, self.moments = group[turn], moments[kept]

    def _narrowed(self, ties: Floats, spread: Floats, least: Floats, chances: Floats) -> Floats:
        """Groups x columns (x k) of ties and variances to people x columns of what is taken from the scores."""
        slope = _ratio(ties, np.sqrt(np.maximum(spread, 0.0))[:, :, None], np.sqrt(least)[:, None])
        own = slope[self.group]
        squares = np.einsum("nqk,nk->nq", np.square(own), chances)
        gains: Floats = squares - np.square(np.einsum("nqk,nk->nq", own, chances))
        return gains


def _ratio(over: Floats, under: Floats, least: Floats | float) -> Floats:
    """The quotient where what it is divided by is more than `least`, else 0."""
    shape = np.broadcast_shapes(over.shape, under.shape)
    found: Floats = np.divide(over, under, out=np.zeros(shape), where=np.broadcast_to(under > least, shape))
    return found


def _first(chances: Floats) -> Ints:
    best: Ints = (chances >= chances.max(axis=1, keepdims=True) * (1 - EQUAL)).argmax(axis=1)
    return best

"""A crowd of people who are not there, and how each of them answers one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from survey_seg.questionnaire.minutes import expected_minutes
from survey_seg.questionnaire.model import Question, Questionnaire, Variable
from survey_seg.responses import several
from survey_seg.responses.batteries import batteries
from survey_seg.responses.model import Flags, Floats
from survey_seg.stats.seeds import stream

FACTOR = 0.8
"""Loading of a basis item on its construct; the rest of its variance is the item's own."""
WITHIN = 0.5
"""Standard deviation of a construct inside a segment, where segments differ by `separation` standard deviations."""
MILD = 0.5
"""How much of the segments' differences shows in what is not a basis item."""
BLANK = 0.01
DONT_KNOW = 0.03
STRAIGHT_LINERS = 0.02
SPEEDERS = 0.02
DRAWS = 200
"""Draws of segment means of which the one with the widest smallest gap is taken."""
PASSED = frozenset({"consent", "screener", "attention"})
"""Roles whose questions everybody answers with the first answer: simulated people belong to the sample."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who answers: the segment (0..k-1) of each person, the segments' means per construct, the length, the seed."""

    truth: npt.NDArray[np.int64]
    k: int
    means: dict[str, Floats]
    separation: float
    seconds: float
    seed: int

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.truth)

    def normal(self, *name: str | int) -> Floats:
        """A standard Gaussian per person, the same whenever it is asked for by the same name."""
        return stream(self.seed, "simulate", *name).standard_normal(self.n)

    def some(self, share: float, *name: str | int) -> Flags:
        """A share of the people, the same ones for the same name."""
        return stream(self.seed, "simulate", *name).random(self.n) < share


def gather(questionnaire: Questionnaire, n: int, *, seed: int, segments: int, separation: float) -> Crowd:
    """A crowd of n people in segments of the planted shares."""
    truth = stream(seed, "simulate", "truth").choice(segments, size=n, p=planted_shares(segments))
    means = _segment_means(questionnaire, segments, seed, separation)
    return Crowd(truth, segments, means, separation, 60 * max(expected_minutes(questionnaire), 0.5), seed)


def planted_shares(segments: int) -> Floats:
    """The shares of made-up segments, the largest first: as k + 1 to k to ... to 2.

    >>> planted_shares(2).tolist()
    [0.6, 0.4]
    """
    sizes = np.arange(segments + 1, 1, -1, dtype=np.float64)
    shares: Floats = sizes / sizes.sum()
    return shares


def _construct(variable: Variable) -> str:
    return variable.construct or variable.name


def _segment_means(questionnaire: Questionnaire, k: int, seed: int, separation: float) -> dict[str, Floats]:
    """The segments' means on every construct: of many draws the one whose two closest segments are farthest apart."""
    names = list(dict.fromkeys(_construct(variable) for variable in questionnaire.having("basis")))
    draws = stream(seed, "simulate", "means").standard_normal((200, k, max(len(names), 1)))
    draws -= draws.mean(axis=1, keepdims=True)
    draws /= np.maximum(draws.std(axis=1, keepdims=True), 1e-9)
    gaps = np.linalg.norm(draws[:, :, None, :] - draws[:, None, :, :], axis=3)
    gaps[:, np.eye(k, dtype=bool)] = np.inf
    best = draws[int(gaps.min(axis=(1, 2)).argmax())] * separation
    return {name: best[:, place] for place, name in enumerate(names)}


def answer(question: Question, variables: Sequence[Variable], crowd: Crowd) -> list[Floats]:
    """How everybody answers a question: codes per variable, as asked."""
    roles = set(question.role)
    if "weight" in roles:
        return [np.ones(crowd.n) for _ in variables]
    if roles & PASSED:
        return [np.full(crowd.n, float(one.codes[0] if one.codes else one.low or 0)) for one in variables]
    if question.type == "multi":
        return _several(question, variables, crowd)
    if question.type == "rank" and len(variables) > 1:
        return list(np.argsort(np.argsort([_latent(one, crowd) for one in variables], axis=0), axis=0) + 1.0)
    if question.type == "sum" and len(variables) > 1:
        return _constant_sum(question, variables, crowd)
    return [_single(one, crowd) for one in variables]


def _latent(variable: Variable, crowd: Crowd) -> Floats:
    """A standard Gaussian per person (in the whole crowd) that leans with the person's segment."""
    own = crowd.normal("item", variable.name)
    if "basis" in variable.roles:
        name = _construct(variable)
        construct = crowd.means[name][crowd.truth] + WITHIN * crowd.normal("construct", name)
        latent = FACTOR * construct + np.sqrt(1 - FACTOR**2) * own
        spread = np.sqrt(FACTOR**2 * (np.var(crowd.means[name]) + WITHIN**2) + 1 - FACTOR**2)
        turned: Floats = (-latent if variable.reverse else latent) / spread
        return turned
    lean = stream(crowd.seed, "simulate", "lean", variable.name).standard_normal(crowd.k) * crowd.separation * MILD
    leaning: Floats = (lean[crowd.truth] + own) / np.sqrt(1 + np.var(lean))
    return leaning


def _single(variable: Variable, crowd: Crowd) -> Floats:
    latent = _latent(variable, crowd)
    if "duration" in variable.roles:
        return _seconds(crowd)
    if variable.codes:
        values = _cut(variable, latent, crowd.seed)
    elif variable.low is not None and variable.high is not None:
        values = np.rint(variable.low + (variable.high - variable.low) * ndtr(latent))
    else:
        values = _unbounded(variable, latent)
    return _with_gaps(variable, values, crowd)


def _cut(variable: Variable, latent: Floats, seed: int) -> Floats:
    """Codes from a Gaussian: categories of about equal size around a middle that differs from item to item."""
    codes = np.array(sorted(variable.codes) if variable.kind == "scale" else variable.codes, dtype=np.float64)
    shift = stream(seed, "simulate", "shift", variable.name).uniform(-0.5, 0.5)
    cuts = ndtri(np.arange(1, len(codes)) / len(codes)) + shift
    cut: Floats = codes[np.searchsorted(cuts, latent)]
    return cut


def _unbounded(variable: Variable, latent: Floats) -> Floats:
    low = 0.0 if variable.low is None else variable.low
    values: Floats = low + np.rint(100 * np.exp(0.6 * latent))
    return values if variable.high is None else np.minimum(values, variable.high)


def _with_gaps(variable: Variable, values: Floats, crowd: Crowd) -> Floats:
    missing = [float(option.code) for option in variable.options if option.missing]
    if missing:
        values = np.where(crowd.some(DONT_KNOW, "unsure", variable.name), missing[0], values)
    return np.where(crowd.some(BLANK, "blank", variable.name), np.nan, values)


def _seconds(crowd: Crowd) -> Floats:
    seconds = crowd.seconds * np.exp(0.3 * crowd.normal("seconds"))
    hurried = crowd.some(SPEEDERS / 2, "hurry") | (straight_liners(crowd) & crowd.some(0.5, "hurry too"))
    return np.rint(np.where(hurried, seconds / 5, seconds))


def straight_liners(crowd: Crowd) -> Flags:
    """The people who give one answer to every item of a battery; half of them are in a hurry, too."""
    return crowd.some(STRAIGHT_LINERS, "straight line")


def straight_line(answers: dict[str, Floats], questionnaire: Questionnaire, crowd: Crowd) -> None:
    """Let straight-liners give the answer to a battery's first item to all its items, where they were asked them."""
    liners = straight_liners(crowd)
    for battery in batteries(questionnaire):
        first = answers[battery[0].name]
        for variable in battery:
            values = answers[variable.name]
            answers[variable.name] = np.where(liners & ~np.isnan(values) & ~np.isnan(first), first, values)


def _several(question: Question, variables: Sequence[Variable], crowd: Crowd) -> list[Floats]:
    """Each option chosen or not; an exclusive answer, or one marked missing, stands alone."""
    columns = {one.name: (_latent(one, crowd) > 0.4).astype(np.float64) for one in variables}
    for option in question.options:
        if option.exclusive or option.missing:
            own = several.names(question)[option.code]
            alone = crowd.some(DONT_KNOW, "alone", own)
            for name in columns:
                columns[name] = np.where(alone, float(name == own), columns[name] if name != own else 0.0)
    return list(columns.values())


def _constant_sum(question: Question, variables: Sequence[Variable], crowd: Crowd) -> list[Floats]:
    """Whole points that add up to the question's maximum (100 where it has none)."""
    total = float(question.max or 100)
    parts = np.exp([_latent(one, crowd) for one in variables])
    points = np.floor(total * parts / parts.sum(axis=0))
    points[0] += total - points.sum(axis=0)
    return list(points)

"""The arithmetic of a tool for a set of questions: a logit on soft memberships, rounded to whole numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.questionnaire.model import Variable
from survey_seg.stats.logit import RIDGE, Logit, fit_logit
from survey_seg.stats.weights import weighted_quantile
from survey_seg.typing_tool.making.candidates import Design, is_choice

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SCALE = 1000
"""Points per unit of log odds: from three digits on, rounding changes no share of right answers that can be seen."""

SOFT, LEAST = 1.0, 1e-300
"""The usual log odds of somebody's first segment against the second, when a tool learns; the smallest membership."""

WIDE = 100
"""A question with a wider range than this gets finer points, because rounding errors grow with the answer."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A tool in whole numbers for the columns of some questions.

    `columns`: places of the columns in the design. `points`: columns x segments. `missing`: questions x segments, in
    the order of `chosen`. `constants`: one per segment.
    """

    chosen: tuple[int, ...]
    columns: Ints
    groups: Ints
    points: Ints
    missing: Ints
    constants: Ints
    scale: int

    def scores(self, design: Design) -> Ints:
        """People x segments; who did not answer a question gets its missing points."""
        columns = design.columns[:, self.columns]
        blank: Flags = np.isnan(columns)
        scores = np.nan_to_num(columns) @ self.points + self.constants
        for place, group in enumerate(self.chosen):
            without: Flags = blank[:, np.flatnonzero(self.groups == group)[0]]  # a question is blank as a whole
            scores += without[:, None] * self.missing[place]
        return np.rint(scores).astype(np.int64)


def weigh(
    design: Design,
    chosen: Sequence[int],
    memberships: Floats,
    weights: Floats,
    *,
    sharpness: float = 1.0,
    ridge: float = RIDGE,
) -> Weights:
    """The whole-number tool for the chosen questions, learnt from soft memberships.

    `chosen`: places of the questions in `design.variables`. Rounded: log odds times `sharpness` times the scale. Soft
    memberships make log odds that are too small (nobody is wholly in a segment); `sharpness` makes up for that and
    changes nobody's segment. `ridge`: see `fit_logit`. A question that is not answered gets the points of the average
    answer.
    """
    places = design.places(chosen)
    fit = fit_logit(design.filled(weights)[:, places], memberships, weights, ridge=ridge)
    return _in_whole_numbers(design, chosen, fit, weights, sharpness)


def weigh_each(design: Design, order: Sequence[int], memberships: Floats, weights: Floats) -> Iterator[Weights]:
    """The tools for the first question, the first two, and so on; each fit begins where the one before ended."""
    filled = design.filled(weights)
    fit: Logit | None = None
    for m in range(1, len(order) + 1):
        fit = fit_logit(filled[:, design.places(order[:m])], memberships, weights, start=fit)
        yield _in_whole_numbers(design, order[:m], fit, weights, 1.0)


def softened(memberships: Floats, weights: Floats) -> Floats:
    """Memberships that are less sure of themselves, so that people between segments count for the tool.

    All log odds are divided by one number, by which half of the people have odds of at most e to one for their first
    segment against their second; memberships that are softer already stay as they are. On studies of 300 people a tool
    that learnt from these was right for half a point to a point more unseen people than one that learnt from the
    posteriors of the segments' rule.

    >>> softened(np.array([[1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2))]]), np.ones(1)).round(4)
    array([[0.7311, 0.2689]])
    """
    odds = np.log(np.maximum(memberships, LEAST))
    first_two = np.partition(odds, -2, axis=1)[:, -2:]
    usual = weighted_quantile(first_two[:, 1] - first_two[:, 0], weights, 0.5)
    odds /= max(usual / SOFT, 1.0)
    likely = np.exp(odds - odds.max(axis=1, keepdims=True))
    soft: Floats = likely / likely.sum(axis=1, keepdims=True)
    return soft


def _in_whole_numbers(design: Design, chosen: Sequence[int], fit: Logit, weights: Floats, sharpness: float) -> Weights:
    places = design.places(chosen)
    groups = design.groups[places]
    scale = _scale([design.variables[group] for group in chosen])
    points, constants = fit.coefficients * sharpness * scale, fit.constants * sharpness * scale
    average = design.means(weights)[places][:, None] * points
    return Weights(
        chosen=tuple(chosen),
        columns=places,
        groups=groups,
        points=np.rint(points).astype(np.int64),
        missing=np.array([np.rint(average[groups == group].sum(axis=0)) for group in chosen]).astype(np.int64),
        constants=np.rint(constants).astype(np.int64),
        scale=scale,
    )


def _scale(variables: Sequence[Variable]) -> int:
    """1000, times ten for every power of ten by which the widest range exceeds a hundred."""
    ranges: list[float] = [
        (variable.high or 0) - (variable.low or 0) for variable in variables if not is_choice(variable)
    ]
    return int(SCALE * 10 ** max(0, math.ceil(math.log10(max([WIDE, *ranges]) / WIDE))))

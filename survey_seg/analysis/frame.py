"""The people and items that segments are looked for in, in an order of their own, and the spaces the models work in.

Neither the order of rows and columns nor which end of the scales is called high reaches a model: people who answer
alike are one point with their weights, points and items are ordered by what they are. Answers stand as they were asked,
not turned round for a construct: a person who agrees with everything agrees with reversed items too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.kmeans import Points, distinct_points
from survey_seg.stats.retention import both_eigenvalues, leading, random_eigenvalues
from survey_seg.stats.row_style import RowSpace, place, plain_items, profile_level, row_centred, soft_scaled
from survey_seg.stats.seeds import stream
from survey_seg.stats.weights import effective_base, weighted_covariance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Kind = Literal["yes_no", "short", "ratings"]

MOST_FITTED = 10_000
"""Most people that models are fitted to. With so many, a share is known to a point and segments do not move."""

DECIMALS = 10
DRAWS = 100
EXTRA = 2
SHORT = 3
"""Decimals of answers (a 0 that is a rounding error below 0 would be a blank to models that skip blanks); random
matrices of the parallel analysis; dimensions kept beyond those it finds: what it misses costs more than what
is kept too many, because the mixtures weigh dimensions themselves; most points of a short
scale."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a basis' matrix becomes a model's: `reverse` items are turned back, `columns` gives the order."""

    reverse: Flags
    columns: Ints

    def of(self, matrix: Floats) -> Floats:
        """People x items as asked, in the model's order."""
        return np.where(self.reverse, 1 - matrix, matrix)[:, self.columns]


@dataclass(frozen=True)
class Frame:
    """What models are fitted to. `points`: the different answer patterns; `asked`: how they come from a matrix.

    `codes`: points x items as asked, from 0 on, NaN where blank, for models that skip blanks; the matrix where none was
    given.
    `people`: how many people count, as far as their weights let them (effective base).
    """

    points: Points
    asked: Asked
    codes: Floats
    people: float

    @property
    def weights(self) -> Floats:
        """What stands on each point."""
        return self.points.weights

    @cached_property
    def rows(self) -> Floats:
        """Points x items on 0..1."""
        return np.round(self.points.rows + self.points.centre, DECIMALS) + 0.0

    @cached_property
    def dimensions(self) -> int:
        """How many dimensions the items have beyond chance (parallel analysis), at least one."""
        covariance = weighted_covariance(self.rows, self.weights)
        spread = np.sqrt(np.maximum(np.diag(covariance), 1e-12))
        (eigenvalues,), _ = both_eigenvalues((covariance / np.outer(spread, spread))[None])
        random, _ = random_eigenvalues(len(spread), max(self.people, len(spread) + 2.0), draws=DRAWS)
        return max(1, leading(eigenvalues, random))

    @cached_property
    def kind(self) -> Kind:
        """What most items are: yes/no, scales of three points, or ratings on more."""
        answers = float(np.median([len(np.unique(column)) for column in np.round(self.rows, 9).T]))
        return "yes_no" if answers <= 2 else "short" if answers <= SHORT else "ratings"

    @cached_property
    def space(self) -> RowSpace:
        """The items with differences in how widely people answer mostly taken out; yes/no items as they are."""
        return (plain_items if self.kind == "yes_no" else soft_scaled)(self.rows, self.weights)

    @cached_property
    def space_rows(self) -> Floats:
        """The points in `space`."""
        return place(self.space, self.rows)

    @cached_property
    def profile_rows(self) -> Floats:
        """The points as profile (its main dimensions) and level (the last column)."""
        space = profile_level(self.rows, self.weights, q=self.dimensions + EXTRA)
        return place(space, self.rows)

    @cached_property
    def centred_rows(self) -> Floats:
        """The points as differences from the person's own mean, in the main dimensions of these."""
        rows = place(row_centred(self.rows, self.weights), self.rows)
        values, vectors = np.linalg.eigh(weighted_covariance(rows, self.weights))
        main: Floats = vectors[:, np.argsort(-values, kind="stable")[: 2 * (self.dimensions + EXTRA)]]
        return np.asarray(rows @ main)


def frame_of(matrix: Floats, weights: Floats, *, reverse: Flags | None = None, raw: Floats | None = None) -> Frame:
    """The frame of a basis: `matrix` people x items on 0..1 without blanks, `raw` the same as codes with NaN.

    Of more than MOST_FITTED people so many are drawn for the models; the rule they give sorts everybody. Raises
    CannotCompute when nobody has weight.

    >>> frame = frame_of(np.array([[0.0, 0.5], [1.0, 0.5], [1.0, 0.5]]), np.ones(3))
    >>> frame.weights.tolist(), frame.rows.shape
    ([2.0, 1.0], (2, 2))
    """
    if not (weights > 0).any():
        raise CannotCompute(Problem("SEGMENTS_NO_PEOPLE", "nobody has a weight above zero"))
    turned = np.zeros(matrix.shape[1], dtype=np.bool_) if reverse is None else reverse
    plain = np.where(turned, 1 - matrix, matrix)
    asked = Asked(turned, _own_columns(plain, weights))
    fitted = _fitted(plain, weights)
    points = distinct_points(plain[:, asked.columns], fitted)
    codes = (plain if raw is None else raw - np.fmin.reduce(raw, axis=0))[:, asked.columns]
    return Frame(points, asked, codes[_representatives(points, codes)], effective_base(fitted))


def _fitted(matrix: Floats, weights: Floats) -> Floats:
    """The weights of those the models are fitted to: everybody, or MOST_FITTED drawn people in place of more.

    Who is drawn depends neither on the order of people nor of items.
    """
    there = np.flatnonzero(weights > 0)
    if len(there) <= MOST_FITTED:
        return weights
    rows = matrix[there]
    keys = [weights[there], *(np.round((rows**power).sum(1), 9) for power in (4, 3, 2, 1))]
    order = there[np.lexsort(keys)]
    drawn = order[stream(0, "people models are fitted to").permutation(len(order))[:MOST_FITTED]]
    part = np.zeros(len(weights))
    part[drawn] = weights[drawn]
    return part


def _own_columns(matrix: Floats, weights: Floats) -> Ints:
    """An order of the items that survives turning all of them round: by distance of the mean from the middle."""
    share = weights / weights.sum()
    mean = share @ matrix
    centred = matrix - mean
    keys = [np.abs(mean - 0.5), share @ centred**2, share @ np.abs(centred) ** 3, share @ centred**4]
    return np.lexsort([np.round(key, 9) for key in reversed(keys)]).astype(np.int64)


def _representatives(points: Points, codes: Floats) -> Ints:
    """For each point the person with the fewest blanks."""
    people = np.flatnonzero(points.group >= 0)
    blanks = np.isnan(codes[people]).sum(1)
    order = people[np.lexsort((blanks, points.group[people]))]
    _, first = np.unique(points.group[order], return_index=True)
    return np.asarray(order[first])

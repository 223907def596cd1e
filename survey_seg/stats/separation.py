"""Do gaps run between segments, or are they cut out of one cloud? Distance, overlap and dip for every pair.

The people of two segments are projected on the direction that tells the two apart best (the linear discriminant axis
with their pooled covariance); if there are two groups of people, the projection has two humps (`stats.dip`).
The axis is found on one half of the people and read on the other, both ways: an axis that is judged by the people who
made it opens gaps of its own where items are many and people few.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.dip import dip, dip_p
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEVEL = 0.05
RIDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Separation:
    """For every pair of segments (k x k, symmetric): how far apart, and whether a gap runs between.

    `distance`: Mahalanobis, in standard deviations within (0 on the diagonal, NaN where a segment is empty).
    `overlap`: the share that two normal groups at this distance have in common, 1 to 0. `p`: of the dip test on the
    discriminant axis (1 on the diagonal).
    """

    distance: Floats
    overlap: Floats
    p: Floats

    @property
    def nearest(self) -> Ints:
        """The nearest other segment of each (0-based); -1 when there is none."""
        apart = np.where(np.isnan(self.distance) | np.eye(len(self.p), dtype=bool), np.inf, self.distance)
        return np.where(np.isfinite(apart.min(1)), apart.argmin(1), -1).astype(np.int64)

    def separated(self, *, level: float = LEVEL) -> Flags:
        """Which segments have a gap (p below `level`) to every other one; none of them when there is no other."""
        others = ~np.eye(len(self.p), dtype=bool)
        return np.asarray(((self.p < level) | ~others).all(1) & (len(self.p) > 1))


def separation(rows: Floats, labels: Ints, weights: Floats, *, k: int) -> Separation:
    """Distance, overlap and dip test of all pairs of k segments.

    `rows`: people x dimensions without blanks (items, or the space the segments were found in); `labels`: 0-based.
    People of weight zero do not count. Neither the order of people nor the scale of a dimension matters. R twins:
    `stats::mahalanobis`, `MASS::lda`, `diptest::dip.test`; source for reading one axis by people who did not make it:
    cross-fitting as in Chernozhukov et al. (2018), The Econometrics Journal 21. Raises CannotCompute for blanks.

    >>> rng = np.random.default_rng(1)
    >>> labels = np.repeat([0, 1, 2], 100)
    >>> rows = rng.normal(size=(300, 2)) + np.array([[0, 0], [6, 0], [7, 0]])[labels]
    >>> found = separation(rows, labels, np.ones(300), k=3)
    >>> found.nearest.tolist(), found.separated().tolist()
    ([1, 2, 1], [True, False, False])
    """
    there = weights > 0
    rows, labels, weights = rows[there], labels[there], weights[there]
    if not np.isfinite(rows).all():
        raise CannotCompute(Problem("SEPARATION_BLANKS", "some people have blanks", expected="a number for everybody"))
    half = _halves(rows, labels, weights)
    whole = _shapes(rows, labels, weights, k)
    parts = [_shapes(rows[half == side], labels[half == side], weights[half == side], k) for side in (0, 1)]
    distance, p = np.zeros((k, k)), np.ones((k, k))
    for one in range(k):
        for other in range(one):
            axis, _ = _axis(whole, one, other)
            apart = (whole.means[one] - whole.means[other]) @ axis
            members = (labels == one) | (labels == other)
            line = _line(rows[members], half[members], parts, (one, other))
            distance[one, other] = distance[other, one] = np.sqrt(max(apart, 0.0)) if np.isfinite(apart) else np.nan
            p[one, other] = p[other, one] = _p(line, weights[members])
    return Separation(distance, 2 * np.asarray(ndtr(-distance / 2)), p)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """Mass, mean and scatter (sums of squares and products) of each segment."""

    mass: Floats
    means: Floats
    scatter: Floats


def _shapes(rows: Floats, labels: Ints, weights: Floats, k: int) -> _Shapes:
    mass = np.bincount(labels, weights, k).astype(np.float64)
    means, scatter = np.full((k, rows.shape[1]), np.nan), np.zeros((k, rows.shape[1], rows.shape[1]))
    for segment in np.flatnonzero(mass > 0):
        members = labels == segment
        means[segment] = weights[members] @ rows[members] / mass[segment]
        centred = rows[members] - means[segment]
        scatter[segment] = (centred * weights[members][:, None]).T @ centred
    return _Shapes(mass, means, scatter)


def _axis(shapes: _Shapes, one: int, other: int) -> tuple[Floats, float]:
    """The discriminant axis of two segments (pooled covariance) and the middle between them on it."""
    mass = shapes.mass[one] + shapes.mass[other]
    difference = shapes.means[one] - shapes.means[other]
    if not np.isfinite(difference).all():
        return np.full(len(difference), np.nan), float("nan")
    covariance = (shapes.scatter[one] + shapes.scatter[other]) / mass
    spread = np.sqrt(np.diag(covariance) + RIDGE * np.maximum(difference**2, np.finfo(float).tiny))
    scaled = covariance / np.outer(spread, spread) + RIDGE * np.eye(len(spread))
    axis = np.linalg.solve(scaled, difference / spread) / spread
    return axis, float(axis @ (shapes.means[one] + shapes.means[other]) / 2)


def _line(rows: Floats, half: Ints, parts: list[_Shapes], pair: tuple[int, int]) -> Floats:
    """Each person's place on the axis that the other half made: 0 in the middle, in standard deviations."""
    line = np.empty(len(rows))
    for side in (0, 1):
        axis, middle = _axis(parts[1 - side], *pair)
        apart = float(axis @ (parts[1 - side].means[pair[0]] - parts[1 - side].means[pair[1]]))
        line[half == side] = (rows[half == side] @ axis - middle) / np.sqrt(apart) if apart > 0 else np.nan
    return line


def _p(line: Floats, weights: Floats) -> float:
    if len(line) == 0 or not np.isfinite(line).all():
        return 1.0
    return dip_p(dip(line, weights), effective_base(weights))


def _halves(rows: Floats, labels: Ints, weights: Floats) -> Ints:
    """Two halves of every segment, 0 and 1 in turn: by distance from the centre, so that row order does not matter."""
    centred = rows - weights @ rows / weights.sum()
    spread = np.sqrt(weights @ centred**2 / weights.sum())
    size = np.round(((centred / np.where(spread > 0, spread, 1.0)) ** 2).sum(1), 9)
    order = np.lexsort((weights, size, labels))
    half = np.empty(len(rows), dtype=np.int64)
    half[order] = np.arange(len(rows)) % 2
    return half

"""Canonical axes: the few directions on which given groups lie furthest apart, and where the groups lie on them.

A picture of groups that are known, not evidence for them: any division of one cloud lies apart on axes chosen to tell
its parts apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.weights import weighted_covariance, weighted_quantile
from survey_seg.stats.whitening import whitened

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FLOOR = 1e-4
"""Share of the variance on an axis that counts as within groups at least: an answer may be that of one group alone."""

NO_AXIS = 1e-9
"""An axis on which less than this share of the variance lies between groups is none."""

HALF = 0.5
FEWEST = 10
"""Share of a group's people that its contour holds; people below which a group has no contour."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """The axes, the most telling first: at most one less than there are groups.

    `scores`: people x axes, standard deviation 1 within groups. `means`: groups x axes. `between`: per axis the share
    of its variance between groups (squared canonical correlation). `structure`: rows' columns x axes, the correlation
    of each column with the axis over everybody.
    """

    scores: Floats
    means: Floats
    between: Floats
    structure: Floats

    @property
    def part(self) -> Floats:
        """The part of all differences between the groups that each axis shows; they sum to 1."""
        apart = self.between / np.maximum(1 - self.between, FLOOR)
        part: Floats = apart / apart.sum()
        return part


@dataclass(frozen=True, slots=True)
class Ellipse:
    """A contour around a group: its centre, two radii (the larger first), the angle of the larger to the first axis."""

    centre: tuple[float, float]
    radii: tuple[float, float]
    angle: float


def canonical(rows: Floats, labels: Ints, weights: Floats, *, k: int) -> Canonical:
    """The canonical axes of k groups.

    `rows`: people x items without blanks; `labels`: 0-based; people of weight zero get scores and move nothing. Each
    axis points to where the item that carries it most is high. R twin: `MASS::lda` (`svd` and `scaling`, up to its
    divisor n - k); source: Rao (1948), Journal of the Royal Statistical Society B 10. Raises CannotCompute where
    nothing varies, or where groups do not differ.

    >>> found = canonical(np.array([[0.0, 1], [1, 0], [4, 1], [5, 0]]), np.array([0, 0, 1, 1]), np.ones(4), k=2)
    >>> found.means.shape, round(float(found.between[0]), 4)
    ((2, 1), 1.0)
    """
    white = whitened(rows, weights)
    member = (labels == np.arange(k)[:, None]) * weights
    mass = member.sum(1)
    means = np.divide(
        member @ white.rows, mass[:, None], out=np.zeros((k, white.rows.shape[1])), where=mass[:, None] > 0
    )
    values, vectors = np.linalg.eigh((means * mass[:, None]).T @ means / mass.sum())
    order = np.argsort(-values, kind="stable")[: k - 1]
    order = order[values[order] > NO_AXIS]
    if not len(order):
        raise CannotCompute(Problem("CANONICAL_NO_AXIS", "the segments do not differ on any item"))
    between, axes = np.minimum(values[order], 1.0), vectors[:, order]
    spread = np.sqrt(np.diag(weighted_covariance(rows, weights)))
    structure = (white.back.T @ axes) / np.where(spread > 0, spread, np.inf)[:, None]
    heaviest = np.round(np.abs(structure), 9).argmax(0)
    axes = axes * np.where(structure[heaviest, np.arange(len(order))] < 0, -1.0, 1.0)
    structure = structure * np.where(structure[heaviest, np.arange(len(order))] < 0, -1.0, 1.0)
    axes = axes / np.sqrt(np.maximum(1 - between, FLOOR))
    return Canonical(white.rows @ axes, means @ axes, between, structure)


def half_contour(places: Floats, weights: Floats) -> Ellipse | None:
    """The ellipse of a group's own shape that holds half of its people; None for fewer than ten.

    `places`: people x 2, without blanks. Shape and centre are those of the group's covariance and mean, the size is
    such that half of the weight lies within: nothing is assumed normal, and nobody can be read off it. R twin:
    `stats::mahalanobis` with `cov.wt(method = "ML")`, its median.

    >>> corners = np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1]])
    >>> half_contour(np.tile(corners, (3, 1)), np.ones(12)).radii
    (1.0, 1.0)
    """
    there = weights > 0
    places, weights = places[there], weights[there]
    if len(places) < FEWEST:
        return None
    centre = weights @ places / weights.sum()
    values, vectors = np.linalg.eigh(weighted_covariance(places, weights))
    values = np.maximum(values, NO_AXIS)
    distance = np.square((places - centre) @ vectors / np.sqrt(values)).sum(1)
    size = weighted_quantile(np.round(distance, 12), weights, HALF)
    small, large = np.sqrt(values * size)
    angle = float(np.arctan2(vectors[1, 1], vectors[0, 1]) % np.pi)
    return Ellipse((float(centre[0]), float(centre[1])), (float(large), float(small)), angle)

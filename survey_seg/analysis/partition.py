"""One partition of people into k segments, and where new people belong.

k-means on the basis items is used because its segments are what a typing tool can carry to every other system: the
nearest of k profiles. How firmly a person belongs is said by soft memberships.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.kmeans import distinct_points, kmeans, nearest
from survey_seg.stats.seeds import stream
from survey_seg.stats.weights import weighted_quantile

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STARTS = 100

SOFTNESS = 1.5
"""Memberships fall by a factor e per this many median gaps between the two nearest profiles. Typing tools that were
fitted to such memberships instead of labels were 1 to 3 points more accurate on people they had not seen."""


@dataclass(frozen=True, slots=True)
class Partition:
    """People in k segments, numbered from 0 by weighted size, largest first.

    `labels`: one per person. `centroids`: k x items, the weighted mean profile. `memberships`: people x k, sums to 1.
    `within_ss`: weighted sum of squared distances to the own centroid. `softness`: the scale of the memberships.
    """

    labels: Ints
    centroids: Floats
    memberships: Floats
    within_ss: float
    softness: float


def fit_partition(matrix: Floats, weights: Floats, k: int, *, seed: int, starts: int = STARTS) -> Partition:
    """The best partition into k segments that a thorough search finds (see `stats.kmeans.kmeans`).

    `matrix`: people x items on 0..1 without blanks; `weights`: one per person, 0 for people who are only assigned.
    The same seed gives the same segments in whatever order people and items come, and whichever end of an item is
    called high. Raises CannotCompute when fewer than k people answer differently.

    >>> answers = np.array([[0.0, 0.0], [0.0, 0.1], [1.0, 1.0], [0.9, 1.0], [1.0, 0.9]])
    >>> fit_partition(answers, np.ones(5), 2, seed=1).labels.tolist()
    [1, 1, 0, 0, 0]
    """
    points = distinct_points(matrix, weights)
    found = kmeans(points, k, stream(seed, "partition", k), starts=starts)
    centroids = found.centroids + points.centre
    softness = softness_of(matrix, weights, centroids)
    labels = np.where(points.group >= 0, found.labels[points.group], assign(matrix, centroids))
    return Partition(
        labels=labels.astype(np.int64),
        centroids=centroids,
        memberships=memberships(matrix, centroids, softness=softness),
        within_ss=found.within_ss,
        softness=softness,
    )


def assign(matrix: Floats, centroids: Floats) -> Ints:
    """The segment (0-based) whose profile is nearest to each person's answers.

    >>> assign(np.array([[0.1, 0.2], [0.8, 0.9]]), np.array([[0.0, 0.0], [1.0, 1.0]])).tolist()
    [0, 1]
    """
    return nearest(matrix, centroids)


def memberships(matrix: Floats, centroids: Floats, *, softness: float | None = None) -> Floats:
    """How firmly each person belongs to each segment: people x k, every row sums to 1.

    exp(-(squared distance - smallest squared distance) / softness), normalised. Half and half means the person stands
    between two profiles. Give the `softness` of the fitted partition for new people; without it the gaps of these
    people set the scale.

    >>> memberships(np.array([[0.5]]), np.array([[0.0], [1.0]])).tolist()
    [[0.5, 0.5]]
    """
    distance = squared_distances(matrix, centroids)
    scale = softness_of(matrix, np.ones(len(matrix)), centroids) if softness is None else softness
    closeness = np.exp(-(distance - distance.min(1, keepdims=True)) / scale)
    shares: Floats = closeness / closeness.sum(1, keepdims=True)
    return shares


def softness_of(matrix: Floats, weights: Floats, centroids: Floats) -> float:
    """The scale of soft memberships: 1.5 times the weighted median gap between the two smallest squared distances."""
    if len(centroids) < 2 or not (weights > 0).any():
        return 1.0
    nearest_two = np.partition(squared_distances(matrix, centroids), 1, axis=1)
    gap = weighted_quantile(nearest_two[:, 1] - nearest_two[:, 0], weights, 0.5)
    return SOFTNESS * gap if gap > 0 else 1.0


def squared_distances(matrix: Floats, centroids: Floats) -> Floats:
    """Squared distance of every person to every profile: people x k.

    >>> squared_distances(np.array([[0.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 1.0]])).tolist()
    [[1.0, 2.0]]
    """
    cross = (matrix**2).sum(1)[:, None] - 2 * matrix @ centroids.T + (centroids**2).sum(1)
    distances: Floats = np.maximum(cross, 0.0)
    return distances

"""The field's criteria for a number of segments: silhouette, prediction strength, BIC.

They are shown because readers know them. None proves that there are segments: on answers of one population with
correlated items the silhouette is as high as on real segments.

Weights: the silhouette divides by numbers of people less one, prediction strength counts pairs of people; a person of
weight two therefore equals two people up to 1 / n (exactly so in every sum), as for the adjusted Rand index. Scaling
all weights and people of weight zero change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MOST_COMPARED = 2000
"""The exact silhouette compares everybody with everybody; with more people than this, a random sample of this size."""

AT_ONCE = 2_000_000
"""Distances held in memory together."""


def silhouettes(
    rows: Floats, partitions: Sequence[Ints], weights: Floats, rng: np.random.Generator, *, most: int = MOST_COMPARED
) -> Floats:
    """The weighted mean silhouette of each of several partitions of the same people (-1 to 1).

    (b - a) / max(a, b) with a the mean Euclidean distance to the own segment and b to the nearest other; 0 for a
    person alone in a segment, NaN for a partition with one segment. Distances are computed once for all partitions.
    Of more than `most` people a random sample is compared, everybody with equal chance (which people depends on the
    order of the rows; nothing does below that number). R twins: `cluster::silhouette`,
    `WeightedCluster::wcClusterQuality`; source: Rousseeuw (1987), Journal of Computational and Applied Mathematics 20.

    >>> rows, labels = np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1])
    >>> silhouettes(rows, [labels], np.ones(4), np.random.default_rng(1)).round(4).tolist()
    [0.8885]
    """
    chosen = _people(weights, rng, most)
    x, mass = rows[chosen] - rows[chosen].mean(0), weights[chosen]
    cut = [np.unique(labels[chosen], return_inverse=True)[1].reshape(-1) for labels in partitions]
    sizes = [int(labels.max()) + 1 for labels in cut]
    member = np.concatenate([np.eye(k)[labels] for k, labels in zip(sizes, cut, strict=True)], axis=1)
    reached = _distances_to(x, member * mass[:, None])
    totals = np.split(reached, np.cumsum(sizes)[:-1], axis=1)
    return np.array([_mean_silhouette(*one, mass) for one in zip(totals, cut, strict=True)])


def prediction_strength(labels: Ints, halves: Flags, weights: Floats) -> float:
    """Would the other half of the people have been put together like this? 0 to 1, of the worst segment.

    `halves`: splits x people, who is in the first half; `labels`: splits x 2 x people, everybody (0-based) as sorted by
    what was found in the first half and in the second. In each segment of the one half, the share of pairs of its
    people whom the other half's solution puts together too; the smallest share, averaged over both directions and all
    splits. The rule of the source is the largest number of segments with at least .8.

    R twin: `fpc::prediction.strength`. Source: Tibshirani & Walther (2005), Journal of Computational and Graphical
    Statistics 14.

    >>> found = np.array([[[0, 0, 0, 1, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0, 0, 1]]])
    >>> round(prediction_strength(found, np.arange(8)[None] < 4, np.ones(8)), 4)
    0.6667
    """
    strengths = []
    for found, first in zip(labels, halves, strict=True):
        for own, half in enumerate((first, ~first)):
            there = half & (weights > 0)
            strengths.append(_kept_together(found[own, there], found[1 - own, there], weights[there]))
    return float(np.mean(strengths))


def bic(loglik: float, parameters: int, *, people: float, mass: float) -> float:
    """Schwarz's criterion, the smaller the better: -2 log-likelihood plus parameters times log n.

    `loglik`: the total of weight times log-likelihood; `mass`: the total of the weights; `people`: the effective base,
    which is n here (for equal weights the number of people): the log-likelihood is scaled to it. R twin: `stats::BIC`;
    source: Schwarz (1978), Annals of Statistics 6.

    >>> round(bic(-100.0, 3, people=50, mass=50), 3)
    211.736
    """
    return float(-2 * loglik * people / mass + parameters * np.log(people))


def _people(weights: Floats, rng: np.random.Generator, most: int) -> Ints:
    there = np.flatnonzero(weights > 0)
    return there if len(there) <= most else np.sort(rng.choice(there, most, replace=False))


def _distances_to(x: Floats, columns: Floats) -> Floats:
    """For each person the sum over people of distance times each column: one matrix product per block."""
    reached, squares = np.empty((len(x), columns.shape[1])), (x**2).sum(1)
    size = max(1, AT_ONCE // len(x))
    for i in range(0, len(x), size):
        block = squares[i : i + size, None] - 2 * x[i : i + size] @ x.T + squares
        block[np.arange(len(block)), i + np.arange(len(block))] = 0.0
        reached[i : i + size] = np.sqrt(np.maximum(block, 0.0, out=block), out=block) @ columns
    return reached


def _mean_silhouette(totals: Floats, labels: Ints, weights: Floats) -> float:
    mass = np.bincount(labels, weights)
    if len(mass) < 2:
        return float("nan")
    left = mass[labels] - weights
    alone = np.bincount(labels)[labels] == 1
    own = np.take_along_axis(totals, labels[:, None], 1)[:, 0] / np.where(alone, 1.0, left)
    others = totals / mass
    np.put_along_axis(others, labels[:, None], np.inf, 1)
    return float(np.average(np.where(alone, 0.0, _contrast(own, others.min(1))), weights=weights))


def _contrast(own: Floats, other: Floats) -> Floats:
    largest = np.maximum(own, other)
    return np.asarray((other - own) / np.where(largest > 0, largest, 1.0))


def _kept_together(own: Ints, other: Ints, weights: Floats) -> float:
    """The smallest share, over own segments, of pairs of people whom the other solution puts together too."""
    k, size = int(own.max(initial=0)) + 1, int(other.max(initial=0)) + 1
    place = own * size + other
    table = np.bincount(place, weights, k * size).reshape(k, size)
    squares = np.bincount(place, weights**2, k * size).reshape(k, size)
    pairs = table.sum(1) ** 2 - squares.sum(1)
    members = (np.bincount(own, minlength=k) > 1) & (pairs > 0)
    return float((((table**2 - squares).sum(1))[members] / pairs[members]).min(initial=1.0))

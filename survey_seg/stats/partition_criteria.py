"""The field's criteria for a number of segments: silhouette, Calinski-Harabasz, prediction strength, BIC, ICL, entropy.

They are shown because readers know them. None proves that there are segments: on answers of one population with
correlated items the silhouette is as high as on real segments.

Weights: the silhouette and Calinski-Harabasz divide by numbers of people less one; a person of weight two therefore
equals two people up to 1 / n (exactly so in every sum), as for the adjusted Rand index. Scaling all weights and people
of weight zero change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

Classifier = Callable[[Floats], Ints]
Fit = Callable[[Floats, Floats, np.random.Generator], Classifier]
"""Segments rows under weights and returns what sorts any rows into those segments (0-based)."""

MOST_COMPARED = 2000
"""The exact silhouette compares everybody with everybody; with more people than this, a random sample of this size."""

AT_ONCE = 2_000_000
"""Distances held in memory together."""

SPLITS = 10


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


def simplified_silhouette(rows: Floats, labels: Ints, weights: Floats) -> float:
    """The silhouette with distances to segment means instead of people: n times k distances, for any number of people.

    Higher than the exact one (a mean lies nearer than the people around it); to compare k with k only. NaN for one
    segment. All laws of weights hold exactly. Source: Hruschka, Campello & de Castro (2006), Information Sciences 176.

    >>> rows, labels = np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1])
    >>> round(simplified_silhouette(rows, labels, np.ones(4)), 4)
    0.9443
    """
    rows, labels, weights = _there(rows, labels, weights)
    means, _ = _means(rows, labels, weights)
    if len(means) < 2:
        return float("nan")
    squared = (rows**2).sum(1)[:, None] - 2 * rows @ means.T + (means**2).sum(1)
    distance = np.sqrt(np.maximum(squared, 0.0))
    own = np.take_along_axis(distance, labels[:, None], 1)[:, 0]
    np.put_along_axis(distance, labels[:, None], np.inf, 1)
    return float(np.average(_contrast(own, distance.min(1)), weights=weights))


def calinski_harabasz(rows: Floats, labels: Ints, weights: Floats) -> float:
    """Variance between segments over variance within, each by its degrees of freedom; the higher the tighter.

    n is the number of people with weight. NaN for one segment, infinite when nobody differs within. R twin:
    `fpc::calinhara`; source: Calinski & Harabasz (1974), Communications in Statistics 3.

    >>> rows, labels = np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1])
    >>> calinski_harabasz(rows, labels, np.ones(4))
    162.0
    """
    rows, labels, weights = _there(rows, labels, weights)
    means, mass = _means(rows, labels, weights)
    k, n = len(means), len(rows)
    if k < 2 or n <= k:
        return float("nan")
    centre = weights @ rows / weights.sum()
    between = float(mass @ ((means - centre) ** 2).sum(1))
    within = float(weights @ ((rows - means[labels]) ** 2).sum(1))
    return between / within * (n - k) / (k - 1) if within > 0 else float("inf")


def prediction_strength(
    rows: Floats, weights: Floats, fit: Fit, rng: np.random.Generator, *, splits: int = SPLITS
) -> float:
    """Would the other half of the people have been put together like this? 0 to 1, of the worst segment.

    Both halves of a random split are segmented; in each segment of the one half, the share of pairs of people whom the
    other half's solution puts together too; the smallest share, averaged over both directions and all splits. The rule
    of the source is the largest number of segments with at least .8. R twin: `fpc::prediction.strength`; source:
    Tibshirani & Walther (2005), Journal of Computational and Graphical Statistics 14. Raises CannotCompute for fewer
    than four people.

    >>> def at_zero(rows, weights, rng):
    ...     return lambda some: (some[:, 0] > 0).astype(np.int64)
    >>> rows = np.array([[-1.0], [-2.0], [1.0], [2.0]] * 5)
    >>> prediction_strength(rows, np.ones(20), at_zero, np.random.default_rng(1))
    1.0
    """
    rows, weights = rows[weights > 0], weights[weights > 0]
    if len(rows) < 4:
        problem = Problem("PREDICTION_STRENGTH_FEW_PEOPLE", f"{len(rows)} people", expected="at least 4 with weight")
        raise CannotCompute(problem)
    strengths = []
    for _ in range(splits):
        order = rng.permutation(len(rows))
        halves = order[: len(rows) // 2], order[len(rows) // 2 :]
        found = [fit(rows[half], weights[half], rng) for half in halves]
        for half, own, other in zip(halves, found, reversed(found), strict=True):
            strengths.append(_kept_together(own(rows[half]), other(rows[half]), weights[half]))
    return float(np.mean(strengths))


def bic(loglik: float, parameters: int, weights: Floats) -> float:
    """Schwarz's criterion, the smaller the better: -2 log-likelihood plus parameters times log n.

    `loglik`: the total of weight times log-likelihood. n is the effective base, and the log-likelihood is scaled to it
    (for equal weights both are the number of people). R twin: `stats::BIC`; source: Schwarz (1978), Annals of
    Statistics 6.

    >>> round(bic(-100.0, 3, np.ones(50)), 3)
    211.736
    """
    n = effective_base(weights)
    return float(-2 * loglik * n / weights.sum() + parameters * np.log(n))


def icl(loglik: float, parameters: int, posterior: Floats, weights: Floats) -> float:
    """BIC plus twice the entropy of the memberships: prefers segments that people clearly belong to.

    `posterior`: people x segments. R twin: `flexmix::ICL` (there with the hard assignment); source: Biernacki, Celeux &
    Govaert (2000), IEEE Transactions on Pattern Analysis and Machine Intelligence 22.

    >>> round(icl(-100.0, 3, np.full((50, 2), 0.5), np.ones(50)) - bic(-100.0, 3, np.ones(50)), 3)
    69.315
    """
    doubt = -float(weights @ xlogy(posterior, posterior).sum(1)) / float(weights.sum())
    return bic(loglik, parameters, weights) + 2 * doubt * effective_base(weights)


def relative_entropy(posterior: Floats, weights: Floats) -> float:
    """How clearly people belong to segments: 1 when every membership is certain, 0 when all are even.

    `posterior`: people x segments; NaN for one segment. .8 and more is called good. R twin: `tidyLPA` (entropy);
    source: Celeux & Soromenho (1996), Journal of Classification 13.

    >>> relative_entropy(np.array([[1.0, 0.0], [0.5, 0.5]]), np.ones(2))
    0.5
    """
    k = posterior.shape[1]
    if k < 2:
        return float("nan")
    doubt = -float(weights @ xlogy(posterior, posterior).sum(1)) / float(weights.sum())
    return float(1 - doubt / np.log(k))


def _people(weights: Floats, rng: np.random.Generator, most: int) -> Ints:
    there = np.flatnonzero(weights > 0)
    return there if len(there) <= most else np.sort(rng.choice(there, most, replace=False))


def _there(rows: Floats, labels: Ints, weights: Floats) -> tuple[Floats, Ints, Floats]:
    """The people with weight, centred; labels without gaps."""
    counts = weights > 0
    rows, weights = rows[counts], weights[counts]
    return rows - rows.mean(0), np.unique(labels[counts], return_inverse=True)[1].reshape(-1), weights


def _means(rows: Floats, labels: Ints, weights: Floats) -> tuple[Floats, Floats]:
    member = np.eye(int(labels.max()) + 1)[labels] * weights[:, None]
    mass = member.sum(0)
    return member.T @ rows / mass[:, None], mass


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
    k, size = int(own.max()) + 1, int(other.max()) + 1
    place = own * size + other
    table = np.bincount(place, weights, k * size).reshape(k, size)
    squares = np.bincount(place, weights**2, k * size).reshape(k, size)
    pairs = table.sum(1) ** 2 - squares.sum(1)
    members = np.bincount(own, minlength=k) > 1
    return float((((table**2 - squares).sum(1))[members] / pairs[members]).min(initial=1.0))

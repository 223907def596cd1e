"""Would another sample of the same people give the same segments?

Bootstrap samples are segmented from scratch, every solution then sorts everybody, and the sortings are compared in
pairs. Fits are never started from the solution that is being tested: that would flatter it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.agreement import adjusted_rand_of, jaccard_of
from survey_seg.stats.kmeans import Points
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_DRAWN = 3000
BLOCK = 4_000_000
"""Numbers held at once when sortings are compared."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Bootstrap samples of the people: what weighs on each point (samples x points) in each.

    `weights`: counts times weights, what a fit uses. `drawn`: the weights of the different people that were drawn.
    """

    weights: Floats
    drawn: Floats


def bootstrap(points: Points, weights: Floats, *, seed: int, samples: int) -> Samples:
    """Samples of the people, with replacement. `weights`: one per person, as `points` was made from.

    People are drawn with equal chances and carry their weights (count times weight), so a weighted survey's stability
    reflects its smaller effective base. At most MOST_DRAWN people are drawn: with more people the figures are what a
    study of that size would show, so on the safe side. R twin: flexclust::bootFlexclust.
    """
    owner, mass = _people(points, weights)
    total = np.empty((samples, len(points.rows)))
    drawn = np.empty((samples, len(points.rows)))
    for sample in range(samples):
        people = stream(seed, "bootstrap", sample).integers(len(owner), size=min(len(owner), MOST_DRAWN))
        there = np.unique(people)
        drawn[sample] = np.bincount(owner[there], mass[there], len(points.rows))
        total[sample] = np.bincount(owner[people], mass[people], len(points.rows))
    return Samples(total, drawn)


@dataclass(frozen=True, slots=True)
class Halves:
    """Random halves of the people, one split per row.

    `owner` and `mass`: the point and the weight of each person who is drawn; `first`: splits x these people, who is in
    the first half; `weights`: 2 splits x points, what weighs on each point in the first and second half of each split.
    """

    owner: Ints
    mass: Floats
    first: npt.NDArray[np.bool_]
    weights: Floats


def halves(points: Points, weights: Floats, *, seed: int, splits: int) -> Halves:
    """Random halves of the people, to see whether they would be segmented alike. `weights`: one per person.

    Of more than MOST_DRAWN people so many are drawn, the same ones for every split. Who is in which half depends
    neither on the order of people nor on the scale of the weights.
    """
    owner, mass = _people(points, weights)
    if len(owner) > MOST_DRAWN:
        drawn = np.sort(stream(seed, "halves", "people").permutation(len(owner))[:MOST_DRAWN])
        owner, mass = owner[drawn], mass[drawn]
    first = np.zeros((splits, len(owner)), dtype=np.bool_)
    for split in range(splits):
        first[split, stream(seed, "halves", split).permutation(len(owner))[: len(owner) // 2]] = True
    size = len(points.rows)
    total = [np.bincount(owner, mass * half, size) for one in first for half in (one, ~one)]
    return Halves(owner, mass, first, np.array(total, dtype=np.float64))


def pair_agreement(labels: Ints, weights: Floats, k: int) -> Floats:
    """The adjusted Rand index of all pairs of sortings of everybody.

    `labels`: samples x points, 0..k-1; `weights`: of the points, adding up to the number of people. Pairs in the order
    (1, 0), (2, 0), (2, 1), (3, 0)... Pairs share samples, so their spread is not that of independent figures; their
    mean is as good. R twin: flexclust::randIndex.

    >>> pair_agreement(np.array([[0, 0, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1]]), np.ones(4), 2).round(2).tolist()
    [1.0, -0.5, -0.5]
    """
    samples = len(labels)
    tables = np.zeros((samples * k, samples * k))
    size = max(1, BLOCK // (samples * k))
    for first in range(0, labels.shape[1], size):
        block = labels[:, first : first + size]
        member = (block[:, None] == np.arange(k)[:, None]).reshape(samples * k, -1).astype(np.float64)
        tables += (member * weights[first : first + size]) @ member.T
    split = tables.reshape(samples, k, samples, k)
    return np.array([adjusted_rand_of(split[one, :, other]) for one in range(samples) for other in range(one)])


def segment_recovery(found: Ints, drawn: Floats, labels: Ints, k: int) -> Floats:
    """How well each segment is found again: mean Jaccard similarity to the most similar bootstrap segment.

    `found`: samples x points; `drawn`: as in `Samples`; `labels`: 0-based segment of each point in the solution that is
    tested. Compared on the people the sample holds; 0 for a segment of which no sample holds anybody. Below .5 the
    segment dissolves, from .75 it is stable, from .85 highly stable. R twin: fpc::clusterboot; source: Hennig (2007),
    Computational Statistics & Data Analysis 52.

    >>> once = np.array([[0, 0, 1, 1, 1]])
    >>> segment_recovery(once, np.ones((1, 5)), np.array([0, 0, 0, 1, 1]), 2).round(2).tolist()
    [0.67, 0.67]
    """
    similar = np.array(
        [
            jaccard_of(np.bincount(labels * k + again, mass, k * k).astype(np.float64).reshape(k, k))
            for again, mass in zip(found, drawn, strict=True)
        ]
    )
    known = ~np.isnan(similar)
    return np.asarray(np.where(known, similar, 0.0).sum(0) / np.maximum(known.sum(0), 1))


def _people(points: Points, weights: Floats) -> tuple[Ints, Floats]:
    """The point and the weight of each person who counts, in an order that does not depend on the file's."""
    there = points.group >= 0
    owner, mass = points.group[there], weights[there]
    order = np.lexsort((mass, owner))
    return owner[order], mass[order]

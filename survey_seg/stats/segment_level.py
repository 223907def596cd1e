"""Each segment's own record: where its people come from as k grows, how often it is found again, who belongs for sure.

A partition as a whole can be shaky while one of its segments is there at every k and in every sample; that segment may
be the one worth having. Source: Dolnicar & Leisch (2017), Marketing Letters 28.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from survey_seg.stats.agreement import cross_table
from survey_seg.stats.alignment import matching

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

CORE = 0.9
SWING = 0.6
"""Shares of the solutions in which a person keeps the segment: from the first they are at its core, below the second
they swing."""

MOST = 0.7
"""A segment goes over into another when at least this share of its people does."""

LEAST = 0.2
"""Of a segment that splits, the smaller part holds at least this share: less is people at a border."""

STABLE = 0.75
"""Jaccard similarity from which fpc::clusterboot calls a segment stable."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two segments that are one with a segment less: `segments` at k, `into` at k - 1, the smaller share that goes."""

    segments: tuple[int, int]
    into: int
    share: float


@dataclass(frozen=True, slots=True)
class Split:
    """A segment that is two stable ones with a segment more: `segment` at k, `into` at k + 1.

    `share`: of the segment's people in the smaller part. `recovery`: Jaccard similarity of the less stable part.
    """

    segment: int
    into: tuple[int, int]
    share: float
    recovery: float


def flows(partitions: Mapping[int, Ints], weights: Floats) -> dict[int, Floats]:
    """Who goes where as k grows: for each k that has a next one tried, the people by segment at k and at the next.

    `partitions`: k to 0-based labels. The tables (k x next k) sum to the number of people with weight. R twin:
    `flexclust::slsaplot`.

    >>> flows({2: np.array([0, 0, 1]), 3: np.array([0, 2, 1])}, np.ones(3))[2].tolist()
    [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """
    tried = sorted(partitions)
    return {k: cross_table(partitions[k], partitions[after], weights, shape=(k, after)) for k, after in pairwise(tried)}


def stability_across(flow: Floats) -> Floats:
    """How purely each segment of the finer partition comes from one segment of the coarser: SLSA, 0 to 1.

    1 minus the entropy of where its people come from, over the largest possible. 1: all from one segment (the same one
    or a part of it); 0: equal shares from all. NaN for a segment without people, and where there was one segment only.
    `flow`: a table of `flows`. R twin: `flexclust::slsaplot`; source: Dolnicar & Leisch (2017).

    >>> stability_across(np.array([[5.0, 2.0], [0.0, 2.0]])).tolist()
    [1.0, 0.0]
    """
    if len(flow) < 2:
        return np.full(flow.shape[1], np.nan)
    mass = flow.sum(0)
    shares = flow / np.where(mass > 0, mass, np.nan)
    return np.asarray(1 + xlogy(shares, shares).sum(0) / np.log(len(flow)))


def keeps(labels: Ints, replicates: Ints, weights: Floats) -> Floats:
    """For each person the share of the solutions, numbered alike, that put them into their segment (0 to 1).

    `replicates`: solutions x people, bootstrap solutions or near-equivalent ones. From CORE on a person is at the core
    of the segment, below SWING they swing between segments.

    >>> keeps(np.array([0, 0, 1, 1]), np.array([[1, 1, 0, 0], [0, 0, 0, 1]]), np.ones(4)).tolist()
    [1.0, 1.0, 0.5, 1.0]
    """
    k, size = int(labels.max()) + 1, int(replicates.max()) + 1
    kept = np.zeros(len(labels))
    for again in replicates:
        kept += matching(_table(labels, again, weights, (k, size)))[again] == labels
    return kept / len(replicates)


def merge_candidates(flow: Floats) -> list[Merge]:
    """Segments that have been one at the k before: both sent there by most of their people.

    `flow`: people by segment at k - 1 (rows) and at k (columns).

    >>> merge_candidates(np.array([[40.0, 35.0, 0.0], [0.0, 5.0, 50.0]]))
    [Merge(segments=(0, 1), into=0, share=0.875)]
    """
    mass = flow.sum(0)
    share = flow / np.where(mass > 0, mass, 1.0)
    return [
        Merge((one, other), row, float(min(share[row, one], share[row, other])))
        for row in range(len(flow))
        for one, other in _pairs(np.flatnonzero(share[row] >= MOST))
    ]


def split_candidates(flow: Floats, recovery: Floats) -> list[Split]:
    """Segments that are two stable ones at the next k: parts that come from it, together hold it, and are found again.

    `flow`: people by segment at k (rows) and at k + 1 (columns); `recovery`: Jaccard similarity of the segments at
    k + 1 (`stability.segment_recovery`).

    >>> split_candidates(np.array([[40.0, 35.0, 0.0], [0.0, 5.0, 50.0]]), np.array([0.9, 0.8, 0.95]))
    [Split(segment=0, into=(0, 1), share=0.4666666666666667, recovery=0.8)]
    """
    return [split for row in range(len(flow)) for split in _splits(flow, recovery, row)]


def _splits(flow: Floats, recovery: Floats, row: int) -> Iterator[Split]:
    mass, total = flow.sum(0), float(flow[row].sum())
    if total <= 0:
        return
    own = flow[row] / np.where(mass > 0, mass, 1.0)
    parts = np.flatnonzero((own >= MOST) & (flow[row] / total >= LEAST) & (recovery >= STABLE))
    for one, other in _pairs(parts):
        held = flow[row, [one, other]] / total
        if held.sum() >= MOST:
            yield Split(row, (one, other), float(held.min()), float(min(recovery[one], recovery[other])))


def _pairs(numbers: Ints) -> list[tuple[int, int]]:
    return [(int(one), int(other)) for i, one in enumerate(numbers) for other in numbers[i + 1 :]]


def _table(one: Ints, other: Ints, weights: Floats, shape: tuple[int, int]) -> Floats:
    counted = np.bincount(one * shape[1] + other, weights, shape[0] * shape[1])
    return counted.astype(np.float64).reshape(shape)

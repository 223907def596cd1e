"""The same segment under the same number: across seeds, refits and numbers of segments."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from survey_seg.stats.agreement import cross_table

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

TIE = 9
"""Shares of people that are equal to this many decimals are the same: rounding must not decide between equals."""


def numbered_by_size(labels: Ints, weights: Floats) -> Ints:
    """Labels renumbered from 0 by weight, heaviest first; empty numbers are closed up.

    Of two segments of equal weight the one with the lower number stays in front.

    >>> numbered_by_size(np.array([5, 2, 2]), np.ones(3)).tolist()
    [1, 0, 0]
    """
    names, which = np.unique(labels, return_inverse=True)
    mass = np.bincount(which.reshape(-1), weights)
    order = np.lexsort((names, -np.round(mass / mass.sum(), TIE)))
    place = np.empty(len(names), dtype=np.int64)
    place[order] = np.arange(len(names))
    return place[which.reshape(-1)]


def matching(table: Floats) -> Ints:
    """For each column of a cross table the row it corresponds to: one to one, so that most people keep their segment.

    Columns that are left over (more columns than rows) get the numbers after the last row, heaviest first. R twins:
    `clue::solve_LSAP`, `flexclust::relabel`; source: Kuhn (1955), Naval Research Logistics Quarterly 2.

    >>> matching(np.array([[1.0, 8.0, 0.0], [7.0, 0.0, 2.0]])).tolist()
    [1, 0, 2]
    """
    shares = np.round(table / max(float(table.sum()), np.finfo(float).tiny), TIE)
    rows, columns = linear_sum_assignment(shares, maximize=True)
    number = np.full(table.shape[1], -1, dtype=np.int64)
    number[columns] = rows
    spare = np.flatnonzero(number < 0)
    number[spare[np.argsort(-table[:, spare].sum(0), kind="stable")]] = table.shape[0] + np.arange(len(spare))
    return number


def aligned(labels: Ints, reference: Ints, weights: Floats) -> Ints:
    """Labels renamed so that as many people as possible (by weight) carry the number they carry in the reference.

    Both 0-based, one per person. A partition with more segments than the reference gets new numbers for what is left.

    >>> aligned(np.array([1, 1, 0, 2]), np.array([0, 0, 1, 1]), np.ones(4)).tolist()
    [0, 0, 1, 2]
    """
    return matching(cross_table(reference, labels, weights))[labels]


def parents(coarse: Ints, fine: Ints, weights: Floats) -> Ints:
    """For each segment of the finer partition the segment of the coarser one most of its people come from.

    -1 for a segment without people. Both partitions 0-based, one label per person.

    >>> parents(np.array([0, 0, 1, 1]), np.array([0, 2, 1, 1]), np.ones(4)).tolist()
    [0, 1, 0]
    """
    table = cross_table(coarse, fine, weights)
    return np.where(table.sum(0) > 0, table.argmax(0), -1).astype(np.int64)


def numbered_along_k(partitions: dict[int, Ints], weights: Floats) -> dict[int, Ints]:
    """Partitions into ever more segments, numbered so that a segment keeps its number as long as it lives.

    The smallest k is numbered by size; each next partition is aligned to the one before it, and what is new gets the
    next number. Every partition still uses the numbers 0 to k - 1.

    >>> three = numbered_along_k({2: np.array([1, 1, 1, 0]), 3: np.array([0, 0, 2, 1])}, np.ones(4))
    >>> three[2].tolist(), three[3].tolist()
    ([0, 0, 0, 1], [0, 0, 2, 1])
    """
    done: dict[int, Ints] = {}
    before: Ints | None = None
    for k in sorted(partitions):
        before = aligned(partitions[k], before, weights) if before is not None else None
        before = numbered_by_size(partitions[k], weights) if before is None else before
        done[k] = before
    return done

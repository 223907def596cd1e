"""Which few columns say most of what many columns say: greedy pursuit for several responses at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.weights import weighted_covariance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SMALLEST = 1e-9
"""A column of whose variance the columns taken so far leave less than this is told by them; less gain is none."""

CONSTANT = 1e-7
"""A column with a standard deviation below this share of the largest is a constant."""

TIED = 1e-9
"""Gains that differ by less than this share are equal."""

BATCH = 2e7
"""Numbers of second moments that are held at once."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is decided before the search: groups taken `first`, groups taken `never`, and the `cost` of each group.

    Without `cost` all groups cost 1. Gains are compared per cost.
    """

    first: tuple[int, ...] = ()
    never: tuple[int, ...] = ()
    cost: tuple[float, ...] = ()


FREE = Terms()


def pursue(
    columns: Floats, targets: Floats, weights: Floats, groups: Sequence[int], most: int, *, terms: Terms = FREE
) -> tuple[int, ...]:
    """The order in which groups of columns tell most about the targets, at most `most` of them.

    Question: if only m questions may be asked, which? Each step takes the group that, fitted by least squares together
    with those taken so far, leaves least of all targets together unexplained (per cost). With soft memberships as
    targets this picks questions that separate segments where they border on each other.

    Shapes: `columns` people x p without blanks, `targets` people x k, `groups` the group of each column (0, 1, ...;
    the columns of one nominal question share a group). Only weighted second moments are used, so the units of the
    columns do not matter. Equal gains go to the group that comes first; groups that add nothing are left out, unless
    they are to be taken first.

    No R twin. Source: Cotter, Rao, Engan & Kreutz-Delgado (2005), IEEE Transactions on Signal Processing 53, 2477-2488
    (order recursive matching pursuit with multiple measurement vectors).

    >>> x = np.array([[0.0, 1.0], [0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    >>> pursue(x, x[:, :1], np.ones(4), (0, 1), 2)
    (0,)
    >>> pursue(x, x[:, :1], np.ones(4), (0, 1), 2, terms=Terms(first=(1,)))
    (1, 0)
    """
    moments = weighted_covariance(np.column_stack([columns, targets]), weights)
    order = _forward(moments[None], columns.shape[1], groups, most, terms)[0]
    return tuple(order[order >= 0].tolist())


def pursue_samples(
    columns: Floats, targets: Floats, weights: Floats, groups: Sequence[int], most: int, *, terms: Terms = FREE
) -> Ints:
    """The same search for many sets of weights at once: sets x `most` groups, -1 where nothing more was taken.

    Question: would other people of the same kind have led to other questions? `weights`: sets x people, for example
    how often each person is in each bootstrap sample. The second moments of all sets are one product of matrices.

    >>> x = np.array([[0.0, 1.0], [0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    >>> pursue_samples(x, x[:, :1], np.ones((3, 4)), (0, 1), 1).tolist()
    [[0], [0], [0]]
    """
    everything = np.column_stack([columns, targets])
    everything = everything - everything.mean(axis=0)
    width = everything.shape[1]
    size = max(1, int(BATCH // width**2))
    share = weights / weights.sum(axis=1, keepdims=True)
    found = []
    for start in range(0, len(share), size):
        some = share[start : start + size]
        mean = some @ everything
        moments = np.empty((len(some), width, width))
        for place in range(width):
            rest = some @ (everything[:, place:] * everything[:, place, None])
            moments[:, place, place:] = moments[:, place:, place] = rest
        moments -= mean[:, :, None] * mean[:, None, :]
        found.append(_forward(moments, columns.shape[1], groups, most, terms))
    return np.concatenate(found)


def _forward(moments: Floats, p: int, groups: Sequence[int], most: int, terms: Terms) -> Ints:
    """Groups in the order taken, for each set of second moments (columns first, then targets)."""
    among, towards, total = _standardised(moments, p)
    members = _members(groups)
    cost = np.array(terms.cost or np.ones(len(members)))
    free = np.ones((len(moments), len(members)), dtype=bool)
    free[:, list(terms.never)] = False
    order = np.full((len(moments), min(most, len(members))), -1, dtype=np.int64)
    every = np.arange(len(moments))
    for step in range(order.shape[1]):
        gains = np.where(free, _gains(among, towards, members), -1.0)
        forced = [group for group in terms.first if group not in order[0, :step]]
        if forced:
            wanted = np.zeros(len(members), dtype=bool)
            wanted[forced] = True
            gains = np.where(wanted, np.maximum(gains, 0.0) + SMALLEST * total[:, None], -1.0)
        gains = gains / cost
        best = (gains >= gains.max(axis=1, keepdims=True) * (1 - TIED)).argmax(axis=1)
        useful = gains[every, best] * cost[best] > SMALLEST * total * (0 if forced else 1)
        if not useful.any():
            break
        order[useful, step] = best[useful]
        free[every, best] = False
        for column in members[best].T:
            _sweep(among, towards, np.where(useful, column, -1))
    return order


def _standardised(moments: Floats, p: int) -> tuple[Floats, Floats, Floats]:
    """Correlations of the columns, their covariances with the targets, and the variance of all targets, by set."""
    spread = np.sqrt(np.maximum(np.einsum("sii->si", moments)[:, :p], 0.0))
    smallest = CONSTANT * np.maximum(spread.max(axis=1, keepdims=True, initial=0.0), 1e-300)
    unit = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > smallest)
    among = moments[:, :p, :p] * unit[:, :, None] * unit[:, None, :]
    return among, moments[:, :p, p:] * unit[:, :, None], np.einsum("sii->s", moments[:, p:, p:])


def _members(groups: Sequence[int]) -> Ints:
    """The columns of each group, filled up with -1: groups x the most columns a group has."""
    of = np.asarray(groups)
    own = [np.flatnonzero(of == group) for group in range(int(of.max()) + 1)]
    members = np.full((len(own), max(map(len, own))), -1, dtype=np.int64)
    for group, columns in enumerate(own):
        members[group, : len(columns)] = columns
    return members


def _gains(among: Floats, towards: Floats, members: Ints) -> Floats:
    """How much of all targets each group would explain beyond what is explained, sets x groups."""
    level = np.einsum("sii->si", among)
    alone = np.divide(np.square(towards).sum(axis=2), level, out=np.zeros(level.shape), where=level > SMALLEST)
    gains: Floats = alone[:, members[:, 0]]
    for group in np.flatnonzero((members >= 0).sum(axis=1) > 1):
        own = members[group][members[group] >= 0]
        inner, outer = among[:, own[:, None], own], towards[:, own]
        gains[:, group] = 0.0
        for column in range(len(own)):
            pivot = inner[:, column, column]
            gain = np.square(outer[:, column]).sum(axis=1)
            gains[:, group] += np.divide(gain, pivot, out=np.zeros(len(gain)), where=pivot > SMALLEST)
            _sweep(inner, outer, np.full(len(inner), column))
    return gains


def _sweep(among: Floats, towards: Floats, column: Ints) -> None:
    """Take what one column (of each set; -1 is none) tells out of the moments, in place."""
    every = np.arange(len(column))
    row = among[every, column].copy()
    pivot = row[every, column]
    use = (column >= 0) & (pivot > SMALLEST)
    share = row * np.divide(1.0, pivot, out=np.zeros(len(pivot)), where=use)[:, None]
    towards -= share[:, :, None] * towards[every, column][:, None, :]
    among -= share[:, :, None] * row[:, None, :]

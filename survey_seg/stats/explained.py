"""How much of an outcome a split of people explains, judged on people whose outcome it has not seen.

A split is never asked about the people its means were learnt from: people lie in folds, and each fold is foretold from
the others. A split that was itself chosen to explain the outcome is chosen anew for each fold, so the choice flatters
nothing. What is explained is the share of squared error that the split takes from a forecast by the overall mean: for
a number the held-out twin of eta squared, for categories (one 0/1 column each) that of Goodman and Kruskal's tau.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEVEL = 0.95

SMALLEST = 0.02
"""Share of people below which a group of a chosen split is not cut off."""

ROUNDING = 1e-12
"""A gain of less than this share of all squared differences is none."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something to split people by: `bins` from 0 to count - 1 per person; `ordered` ones are cut at one place only."""

    bins: Ints
    count: int
    ordered: bool

    def of(self, people: Ints | Flags) -> Feature:
        """The same for some of the people."""
        return Feature(self.bins[people], self.count, self.ordered)


@dataclass(frozen=True, slots=True)
class Cut:
    """One step of a split: of the people in `group`, those whose bin is not among `stay` leave for a new group."""

    group: int
    feature: int
    stay: Flags


@dataclass(frozen=True, slots=True)
class Explained:
    """A share with its interval; all NaN where nothing differs or fewer than two people are there."""

    share: float
    low: float
    high: float


def split(y: Floats, features: Sequence[Feature], weights: Floats, k: int) -> tuple[Cut, ...]:
    """The split of people into at most k groups by these features that explains most, cut by cut.

    `y`: people x columns. Each cut is the one that takes most squared error away (best first), and leaves no group
    with less than 2 % of the weight. Categories without an order are ordered by the outcome (Fisher's way). R twin:
    `rpart::rpart` pruned to k leaves; source: Breiman, Friedman, Olshen & Stone (1984).

    >>> y = np.array([[0.0], [0.0], [5.0], [9.0]])
    >>> cuts = split(y, [Feature(np.array([0, 0, 1, 2]), 3, ordered=True)], np.ones(4), 2)
    >>> groups_of(cuts, [Feature(np.array([2, 1, 0]), 3, ordered=True)]).tolist()
    [1, 1, 0]
    """
    group = np.zeros(len(y), dtype=np.int64)
    total = float(weights.sum())
    centred = y - weights @ y / total if total > 0 else y
    least, smallest = ROUNDING * float(weights @ np.square(centred).sum(1)), SMALLEST * total
    cuts: list[Cut] = []
    offers = {0: _best_cut(centred, features, weights, smallest)}
    while offers and len(cuts) < k - 1:
        where = max(offers, key=lambda place: (offers[place][0], -place))
        gain, feature, stay = offers.pop(where)
        if gain <= least:
            break
        cuts.append(Cut(where, feature, stay))
        leaving = (group == where) & ~stay[features[feature].bins]
        group[leaving] = len(cuts)
        for place in (where, len(cuts)):
            own = np.flatnonzero(group == place)
            part = [one.of(own) for one in features]
            offers[place] = _best_cut(centred[own], part, weights[own], smallest)
    return tuple(cuts)


def groups_of(cuts: Sequence[Cut], features: Sequence[Feature]) -> Ints:
    """The group of each person under a split: 0 to the number of cuts."""
    group = np.zeros(len(features[0].bins) if features else 0, dtype=np.int64)
    for number, cut in enumerate(cuts, start=1):
        leaving = (group == cut.group) & ~cut.stay[features[cut.feature].bins]
        group[leaving] = number
    return group


def held_out_error(y: Floats, groups: Ints, weights: Floats, folds: Ints) -> Floats:
    """The squared error of each person when foretold by the mean of their group in the other folds.

    `y`: people x columns; `groups` and `folds`: whole numbers from 0. Where nobody of a group is in the other folds
    the overall mean is taken. One group for all is the forecast by the overall mean.

    >>> held_out_error(np.array([[1.0], [3.0], [5.0]]), np.zeros(3, dtype=np.int64), np.ones(3), np.arange(3)).tolist()
    [9.0, 0.0, 9.0]
    """
    k, parts = int(groups.max(initial=0)) + 1, int(folds.max(initial=0)) + 1
    cell = groups * parts + folds
    mass = _others(cell, weights, (k, parts))
    error = np.zeros(len(y))
    for column in y.T:
        sums = _others(cell, weights * column, (k, parts))
        known = mass > ROUNDING * max(float(weights.sum()), 1e-300)
        overall = sums.sum(0) / np.where(mass.sum(0) > 0, mass.sum(0), 1.0)
        means = np.where(known, sums / np.where(known, mass, 1.0), overall)
        error += np.square(column - means[groups, folds])
    return error


def best_split(y: Floats, choices: Sequence[Sequence[Feature]], weights: Floats, k: int) -> tuple[int, tuple[Cut, ...]]:
    """Which set of features allows the split into k groups that explains most, and that split.

    >>> y = np.array([[0.0], [0.0], [1.0], [1.0]])
    >>> sets = [[Feature(np.array([0, 1, 0, 1]), 2, ordered=True)], [Feature(np.array([0, 0, 1, 1]), 2, ordered=True)]]
    >>> best_split(y, sets, np.ones(4), 2)[0]
    1
    """
    cuts = [
        split(y, features, weights, k) if len(features) > 1 else _split_by_one(y, features[0], weights, k)
        for features in choices
    ]
    left = [_error_within(y, groups_of(cut, features), weights) for cut, features in zip(cuts, choices, strict=True)]
    best = min(range(len(choices)), key=lambda place: left[place])
    return best, cuts[best]


def held_out_split(y: Floats, choices: Sequence[Sequence[Feature]], weights: Floats, folds: Ints, k: int) -> Floats:
    """The forecast of each person by the best split of k groups that was chosen in the other folds: people x columns.

    `choices`: sets of features; which set serves is chosen in the other folds, too.
    """
    forecast = np.zeros(y.shape)
    for fold in np.unique(folds):
        inside = folds == fold
        seen = [[one.of(~inside) for one in features] for features in choices]
        choice, cuts = best_split(y[~inside], seen, weights[~inside], k)
        group = groups_of(cuts, choices[choice])
        means = _means(y[~inside], group[~inside], weights[~inside], len(cuts) + 1)
        forecast[inside] = means[group[inside]]
    return forecast


def explained(error: Floats, alone: Floats, weights: Floats) -> Explained:
    """The share of squared error that a split takes from a forecast by the overall mean, with a 95 % interval.

    `error`, `alone`: squared errors per person with the split and without. The interval is that of a ratio of two
    weighted sums, linearised (each person pulls by their weight). Below zero: worse than the overall mean.

    >>> found = explained(np.array([0.0, 1.0, 0.0, 1.0]), np.array([2.0, 2.0, 2.0, 2.0]), np.ones(4))
    >>> found.share
    0.75
    """
    return explains_more(error, alone, alone, weights)


def explains_more(error: Floats, other: Floats, alone: Floats, weights: Floats) -> Explained:
    """By how much one split explains more than another (as shares), with the 95 % interval of the difference.

    Both are judged on the same people, so what moves them together does not widen the interval.
    """
    there = weights > 0
    n, total = int(there.sum()), float(weights @ alone)
    if n < 2 or total <= 0:
        return Explained(float("nan"), float("nan"), float("nan"))
    share = float(weights @ (other - error)) / total
    pull = weights * (other - error - share * alone) / total
    half = float(stdtrit(n - 1, (1 + LEVEL) / 2)) * float(np.sqrt(n / (n - 1) * np.square(pull[there]).sum()))
    return Explained(share, max(share - half, -1.0), min(share + half, 1.0))


def share_explained(y: Floats, groups: Ints, weights: Floats) -> float:
    """The share of the squared differences that lies between groups, on the people themselves: 0 to 1.

    Eta squared for one column, Goodman and Kruskal's tau for the 0/1 columns of categories (`groups` explain them);
    NaN where nothing differs. R twins: `summary(lm(y ~ factor(g)))$r.squared`, `DescTools::GoodmanKruskalTau`.

    >>> y = np.array([[1.0], [2], [3], [5], [6], [7]])
    >>> round(share_explained(y, np.array([0, 0, 0, 1, 1, 1]), np.ones(6)), 4)
    0.8571
    """
    whole = float(weights @ np.square(y - weights @ y / weights.sum()).sum(1))
    scale = float(weights @ np.square(y).sum(1))
    if whole <= ROUNDING * scale:
        return float("nan")
    return 1 - _error_within(y, groups, weights) / whole


def _split_by_one(y: Floats, feature: Feature, weights: Floats, k: int) -> tuple[Cut, ...]:
    """The split by one feature, found on its bins instead of on people: only the bins' means matter."""
    mass: Floats = np.bincount(feature.bins, weights, feature.count).astype(np.float64)
    means = _means(y, feature.bins, weights, feature.count)
    return split(means, [Feature(np.arange(feature.count), feature.count, feature.ordered)], mass, k)


def _others(cell: Ints, values: Floats, shape: tuple[int, int]) -> Floats:
    """Sums over the people of a group who are in the other folds: groups x folds."""
    own = np.bincount(cell, values, shape[0] * shape[1]).reshape(shape)
    others: Floats = (own.sum(1, keepdims=True) - own).astype(np.float64)
    return others


def _error_within(y: Floats, groups: Ints, weights: Floats) -> float:
    own = _means(y, groups, weights, int(groups.max(initial=0)) + 1)[groups]
    return float(weights @ np.square(y - own).sum(1))


def _means(y: Floats, groups: Ints, weights: Floats, k: int) -> Floats:
    """The mean of each group (k x columns), the overall mean where a group is empty."""
    total = float(weights.sum())
    mass = np.bincount(groups, weights, k)
    sums = np.column_stack([np.bincount(groups, weights * column, k) for column in y.T])
    overall = weights @ y / total if total > 0 else np.zeros(y.shape[1])
    means: Floats = np.where(mass[:, None] > 0, sums / np.where(mass > 0, mass, 1.0)[:, None], overall)
    return means


def _best_cut(y: Floats, features: Sequence[Feature], weights: Floats, smallest: float) -> tuple[float, int, Flags]:
    """The gain of the best cut of one group, the feature it cuts, and the bins that stay."""
    best: tuple[float, int, Flags] = (0.0, 0, np.ones(0, dtype=np.bool_))
    total = float(weights.sum())
    if total <= 0 or total < 2 * smallest:
        return best
    for number, feature in enumerate(features):
        mass: Floats = np.bincount(feature.bins, weights, feature.count).astype(np.float64)
        sums: Floats = np.column_stack([np.bincount(feature.bins, weights * column, feature.count) for column in y.T])
        gain, stay = _best_place(mass, sums, _order(mass, sums, ordered=feature.ordered), smallest)
        if gain > best[0] * (1 + ROUNDING):
            best = (gain, number, stay)
    return best


def _order(mass: Floats, sums: Floats, *, ordered: bool) -> Ints:
    """The order of the bins in which one place is cut; unordered ones along what sets their means apart most."""
    if ordered:
        return np.arange(len(mass))
    means = sums / np.where(mass > 0, mass, 1.0)[:, None]
    if means.shape[1] == 1:
        return np.argsort(means[:, 0], kind="stable")
    centred = np.where(mass[:, None] > 0, means - sums.sum(0) / mass.sum(), 0.0)
    main = np.linalg.eigh((centred * mass[:, None]).T @ centred)[1][:, -1]
    main = main * (1.0 if main[np.abs(np.round(main, 9)).argmax()] >= 0 else -1.0)
    return np.argsort(centred @ main, kind="stable")


def _best_place(mass: Floats, sums: Floats, order: Ints, smallest: float) -> tuple[float, Flags]:
    left_mass, left = mass[order].cumsum(), sums[order].cumsum(axis=0)
    right_mass = left_mass[-1] - left_mass
    fine = np.flatnonzero((left_mass >= smallest) & (right_mass >= smallest))
    stay = np.zeros(len(mass), dtype=np.bool_)
    if not len(fine):
        return 0.0, stay
    near, far = left[fine], left[-1] - left[fine]
    between = (near * near).sum(1) / left_mass[fine] + (far * far).sum(1) / right_mass[fine]
    best = int(between.argmax())
    stay[order[: fine[best] + 1]] = True
    return float(between[best]) - float((left[-1] * left[-1]).sum() / left_mass[-1]), stay

"""Weighted k-means that finds the same best partition however the answers are coded.

Everything is done for many starts at once: one matrix product gives the distances of every person to every centroid of
every start. People who answer alike are collapsed to one point that carries their weights, and points are put in an
order that depends neither on the order of the rows or columns nor on which end of a scale is called high. The same
seed therefore starts from the same people, whether a file says Yes/No, 1/0 or 1/2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.floating[Any]]

DECIMALS = 12
"""Answers are compared to this many decimals: sums in another order differ beyond them."""

BLOCK = 200_000
"""Most distances held at once (points x centroids): what fits a processor's cache."""

SHRINK = 0.9
"""Starting centroids are people moved a little to the mean: with yes/no answers whole groups are equally far from two
people, and rounding would decide."""

MOST_ROUNDS = 300
GAIN = 1e-10
ROUNDING = 1e-13
"""Sums of squares closer than the first share of themselves, or the second of the total, are the same: with as many
groups as answer patterns nothing is left within, and what the sums say is rounding."""

SHORT = 8
KEPT = 8
PATIENCE = 2
"""Steps that every start gets before the best are picked; solutions that are worked on at once; rounds without gain
after which the search ends. With the McDonald's data (1,453 people, 11 yes/no items, 4 groups) one start in a hundred
finds the best; this search found it for every seed tried."""


@dataclass(frozen=True, slots=True)
class Points:
    """The distinct answer patterns of the people who count.

    `rows`: points x items, centred at the weighted mean. `weights`: how much stands on each point. `centre`: the mean.
    `group`: the point of each person; -1 for people of weight zero.
    """

    rows: Floats
    weights: Floats
    centre: Floats
    group: Ints


@dataclass(frozen=True, slots=True)
class Clusters:
    """Points in k groups: `labels` of the points, `centroids` (k x items, centred), weighted within sum of squares."""

    labels: Ints
    centroids: Floats
    within_ss: float


def distinct_points(matrix: Floats, weights: Floats) -> Points:
    """The distinct rows of a matrix with the weight that stands on each, in an order of their own.

    People of weight zero are left out. Shapes: `matrix` people x items, `weights` one per person.

    >>> points = distinct_points(np.array([[0.0], [1.0], [1.0]]), np.ones(3))
    >>> points.weights.tolist(), points.group.tolist()
    ([2.0, 1.0], [1, 0, 0])
    """
    counts = weights > 0
    if not counts.any():
        raise CannotCompute(Problem("KMEANS_NO_PEOPLE", "nobody has a weight above zero"))
    there, mass = matrix[counts], weights[counts]
    centre = mass @ there / mass.sum()
    centred = np.round(there - centre, DECIMALS) + 0.0
    rows, inverse = np.unique(centred, axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    summed = np.bincount(inverse, mass, len(rows)).astype(np.float64)
    order = _own_order(rows, summed)
    place = np.empty(len(rows), dtype=np.int64)
    place[order] = np.arange(len(rows))
    group = np.full(len(matrix), -1, dtype=np.int64)
    group[counts] = place[inverse]
    return Points(rows=rows[order], weights=summed[order], centre=centre, group=group)


def _own_order(rows: Floats, weights: Floats) -> Ints:
    """An order that survives permuted columns and turned items: by distance from the centre, then by shape."""
    covariance = (rows * weights[:, None]).T @ rows / weights.sum()
    keys = [(rows**2).sum(1), np.einsum("ij,jk,ik->i", rows, covariance, rows), (np.abs(rows) ** 3).sum(1)]
    return np.lexsort([*np.abs(rows.T), *(np.round(key, 9) for key in reversed(keys))]).astype(np.int64)


def kmeans(points: Points, k: int, rng: np.random.Generator, *, starts: int = 100) -> Clusters:
    """The best partition into k groups that many starts and a search around the best of them find.

    Starts from people (k-means++), a few steps for all, the best to convergence; then single people are moved as long
    as that lowers the within sum of squares (Hartigan), and centroids of good solutions are put elsewhere until that
    has not helped twice in a row. Groups are numbered by weight, heaviest first. R twin: stats::kmeans(nstart = 100);
    source: Hartigan & Wong (1979), Applied Statistics 28.

    Raises CannotCompute when there are fewer distinct answer patterns than groups.

    >>> points = distinct_points(np.array([[0.0], [0.1], [1.0], [0.9], [0.95]]), np.ones(5))
    >>> best = kmeans(points, 2, np.random.default_rng(1))
    >>> best.labels[points.group].tolist(), round(best.within_ss, 6)
    ([1, 1, 0, 0, 0], 0.01)
    """
    _check(points, k)
    if k == 1:
        return _numbered(points, np.zeros(len(points.rows), dtype=np.int64), k)
    desk = _desk(points.rows, points.weights)
    good = _polished(points, _several(desk, _people(desk, k, rng, starts), SHORT, KEPT))
    idle = 0
    while idle < PATIENCE:
        tried = _several(desk, _swapped(points, good, rng, max(1, starts // 2)), SHORT, KEPT // 2)
        better = _best(_joined([good, _polished(points, tried)]), KEPT)
        idle = 0 if better.within[0] < good.within[0] - _least(points, good.within[:1]) else idle + 1
        good = better
    return _numbered(points, good.labels[0].astype(np.int64), k)


def quick_kmeans(points: Points, weights: Floats, k: int, rng: np.random.Generator, *, starts: int = 10) -> Floats:
    """Centroids (k x items, centred) of a partition under other weights: the fit that bootstrap samples get.

    `weights` (one per point) may be zero. All starts take six steps, the best four go to convergence; in single
    precision, because a bootstrap sample is a rough copy anyhow.
    """
    there = weights > 0
    desk = _desk(points.rows[there].astype(np.float32), weights[there].astype(np.float32))
    found = _several(desk, _people(desk, k, rng, starts), 6, 4)
    return found.centroids[:, 0].astype(np.float64)


def nearest(rows: Floats, centroids: Floats) -> Ints:
    """The nearest centroid of each row (0-based); of two that are equally near, the first.

    >>> nearest(np.array([[0.1], [0.8]]), np.array([[0.0], [1.0]])).tolist()
    [0, 1]
    """
    score = centroids @ rows.T - 0.5 * (centroids**2).sum(1)[:, None]
    best: Ints = score.argmax(0).astype(np.int64)
    return best


def _check(points: Points, k: int) -> None:
    if k < 1 or k > len(points.rows):
        raise CannotCompute(
            Problem(
                "KMEANS_TOO_MANY_GROUPS",
                f"{k} groups were asked for, and there are {len(points.rows)} different answer patterns",
                expected=f"1 to {len(points.rows)} groups",
            )
        )


@dataclass(frozen=True, slots=True)
class _Desk:
    """Points and weights as the steps need them: with the column of ones that carries norms and counts.

    `squares`: of the distance of each point from the centre; `total`: their weighted sum.
    """

    rows: Numbers
    weights: Numbers
    squares: Numbers
    total: float
    with_ones: Numbers
    weighed: Numbers


def _desk(rows: Numbers, weights: Numbers) -> _Desk:
    squares = (rows**2).sum(1)
    with_ones = np.concatenate([rows, np.ones((len(rows), 1), dtype=rows.dtype)], axis=1)
    weighed = with_ones * weights[:, None]
    return _Desk(rows, weights, squares, float(squares @ weights), with_ones.T.copy(), weighed)


@dataclass(frozen=True, slots=True)
class _Solutions:
    """Several solutions: labels (solutions x points), centroids (k x solutions x items), within sums of squares.

    Steps of k-means keep no labels (solutions x 0); solutions that were polished have them.
    """

    labels: npt.NDArray[np.int8]
    centroids: Numbers
    within: Numbers

    def only(self, chosen: Ints) -> _Solutions:
        return _Solutions(self.labels[chosen], self.centroids[:, chosen], self.within[chosen])


def _joined(found: list[_Solutions]) -> _Solutions:
    return _Solutions(
        np.concatenate([one.labels for one in found]),
        np.concatenate([one.centroids for one in found], axis=1),
        np.concatenate([one.within for one in found]),
    )


def _best(found: _Solutions, keep: int) -> _Solutions:
    """The best different solutions, best first; sums that differ only by rounding count as one solution."""
    order = np.argsort(np.round(found.within / max(float(found.within.max()), 1e-300), 11), kind="stable")
    ordered = found.within[order]
    new = np.concatenate([[True], np.diff(ordered) > GAIN * np.abs(ordered[1:])])
    return found.only(order[new][:keep])


def _people(desk: _Desk, k: int, rng: np.random.Generator, starts: int) -> Numbers:
    """Starting centroids, k x starts x items: people drawn in proportion to weight and to squared distance."""
    chosen = np.empty((k, starts), dtype=np.int64)
    draws = rng.random((k, starts))
    mass = np.cumsum(desk.weights)
    last = len(mass) - 1
    chosen[0] = np.minimum(np.searchsorted(mass, draws[0] * mass[-1], side="right"), last)
    far = np.full((starts, len(mass)), np.inf, dtype=desk.rows.dtype)
    distance = np.empty_like(far)
    for j in range(1, k):
        before = chosen[j - 1]
        to = np.concatenate([-2 * desk.rows[before], desk.squares[before][:, None]], axis=1)
        np.matmul(to, desk.with_ones, out=distance)
        distance += desk.squares
        np.minimum(far, np.maximum(distance, 0, out=distance), out=far)
        far[np.arange(starts), before] = 0
        reach = np.cumsum(np.multiply(far, desk.weights, out=distance), axis=1, out=distance)
        chosen[j] = (reach > draws[j][:, None] * reach[:, -1:]).argmax(1)
    return desk.rows[chosen] * desk.rows.dtype.type(SHRINK)


def _several(desk: _Desk, centroids: Numbers, short: int, keep: int) -> _Solutions:
    """A few steps from every start, then the best `keep` different ones to convergence."""
    size = max(1, BLOCK // (len(desk.rows) * len(centroids)))
    begun = [_lloyd(desk, centroids[:, i : i + size], short) for i in range(0, centroids.shape[1], size)]
    return _best(_lloyd(desk, _best(_joined(begun), keep).centroids, MOST_ROUNDS), keep)


def _lloyd(desk: _Desk, centroids: Numbers, rounds: int) -> _Solutions:
    """Steps of k-means from every start at once, each until nobody moves or for a number of rounds."""
    k, starts, items = centroids.shape
    people = len(desk.rows)
    found, within, active = centroids.copy(), np.empty(starts), np.arange(starts)
    space = np.empty((k + 2) * starts * people, dtype=centroids.dtype)  # new memory at every step costs more than sums
    now = np.concatenate([centroids, np.empty((k, starts, 1), dtype=centroids.dtype)], axis=2)
    before = np.full_like(now, np.nan)
    for step in range(1, rounds + 1):
        now[:, :, -1] = np.square(now[:, :, :-1]).sum(2) * now.dtype.type(-0.5)
        layers = space[: (k + 2) * len(active) * people].reshape(k + 2, len(active), people)
        score, best, count = layers[:k], layers[k], layers[k + 1]
        np.matmul(now.reshape(-1, items + 1), desk.with_ones, out=score.reshape(-1, people))
        score.max(0, out=best)
        _only_highest(score, best, count)
        sums = (score.reshape(-1, people) @ desk.weighed).reshape(now.shape)
        moved = (sums != before).any((0, 2))
        _means(desk, sums, best, now[:, :, :-1])
        if step == rounds or not moved.all():
            ends = ~moved | (step == rounds)
            within[active[ends]] = desk.total - 2 * best[ends] @ desk.weights
            found[:, active[ends]] = now[:, ends, :-1]
            active, now, sums = active[~ends], now[:, ~ends], sums[:, ~ends]
            if not len(active):
                break
        before = sums
    return _Solutions(np.empty((starts, 0), dtype=np.int8), found, within)


def _only_highest(score: Numbers, best: Numbers, count: Numbers) -> None:
    """Scores (k layers) become 1 in the layer that is highest at each place, the first of equals, and 0 elsewhere.

    `count`: a layer to count the highest in.
    """
    np.equal(score, best, out=score)
    if score.sum(0, out=count).max() > 1:
        taken = score[0].copy()
        for layer in score[1:]:
            layer[taken > 0] = 0
            taken += layer


def _means(desk: _Desk, sums: Numbers, best: Numbers, out: Numbers) -> None:
    """Weighted means of the groups of every start; an empty group moves to the person farthest from everything."""
    mass = sums[:, :, -1:]
    if mass.min() > 0:
        np.divide(sums[:, :, :-1], mass, out=out)
        return
    np.divide(sums[:, :, :-1], np.where(mass > 0, mass, 1), out=out)
    for start in np.flatnonzero((mass <= 0).any((0, 2))):
        empty = np.flatnonzero(mass[:, start, 0] <= 0)
        distance = np.round(desk.squares - 2 * best[start], 6)
        out[empty, start] = desk.rows[np.argsort(-distance, kind="stable")[: len(empty)]]


def _swapped(points: Points, good: _Solutions, rng: np.random.Generator, count: int) -> Numbers:
    """New starts: good solutions with one centroid put on some person instead."""
    k, solutions, _ = good.centroids.shape
    centroids = good.centroids[:, rng.integers(solutions, size=count)].copy()
    mass = np.cumsum(points.weights)
    person = np.searchsorted(mass, rng.random(count) * mass[-1], side="right")
    centroids[rng.integers(k, size=count), np.arange(count)] = points.rows[np.minimum(person, len(mass) - 1)]
    return centroids


def _polished(points: Points, found: _Solutions) -> _Solutions:
    """Move one point at a time, always the one that helps most, until no move lowers the within sum of squares."""
    centroids, within = found.centroids.astype(np.float64), found.within.copy()
    labels = np.stack([nearest(points.rows, centroids[:, one]) for one in range(len(within))])
    mass = ((labels[None] == np.arange(len(centroids))[:, None, None]) * points.weights).sum(2)
    active = np.arange(len(labels))
    least = _least(points, within)
    for _ in range(len(points.rows)):
        point, target, change = _best_move(points, labels[active], centroids[:, active], mass[:, active])
        helps = change < -least
        active, point, target = active[helps], point[helps], target[helps]
        if not len(active):
            break
        weight, rows, source = points.weights[point], points.rows[point], labels[active, point]
        for group, sign in ((source, -1.0), (target, 1.0)):
            new = mass[group, active] + sign * weight
            centroids[group, active] += sign * (weight / new)[:, None] * (rows - centroids[group, active])
            mass[group, active] = new
        labels[active, point] = target
        within[active] += change[helps]
    return _best(_Solutions(labels.astype(np.int8), centroids, within), len(within))


def _least(points: Points, within: Numbers) -> float:
    """The gain of a sum of squares that is more than rounding."""
    return max(GAIN * float(within.max()), ROUNDING * float((points.rows**2).sum(1) @ points.weights))


def _best_move(points: Points, labels: Ints, centroids: Numbers, mass: Floats) -> tuple[Ints, Ints, Floats]:
    """For each solution the point whose move lowers the sum of squares most, where to, and by how much."""
    k, solutions, items = centroids.shape
    distance = -2 * (centroids.reshape(-1, items) @ points.rows.T).reshape(k, solutions, -1)
    distance += (points.rows**2).sum(1) + (centroids**2).sum(2)[:, :, None]
    own = np.take_along_axis(distance, labels[None], 0)[0]
    left = np.take_along_axis(mass, labels.T, 0).T - points.weights
    alone = left <= GAIN * mass.sum(0)[:, None]
    leaving = np.where(alone, 0.0, own * (1 + points.weights / np.where(alone, 1.0, left)))
    joining = distance * (mass[:, :, None] / (mass[:, :, None] + points.weights))
    np.put_along_axis(joining, labels[None], np.inf, 0)
    target = joining.argmin(0)
    change = points.weights * (np.take_along_axis(joining, target[None], 0)[0] - leaving)
    point = change.argmin(1)
    each = np.arange(solutions)
    return point, target[each, point], change[each, point]


def _numbered(points: Points, labels: Ints, k: int) -> Clusters:
    """Groups numbered by weight; of equally heavy ones the one nearer the centre comes first."""
    member = (labels == np.arange(k)[:, None]) * points.weights
    mass = member.sum(1)
    centroids = member @ points.rows / mass[:, None]
    norm = (centroids**2).sum(1)
    order = np.lexsort([*np.abs(centroids.T), np.round(norm, 9), -np.round(mass / mass.sum(), 11)])
    place = np.argsort(order)
    spread = ((points.rows - centroids[labels]) ** 2).sum(1) @ points.weights
    return Clusters(place[labels].astype(np.int64), centroids[order], float(spread))

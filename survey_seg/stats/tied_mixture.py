"""Normal groups that differ in their means and share one full covariance: discriminant analysis without known groups.

The answer does not depend on how the data are scaled, turned or rotated, directions in which people differ inside every
group count less, and the posterior is a linear rule. Total covariance = within + between, so after whitening by the
total covariance the covariance within groups follows from the group means alone: a round of EM costs two products of
people x dimensions x groups and k x k algebra, for many starts and many bootstrap samples at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.whitening import Whitened, whitened

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.floating[Any]]

FLOOR = 1e-4
"""Least share of the variance in any direction that stays within groups (groups 200 standard deviations apart): without
it the likelihood has no bound when each answer of an item can have a group of its own."""

LEAST = 1e-12
"""A group's share is not smaller than this."""

SHORT, KEPT, MOST_LEAPS = 30, 3, 500
TOLERANCE = 1e-9
"""Rounds of EM for every start; different solutions that are brought to convergence by accelerated EM; gain of the
log-likelihood per person and leap (four rounds and a jump) at which the search ends."""

LONGEST = 64.0
"""Longest jump, in rounds of EM."""

HIGHEST = 60.0
"""Scores of which the exponentials still add up in single precision."""

STEPS = 10
"""Rounds between two looks at the likelihood, where there are no jumps."""

QUICK_STARTS, QUICK_STEPS, QUICK_SHORT, QUICK_KEPT, QUICK_ROUNDS = 20, 3, 12, 2, 28
QUICK_MEANS, QUICK_LEAST, QUICK_MOST = 36, 6, 12
"""Bootstrap fits: random starts, k-means steps of each, rounds of EM for the partitions that go on, how many of these
are continued, for how many rounds; how many means go on in all, and how many partitions at least and at most. Two or
three groups have many local optima: with fewer partitions they look less stable than they are."""

QUICK_RIDGE = 1e-4
"""Added to the variances of a bootstrap sample (1 in all people): few different people may leave a direction empty."""

BLOCK = 200_000
"""Most posteriors held at once (fits x groups x people): what fits a processor's cache."""


@dataclass(frozen=True, slots=True)
class TiedMixture:
    """k normal groups with one covariance, the heaviest first.

    `shares`: k, sum to 1. `means`: k x d. `within`: d x d, the common covariance. `coefficients` (k x d) and
    `constants` (k): the linear scores whose softmax is the posterior. `parameters`: how many are free (for BIC), of
    the directions that are there. `log_likelihood`: weighted sum over people, also of those directions. `converged`.
    """

    shares: Floats
    means: Floats
    within: Floats
    coefficients: Floats
    constants: Floats
    parameters: int
    log_likelihood: float
    converged: bool


def fit_tied(rows: Floats, weights: Floats, k: int, starts: Sequence[Ints]) -> TiedMixture:
    """The most likely mixture of k normal groups with one full covariance that EM finds from the given partitions.

    `rows`: n x d without blanks; `weights`: n, 0 for absent; `starts`: partitions to begin with, each n labels 0..k-1
    (see `tied_starts` for a few from the data themselves). All starts get some rounds, the best different ones go to
    convergence. Directions without variance (rows that sum to a constant, constant columns) are left out, of the
    likelihood and of `parameters` too. R twin: `mclust::Mclust(modelNames = "EEE")`.
    Sources: Day (1969), Biometrika 56; McLachlan & Peel (2000), Finite Mixture Models, section 3.

    Raises CannotCompute when there are fewer different rows than groups, or nothing varies.

    >>> rows = np.array([[0.0], [0.2], [0.4], [3.0], [3.2], [3.4], [3.6]])
    >>> fit = fit_tied(rows, np.ones(7), 2, [np.array([0, 0, 1, 1, 1, 1, 1])])
    >>> tied_labels(fit, rows).tolist(), fit.means.round(3).ravel().tolist()
    ([1, 1, 1, 0, 0, 0, 0], [3.3, 0.2])
    """
    space = whitened(rows, weights)
    there = weights > 0
    _check(space, there, k)
    data = with_ones(space.rows[there].T)[None]
    mass = (weights[there] / weights[there].sum())[None]
    sums = np.stack([(np.arange(k)[:, None] == start[there]) * mass @ data[0].T for start in starts], axis=1)[None]
    found = _run(data, mass, sums, SHORT)
    order = np.argsort(-np.round(found.height[0], 9), kind="stable")
    new = np.concatenate([[True], np.diff(-np.round(found.height[0][order], 6)) > 0])
    sums, height = found.sums[:, :, order[new][:KEPT]], np.array(-np.inf)
    converged = False
    for _ in range(MOST_LEAPS):
        found = _leap(data, mass, sums)
        sums, before, height = found.sums, height, found.height
        converged = bool((height - before).max() < TOLERANCE)
        if converged:
            break
    best = np.asarray(sums[0, :, int(found.height[0].argmax())], dtype=np.float64)
    return _model(space, best, weights, converged=converged)


def tied_posterior(model: TiedMixture, rows: Floats) -> Floats:
    """How likely each person belongs to each group: n x k, every row sums to 1.

    R twin: `mclust::predict.Mclust()$z`.
    """
    scores = rows @ model.coefficients.T + model.constants
    scores -= scores.max(1, keepdims=True)
    likely = np.exp(scores)
    shares: Floats = likely / likely.sum(1, keepdims=True)
    return shares


def tied_labels(model: TiedMixture, rows: Floats) -> Ints:
    """The most likely group of each person, 0-based; of two equally likely ones, the first."""
    labels: Ints = (rows @ model.coefficients.T + model.constants).argmax(1).astype(np.int64)
    return labels


def tied_starts(rows: Floats, weights: Floats, k: int, rng: np.random.Generator, *, starts: int = 5) -> list[Ints]:
    """Partitions that EM can start from: the best of many short k-means runs on the whitened rows.

    Ten times as many runs are tried; "best" is the likelihood of the partition under one common covariance (Friedman &
    Rubin 1967), not the sum of squares. They depend neither on the order nor on the scale or sign of the columns.

    >>> rows = np.array([[0.0], [0.1], [1.0], [1.1], [1.2]])
    >>> tied_starts(rows, np.ones(5), 2, np.random.default_rng(1), starts=1)[0].tolist()
    [1, 1, 0, 0, 0]
    """
    space = whitened(rows, weights)
    _check(space, weights > 0, k)
    order = np.flatnonzero(weights[space.order] > 0)
    people = space.order[order]
    data = with_ones(space.rows[people].T)[None]
    mass = (weights[people] / weights[people].sum())[None]
    sums = _partitions(data, mass, k, [rng], count=10 * starts, keep=starts)
    labels = []
    for j in range(sums.shape[2]):
        means = sums[0, :, j, :-1] / np.maximum(sums[0, :, j, -1:], LEAST)
        label = (space.rows @ means.T - 0.5 * (means**2).sum(1)).argmax(1)
        rank = np.argsort(np.argsort(-np.bincount(label, weights, k), kind="stable"))
        labels.append(rank[label].astype(np.int64))
    return labels


def replicate_tied(rows: Floats, weights: Floats, k: int, rng: np.random.Generator) -> Ints:
    """Everybody's group under a fit to each of many bootstrap samples: labels, B x n.

    `rows`: n x d; `weights`: B x n, how much each person weighs in each sample (0 for those not drawn). Each sample is
    fitted from scratch in single precision: twenty random k-means starts of a few steps, the best 6 to 12 partitions
    (as `tied_starts` judges) continued by some rounds of EM, the two likeliest by more, and the likelier sorts
    everybody. Nothing is taken from a solution of all.

    >>> rows = np.array([[0.0], [0.1], [0.2], [1.0], [1.1], [1.2]])
    >>> labels = replicate_tied(rows, np.ones((1, 6)), 2, np.random.default_rng(1))[0]
    >>> (labels == labels[0]).tolist()
    [True, True, True, False, False, False]
    """
    space = whitened(rows, weights.sum(0))
    samples, people = weights.shape
    order = space.order
    everybody = with_ones(space.rows[order].astype(np.float32).T)
    ordered = weights[:, order]
    streams = rng.spawn(samples)
    labels = np.empty((samples, people), dtype=np.int64)
    most = int((ordered > 0).sum(1).max())
    size = max(1, BLOCK // (most * k * _kept(k)))
    for first in range(0, samples, size):
        block = slice(first, min(first + size, samples))
        lines = _quick(everybody, ordered[block], k, streams[block])
        scores = (lines.reshape(-1, lines.shape[2]) @ everybody).reshape(len(lines), k, people)
        labels[block, order] = scores.argmax(1)
    return labels


def _check(space: Whitened, there: npt.NDArray[np.bool_], k: int) -> None:
    different = len(np.unique(np.round(space.rows[there], 9), axis=0)) if there.sum() < 50 * k else k
    if k < 1 or k > different:
        what = f"{k} groups were asked for, and there are {different} different rows"
        raise CannotCompute(Problem("MIXTURE_TOO_MANY_GROUPS", what, expected=f"1 to {different} groups"))


def with_ones(columns: Numbers) -> Numbers:
    """Dimensions x people with a row of ones below, which carries constants and masses."""
    return np.concatenate([columns, np.ones((1, columns.shape[1]), dtype=columns.dtype)])


@dataclass(frozen=True, slots=True)
class _Found:
    """Weighted sums of each group and its mass, and how likely the parameters before them made the data.

    `sums`: fits x k x starts x (d + 1). `height`: fits x starts, log-likelihood per person without the constants of
    the space.
    """

    sums: Numbers
    height: Floats


def _run(data: Numbers, mass: Numbers, sums: Numbers, rounds: int) -> _Found:
    """Rounds of EM. `data`: fits x (d + 1) x people, whitened; `mass`: fits x people, each sums to 1."""
    for _ in range(rounds):
        lines, fixed = _lines(sums)
        sums, height = expected_sums(data, mass, lines)
    return _Found(sums, height() + fixed())


def _leap(data: Numbers, mass: Numbers, sums: Numbers) -> _Found:
    """Two rounds of EM, a jump along their direction, and two rounds from there; without the jump where it was worse.

    Source: Varadhan & Roland (2008), Scandinavian Journal of Statistics 35 (SQUAREM, scheme S3).
    """
    one = _run(data, mass, sums, 1).sums
    two = _run(data, mass, one, 1)
    first, bend = one - sums, two.sums - 2 * one + sums
    metric = 1 / np.maximum(one[..., -1:], LEAST)
    length = np.sqrt((metric * first**2).sum((1, 3)) / np.maximum((metric * bend**2).sum((1, 3)), 1e-300))
    step = np.clip(length, 1.0, LONGEST)[:, None, :, None]
    jumped = sums + 2 * step * first + step**2 * bend
    outside = jumped[..., -1].min(1) <= 0
    jumped = np.where(outside[:, None, :, None], two.sums, jumped)
    there = _run(data, mass, _run(data, mass, jumped, 1).sums, 1)
    better = there.height >= two.height
    return _Found(np.where(better[:, None, :, None], there.sums, two.sums), np.where(better, there.height, two.height))


def expected_sums(data: Numbers, mass: Numbers, lines: Numbers) -> tuple[Numbers, Callable[[], Floats]]:
    """One E-step for many fits and starts: the sums of each group under the posteriors, and the likelihood's share.

    `data`: fits x (d + 1) x people, the last row ones; `mass`: fits x people, each sums to 1; `lines`: fits x k x
    starts x (d + 1), the linear scores. Gives sums of the shape of `lines` (the last column is each group's mass), and
    a function that gives per fit and start the mean of log(sum of exp(score)). Scores are taken against the first
    group, which is what the others leave: an exponential less per person.
    """
    fits, k, starts, width = lines.shape
    against = (lines[:, 1:] - lines[:, :1]).reshape(fits, (k - 1) * starts, width)
    scores = against @ data
    layers = scores.reshape(fits, k - 1, starts, data.shape[2])
    first, top = 1.0, np.zeros((), dtype=scores.dtype)
    if scores.max(initial=0.0) > HIGHEST:
        top = np.maximum(layers.max(1), 0.0)
        layers -= top[:, None]
        first = np.exp(-top)
    np.exp(scores, out=scores)
    total = layers.sum(1)
    total += first
    layers *= (mass[:, None] / total)[:, None]
    whole = data @ mass[:, :, None]
    sums = np.empty_like(lines)
    sums[:, 1:] = (scores @ data.transpose(0, 2, 1)).reshape(fits, k - 1, starts, width)
    sums[:, 0] = whole.transpose(0, 2, 1) - sums[:, 1:].sum(1)

    def height() -> Floats:
        above = ((np.log(total) + top) @ mass[:, :, None])[..., 0]
        return np.asarray(above + (lines[:, 0] @ whole)[..., 0], dtype=np.float64)

    return sums, height


def _lines(sums: Numbers) -> tuple[Numbers, Callable[[], Floats]]:
    """The linear scores of the groups (fits x k x starts x (d + 1)) and what is common to all, -tr(W^-1)/2 - log|W|/2.

    With means m_j and shares p_j the rows sqrt(p_j) m_j make M (k x d), W = I - M'M, W^-1 M' = M' (I - MM')^-1.
    """
    share = np.maximum(sums[..., -1:].swapaxes(1, 2), LEAST)
    root = np.sqrt(share)
    scaled = sums[..., :-1].swapaxes(1, 2) / root
    inverse, left = _inverse(np.asarray(scaled @ scaled.swapaxes(2, 3), dtype=np.float64))
    slopes = inverse.astype(sums.dtype) @ scaled / root
    excess: Floats = np.diagonal(inverse, axis1=2, axis2=3) - 1
    constants = np.log(share[..., 0]) - 0.5 * excess / share[..., 0]
    lines = np.concatenate([slopes, constants[..., None].astype(sums.dtype)], axis=3).swapaxes(1, 2)

    def fixed() -> Floats:
        return np.asarray(-0.5 * (excess.sum(2) + scaled.shape[3] + np.linalg.slogdet(left)[1]))

    return np.ascontiguousarray(lines), fixed


def _inverse(between: Floats) -> tuple[Floats, Floats]:
    """(I - G)^-1 and I - G for stacks of k x k matrices, with eigenvalues of G not above 1 - FLOOR."""
    left = np.eye(between.shape[-1]) - between * (1 - 1e-13)
    inverse: Floats = np.asarray(np.linalg.inv(left), dtype=np.float64)
    diagonal = np.diagonal(inverse, axis1=-2, axis2=-1)
    bad = (diagonal.min(-1) < 1 - 1e-6) | (diagonal.sum(-1) > 0.5 / FLOOR)
    if bad.any():
        values, vectors = np.linalg.eigh(left[bad])
        values = np.maximum(values, FLOOR)
        left[bad] = (vectors * values[..., None, :]) @ vectors.swapaxes(-1, -2)
        inverse[bad] = (vectors / values[..., None, :]) @ vectors.swapaxes(-1, -2)
    return inverse, left


def _partitions(
    data: Numbers, mass: Numbers, k: int, streams: Sequence[np.random.Generator], *, count: int, keep: int
) -> Numbers:
    """Sums of the likeliest partitions (fits x k x keep x (d + 1)) among `count` short k-means runs per fit."""
    fits, width, people = data.shape
    reached = np.cumsum(mass.astype(np.float64), axis=1)
    drawn = np.empty((fits, k, count), dtype=np.int64)
    for fit, one in enumerate(streams):
        draws = one.random((k, count)) * reached[fit, -1]
        drawn[fit] = np.minimum(np.searchsorted(reached[fit], draws, side="right"), people - 1)
    means = np.take_along_axis(data[:, :-1], drawn.reshape(fits, 1, -1), axis=2).transpose(0, 2, 1)
    scores = np.empty((fits, k * count, people), dtype=data.dtype)
    layers = scores.reshape(fits, k, count, people)
    for _ in range(QUICK_STEPS):
        lines = np.concatenate([means, -0.5 * np.square(means).sum(2, keepdims=True)], axis=2)
        np.matmul(lines, data, out=scores)
        np.equal(layers, layers.max(1)[:, None], out=layers)
        layers *= mass[:, None, None]
        sums = scores @ data.transpose(0, 2, 1)
        means = sums[..., :-1] / np.maximum(sums[..., -1:], LEAST)
    sums = sums.reshape(fits, k, count, width)
    share = np.maximum(sums[..., -1], LEAST)
    scaled = (sums[..., :-1] / np.sqrt(share)[..., None]).swapaxes(1, 2)
    left = _inverse(np.asarray(scaled @ scaled.swapaxes(2, 3), dtype=np.float64))[1]
    likely = (share * np.log(share)).sum(1) - 0.5 * np.asarray(np.linalg.slogdet(left)[1])
    best = np.argsort(-np.round(likely, 6), axis=1, kind="stable")[:, :keep]
    return np.take_along_axis(sums, best[:, None, :, None], axis=2)


def _kept(k: int) -> int:
    return min(max(QUICK_LEAST, QUICK_MEANS // k), QUICK_MOST)


def _quick(everybody: Numbers, weights: Floats, k: int, streams: Sequence[np.random.Generator]) -> Numbers:
    """Linear scores (fits x k x (d + 1)) of quick fits to samples of people, in the coordinates of everybody."""
    fits, width = len(weights), len(everybody)
    most = int((weights > 0).sum(1).max())
    data = np.zeros((fits, width, most), dtype=np.float32)
    mass = np.zeros((fits, most), dtype=np.float32)
    turn = np.zeros((fits, width, width), dtype=np.float32)
    for fit, weight in enumerate(weights):
        there = np.flatnonzero(weight)
        share = (weight[there] / weight[there].sum()).astype(np.float32)
        sample = everybody[:-1, there]
        centre = sample @ share
        sample = sample - centre[:, None]
        covariance = (sample * share) @ sample.T + QUICK_RIDGE * np.eye(width - 1, dtype=np.float32)
        root = np.linalg.inv(np.linalg.cholesky(covariance))
        turn[fit, :-1, :-1], turn[fit, :-1, -1], turn[fit, -1, -1] = root, -root @ centre, 1
        data[fit, :-1, : len(there)] = root @ sample
        data[fit, -1] = 1
        mass[fit, : len(there)] = share
    sums = _partitions(data, mass, k, streams, count=QUICK_STARTS, keep=_kept(k))
    begun = _run(data, mass, sums, QUICK_SHORT)
    ahead = np.argsort(-begun.height, axis=1, kind="stable")[:, :QUICK_KEPT]
    found = _run(data, mass, np.take_along_axis(begun.sums, ahead[:, None, :, None], axis=2), QUICK_ROUNDS)
    best = found.height.argmax(1)
    lines = _lines(np.take_along_axis(found.sums, best[:, None, None, None], axis=2))[0][:, :, 0]
    return lines @ turn


def _model(space: Whitened, sums: Floats, weights: Floats, *, converged: bool) -> TiedMixture:
    """The model in the units of the rows, from the whitened weighted sums of its groups."""
    share = sums[:, -1] / sums[:, -1].sum()
    white = sums[:, :-1] / np.maximum(sums[:, -1:], LEAST)
    order = np.lexsort([np.round((white**2).sum(1), 9), -np.round(share, 11)])
    share, white = share[order], white[order]
    lines, constant = _lines(sums[order][None, :, None])
    slopes, constants = lines[0, :, 0, :-1], lines[0, :, 0, -1]
    scores = space.rows @ slopes.T + constants
    top = scores.max(1)
    height = weights @ (top + np.log(np.exp(scores - top[:, None]).sum(1)))
    k, rank = len(share), space.rows.shape[1]
    fixed = float(constant()[0, 0]) - 0.5 * rank * np.log(2 * np.pi) - space.log_scale
    coefficients = slopes @ space.turn.T
    within = np.eye(rank) - (white * share[:, None]).T @ white
    return TiedMixture(
        shares=share,
        means=white @ space.back + space.centre,
        within=space.back.T @ within @ space.back,
        coefficients=coefficients,
        constants=constants - coefficients @ space.centre,
        parameters=k - 1 + k * rank + rank * (rank + 1) // 2,
        log_likelihood=float(height + fixed * weights.sum()),
        converged=converged,
    )

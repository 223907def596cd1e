"""Latent class analysis: segments of people within which the answers to the items are independent.

Items may have any numbers of categories, nominal ones with free probabilities and ordinal ones restricted to shifts
along the scale; blanks are skipped in the likelihood (full information maximum likelihood), and weights count as
people. All starts are worked on at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Notice, Problem
from survey_seg.stats.answer_patterns import AnswerPatterns, answer_patterns, category_codes, distinct_codes
from survey_seg.stats.latent_class_em import FLOOR, Design, climb, converge, design, maximised, most_likely, posterior

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

STARTS = 64
"""Random starts of a thorough fit."""

LEAN = (0.1, 0.4)
"""How far the classes of a start lean from the margins to the answers of a person."""

FIRST = 8
"""Newton steps that give ordinal items their first parameters."""

SHORT = 12
"""EM steps that every start gets before the better ones are picked."""

KEPT = 16
MIDDLE = 12
FINISHED = 4
"""Starts that are kept after the short runs, accelerated rounds that these get, and how many of them are finished."""

MOST_ROUNDS = 2000
TOLERANCE = 1e-11
"""A start has converged when a round gains less log-likelihood per person than this."""

SAME = 1e-7
"""Log-likelihoods per person closer than this belong to the same solution."""

QUICK = ((12, 6), (6, 10), (3, 14))
QUICK_ROUNDS = 12
QUICK_TOLERANCE = 1e-5
"""The same for a bootstrap sample: how many starts get how many steps one after the other; the best one is followed."""

AT_ONCE = 48
"""Starts of bootstrap samples that are worked on together."""

EMPTY = 1e-6
EDGE = 1e-4
"""Share below which a class is empty; probabilities closer to 0 or 1 than this are at the boundary."""


@dataclass(frozen=True, slots=True)
class LatentClasses:
    """A fitted latent class model; classes are numbered by share, largest first.

    `values`: the codes of each item, ascending. `shares`: of the classes. `probabilities`: for each item, classes x
    categories. `ordinal`: which items are restricted. `log_likelihood`: total, weighted. `weight`: the sum of weights,
    the n of BIC. `parameters`: how many are free. `entropy`: relative, 1 = everybody's class is certain. `replicated`:
    how many of the finished starts ended here. `notices`: what a reader must know.
    """

    values: tuple[Floats, ...]
    shares: Floats
    probabilities: tuple[Floats, ...]
    ordinal: Flags
    log_likelihood: float
    weight: float
    parameters: int
    entropy: float
    replicated: int
    notices: tuple[Notice, ...]

    @property
    def bic(self) -> float:
        """Schwarz's criterion, lower is better: -2 log-likelihood + parameters x log n."""
        return -2 * self.log_likelihood + self.parameters * float(np.log(self.weight))

    @property
    def aic(self) -> float:
        """Akaike's criterion, lower is better: -2 log-likelihood + 2 x parameters."""
        return -2 * self.log_likelihood + 2 * self.parameters


def fit_latent_class(
    rows: Floats, weights: Floats, k: int, rng: np.random.Generator, *, ordinal: Flags | None = None
) -> LatentClasses:
    """The latent class model with k classes that makes the answers most likely.

    `rows`: people x items, any codes; NaN and codes below zero are blanks. `ordinal`: one flag per item, True where
    classes may differ only by a shift along the scale (codes are ranked). All starts get some EM steps, the better
    ones more, the best run until nothing is gained. R twins: `poLCA::poLCA(na.rm = FALSE, nrep = 64)`,
    `flexmix::FLXMCmvbinary`; source: Linzer & Lewis (2011), Journal of Statistical Software 42(10).

    Raises CannotCompute when there are fewer answer patterns than classes, or more parameters than the table of all
    possible answers has free cells.

    >>> rows = np.repeat([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [1.0, 2.0, 1.0]], [60, 30, 10], axis=0)
    >>> fit = fit_latent_class(rows, np.ones(100), 2, np.random.default_rng(1))
    >>> fit.shares.round(3), fit.parameters, round(fit.log_likelihood, 3)
    (array([0.7, 0.3]), 7, -89.795)
    """
    patterns = answer_patterns(rows, weights)
    restricted = np.zeros(rows.shape[1], dtype=np.bool_) if ordinal is None else np.asarray(ordinal, dtype=np.bool_)
    parameters = _parameters(patterns.sizes, restricted, k)
    _check(patterns, k, parameters)
    exact = design(patterns.codes, patterns.sizes, restricted, np.float64)
    table, likelihood, done = _search(patterns, restricted, exact, k, rng)
    best = int(np.argmax(likelihood))
    table = table[np.argsort(-np.round(table[:, best, -1], 12), kind="stable")][:, [best]]
    people, each = posterior(exact, table)
    size = float(patterns.weights.sum())
    return LatentClasses(
        values=patterns.values,
        shares=np.exp(table[:, 0, -1]),
        probabilities=tuple(np.split(np.exp(table[:, 0, :-1]), exact.offsets[1:], axis=1)),
        ordinal=restricted & (patterns.sizes > 1),
        log_likelihood=float(each @ patterns.weights),
        weight=size,
        parameters=parameters,
        entropy=_relative_entropy(people, patterns.weights / size),
        replicated=int((likelihood >= likelihood[best] - SAME).sum()),
        notices=_notices(table[:, 0], size, parameters, bool(done[best])),
    )


def latent_class_posterior(model: LatentClasses, rows: Floats) -> Floats:
    """The probability of each class for each person (people x classes), given the answers.

    Blanks and answers that nobody gave when the model was fitted are skipped; somebody without any known answer gets
    the shares. R twin: `poLCA::poLCA.posterior`.

    >>> rows = np.repeat([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [1.0, 2.0, 1.0]], [60, 30, 10], axis=0)
    >>> fit = fit_latent_class(rows, np.ones(100), 2, np.random.default_rng(1))
    >>> latent_class_posterior(fit, np.array([[1.0, 1.0, np.nan], [7.0, np.nan, np.nan]])).round(3)
    array([[1. , 0. ],
           [0.7, 0.3]])
    """
    codes = category_codes(rows, model.values)
    score = np.repeat(np.log(np.maximum(model.shares, FLOOR))[None], len(rows), axis=0)
    for item, chances in enumerate(model.probabilities):
        logs = np.vstack([np.log(np.maximum(chances, FLOOR)).T, np.zeros(len(model.shares))])
        score += logs[codes[:, item]]
    score = np.exp(score - score.max(1, keepdims=True))
    found: Floats = score / score.sum(1, keepdims=True)
    return found


def unknown_answers(model: LatentClasses, rows: Floats) -> Ints:
    """How many people gave an answer to each item that nobody gave when the model was fitted (blanks not counted).

    >>> fit = fit_latent_class(np.array([[1.0], [2.0]]), np.ones(2), 1, np.random.default_rng(1))
    >>> unknown_answers(fit, np.array([[9.0], [np.nan], [1.0]])).tolist()
    [1]
    """
    unknown: Ints = ((category_codes(rows, model.values) < 0) & (rows >= 0)).sum(0)
    return unknown


def replicate_latent_class(
    rows: Floats, weights: Floats, k: int, rng: np.random.Generator, *, ordinal: Flags | None = None
) -> Ints:
    """Everybody's class (0-based, samples x people) under each of several weightings, each fitted from scratch.

    `weights`: samples x people, bootstrap counts times weights. Each fit takes some quick starts from people of its own
    sample, in single precision; classes are numbered by share, largest first.

    >>> rows = np.repeat([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0]], [6, 3], axis=0)
    >>> replicate_latent_class(rows, np.ones((1, 9)), 2, np.random.default_rng(1)).tolist()
    [[0, 0, 0, 0, 0, 0, 1, 1, 1]]
    """
    patterns = answer_patterns(rows, weights.sum(0))
    restricted = np.zeros(rows.shape[1], dtype=np.bool_) if ordinal is None else np.asarray(ordinal, dtype=np.bool_)
    data = design(patterns.codes, patterns.sizes, restricted, np.float32)
    codes, person = distinct_codes(category_codes(rows, patterns.values))
    everybody = design(codes, patterns.sizes, restricted, np.float32)
    labels = np.empty((len(weights), len(codes)), dtype=np.int64)
    there = patterns.group >= 0
    size = max(1, AT_ONCE // QUICK[0][0])
    for start in range(0, len(weights), size):
        samples = weights[start : start + size, there]
        points = patterns.group[there], len(patterns.codes)
        mass = np.stack([np.bincount(points[0], one / one.sum(), points[1]).astype(np.float64) for one in samples])
        table = _quick(patterns, data, mass, k, rng)
        order = np.argsort(-table[..., -1], axis=0, kind="stable")
        labels[start : start + size] = most_likely(everybody, np.take_along_axis(table, order[..., None], axis=0))
    return labels[:, person]


def _quick(patterns: AnswerPatterns, data: Design, mass: Floats, k: int, rng: np.random.Generator) -> Floats:
    """One quick solution for each sample (row of `mass`): short runs that the better starts survive."""
    table = _starting(patterns, data, mass, (k, QUICK[0][0]), rng)
    for (many, steps), keep in zip(QUICK, (*(starts for starts, _ in QUICK[1:]), 1), strict=True):
        table, likelihood = climb(data, np.repeat(mass, many, axis=0), table, steps)
        better = np.argsort(-likelihood.reshape(len(mass), many), axis=1, kind="stable")[:, :keep]
        table = table[:, (better + many * np.arange(len(mass))[:, None]).ravel()]
    return converge(data, mass, table, rounds=QUICK_ROUNDS, tolerance=QUICK_TOLERANCE)[0]


def _search(
    patterns: AnswerPatterns, ordinal: Flags, exact: Design, k: int, rng: np.random.Generator
) -> tuple[Floats, Floats, Flags]:
    """The best few solutions: tables, log-likelihoods per unit of weight, whether they converged."""
    mass = (patterns.weights / patterns.weights.sum())[None]
    if k == 1:
        table = np.log(np.maximum(np.append(_margins(exact, mass), 1.0), FLOOR))[None, None]
        return table, np.zeros(1), np.ones(1, dtype=np.bool_)
    rough = design(patterns.codes, patterns.sizes, ordinal, np.float32)
    table = _starting(patterns, rough, mass, (k, STARTS), rng)
    table, likelihood = climb(rough, mass, table, SHORT)
    table = table[:, np.argsort(-likelihood, kind="stable")[:KEPT]]
    table, likelihood, _ = converge(rough, mass, table, rounds=MIDDLE, tolerance=0.0)
    table = table[:, np.argsort(-likelihood, kind="stable")[:FINISHED]]
    return converge(exact, mass, table, rounds=MOST_ROUNDS, tolerance=TOLERANCE)


def _starting(
    patterns: AnswerPatterns, data: Design, mass: Floats, shape: tuple[int, int], rng: np.random.Generator
) -> Floats:
    """Starting tables for each sample (row of `mass`); `shape`: classes, and starts per sample.

    Every other start leans from the margins to the answers of people of the sample; the rest are any tables at all.
    """
    k, starts = shape
    width = int(patterns.sizes.sum())
    margins = _margins(data, mass)
    chances = np.empty((len(mass), starts, k, width + 1))
    chances[..., -1] = 1 / k
    chances[..., :-1] = _people(patterns, data, mass, shape, rng)
    places = np.append(patterns.categories, width)
    chances[:, 1::2, :, places] = rng.exponential(size=(len(mass), len(range(1, starts, 2)), k, width + 1))
    counts = chances.transpose(2, 0, 1, 3).reshape(k, -1, width + 1)
    usual = np.repeat(np.log(np.maximum(margins, FLOOR)), starts, axis=0)
    return maximised(data, counts, np.broadcast_to(usual, (k, *usual.shape)), steps=FIRST)


def _people(
    patterns: AnswerPatterns, data: Design, mass: Floats, shape: tuple[int, int], rng: np.random.Generator
) -> Floats:
    """Probabilities between the margins and one person's answers: samples x starts x classes x categories."""
    k, starts = shape
    draws, lean = rng.random((len(mass), starts, k)), rng.uniform(*LEAN, size=(len(mass), starts, k, 1))
    margins = _margins(data, mass)[:, None, None]
    reached = np.cumsum(mass, axis=1)
    drawn = [np.searchsorted(one, draw * one[-1], side="right") for one, draw in zip(reached, draws, strict=True)]
    codes = patterns.codes[np.minimum(np.stack(drawn), mass.shape[1] - 1)]
    chances = np.where(np.repeat(codes >= 0, patterns.sizes, axis=-1), 1 - lean, 1.0) * margins
    sample, start, group, item = np.nonzero(codes >= 0)
    chances[sample, start, group, codes[codes >= 0] + data.offsets[item]] += lean[sample, start, group, 0]
    return chances


def _margins(data: Design, mass: Floats) -> Floats:
    """The weighted share of each category among the answers to its item: samples x categories."""
    counts = np.zeros((len(mass), int(data.sizes.sum())))
    for there, block in data.blocks:
        counts += mass[:, there] @ block[:-1].T
    whole = np.add.reduceat(counts, data.offsets, axis=-1)
    shares: Floats = counts / np.repeat(np.where(whole > 0, whole, 1.0), data.sizes, axis=-1)
    return shares


def _parameters(sizes: Ints, ordinal: Flags, k: int) -> int:
    free = np.where(ordinal & (sizes > 1), sizes - 1 + k - 1, k * (sizes - 1))
    return int(free.sum()) + k - 1


def _relative_entropy(people: Floats, share: Floats) -> float:
    k = people.shape[1]
    if k == 1:
        return 1.0
    return float(1 + share @ (people * np.log(np.maximum(people, 1e-300))).sum(1) / np.log(k))


def _check(patterns: AnswerPatterns, k: int, parameters: int) -> None:
    if k < 1 or k > len(patterns.codes):
        raise CannotCompute(
            Problem(
                "LATENT_CLASS_TOO_MANY_CLASSES",
                f"{k} classes were asked for, and there are {len(patterns.codes)} different answer patterns",
                expected=f"1 to {len(patterns.codes)} classes",
            )
        )
    cells = float(np.log(patterns.sizes).sum())
    if k > 1 and np.log(parameters + 1) > cells + 1e-9:
        raise CannotCompute(
            Problem(
                "LATENT_CLASS_NOT_IDENTIFIED",
                f"{k} classes have {parameters} parameters, and the items allow only {round(np.exp(cells))} "
                f"different answers, so many solutions fit equally well",
                expected=f"fewer than {round(np.exp(cells))} parameters",
                hint="ask for fewer classes, or take more items",
            )
        )


def _notices(table: Floats, size: float, parameters: int, converged: bool) -> tuple[Notice, ...]:
    """What a reader of the model must know; `table`: classes x (categories + share)."""
    found = []
    if parameters > size:
        text = f"The model has {parameters} parameters for {size:g} people: take fewer classes, or ordinal items."
        found.append(Notice("LATENT_CLASS_MORE_PARAMETERS_THAN_PEOPLE", text))
    shares = np.exp(table[:, -1])
    empty = int((shares < EMPTY).sum())
    if empty:
        text = f"{empty} of {len(shares)} classes are empty: the data support fewer classes."
        found.append(Notice("LATENT_CLASS_EMPTY", text))
    chances = np.exp(table[shares >= EMPTY, :-1])
    edge = int((np.minimum(chances, 1 - chances) < EDGE).sum())
    if edge:
        text = f"{edge} probabilities are 0 or 1: their standard errors cannot be trusted."
        found.append(Notice("LATENT_CLASS_BOUNDARY", text))
    if not converged:
        text = "The search stopped before the log-likelihood settled."
        found.append(Notice("LATENT_CLASS_NOT_CONVERGED", text))
    return tuple(found)

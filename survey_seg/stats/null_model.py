"""Data as the study's would be if there were no segments: one population that answers like it in all other respects.

Latent answers with the study's correlations are cut at thresholds that reproduce each item's distribution (a Gaussian
copula); the latent correlations are those under which the *answers* correlate as the study's do. Where answers are
skewed along a main dimension, so is the twin: a population in which a few people feel strongly would look like segments
otherwise. Whatever such twins show (stability, tightness), no segments are needed to show it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from survey_seg.stats.rotation import varimax
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]

TERMS = 40
"""Terms of the series that links correlations of answers and of the normal."""

HIGHEST = 0.98
STEPS = 40
SMALLEST = 1e-4

TRIAL = 20_000
ROUNDS = 5
"""People of the trial, and how often it is repeated. With 12 to 20 items the correlations are then within .03."""

MILD = 0.25
"""Skewness along a dimension that is not worth copying: a few hundred normal people show as much by chance."""

STRONGEST = 1.9
GAIN = 1.4
"""Answers on few points show about 1 / 1.4 of the skewness behind them."""


@dataclass(frozen=True, slots=True)
class NullModel:
    """One population: per item its answers and where the latent answer is cut between them.

    Latent answers are `root` times independent shocks; `skewness` (one per shock) is 0 for normal ones.
    """

    values: tuple[Floats, ...]
    cuts: tuple[Floats, ...]
    root: Floats
    skewness: Floats


@dataclass(frozen=True, slots=True)
class _Margin:
    """An item: its different answers, the share of people up to each but the last, and the normal score of each."""

    values: Floats
    reached: Floats
    scores: Floats


def fit_null(matrix: Floats, weights: Floats) -> NullModel:
    """The one-population model with a study's weighted margins, correlations and skewness.

    `matrix`: people x items without blanks. R twins: `GenOrd::ordsample`, `semTools::mvrnonnorm`. Sources: Cario &
    Nelson (1997) for margins and correlations (the series is Mehler's); Vale & Maurelli (1983), Psychometrika 48, for
    the skewness.
    """
    margins = [_margin(column, weights) for column in matrix.T]
    wanted = _correlations(matrix, weights)
    normal = _proper(_normal_correlation(wanted, np.stack([_series(margin) for margin in margins])))
    axes, main = _axes(normal)
    reader: Floats = np.asarray(np.linalg.pinv(_root(normal) @ axes).T[:, :main], dtype=np.float64)
    asked = _skewness(_scores(matrix, margins) @ reader, weights)
    asked = np.where(np.abs(asked) > MILD, asked, 0.0)
    if asked.any():
        return _tuned(margins, wanted, normal, axes, (reader, asked))
    cuts = tuple(_quantiles(margin.reached) for margin in margins)
    return NullModel(tuple(margin.values for margin in margins), cuts, _root(normal) @ axes, np.zeros(len(axes)))


def _tuned(
    margins: list[_Margin], wanted: Floats, normal: Floats, axes: Floats, skewed: tuple[Floats, Floats]
) -> NullModel:
    """The model whose trial answers have the wanted correlations and, read along the main axes, the asked skewness."""
    reader, asked = skewed
    values, main, skewness = tuple(margin.values for margin in margins), len(asked), np.zeros(len(axes))
    skewness[:main] = np.clip(GAIN * asked, -STRONGEST, STRONGEST)
    for attempt in range(ROUNDS):
        root = _root(normal) @ axes
        latent = _shocks(TRIAL, skewness, stream(0, "null model", "trial")) @ root.T
        cuts = tuple(np.quantile(one, margin.reached) for one, margin in zip(latent.T, margins, strict=True))
        if attempt == ROUNDS - 1:
            break
        trial = _cut(latent, values, cuts)
        normal = _proper(normal + wanted - _correlations(trial, np.ones(TRIAL)))
        missing = asked - _skewness(_scores(trial, margins) @ reader, np.ones(TRIAL))
        skewness[:main] = np.where(asked == 0, 0, np.clip(skewness[:main] + GAIN * missing, -STRONGEST, STRONGEST))
    return NullModel(values, cuts, root, skewness)


def draw_null(model: NullModel, n: int, rng: np.random.Generator) -> Floats:
    """The answers of n people of one population: n x items.

    >>> study = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [0.0, 0.0]])
    >>> draw_null(fit_null(study, np.ones(4)), 3, np.random.default_rng(1)).shape
    (3, 2)
    """
    return _cut(_shocks(n, model.skewness, rng) @ model.root.T, model.values, model.cuts)


def _cut(latent: Floats, values: tuple[Floats, ...], cuts: tuple[Floats, ...]) -> Floats:
    columns = [value[np.searchsorted(cut, one)] for value, cut, one in zip(values, cuts, latent.T, strict=True)]
    return np.column_stack(columns)


def _shocks(n: int, skewness: Floats, rng: np.random.Generator) -> Floats:
    """Independent shocks of mean 0 and variance 1: normal, or gamma where they are to be skewed."""
    shocks = rng.standard_normal((n, len(skewness)))
    for j in np.flatnonzero(skewness):
        shape = 4 / skewness[j] ** 2
        shocks[:, j] = np.sign(skewness[j]) * (rng.gamma(shape, size=n) - shape) / np.sqrt(shape)
    return shocks


def _margin(column: Floats, weights: Floats) -> _Margin:
    values, place = np.unique(column[weights > 0], return_inverse=True)
    mass = np.cumsum(np.bincount(place.reshape(-1), weights[weights > 0]))
    reached = mass[:-1] / mass[-1]
    height = np.concatenate([[0.0], _density(_quantiles(reached)), [0.0]])
    scores = -np.diff(height) / np.diff(np.concatenate([[0.0], reached, [1.0]]))
    return _Margin(values, reached, scores)


def _quantiles(reached: Floats) -> Floats:
    return np.asarray(ndtri(np.clip(reached, 1e-9, 1 - 1e-9)))


def _density(cuts: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * cuts**2) / np.sqrt(2 * np.pi))


def _series(margin: _Margin) -> Floats:
    """Hermite coefficients 1..TERMS (by sqrt(m!)) of the step function from the normal to standardised answers."""
    cuts, steps = _quantiles(margin.reached), np.diff(margin.values)
    density = _density(cuts)
    before, now = np.zeros_like(cuts), np.ones_like(cuts)  # He_0 / sqrt(0!)
    coefficients = np.empty(TERMS)
    for m in range(1, TERMS + 1):
        coefficients[m - 1] = steps @ (now * density) / np.sqrt(m)
        before, now = now, (cuts * now - np.sqrt(m - 1) * before) / np.sqrt(m)
    shares = np.diff(np.concatenate([[0.0], margin.reached, [1.0]]))
    spread = float(shares @ (margin.values - shares @ margin.values) ** 2)
    return np.asarray(coefficients / np.sqrt(spread) if spread > 0 else coefficients)


def _normal_correlation(wanted: Floats, series: Floats) -> Floats:
    """The normal's correlations that give the answers the wanted ones; the interval is halved for all pairs at once."""
    low, high = np.full(wanted.shape, -HIGHEST), np.full(wanted.shape, HIGHEST)
    products = np.einsum("im,jm->mij", series, series)
    for _ in range(STEPS):
        middle = (low + high) / 2
        given = np.zeros(wanted.shape)
        for term in products[::-1]:
            given = (given + term) * middle
        low, high = np.where(given < wanted, middle, low), np.where(given < wanted, high, middle)
    normal: Floats = (low + high) / 2
    np.fill_diagonal(normal, 1.0)
    return normal


def _correlations(matrix: Floats, weights: Floats) -> Floats:
    share = weights / weights.sum()
    centred = matrix - share @ matrix
    covariance = (centred * share[:, None]).T @ centred
    sd = np.sqrt(np.diag(covariance))
    sd[sd == 0] = 1.0
    correlation: Floats = covariance / np.outer(sd, sd)
    np.fill_diagonal(correlation, 1.0)
    return correlation


def _proper(correlation: Floats) -> Floats:
    """The nearby correlation matrix without negative eigenvalues."""
    values, vectors = np.linalg.eigh(correlation)
    fixed = (vectors * np.maximum(values, SMALLEST)) @ vectors.T
    sd = np.sqrt(np.diag(fixed))
    return np.asarray(fixed / np.outer(sd, sd))


def _root(correlation: Floats) -> Floats:
    values, vectors = np.linalg.eigh(correlation)
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T)


def _axes(normal: Floats) -> tuple[Floats, int]:
    """Axes of the shocks, the main ones first (eigenvalues above 1, varimax), and how many main ones there are."""
    values, vectors = np.linalg.eigh(normal)
    values, vectors = values[::-1], vectors[:, ::-1].copy()
    main = max(1, int((values > 1 + SMALLEST).sum()))
    if main > 1:
        loadings = vectors[:, :main] * np.sqrt(values[:main])
        turn = np.linalg.lstsq(loadings, varimax(loadings).loadings, rcond=None)[0]
        vectors[:, :main] = vectors[:, :main] @ turn
    largest = np.abs(np.round(vectors, 9)).argmax(0)
    vectors *= np.where(vectors[largest, np.arange(len(vectors))] < 0, -1.0, 1.0)
    return vectors, main


def _scores(matrix: Floats, margins: list[_Margin]) -> Floats:
    """Answers as normal scores: the mean of the stretch of the normal that gives the answer."""
    columns = [one.scores[np.searchsorted(one.values, column)] for one, column in zip(margins, matrix.T, strict=True)]
    return np.column_stack(columns)


def _skewness(values: Floats, weights: Floats) -> Floats:
    share = weights / weights.sum()
    centred = values - share @ values
    spread = share @ centred**2
    return np.where(spread > 0, share @ centred**3 / np.where(spread > 0, spread, 1.0) ** 1.5, 0.0)

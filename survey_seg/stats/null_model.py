"""Data as the study's would be if there were no segments: one population with the same margins and correlations.

Answers come from a multivariate normal that is cut at thresholds (a Gaussian copula). The thresholds reproduce each
item's distribution; the normal's correlations are chosen so that the *answers* correlate as the study's do. Whatever
such data show (stability, tightness), no segments are needed to show it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]

TERMS = 40
"""Terms of the series that links correlations of answers and of the normal."""

HIGHEST = 0.98
STEPS = 40


@dataclass(frozen=True, slots=True)
class NullModel:
    """One population: per item its answers and where the normal is cut between them.

    `root` @ `root`.T is the correlation matrix of the normal.
    """

    values: tuple[Floats, ...]
    cuts: tuple[Floats, ...]
    root: Floats


def fit_null(matrix: Floats, weights: Floats) -> NullModel:
    """The one-population model with a study's weighted margins and correlations.

    `matrix`: people x items without blanks. R twin: `GenOrd` or `SimCorMultRes` (normal to anything); source: Cario &
    Nelson (1997); the series is Mehler's formula.
    """
    margins = [_margin(column, weights) for column in matrix.T]
    series = np.stack([_series(values, cuts) for values, cuts in margins])
    share = weights / weights.sum()
    centred = matrix - share @ matrix
    covariance = (centred * share[:, None]).T @ centred
    sd = np.sqrt(np.maximum(np.diag(covariance), 1e-300))
    normal = _normal_correlation(covariance / np.outer(sd, sd), series / np.maximum(sd, 1e-150)[:, None])
    values, vectors = np.linalg.eigh(normal)
    root = vectors * np.sqrt(np.maximum(values, 0)) @ vectors.T
    root /= np.sqrt((root**2).sum(1, keepdims=True))
    return NullModel(tuple(values for values, _ in margins), tuple(cuts for _, cuts in margins), root)


def draw_null(model: NullModel, n: int, rng: np.random.Generator) -> Floats:
    """The answers of n people of one population: n x items."""
    normal = rng.standard_normal((n, len(model.root))) @ model.root.T
    columns = [
        values[np.searchsorted(cuts, column)]
        for values, cuts, column in zip(model.values, model.cuts, normal.T, strict=True)
    ]
    return np.column_stack(columns)


def _margin(column: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The different answers of an item, and the normal quantiles between them."""
    values, place = np.unique(column[weights > 0], return_inverse=True)
    reached = np.cumsum(np.bincount(place.reshape(-1), weights[weights > 0]))
    return values, ndtri(np.clip(reached[:-1] / reached[-1], 1e-9, 1 - 1e-9))


def _series(values: Floats, cuts: Floats) -> Floats:
    """Hermite coefficients 1..TERMS of the step function that turns the normal into answers, by sqrt(m!)."""
    density = np.exp(-0.5 * cuts**2) / np.sqrt(2 * np.pi)
    before, now = np.zeros_like(cuts), np.ones_like(cuts)  # He_0 / sqrt(0!)
    coefficients = np.empty(TERMS)
    for m in range(1, TERMS + 1):
        coefficients[m - 1] = np.diff(values) @ (now * density) / np.sqrt(m)
        before, now = now, (cuts * now - np.sqrt(m - 1) * before) / np.sqrt(m)
    return coefficients


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

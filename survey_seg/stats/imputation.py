"""Blanks filled with what the other answers lead one to expect.

Under a multivariate normal the expectation of the blank answers given the others is a linear regression; its mean and
covariance are estimated from incomplete people too, by EM. Mean imputation pulls every correlation towards zero and
listwise deletion drops the person; this does neither. It makes correlations a little too sharp, so nothing that
estimates correlations uses the filled matrix.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.weights import weighted_mean

Floats = npt.NDArray[np.float64]

TOLERANCE = 1e-7
"""EM stops when no mean and no covariance moves by more, in units of the largest variance or its root."""

ITERATIONS = 500

RIDGE = 1e-9
"""Share of the average variance that is added to the diagonal, so that duplicate items can be inverted."""


@dataclass(frozen=True, slots=True)
class NormalFit:
    """A multivariate normal fitted to incomplete rows: `mean` (p), `covariance` (p x p), `converged`."""

    mean: Floats
    covariance: Floats
    converged: bool


def fit_normal(matrix: Floats, weights: Floats) -> NormalFit:
    """The mean and covariance that make the answers given, blanks left out, most likely (weighted EM).

    `matrix`: people x items with NaN where blank; each item has an answer from somebody with weight. Without blanks
    this is the weighted mean and covariance. Divisor: the sum of weights. R twins: `norm::em.norm`, `mvnmle::mlest`.
    Source: Little & Rubin (2019), Statistical Analysis with Missing Data, section 11.2.

    >>> fit = fit_normal(np.array([[0.0, 0.0], [1.0, 2.0], [2.0, np.nan], [3.0, 6.0]]), np.ones(4))
    >>> fit.mean.round(4), fit.converged
    (array([1.5, 3. ]), True)
    """
    there = weights > 0
    data, share = matrix[there], weights[there] / weights[there].sum()
    patterns = list(_patterns(data))
    blank = np.isnan(data)
    centre = np.array([weighted_mean(data[~gap, j], share[~gap]) for j, gap in enumerate(blank.T)])
    data = data - centre  # sums of squares stay small
    start = np.where(blank, 0.0, data)
    spread = (share @ np.square(start)) / (share @ ~blank)
    mean, covariance = np.zeros(data.shape[1]), np.diag(spread)
    for _ in range(ITERATIONS):
        new_mean, new_covariance = _step(data, share, patterns, mean, covariance)
        moved = np.abs(new_mean - mean).max() / _unit(spread) ** 0.5
        moved = max(moved, np.abs(new_covariance - covariance).max() / _unit(spread))
        mean, covariance = new_mean, new_covariance
        if moved < TOLERANCE:
            return NormalFit(mean + centre, covariance, converged=True)
    return NormalFit(mean + centre, covariance, converged=False)


def fill_blanks(matrix: Floats, mean: Floats, covariance: Floats) -> Floats:
    """The same answers with each blank replaced by its expectation given the person's other answers.

    Somebody who answered nothing gets the mean. `matrix`: people x items with NaN where blank; a new array is returned.
    R twin: `norm::imp.norm` without its random part.

    >>> fill_blanks(np.array([[1.0, np.nan]]), np.zeros(2), np.array([[1.0, 0.5], [0.5, 1.0]]))
    array([[1. , 0.5]])
    """
    filled = matrix.copy()
    for rows, blank in _patterns(matrix):
        if blank.any():
            slope, _ = _regression(covariance, blank)
            filled[np.ix_(rows, blank)] = mean[blank] + (matrix[rows][:, ~blank] - mean[~blank]) @ slope
    return filled


def _patterns(matrix: Floats) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]]:
    """Each pattern of blanks that occurs, with the rows that have it."""
    blank = np.isnan(matrix)
    patterns, of_row = np.unique(blank, axis=0, return_inverse=True)
    order = np.argsort(of_row.ravel(), kind="stable")
    ends = np.cumsum(np.bincount(of_row.ravel(), minlength=len(patterns)))
    yield from zip(np.split(order, ends[:-1]), patterns, strict=True)


def _regression(covariance: Floats, blank: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The blank items on the others: coefficients (others x blank) and what stays unexplained (blank x blank)."""
    known = ~blank
    unknown = covariance[np.ix_(blank, blank)]
    if not known.any():
        return np.zeros((0, int(blank.sum()))), unknown
    cross = covariance[np.ix_(known, blank)]
    block = covariance[np.ix_(known, known)]
    ridge = RIDGE * _unit(np.diag(covariance)) * np.eye(len(block))
    slope = np.asarray(np.linalg.solve(block + ridge, cross), dtype=np.float64)
    return slope, unknown - cross.T @ slope


def _unit(variances: Floats) -> float:
    return float(variances.max()) or 1.0


def _step(
    data: Floats,
    share: Floats,
    patterns: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]],
    mean: Floats,
    covariance: Floats,
) -> tuple[Floats, Floats]:
    """One round of EM: expect the blanks, then estimate as if they had been answered."""
    expected = data.copy()
    unexplained = np.zeros_like(covariance)
    for rows, blank in patterns:
        if blank.any():
            slope, rest = _regression(covariance, blank)
            expected[np.ix_(rows, blank)] = mean[blank] + (data[rows][:, ~blank] - mean[~blank]) @ slope
            unexplained[np.ix_(blank, blank)] += share[rows].sum() * rest
    new_mean = share @ expected
    centred = expected - new_mean
    return new_mean, (centred * share[:, None]).T @ centred + unexplained

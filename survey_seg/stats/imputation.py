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
Ints = npt.NDArray[np.int64]

TOLERANCE = 1e-7
"""EM stops when no mean and no covariance moves by more, in units of the largest variance or its root."""

ITERATIONS = 500

RIDGE = 1e-9
"""Share of the average variance that is added to the diagonal, so that duplicate items can be inverted."""

AT_ONCE = 2048
"""People whose blanks are expected together."""


@dataclass(frozen=True, slots=True)
class NormalFit:
    """A multivariate normal fitted to incomplete rows: `mean` (p), `covariance` (p x p), `converged`."""

    mean: Floats
    covariance: Floats
    converged: bool


def fit_normal(matrix: Floats, weights: Floats) -> NormalFit:
    """The mean and covariance that make the answers given, blanks left out, most likely (weighted EM).

    `matrix`: people x items with NaN where blank; each item has an answer from somebody with weight. Without blanks
    this is the weighted mean and covariance. Divisor: the sum of weights. R twins: `psych::corFiml`, `norm::em.norm`.
    Source: Little & Rubin (2019), Statistical Analysis with Missing Data, section 11.2.

    >>> fit = fit_normal(np.array([[0.0, 0.0], [1.0, 2.0], [2.0, np.nan], [3.0, 6.0]]), np.ones(4))
    >>> fit.mean.round(4), fit.converged
    (array([1.5, 3. ]), True)
    """
    there = weights > 0
    data, share = matrix[there], weights[there] / weights[there].sum()
    blank = np.isnan(data)
    centre = np.array([weighted_mean(data[~gap, j], share[~gap]) for j, gap in enumerate(blank.T)])
    data = data - centre  # sums of squares stay small
    spread = (share @ np.square(np.where(blank, 0.0, data))) / (share @ ~blank)
    unit = float(spread.max()) or 1.0
    mean, covariance = np.zeros(data.shape[1]), np.diag(spread)
    for _ in range(ITERATIONS):
        new_mean, new_covariance = _step(data, share, mean, covariance)
        moved = max(np.abs(new_mean - mean).max() / unit**0.5, np.abs(new_covariance - covariance).max() / unit)
        mean, covariance = new_mean, new_covariance
        if moved < TOLERANCE:
            return NormalFit(mean + centre, covariance, converged=True)
    return NormalFit(mean + centre, covariance, converged=False)


def fill_blanks(matrix: Floats, mean: Floats, covariance: Floats) -> Floats:
    """The same answers with each blank replaced by its expectation given the person's other answers.

    Somebody who answered nothing gets the mean. `matrix`: people x items with NaN where blank; a new array is returned.
    R twin: `norm::imp.norm` without its random part.

    >>> fill_blanks(np.array([[1.0, np.nan]]), np.zeros(2), np.array([[1.0, 0.5], [0.5, 1.0]])).round(4)
    array([[1. , 0.5]])
    """
    filled = matrix.copy()
    for rows, items, values, _ in _expected(matrix, mean, covariance):
        filled[rows, items] = values
    return filled


def _step(data: Floats, share: Floats, mean: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """One round of EM: expect the blanks, then estimate as if they had been answered."""
    p = len(mean)
    full, unexplained = data.copy(), np.zeros(p * p)
    for rows, items, values, rest in _expected(data, mean, covariance):
        full[rows, items] = values
        cells = items[:, :, None] * p + items[:, None, :]
        amounts = rest * share[rows][:, :, None]
        unexplained += np.bincount(cells.ravel(), weights=amounts.ravel(), minlength=p * p)
    new_mean = share @ full
    centred = full - new_mean
    return new_mean, (centred * share[:, None]).T @ centred + unexplained.reshape(p, p)


def _expected(matrix: Floats, mean: Floats, covariance: Floats) -> Iterator[tuple[Ints, Ints, Floats, Floats]]:
    """For people with equally many blanks: rows (n x 1), items (n x m), expectations (n x m), covariances (n x m x m).

    With the inverse covariance P and blanks b the expectation given the others is m_b - inv(P_bb) P_bo (x_o - m_o), and
    inv(P_bb) is what the others leave unexplained: only as large a matrix as there are blanks is inverted per person.
    """
    blank = np.isnan(matrix)
    blanks = blank.sum(axis=1)
    ridge = RIDGE * (float(np.diag(covariance).max()) or 1.0)
    inverse = np.linalg.inv(covariance + ridge * np.eye(len(mean)))
    for m in np.unique(blanks[blanks > 0]):
        people = np.flatnonzero(blanks == m)
        for start in range(0, len(people), AT_ONCE):
            rows = people[start : start + AT_ONCE, None]
            items = np.nonzero(blank[rows[:, 0]])[1].reshape(len(rows), m)
            pull = np.where(blank[rows[:, 0]], 0.0, matrix[rows[:, 0]] - mean) @ inverse
            rest = np.linalg.inv(inverse[items[:, :, None], items[:, None, :]])
            moved = rest @ np.take_along_axis(pull, items, axis=1)[:, :, None]
            yield rows, items, mean[items] - moved[:, :, 0], rest

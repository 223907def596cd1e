"""Correlations between items from weighted, incomplete answers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem

Floats = npt.NDArray[np.float64]

SINGULAR = 1e-10
"""A smallest eigenvalue below this makes a correlation matrix useless to invert; smoothing lifts it to this."""


def weighted_correlation(values: Floats, weights: Floats) -> Floats:
    """Pearson correlations, each from the people who answered both items, each person with their weight.

    `values`: people x items, NaN where blank. A pair that nobody answered both of, or in which one item does not vary
    among those who did, is NaN. With blanks the matrix need not be positive definite: see `smoothed`. R twins:
    `cor(x, use = "pairwise")`; with weights and without blanks `cov.wt(x, w, cor = TRUE)`.

    >>> weighted_correlation(np.array([[0.0, 1.0], [1.0, 3.0], [2.0, np.nan], [3.0, 7.0]]), np.ones(4))
    array([[1., 1.],
           [1., 1.]])
    """
    known = ~np.isnan(values)
    weight = known * weights[:, None]
    total = weight.T @ known
    centre = np.where(known, values, 0.0)
    centre = (weight * centre).sum(axis=0) / np.maximum(weight.sum(axis=0), np.finfo(float).tiny)
    x = np.where(known, values - centre, 0.0)  # a common centre changes nothing but the rounding
    weighted = x * weights[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = weighted.T @ known / total  # mean of item i among those who answered j
        square = (weighted * x).T @ known / total - mean**2
        square[square <= 1e-14 * np.nanmax(square, initial=0.0)] = np.nan
        matrix: Floats = (weighted.T @ x / total - mean * mean.T) / np.sqrt(square * square.T)
    matrix = np.clip((matrix + matrix.T) / 2, -1.0, 1.0)
    np.fill_diagonal(matrix, np.where(np.isnan(np.diag(square)), np.nan, 1.0))
    return matrix


def smoothed(R: Floats) -> tuple[Floats, bool]:
    """A positive definite correlation matrix close to this one, and whether anything had to be changed.

    Eigenvalues that are zero or negative (items that repeat each other, many blanks, fewer people than items) are
    lifted to a small positive number, the others shrunk so that the sum stays, and the diagonal set to one again.
    R twin: `psych::cor.smooth`.

    >>> R, changed = smoothed(np.ones((2, 2)))
    >>> changed, bool(np.linalg.eigvalsh(R).min() > 0)
    (True, True)
    """
    values, vectors = np.linalg.eigh(R)
    if values.min() >= SINGULAR:
        return R, False
    values = np.where(values < SINGULAR, SINGULAR, values)
    matrix = (vectors * values) @ vectors.T
    scale = 1 / np.sqrt(np.diag(matrix))
    matrix = matrix * scale[:, None] * scale
    matrix = (matrix + matrix.T) / 2
    np.fill_diagonal(matrix, 1.0)
    return matrix, True


def inverse_of(R: Floats) -> Floats:
    """The inverse of a correlation matrix, or words about why there is none.

    Raises CannotCompute for missing correlations and for a matrix that is not positive definite.

    >>> inverse_of(np.array([[1.0, 0.5], [0.5, 1.0]])).round(4)
    array([[ 1.3333, -0.6667],
           [-0.6667,  1.3333]])
    """
    if not np.isfinite(R).all():
        what = "some pairs of items have no correlation: an item that does not vary, or items never answered together"
        raise CannotCompute(Problem("CORRELATION_MISSING", what, hint="take such items out"))
    if np.linalg.eigvalsh(R).min() < SINGULAR / 10:
        what = "the correlations contradict or repeat each other (their matrix is not positive definite)"
        raise CannotCompute(Problem("CORRELATION_SINGULAR", what, hint="take out items that repeat others, or smooth"))
    return np.asarray(np.linalg.inv(R), dtype=np.float64)

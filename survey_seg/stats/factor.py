"""Common factors behind correlated items: extraction, order and sign, and what they explain.

Works from a correlation matrix, so weights and blanks are settled before. Our own because the packages at hand give
no weights, and some return factor correlations that do not belong to the columns of their loadings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.bounded_newton import Surface, smallest
from survey_seg.stats.correlation import inverse_of

Floats = npt.NDArray[np.float64]

LOWEST = 0.005
"""Smallest uniqueness: an item explained to more than this is a Heywood case (`psych::fa` has the same bound)."""

TOUCHING = 1e-6
"""Two eigenvalues closer than this are kept apart in second derivatives."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Unrotated factors: `loadings` (item x factor), `heywood` (items at the bound), `converged`."""

    loadings: Floats
    heywood: tuple[int, ...]
    converged: bool


def most_factors(p: int) -> int:
    """The largest number of factors that p items can determine (Ledermann's bound), at least one.

    >>> [most_factors(p) for p in (3, 4, 5, 6, 25)]
    [1, 1, 2, 3, 18]
    """
    return max(1, int((2 * p + 1 - (8 * p + 1) ** 0.5) / 2 + 1e-9))


def minres(R: Floats, n_factors: int) -> Extraction:
    """The factors that leave the smallest squared residual correlations (minimum residual, unweighted least squares).

    `R`: positive definite correlations, p x p. Uniquenesses are searched on .005..1 by Newton steps; the loadings
    follow from them as eigenvectors of the reduced matrix. An item at the lower bound (a Heywood case: the factors
    would explain more than all of it) has its loadings shortened to a communality of .995. Columns come by size with a
    positive sum. R twin: `psych::fa(fm = "minres", rotate = "none")`. Source: Harman & Jones (1966), Psychometrika 31;
    Joreskog (1977) for the second derivatives.

    Raises CannotCompute for a matrix that is not positive definite.

    >>> minres(np.array([[1.0, 0.56, 0.4], [0.56, 1.0, 0.35], [0.4, 0.35, 1.0]]), 1).loadings.round(4)
    array([[0.8],
           [0.7],
           [0.5]])
    """
    start = np.clip(1 / np.diag(inverse_of(R)), LOWEST, 1.0)
    x, settled = smallest(lambda x: _least_squares(x, R, n_factors), start, LOWEST, 1.0)
    values, vectors = np.linalg.eigh(R - np.diag(x))
    loadings = vectors[:, ::-1][:, :n_factors] * np.sqrt(np.maximum(values[::-1][:n_factors], 0.0))
    return _extraction(loadings, settled)


def maximum_likelihood(R: Floats, n_factors: int) -> Extraction:
    """The factors under which these correlations are most likely if the answers are normal.

    Uniquenesses are searched on .005..1 by Newton steps on their logarithms; otherwise as `minres`. R twins:
    `psych::fa(fm = "ml")`, `stats::factanal`. Source: Joreskog (1967), Psychometrika 32.

    >>> maximum_likelihood(np.array([[1.0, 0.56, 0.4], [0.56, 1.0, 0.35], [0.4, 0.35, 1.0]]), 1).loadings.round(4)
    array([[0.8],
           [0.7],
           [0.5]])
    """
    start = np.log(np.clip((1 - n_factors / (2 * len(R))) / np.diag(inverse_of(R)), LOWEST, 1.0))
    x, settled = smallest(lambda x: _likelihood(x, R, n_factors), start, float(np.log(LOWEST)), 0.0)
    root = np.exp(x / 2)
    values, vectors = np.linalg.eigh(R / np.outer(root, root))
    size = np.sqrt(np.maximum(values[::-1][:n_factors] - 1, 0.0))
    return _extraction(root[:, None] * vectors[:, ::-1][:, :n_factors] * size, settled)


def _extraction(loadings: Floats, settled: bool) -> Extraction:
    communality = np.square(loadings).sum(axis=1)
    heywood = np.flatnonzero(communality > 1 - LOWEST - 1e-6)
    loadings[heywood] *= np.sqrt((1 - LOWEST) / communality[heywood])[:, None]
    ordered, _ = by_size(loadings, np.eye(loadings.shape[1]))
    return Extraction(ordered, tuple(int(i) for i in heywood), settled)


def _least_squares(x: Floats, R: Floats, n_factors: int) -> Surface:
    """Half the sum of squared residuals when the best factors are taken out."""
    values, vectors = np.linalg.eigh(R - np.diag(x))
    kept, taken = values[:-n_factors], values[-n_factors:]
    rest = vectors[:, :-n_factors]
    left = np.concatenate([kept, np.minimum(taken, 0.0)])  # a factor takes out a positive eigenvalue only

    def curvature() -> tuple[Floats, Floats]:
        safe = np.square(rest @ rest.T)
        exact = safe.copy()
        for value, vector in zip(taken, vectors[:, -n_factors:].T, strict=True):
            ratio = 2 * kept / np.minimum(kept - value, -TOUCHING)
            exact += (rest * ratio) @ rest.T * np.outer(vector, vector)
        return exact, safe

    return float(np.square(left).sum()) / 2, -(np.square(vectors) @ left), curvature


def _likelihood(x: Floats, R: Floats, n_factors: int) -> Surface:
    """The discrepancy that maximum likelihood makes small, in logarithms of the uniquenesses."""
    root = np.exp(-x / 2)
    values, vectors = np.linalg.eigh(R * np.outer(root, root))
    kept, taken = values[:-n_factors], values[-n_factors:]
    rest = vectors[:, :-n_factors]
    left = np.concatenate([kept, np.minimum(taken, 1.0)])

    def curvature() -> tuple[Floats, Floats]:
        shared = rest @ rest.T
        exact = (rest * kept) @ rest.T * shared
        for value, vector in zip(taken, vectors[:, -n_factors:].T, strict=True):
            ratio = (kept - 1) * (kept + value) / np.minimum(kept - value, -TOUCHING)
            exact += (rest * ratio) @ rest.T * np.outer(vector, vector)
        return exact, np.square(shared)

    return float((left - np.log(left) - 1).sum()), np.square(vectors) @ (1 - left), curvature


def by_size(loadings: Floats, phi: Floats) -> tuple[Floats, Floats]:
    """The same factors, the one that explains most first, each turned so that its loadings have a positive sum.

    Factor correlations are permuted and signed along with the columns. R twin: the end of `psych::fa`.

    >>> by_size(np.array([[0.1, -0.9], [0.2, -0.8]]), np.array([[1.0, 0.3], [0.3, 1.0]]))[1]
    array([[ 1. , -0.3],
           [-0.3,  1. ]])
    """
    order = np.argsort(-explained(loadings, phi), kind="stable")
    sign = np.where(loadings[:, order].sum(axis=0) < 0, -1.0, 1.0)
    return loadings[:, order] * sign, phi[np.ix_(order, order)] * np.outer(sign, sign)


def explained(loadings: Floats, phi: Floats) -> Floats:
    """The variance each factor explains, in items ("SS loadings"); the sum is that of the communalities.

    For correlated factors diag(Phi L'L), which shares what two factors explain together. R twin: `fa()$Vaccounted`.

    >>> explained(np.array([[0.8, 0.0], [0.0, 0.6]]), np.eye(2)).round(2)
    array([0.64, 0.36])
    """
    variances: Floats = np.diag(phi @ loadings.T @ loadings).copy()
    return variances


def communalities(loadings: Floats, phi: Floats) -> Floats:
    """The share of each item that the factors explain together: diag(L Phi L').

    >>> communalities(np.array([[0.8, 0.0], [0.0, 0.6]]), np.eye(2)).round(2)
    array([0.64, 0.36])
    """
    shares: Floats = ((loadings @ phi) * loadings).sum(axis=1)
    return shares

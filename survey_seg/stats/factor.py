"""Common factors behind correlated items: extraction, order and sign, what they explain, and how to score people.

Works from a correlation matrix, so weights and blanks are settled before. Our own because the packages at hand give
no weights, and some return factor correlations that do not belong to the columns of their loadings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LOWEST = 0.005
"""Smallest uniqueness: an item explained to more than this is a Heywood case (`psych::fa` has the same bound)."""


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

    `R`: positive definite correlations, p x p. Uniquenesses are searched on .005..1 by L-BFGS-B with the exact
    gradient; the loadings follow from them as eigenvectors of the reduced matrix. An item at the lower bound (a Heywood
    case: the factors would explain more than all of it) has its loadings shortened to a communality of .995. Columns
    come by size with a positive sum. R twin: `psych::fa(fm = "minres", rotate = "none")`. Source: Harman & Jones
    (1966), Psychometrika 31.

    >>> minres(np.array([[1.0, 0.56, 0.4], [0.56, 1.0, 0.35], [0.4, 0.35, 1.0]]), 1).loadings.round(4)
    array([[0.8],
           [0.7],
           [0.5]])
    """
    from scipy.optimize import minimize

    start = np.clip(1 / np.diag(np.linalg.inv(R)), LOWEST, 1.0)
    found = minimize(
        _misfit,
        start,
        args=(R, n_factors),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LOWEST, 1.0)] * len(R),
        options={"maxiter": 2000, "ftol": 1e-15, "gtol": 1e-9},
    )
    values, vectors = np.linalg.eigh(R - np.diag(found.x))
    loadings = vectors[:, ::-1][:, :n_factors] * np.sqrt(np.maximum(values[::-1][:n_factors], 0.0))
    communality = np.square(loadings).sum(axis=1)
    heywood = np.flatnonzero(communality > 1 - LOWEST - 1e-6)
    loadings[heywood] *= np.sqrt((1 - LOWEST) / communality[heywood])[:, None]
    ordered, _ = by_size(loadings, np.eye(n_factors))
    settled = bool(np.abs(_projected_gradient(found.x, R, n_factors)).max() < 1e-5)
    return Extraction(ordered, tuple(int(i) for i in heywood), settled)


def _misfit(uniquenesses: Floats, R: Floats, n_factors: int) -> tuple[float, Floats]:
    """Half the sum of squared residuals when the best factors are taken out, and its gradient."""
    values, vectors = np.linalg.eigh(R - np.diag(uniquenesses))
    values[-n_factors:] = np.minimum(values[-n_factors:], 0.0)  # a factor takes out a positive eigenvalue only
    return float(np.square(values).sum()) / 2, -(np.square(vectors) @ values)


def _projected_gradient(uniquenesses: Floats, R: Floats, n_factors: int) -> Floats:
    """The gradient without the parts that push against a bound."""
    _, gradient = _misfit(uniquenesses, R, n_factors)
    held = ((uniquenesses <= LOWEST) & (gradient > 0)) | ((uniquenesses >= 1) & (gradient < 0))
    return np.where(held, 0.0, gradient)


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


def scoring_weights(R: Floats, loadings: Floats, phi: Floats) -> Floats:
    """Item x factor weights that turn standardised answers into factor scores (regression method).

    Scores are `z @ weights`; their variance is the share of the factor that the items determine, so below one. R twin:
    `psych::factor.scores(method = "Thurstone")`. Source: Thurstone (1935).

    >>> scoring_weights(np.eye(2), np.array([[0.8], [0.6]]), np.eye(1))
    array([[0.8],
           [0.6]])
    """
    return np.asarray(np.linalg.solve(R, loadings @ phi), dtype=np.float64)

"""Where each person stands on the factors: three ways to weigh the answers, and how well they determine it."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from survey_seg.stats.correlation import inverse_of

Floats = npt.NDArray[np.float64]
Scoring = Literal["regression", "bartlett", "ten Berge"]


def scoring_weights(R: Floats, loadings: Floats, phi: Floats, method: Scoring = "regression") -> Floats:
    """Item x factor weights that turn standardised answers into factor scores; scores are `z @ weights`.

    - regression (Thurstone 1935): the best prediction of the factor; its variance is the share that the items
      determine, so below one;
    - bartlett (1937): unbiased, each factor untouched by the others; variance above one;
    - ten Berge (1999, Linear Algebra and its Applications 289): scores correlate exactly as the factors do.

    R twin: `psych::factor.scores(method = "Thurstone" | "Bartlett" | "tenBerge")`. Raises CannotCompute for a matrix
    that is not positive definite.

    >>> scoring_weights(np.eye(2), np.array([[0.8], [0.6]]), np.eye(1))
    array([[0.8],
           [0.6]])
    """
    if method == "regression":
        return inverse_of(R) @ loadings @ phi
    if method == "bartlett":
        unique = 1 - ((loadings @ phi) * loadings).sum(axis=1)
        scaled = loadings / np.maximum(unique, np.finfo(float).eps)[:, None]
        return np.asarray(np.linalg.solve(loadings.T @ scaled, scaled.T).T, dtype=np.float64)
    inverse_of(R)
    half = _power(R, -0.5)
    turned = loadings @ _power(phi, 0.5)
    weights: Floats = half @ half @ turned @ _power(turned.T @ half @ half @ turned, -0.5) @ _power(phi, 0.5)
    return weights


def determinacy(R: Floats, loadings: Floats, phi: Floats) -> Floats:
    """Per factor the share of its variance that the answers determine: the squared correlation with its best score.

    Below about .8 people cannot be ordered reliably by the factor. R twin: `fa()$R2`. Source: Grice (2001),
    Psychological Methods 6.

    >>> determinacy(np.array([[1.0, 0.64], [0.64, 1.0]]), np.array([[0.8], [0.8]]), np.eye(1)).round(4)
    array([0.7805])
    """
    structure = loadings @ phi
    shares: Floats = np.clip((structure * (inverse_of(R) @ structure)).sum(axis=0), 0.0, 1.0)
    return shares


def _power(matrix: Floats, exponent: float) -> Floats:
    values, vectors = np.linalg.eigh(matrix)
    raised: Floats = (vectors * np.maximum(values, np.finfo(float).eps) ** exponent) @ vectors.T
    return raised

"""Turning factors so that each item loads on few of them.

Rotation changes nothing about the fit: loadings x factor correlations x loadings' stays what it was. Both criteria
have local optima, so several fixed starts are tried and the best kept; the answer does not depend on a seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]
Criterion = Callable[[Floats], tuple[float, Floats]]
"""From loadings to the value to be made small, and its gradient."""

STARTS = 6
ITERATIONS = 2000
FLAT = 1e-8
"""A projected gradient shorter than this, per item, is an optimum."""

BETTER = 1e-9
"""A later start must improve the criterion by more than this share: ties go to the first."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """`loadings` (pattern: item x factor), `phi` (correlations of the factors), and whether the search settled."""

    loadings: Floats
    phi: Floats
    converged: bool


def varimax(loadings: Floats) -> Rotated:
    """Uncorrelated factors with, in each column, large loadings as large and small ones as small as can be.

    With Kaiser normalisation: every item counts the same, however much of it the factors explain. R twin:
    `stats::varimax(eps = 1e-15)`, what `psych::fa(rotate = "varimax")` calls. Source: Kaiser (1958), Psychometrika 23.

    >>> abs(varimax(np.array([[0.6, 0.6], [0.6, 0.6], [0.6, -0.6], [0.6, -0.6]])).loadings).round(4)
    array([[0.8485, 0.    ],
           [0.8485, 0.    ],
           [0.    , 0.8485],
           [0.    , 0.8485]])
    """
    length = np.sqrt(np.square(loadings).sum(axis=1, keepdims=True))
    length[length == 0] = 1.0
    T, converged = _best(loadings / length, _varimax, oblique=False)
    return Rotated(loadings @ T, np.eye(loadings.shape[1]), converged)


def oblimin(loadings: Floats) -> Rotated:
    """Correlated factors whose loadings overlap as little as can be: direct oblimin with gamma 0 (direct quartimin).

    Without row normalisation, as `GPArotation::oblimin` does it and `psych::fa(rotate = "oblimin")` calls it.
    Sources: Jennrich & Sampson (1966), Psychometrika 31; Jennrich (2002) for the gradient projection.

    >>> turned = oblimin(np.array([[0.7, 0.4], [0.7, 0.4], [0.7, -0.4], [0.7, -0.4]]))
    >>> turned.phi.round(3)[0, 1].item(), turned.converged
    (0.508, True)
    """
    T, converged = _best(loadings, _quartimin, oblique=True)
    return Rotated(loadings @ np.linalg.inv(T).T, T.T @ T, converged)


def _varimax(L: Floats) -> tuple[float, Floats]:
    squares = np.square(L)
    centred = squares - squares.mean(axis=0)
    return -float(np.square(centred).sum()) / 4, -L * centred


def _quartimin(L: Floats) -> tuple[float, Floats]:
    squares = np.square(L)
    others = squares.sum(axis=1, keepdims=True) - squares
    return float((squares * others).sum()) / 4, L * others


def _starts(m: int) -> Iterator[Floats]:
    yield np.eye(m)
    for i in range(1, STARTS):
        Q, upper = np.linalg.qr(stream(0, "rotation start", m, i).standard_normal((m, m)))
        yield Q * np.sign(np.diag(upper))


def _best(A: Floats, criterion: Criterion, *, oblique: bool) -> tuple[Floats, bool]:
    """The transformation of the best of all starts, and whether its search settled."""
    search = _search_oblique if oblique else _search_orthogonal
    best_value, best, settled = np.inf, np.eye(A.shape[1]), True
    for start in _starts(A.shape[1]):
        value, T, converged = search(A, criterion, start)
        if not np.isfinite(best_value) or value < best_value - BETTER * abs(best_value):
            best_value, best, settled = value, T, converged
    return best, settled


def _search_orthogonal(A: Floats, criterion: Criterion, T: Floats) -> tuple[float, Floats, bool]:
    def gradient(T: Floats) -> tuple[float, Floats]:
        value, slope = criterion(A @ T)
        return value, A.T @ slope

    def project(T: Floats, G: Floats) -> Floats:
        M = T.T @ G
        return G - T @ (M + M.T) / 2

    def retract(X: Floats) -> Floats:
        U, _, V = np.linalg.svd(X)
        Q: Floats = np.asarray(U @ V, dtype=np.float64)
        return Q

    return _descend(T, gradient, project, retract, FLAT * len(A))


def _search_oblique(A: Floats, criterion: Criterion, T: Floats) -> tuple[float, Floats, bool]:
    def gradient(T: Floats) -> tuple[float, Floats]:
        inverse = np.linalg.inv(T)
        L = A @ inverse.T
        value, slope = criterion(L)
        return value, -(L.T @ slope @ inverse).T

    def project(T: Floats, G: Floats) -> Floats:
        tangent: Floats = G - T * (T * G).sum(axis=0)
        return tangent

    def retract(X: Floats) -> Floats:
        Q: Floats = X / np.sqrt(np.square(X).sum(axis=0))
        return Q

    return _descend(T, gradient, project, retract, FLAT * len(A))


def _descend(
    T: Floats,
    gradient: Callable[[Floats], tuple[float, Floats]],
    project: Callable[[Floats, Floats], Floats],
    retract: Callable[[Floats], Floats],
    flat: float,
) -> tuple[float, Floats, bool]:
    """Gradient projection with a step that doubles when it works and halves when it does not."""
    value, G = gradient(T)
    step = 1.0
    for _ in range(ITERATIONS):
        direction = project(T, G)
        length = float(np.square(direction).sum())
        if length**0.5 < flat:
            return value, T, True
        step *= 2
        for _ in range(40):
            trial = retract(T - step * direction)
            trial_value, trial_G = gradient(trial)
            if value - trial_value > 0.5 * length * step:
                break
            step /= 2
        else:
            return value, T, length**0.5 < 1e3 * flat  # no step helps: rounding is reached
        T, value, G = trial, trial_value, trial_G
    return value, T, False

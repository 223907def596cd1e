"""Turning factors so that each item loads on few of them.

Rotation changes nothing about the fit: loadings x factor correlations x loadings' stays what it was. The criteria
have local optima, so several fixed starts are tried and the best kept; the answer does not depend on a seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]
Criterion = Callable[[Floats], tuple[Floats, Floats]]
"""From loadings (starts x item x factor) to the values to be made small, and their gradients."""

STARTS = 6
ITERATIONS = 2000
HALVINGS = 40
POWER = 4
GEOMIN_DELTA = 0.01
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
    T, converged = _best(loadings / _lengths(loadings), _varimax, oblique=False)
    return Rotated(loadings @ T, np.eye(loadings.shape[1]), converged)


def promax(loadings: Floats) -> Rotated:
    """Correlated factors near the fourth powers of the varimax loadings, which small loadings do not survive.

    With Kaiser normalisation throughout. Quick and customary; it minimises nothing that could be checked. R twin:
    `psych::fa(rotate = "promax")`. Source: Hendrickson & White (1964), British Journal of Statistical Psychology 17.

    >>> turned = promax(np.array([[0.7, 0.4], [0.7, 0.4], [0.7, -0.4], [0.7, -0.4]]))
    >>> turned.phi.round(3)[0, 1].item()
    -0.499
    """
    length = _lengths(loadings)
    straight = varimax(loadings)
    normal = straight.loadings / length
    U = np.linalg.lstsq(normal, normal * np.abs(normal) ** (POWER - 1), rcond=None)[0]
    U = U * np.sqrt(np.diag(np.linalg.pinv(U.T @ U)))
    inverse = np.linalg.pinv(U)
    return Rotated(straight.loadings @ U, inverse @ inverse.T, straight.converged)


def geomin(loadings: Floats) -> Rotated:
    """Correlated factors of which each item leaves at least one alone: small geometric means of squared loadings.

    For items that belong to several factors. Has more local optima than oblimin; the best of all starts is kept. R
    twin: `GPArotation::geominQ(delta = .01)`. Sources: Yates (1987); Browne (2001), Multivariate Behavioral Research
    36.

    >>> turned = geomin(np.array([[0.7, 0.4], [0.7, 0.4], [0.7, -0.4], [0.7, -0.4]]))
    >>> turned.phi.round(2)[0, 1].item(), turned.converged
    (-0.5, True)
    """
    T, converged = _best(loadings, _geomin, oblique=True)
    return Rotated(loadings @ np.linalg.inv(T).T, T.T @ T, converged)


def _lengths(loadings: Floats) -> Floats:
    length: Floats = np.sqrt(np.square(loadings).sum(axis=1, keepdims=True))
    length[length == 0] = 1.0
    return length


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


def _varimax(L: Floats) -> tuple[Floats, Floats]:
    squares = np.square(L)
    centred = squares - squares.mean(axis=1, keepdims=True)
    return -np.square(centred).sum(axis=(1, 2)) / 4, -L * centred


def _quartimin(L: Floats) -> tuple[Floats, Floats]:
    squares = np.square(L)
    others = squares.sum(axis=2, keepdims=True) - squares
    return (squares * others).sum(axis=(1, 2)) / 4, L * others


def _geomin(L: Floats) -> tuple[Floats, Floats]:
    squares = np.square(L) + GEOMIN_DELTA
    means = np.exp(np.log(squares).mean(axis=2, keepdims=True))
    return means.sum(axis=(1, 2)), 2 / L.shape[2] * L / squares * means


@cache
def _starts(m: int) -> Floats:
    """The starts as they are, and some turned at random: starts x m x m."""
    turns = [np.eye(m)]
    for i in range(1, STARTS):
        Q, upper = np.linalg.qr(stream(0, "rotation start", m, i).standard_normal((m, m)))
        turns.append(Q * np.sign(np.diag(upper)))
    return np.stack(turns)


def _best(A: Floats, criterion: Criterion, *, oblique: bool) -> tuple[Floats, bool]:
    """The transformation of the best of all starts, and whether its search settled."""
    values, T, settled = _descend(A, criterion, _starts(A.shape[1]), oblique=oblique)
    best = 0
    for i in range(1, len(values)):
        if values[i] < values[best] - BETTER * abs(values[best]):
            best = i
    return T[best], bool(settled[best])


def _turned(A: Floats, criterion: Criterion, T: Floats, *, oblique: bool) -> tuple[Floats, Floats]:
    """The criterion of each transformation, and its gradient along the directions that stay transformations."""
    if not oblique:
        value, slope = criterion(A @ T)
        G = A.T @ slope
        M = T.transpose(0, 2, 1) @ G
        return value, G - T @ (M + M.transpose(0, 2, 1)) / 2
    inverse = np.linalg.inv(T)
    L = A @ inverse.transpose(0, 2, 1)
    value, slope = criterion(L)
    G = -(L.transpose(0, 2, 1) @ slope @ inverse).transpose(0, 2, 1)
    return value, G - T * (T * G).sum(axis=1, keepdims=True)


def _retracted(X: Floats, *, oblique: bool) -> Floats:
    """The nearest transformations: columns of length one, or a rotation."""
    if oblique:
        return np.asarray(X / np.sqrt(np.square(X).sum(axis=1, keepdims=True)), dtype=np.float64)
    U, _, V = np.linalg.svd(X)
    return np.asarray(U @ V, dtype=np.float64)


def _descend(
    A: Floats, criterion: Criterion, starts: Floats, *, oblique: bool
) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Gradient projection from all starts together, each with a step that doubles when it works and else halves.

    Gives values, transformations, and which searches settled.
    """
    flat = FLAT * len(A)
    T = starts.copy()
    value, direction = _turned(A, criterion, T, oblique=oblique)
    step, settled = np.ones(len(T)), np.zeros(len(T), dtype=bool)
    going = np.arange(len(T))
    for _ in range(ITERATIONS):
        length = np.sqrt(np.square(direction).sum(axis=(1, 2)))
        settled |= length < flat
        going = going[~settled[going]]
        if len(going) == 0:
            break
        step[going] *= 2
        pending = going
        for _ in range(HALVINGS):
            trial = _retracted(T[pending] - step[pending, None, None] * direction[pending], oblique=oblique)
            trial_value, trial_direction = _turned(A, criterion, trial, oblique=oblique)
            works = value[pending] - trial_value > 0.5 * np.square(length[pending]) * step[pending]
            done = pending[works]
            T[done], value[done], direction[done] = trial[works], trial_value[works], trial_direction[works]
            pending = pending[~works]
            if len(pending) == 0:
                break
            step[pending] /= 2
        settled[pending] = length[pending] < 1e3 * flat  # no step helps: rounding is reached
        going = np.setdiff1d(going, pending)
    return value, T, settled

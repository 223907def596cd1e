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
Bools = npt.NDArray[np.bool_]
Criterion = Callable[[Floats], tuple[Floats, Floats]]
"""From loadings (starts x item x factor) to the values to be made small, and their gradients."""

STARTS = 6
ITERATIONS = 2000
HALVINGS = 40
SWEEPS = 200
STILL = 1e-9
"""An angle smaller than this is no turn."""

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
    normal = loadings / _lengths(loadings)
    T, settled = _planes(normal, _starts(loadings.shape[1]))
    T, converged = _best(_spread(normal @ T), T, settled)
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
    T, converged = _best(*_descend(loadings, _geomin, _starts(loadings.shape[1])))
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
    T, converged = _best(*_descend(loadings, _quartimin, _starts(loadings.shape[1])))
    return Rotated(loadings @ np.linalg.inv(T).T, T.T @ T, converged)


def _spread(L: Floats) -> Floats:
    """Minus the varimax criterion of each of a stack of loadings."""
    spread: Floats = -np.square(L).var(axis=1).sum(axis=1)
    return spread


def _planes(A: Floats, starts: Floats) -> tuple[Floats, Bools]:
    """Varimax from all starts, by the best turn of every two factors in turn until nothing turns (Kaiser's sweeps)."""
    T, p = starts.copy(), len(A)
    L = A @ T
    for _ in range(SWEEPS):
        largest = np.zeros(len(T))
        for i in range(A.shape[1]):
            for j in range(i + 1, A.shape[1]):
                x, y = L[:, :, i], L[:, :, j]
                u, v = x * x - y * y, 2 * x * y
                a, b = u.sum(axis=1), v.sum(axis=1)
                across = 2 * ((u * v).sum(axis=1) - a * b / p)
                along = (u * u - v * v).sum(axis=1) - (a * a - b * b) / p
                angle = np.arctan2(across, along) / 4
                largest = np.maximum(largest, np.abs(angle))
                for stack in (L, T):
                    _turn(stack, i, j, angle)
        if largest.max() < STILL:
            break
    return T, largest < STILL


def _turn(stack: Floats, i: int, j: int, angle: Floats) -> None:
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    x, y = stack[:, :, i].copy(), stack[:, :, j].copy()
    stack[:, :, i], stack[:, :, j] = cosine * x + sine * y, cosine * y - sine * x


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


def _best(values: Floats, T: Floats, settled: Bools) -> tuple[Floats, bool]:
    """The transformation of the best of all starts, and whether its search settled."""
    best = 0
    for i in range(1, len(values)):
        if values[i] < values[best] - BETTER * abs(values[best]):
            best = i
    return T[best], bool(settled[best])


def _slanted(A: Floats, criterion: Criterion, T: Floats) -> tuple[Floats, Floats]:
    """The criterion of each transformation, and its gradient along what keeps columns at length one."""
    inverse = np.linalg.inv(T)
    value, slope = criterion(L := A @ inverse.transpose(0, 2, 1))
    G = -(L.transpose(0, 2, 1) @ slope @ inverse).transpose(0, 2, 1)
    return value, G - T * (T * G).sum(axis=1, keepdims=True)


def _descend(A: Floats, criterion: Criterion, starts: Floats) -> tuple[Floats, Floats, Bools]:
    """Gradient projection from all starts together, each with a step that doubles when it works and else halves.

    Gives values, transformations, and which searches settled.
    """
    flat = FLAT * len(A)
    T = starts.copy()
    value, direction = _slanted(A, criterion, T)
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
            trial = T[pending] - step[pending, None, None] * direction[pending]
            trial /= np.sqrt(np.square(trial).sum(axis=1, keepdims=True))
            trial_value, trial_direction = _slanted(A, criterion, trial)
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

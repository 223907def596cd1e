"""Multinomial logit on soft targets: how likely each group is, given a few answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.weights import weighted_mean, weighted_variance

Floats = npt.NDArray[np.float64]

RIDGE = 1e-3
"""Penalty on the squared standardised coefficients, per person: mild, it only keeps separable groups finite."""

ROUNDS = 100
LEAST = 1e-12
ROUNDING = 1e-14
"""Newton steps at most; the gain, per unit of weight, that the last one promises; differences that are rounding."""


@dataclass(frozen=True, slots=True)
class Logit:
    """`coefficients` (columns x groups) and `constants` (groups), for the columns in their own units.

    The linear predictors are log probabilities up to a term that is the same for all groups; they are centred over
    the groups.
    """

    coefficients: Floats
    constants: Floats

    def predictors(self, columns: Floats) -> Floats:
        """People x groups: the difference of two is the log odds of one group against the other."""
        return columns @ self.coefficients + self.constants


def fit_logit(
    columns: Floats, memberships: Floats, weights: Floats, *, ridge: float = RIDGE, start: Logit | None = None
) -> Logit:
    """The multinomial logit of soft memberships on a few columns.

    Question: which group does a person with these answers belong to, and how sure is that? A person who is 0.7 in one
    group and 0.3 in another counts as 0.7 and 0.3 of a person. The penalty is per unit of weight on standardised
    columns, so neither the units of the columns nor the scale of the weights matter.

    Shapes: `columns` people x p without blanks, `memberships` people x k with rows that sum to 1. A constant column
    gets coefficient 0. `start`: the fit for the first few of the columns, from where the search is shorter. Raises
    CannotCompute when a group has no members at all.

    R twin: `glmnet(x, y, family = "multinomial", alpha = 0, lambda = ridge, weights = w)` with `y` the memberships.
    Source: Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1).

    >>> x = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> fit = fit_logit(x, np.array([[0.9, 0.1], [0.7, 0.3], [0.3, 0.7], [0.1, 0.9]]), np.ones(4))
    >>> fit.predictors(x).argmax(axis=1).tolist()
    [0, 0, 1, 1]
    """
    p = columns.shape[1]
    middle, spread = weighted_mean(columns, weights), np.sqrt(weighted_variance(columns, weights))
    unit = np.divide(1.0, spread, out=np.zeros(p), where=spread > 1e-12 * np.maximum(np.abs(middle), 1.0))
    rows, share = _alike((columns - middle) * unit, (weights / weights.sum())[:, None] * memberships)
    if (share.sum(axis=0) <= 0).any():
        raise CannotCompute(Problem("LOGIT_EMPTY_GROUP", "a group has no members, so nothing can be learnt about it"))
    slopes, constants = _newton(rows, share, ridge, _beginning(start, share, middle, spread))
    coefficients = slopes * unit[:, None]
    return Logit(coefficients=coefficients, constants=constants - middle @ coefficients)


def _alike(rows: Floats, share: Floats) -> tuple[Floats, Floats]:
    """The different rows, in an order of their own, with the shares of the people who answer so."""
    order = np.lexsort(rows.T[::-1])
    rows = rows[order]
    first = np.flatnonzero(np.concatenate([[True], (rows[1:] != rows[:-1]).any(axis=1)]))
    return rows[first], np.add.reduceat(share[order], first, axis=0)


def _beginning(start: Logit | None, share: Floats, middle: Floats, spread: Floats) -> Floats:
    """Where the search begins, for standardised columns and the constant: an earlier fit, or no slopes at all."""
    now = np.zeros((len(middle) + 1, share.shape[1]))
    if start is None:
        now[-1] = np.log(share.sum(axis=0))
    else:
        known = len(start.coefficients)
        now[:known] = start.coefficients * spread[:known, None]
        now[-1] = start.constants + middle[:known] @ start.coefficients
    return now


def _newton(rows: Floats, share: Floats, ridge: float, now: Floats) -> tuple[Floats, Floats]:
    """Slopes (p x k) and constants (k), both centred over the groups, where the penalised likelihood is highest.

    `rows`: standardised; `share`: of all weight, by row and group; `now`: where to begin. Newton steps, shortened until
    the likelihood rises.
    """
    n, p = rows.shape
    k = share.shape[1]
    mass = share.sum(axis=1)
    data = np.concatenate([rows, np.ones((n, 1))], axis=1)
    penalty = np.full((p + 1, 1), ridge)
    penalty[-1] = 0.0
    level, chances = _level(data, share, now, penalty)
    for _ in range(ROUNDS):
        gradient = data.T @ (mass[:, None] * chances - share) + penalty * now
        step = np.linalg.solve(_curvature(data, mass, chances, penalty), gradient.T.reshape(-1)).reshape(k, p + 1).T
        gain = float((gradient * step).sum())
        trial, found = _level(data, share, now - step, penalty)
        while trial > level - 1e-4 * gain + ROUNDING and gain > LEAST:
            step, gain = step / 2, gain / 2
            trial, found = _level(data, share, now - step, penalty)
        now, level, chances = now - step, trial, found
        if gain <= LEAST:
            break
    centred = now - now.mean(axis=1, keepdims=True)
    return centred[:-1], centred[-1]


def _level(data: Floats, share: Floats, now: Floats, penalty: Floats) -> tuple[float, Floats]:
    """What is to be made small (minus the penalised log-likelihood), and the probabilities (rows x groups)."""
    scores = data @ now
    scores -= scores.max(axis=1, keepdims=True)
    chances = np.exp(scores)
    total = chances.sum(axis=1, keepdims=True)
    height = float((share * (scores - np.log(total))).sum())
    return float((penalty * np.square(now)).sum()) / 2 - height, chances / total


def _curvature(data: Floats, mass: Floats, chances: Floats, penalty: Floats) -> Floats:
    """The second derivatives, groups x columns by groups x columns; the level that all constants share is held."""
    width, k = data.shape[1], chances.shape[1]
    curvature = np.empty((k, width, k, width))
    for one in range(k):
        for other in range(one + 1):
            load = mass * chances[:, one] * ((one == other) - chances[:, other])
            curvature[one, :, other] = curvature[other, :, one] = (data * load[:, None]).T @ data
    each = np.arange(k)
    curvature[each, :, each] += np.diag(penalty[:, 0])
    curvature[:, -1, :, -1] += 1 / k
    return curvature.reshape(k * width, k * width)

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


def fit_logit(columns: Floats, memberships: Floats, weights: Floats, *, ridge: float = RIDGE) -> Logit:
    """The multinomial logit of soft memberships on a few columns.

    Question: which group does a person with these answers belong to, and how sure is that? A person who is 0.7 in one
    group and 0.3 in another counts as 0.7 and 0.3 of a person. The penalty is per unit of weight on standardised
    columns, so neither the units of the columns nor the scale of the weights matter.

    Shapes: `columns` people x p without blanks, `memberships` people x k with rows that sum to 1. A constant column
    gets coefficient 0. Raises CannotCompute when a group has no members at all.

    R twin: `glmnet(x, y, family = "multinomial", alpha = 0, lambda = ridge, weights = w)` with `y` the memberships.
    Source: Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1).

    >>> x = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> fit = fit_logit(x, np.array([[0.9, 0.1], [0.7, 0.3], [0.3, 0.7], [0.1, 0.9]]), np.ones(4))
    >>> fit.predictors(x).argmax(axis=1).tolist()
    [0, 0, 1, 1]
    """
    from sklearn.linear_model import LogisticRegression

    p, k = columns.shape[1], memberships.shape[1]
    middle, spread = weighted_mean(columns, weights), np.sqrt(weighted_variance(columns, weights))
    unit = np.divide(1.0, spread, out=np.zeros(p), where=spread > 1e-12 * np.maximum(np.abs(middle), 1.0))
    rows, person = np.unique((columns - middle) * unit, axis=0, return_inverse=True)  # people who answer alike
    share = np.zeros((len(rows), k))
    np.add.at(share, person.reshape(-1), (weights / weights.sum())[:, None] * memberships)
    if (share.sum(axis=0) <= 0).any():
        raise CannotCompute(Problem("LOGIT_EMPTY_GROUP", "a group has no members, so nothing can be learnt about it"))
    penalty = ridge / 2 if k == 2 else ridge  # scikit-learn keeps one predictor for two groups: the difference
    model = LogisticRegression(C=1.0 / penalty, solver="newton-cholesky", tol=1e-7)
    model.fit(np.repeat(rows, k, axis=0), np.tile(np.arange(k), len(rows)), sample_weight=share.reshape(-1))
    slopes, constants = model.coef_, model.intercept_
    if k == 2:
        slopes, constants = np.vstack([-slopes, slopes]) / 2, np.concatenate([-constants, constants]) / 2
    coefficients = (slopes - slopes.mean(axis=0)).T * unit[:, None]
    return Logit(coefficients=coefficients, constants=constants - constants.mean() - middle @ coefficients)

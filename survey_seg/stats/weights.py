"""Weighted sums done once: means, variances, covariances, quantiles, and how many people the weights are worth.

Four laws hold for every function here: a weight of two is two people, scaling all weights changes nothing, a weight
of zero is absence, and unit weights are no weights. Divisors are the sum of weights (maximum likelihood), because a
divisor of n - 1 would break the second law.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

TIE = 1e-12
"""Cumulated shares closer than this are the same share: the sum of weights carries rounding."""


def effective_base(weights: Floats) -> float:
    """How many unweighted people would give the precision that these weighted people give (Kish).

    (sum w)^2 / sum w^2: equal to n for equal weights, smaller the more the weights differ. It is the n of every test
    and interval. R twin: `1 / sum((w / sum(w))^2)`. Source: Kish (1965), Survey Sampling, section 11.7.

    >>> effective_base(np.array([1.0, 1.0, 1.0, 3.0]))
    3.0
    """
    squares = float(np.square(weights).sum())
    return float(weights.sum()) ** 2 / squares if squares > 0 else 0.0


def weighted_mean(values: Floats, weights: Floats) -> Floats:
    """The mean of each column over people.

    `values`: people x columns without blanks. R twin: `stats::weighted.mean`.

    >>> weighted_mean(np.array([[1.0], [4.0]]), np.array([2.0, 1.0]))
    array([2.])
    """
    means: Floats = weights @ values / weights.sum()
    return means


def weighted_covariance(values: Floats, weights: Floats) -> Floats:
    """The covariance of the columns, divided by the sum of weights.

    `values`: people x columns without blanks. R twin: `stats::cov.wt(x, w, method = "ML")$cov`.

    >>> weighted_covariance(np.array([[0.0], [0.0], [3.0]]), np.array([1.0, 1.0, 1.0]))
    array([[2.]])
    """
    centred = values - weighted_mean(values, weights)
    covariance: Floats = (centred * weights[:, None]).T @ centred / weights.sum()
    return covariance


def weighted_variance(values: Floats, weights: Floats) -> Floats:
    """The variance of each column, divided by the sum of weights.

    >>> weighted_variance(np.array([[0.0], [3.0]]), np.array([2.0, 1.0]))
    array([2.])
    """
    centred = values - weighted_mean(values, weights)
    variances: Floats = weights @ np.square(centred) / weights.sum()
    return variances


def weighted_quantile(values: Floats, weights: Floats, share: float) -> float:
    """The smallest answer that at least `share` of the people do not exceed.

    `values`: one column without blanks; the result is always one of them. The inverse of the distribution function is
    the one definition under which a weight of two is two people. R twin: `quantile(x, share, type = 1)`.

    >>> weighted_quantile(np.array([10.0, 20.0, 30.0, 40.0]), np.ones(4), 0.5)
    20.0
    """
    there = weights > 0
    order = np.argsort(values[there], kind="stable")
    reached = np.cumsum(weights[there][order]) / weights[there].sum()
    place = int(np.searchsorted(reached, share - TIE))
    return float(values[there][order][min(place, len(order) - 1)])

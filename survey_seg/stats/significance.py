"""Intervals for shares and means, and what many tests at once do to a p-value.

All take the effective base (`stats.weights.effective_base`) as their n: weighted people are worth fewer people, and
tests that take weights for people call one difference in four significant where there is none.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

Floats = npt.NDArray[np.float64]

LEVEL = 0.95


def wilson(share: npt.ArrayLike, n_eff: npt.ArrayLike, *, level: float = LEVEL) -> tuple[Floats, Floats]:
    """The Wilson interval of shares: low and high ends, within 0..1 even for shares of 0 and 1.

    NaN where the base is zero. R twin: `binom::binom.wilson`, `prop.test(correct = FALSE)`; source: Wilson (1927),
    Journal of the American Statistical Association 22.

    >>> low, high = wilson(0.5, 100)
    >>> round(float(low), 4), round(float(high), 4)
    (0.4038, 0.5962)
    """
    p, n = np.asarray(share, dtype=np.float64), np.asarray(n_eff, dtype=np.float64)
    z2 = float(ndtri((1 + level) / 2)) ** 2
    n = np.where(n > 0, n, np.nan)
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return np.clip(centre - half, 0.0, 1.0), np.clip(centre + half, 0.0, 1.0)


def mean_interval(mean: float, variance: float, n_eff: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The t interval of a mean; `variance` is the weighted one (divided by the sum of weights).

    NaN for a base of one or less. R twin: `t.test(x)$conf.int` for equal weights.

    >>> low, high = mean_interval(2.0, 2 / 3, 3)   # of 1, 2, 3
    >>> round(low, 4), round(high, 4)
    (-0.4841, 4.4841)
    """
    if n_eff <= 1:
        return float("nan"), float("nan")
    half = float(stdtrit(n_eff - 1, (1 + level) / 2)) * float(np.sqrt(variance / (n_eff - 1)))
    return mean - half, mean + half


def adjusted(p_values: Floats) -> Floats:
    """p-values adjusted so that at most 5 % of the differences called real at .05 are none (Benjamini-Hochberg).

    NaN stays NaN and does not count as a test. R twin: `p.adjust(p, "BH")`; source: Benjamini & Hochberg (1995),
    Journal of the Royal Statistical Society B 57.

    >>> adjusted(np.array([0.01, 0.04, 0.03])).tolist()
    [0.03, 0.04, 0.04]
    """
    result: Floats = np.full(len(p_values), np.nan)
    known = ~np.isnan(p_values)
    p, tests = p_values[known], int(known.sum())
    order = np.argsort(p)[::-1]
    each = np.minimum.accumulate(p[order] * tests / np.arange(tests, 0, -1))
    result[np.flatnonzero(known)[order]] = np.minimum(each, 1.0)
    return result

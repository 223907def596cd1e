"""How much of the differences in an item lies between groups, with its interval."""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq
from scipy.special import ncfdtr

from survey_seg.stats.significance import LEVEL

LARGEST = 1e6
"""Noncentrality beyond which nothing is searched."""


def eta_squared_interval(eta: float, groups: int, n_eff: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The interval of eta squared, from the noncentral F distribution.

    The question it answers: between which values may the share of an item's differences that lies between groups be in
    the population? `eta`: the share found, 0 to 1; `n_eff`: the effective base. .01 is small, .06 medium, .14 large.
    Groups are taken as given: where they were made from the item itself, the interval says how precisely the share was
    measured, not that there is one. NaN where it is not known or there are too few people. R twin:
    `effectsize::eta_squared(alternative = "two.sided")`; source: Steiger (2004), Psychological Methods 9.

    >>> low, high = eta_squared_interval(0.14, 4, 200)
    >>> round(low, 3), round(high, 3)
    (0.055, 0.224)
    """
    between, within = groups - 1, n_eff - groups
    if not (0 <= eta < 1 and between > 0 and within > 0):
        return float("nan"), float("nan")
    statistic = eta / between / ((1 - eta) / within)

    def share(tail: float) -> float:
        def excess(noncentrality: float) -> float:
            return float(ncfdtr(between, within, noncentrality, statistic)) - tail

        if excess(0.0) <= 0:
            return 0.0
        most = max(10.0, 2 * between * statistic)
        while excess(most) > 0 and most < LARGEST:
            most *= 2
        found = float(brentq(excess, 0.0, most, xtol=1e-10, rtol=1e-12))
        return found / (found + within)

    ends = share((1 + level) / 2), share((1 - level) / 2)
    return ends if np.isfinite(ends).all() else (float("nan"), float("nan"))

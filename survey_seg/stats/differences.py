"""How much two groups differ, and how closely two answers go together, with intervals that take survey weights.

Variances of means and correlations are linearised: each person pulls an estimate by their own weight (the sample drawn
one by one, no strata, no clusters). Shares take score intervals on effective bases: where a small group nearly agrees,
its variance says that it is known exactly. All weights times a number change nothing, and people of weight zero are
absent. A person of weight two counts twice in the estimate, but is one person in its precision.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from survey_seg.stats.column_tests import shares_differ
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LEVEL = 0.95
NAN = float("nan")
ROUNDING = 1e-10
"""A variance below this share of the squared size of the values is the rounding of a sum."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An estimate with its interval and two-sided p; all NaN but the estimates where nothing can be compared.

    `inside`, `outside`: the means (or shares) of the two groups; NaN for a correlation.
    """

    estimate: float
    low: float
    high: float
    p: float
    inside: float = NAN
    outside: float = NAN


NOTHING = Difference(NAN, NAN, NAN, NAN)


def difference(values: Floats, inside: Flags, weights: Floats, *, level: float = LEVEL) -> Difference:
    """The weighted mean of a group less that of everybody else; for values of 0 and 1 a difference of shares.

    The question it answers: how much higher is it there, and how sure is that? `values`: one per person, no blanks, in
    units of the answer. Of values of 0 and 1: Newcombe's hybrid score interval and the p of the pooled z test
    (`column_tests.shares_differ`), which may disagree by a little; the n of a group is its effective base, or the one
    that the linearised variance of its share amounts to where that is smaller (weights that go with the answer). R
    twin: `prop.test(correct = FALSE)`, whose intervals for each group alone make up the hybrid one; source: Newcombe
    (1998), Statistics in Medicine 17, method 10. Of other values: t interval with n - 2 degrees of freedom and
    linearised variances, n the people with weight; no width where each group agrees within itself. R twin:
    `survey::svyttest(y ~ group)`; source: Lumley (2010), Complex Surveys. NaN ends where a group has fewer than two
    people, or all people are alike.

    >>> found = difference(np.array([1.0, 1, 1, 0, 0, 1, 0, 0]), np.arange(8) < 4, np.ones(8))
    >>> round(found.estimate, 2), round(found.low, 2), round(found.high, 2)
    (0.5, -0.14, 0.79)
    """
    there = weights > 0
    values, inside, weights = values[there], inside[there], weights[there]
    sides = [_mean(values[side], weights[side]) for side in (inside, ~inside)]
    estimate, n = sides[0][0] - sides[1][0], len(values)
    if min(int(inside.sum()), int((~inside).sum())) < 2:
        return Difference(estimate, NAN, NAN, NAN, sides[0][0], sides[1][0])
    if np.isin(values, (0.0, 1.0)).all() and np.ptp(values) > 0:
        bases = [_base(*side, weights[who]) for side, who in zip(sides, (inside, ~inside), strict=True)]
        return _of_shares(np.array(sides)[:, 0], np.array(bases), level)
    error = float(np.sqrt((sides[0][1] + sides[1][1]) * n / (n - 1)))
    if error <= ROUNDING * float(np.abs(values).max()):
        end = estimate if abs(estimate) > ROUNDING * float(np.abs(values).max()) else NAN
        return Difference(estimate, end, end, 0.0 if end == end else NAN, sides[0][0], sides[1][0])
    half = float(stdtrit(n - 2, (1 + level) / 2)) * error
    p = 2 * float(stdtr(n - 2, -abs(estimate) / error))
    return Difference(estimate, estimate - half, estimate + half, p, sides[0][0], sides[1][0])


def _base(share: float, variance: float, weights: Floats) -> float:
    """For how many unweighted people a share is worth; where all agree its variance does not tell."""
    spread, n_eff = share * (1 - share), effective_base(weights)
    return min(n_eff, spread / variance) if spread > ROUNDING else n_eff


def _of_shares(shares: Floats, bases: Floats, level: float) -> Difference:
    """The difference of two shares: the distances of each from the ends of its Wilson interval, put together."""
    low, high = wilson(shares, bases, level=level)
    estimate = float(shares[0] - shares[1])
    down = float(np.hypot(shares[0] - low[0], high[1] - shares[1]))
    up = float(np.hypot(high[0] - shares[0], shares[1] - low[1]))
    p = float(shares_differ(shares[:1], bases[:1], shares[1:], bases[1:])[0])
    return Difference(estimate, estimate - down, estimate + up, p, float(shares[0]), float(shares[1]))


def _mean(values: Floats, weights: Floats) -> tuple[float, float]:
    """A weighted mean and its linearised variance, before the factor for the size of the sample."""
    if not len(values):
        return NAN, NAN
    mean = float(np.average(values, weights=weights))
    return mean, float((((values - mean) * weights / weights.sum()) ** 2).sum())


def correlation(one: Floats, other: Floats, weights: Floats, *, level: float = LEVEL) -> Difference:
    """The weighted correlation of two answers (Pearson), its interval and p.

    The question it answers: do people who are high in one tend to be high in the other? `one`, `other`: an answer each
    per person, no blanks. -1 to 1. Linearised variance, interval and p on Fisher's scale (the inverse hyperbolic
    tangent), so that the interval stays within -1..1. NaN where one of them does not vary, or with fewer than three
    people. R twin: `survey::svycontrast` of the moments of `survey::svymean`.

    >>> found = correlation(np.array([1.0, 2, 3, 4]), np.array([1.0, 3, 2, 4]), np.ones(4))
    >>> round(found.estimate, 4)
    0.8
    """
    there = weights > 0
    one, other, share = one[there], other[there], weights[there] / weights[there].sum()
    n = len(one)
    if n < 3:
        return NOTHING
    x, y = one - share @ one, other - share @ other
    spread = float(share @ x**2), float(share @ y**2)
    if any(s <= ROUNDING**2 * float(np.square(v).max()) for s, v in zip(spread, (one, other), strict=True)):
        return NOTHING
    x, y = x / np.sqrt(spread[0]), y / np.sqrt(spread[1])
    r = float(share @ (x * y))
    pull = share * (x * y - r * (x**2 + y**2) / 2)
    error = float(np.sqrt((pull**2).sum() * n / (n - 1)))
    if not abs(r) < 1 - ROUNDING:
        return Difference(r, NAN, NAN, NAN)
    centre, scaled = np.arctanh(r), error / (1 - r**2)
    half = float(ndtri((1 + level) / 2)) * scaled
    p = 2 * float(ndtr(-abs(centre) / scaled)) if scaled > 0 else NAN
    return Difference(r, float(np.tanh(centre - half)), float(np.tanh(centre + half)), p)

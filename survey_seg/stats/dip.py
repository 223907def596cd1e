"""Has a distribution one hump or several? Hartigan's dip test, exact, for weighted people too.

The dip is the largest gap between the distribution function and the nearest one that has a single hump: about
1 / (2 n) for one hump, up to 1 / 4 for two equal and distant ones. Its p-value compares it with samples of the same
size from the uniform distribution, the hardest single hump.

Weights: the dip is that of the weighted distribution function, so a weight of two is two people and scaling changes
nothing. The p-value takes the effective base (`stats.weights.effective_base`) for the number of people, because that
is how far a weighted distribution function strays by chance; there a weight of two is *one* person who counts double.
Answers on a few steps have gaps between the steps, and the dip sees them: test scores that take many values.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.dip_quantiles import PEOPLE, QUANTILES, REACHED
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def dip(values: Floats, weights: Floats) -> float:
    """The dip of a weighted sample: 0 (one hump or one value) to .25 (two equal and distant humps).

    `values`: one finite number per person; `weights`: one per person, not negative. Sorting apart, the work grows with
    the number of people. R twin: `diptest::dip` (which never goes below 1 / (2 n)); source: Hartigan & Hartigan (1985),
    Annals of Statistics 13. Raises CannotCompute when nobody has a weight above zero or a value is missing.

    >>> dip(np.array([1.0, 2.0, 3.0, 4.0]), np.ones(4))
    0.125
    >>> dip(np.array([0.0, 0.1, 5.0, 5.1]), np.array([1.0, 1.0, 2.0, 2.0])).__round__(4)
    0.1667
    """
    there = weights > 0
    if not there.any():
        raise CannotCompute(Problem("DIP_NO_PEOPLE", "nobody has a weight above zero"))
    if not np.isfinite(values[there]).all():
        raise CannotCompute(Problem("DIP_MISSING_VALUES", "some values are missing", expected="a number for everybody"))
    places, which = np.unique(values[there], return_inverse=True)
    mass = np.bincount(which.reshape(-1), weights[there])
    reached = np.cumsum(mass) / mass.sum()
    return _dip(places, np.concatenate([[0.0], reached[:-1]]), reached)


def dip_p(statistic: float, n: float) -> float:
    """The share of single-hump (uniform) samples of n people whose dip is at least this large.

    Interpolated between simulated quantiles (sqrt(n) times the dip hardly depends on n); .001 stands for that or
    less, and with fewer than four people the answer is always 1. R twin: `diptest::dip.test`.

    >>> dip_p(0.125, 4), dip_p(0.2, 200)
    (1.0, 0.001)
    """
    if n < PEOPLE[0]:
        return 1.0
    size = np.clip(np.log(n), np.log(PEOPLE[0]), np.log(PEOPLE[-1]))
    row = np.array([np.interp(size, np.log(PEOPLE), column) for column in QUANTILES.T])
    tail = np.exp(np.interp(np.sqrt(n) * statistic, row, np.log1p(-REACHED)))
    return 1.0 if np.sqrt(n) * statistic <= row[0] else round(float(tail), 6)


def dip_test(values: Floats, weights: Floats) -> tuple[float, float]:
    """The dip and its p-value at the effective base: small p, more than one hump.

    >>> two = np.concatenate([np.linspace(0, 1, 50), np.linspace(3, 4, 50)])
    >>> dip_test(two, np.ones(100))[1] < 0.01
    True
    """
    statistic = dip(values, weights)
    return statistic, dip_p(statistic, effective_base(weights))


def _dip(x: Floats, below: Floats, above: Floats) -> float:
    """The dip of a distribution function that jumps at `x` from `below` to `above`.

    The modal interval is narrowed step by step: inside it stands the largest gap between the greatest convex minorant
    and the least concave majorant; what lies outside must follow the one on the left and the other on the right.
    """
    low, high, found = 0, len(x) - 1, 0.0
    while low < high:
        part = slice(low, high + 1)
        minorant, majorant = low + _hull(x[part], below[part]), low + _hull(x[part], -above[part])
        convex = np.interp(x[part], x[minorant], below[minorant])
        concave = np.interp(x[part], x[majorant], above[majorant])
        top = int((concave - convex).argmax())
        if concave[top] - convex[top] <= found:
            break
        new_low = int(minorant[np.searchsorted(minorant, low + top, side="right") - 1])
        new_high = int(majorant[np.searchsorted(majorant, low + top)])
        left, right = above[part] - convex, concave - below[part]
        if (new_low, new_high) == (low, high):
            return max(found, min(float(left[:-1].max()), float(right[1:].max()))) / 2
        found = float(max(left[: new_low - low].max(initial=found), right[new_high - low + 1 :].max(initial=found)))
        low, high = new_low, new_high
    return found / 2


def _hull(x: Floats, y: Floats) -> Ints:
    """Which points carry the greatest convex minorant: all that do not lie on or above their neighbours' chord.

    Points that fail are dropped together, which is right because each lies above a chord of two points of the set; a
    few rounds leave the hull.
    """
    kept = np.arange(len(x))
    while len(kept) > 2:
        step, rise = np.diff(x[kept]), np.diff(y[kept])
        below = rise[:-1] * step[1:] < rise[1:] * step[:-1]
        if below.all():
            break
        kept = kept[np.concatenate([[True], below, [True]])]
    return kept

"""Many likelihoods of one correlation each, made largest at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Slope = Callable[[Floats, Ints], tuple[Floats, Floats]]
"""From correlations and which of the problems they belong to: first derivatives and (expected) information."""

LIMIT = 0.9999
"""A correlation is searched on -.9999..9999; one that ends there has no inner maximum."""

SETTLED = 1e-9
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Maxima:
    """`rho`: where each likelihood is largest; `boundary`: whether that is the end of the range."""

    rho: Floats
    boundary: npt.NDArray[np.bool_]


def largest_likelihoods(slope: Slope, count: int) -> Maxima:
    """The correlation at which each of `count` log-likelihoods is largest, by Fisher scoring from zero.

    Every round narrows a bracket (uphill is where the derivative points), and a step that leaves it is replaced by its
    middle: so a likelihood with one maximum is always solved, at worst by halving. Problems that have settled drop out.
    Source: Rao (1973), Linear Statistical Inference, section 5g.

    >>> found = largest_likelihoods(lambda rho, which: (0.3 * which - rho, np.ones(len(rho))), 5)
    >>> found.rho.round(4), found.boundary
    (array([0.    , 0.3   , 0.6   , 0.9   , 0.9999]), array([False, False, False, False,  True]))
    """
    rho = np.zeros(count)
    low, high = np.full(count, -LIMIT), np.full(count, LIMIT)
    active = np.arange(count)
    for _ in range(ROUNDS):
        score, information = slope(rho[active], active)
        now = rho[active]
        low[active] = np.where(score > 0, now, low[active])
        high[active] = np.where(score < 0, now, high[active])
        trial = now + score / np.maximum(information, np.finfo(float).tiny)
        outside = (trial < low[active]) | (trial > high[active])
        trial = np.where(outside, (low[active] + high[active]) / 2, trial)
        rho[active] = trial
        active = active[np.abs(trial - now) > SETTLED]
        if len(active) == 0:
            break
    boundary = np.abs(rho) > LIMIT - 1e-6
    return Maxima(np.where(boundary, np.sign(rho) * LIMIT, rho), boundary)

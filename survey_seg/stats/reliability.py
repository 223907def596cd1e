"""Do the items of a scale measure one thing, and how precisely? Alpha, omega, and what each item adds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.correlation import inverse_of
from survey_seg.stats.factor import Extraction, communalities, minres
from survey_seg.stats.rotation import Rotated, oblimin

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of a sum of items: `alpha`, `standardised` alpha, Guttman's `lambda6`, `average_r` between items.

    Per item: `item_rest` (correlation with the sum of the others), `alpha_dropped` (alpha without it; NaN when only
    two items are there).
    """

    alpha: float
    standardised: float
    lambda6: float
    average_r: float
    item_rest: Floats
    alpha_dropped: Floats


@dataclass(frozen=True, slots=True)
class Omega:
    """Of a sum of items: which share of its variance comes from one general factor, and which from all factors.

    `hierarchical`, `total`, `asymptotic` (hierarchical of endlessly many such items); `general` and `group` loadings
    (Schmid-Leiman) with `turned` items signed to agree with the general factor; `group_of` each item;
    `group_shares` (factor x total, general, own; NaN without items); `ecv` (explained common variance that is
    general); `heywood` items; `held`: whether the general factor would explain more than all of a group factor (held
    at 99.5 %, where psych lets it pass); whether everything `converged`. With one factor only `total` means something,
    the other three are NaN.
    """

    hierarchical: float
    total: float
    asymptotic: float
    ecv: float
    general: Floats
    group: Floats
    turned: npt.NDArray[np.bool_]
    group_of: Ints
    group_shares: Floats
    heywood: tuple[int, ...]
    held: bool
    converged: bool


def reliability(R: Floats, spreads: Floats) -> Reliability:
    """Alpha and its companions for the sum of these items.

    `R`: correlations, p x p with p at least 2, all items pointing one way; `spreads`: standard deviation of each. R
    twin: `psych::alpha`. Sources: Cronbach (1951), Guttman (1945).

    Raises CannotCompute for fewer than 2 items, items that do not vary, and a sum that does not vary.

    >>> found = reliability(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]), np.ones(3))
    >>> round(found.alpha, 4), found.item_rest.round(4), found.alpha_dropped.round(4)
    (0.75, array([0.5774, 0.5774, 0.5774]), array([0.6667, 0.6667, 0.6667]))
    """
    p = len(R)
    C = R * np.outer(spreads, spreads)
    if p < 2 or not np.isfinite(R).all() or spreads.min() <= 0 or C.sum() <= 1e-12 * np.trace(C):
        what = "a scale needs two items or more that vary, were answered together, and do not cancel out"
        raise CannotCompute(Problem("RELIABILITY_NO_SCALE", what, hint="check which items are reversed"))
    variance, total = np.diag(C), float(C.sum())
    shared = C.sum(axis=0) - variance
    rest = total - 2 * shared - variance  # variance of the sum of the others
    smc = 1 - 1 / np.diag(inverse_of(R))
    with np.errstate(divide="ignore", invalid="ignore"):
        item_rest = shared / np.sqrt(variance * rest)
        dropped = np.full(p, np.nan)
        if p > 2:
            dropped = (p - 1) / (p - 2) * (1 - (variance.sum() - variance) / rest)
    return Reliability(
        alpha=_alpha(C),
        standardised=_alpha(R),
        lambda6=float(1 - (1 - smc).sum() / R.sum()),
        average_r=float((R.sum() - p) / (p * (p - 1))),
        item_rest=item_rest,
        alpha_dropped=dropped,
    )


def _alpha(C: Floats) -> float:
    return float(len(C) / (len(C) - 1) * (1 - np.trace(C) / C.sum()))


def omega(R: Floats, n_factors: int) -> Omega:
    """McDonald's omega, hierarchical and total, from a Schmid-Leiman solution of minres factors turned by oblimin.

    `R`: positive definite correlations. With two factors the general loadings are taken as equal, since nothing can
    tell them apart. Items that load negatively on the general factor are turned first. R twin: `psych::omega(fm =
    "minres", rotate = "oblimin", option = "equal")`. Sources: Schmid & Leiman (1957), Psychometrika 22; McDonald
    (1999); Zinbarg, Revelle, Yovel & Li (2005), Psychometrika 70.

    >>> blocks = np.kron(np.eye(3), np.full((3, 3), 0.2)) + 0.3 + 0.5 * np.eye(9)
    >>> found = omega(blocks, 3)
    >>> round(found.hierarchical, 3), round(found.total, 3)
    (0.711, 0.868)
    """
    found = minres(R, n_factors)
    if n_factors == 1:
        return _one_factor(R, found)
    slanted = oblimin(found.loadings)
    second = _behind(slanted)
    gains = second.loadings[:, 0]
    general, group = slanted.loadings @ gains, slanted.loadings * np.sqrt(np.maximum(1 - np.square(gains), 0.0))
    if general.sum() < 0:
        general = -general
    sign = np.where(general < 0, -1.0, 1.0)
    general, group, agreed = general * sign, group * sign[:, None], R * np.outer(sign, sign)
    unique = float((1 - communalities(slanted.loadings, slanted.phi)).sum())
    whole, mine = float(agreed.sum()), float(general.sum()) ** 2
    group_of = np.abs(group).argmax(axis=1).astype(np.int64)
    return Omega(
        hierarchical=mine / whole,
        total=1 - unique / whole,
        asymptotic=mine / (whole - unique),
        ecv=float(np.square(general).sum() / (np.square(general).sum() + np.square(group).sum())),
        general=general,
        group=group,
        turned=sign < 0,
        group_of=group_of,
        group_shares=_group_shares(agreed, general, group, group_of),
        heywood=found.heywood,
        held=bool(second.heywood),
        converged=found.converged and slanted.converged and second.converged,
    )


def _behind(slanted: Rotated) -> Extraction:
    """The one factor behind the factors."""
    phi = slanted.phi
    if len(phi) == 2:
        size = float(np.sqrt(abs(phi[0, 1])))
        return Extraction(np.array([[size], [np.copysign(size, phi[0, 1])]]), (), converged=True)
    return minres(phi, 1)


def _group_shares(R: Floats, general: Floats, group: Floats, group_of: Ints) -> Floats:
    shares = np.full((group.shape[1], 3), np.nan)
    for factor in range(group.shape[1]):
        mine = group_of == factor
        if mine.any():
            whole = R[np.ix_(mine, mine)].sum()
            from_general, own = general[mine].sum() ** 2 / whole, group[mine, factor].sum() ** 2 / whole
            shares[factor] = from_general + own, from_general, own
    return shares


def _one_factor(R: Floats, found: Extraction) -> Omega:
    loadings = found.loadings[:, 0]
    sign = np.where(loadings < 0, -1.0, 1.0)
    whole = float((R * np.outer(sign, sign)).sum())
    total = 1 - float((1 - np.square(loadings)).sum()) / whole
    return Omega(
        hierarchical=np.nan,
        total=total,
        asymptotic=np.nan,
        ecv=np.nan,
        general=loadings * sign,
        group=np.zeros((len(R), 1)),
        turned=sign < 0,
        group_of=np.zeros(len(R), dtype=np.int64),
        group_shares=np.full((1, 3), np.nan),
        heywood=found.heywood,
        held=False,
        converged=found.converged,
    )

"""How well 0, 1, 2 ... factors reproduce the correlations, charged for what they cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.factor import minres, most_factors
from survey_seg.stats.rotation import varimax

Floats = npt.NDArray[np.float64]

MOST = 8


@dataclass(frozen=True, slots=True)
class FitByNumber:
    """Per number of factors, from none: `bic` and `ebic` (small is good), `simple1` and `simple2` (large is good)."""

    bic: Floats
    ebic: Floats
    simple1: Floats
    simple2: Floats


def fit_by_number(R: Floats, n: float) -> FitByNumber:
    """The Bayesian information criterion and the fit of very simple structures for 0 to 8 minres factors.

    `R`: positive definite correlations; `n`: the effective base. `bic`: chi-square of the discrepancy less df log n;
    `ebic`: the same with the squared residual correlations instead; `simple1`, `simple2`: the share of the squared
    correlations that the largest one, or two, varimax loadings of each item reproduce. Numbers that the items cannot
    determine are left out. R twin: `psych::vss(fm = "minres", rotate = "varimax")`, which starts at one factor.
    Source: Revelle & Rocklin (1979), Multivariate Behavioral Research 14.

    >>> fit = fit_by_number(0.5 * np.ones((5, 5)) + 0.5 * np.eye(5), 200)
    >>> int(fit.bic.argmin()), int(fit.simple1.argmax())
    (1, 1)
    """
    rows = [_row(R, n, k) for k in range(min(MOST, most_factors(len(R))) + 1)]
    bic, ebic, simple1, simple2 = np.array(rows).T
    return FitByNumber(bic, ebic, simple1, simple2)


def _row(R: Floats, n: float, k: int) -> tuple[float, float, float, float]:
    p = len(R)
    loadings = minres(R, k).loadings if k else np.zeros((p, 1))
    model = loadings @ loadings.T
    np.fill_diagonal(model, 1.0)
    ratio = np.linalg.solve(model, R)
    discrepancy = float(np.trace(ratio) - np.linalg.slogdet(ratio)[1] - p)
    freedom = ((p - k) ** 2 - (p + k)) / 2
    price = freedom * np.log(n)
    chi2 = discrepancy * (n - 1 - (2 * p + 5) / 6 - 2 * k / 3)
    turned = varimax(loadings).loadings if k > 1 else loadings
    return (
        chi2 - price,
        n * float(np.square(R - model).sum()) - price,
        _simple(R, turned, 1),
        _simple(R, turned, 2) if k > 1 else 0.0,
    )


def _simple(R: Floats, loadings: Floats, count: int) -> float:
    """The share of all squared correlations that each item's largest loadings reproduce."""
    size = np.abs(loadings)
    kept = np.where(size >= np.sort(size, axis=1)[:, -count][:, None], loadings, 0.0)
    return 1 - float(np.square(R - kept @ kept.T).sum() / np.square(R).sum())

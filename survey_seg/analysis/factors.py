"""How many dimensions the basis has, which items make them up, and where each person stands on them.

Factors describe and reduce; segments are not built on them. Correlations come from the answers people gave (each pair
from those who answered both, weighted), never from filled blanks; only the scores, which need every answer, use the
filled matrix.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.basis import scale_codes
from survey_seg.analysis.model import Basis, FactorSolution
from survey_seg.errors import CannotCompute, Notice, Problem
from survey_seg.stats.adequacy import bartlett, kmo, kmo_word
from survey_seg.stats.correlation import smoothed, weighted_correlation
from survey_seg.stats.factor import (
    Extraction,
    by_size,
    communalities,
    explained,
    minres,
    most_factors,
)
from survey_seg.stats.factor_scores import scoring_weights
from survey_seg.stats.retention import Retention, retention, votes_sentence
from survey_seg.stats.rotation import Rotated, oblimin, varimax
from survey_seg.stats.weights import effective_base, weighted_mean, weighted_variance

Floats = npt.NDArray[np.float64]
Rotation = Literal["none", "varimax", "oblimin"]

FEWEST_ITEMS = 3
POOR_KMO = 0.5


def extract_factors(
    basis: Basis, *, rotation: Rotation = "oblimin", n_factors: int | None = None, seed: int = 1
) -> FactorSolution:
    """Minimum residual factors of the basis items, rotated, with the votes on their number and everybody's scores.

    Reversed items are turned first. Without `n_factors` parallel analysis decides (`stats.retention`), with at least
    one factor. One factor is not rotated. Tests use the effective base. R twin: `psych::fa(fm = "minres", scores =
    "Thurstone", use = "pairwise")` with the weights in the correlations.

    Raises CannotCompute for fewer than 3 items, an effective base that is not above the number of items, items that
    nobody answered together, and more factors than the items can determine.
    """
    codes = scale_codes(basis, basis.raw)
    base = effective_base(basis.weights[~np.isnan(codes).all(axis=1)])
    R = weighted_correlation(codes, basis.weights)
    if problems := list(_problems(basis, R, base, n_factors)):
        raise CannotCompute(problems)
    R, changed = smoothed(R)
    overall, items = kmo(R)
    chi2, df, p = bartlett(R, base)
    votes = retention(R, base, seed=seed)
    count = n_factors or min(max(votes.suggested, 1), most_factors(len(R)))
    extraction = minres(R, count)
    turned, turned_by = _rotated(extraction.loadings, rotation)
    loadings, phi = by_size(turned.loadings, turned.phi)
    shares = communalities(loadings, phi)
    return FactorSolution(
        n_factors=count,
        rotation=turned_by,
        kmo=overall,
        kmo_items=items,
        bartlett_chi2=chi2,
        bartlett_df=df,
        bartlett_p=p,
        eigenvalues=votes.eigenvalues,
        random_eigenvalues=votes.random_eigenvalues,
        votes=pd.DataFrame(votes.votes, columns=["method", "suggests"]),
        loadings=_table(basis.items, loadings),
        phi=phi,
        communalities=shares,
        uniquenesses=1 - shares,
        variance=explained(loadings, phi),
        scores=_standardised(basis) @ scoring_weights(R, loadings, phi),
        correlation=R,
        notices=(*_number_notices(votes, count, overall), *_fit_notices(basis, extraction, turned, changed)),
    )


def factors_sentence(solution: FactorSolution) -> str:
    """One sentence on the number of factors: how many criteria agree with it, and what each says."""
    votes = zip(solution.votes["method"], solution.votes["suggests"], strict=True)
    return votes_sentence(tuple((str(method), int(suggests)) for method, suggests in votes), solution.n_factors)


def _table(items: tuple[str, ...], loadings: Floats) -> pd.DataFrame:
    names = [f"F{i + 1}" for i in range(loadings.shape[1])]
    return pd.DataFrame(loadings, index=pd.Index(items, name="item"), columns=names)


def _rotated(loadings: Floats, rotation: Rotation) -> tuple[Rotated, Rotation]:
    if loadings.shape[1] == 1 or rotation == "none":
        return Rotated(loadings, np.eye(loadings.shape[1]), converged=True), "none"
    return (varimax if rotation == "varimax" else oblimin)(loadings), rotation


def _standardised(basis: Basis) -> Floats:
    mean = weighted_mean(basis.matrix, basis.weights)
    standardised: Floats = (basis.matrix - mean) / np.sqrt(weighted_variance(basis.matrix, basis.weights))
    return standardised


def _problems(basis: Basis, R: Floats, base: float, n_factors: int | None) -> Iterator[Problem]:
    p = len(basis.items)
    if p < FEWEST_ITEMS:
        what = f"{p} basis items"
        yield Problem("FACTORS_TOO_FEW_ITEMS", what, expected=f"at least {FEWEST_ITEMS} to look for common factors")
    elif n_factors is not None and not 1 <= n_factors <= most_factors(p):
        what = f"{n_factors} factors asked for from {p} items"
        yield Problem("FACTORS_TOO_MANY", what, expected=f"1 to {most_factors(p)}, more cannot be determined")
    if round(base) <= p:
        what = f"an effective base of {base:.1f} people for {p} items"
        yield Problem("FACTORS_BASE_TOO_SMALL", what, expected="more people than items")
    for j, k in zip(*np.nonzero(np.triu(np.isnan(R))), strict=True):
        pair = f"{basis.items[j]} and {basis.items[k]}"
        yield Problem(
            "FACTORS_NOT_TOGETHER",
            f"{pair} have no correlation: nobody answered both, or those who did all gave the same answer to one",
            hint="items that are asked of different people cannot share factors; take one out of the basis",
        )


def _number_notices(votes: Retention, count: int, overall: float) -> Iterator[Notice]:
    if overall < POOR_KMO:
        text = f"The items have little in common (KMO {overall:.2f}, {kmo_word(overall)}): factors explain little here."
        yield Notice("FACTORS_LITTLE_IN_COMMON", text)
    if votes.suggested == 0:
        text = "The decisive criterion finds no common factor, only chance; at least one is shown."
        yield Notice("FACTORS_NONE_SUGGESTED", text)
    if votes.suggested > (most := most_factors(len(votes.eigenvalues))):
        text = f"{votes.suggested} factors were suggested, but so few items determine {most} at most; {count} shown."
        yield Notice("FACTORS_CAPPED", text)


def _fit_notices(basis: Basis, extraction: Extraction, turned: Rotated, changed: bool) -> Iterator[Notice]:
    if changed:
        text = "Some items repeat others or many blanks do not meet: the correlations were smoothed to be invertible."
        yield Notice("FACTORS_SMOOTHED", text)
    if extraction.heywood:
        names = ", ".join(basis.items[i] for i in extraction.heywood)
        text = f"The factors would explain more than all of {names} (Heywood case); the share was held at 99.5 %"
        yield Notice("FACTORS_HEYWOOD", f"{text}. Fewer factors, or one item less that says the same, would help.")
    if not (extraction.converged and turned.converged):
        yield Notice("FACTORS_UNFINISHED", "The search for the factors had not settled; read the loadings loosely.")

"""How many dimensions the basis has, which items make them up, and where each person stands on them.

Factors describe and reduce; segments are not built on them. Correlations come from the answers people gave (each pair
from those who answered both, weighted), never from filled blanks; only the scores, which need every answer, use the
filled matrix.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.basis import scale_codes
from survey_seg.analysis.model import Basis, FactorSolution
from survey_seg.analysis.scales import describe_scales
from survey_seg.errors import CannotCompute, Notice, Problem
from survey_seg.stats.adequacy import bartlett, kmo, kmo_word
from survey_seg.stats.correlation import smoothed, weighted_correlation
from survey_seg.stats.factor import most_factors
from survey_seg.stats.factor_scores import determinacy, scoring_weights
from survey_seg.stats.factor_solution import Method, Rotation, Solved, factor_solution
from survey_seg.stats.polychoric import LatentCorrelation, known_shares, named_pairs, polychoric
from survey_seg.stats.reliability import omega
from survey_seg.stats.retention import Retention, retention, votes_sentence
from survey_seg.stats.weights import effective_base, weighted_mean, weighted_variance

Floats = npt.NDArray[np.float64]
Matrix = Literal["pearson", "polychoric"]

FEWEST_ITEMS = 3
POOR_KMO = 0.5
SHOWN = 5


def extract_factors(
    basis: Basis,
    *,
    rotation: Rotation = "oblimin",
    n_factors: int | None = None,
    method: Method = "minres",
    matrix: Matrix = "pearson",
    seed: int = 1,
) -> FactorSolution:
    """Factors of the basis items, rotated, with the votes on their number, reliabilities and everybody's scores.

    Reversed items are turned first. Without `n_factors` parallel analysis decides (`stats.retention`), with at least
    one factor. One factor is not rotated. Tests use the effective base. Every figure comes from one matrix: Pearson,
    the convention and what scores of answers as given belong to, or on request polychoric (items of up to 20 answers;
    for few categories and skewed answers, whose Pearson correlations are too small). R twin: `psych::fa(scores =
    "Thurstone", use = "pairwise")` with the weights in the correlations.

    Raises CannotCompute for fewer than 3 items, an effective base that is not above the number of items, items that
    nobody answered together, and more factors than the items can determine.

    Of people drawn from a long table the Pearson correlations, the effective base, means and spreads are those of all
    its rows (`Basis.everybody`).
    """
    codes = scale_codes(basis, basis.raw)
    latent, known, base = _correlations(basis, codes, matrix)
    R, changed = smoothed(_accepted(basis, latent.matrix, base, n_factors))
    overall, kmo_items = kmo(R)
    sphericity = bartlett(R, base)
    votes = retention(R, base, seed=seed, known=known)
    count = n_factors or min(max(votes.suggested, 1), most_factors(len(R)))
    solved = factor_solution(R, count, method=method, rotation=rotation)
    scales, items = describe_scales(basis, codes, R)
    together = omega(R, count)
    told = (*_number_notices(votes, count, overall), *_matrix_notices(basis, latent, changed))
    return FactorSolution(
        n_factors=count,
        rotation="none" if count == 1 else rotation,
        kmo=overall,
        kmo_items=kmo_items,
        bartlett_chi2=sphericity[0],
        bartlett_df=sphericity[1],
        bartlett_p=sphericity[2],
        eigenvalues=votes.eigenvalues,
        random_eigenvalues=votes.random_eigenvalues,
        votes=pd.DataFrame(votes.votes, columns=["method", "suggests"]),
        loadings=_table(basis.items, solved.loadings),
        phi=solved.phi,
        communalities=solved.communalities,
        uniquenesses=1 - solved.communalities,
        variance=solved.variance,
        scores=_standardised(basis) @ scoring_weights(R, solved.loadings, solved.phi),
        correlation=R,
        method=method,
        matrix=matrix,
        structure=solved.structure,
        determinacy=determinacy(R, solved.loadings, solved.phi),
        scales=scales,
        items=items,
        omega_hierarchical=together.hierarchical,
        omega_total=together.total,
        notices=(*told, *_fit_notices(basis, solved)),
    )


def _accepted(basis: Basis, R: Floats, base: float, n_factors: int | None) -> Floats:
    """The same correlations, if factors can be extracted from them."""
    if problems := list(_problems(basis, R, base, n_factors)):
        raise CannotCompute(problems)
    return R


def _correlations(basis: Basis, codes: Floats, matrix: Matrix) -> tuple[LatentCorrelation, Floats | None, float]:
    """The correlations, which shares of them are known, and the effective base: of a long table, of all its rows."""
    if matrix == "pearson" and basis.everybody is not None:
        return LatentCorrelation(basis.everybody.correlation, (), ()), None, basis.everybody.base
    base = effective_base(basis.weights[~np.isnan(codes).all(axis=1)])
    if matrix == "pearson":
        return LatentCorrelation(weighted_correlation(codes, basis.weights), (), ()), None, base
    return polychoric(codes, basis.weights), known_shares(codes, basis.weights), base


def factors_sentence(solution: FactorSolution) -> str:
    """One sentence on the number of factors: how many criteria agree with it, and what each says."""
    votes = zip(solution.votes["method"], solution.votes["suggests"], strict=True)
    return votes_sentence(tuple((str(method), int(suggests)) for method, suggests in votes), solution.n_factors)


def _table(items: tuple[str, ...], loadings: Floats) -> pd.DataFrame:
    names = [f"F{i + 1}" for i in range(loadings.shape[1])]
    return pd.DataFrame(loadings, index=pd.Index(items, name="item"), columns=names)


def standardising(basis: Basis) -> tuple[Floats, Floats]:
    """What is taken off each item of the matrix, and by what it is divided, before factor scores are weighed."""
    if basis.everybody is not None:
        return basis.everybody.mean, basis.everybody.spread
    return weighted_mean(basis.matrix, basis.weights), np.sqrt(weighted_variance(basis.matrix, basis.weights))


def _standardised(basis: Basis) -> Floats:
    mean, spread = standardising(basis)
    standardised: Floats = (basis.matrix - mean) / spread
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


def _matrix_notices(basis: Basis, latent: LatentCorrelation, changed: bool) -> Iterator[Notice]:
    if latent.at_boundary:
        pairs = "; ".join(islice(named_pairs(latent.at_boundary, basis.items), SHOWN))
        text = f"Items whose answers determine each other have no inner polychoric correlation; held at .9999: {pairs}."
        yield Notice("FACTORS_BOUNDARY", text)
    if latent.half_added:
        pairs = "; ".join(islice(named_pairs(latent.half_added, basis.items), SHOWN))
        text = f"Nobody gave some combination of two yes/no answers; half a person was added for {pairs}."
        yield Notice("FACTORS_EMPTY_CELLS", text)
    if changed:
        text = "Some items repeat others or many blanks do not meet: the correlations were smoothed to be invertible."
        yield Notice("FACTORS_SMOOTHED", text)


def _fit_notices(basis: Basis, solved: Solved) -> Iterator[Notice]:
    if solved.heywood:
        names = ", ".join(basis.items[i] for i in solved.heywood)
        text = f"The factors would explain more than all of {names} (Heywood case); the share was held at 99.5 %"
        yield Notice("FACTORS_HEYWOOD", f"{text}. Fewer factors, or one item less that says the same, would help.")
    if not solved.converged:
        yield Notice("FACTORS_UNFINISHED", "The search for the factors had not settled; read the loadings loosely.")

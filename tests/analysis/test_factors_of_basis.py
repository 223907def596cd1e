"""Factors of a basis: what is refused, what is told, and the published figures on real answers."""

import dataclasses
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.factors import extract_factors, factors_sentence
from survey_seg.analysis.model import Basis, FactorSolution
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.responses.model import Responses
from survey_seg.responses.read import read_responses

MCDONALDS_KMO = 0.6626
"""Published figure for the eleven yes/no image items of the fast food study (R psych::KMO)."""


def basis_of(raw: np.ndarray, *, codes: Sequence[int] = (1, 2, 3, 4, 5), turned: Sequence[int] = ()) -> Basis:
    """A basis of items that all have these codes; single questions when there are two of them."""
    options = tuple(Option(code=code, label=str(code)) for code in codes)
    kind = "single" if len(codes) == 2 else "scale"
    questions = tuple(
        Question(id=f"q{j}", text=f"Item {j}", type=kind, role=("basis",), options=options, reverse=j in turned)
        for j in range(raw.shape[1])
    )
    answers = pd.DataFrame(
        raw, columns=[question.id for question in questions], index=[str(i) for i in range(len(raw))]
    )
    return build_basis(
        Responses(
            questionnaire=Questionnaire(study=Study(title="t"), questions=questions),
            answers=answers,
            declared_missing=answers.isna(),
            weights=np.ones(len(raw)),
            seconds=None,
            weighted=False,
            file="r.csv",
            sha256="",
        )
    )


def likert(n: int = 300, seed: int = 2, noise: float = 0.7) -> np.ndarray:
    """Eight items of two factors."""
    rng = np.random.default_rng(seed)
    factors = rng.normal(size=(n, 2)) @ np.array([[1.0, 0.3], [0.0, 0.95]])
    loadings = np.repeat([[1.0, 0.0], [0.0, 1.0]], 4, axis=0)
    return np.clip(np.round(3 + factors @ loadings.T + noise * rng.normal(size=(n, 8))), 1, 5)


def notice_codes(solution: FactorSolution) -> set[str]:
    return {notice.code for notice in solution.notices}


def problem_codes(error: pytest.ExceptionInfo[CannotCompute]) -> set[str]:
    return {problem.code for problem in error.value.problems}


def test_two_factors_are_found_and_everything_has_its_place() -> None:
    basis = basis_of(likert())
    solution = extract_factors(basis)
    assert solution.n_factors == 2
    assert solution.rotation == "oblimin"
    assert list(solution.loadings.columns) == ["F1", "F2"]
    assert tuple(solution.loadings.index) == basis.items
    assert set(np.abs(solution.loadings.to_numpy()).argmax(axis=1)[:4]) != set(
        np.abs(solution.loadings.to_numpy()).argmax(axis=1)[4:]
    )
    assert solution.scores.shape == (300, 2)
    np.testing.assert_allclose(solution.scores.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(solution.communalities + solution.uniquenesses, 1)
    assert solution.variance.sum() == pytest.approx(solution.communalities.sum())
    assert solution.notices == ()
    assert factors_sentence(solution).startswith("7 of 8 criteria suggest 2 factors: parallel analysis (components) 2,")


def test_varimax_factors_are_uncorrelated_and_explain_the_same() -> None:
    basis = basis_of(likert())
    slanted, straight = extract_factors(basis), extract_factors(basis, rotation="varimax")
    np.testing.assert_array_equal(straight.phi, np.eye(2))
    np.testing.assert_allclose(straight.communalities, slanted.communalities, atol=1e-9)
    assert extract_factors(basis, rotation="none").rotation == "none"


def test_reversed_items_load_with_the_others() -> None:
    raw = likert()
    raw[:, 1] = 6 - raw[:, 1]
    solution = extract_factors(basis_of(raw, turned=[1]))
    usual = extract_factors(basis_of(likert()))
    np.testing.assert_allclose(solution.loadings, usual.loadings, atol=1e-9)
    np.testing.assert_allclose(solution.scores, usual.scores, atol=1e-9)


def test_same_seed_gives_the_same_numbers_and_more_factors_may_be_asked_for() -> None:
    basis = basis_of(likert())
    one, other = extract_factors(basis, seed=9), extract_factors(basis, seed=9)
    np.testing.assert_array_equal(one.scores, other.scores)
    np.testing.assert_array_equal(one.random_eigenvalues, other.random_eigenvalues)
    assert extract_factors(basis, n_factors=3).n_factors == 3


def test_items_with_nothing_in_common_give_one_factor_and_say_so() -> None:
    rng = np.random.default_rng(28)
    raw = rng.integers(1, 6, size=(200, 5)).astype(float)
    solution = extract_factors(basis_of(raw))
    assert solution.n_factors == 1
    assert solution.rotation == "none"
    assert {"FACTORS_NONE_SUGGESTED", "FACTORS_LITTLE_IN_COMMON"} <= notice_codes(solution)


def test_twin_items_are_smoothed_and_told() -> None:
    raw = likert()
    raw = np.column_stack([raw, raw[:, 0]])
    solution = extract_factors(basis_of(raw), n_factors=2)
    assert "FACTORS_SMOOTHED" in notice_codes(solution)
    assert np.isfinite(solution.scores).all()


def test_heywood_case_is_told_by_name() -> None:
    rng = np.random.default_rng(4)
    latent = rng.normal(size=400)
    noise = rng.normal(size=(400, 2))
    raw = np.column_stack([latent + 0.7 * noise.sum(axis=1), latent, latent]) + np.column_stack([0 * latent, noise])
    coded = np.clip(np.round(3 + raw), -5, 11)
    solution = extract_factors(basis_of(coded, codes=range(-5, 12)), n_factors=1)
    assert "FACTORS_HEYWOOD" in notice_codes(solution)
    assert "all of q0" in next(n.text for n in solution.notices if n.code == "FACTORS_HEYWOOD")
    assert solution.uniquenesses.min() == pytest.approx(0.005)


def test_refusals_come_all_at_once() -> None:
    with pytest.raises(CannotCompute) as error:
        extract_factors(basis_of(likert()[:, :2]))
    assert problem_codes(error) == {"FACTORS_TOO_FEW_ITEMS"}
    with pytest.raises(CannotCompute) as error:
        extract_factors(basis_of(likert(8, seed=1)), n_factors=5)
    assert problem_codes(error) == {"FACTORS_TOO_MANY", "FACTORS_BASE_TOO_SMALL"}
    split = likert()
    split[:150, 0] = np.nan
    split[150:, 7] = np.nan
    with pytest.raises(CannotCompute) as error:
        extract_factors(basis_of(split))
    assert problem_codes(error) == {"FACTORS_NOT_TOGETHER"}
    assert "q0 and q7" in error.value.problems[0].what


def test_correlations_use_the_answers_given_not_the_filled_ones() -> None:
    raw = likert()
    raw[np.random.default_rng(5).random(raw.shape) < 0.2] = np.nan
    solution = extract_factors(basis_of(raw))
    expected = pd.DataFrame(raw).corr().to_numpy()
    np.testing.assert_allclose(solution.correlation, expected, atol=1e-12)


@pytest.mark.parametrize(("yes", "no"), [(1, 0), (1, 2), (2, 1), (0, 1), (-1, 7)])
def test_published_kmo_of_the_fast_food_study_holds_for_every_coding(shared: Path, yes: int, no: int) -> None:
    table = pd.read_csv(shared / "data" / "mcdonalds.csv").iloc[:, :11]
    raw = np.where(table == "Yes", float(yes), float(no))
    solution = extract_factors(basis_of(raw, codes=(yes, no)))
    assert solution.kmo == pytest.approx(MCDONALDS_KMO, abs=1e-4)


def test_published_kmo_of_the_fast_food_study_holds_as_read(real_study: Callable) -> None:
    questionnaire, file = real_study("mcdonalds")
    solution = extract_factors(build_basis(read_responses(file, questionnaire)))
    assert solution.kmo == pytest.approx(MCDONALDS_KMO, abs=1e-4)


def test_scores_of_the_big_five_equal_psych(shared: Path, real_study: Callable) -> None:
    """Loadings within .001, scores within .01 (R divides by n - 1), through the whole path, without turned items."""
    reference = json.loads((shared / "reference" / "fa_bfi.json").read_text())
    table = pd.read_csv(shared / "data" / "bfi.csv")[reference["items"]].dropna()
    solution = extract_factors(basis_of(table.to_numpy(float), codes=range(1, 7)), n_factors=5)
    expected = reference["fa"]["minres_oblimin"]
    loadings = solution.loadings.to_numpy()
    np.testing.assert_allclose(np.abs(loadings), np.abs(expected["loadings"]["values"]), atol=1e-3)
    sign = np.sign((loadings * np.array(expected["loadings"]["values"])).sum(axis=0))
    np.testing.assert_allclose(solution.phi * np.outer(sign, sign), expected["Phi"]["values"], atol=1e-3)
    scores = reference["scores_regression_minres_oblimin_first10"]["values"]
    np.testing.assert_allclose(solution.scores[:10] * sign, scores, atol=0.01)
    assert dict(zip(solution.votes["method"], solution.votes["suggests"], strict=True)) == {
        "parallel analysis (components)": 5,
        "parallel analysis (factors)": 6,
        "minimum average partial": 5,
        "eigenvalues above one": 6,
        "very simple structure, one loading": 4,
        "very simple structure, two loadings": 5,
        "Bayesian information criterion": 8,
        "Bayesian information criterion of residuals": 7,
    }


def test_whole_path_of_the_big_five_uses_the_reverse_keys(real_study: Callable) -> None:
    questionnaire, file = real_study("bfi")
    basis = build_basis(read_responses(file, questionnaire))
    solution = extract_factors(basis, n_factors=5)
    traits = np.array([item[0] for item in basis.items])
    strongest = solution.loadings.to_numpy().argmax(axis=1)
    homes = {trait: np.bincount(strongest[traits == trait], minlength=5).argmax() for trait in "ACENO"}
    assert sorted(homes.values()) == [0, 1, 2, 3, 4]
    assert basis.reverse.sum() == 7


def test_more_factors_than_the_items_determine_are_capped_and_told() -> None:
    """Ranks of six things: each person's answers sum to the same, so the correlations are singular as well."""
    ranks = np.argsort(np.argsort(np.random.default_rng(0).random((400, 6)), axis=1), axis=1) + 1.0
    solution = extract_factors(basis_of(ranks, codes=range(1, 7)))
    assert solution.n_factors == 3
    assert {"FACTORS_CAPPED", "FACTORS_SMOOTHED"} <= notice_codes(solution)
    assert np.isfinite(solution.scores).all()


def test_polychoric_factors_come_from_that_matrix_alone() -> None:
    basis = basis_of(likert())
    plain, latent = extract_factors(basis), extract_factors(basis, matrix="polychoric")
    assert (plain.matrix, latent.matrix) == ("pearson", "polychoric")
    assert np.abs(latent.correlation).mean() > np.abs(plain.correlation).mean()
    assert latent.n_factors == 2
    model = latent.loadings.to_numpy() @ latent.phi @ latent.loadings.to_numpy().T
    np.testing.assert_allclose(np.diag(model), latent.communalities, atol=1e-9)
    np.testing.assert_allclose(latent.structure, latent.loadings.to_numpy() @ latent.phi)
    assert latent.random_eigenvalues[0] > plain.random_eigenvalues[0]


def test_pairs_at_the_boundary_and_empty_cells_are_told_by_name() -> None:
    rng = np.random.default_rng(1)
    raw = (rng.normal(size=(300, 1)) + 0.8 * rng.normal(size=(300, 5)) > 0.3).astype(float)
    raw[:, 1] = np.where(raw[:, 0] == 1, 1.0, raw[:, 1])
    raw = np.column_stack([raw, raw[:, 4]])
    solution = extract_factors(basis_of(raw, codes=(0, 1)), matrix="polychoric", n_factors=1)
    texts = {notice.code: notice.text for notice in solution.notices}
    assert "q4 and q5" in texts["FACTORS_BOUNDARY"]
    assert "q0 and q1" in texts["FACTORS_EMPTY_CELLS"]


def test_constructs_have_their_reliability(real_study: Callable) -> None:
    """Alpha of neuroticism in the big five, all 2,800 people: .81 (psych's help for alpha and bfi)."""
    questionnaire, file = real_study("bfi")
    basis = build_basis(read_responses(file, questionnaire))
    named = dataclasses.replace(basis, constructs=tuple(item[0] for item in basis.items))
    solution = extract_factors(named, n_factors=5)
    scales = solution.scales.set_index("construct")
    assert scales.loc["N", "alpha"] == pytest.approx(0.814, abs=0.01)
    assert scales["alpha"].between(0.5, 0.9).all()
    assert solution.items["item_rest"].notna().all()
    assert solution.items["difficulty"].between(0, 1).all()
    assert solution.omega_hierarchical < solution.omega_total


def test_maximum_likelihood_and_other_rotations_may_be_asked_for() -> None:
    basis = basis_of(likert())
    usual = extract_factors(basis)
    for rotation in ("promax", "geomin"):
        other = extract_factors(basis, rotation=rotation, method="ml")
        assert (other.rotation, other.method) == (rotation, "ml")
        np.testing.assert_allclose(np.abs(other.loadings), np.abs(usual.loadings), atol=0.1)

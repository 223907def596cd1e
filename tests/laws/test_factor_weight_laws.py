"""The four laws of weights from correlations to factor scores."""

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from survey_seg.analysis.factors import extract_factors
from survey_seg.analysis.model import Basis
from survey_seg.stats.correlation import weighted_correlation
from survey_seg.stats.imputation import fill_blanks, fit_normal

RNG = np.random.default_rng(23)
N, P = 90, 6
LATENT = RNG.normal(size=(N, 2)) @ np.repeat([[0.8, 0.1], [0.1, 0.8]], 3, axis=0).T
SCALED = np.clip(np.round(4 * (0.5 + 0.2 * (LATENT + 0.6 * RNG.normal(size=(N, P))))) / 4, 0, 1)
RAW = np.where(RNG.random((N, P)) < 0.08, np.nan, SCALED)
COUNTS = RNG.integers(1, 4, size=N)


def basis(raw: np.ndarray, weights: np.ndarray) -> Basis:
    fit = fit_normal(raw, weights)
    return Basis(
        items=tuple(f"q{j}" for j in range(P)),
        texts=("",) * P,
        ids=tuple(str(i) for i in range(len(raw))),
        low=np.zeros(P),
        high=np.ones(P),
        reverse=np.zeros(P, dtype=bool),
        mean=fit.mean,
        covariance=fit.covariance,
        matrix=fill_blanks(raw, fit.mean, fit.covariance),
        raw=raw,
        weights=weights,
        imputed=np.isnan(raw).sum(axis=0),
    )


def factors(raw: np.ndarray, weights: np.ndarray) -> list[np.ndarray]:
    solution = extract_factors(basis(raw, weights), n_factors=2)
    return [solution.correlation, solution.loadings.to_numpy(), solution.phi, solution.variance, solution.kmo_items]


def scores(raw: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return extract_factors(basis(raw, weights), n_factors=2).scores


Function = Callable[[np.ndarray, np.ndarray], list[np.ndarray]]
CASES = pytest.mark.parametrize(
    "function", [lambda x, w: [weighted_correlation(x, w)], factors], ids=["correlation", "factors"]
)


def assert_same(one: list[np.ndarray], other: list[np.ndarray]) -> None:
    for mine, yours in zip(one, other, strict=True):
        np.testing.assert_allclose(mine, yours, atol=1e-6)


@CASES
def test_weight_of_two_equals_two_people(function: Function) -> None:
    repeated = np.repeat(RAW, COUNTS, axis=0)
    assert_same(function(RAW, COUNTS.astype(float)), function(repeated, np.ones(len(repeated))))


@CASES
def test_scaling_all_weights_changes_nothing(function: Function) -> None:
    assert_same(function(RAW, COUNTS.astype(float)), function(RAW, COUNTS * 12.5))


@CASES
def test_weight_zero_is_absence(function: Function) -> None:
    weights = np.where(np.arange(N) < 15, 0.0, COUNTS)
    assert_same(function(RAW, weights), function(RAW[15:], weights[15:]))


def test_unit_weights_equal_none() -> None:
    np.testing.assert_allclose(weighted_correlation(SCALED, np.ones(N)), np.corrcoef(SCALED.T), atol=1e-12)


def test_scores_keep_the_laws_too() -> None:
    weights = COUNTS.astype(float)
    repeated = np.repeat(RAW, COUNTS, axis=0)
    mine = scores(RAW, weights)
    np.testing.assert_allclose(np.repeat(mine, COUNTS, axis=0), scores(repeated, np.ones(len(repeated))), atol=1e-5)
    np.testing.assert_allclose(mine, scores(RAW, weights * 3), atol=1e-6)
    absent = np.where(np.arange(N) < 15, 0.0, weights)
    np.testing.assert_allclose(scores(RAW, absent)[15:], scores(RAW[15:], absent[15:]), atol=1e-5)


def test_tests_use_the_effective_base() -> None:
    even = extract_factors(basis(RAW, np.ones(N)), n_factors=2)
    doubled = extract_factors(basis(RAW, np.full(N, 2.0)), n_factors=2)
    assert doubled.bartlett_chi2 == pytest.approx(even.bartlett_chi2)
    uneven = dataclasses.replace(basis(RAW, np.ones(N)), weights=np.where(np.arange(N) % 2, 1.0, 0.05))
    fewer = extract_factors(uneven, n_factors=2)
    assert fewer.random_eigenvalues[0] > even.random_eigenvalues[0]

"""The package factor-analyzer agrees with us once it is corrected; without it there are words."""

import importlib.util
import sys
from collections.abc import Callable

import numpy as np
import pytest

from survey_seg.errors import CannotCompute, EnvironmentProblem
from survey_seg.stats.correlation import weighted_correlation
from survey_seg.stats.factor_solution import factor_solution

INSTALLED = importlib.util.find_spec("factor_analyzer") is not None
LOADINGS = np.kron(np.eye(3), [[0.8], [0.7], [0.6], [0.5]]) + 0.1
PHI = np.array([[1, 0.5, 0.3], [0.5, 1, -0.2], [0.3, -0.2, 1]])


def made() -> np.ndarray:
    R = LOADINGS @ PHI @ LOADINGS.T
    np.fill_diagonal(R, 1.0)
    data = np.random.default_rng(6).multivariate_normal(np.zeros(len(R)), R, size=500)
    return np.corrcoef(data.T)


def assert_same(R: np.ndarray, n_factors: int, method: str, rotation: str) -> None:
    one = factor_solution(R, n_factors, method=method, rotation=rotation)
    other = factor_solution(R, n_factors, method=method, rotation=rotation, engine="factor-analyzer")
    near = 2e-3 if rotation in ("varimax", "promax") else 1e-3
    lengths = np.linalg.norm(one.loadings, axis=0)[:, None] * np.linalg.norm(other.loadings, axis=0)
    congruence = one.loadings.T @ other.loadings / lengths
    order = np.abs(congruence).argmax(axis=1)
    sign = np.sign(congruence[np.arange(n_factors), order])
    np.testing.assert_allclose(other.loadings[:, order] * sign, one.loadings, atol=near)
    np.testing.assert_allclose(other.phi[np.ix_(order, order)] * np.outer(sign, sign), one.phi, atol=near)
    np.testing.assert_allclose(other.communalities, one.communalities, atol=1e-3)
    np.testing.assert_allclose(other.variance.sum(), one.variance.sum(), atol=1e-3 * len(R))


@pytest.mark.skipif(not INSTALLED, reason="factor-analyzer is not installed")
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("method", ["minres", "ml"])
@pytest.mark.parametrize("rotation", ["none", "varimax", "promax", "oblimin"])
def test_engine_agrees_with_ours(method: str, rotation: str) -> None:
    assert_same(made(), 3, method, rotation)


@pytest.mark.skipif(not INSTALLED, reason="factor-analyzer is not installed")
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("name", ["bfi", "election12", "oddjob_performance"])
@pytest.mark.parametrize("rotation", ["promax", "oblimin"])
def test_engine_agrees_with_ours_on_real_batteries(real_battery: Callable, name: str, rotation: str) -> None:
    reference, data = real_battery(name)
    complete = data[~np.isnan(data).any(axis=1)]
    R = weighted_correlation(complete, np.ones(len(complete)))
    assert_same(R, reference["nfactors"], "minres", rotation)


def test_engine_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("factor_analyzer", "factor_analyzer.factor_analyzer"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(EnvironmentProblem, match=r"ENGINE_NOT_INSTALLED.*survey-seg\[factor-analyzer\]"):
        factor_solution(made(), 2, engine="factor-analyzer")


def test_both_engines_refuse_singular_correlations() -> None:
    for engine in ("own", "factor-analyzer"):
        with pytest.raises(CannotCompute, match="CORRELATION_SINGULAR"):
            factor_solution(np.ones((4, 4)), 1, engine=engine)


@pytest.mark.parametrize("rotation", ["none", "varimax", "promax", "oblimin", "geomin"])
def test_structure_communalities_and_variance_belong_to_the_correlated_factors(rotation: str) -> None:
    R = made()
    solved = factor_solution(R, 3, rotation=rotation)
    plain = factor_solution(R, 3, rotation="none")
    np.testing.assert_allclose(solved.structure @ solved.loadings.T, plain.loadings @ plain.loadings.T, atol=1e-8)
    np.testing.assert_allclose(solved.communalities, plain.communalities, atol=1e-8)
    assert solved.variance.sum() == pytest.approx(plain.communalities.sum())
    assert (np.diff(solved.variance) <= 1e-9).all()
    np.testing.assert_allclose(np.diag(solved.phi), 1.0)

"""Correlations, adequacy, retention, extraction, rotation and scoring against R (tests/reference/factors.R)."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.stats.adequacy import bartlett, kmo
from survey_seg.stats.correlation import smoothed, weighted_correlation
from survey_seg.stats.factor import by_size, communalities, explained, maximum_likelihood, minres
from survey_seg.stats.factor_scores import scoring_weights
from survey_seg.stats.imputation import fit_normal
from survey_seg.stats.reliability import omega, reliability
from survey_seg.stats.retention import average_partials, both_eigenvalues, random_eigenvalues
from survey_seg.stats.rotation import geomin, oblimin, promax, varimax
from survey_seg.stats.weights import effective_base, weighted_covariance, weighted_quantile

FILE = Path(__file__).parent.parent / "reference" / "factors.json"
REFERENCE = json.loads(FILE.read_text(encoding="utf-8"))
MADE = REFERENCE["made"]
PEOPLE = np.arange(1, 241)
WEIGHTS = (1 + PEOPLE % 3).astype(float)
ANES = ["selfLR", "ClinLR", "DoleLR", "PID", "TVnews", "educ", "income", "age"]


def made() -> np.ndarray:
    """The battery of sines that the R script makes too."""
    primes = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
    wave = np.column_stack([np.sin(PEOPLE * root) for root in np.sqrt(primes)])
    factors = np.column_stack([wave[:, 0], 0.4 * wave[:, 0] + wave[:, 1], wave[:, 2] - 0.3 * wave[:, 1]])
    size = (0.9, 0.8, 0.7, 0.6, 1, 0.75, 0.65, 0.85, 0.7)
    items = [
        size[j] * factors[:, j // 3] + 0.15 * factors[:, (j + 1) % 3] + 0.7 * wave[:, j + 4] for j in range(len(size))
    ]
    items[8] = -items[8]
    return np.column_stack(items)


def holes() -> np.ndarray:
    return np.where((7 * PEOPLE[:, None] + 3 * np.arange(1, 10)) % 23 == 0, np.nan, made())


def anes96() -> np.ndarray:
    spec = importlib.util.find_spec("statsmodels")
    file = Path(str(spec.origin)).parent / "datasets" / "anes96" / "anes96.csv"
    return pd.read_csv(file, sep="\t", quotechar="'")[ANES].to_numpy(float)


def alike(loadings: np.ndarray, phi: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The factors in the order and with the signs of another solution."""
    lengths = np.linalg.norm(loadings, axis=0)[:, None] * np.linalg.norm(other, axis=0)
    congruence = loadings.T @ other / lengths
    order = np.abs(congruence).argmax(axis=0)
    assert sorted(order) == list(range(len(order)))
    sign = np.sign(congruence[order, np.arange(len(order))])
    return loadings[:, order] * sign, phi[np.ix_(order, order)] * np.outer(sign, sign)


SETS = pytest.mark.parametrize(
    ("data", "reference"), [(made(), MADE["complete"]), (anes96(), REFERENCE["anes96"])], ids=["made", "anes96"]
)


def test_the_made_battery_is_the_one_of_the_script() -> None:
    np.testing.assert_allclose(made()[:3], MADE["first_rows"], atol=1e-12)


@SETS
def test_correlations_kmo_bartlett_and_map_equal_psych(data: np.ndarray, reference: dict[str, Any]) -> None:
    R = weighted_correlation(data, np.ones(len(data)))
    np.testing.assert_allclose(R, reference["correlation"], atol=1e-12)
    overall, items = kmo(R)
    assert overall == pytest.approx(reference["kmo"], abs=1e-10)
    np.testing.assert_allclose(items, reference["kmo_items"], atol=1e-10)
    chi2, df, p = bartlett(R, len(data))
    assert (chi2, df) == (pytest.approx(reference["bartlett"]["chi2"]), reference["bartlett"]["df"])
    assert p == pytest.approx(reference["bartlett"]["p"], abs=1e-12)
    np.testing.assert_allclose(both_eigenvalues(R[None])[0][0], reference["eigenvalues"], atol=1e-10)
    shown = reference["map"]
    np.testing.assert_allclose(average_partials(R)[1 : len(shown) + 1], shown, atol=1e-10)


@SETS
def test_minres_equals_psych(data: np.ndarray, reference: dict[str, Any]) -> None:
    R = np.array(reference["correlation"])
    expected = np.array(reference["loadings"])
    found = minres(R, expected.shape[1])
    none = np.eye(expected.shape[1])
    loadings, _ = alike(found.loadings, none, expected)
    assert found.converged
    assert found.heywood == ()
    np.testing.assert_allclose(loadings, expected, atol=1e-4)
    np.testing.assert_allclose(communalities(loadings, none), reference["communality"], atol=1e-4)
    np.testing.assert_allclose(explained(found.loadings, none), reference["variance"], atol=1e-4)


@SETS
def test_rotations_and_scoring_weights_equal_r(data: np.ndarray, reference: dict[str, Any]) -> None:
    start = np.array(reference["loadings"])
    straight = varimax(start)
    loadings, _ = alike(straight.loadings, straight.phi, np.array(reference["varimax"]))
    np.testing.assert_allclose(loadings, reference["varimax"], atol=1e-6)
    slanted = oblimin(start)
    loadings, phi = alike(slanted.loadings, slanted.phi, np.array(reference["oblimin"]))
    assert straight.converged
    assert slanted.converged
    np.testing.assert_allclose(loadings, reference["oblimin"], atol=1e-6)
    np.testing.assert_allclose(phi, reference["phi"], atol=1e-6)
    np.testing.assert_allclose(explained(loadings, phi), reference["oblimin_variance"], atol=1e-6)
    weights = scoring_weights(np.array(reference["correlation"]), loadings, phi)
    np.testing.assert_allclose(weights, reference["weights_regression"], atol=1e-6)


@SETS
def test_maximum_likelihood_promax_and_geomin_equal_r(data: np.ndarray, reference: dict[str, Any]) -> None:
    R, start = np.array(reference["correlation"]), np.array(reference["loadings"])
    expected = np.array(reference["ml"])
    loadings, _ = alike(maximum_likelihood(R, expected.shape[1]).loadings, np.eye(expected.shape[1]), expected)
    np.testing.assert_allclose(loadings, expected, atol=1e-4)
    for turn, name, near in ((promax, "promax", 2e-3), (geomin, "geomin", 1e-5)):
        turned = turn(start)
        loadings, phi = alike(turned.loadings, turned.phi, np.array(reference[name]))
        np.testing.assert_allclose(loadings, reference[name], atol=near)
        np.testing.assert_allclose(phi, reference[f"{name}_phi"], atol=near)


@SETS
def test_scores_alpha_and_omega_equal_psych(data: np.ndarray, reference: dict[str, Any]) -> None:
    R, loadings, phi = (np.array(reference[name]) for name in ("correlation", "oblimin", "phi"))
    np.testing.assert_allclose(scoring_weights(R, loadings, phi, "bartlett"), reference["weights_bartlett"], atol=1e-6)
    np.testing.assert_allclose(scoring_weights(R, loadings, phi, "ten Berge"), reference["weights_tenberge"], atol=1e-6)
    scale = reliability(R[:3, :3], data[:, :3].std(axis=0))
    assert scale.alpha == pytest.approx(reference["alpha"]["raw"], abs=1e-9)
    assert scale.standardised == pytest.approx(reference["alpha"]["standardised"], abs=1e-9)
    np.testing.assert_allclose(scale.item_rest, reference["alpha"]["item_rest"], atol=1e-9)
    np.testing.assert_allclose(scale.alpha_dropped, reference["alpha"]["dropped"], atol=1e-9)
    found = omega(R, loadings.shape[1])
    assert found.hierarchical == pytest.approx(reference["omega"]["hierarchical"], abs=0.01 if found.held else 1e-3)
    assert found.total == pytest.approx(reference["omega"]["total"], abs=1e-4)


def test_weighted_and_pairwise_correlations_equal_cov_wt() -> None:
    ones = np.ones(240)
    np.testing.assert_allclose(weighted_correlation(made(), WEIGHTS), MADE["weighted"], atol=1e-12)
    np.testing.assert_allclose(weighted_covariance(made(), WEIGHTS), MADE["weighted_covariance"], atol=1e-12)
    np.testing.assert_allclose(weighted_correlation(holes(), ones), MADE["pairwise"], atol=1e-12)
    np.testing.assert_allclose(weighted_correlation(holes(), WEIGHTS), MADE["pairwise_weighted"], atol=1e-12)


def test_effective_base_and_quantiles_equal_r() -> None:
    assert effective_base(WEIGHTS) == pytest.approx(MADE["effective_base"])
    quantiles = [weighted_quantile(made()[:, 0], np.ones(240), share) for share in (0.01, 0.25, 0.5, 0.99)]
    np.testing.assert_allclose(quantiles, MADE["quantiles"], atol=1e-12)


def test_smoothing_twins_equals_cor_smooth() -> None:
    twins = np.column_stack([made(), made()[:, 0]])
    R, changed = smoothed(weighted_correlation(twins, np.ones(240)))
    assert changed
    np.testing.assert_allclose(R, MADE["smoothed_twins"], atol=1e-9)


def test_covariance_with_blanks_equals_full_information_likelihood() -> None:
    fit = fit_normal(holes(), np.ones(240))
    assert fit.converged
    np.testing.assert_allclose(fit.covariance, MADE["fiml_covariance"], atol=1e-5)


def test_random_eigenvalues_equal_those_of_random_data() -> None:
    """R made 2,000 random data sets; we draw correlation matrices; both are random, so the third digit may differ."""
    components, _ = random_eigenvalues(9, 240, draws=2000)
    np.testing.assert_allclose(components, MADE["chance"], atol=0.01)


def test_turned_factors_keep_their_correlations() -> None:
    """Permuting and signing columns leaves loadings x phi x loadings' as it was."""
    loadings, phi = np.array(MADE["complete"]["oblimin"]), np.array(MADE["complete"]["phi"])
    mixed, mixed_phi = (
        loadings[:, [2, 0, 1]] * [1, -1, 1],
        phi[np.ix_([2, 0, 1], [2, 0, 1])] * np.outer([1, -1, 1], [1, -1, 1]),
    )
    again, again_phi = by_size(mixed, mixed_phi)
    np.testing.assert_allclose(again @ again_phi @ again.T, loadings @ phi @ loadings.T)
    assert (np.diff(explained(again, again_phi)) <= 0).all()
    assert (again.sum(axis=0) > 0).all()

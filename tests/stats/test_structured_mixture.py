"""Mixtures whose covariance has a form find that form, agree with the general model, and keep the weight laws."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.common_factor_mixture import fit_common_factors, replicate_common_factors
from survey_seg.stats.random_intercept import fit_random_intercept, replicate_random_intercept
from survey_seg.stats.tied_mixture import TiedMixture, fit_tied, tied_labels

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Fit = Callable[[Floats, Floats, int, Sequence[Ints]], TiedMixture]

MODELS: list[Fit] = [fit_random_intercept, partial(fit_common_factors, q=2)]
models = pytest.mark.parametrize("fit", MODELS)


def study(seed: int = 1, n: int = 400, p: int = 6) -> tuple[Floats, Floats, Ints]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    rows = 2 * rng.normal(size=(3, p))[truth] + rng.normal(size=(n, p)) + 1.5 * rng.normal(size=(n, 1))
    return rows, rng.integers(1, 3, size=n).astype(float), truth


@models
def test_the_likelihood_is_that_of_its_parameters(fit: Fit) -> None:
    from scipy.special import logsumexp
    from scipy.stats import multivariate_normal

    rows, weights, truth = study()
    found = fit(rows, weights, 3, [truth])
    parts = [multivariate_normal(mean, found.within).logpdf(rows) for mean in found.means]
    assert found.log_likelihood == pytest.approx(weights @ logsumexp(np.array(parts).T + np.log(found.shares), axis=1))


@models
def test_weights_are_people_and_groups_are_numbered_by_weight(fit: Fit) -> None:
    rows, weights, truth = study()
    found = fit(rows, weights, 3, [truth])
    each = np.repeat(np.arange(len(rows)), weights.astype(int))
    again = fit(rows[each], np.ones(len(each)), 3, [truth[each]])
    scaled = fit(rows, 3 * weights, 3, [truth])
    absent = fit(np.r_[rows, 50 + rows[:3]], np.r_[weights, np.zeros(3)], 3, [np.r_[truth, truth[:3]]])
    assert scaled.log_likelihood == pytest.approx(3 * found.log_likelihood)
    for other in (again, scaled, absent):
        assert np.allclose(other.means, found.means, atol=1e-5)
    assert (np.diff(found.shares) < 0).all()


@models
def test_the_order_of_items_and_people_changes_nothing(fit: Fit) -> None:
    rows, weights, truth = study()
    items, people = np.array([4, 2, 0, 5, 1, 3]), np.random.default_rng(1).permutation(len(rows))
    found = fit(rows, weights, 3, [truth])
    other = fit(rows[people][:, items], weights[people], 3, [truth[people]])
    assert np.allclose(found.means[:, items], other.means, atol=1e-5)


def test_the_variance_of_the_intercept_is_found() -> None:
    rows, _, truth = study(n=3000)
    within = fit_random_intercept(rows, np.ones(len(rows)), 3, [truth]).within
    off = within[~np.eye(6, dtype=bool)]
    assert np.ptp(off) < 1e-12
    assert off[0] == pytest.approx(2.25, rel=0.1)
    assert np.allclose(np.diag(within) - off[0], 1, atol=0.12)


def test_no_intercept_is_found_where_there_is_none() -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(500, 5))
    rows -= 0.5 * rows.mean(1, keepdims=True)
    within = fit_random_intercept(rows, np.ones(500), 1, [np.zeros(500, dtype=np.int64)]).within
    assert within[0, 1] == pytest.approx(0, abs=1e-12)


def test_one_group_with_common_factors_is_maximum_likelihood_factor_analysis() -> None:
    from sklearn.decomposition import FactorAnalysis

    rows, _, _ = study()
    found = fit_common_factors(rows, np.ones(len(rows)), 1, [np.zeros(len(rows), dtype=np.int64)], q=1)
    peer = FactorAnalysis(1, tol=1e-7, max_iter=5000, svd_method="lapack").fit(rows)
    assert found.log_likelihood / len(rows) == pytest.approx(peer.score(rows), abs=1e-4)


def test_forms_are_nested() -> None:
    rows, weights, truth = study()
    level = fit_random_intercept(rows, weights, 3, [truth])
    factors = fit_common_factors(rows, weights, 3, [truth], q=1)
    full = fit_tied(rows, weights, 3, [truth])
    assert level.log_likelihood <= factors.log_likelihood <= full.log_likelihood
    assert level.parameters < factors.parameters < full.parameters


def test_bootstrap_fits_find_the_groups() -> None:
    rows, _, truth = study()
    rng = np.random.default_rng(2)
    drawn = np.array([np.bincount(rng.integers(len(rows), size=len(rows)), minlength=len(rows)) for _ in range(3)])
    begin = np.where(rng.random((3, 2, len(rows))) < 0.3, rng.integers(3, size=(3, 2, len(rows))), truth)
    wanted = tied_labels(fit_random_intercept(rows, np.ones(len(rows)), 3, [truth]), rows)
    same = wanted[:, None] == wanted
    weights = drawn.astype(float)
    level = replicate_random_intercept(rows, weights, 3, list(begin))
    factors = replicate_common_factors(rows, weights, 3, list(begin), q=1)
    for labels in (*level, *factors):
        assert ((labels[:, None] == labels) == same).mean() > 0.9


@models
def test_what_cannot_be_fitted_is_said(fit: Fit) -> None:
    rows, weights, truth = study()
    with pytest.raises(CannotCompute, match="MIXTURE_CONSTANT_ITEM"):
        fit(np.c_[rows, np.ones(len(rows))], weights, 3, [truth])
    with pytest.raises(CannotCompute, match="MIXTURE_NO_PEOPLE"):
        fit(rows, 0 * weights, 3, [truth])

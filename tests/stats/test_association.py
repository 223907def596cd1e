"""Tests and effect sizes against scipy and closed forms."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency, f_oneway

from survey_seg.stats.association import categories_differ, means_differ, standardised_difference

RNG = np.random.default_rng(3)
GROUPS = RNG.integers(0, 4, 500)
ANSWERS = (RNG.random(500) * 3 + GROUPS * 0.3).astype(np.int64)
VALUES = RNG.normal(GROUPS * 0.4, 1 + GROUPS / 4)
ONES = np.ones(500)


def test_unweighted_chi_square_is_scipys() -> None:
    table = np.array([[((i == ANSWERS) & (j == GROUPS)).sum() for j in range(4)] for i in np.unique(ANSWERS)])
    statistic, p, df, _ = chi2_contingency(table, correction=False)
    found = categories_differ(ANSWERS, GROUPS, ONES)
    assert (found.statistic, found.p, found.df) == pytest.approx((statistic, p, df))
    assert found.effect == pytest.approx(np.sqrt(statistic / 500 / (min(table.shape) - 1)))


def test_weighted_chi_square_is_scaled_to_the_effective_base() -> None:
    weights = RNG.uniform(0.2, 3, 500)
    table = np.array([[weights[(i == ANSWERS) & (j == GROUPS)].sum() for j in range(4)] for i in np.unique(ANSWERS)])
    n_eff = weights.sum() ** 2 / (weights**2).sum()
    statistic, p, *_ = chi2_contingency(table * n_eff / table.sum(), correction=False)
    assert categories_differ(ANSWERS, GROUPS, weights).p == pytest.approx(p)
    assert categories_differ(ANSWERS, GROUPS, weights).statistic == pytest.approx(statistic)


def test_weights_do_not_make_noise_significant() -> None:
    rng = np.random.default_rng(11)
    alarms = 0
    for _ in range(400):
        weights = np.exp(rng.normal(0, 0.8, 300))
        alarms += categories_differ(rng.integers(0, 3, 300), rng.integers(0, 3, 300), weights).p < 0.05
    assert 0.02 <= alarms / 400 <= 0.09


def test_unweighted_welch_is_scipys() -> None:
    parts = [VALUES[j == GROUPS] for j in range(4)]
    expected = f_oneway(*parts, equal_var=False)
    found = means_differ(VALUES, GROUPS, ONES)
    assert (found.statistic, found.p) == pytest.approx((expected.statistic, expected.pvalue))


def test_eta_squared_is_the_share_of_variance_between_groups() -> None:
    weights = RNG.uniform(0.2, 3, 500)
    mean = np.average(VALUES, weights=weights)
    fitted = np.zeros(500)
    for group in range(4):
        there = np.flatnonzero(group == GROUPS)
        fitted[there] = np.average(VALUES[there], weights=weights[there])
    within = (weights * (VALUES - fitted) ** 2).sum()
    total = (weights * (VALUES - mean) ** 2).sum()
    assert means_differ(VALUES, GROUPS, weights).effect == pytest.approx(1 - within / total)


def test_nothing_to_compare_is_no_test() -> None:
    assert np.isnan(categories_differ(np.zeros(9, dtype=np.int64), GROUPS[:9], np.ones(9)).p)
    assert np.isnan(categories_differ(ANSWERS[:0], GROUPS[:0], ONES[:0]).p)
    assert np.isnan(means_differ(np.ones(9), GROUPS[:9], np.ones(9)).p)
    assert np.isnan(means_differ(VALUES[:9], np.zeros(9, dtype=np.int64), np.ones(9)).p)


def test_a_group_of_one_is_left_out_of_the_test_but_not_of_the_effect() -> None:
    values, groups = np.array([1.0, 2, 3, 2, 3, 4, 9]), np.array([0, 0, 0, 1, 1, 1, 2])
    found = means_differ(values, groups, np.ones(7))
    assert found.df == 1
    assert found.effect > means_differ(values[:6], groups[:6], np.ones(6)).effect


def test_the_standardised_difference_is_cohens_d() -> None:
    inside = GROUPS == 2
    one, other = VALUES[inside], VALUES[~inside]
    pooled = np.sqrt((len(one) * one.var() + len(other) * other.var()) / 500)
    assert standardised_difference(VALUES, inside, ONES) == pytest.approx((one.mean() - other.mean()) / pooled)
    assert np.isnan(standardised_difference(VALUES, np.ones(500, dtype=bool), ONES))
    assert standardised_difference(np.ones(500), inside, ONES) == 0
    assert standardised_difference(inside.astype(float), inside, ONES) == np.inf

"""Filling blanks: against the closed form that a monotone pattern has, and against no blanks at all."""

import numpy as np

from survey_seg.stats.imputation import fill_blanks, fit_normal

RNG = np.random.default_rng(3)
FULL = RNG.normal(size=(120, 3)) @ np.array([[1.0, 0.6, 0.2], [0.0, 0.8, 0.5], [0.0, 0.0, 0.7]]) + 2.0


def test_without_blanks_the_fit_is_the_mean_and_covariance() -> None:
    fit = fit_normal(FULL, np.ones(len(FULL)))
    np.testing.assert_allclose(fit.mean, FULL.mean(axis=0))
    np.testing.assert_allclose(fit.covariance, np.cov(FULL.T, bias=True), atol=1e-12)


def test_monotone_blanks_have_the_closed_form_of_anderson_1957() -> None:
    """The second item is blank for some: its mean is the regression line taken at the mean of everybody's first."""
    both = FULL[:70, :2]
    data = FULL[:, :2].copy()
    data[70:, 1] = np.nan
    first = FULL[:, 0]
    slope = np.cov(both.T, bias=True)[0, 1] / both[:, 0].var()
    mean = both[:, 1].mean() + slope * (first.mean() - both[:, 0].mean())
    variance = both[:, 1].var() + slope**2 * (first.var() - both[:, 0].var())
    fit = fit_normal(data, np.ones(len(data)))
    np.testing.assert_allclose(fit.mean, [first.mean(), mean], atol=1e-6)
    np.testing.assert_allclose(fit.covariance[1, 1], variance, atol=1e-6)
    np.testing.assert_allclose(fit.covariance[0, 1], slope * first.var(), atol=1e-6)


def test_answers_that_were_given_stay_as_they_are() -> None:
    data = FULL.copy()
    data[::3, 1] = np.nan
    fit = fit_normal(data, np.ones(len(data)))
    filled = fill_blanks(data, fit.mean, fit.covariance)
    np.testing.assert_array_equal(filled[~np.isnan(data)], data[~np.isnan(data)])
    assert np.isnan(data).sum() == 40
    assert not np.isnan(filled).any()


def test_the_twin_of_a_blank_item_fills_it() -> None:
    data = np.column_stack([FULL[:, 0], FULL[:, 0], FULL[:, 2]])
    data[:20, 1] = np.nan
    fit = fit_normal(data, np.ones(len(data)))
    np.testing.assert_allclose(fill_blanks(data, fit.mean, fit.covariance)[:20, 1], FULL[:20, 0], atol=1e-4)


def test_somebody_who_answered_nothing_gets_the_mean() -> None:
    data = FULL.copy()
    data[5] = np.nan
    fit = fit_normal(data, np.ones(len(data)))
    np.testing.assert_allclose(fill_blanks(data, fit.mean, fit.covariance)[5], fit.mean)
    np.testing.assert_allclose(fit.mean, np.delete(FULL, 5, axis=0).mean(axis=0), atol=1e-6)


def test_order_of_people_does_not_matter() -> None:
    data = FULL.copy()
    data[RNG.random(data.shape) < 0.2] = np.nan
    order = RNG.permutation(len(data))
    one, other = fit_normal(data, np.ones(120)), fit_normal(data[order], np.ones(120))
    np.testing.assert_allclose(one.covariance, other.covariance, atol=1e-12)

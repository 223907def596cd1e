"""Intervals and adjusted p-values against closed forms and published values."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control, ttest_1samp

from survey_seg.stats.significance import adjusted, mean_interval, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_intervals(successes: int, n: int, low: float, high: float) -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3
    found = wilson(successes / n, n)
    assert (float(found[0]), float(found[1])) == pytest.approx((low, high), abs=5e-5)


def test_wilson_solves_its_equation() -> None:
    share, n = 0.13, 57.3
    for end in wilson(share, n):
        assert abs(share - end) == pytest.approx(1.959963984540054 * np.sqrt(end * (1 - end) / n), rel=1e-9)


def test_no_base_has_no_interval() -> None:
    assert np.isnan(wilson(0.5, 0)).all()
    assert np.isnan(mean_interval(1.0, 1.0, 1.0)).all()


def test_the_interval_of_a_mean_is_the_t_interval() -> None:
    values = np.random.default_rng(1).normal(3, 2, 40)
    expected = ttest_1samp(values, 0).confidence_interval()
    assert mean_interval(values.mean(), values.var(), 40) == pytest.approx((expected.low, expected.high))


def test_adjusted_p_values_are_scipys_with_ties_and_without_the_unknown() -> None:
    p = np.round(np.random.default_rng(1).random(40) ** 3, 2)
    assert adjusted(p) == pytest.approx(false_discovery_control(p), abs=1e-15)
    some = adjusted(np.array([np.nan, 0.5, np.nan]))
    assert some[1] == 0.5
    assert np.isnan(some[[0, 2]]).all()


def test_adjusted_p_values_are_those_of_benjamini_and_hochberg() -> None:
    # the fifteen p-values of their 1995 paper, section 4.1: the largest k with p(k) <= .05 k / 15 is 4
    p = np.array([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719])
    p = np.append(p, [0.6528, 0.7590, 1.0])
    found = adjusted(p)
    assert (found <= 0.05).sum() == 4
    assert found[3] == pytest.approx(0.0095 * 15 / 4)


def test_a_missing_p_value_is_no_test() -> None:
    found = adjusted(np.array([0.01, np.nan, 0.04]))
    assert np.isnan(found[1])
    assert found[[0, 2]] == pytest.approx([0.02, 0.04])

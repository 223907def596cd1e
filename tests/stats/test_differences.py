"""Differences and correlations against R and a published table, the laws of weights, how often intervals hold."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy.stats import pearsonr, ttest_ind

from survey_seg.stats.differences import correlation, difference

Floats = npt.NDArray[np.float64]
Z = 1.959963984540054


@pytest.fixture(scope="module")
def survey(shared: Path) -> pd.DataFrame:
    people = pd.read_csv(shared / "data" / "hdv2003_weights.csv")
    return people[people["heures.tv"].notna()]


def test_a_difference_of_means_is_that_of_svyttest(survey: pd.DataFrame) -> None:
    # R 4.2.2, survey 4.1: svyttest(heures.tv ~ (sexe == "Femme")), interval of svyglm with n - 2 degrees of freedom
    women, weights = (survey["sexe"] == "Femme").to_numpy(), survey["poids"].to_numpy()
    found = difference(survey["heures.tv"].to_numpy(), women, weights)
    assert (found.estimate, found.p) == pytest.approx((0.0971808808250, 0.32323714106), rel=1e-9)
    assert (found.low, found.high) == pytest.approx((-0.0957065778759, 0.2900683395260), rel=1e-9)


def test_a_difference_of_weighted_shares_is_that_of_score_tests_on_effective_bases(survey: pd.DataFrame) -> None:
    # R 4.2.2: prop.test(correct = FALSE), its p for women and men together and Newcombe's interval from those for each;
    # n the smaller of (sum w)^2 / sum w^2 and s (1 - s) / sum((w / sum w)^2 (y - s)^2), here the second
    women, weights = (survey["sexe"] == "Femme").to_numpy(), survey["poids"].to_numpy()
    found = difference((survey["sport"] == "Oui").to_numpy().astype(np.float64), women, weights)
    assert (found.estimate, found.p) == pytest.approx((-0.09697945947911, 0.0005646133802452), rel=1e-9)
    assert (found.low, found.high) == pytest.approx((-0.15154541052082, -0.04179551969312), rel=1e-9)
    assert found.inside - found.outside == pytest.approx(found.estimate)
    # survey 4.1, svyttest(sport ~ women): another method, near it for large groups and middling shares
    assert found.p == pytest.approx(0.000566233744212, rel=0.01)
    assert (found.low, found.high) == pytest.approx((-0.1520616396584, -0.0418972792998), abs=0.001)


def test_unweighted_shares_have_the_published_interval_of_newcombe() -> None:
    # Newcombe (1998), Statistics in Medicine 17, method 10, 56 of 70 against 48 of 80: 0.0524 to 0.3339
    yes = np.repeat([1.0, 0.0, 1.0, 0.0], [56, 14, 48, 32])
    found = difference(yes, np.arange(150) < 70, np.ones(150))
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_small_group_that_agrees_is_not_known_exactly() -> None:
    # 30 of 30 against 936 of 1,000. R 4.2.2: prop.test(correct = FALSE), its intervals put together as Newcombe does
    yes = np.repeat([1.0, 0.0], [966, 64])
    found = difference(yes, np.arange(1030) < 30, np.ones(1030))
    assert found.p == pytest.approx(0.1524859072458, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((-0.05032089518518, 0.08090073250117), rel=1e-9)


def test_a_correlation_has_the_standard_error_of_svycontrast(survey: pd.DataFrame) -> None:
    # R: svycontrast(svymean(~age + heures.tv + age^2 + heures.tv^2 + age * heures.tv), r as an expression of them)
    found = correlation(survey["age"].to_numpy(float), survey["heures.tv"].to_numpy(), survey["poids"].to_numpy())
    assert found.estimate == pytest.approx(0.1959718263717, rel=1e-9)
    on_scale = (np.arctanh(found.high) - np.arctanh(found.low)) / (2 * Z)
    assert on_scale * (1 - found.estimate**2) == pytest.approx(0.0308086814876, rel=1e-9)


def people(seed: int, n: int = 400) -> tuple[Floats, npt.NDArray[np.bool_], Floats]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=n), rng.random(n) < 0.4, np.exp(rng.normal(0, 0.7, n))


def test_scale_absence_and_order_of_weights_change_nothing() -> None:
    values, inside, weights = people(1)
    weights[::5] = 0
    other, there, order = np.cumsum(values), weights > 0, np.random.default_rng(2).permutation(400)
    for who, mass in (
        (np.arange(400), 3.5 * weights),
        (np.flatnonzero(there), weights[there]),
        (order, weights[order]),
    ):
        for found, expected in (
            (difference(values[who], inside[who], mass), difference(values, inside, weights)),
            (correlation(values[who], other[who], mass), correlation(values, other, weights)),
        ):
            assert (found.estimate, found.low, found.high, found.p) == pytest.approx(
                (expected.estimate, expected.low, expected.high, expected.p), rel=1e-9
            )


def test_unit_weights_are_the_plain_tests_up_to_the_way_of_pooling() -> None:
    values, inside, _ = people(3)
    found = difference(values, inside, np.ones(400))
    plain = ttest_ind(values[inside], values[~inside], equal_var=False).confidence_interval()
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=2e-3)
    together = values + np.random.default_rng(4).normal(size=400)
    fisher = pearsonr(values, together).confidence_interval()
    ours = correlation(values, together, np.ones(400))
    assert (ours.low, ours.high) == pytest.approx((fisher.low, fisher.high), abs=0.02)


def test_intervals_of_weighted_people_hold_the_truth_as_often_as_announced() -> None:
    inside = np.arange(400) < 120
    held = []
    for seed in range(1000):
        values, _, weights = people(seed)
        near, other = difference(values, inside, weights), correlation(values, people(seed + 5000)[0], weights)
        held.append((near.low <= 0 <= near.high, other.low <= 0 <= other.high, near.p < 0.05))
    shares = np.mean(held, axis=0)
    assert shares[:2].min() >= 0.925
    assert shares[2] == pytest.approx(1 - shares[0], abs=1e-12)


def test_intervals_of_shares_hold_the_truth_where_weights_go_with_the_answer() -> None:
    # the rare answer weighs more than twice as much; with (sum w)^2 / sum w^2 alone as n they held it in 86 of 100
    inside, held = np.arange(1300) < 300, 0
    for seed in range(1000):
        rng = np.random.default_rng(seed)
        yes = (rng.random(1300) < 0.95).astype(float)
        found = difference(yes, inside, np.exp(rng.normal(0, 0.6, 1300) - 0.8 * yes))
        held += found.low <= 0 <= found.high
    assert held >= 925


def test_what_cannot_be_compared_has_no_interval() -> None:
    nobody = difference(np.arange(4.0), np.zeros(4, dtype=bool), np.ones(4))
    alike = difference(np.ones(6), np.arange(6) < 3, np.ones(6))
    apart = difference(3.0 * (np.arange(6) < 3), np.arange(6) < 3, np.ones(6))
    assert np.isnan([nobody.low, nobody.p, alike.low, alike.p]).all()
    assert (apart.estimate, apart.low, apart.high, apart.p) == (3.0, 3.0, 3.0, 0.0)
    assert np.isnan(correlation(np.ones(9), np.arange(9.0), np.ones(9)).estimate)
    assert np.isnan(correlation(np.arange(9.0), np.arange(9.0), np.ones(9)).low)

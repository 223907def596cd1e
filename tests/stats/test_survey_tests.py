"""Design-based tests against R's survey package, closed forms, the laws of weights and simulated false alarms."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, ttest_ind

from survey_seg.stats.survey_tests import DesignTest, holm, means_differ_by_design, rao_scott

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def codes(column: pd.Series) -> Ints:
    found: Ints = pd.factorize(column)[0].astype(np.int64)
    return found


@pytest.fixture(scope="module")
def survey(shared: Path) -> pd.DataFrame:
    return pd.read_csv(shared / "data" / "hdv2003_weights.csv")


def table(seed: int, n: int = 300) -> tuple[Ints, Ints, Floats]:
    rng = np.random.default_rng(seed)
    groups = rng.integers(0, 4, n)
    return (rng.integers(0, 3, n) + (groups == 1)) % 3, groups, np.exp(rng.normal(0, 0.8, n))


def test_cross_tables_give_the_figures_of_svychisq(survey: pd.DataFrame) -> None:
    # R 4.2.2, survey 4.1: svychisq(~sexe + sport), svychisq(~sexe + relig), weights poids
    weights = survey["poids"].to_numpy()
    found = rao_scott(codes(survey["sexe"]), codes(survey["sport"]), weights)
    assert (found.statistic, found.df, found.df_within) == pytest.approx((12.44353225, 1, 1999), rel=1e-7)
    assert found.p == pytest.approx(4.289060274e-4, rel=1e-6)
    found = rao_scott(codes(survey["sexe"]), codes(survey["relig"]), weights)
    assert (found.statistic, found.df) == pytest.approx((5.091400125, 4.966167), rel=1e-6)
    assert (found.df_within, found.p) == pytest.approx((9927.367832, 1.203462191e-4), rel=1e-6)


def test_means_give_the_figures_of_svyglm_and_svyttest(survey: pd.DataFrame) -> None:
    # R: regTermTest(svyglm(heures.tv ~ relig)), svyttest(heures.tv ~ sexe)
    there = survey[survey["heures.tv"].notna()]
    hours, weights = there["heures.tv"].to_numpy(), there["poids"].to_numpy()
    found = means_differ_by_design(hours, codes(there["relig"]), weights)
    assert (found.statistic, found.p) == pytest.approx((0.5384956937, 0.7472368431), rel=1e-7)
    assert (found.df, found.df_within) == (5, 1989)
    found = means_differ_by_design(hours, codes(there["sexe"]), weights)
    assert (np.sqrt(found.statistic), found.p) == pytest.approx((0.9880723783, 0.3232371411), rel=1e-7)


def test_equal_weights_give_the_plain_tests_up_to_one_person() -> None:
    answers, groups, _ = table(1)
    found = rao_scott(answers, groups, np.ones(300))
    plain = chi2_contingency(pd.crosstab(answers, groups), correction=False)
    assert found.statistic * 6 == pytest.approx(plain.statistic, rel=0.1)
    assert found.p == pytest.approx(plain.pvalue, rel=0.3)
    values = np.random.default_rng(2).normal(size=300)
    welch = ttest_ind(values[groups == 0], values[groups != 0], equal_var=False)
    t2 = means_differ_by_design(values, (groups != 0).astype(np.int64), np.ones(300)).statistic
    assert t2 == pytest.approx(welch.statistic**2, rel=0.02)


def test_scale_absence_and_order_change_nothing() -> None:
    answers, groups, weights = table(3)
    weights[::7] = 0
    noise = np.random.default_rng(4).normal(size=300)
    there, order = weights > 0, np.random.default_rng(5).permutation(300)

    def both(people: Ints, numbers: Ints, mass: Floats) -> list[DesignTest]:
        tables = rao_scott(answers[people], numbers, mass)
        return [tables, means_differ_by_design(noise[people] + answers[people], numbers, mass)]

    expected = both(np.arange(300), groups, weights)
    for changed in (
        both(np.arange(300), groups, 6.5 * weights),
        both(np.flatnonzero(there), groups[there], weights[there]),
        both(order, 3 - groups[order], weights[order]),
    ):
        for one, again in zip(expected, changed, strict=True):
            assert (again.statistic, again.p) == pytest.approx((one.statistic, one.p), rel=1e-8)
            assert (again.df, again.df_within) == pytest.approx((one.df, one.df_within), rel=1e-8)


def test_what_cannot_be_compared_has_no_test() -> None:
    answers, groups, weights = table(6)
    assert np.isnan(rao_scott(answers * 0, groups, weights).p)
    assert np.isnan(rao_scott(answers, groups * 0, weights).p)
    assert np.isnan(rao_scott(answers, groups, weights * 0).p)
    values = answers.astype(np.float64)
    assert np.isnan(means_differ_by_design(values, groups * 0, weights).p)
    assert np.isnan(means_differ_by_design(values * 0 + 0.1, groups, weights).p)
    assert np.isnan(means_differ_by_design(values, groups, weights * 0).p)


def test_an_empty_cell_is_no_obstacle() -> None:
    answers, groups, weights = table(7)
    kept = ~((answers == 2) & (groups == 3))
    found = rao_scott(answers[kept], groups[kept], weights[kept])
    assert 0 < found.p < 0.05


def test_false_alarms_are_at_most_a_few_more_than_announced() -> None:
    rng, n, draws = np.random.default_rng(80), 1000, 500
    alarms = np.zeros(2)
    for _ in range(draws):
        weights = np.exp(rng.normal(0, 0.8, n))  # design effect 1.9
        groups, answers = rng.choice(4, n, p=[0.4, 0.3, 0.2, 0.1]), rng.choice(3, n, p=[0.5, 0.3, 0.2])
        found = rao_scott(answers, groups, weights), means_differ_by_design(rng.normal(size=n), groups, weights)
        alarms += np.array([one.p for one in found]) < 0.05
    # 2,000 draws: .062 for tables and .057 for means; R's survey gives the same p-values
    assert alarms / draws == pytest.approx([0.06, 0.06], abs=0.03)


def test_holm_is_the_step_down_of_bonferroni() -> None:
    # five p-values .01 to .05: 5 x .01, 4 x .02, 3 x .03, and never below the one before
    assert holm(np.array([0.03, 0.01, 0.05, 0.02, 0.04])) == pytest.approx([0.09, 0.05, 0.09, 0.08, 0.09])
    found = holm(np.array([0.9, np.nan, 0.6]))
    assert np.isnan(found[1])
    assert found[[0, 2]].tolist() == [1.0, 1.0]

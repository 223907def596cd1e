"""Segments against everybody: shares, means, tests and markers."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, f_oneway

from survey_seg.analysis.markers import find_markers
from survey_seg.analysis.model import Segmentation
from survey_seg.analysis.profiles import ANSWER_COLUMNS, MEAN_COLUMNS, TEST_COLUMNS, describe
from survey_seg.analysis.segments import segment_sizes

Make = Callable[..., Any]


def segmentation(labels: Any, weights: Any) -> Segmentation:
    k = int(labels.max())
    return Segmentation(
        k=k,
        verdict="natural",
        reason="",
        chosen_by="evidence",
        labels=labels,
        memberships=np.eye(k)[labels - 1],
        centroids=np.zeros((k, 1)),
        names=tuple(f"s{j}" for j in range(1, k + 1)),
        sizes=segment_sizes(labels, weights, k),
        stability_global=0.9,
        stability=np.full(k, 0.9),
    )


@pytest.fixture(scope="module")
def described(small_study: Make) -> Any:
    responses, basis, truth = small_study()
    found = segmentation(truth + 1, basis.weights)
    return responses, basis, found, describe(found, responses, basis)


def test_shares_and_index_are_those_of_a_cross_table(described: Any) -> None:
    responses, _, found, profiles = described
    region = responses.answers["region"].to_numpy()
    rows = profiles.answers[profiles.answers["variable"] == "region"]
    for row in rows.to_dict("records"):
        inside = found.labels == row["segment"]
        assert row["share"] == pytest.approx((region[inside] == row["answer"]).mean())
        assert row["total_share"] == pytest.approx((region == row["answer"]).mean())
        assert row["index"] == pytest.approx(100 * row["share"] / row["total_share"])
        assert row["low"] < row["share"] < row["high"]
        assert row["base"] == inside.sum() == row["n_eff"]
    assert rows["label"].tolist()[-1] == "<img src=x onerror=alert(1)>"


def test_shares_of_every_variable_and_segment_sum_to_one(described: Any) -> None:
    sums = described[3].answers.groupby(["variable", "segment"])["share"].sum()
    assert sums.to_numpy() == pytest.approx(1)


def test_who_did_not_answer_is_not_in_the_base(described: Any) -> None:
    responses, _, found, profiles = described
    rows = profiles.answers[profiles.answers["variable"] == "trust"]
    known = responses.answers["trust"].notna().to_numpy()
    for segment in (1, 2, 3):
        assert set(rows.loc[rows["segment"] == segment, "base"]) == {(known & (found.labels == segment)).sum()}
    assert 99 not in set(rows["answer"])


def test_numbers_are_shown_in_groups_that_actions_can_use(described: Any) -> None:
    responses, _, _, profiles = described
    rows = profiles.answers[(profiles.answers["variable"] == "spend") & (profiles.answers["segment"] == 1)]
    assert len(rows) == 5
    spend = responses.answers["spend"]
    from_300 = rows.loc[rows["answer"] >= 300, "total_share"].sum()
    assert from_300 == pytest.approx((spend >= 300).mean())
    assert sum(" to " in label for label in rows["label"]) >= 4


def test_means_have_t_intervals_and_standardised_differences(described: Any) -> None:
    responses, _, found, profiles = described
    row = profiles.means[(profiles.means["variable"] == "spend") & (profiles.means["segment"] == 2)].iloc[0]
    spend, inside = responses.answers["spend"].to_numpy(), found.labels == 2
    assert row["mean"] == pytest.approx(spend[inside].mean())
    one, other = spend[inside], spend[~inside]
    pooled = np.sqrt((len(one) * one.var() + len(other) * other.var()) / len(spend))
    assert row["difference"] == pytest.approx((one.mean() - other.mean()) / pooled)
    assert row["low"] < row["mean"] < row["high"]


def test_basis_items_have_no_test_and_the_reader_is_told(described: Any) -> None:
    profiles = described[3]
    assert set(profiles.tests["variable"]) == {"region", "media_1", "media_2", "spend", "trust"}
    assert "PROFILES_BASIS_NOT_TESTED" in {notice.code for notice in profiles.notices}


def test_tests_are_chi_square_and_welch(described: Any) -> None:
    responses, _, found, profiles = described
    tests = profiles.tests.set_index("variable")
    table = pd.crosstab(responses.answers["region"], found.labels)
    assert tests.loc["region", "p"] == pytest.approx(chi2_contingency(table, correction=False)[1])
    assert tests.loc["region", "effect_name"] == "cramers_v"
    spend = responses.answers["spend"].to_numpy()
    welch = f_oneway(*[spend[found.labels == j] for j in (1, 2, 3)], equal_var=False)
    assert tests.loc["spend", "p"] == pytest.approx(welch.pvalue)
    assert tests.loc["spend", "effect_name"] == "eta_squared"
    assert (tests["p_adjusted"] >= tests["p"]).all()


def test_variables_unrelated_to_segments_are_not_significant(described: Any) -> None:
    tests = described[3].tests.set_index("variable")
    assert tests.loc["media_1", "p_adjusted"] > 0.05
    assert tests.loc["region", "p_adjusted"] < 0.001


def test_columns_are_those_the_report_reads(described: Any) -> None:
    profiles = described[3]
    assert tuple(profiles.answers.columns) == ANSWER_COLUMNS
    assert tuple(profiles.means.columns) == MEAN_COLUMNS
    assert tuple(profiles.tests.columns) == TEST_COLUMNS


def test_small_segments_and_seldom_answered_questions_are_named(small_study: Make) -> None:
    responses, basis, _ = small_study(n=90, seed=3)
    responses.answers.loc[responses.answers.index[15:], "trust"] = np.nan
    labels = np.where(np.arange(90) < 10, 2, 1)
    profiles = describe(segmentation(labels, basis.weights), responses, basis)
    told = {notice.code: notice.text for notice in profiles.notices}
    assert "Segment 2 has 10 people" in told["PROFILES_LOW_BASE"]
    assert "trust" in told["PROFILES_FEW_ANSWERS"]


def test_a_segment_in_which_nobody_answered_has_no_share(small_study: Make) -> None:
    responses, basis, truth = small_study(n=120, seed=3)
    responses.answers.loc[truth == 2, "spend"] = np.nan
    profiles = describe(segmentation(truth + 1, basis.weights), responses, basis)
    rows = profiles.answers[(profiles.answers["variable"] == "spend") & (profiles.answers["segment"] == 3)]
    assert rows[["share", "low", "high", "index"]].isna().all(axis=None)
    assert set(rows["base"]) == {0}
    mean = profiles.means[(profiles.means["variable"] == "spend") & (profiles.means["segment"] == 3)]
    assert mean[["mean", "low", "high", "difference"]].isna().all(axis=None)


def test_an_unanswered_variable_is_left_out(small_study: Make) -> None:
    responses, basis, truth = small_study(n=120, seed=3)
    responses.answers["trust"] = np.nan
    profiles = describe(segmentation(truth + 1, basis.weights), responses, basis)
    assert "trust" not in set(profiles.answers["variable"])


def test_markers_are_the_items_on_which_a_segment_stands_apart(described: Any) -> None:
    _, basis, found, profiles = described
    markers = profiles.markers
    first = markers[markers["rank"] == 1].set_index("segment")
    assert first.loc[3, "variable"] == "b4"
    assert first.loc[3, "difference"] > 2
    assert (markers["difference"].abs() >= 0.25).all()
    strength = markers.groupby("segment")["difference"].apply(lambda column: column.abs().is_monotonic_decreasing)
    assert strength.all()
    inside = found.labels == 3
    assert first.loc[3, "mean"] == pytest.approx(basis.raw[inside, 4].mean())
    assert first.loc[3, "total_mean"] == pytest.approx(basis.raw[:, 4].mean())


def test_segments_that_answer_alike_have_no_markers(plain_basis: Make) -> None:
    basis = plain_basis(np.tile([[0.0, 1.0], [1.0, 0.0]], (20, 1)))
    assert find_markers(np.repeat([1, 2], 20), basis).empty


def test_blanks_are_not_compared(plain_basis: Make) -> None:
    basis = plain_basis(np.r_[np.zeros((10, 2)), np.ones((10, 2))] + np.random.default_rng(1).normal(0, 0.1, (20, 2)))
    basis.raw[:5, 0] = np.nan
    markers = find_markers(np.repeat([1, 2], 10), basis)
    row = markers[(markers["segment"] == 1) & (markers["variable"] == "i0")].iloc[0]
    assert row["mean"] == pytest.approx(basis.raw[5:10, 0].mean())

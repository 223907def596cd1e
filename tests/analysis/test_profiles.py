"""Segments against everybody: shares, means, tests and markers."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, false_discovery_control
from statsmodels.stats.multitest import multipletests

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.markers import find_markers
from survey_seg.analysis.profiles import ANSWER_COLUMNS, MEAN_COLUMNS, TEST_COLUMNS, describe
from survey_seg.stats.survey_tests import means_differ_by_design, rao_scott

Make = Callable[..., Any]


def segmentation(labels: Any, weights: Any, k: int | None = None) -> Any:
    """Of a segmentation, what profiles are made from."""
    k = k or int(labels.max())
    bases = np.bincount(labels[weights > 0], minlength=k + 1)[1:]
    return SimpleNamespace(k=k, labels=labels, sizes=pd.DataFrame({"segment": np.arange(1, k + 1), "base": bases}))


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


def test_tests_take_weights_for_what_they_are(small_study: Make) -> None:
    responses, basis, truth = small_study(weights=np.random.default_rng(2).uniform(0.3, 3, 400))
    tests = describe(segmentation(truth + 1, basis.weights), responses, basis).tests.set_index("variable")
    region, spend = (responses.answers[name].to_numpy() for name in ("region", "spend"))
    for name, test, found in (
        ("region", "rao_scott_f", rao_scott(region.astype(np.int64), truth, basis.weights)),
        ("spend", "wald_f", means_differ_by_design(spend, truth, basis.weights)),
    ):
        row = tests.loc[name]
        assert row["test"] == test
        assert (row["statistic"], row["df"], row["df_within"], row["p"]) == (
            found.statistic,
            found.df,
            found.df_within,
            found.p,
        )
    assert tests.loc["region", "effect_name"] == "cramers_v"
    assert tests.loc["spend", "effect_name"] == "eta_squared"


def test_p_is_adjusted_for_all_the_tests_by_benjamini_hochberg_and_by_holm(described: Any) -> None:
    tests = described[3].tests
    p = tests["p"].to_numpy()
    assert tests["p_adjusted"].to_numpy() == pytest.approx(false_discovery_control(p))
    assert tests["p_holm"].to_numpy() == pytest.approx(multipletests(p, method="holm")[1])
    assert (tests["p"] <= tests["p_adjusted"]).all()
    assert (tests["p_adjusted"] <= tests["p_holm"] * (1 + 1e-12)).all()


def test_a_table_with_empty_cells_is_tested_on_the_effective_base(small_study: Make) -> None:
    responses, basis, truth = small_study(n=200, seed=5)
    responses.answers["region"] = truth + 1.0
    row = describe(segmentation(truth + 1, basis.weights), responses, basis).tests.set_index("variable").loc["region"]
    assert row["effect"] == pytest.approx(1)
    assert row["test"] == "chi_square"
    assert row["p"] == pytest.approx(chi2_contingency(pd.crosstab(truth, truth), correction=False)[1])


def test_unrelated_variables_are_called_different_about_as_often_as_the_level_says(small_study: Make) -> None:
    rng, called = np.random.default_rng(6), []
    responses, basis, _ = small_study(n=200, seed=6, weights=rng.uniform(0.3, 3, 200))
    for _ in range(25):
        tests = describe(segmentation(rng.integers(1, 4, 200), basis.weights), responses, basis).tests
        called += (tests["p"] < 0.05).tolist()
    assert np.mean(called) < 0.11


def test_one_segment_has_shares_and_means_and_nothing_to_compare(small_study: Make) -> None:
    responses, basis, truth = small_study(n=120, seed=3)
    profiles = describe(segmentation(np.ones_like(truth), basis.weights), responses, basis)
    assert profiles.answers["index"].dropna().to_numpy() == pytest.approx(100)
    assert profiles.tests["p"].isna().all()
    assert (profiles.tests["test"] == "").all()
    assert profiles.criteria.empty
    assert profiles.recovered is None
    assert profiles.answer_level is None


def test_variables_with_one_answer_only_have_no_test(small_study: Make) -> None:
    responses, basis, truth = small_study(n=120, seed=3)
    responses.answers["region"], responses.answers["spend"] = 2.0, 7.0
    profiles = describe(segmentation(truth + 1, basis.weights), responses, basis)
    tests = profiles.tests.set_index("variable").loc[["region", "spend"]]
    assert tests[["effect", "statistic", "p", "p_adjusted", "p_holm"]].isna().all(axis=None)
    rows = profiles.answers[profiles.answers["variable"] == "region"]
    assert set(rows["share"]) == {0.0, 1.0}


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


def test_scaled_weights_absent_people_and_their_order_change_no_table(small_study: Make) -> None:
    rng = np.random.default_rng(13)
    weights = rng.uniform(0.3, 3, 300)
    weights[rng.random(300) < 0.2] = 0
    responses, _, truth = small_study(n=300, seed=4, weights=weights)

    def tables(people: Any, scale: float) -> list[pd.DataFrame]:
        some = replace(responses, answers=responses.answers.iloc[people], weights=scale * responses.weights[people])
        basis = build_basis(some)
        found = describe(segmentation(truth[people] + 1, basis.weights, 3), some, basis)
        return [found.answers, found.means, found.tests, found.criteria]

    expected = tables(np.arange(300), 1.0)
    for people, scale in ((np.arange(300), 3.7), (np.flatnonzero(weights > 0), 1.0), (rng.permutation(300), 1.0)):
        for one, other in zip(tables(people, scale), expected, strict=True):
            pd.testing.assert_frame_equal(one, other, rtol=1e-9, atol=1e-12)


def test_hostile_words_pass_through_as_words(small_study: Make) -> None:
    responses, basis, truth = small_study(n=150, seed=3)
    hostile = "\x1b[31m<script>{{ 7 * 7 }}</script>\u202e\n=cmd" * 5
    asked = tuple(replace(one, text=hostile) for one in responses.questionnaire.questions)
    given = replace(responses, questionnaire=replace(responses.questionnaire, questions=asked))
    profiles = describe(segmentation(truth + 1, basis.weights), given, basis)
    texts = [profiles.criteria_sentence, *(notice.text for notice in profiles.notices)]
    assert not any(letter in text for text in texts for letter in "\x1b\n\u202e")
    assert set(profiles.tests["text"]) >= {hostile}

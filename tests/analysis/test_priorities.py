"""Which segments to win, and how sure that is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from survey_seg.analysis.priorities import DEFAULT_CRITERIA, rank, weights_of
from survey_seg.analysis.priority_criteria import BUILT_IN
from survey_seg.analysis.profiles import describe
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import Criterion, Need, PriorityRules
from survey_seg.questionnaire.model import Question

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def study(small_study: Make, divided: Make) -> Any:
    responses, basis, truth = small_study()
    found = divided(truth + 1, basis.weights)
    return responses, basis, found, describe(found, responses, basis)


def ratings(priorities: Any) -> Any:
    return priorities.ratings.pivot_table(index="segment", columns="criterion", values="rating")


def test_default_weights_sum_to_100() -> None:
    assert sum(DEFAULT_CRITERIA.values()) == 100
    assert set(DEFAULT_CRITERIA) < set(BUILT_IN)


def test_ratings_follow_the_fixed_anchors(study: Any) -> None:
    responses, _, found, profiles = study
    priorities = rank(found, profiles, responses)
    rated = ratings(priorities)
    share = found.sizes.set_index("segment")["share"]
    for segment in (1, 2, 3):
        expected = np.clip(1 + 9 * (share[segment] - 0.05) / 0.35, 1, 10)
        assert rated.loc[segment, "size"] == pytest.approx(expected)
        assert rated.loc[segment, "stability"] == pytest.approx(1 + 9 * 0.4 / 0.45)
    spend = responses.answers["spend"].to_numpy()
    index = 100 * spend[found.labels == 2].mean() / spend.mean()
    value = priorities.ratings.query("segment == 2 and criterion == 'value'").iloc[0]
    assert value["value"] == pytest.approx(index)
    assert value["rating"] == pytest.approx(min(10, 5.5 + 4.5 * np.log2(index / 100)))
    assert set(priorities.ratings["source"]) == {"measured"}


def test_the_score_is_the_weighted_mean_of_the_ratings(study: Any) -> None:
    responses, _, found, profiles = study
    priorities = rank(found, profiles, responses)
    for row in priorities.table.to_dict("records"):
        own = priorities.ratings[priorities.ratings["segment"] == row["segment"]]
        assert row["score"] == pytest.approx((own["rating"] * own["weight"]).sum() / 100)
        assert own["used"].tolist() == pytest.approx(own["weight"].tolist())
    assert sorted(priorities.table["rank"]) == [1, 2, 3]


def test_another_segment_does_not_change_a_rating(study: Any, divided: Make) -> None:
    responses, basis, found, profiles = study
    merged = np.where(found.labels == 3, 1, found.labels)
    two = divided(merged, basis.weights)
    fewer = ratings(rank(two, describe(two, responses, basis), responses))
    assert fewer.loc[2, "size"] == pytest.approx(ratings(rank(found, profiles, responses)).loc[2, "size"])


def test_never_all_segments_are_to_be_won(study: Any) -> None:
    responses, _, found, profiles = study
    priorities = rank(found, profiles, responses, pursue_max=3)
    assert len(priorities.pursue) == 2
    assert priorities.table.loc[priorities.table["decision"] == "win", "segment"].isin(priorities.pursue).all()
    assert len(rank(found, profiles, responses, pursue_max=1).pursue) == 1
    assert priorities.pursue[0] == priorities.table.loc[priorities.table["rank"] == 1, "segment"].iloc[0]


def test_segments_that_dissolve_or_are_tiny_are_knocked_out(study: Any, divided: Make) -> None:
    responses, basis, found, profiles = study
    priorities = rank(replace(found, stability=np.array([0.9, 0.45, 0.9])), profiles, responses)
    out = priorities.table.set_index("segment")["knocked_out"]
    assert "Jaccard 0.45" in out[2]
    assert 2 not in priorities.pursue
    assert priorities.table.set_index("segment").loc[2, ["rank", "p_top2"]].tolist() == [3, 0]
    labels = found.labels.copy()
    labels[labels == 3] = 1
    labels[:10] = 3
    tiny = divided(labels, basis.weights)
    out = rank(tiny, describe(tiny, responses, basis), responses).table.set_index("segment")["knocked_out"]
    assert "smaller than 5%" in out[3]


def test_a_segment_nobody_can_find_is_knocked_out(study: Any) -> None:
    responses, _, found, profiles = study
    nowhere = profiles.answers.copy()
    nowhere.loc[nowhere["segment"] == 1, "share"] = nowhere.loc[nowhere["segment"] == 1, "total_share"] * 0.9
    nowhere.loc[nowhere["segment"] == 1, ["low", "index"]] = [0.0, 90.0]
    priorities = rank(found, replace(profiles, answers=nowhere), responses)
    assert "no reachable answer is more frequent" in priorities.table.set_index("segment").loc[1, "knocked_out"]


def test_what_cannot_be_measured_is_left_out_and_its_weight_goes_to_its_axis(
    bind_codes: Make, plain_basis: Make, divided: Make
) -> None:
    rng = np.random.default_rng(1)
    asked = (Question(id="age", text="Age?", type="number", role=("descriptor",)),)
    responses = bind_codes(rng.integers(18, 80, (90, 1)).astype(float), None, asked)
    basis = plain_basis(rng.random((90, 2)))
    found = divided(rng.integers(1, 4, 90), basis.weights)
    priorities = rank(found, describe(found, responses, basis), responses)
    rated = priorities.ratings.set_index(["criterion", "segment"])
    assert rated.loc[["value", "reach"], ["value", "rating"]].isna().all(axis=None)
    assert set(rated.loc[["value", "reach"], "source"]) == {"not measured"}
    used = rated["used"].groupby("criterion").first()
    assert used.to_dict() == {"size": 70, "value": 0, "reach": 0, "stability": pytest.approx(30)}
    for row in priorities.table.to_dict("records"):
        own = rated.xs(row["segment"], level="segment")
        assert row["score"] == pytest.approx((own["rating"] * own["used"]).sum() / 100)
    assert {notice.code for notice in priorities.notices} >= {"PRIORITIES_VALUE_NEUTRAL", "PRIORITIES_REACH_NEUTRAL"}
    with pytest.raises(CannotCompute, match="PRIORITIES_NOTHING_MEASURED"):
        rank(found, describe(found, responses, basis), responses, criteria={"value": 50, "reach": 50})


def test_outcomes_stand_in_where_there_is_no_value(study: Any) -> None:
    responses, _, found, profiles = study
    without = replace(responses, answers=responses.answers.drop(columns="spend"))
    trust = responses.answers["trust"].to_numpy() - 1
    known = ~np.isnan(trust)
    index = 100 * trust[known & (found.labels == 2)].mean() / trust[known].mean()
    value = rank(found, profiles, without).ratings.query("segment == 2 and criterion == 'value'")["value"].iloc[0]
    assert value == pytest.approx(index)


def test_clear_leaders_are_separable_and_equals_are_not(study: Any, divided: Make) -> None:
    responses, basis, found, profiles = study
    clear = rank(found, profiles, responses)
    assert clear.table["p_top2"].sum() == pytest.approx(2)
    rng = np.random.default_rng(1)
    equal = divided(rng.permutation(np.repeat([1, 2, 3, 4], 100)), basis.weights)
    unsure = rank(equal, describe(equal, responses, basis), responses, criteria={"size": 100})
    assert not unsure.separable
    assert "PRIORITIES_NOT_SEPARABLE" in {notice.code for notice in unsure.notices}


def test_of_two_segments_one_leads_and_chance_is_no_clear_order(study: Any, divided: Make) -> None:
    responses, basis, found, profiles = study
    chances = np.random.default_rng(3)
    drawn = [divided(chances.permutation(np.repeat([1, 2], 200)), basis.weights) for _ in range(8)]
    ranked = [rank(two, describe(two, responses, basis), responses, criteria={"size": 100}) for two in drawn]
    assert sum(one.separable for one in ranked) == 0
    for one in ranked:
        assert one.table["p_top2"].sum() == pytest.approx(1)
    clear = np.where(found.labels == 3, 1, found.labels)
    two = divided(clear, basis.weights)
    assert rank(two, describe(two, responses, basis), responses, criteria={"size": 100}).separable
    three = rank(replace(found, stability=np.array([0.9, 0.45, 0.9])), profiles, responses)
    assert three.table["p_top2"].sum() == pytest.approx(1)
    alone = rank(replace(found, stability=np.array([0.9, 0.45, 0.4])), profiles, responses)
    assert alone.table["p_top2"].tolist() == [1, 0, 0]


def test_the_same_seed_gives_the_same_priorities_in_any_order_of_people(study: Any) -> None:
    responses, _, found, profiles = study
    order = np.random.default_rng(1).permutation(len(found.labels))
    shuffled = replace(responses, answers=responses.answers.iloc[order], weights=responses.weights[order])
    one, other = rank(found, profiles, responses), rank(replace(found, labels=found.labels[order]), profiles, shuffled)
    assert one.table["p_top2"].tolist() == other.table["p_top2"].tolist()


def test_unknown_criteria_and_wrong_sums_are_refused_together(study: Any) -> None:
    responses, _, found, profiles = study
    with pytest.raises(CannotCompute) as error:
        rank(found, profiles, responses, criteria={"charm": 50, "size": 40})
    codes = {problem.code for problem in error.value.problems}
    assert codes == {"PRIORITIES_UNKNOWN_CRITERION", "PRIORITIES_WEIGHTS"}


def test_only_the_criteria_given_count(study: Any) -> None:
    responses, _, found, profiles = study
    priorities = rank(found, profiles, responses, criteria={"size": 100})
    assert set(priorities.ratings["criterion"]) == {"size"}
    assert priorities.table["score"].tolist() == pytest.approx(priorities.ratings["rating"].tolist())


def test_reach_is_how_much_more_of_the_segment_than_of_others_a_clear_cue_finds(study: Any) -> None:
    responses, _, found, profiles = study
    rated = rank(found, profiles, responses).ratings.query("criterion == 'reach'").set_index("segment")
    region = responses.answers["region"].to_numpy()
    here = found.labels == 1
    gained = (region[here] == 1).mean() - (region[~here] == 1).mean()
    assert rated.loc[1, "value"] == pytest.approx(gained)
    assert rated.loc[1, "rating"] == pytest.approx(min(10, 1 + 9 * gained / 0.5))
    assert rated.loc[1, "low"] < rated.loc[1, "value"] < rated.loc[1, "high"]


def test_the_axes_are_the_means_of_their_criteria_and_lie_in_their_intervals(study: Any) -> None:
    responses, _, found, profiles = study
    priorities = rank(found, profiles, responses)
    for row in priorities.axes.to_dict("records"):
        own = priorities.ratings[priorities.ratings["segment"] == row["segment"]]
        for axis in ("attractiveness", "ability"):
            on = own[own["axis"] == axis]
            assert row[axis] == pytest.approx((on["rating"] * on["weight"]).sum() / on["weight"].sum())
            assert row[f"{axis}_low"] <= row[axis] <= row[f"{axis}_high"]
    alone = rank(found, profiles, responses, criteria={"size": 100})
    assert alone.axes["ability"].isna().all()


def test_the_interval_of_a_rank_holds_the_rank_and_is_unknown_where_knocked_out(study: Any) -> None:
    responses, _, found, profiles = study
    table = rank(replace(found, stability=np.array([0.9, 0.45, 0.9])), profiles, responses).table.set_index("segment")
    assert np.isnan(table.loc[2, ["rank_low", "rank_high"]].astype(float)).all()
    alive = table.drop(2)
    assert (alive["rank_low"] <= alive["rank"]).all()
    assert (alive["rank"] <= alive["rank_high"]).all()


def test_a_criterion_of_the_questionnaire_is_rated_between_worst_and_best(study: Any) -> None:
    responses, _, found, profiles = study
    rules = PriorityRules(criteria=(Criterion(name="trust", question="trust", weight=100, axis="ability"),))
    asked = replace(responses.questionnaire, study=replace(responses.questionnaire.study, priorities=rules))
    responses = replace(responses, questionnaire=asked)
    weights = weights_of(rules, DEFAULT_CRITERIA)
    assert weights == {"trust": 100}
    assert weights_of(rules, {"size": 100.0}) == {"size": 100}
    trust = responses.answers["trust"].to_numpy()
    rated = rank(found, profiles, responses, criteria=weights).ratings.set_index("segment")
    for segment in (1, 2, 3):
        mean = np.nanmean(trust[found.labels == segment])
        assert rated.loc[segment, "value"] == pytest.approx(mean)
        assert rated.loc[segment, "rating"] == pytest.approx(1 + 9 * (mean - 1) / 6)
    ends = replace(rules.criteria[0], worst=5, best=2)
    turned = replace(asked, study=replace(asked.study, priorities=PriorityRules(criteria=(ends,))))
    again = rank(found, profiles, replace(responses, questionnaire=turned), criteria=weights).ratings
    mean = np.nanmean(trust[found.labels == 1])
    assert again.set_index("segment").loc[1, "rating"] == pytest.approx(np.clip(1 + 9 * (5 - mean) / 3, 1, 10))


def test_unmet_needs_are_importance_times_what_is_missing(study: Any) -> None:
    responses, _, found, profiles = study
    rules = PriorityRules(
        criteria=(Criterion(name="unmet need", weight=100),),
        needs=(Need(name="advice", importance="b2", satisfaction="trust"),),
    )
    asked = replace(responses.questionnaire, study=replace(responses.questionnaire.study, priorities=rules))
    rated = rank(found, profiles, replace(responses, questionnaire=asked), criteria={"unmet need": 100}).ratings
    answers = responses.answers[found.labels == 3]
    gap = ((answers["b2"] - 1) / 6 * (1 - (answers["trust"] - 1) / 6)).mean()
    assert rated.set_index("segment").loc[3, "value"] == pytest.approx(gap)

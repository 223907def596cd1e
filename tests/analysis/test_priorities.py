"""Which segments to win, and how sure that is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from survey_seg.analysis.priorities import ANCHORS, DEFAULT_CRITERIA, rank
from survey_seg.analysis.profiles import describe
from survey_seg.errors import CannotCompute
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
    assert set(DEFAULT_CRITERIA) == set(ANCHORS)


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


def test_what_cannot_be_measured_is_neutral_and_declared(bind_codes: Make, plain_basis: Make, divided: Make) -> None:
    rng = np.random.default_rng(1)
    asked = (Question(id="age", text="Age?", type="number", role=("descriptor",)),)
    responses = bind_codes(rng.integers(18, 80, (90, 1)).astype(float), None, asked)
    basis = plain_basis(rng.random((90, 2)))
    found = divided(rng.integers(1, 4, 90), basis.weights)
    priorities = rank(found, describe(found, responses, basis), responses)
    rated = priorities.ratings.set_index(["criterion", "segment"])
    assert (rated.loc[["value", "reach"], "rating"] == 5).all()
    assert set(rated.loc[["value", "reach"], "source"]) == {"declared"}
    assert {notice.code for notice in priorities.notices} >= {"PRIORITIES_VALUE_NEUTRAL", "PRIORITIES_REACH_NEUTRAL"}


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

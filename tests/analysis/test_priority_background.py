"""What stands beside the order of priorities: whose money, fit to be served, what one more costs, and gaps."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.priorities import rank
from survey_seg.analysis.priority_background import background, one_more
from survey_seg.analysis.priority_gaps import white_space
from survey_seg.analysis.priority_samda import samda, verdict_of
from survey_seg.analysis.priority_value import top_share, value_table
from survey_seg.analysis.profiles import describe
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import Need, PriorityRules, Unserved
from survey_seg.questionnaire.model import Question
from survey_seg.stats.significance import wilson

Make = Callable[..., Any]

SPEND = Question(id="spend", text="How much?", type="number", role=("value",))
VALUES = np.array([0, 5, 10, 20, 40, 80, 3, 7, 15, 30, 60, 120], dtype=np.float64)
WEIGHTS = np.array([1, 2, 1, 1, 0.5, 2, 1, 1, 3, 1, 0.5, 1])


@pytest.fixture(scope="module")
def study(small_study: Make, divided: Make) -> Any:
    responses, basis, truth = small_study()
    found = divided(truth + 1, basis.weights)
    profiles = describe(found, responses, basis)
    return responses, found, profiles, rank(found, profiles, responses)


def ruled(responses: Any, rules: PriorityRules) -> Any:
    asked = responses.questionnaire
    return replace(responses, questionnaire=replace(asked, study=replace(asked.study, priorities=rules)))


def many(values: Any, weights: Any, bind_codes: Make, divided: Make, copies: int = 2) -> pd.DataFrame:
    """The twelve people of the R script, `copies` times, in two segments of six."""
    labels = np.tile(np.repeat([1, 2], 6), copies)
    responses = bind_codes(np.tile(values, copies)[:, None], np.tile(weights, copies), (SPEND,))
    return value_table(divided(labels, responses.weights), responses)


def test_shares_of_value_and_their_errors_are_those_of_r(bind_codes: Make, divided: Make) -> None:
    """R 4.2.2, survey 4.1.1: d <- svydesign(~1, weights = ~w); svyratio(~I(v * s), ~v, d); the index by svycontrast of
    log(sum wvs) - log(sum wv) - log(sum ws) + log(sum w). Twelve people: estimate 0.483516483516, SE 0.244773190963;
    -0.0335226920386, SE 0.382361315868. The same people twice: the SE times sqrt((12 - 1) / (24 - 1)).
    """
    row = many(VALUES, WEIGHTS, bind_codes, divided).iloc[0]
    assert row["value_share"] == pytest.approx(0.483516483516, rel=1e-10)
    shrunk = np.sqrt(11 / 23)
    error = 0.244773190963 * shrunk
    logit = np.log(row["value_share"] / (1 - row["value_share"]))
    half = 1.959963984540054 * error / (row["value_share"] * (1 - row["value_share"]))
    assert row["value_low"] == pytest.approx(1 / (1 + np.exp(-(logit - half))), rel=1e-6)
    assert row["value_high"] == pytest.approx(1 / (1 + np.exp(-(logit + half))), rel=1e-6)
    assert np.log(row["index"] / 100) == pytest.approx(-0.0335226920386, rel=1e-6)
    width = np.log(row["index_high"] / row["index_low"]) / (2 * 1.959963984540054)
    assert width == pytest.approx(0.382361315868 * shrunk, rel=1e-6)


def test_the_best_fifth_holds_what_it_holds() -> None:
    even, _ = top_share(np.full(10, 3.0), np.ones(10))
    assert even == pytest.approx(0.2)
    ten = np.arange(1.0, 11.0)
    assert top_share(ten, np.ones(10))[0] == pytest.approx((10 + 9) / 55)
    twice, _ = top_share(ten, np.array([1.0] * 9 + [2.0]))
    copied, _ = top_share(np.append(ten, 10.0), np.ones(11))
    assert twice == pytest.approx(copied)


def test_the_error_of_the_best_fifth_is_that_of_drawing_again() -> None:
    rng = np.random.default_rng(3)
    values = np.exp(rng.normal(0, 1, 800))
    _, each = top_share(values, np.ones(800))
    drawn = [top_share(values[rng.integers(0, 800, 800)], np.ones(800))[0] for _ in range(600)]
    assert np.sqrt(np.square(each).sum()) == pytest.approx(np.std(drawn), rel=0.12)


def test_weights_follow_their_laws_in_value(bind_codes: Make, divided: Make) -> None:
    def table(values: Any, weights: Any, labels: Any) -> pd.DataFrame:
        responses = bind_codes(values[:, None], weights, (SPEND,))
        return value_table(divided(labels, responses.weights), responses)

    points = ["people_share", "value_share", "index", "top_share"]
    values, labels = np.tile(VALUES, 2), np.tile(np.repeat([1, 2], 6), 2)
    weights = np.tile([1.0, 2.0, 3.0], 8)
    here = table(values, weights, labels)
    pd.testing.assert_frame_equal(here, table(values, 7 * weights, labels))
    copies = weights.astype(int)
    copied = table(values.repeat(copies), np.ones(copies.sum()), labels.repeat(copies))
    pd.testing.assert_frame_equal(here[points], copied[points])
    absent = table(np.append(values, 999.0), np.append(weights, 0.0), np.append(labels, 1))
    pd.testing.assert_frame_equal(here[points], absent[points])
    assert here["base"].tolist() == absent["base"].tolist()


def test_no_sum_is_told_of_fewer_than_ten_people(bind_codes: Make, divided: Make) -> None:
    few = many(VALUES, WEIGHTS, bind_codes, divided, copies=1)
    assert few["base"].tolist() == [6, 6]
    assert few[["value_share", "index", "top_share"]].isna().all(axis=None)


def test_an_interval_decides_a_test_only_when_it_lies_on_one_side() -> None:
    assert verdict_of(0.05, 0.2, 0.05) == "pass"
    assert verdict_of(0.0, 0.0499, 0.05) == "fail"
    assert verdict_of(0.04, 0.05, 0.05) == "can't tell"


def test_the_scorecard_says_why(study: Any) -> None:
    responses, found, profiles, priorities = study
    recall = [{"segment": s, "value": v, "low": v - 0.05, "high": v + 0.05} for s, v in ((1, 0.9), (2, 0.6), (3, 0.7))]
    held = background(found, profiles, responses, priorities, recall)
    card = held.samda.set_index(["segment", "test"])
    assert card.loc[(slice(None), "measurable"), "verdict"].tolist() == ["pass", "fail", "can't tell"]
    assert card.loc[(1, "sizable"), "verdict"] == "pass"
    assert card.loc[(1, "accessible"), ["verdict", "figure"]].tolist() == [
        "pass",
        priorities.ratings.query("segment == 1 and criterion == 'reach'")["value"].iloc[0],
    ]
    assert card.loc[(1, "differentiable"), "verdict"] == "pass"
    assert set(card["reason"]) - {""} == set(card["reason"])


def test_nothing_asked_is_cannot_tell_and_no_difference_is_a_fail(study: Any, divided: Make, small_study: Make) -> None:
    responses, basis, truth = small_study(n=1200)
    chance = np.random.default_rng(1).permutation(truth) + 1
    found = divided(chance, basis.weights)
    profiles = describe(found, responses, basis)
    priorities = rank(found, profiles, responses)
    card = samda(found, profiles, priorities, pd.DataFrame(), ()).set_index(["segment", "test"])
    assert card.loc[(1, "differentiable"), "verdict"] == "fail"
    assert card.loc[(1, "measurable"), "verdict"] == "can't tell"
    assert card.loc[(1, "actionable"), "verdict"] == "can't tell"
    assert card.loc[(1, "accessible"), "verdict"] == "fail"


def test_where_reach_is_no_criterion_it_is_not_said_that_nobody_asked(study: Any) -> None:
    responses, found, profiles, _ = study
    without = rank(found, profiles, responses, criteria={"size": 50, "value": 50})
    card = samda(found, profiles, without, pd.DataFrame(), ()).set_index(["segment", "test"])
    assert set(card.loc[(slice(None), "accessible"), "reason"]) == {
        "reach is no criterion of this study, so it was not measured"
    }


def test_one_more_adds_its_people_and_its_value_and_says_what_is_shared(study: Any) -> None:
    responses, found, profiles, priorities = study
    held = background(found, profiles, responses, priorities, ())
    more = held.more
    order = priorities.table.sort_values("rank")["segment"].tolist()
    assert more["segment"].tolist() == order
    assert more["share_so_far"].iloc[-1] == pytest.approx(1)
    assert more["value_so_far"].iloc[-1] == pytest.approx(1)
    assert more["value_share"].tolist() == pytest.approx(
        held.value.set_index("segment").loc[order, "value_share"].tolist()
    )
    assert more["channels_shared"].iloc[0] == 0
    actions = pd.DataFrame(
        [
            {"segment": order[0], "verb": "message", "action": "Say it", "question": "q", "clear": True},
            {"segment": order[1], "verb": "message", "action": "Say it", "question": "q", "clear": True},
            {"segment": order[1], "verb": "price", "action": "Lower it", "question": "q", "clear": True},
            {"segment": order[2], "verb": "price", "action": "Lower it", "question": "q", "clear": False},
        ]
    )
    reach = pd.DataFrame(columns=["segment", "via", "field", "question", "clear"])
    shared = one_more(found, priorities, held.value, actions, reach)
    assert shared["actions"].tolist() == [1, 2, 0]
    assert shared["actions_shared"].tolist() == [0, 1, 0]
    assert shared["channels"].tolist() == [0, 0, 0]


def test_segments_knocked_out_are_not_added(study: Any) -> None:
    responses, found, profiles, _ = study
    fallen = replace(found, stability=np.array([0.9, 0.4, 0.9]))
    held = background(fallen, profiles, responses, rank(fallen, profiles, responses), ())
    assert 2 not in held.more["segment"].tolist()


def test_a_need_is_open_where_its_whole_interval_is_above_the_middle(study: Any) -> None:
    responses, found, _, _ = study
    asked = ruled(
        responses,
        PriorityRules(
            needs=(
                Need(name="advice", importance="b2", satisfaction="trust"),
                Need(name="never asked", importance="gone", satisfaction="trust"),
            ),
            unserved=Unserved(question="region", codes=(1,)),
        ),
    )
    gaps = white_space(found, asked)
    needs = gaps["needs"].set_index("segment")
    assert set(needs["need"]) == {"advice"}
    for segment, row in needs.iterrows():
        answers = responses.answers[found.labels == segment]
        gap = ((answers["b2"] - 1) / 6 * (1 - (answers["trust"] - 1) / 6)).dropna()
        assert row["unmet"] == pytest.approx(gap.mean())
        assert row["base"] == len(gap)
        expected = "open" if row["low"] > 0.25 else "met" if row["high"] < 0.25 else "can't tell"
        assert row["verdict"] == expected
    assert gaps["everywhere"] == (["advice"] if (needs["verdict"] == "open").all() else [])
    unserved = gaps["unserved"].set_index("segment")
    north = (responses.answers.loc[found.labels == 1, "region"] == 1).mean()
    low, high = wilson(north, (found.labels == 1).sum())
    assert unserved.loc[1, ["share", "low", "high"]].tolist() == pytest.approx([north, float(low), float(high)])
    assert unserved.loc[1, "verdict"] == "white space"
    assert unserved.loc[2, "verdict"] == "served"


def test_where_nothing_was_asked_no_gap_is_claimed(study: Any) -> None:
    responses, found, profiles, priorities = study
    with pytest.raises(CannotCompute, match="PRIORITIES_NO_GAPS_ASKED"):
        white_space(found, responses)
    held = background(found, profiles, responses, priorities, ())
    assert held.white_space is None
    assert "names no needs" in held.no_gaps

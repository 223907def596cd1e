"""Actions and reach follow from over-represented answers."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from survey_seg.analysis.actions import ACTION_COLUMNS, REACH_COLUMNS, segment_actions, segment_reach
from survey_seg.analysis.profiles import describe
from survey_seg.questionnaire.brief import CrmField, Study
from survey_seg.questionnaire.model import Action, Option, Question, Questionnaire, Reach, Row

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def profiled(small_study: Make, divided: Make) -> Any:
    responses, basis, truth = small_study()
    return responses, truth, describe(divided(truth + 1, basis.weights), responses, basis)


def test_an_action_is_listed_for_the_segment_that_gives_its_answers(profiled: Any) -> None:
    responses, truth, profiles = profiled
    actions = segment_actions(profiles, responses.questionnaire)
    assert tuple(actions.columns) == ACTION_COLUMNS
    web = actions[(actions["question"] == "media_2") & (actions["segment"] == 2)].iloc[0]
    ticked = responses.answers["media_2"].to_numpy()
    assert (web["action"], web["verb"], web["owner"], web["decision"]) == (
        "Move the budget to the web",
        "channel",
        "cmo",
        "D1",
    )
    assert web["share"] == pytest.approx(ticked[truth == 1].mean())
    assert web["index"] == pytest.approx(100 * ticked[truth == 1].mean() / ticked.mean())
    assert web["clear"]
    assert "media_1" not in set(actions["question"])


def test_answers_of_one_action_are_taken_together(profiled: Any) -> None:
    responses, truth, profiles = profiled
    actions = segment_actions(profiles, responses.questionnaire)
    trust = actions[(actions["question"] == "trust") & (actions["segment"] == 2)].iloc[0]
    codes = responses.answers["trust"].to_numpy()
    there = (truth == 1) & ~np.isnan(codes)
    assert trust["answers"] == "6, 7"
    assert trust["share"] == pytest.approx((codes[there] >= 6).mean())


def test_a_comparison_on_a_number_counts_exactly_those_people(profiled: Any) -> None:
    responses, truth, profiles = profiled
    actions = segment_actions(profiles, responses.questionnaire)
    spend = actions[(actions["question"] == "spend") & (actions["segment"] == 2)].iloc[0]
    assert spend["share"] == pytest.approx((responses.answers["spend"].to_numpy()[truth == 1] >= 300).mean())


def test_every_row_is_above_average_and_clear_or_the_best_there_is(profiled: Any) -> None:
    responses, _, profiles = profiled
    for table in (
        segment_actions(profiles, responses.questionnaire),
        segment_reach(profiles, responses.questionnaire),
    ):
        assert (table["index"] > 100).all()
        assert ((table["low"] > table["total_share"]) == table["clear"].astype(bool)).all()
        unclear = table[~table["clear"].astype(bool)]
        assert (unclear.groupby("segment").size() <= 1).all()


def test_reach_names_the_typical_answers_of_reachable_questions(profiled: Any) -> None:
    responses, _, profiles = profiled
    reach = segment_reach(profiles, responses.questionnaire)
    assert tuple(reach.columns) == REACH_COLUMNS
    assert set(reach["via"]) <= {"ad_platform", "media", "crm"}
    region = reach[(reach["question"] == "region") & (reach["segment"] == 3)].iloc[0]
    assert region["answers"] == "<img src=x onerror=alert(1)>"
    assert (region["via"], region["field"]) == ("ad_platform", "region")
    media = reach[reach["question"] == "media_2"]
    assert set(media["answers"]) == {"Yes"}


def test_what_is_not_clear_says_so(bind_codes: Make, plain_basis: Make, divided: Make) -> None:
    rng = np.random.default_rng(1)
    yes_no = (Option(code=1, label="Yes"), Option(code=0, label="No"))
    asked = (
        Question(
            id="news",
            text="News?",
            type="single",
            options=yes_no,
            reach=(Reach(via="crm", field="mail", note="opt-in"), Reach(via="list", coverage=0.25)),
        ),
    )
    responses = bind_codes(rng.integers(0, 2, (60, 1)).astype(float), None, asked)
    questionnaire = Questionnaire(Study(title="t", crm_fields=(CrmField(name="mail", fill_rate=0.5),)), asked)
    labels = rng.integers(1, 3, 60)
    basis = plain_basis(rng.random((60, 2)))
    profiles = describe(divided(labels, basis.weights), responses, basis)
    reach = segment_reach(profiles, questionnaire)
    assert set(reach["segment"]) <= {1, 2}
    assert all("not clearly above average" in note for note in reach["note"])
    assert set(reach["coverage"]) <= {0.5, 0.25}


def test_without_tags_there_is_nothing(bind_codes: Make, plain_basis: Make, divided: Make) -> None:
    rng = np.random.default_rng(2)
    asked = (
        Question(
            id="age",
            text="Age?",
            type="number",
            role=("descriptor",),
            action=(Action(verb="message", text="whatever"),),
        ),
    )
    responses = bind_codes(rng.integers(18, 80, (60, 1)).astype(float), None, asked)
    basis = plain_basis(rng.random((60, 2)))
    profiles = describe(divided(rng.integers(1, 3, 60), basis.weights), responses, basis)
    assert segment_actions(profiles, responses.questionnaire).empty
    assert segment_reach(profiles, responses.questionnaire).empty


@pytest.fixture
def turned(bind_codes: Make, plain_basis: Make, divided: Make) -> tuple[Any, Questionnaire]:
    """Segment 1 agrees with a row as it stands; segment 2 disagrees with it, and agrees with its opposite."""
    five = tuple(Option(code=code, label=f"{code}") for code in range(1, 6))
    grid = Question(
        id="grid",
        text="Do you agree?",
        type="grid",
        options=five,
        rows=(Row(id="plan", text="I plan."), Row(id="drift", text="I drift.", reverse=True)),
        action=(Action(verb="message", when=(4, 5), text="Show the planner"),),
        reach=(Reach(via="sales_cue", note="asks for the planner"),),
    )
    rng = np.random.default_rng(1)
    labels = np.repeat([1, 2], 100)
    plans = np.where(labels == 1, rng.integers(4, 6, 200), rng.integers(1, 3, 200)).astype(float)
    responses = bind_codes(np.column_stack([plans, 6 - plans]), None, (grid,))
    basis = plain_basis(rng.random((200, 2)))
    return describe(divided(labels, basis.weights), responses, basis), Questionnaire(Study(title="t"), (grid,))


def test_in_a_row_worded_the_other_way_an_action_waits_for_the_mirror_answers(turned: Any) -> None:
    actions = segment_actions(*turned)
    assert set(actions["segment"]) == {1}
    assert set(actions["question"]) == {"plan", "drift"}
    assert set(actions.loc[actions["question"] == "drift", "answers"]) == {"1, 2"}


def test_what_is_said_of_a_way_is_not_said_of_people_of_whom_it_does_not_hold(turned: Any) -> None:
    reach = segment_reach(*turned)
    assert set(zip(reach["segment"], reach["note"], strict=True)) == {(1, "asks for the planner"), (2, "")}

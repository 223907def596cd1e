"""Briefs: whom to win, what they believe, what moves them, what to say and what not."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis import drivers
from survey_seg.analysis.briefs import BriefLook, positioning_briefs
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import Market, Study
from survey_seg.questionnaire.model import Action, Option, Question, Questionnaire, Reach
from survey_seg.responses.model import Responses

FIVE = tuple(Option(code=code, label=f"Answer {code}") for code in range(1, 6))
N = 480


@dataclasses.dataclass
class Parts:
    """The parts of a segmentation and its priorities that briefs look at."""

    labels: np.ndarray
    k: int
    sizes: pd.DataFrame
    memberships: np.ndarray
    pursue: tuple[int, ...] = (2, 1)


@pytest.fixture(autouse=True)
def fewer_draws(monkeypatch) -> None:
    monkeypatch.setattr(drivers, "DRAWS", 100)


def questions() -> tuple[Question, ...]:
    asked = [
        Question(id=f"a{i}", text=f"Belief {i}", type="scale", options=FIVE, data_type="attitude") for i in range(4)
    ]
    rated = Question(id="r", text="How good is the app?", type="scale", options=FIVE, construct="satisfaction")
    part = Question(
        id="part", text="Your part?", type="single", role=("buying_role",), reach=(Reach(via="crm", field="title"),),
        options=(Option(code=1, label="I decide"), Option(code=2, label="I use it"), Option(code=3, label="I pay")),
        action=(Action(verb="sell", when=(2,), text="Show the screen"),),
    )  # fmt: skip
    why = Question(id="why", text="What would have to be true?", type="text")
    stay = Question(id="stay", text="Will you stay?", type="scale", options=FIVE, role=("outcome",))
    return (*asked, rated, part, why, stay)


@pytest.fixture
def case() -> tuple[Parts, Responses]:
    """Two segments: the first believes 0, the second 1; belief 2 moves the outcome of the second, against belief 3."""
    rng = np.random.default_rng(5)
    labels = np.repeat([1, 2], N // 2)
    centre = np.where(labels[:, None] == [1, 2, 0, 0], 4.4, np.where([True, True, False, False], 1.8, 3.0))
    x = np.clip(np.round(centre + rng.normal(size=(N, 4))), 1, 5)
    push = np.where(labels == 2, 0.6 * (x[:, 2] - 3) - 0.6 * (x[:, 3] - 3), 0)
    stay = np.clip(np.round(3 + push + rng.normal(size=N)), 1, 5)
    frame = pd.DataFrame(x, columns=[f"a{i}" for i in range(4)], index=[f"p{i}" for i in range(N)])
    frame["r"] = np.where(rng.random(N) < 0.8, 5.0, 2.0)
    frame["part"] = np.where(np.arange(N) % 2 == 0, 1.0, np.where(np.arange(N) % 40 == 1, 3.0, 2.0))
    frame["why"] = np.where(labels == 2, "I would like the sessions to be much shorter.", None)
    frame["stay"] = stay
    study = Study(title="t", market=Market(type="b2b"))
    responses = Responses(
        Questionnaire(study, questions()), frame, frame.isna(), np.ones(N), None, False, "r.csv", ""
    )  # fmt: skip
    sizes = pd.DataFrame(
        {"segment": [1, 2], "share": [0.5] * 2, "low": [0.45] * 2, "high": [0.55] * 2, "base": [N // 2] * 2,
         "n_eff": [N / 2] * 2}
    )  # fmt: skip
    return Parts(labels, 2, sizes, np.where(labels[:, None] == [1, 2], 0.9, 0.1)), responses


ACTIONS = pd.DataFrame(
    [
        {"segment": 2, "verb": "price", "action": "Cheaper", "owner": "cmo", "decision": "D1"},
        {"segment": 2, "verb": "sell", "action": "Call them", "owner": "sales", "decision": "D1"},
        {"segment": 2, "verb": "message", "action": "Shorter is enough", "owner": "cmo", "decision": "D1"},
    ]
).assign(question="a1", answers="Answer 5", share=0.8, total_share=0.5, clear=True)


def made(case, *, quoted: bool = True, pursue=(2, 1)):
    parts, responses = case
    return positioning_briefs(
        parts, responses, responses, priorities=dataclasses.replace(parts, pursue=pursue), actions=ACTIONS,
        look=BriefLook(quoted=quoted),
    )  # fmt: skip


def test_a_brief_says_what_they_believe_what_moves_them_and_what_not_to_say(case) -> None:
    second, first = made(case).segments
    assert (second.segment, first.segment) == (2, 1)
    assert second.believe["variable"].iloc[0] in {"a0", "a1"}
    clear = [row for row in second.drivers["items"] if row["clear"]]
    assert {(row["variable"], row["end"]) for row in clear} == {("a2", "top"), ("a3", "bottom")}
    assert all(row["gain"] > 0 for row in clear)
    assert all(row["gain_low"] < row["gain"] < row["gain_high"] for row in clear)
    against = second.avoid[second.avoid["why"] == "against"]
    assert list(against["variable"]) == ["a3"]
    other = second.avoid[second.avoid["why"] == "other"].set_index("variable")
    assert other.loc["a0", "other"] == 1
    assert other.loc["a0", "other_share"] > other.loc["a0", "share"]
    assert first.drivers["verdict"] == "nothing"


def test_messages_are_the_questionnaires_the_plainest_first_and_prices_are_none(case) -> None:
    second, first = made(case).segments
    assert list(second.messages["text"]) == ["Shorter is enough", "Call them"]
    assert first.messages.empty


def test_ratings_are_proof_and_no_belief(case) -> None:
    second, _ = made(case).segments
    assert list(second.proof["variable"]) == ["r"]
    assert "r" not in set(second.believe["variable"])
    assert second.proof["top_low"].iloc[0] > 0.5


def test_a_test_of_a_message_starts_from_the_share_that_acts_now(case) -> None:
    second, _ = made(case).segments
    stays = case[1].answers["stay"].iloc[N // 2 :] >= 4
    assert second.goal["share"] == pytest.approx(stays.mean())
    assert [test["to"] - test["lift"] for test in second.goal["tests"]] == pytest.approx([stays.mean()] * 3)
    assert second.goal["tests"][0]["per_arm"] > second.goal["tests"][2]["per_arm"]


def test_people_well_inside_are_quoted_unless_that_is_switched_off(case) -> None:
    second, first = made(case).segments
    assert [quote.text for quote in second.quotes] == ["I would like the sessions to be much shorter."]
    assert first.quotes == ()
    assert all(not brief.quotes for brief in (*made(case, quoted=False).segments, *made(case, quoted=False).roles))
    case[0].memberships[:] = 0.5
    assert all(not brief.quotes for brief in made(case).segments)


def test_each_part_in_the_buying_with_enough_people_has_a_brief(case) -> None:
    found = made(case)
    assert [brief.role for brief in found.roles] == ["I decide", "I use it"]
    assert found.parts_left_out == 1
    assert found.role_question == "Your part?"
    decide, use = found.roles
    assert list(use.messages["text"]) == ["Show the screen"]
    assert decide.messages.empty
    assert decide.fields == ("title",)
    assert decide.mix["share"].sum() == pytest.approx(1)
    assert decide.share == pytest.approx(0.5)


def test_of_many_parts_the_largest_have_briefs_and_the_rest_is_not_called_too_few(case) -> None:
    parts, responses = case
    (asked,) = (one for one in responses.questionnaire.questions if one.id == "part")
    labels = tuple(Option(code=code, label=f"Part {code}") for code in range(1, 10))
    swapped = tuple(
        dataclasses.replace(one, options=labels) if one is asked else one for one in responses.questionnaire.questions
    )
    responses = dataclasses.replace(responses, questionnaire=Questionnaire(responses.questionnaire.study, swapped))
    responses.answers["part"] = np.repeat(np.arange(1.0, 10.0), [40, 60, 60, 50, 60, 60, 70, 70, 10])
    found = made((parts, responses))
    assert [brief.role for brief in found.roles] == [f"Part {code}" for code in (2, 3, 5, 6, 7, 8)]
    assert (found.parts_left_out, found.parts_smaller) == (1, 2)


def test_one_part_for_everybody_has_no_brief(case) -> None:
    case[1].answers["part"] = 1.0
    found = made(case)
    assert (found.roles, found.role_question) == ((), "")


def test_what_is_clearly_theirs_is_said_first_and_nothing_twice(case) -> None:
    unclear = ACTIONS.assign(clear=[True, True, False])
    twice = pd.concat([unclear.iloc[1:], unclear])
    parts, responses = case
    found = positioning_briefs(
        parts, responses, responses, priorities=parts, actions=twice, look=BriefLook()
    )  # fmt: skip
    assert list(found.segments[0].messages["text"]) == ["Call them", "Shorter is enough"]


def test_nobody_to_win_means_no_briefs(case) -> None:
    parts, responses = case
    with pytest.raises(CannotCompute, match="no segment is to be won"):
        made(case, pursue=())
    with pytest.raises(CannotCompute, match="was not computed"):
        positioning_briefs(parts, responses, responses, priorities=None, actions=ACTIONS, look=BriefLook())
    with pytest.raises(CannotCompute, match="no segments"):
        one = dataclasses.replace(parts, k=1)
        positioning_briefs(one, responses, responses, priorities=None, actions=ACTIONS, look=BriefLook())


def test_without_an_outcome_the_rest_of_the_brief_stands(case) -> None:
    parts, responses = case
    asked = tuple(one for one in responses.questionnaire.questions if one.id != "stay")
    silent = dataclasses.replace(responses, questionnaire=Questionnaire(responses.questionnaire.study, asked))
    found = made((parts, silent))
    assert found.outcome is None
    assert found.segments[0].drivers["verdict"] == "no_outcome"
    assert found.segments[0].goal is None
    assert len(found.segments[0].believe) == 4

"""Beliefs of groups beside everybody, and companies counted from people."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.accounts import Accounts, account_rollup, role_question
from survey_seg.analysis.beliefs import belief_items, belief_table, success
from survey_seg.questionnaire.brief import Market, Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row
from survey_seg.responses.model import Responses

FIVE = tuple(Option(code=code, label=f"Answer {code}") for code in range(1, 6))
GRID = Question(
    id="views", text="Do you agree?", type="grid", data_type="attitude", options=FIVE,
    rows=(Row(id="one", text="I plan."), Row(id="two", text="I wait.", reverse=True)),
)  # fmt: skip


def responses(columns: dict, *questions: Question, weights=None, market: str = "b2c") -> Responses:
    frame = pd.DataFrame(columns)
    frame.index = [f"p{i}" for i in range(len(frame))]
    mass = np.ones(len(frame)) if weights is None else np.asarray(weights, dtype=float)
    questionnaire = Questionnaire(Study(title="t", market=Market(type=market)), questions)
    return Responses(questionnaire, frame, frame.isna(), mass, None, weights is not None, "r.csv", "")


def test_both_ends_of_a_scale_are_told_as_asked() -> None:
    people = responses({"one": [5.0, 4, 1, 3, 2, np.nan], "two": [1.0, 1, 5, 5, 3, 3]}, GRID)
    items = belief_items(people.questionnaire)
    table = belief_table(np.array([1, 1, 1, 2, 2, 1]), 2, people, items).set_index(["variable", "group"])
    row = table.loc[("one", 1)]
    assert (row["top"], row["bottom"], row["base"]) == (pytest.approx(2 / 3), pytest.approx(1 / 3), 3)
    assert (row["total_top"], row["total_bottom"]) == (pytest.approx(0.4), pytest.approx(0.4))
    assert (row["top_answer"], row["bottom_answer"]) == ("Answer 4 or Answer 5", "Answer 1 or Answer 2")
    assert row["statement"] == "I plan."
    # R 4.2.2: prop.test(2, 3, correct = FALSE)$conf.int
    assert (row["top_low"], row["top_high"]) == (
        pytest.approx(0.20765960, abs=1e-7),
        pytest.approx(0.93850806, abs=1e-7),
    )
    assert table.loc[("two", 1), "top"] == pytest.approx(0.25)


def test_weight_two_is_two_people_in_shares_and_means() -> None:
    once = responses({"one": [5.0, 1, 2, 4], "two": [1.0] * 4}, GRID, weights=[2, 1, 1, 1])
    twice = responses({"one": [5.0, 5, 1, 2, 4], "two": [1.0] * 5}, GRID)
    tables = [
        belief_table(np.array(labels), 2, people, belief_items(people.questionnaire))
        for people, labels in ((once, [1, 1, 2, 2]), (twice, [1, 1, 1, 2, 2]))
    ]
    for name in ("mean", "total_mean", "top", "bottom", "total_top", "difference"):
        assert tables[0][name].to_numpy() == pytest.approx(tables[1][name].to_numpy(), nan_ok=True)


def test_attitudes_and_needs_are_beliefs_and_outcomes_are_not() -> None:
    outcome = Question(id="stay", text="Stay?", type="scale", options=FIVE, role=("outcome",), data_type="attitude")
    basis = Question(id="b", text="B?", type="scale", options=FIVE, role=("basis",))
    assert [one.name for one in belief_items(Questionnaire(Study(title="t"), (GRID, outcome, basis)))] == ["one", "two"]
    assert [one.name for one in belief_items(Questionnaire(Study(title="t"), (outcome, basis)))] == ["b"]


@pytest.mark.parametrize(
    ("codes", "top"),
    [(range(1, 6), {4, 5}), (range(1, 8), {6, 7}), (range(1, 5), {4}), (range(1, 4), {3}), (range(11), {8, 9, 10})],
)
def test_the_top_of_a_scale_is_its_upper_quarter(codes, top) -> None:
    options = tuple(Option(code=code, label=str(code)) for code in codes)
    variable = Questionnaire(
        Study(title="t"), (Question(id="q", text="?", type="scale", options=options),)
    ).variables()[0]
    chosen, _ = success(variable, np.array(codes, dtype=float))
    assert {code for code, inside in zip(codes, chosen, strict=True) if inside} == top


KEY = Question(id="company", text="Account", type="text", role=("link", "account"))
PART = Question(
    id="part", text="What is your part when your company chooses?", type="single", data_type="firmographic",
    options=(Option(code=1, label="I decide"), Option(code=2, label="I use it")),
)  # fmt: skip


def test_a_company_belongs_where_most_of_its_people_are() -> None:
    names = [f"c{i // 2}" for i in range(60)]
    labels = np.array([1, 1] * 12 + [2, 2] * 10 + [1, 2] * 8)
    found = account_rollup(labels, 2, responses({"company": names}, KEY, market="b2b"))
    assert (found.n, found.people, found.several, found.together, found.mixed) == (30, 60, 30, 22, 8)
    assert found.table["n"].tolist() == [12, 10]
    assert found.table["share"].tolist() == pytest.approx([12 / 30, 10 / 30])
    assert account_rollup(labels, 2, responses({"company": names}, KEY)) is None


def test_few_companies_are_not_counted_and_cannot_be_told_from_the_sum() -> None:
    names = [f"c{i}" for i in range(33)]
    labels = np.array([1] * 20 + [2] * 10 + [3] * 3)
    found = account_rollup(labels, 3, responses({"company": names}, KEY, market="b2b"))
    assert found.table["n"].tolist() == [20, None, None]
    assert found.table["share"].isna().tolist() == [False, True, True]
    assert found.n == 33


def rolled_up(*counts: int, mixed: int = 0) -> Accounts:
    """Companies of one person each by segment, and mixed ones of two people."""
    whole = [segment for segment, n in enumerate(counts, start=1) for _ in range(n)]
    names = [*(f"c{i}" for i in range(len(whole))), *(f"m{i // 2}" for i in range(2 * mixed))]
    labels = np.array(whole + [1, 2] * mixed)
    return account_rollup(labels, len(counts), responses({"company": names}, KEY, market="b2b"))


def test_shares_do_not_tell_how_many_companies_are_of_two_minds() -> None:
    found = rolled_up(98, 60, 39, mixed=3)
    assert (found.n, found.mixed) == (200, None)
    assert found.table["n"].tolist() == [98, 60, None]
    assert found.table["share"].tolist()[:2] == pytest.approx([98 / 200, 60 / 200])


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((1, 1, 50, 60), [None, None, None, 60]),
        ((1, 2, 50, 60), [None, None, 50, 60]),
        ((3, 0, 40), [None, 0, None]),
        ((3, 0, 0), []),
        ((6, 0, 0), [6, 0, 0]),
    ],
)
def test_hidden_numbers_of_companies_have_more_than_one_solution(counts: tuple[int, ...], shown: list[Any]) -> None:
    assert rolled_up(*counts).table["n"].tolist() == shown


def test_few_of_two_minds_are_not_told_by_those_of_one_mind() -> None:
    names = [f"c{i // 2}" for i in range(60)]
    labels = np.array([1, 1] * 14 + [2, 2] * 13 + [1, 2] * 3)
    found = account_rollup(labels, 2, responses({"company": names}, KEY, market="b2b"))
    assert (found.several, found.together, found.mixed) == (30, None, None)


def test_the_part_in_the_buying_is_the_marked_question_or_the_one_that_speaks_of_it() -> None:
    study = Study(title="t", market=Market(type="b2b"))
    marked = Question(id="who", text="Who?", type="single", role=("buying_role",), options=PART.options)
    assert role_question(Questionnaire(study, (PART,))).name == "part"
    assert role_question(Questionnaire(study, (PART, marked))).name == "who"
    assert role_question(Questionnaire(study, (GRID,))) is None
    assert role_question(Questionnaire(Study(title="t"), (PART, marked))) is None

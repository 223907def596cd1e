"""Conditions are read into small trees; what cannot be read says where and what was expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.conditions import (
    Combined,
    Comparison,
    Condition,
    comparisons,
    names,
    read_condition,
    read_when,
    triggered,
)

A, B, C = (Comparison(name, "==", (1,)) for name in "abc")

GOOD: dict[str, Condition] = {
    "q3 == 1": Comparison("q3", "==", (1,)),
    "q3==-1": Comparison("q3", "==", (-1,)),
    " age >= 18.5 ": Comparison("age", ">=", (18.5,)),
    'plan != "gold"': Comparison("plan", "!=", ("gold",)),
    "plan == 'it and (that)'": Comparison("plan", "==", ("it and (that)",)),
    "q4 in [2, 3]": Comparison("q4", "in", (2, 3)),
    "q4 not in [2]": Comparison("q4", "not in", (2,)),
    "media contains 3": Comparison("media", "contains", (3,)),
    "a == 1 and b == 1 or c == 1": Combined("or", (Combined("and", (A, B)), C)),
    "a == 1 and (b == 1 or c == 1)": Combined("and", (A, Combined("or", (B, C)))),
    "not a == 1 and b == 1": Combined("and", (Combined("not", (A,)), B)),
    "not (a == 1 or b == 1)": Combined("not", (Combined("or", (A, B)),)),
    "notes == 1": Comparison("notes", "==", (1,)),
    "(a == 1)": A,
}


@pytest.mark.parametrize(("text", "tree"), GOOD.items(), ids=GOOD)
def test_a_condition_is_a_small_tree(text: str, tree: Condition) -> None:
    assert read_condition(text) == tree


BAD = {
    "": "the id of a question",
    "   ": "the id of a question",
    "q3": "==, !=, <",
    "q3 = 1": "==, !=, <",
    "q3 == ": "a number, or a text in quotes",
    "q3 == gold": "a number, or a text in quotes",
    "q3 in 2": "[",
    "q3 in []": "a number, or a text in quotes",
    "q3 in [1 2]": "]",
    "q3 not 2": "in",
    "1 == q3": "the id of a question",
    "and == 1": "the id of a question",
    "a == 1 and": "the id of a question",
    "a == 1 b == 1": "and, or, or the end",
    "(a == 1": ")",
    "a == 1)": "and, or, or the end",
    "a == 1 && b == 1": "and, or, or the end",
    "a == 1; import os": "and, or, or the end",
    "__import__('os').system('true')": "==, !=, <",
    "not " * 60 + "a == 1": "at most 50 levels",
    "(" * 5000 + "a": "at most 50 levels",
}


@pytest.mark.parametrize(("text", "expected"), BAD.items(), ids=[text[:24] for text in BAD])
def test_a_malformed_condition_says_what_was_expected(text: str, expected: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_condition(text)
    (problem,) = refused.value.problems
    assert problem.code == "QUEST_CONDITION"
    assert problem.expected.startswith(expected)


def test_names_and_codes_are_found_in_the_order_written() -> None:
    condition = read_condition("q3 == 1 and not (q4 in [2, 3] or q3 > 5)")
    assert names(condition) == ("q3", "q4")
    assert [part.values for part in comparisons(condition)] == [(1,), (2, 3), (5,)]


@given(st.text(alphabet="ab1=!<>()[], \"'andornotin.-", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        condition = read_condition(text)
    except InputRefused:
        return
    assert names(condition)


@pytest.mark.parametrize(
    ("when", "answers"),
    [
        ([4, 5], [4, 5]),
        ([">= 4"], [4, 5]),
        (["<2", 5], [1, 5]),
        (["!= 3"], [1, 2, 4, 5]),
        (["3"], [3]),
        (["== 2.0"], [2]),
        ([], []),
    ],
)
def test_an_action_is_triggered_by_the_answers_it_lists(when: list[int | str], answers: list[int]) -> None:
    assert [answer for answer in range(1, 6) if triggered(when, answer)] == answers


@pytest.mark.parametrize("entry", ["", "often", "= 3", "3 4", ">=", "> x", "1_000"])
def test_an_entry_that_names_no_answers_is_refused(entry: str) -> None:
    with pytest.raises(InputRefused, match="QUEST_WHEN"):
        read_when(entry)

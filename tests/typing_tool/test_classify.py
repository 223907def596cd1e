"""What counts as an answer, and who wins."""

import math
import random
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.spec import TypingSpec

ANSWERS = {"q1": 4, "visits": 2, "place": 5, "trainer": 0, "price": 3}


@pytest.mark.parametrize(
    "four", [4, 4.0, "4", "4.0", " 4 ", "quite", "QUITE", np.int8(4), np.float32(4), Decimal(4), Fraction(4)]
)
def test_a_code_is_the_same_answer_in_every_form(four: object, small: TypingSpec) -> None:
    assert classify(small, {**ANSWERS, "q1": four}) == classify(small, ANSWERS)


@pytest.mark.parametrize("nothing", [None, "", "  ", math.nan, np.nan, "\t"])
def test_no_answer_gets_the_missing_points(nothing: object, small: TypingSpec) -> None:
    typed = classify(small, {**ANSWERS, "q1": nothing})
    without = classify(small, {key: value for key, value in ANSWERS.items() if key != "q1"})
    assert typed == without
    assert (typed.answered, typed.invalid) == (4, ())


@pytest.mark.parametrize(
    "wrong", [0, 7, -1, 3.5, "3,5", "3.5", "04", "4.00", "4e0", "٤", "x" * 999, True, math.inf, 10**30, [4]]
)
def test_an_unknown_answer_is_not_answered_and_is_named(wrong: object, small: TypingSpec) -> None:
    typed = classify(small, {**ANSWERS, "q1": wrong})
    assert typed.invalid == ("q1",)
    assert typed.answered == 4
    assert typed.scores == classify(small, {**ANSWERS, "q1": None}).scores


def test_don_t_know_is_not_answered_and_not_an_error(small: TypingSpec) -> None:
    typed = classify(small, {**ANSWERS, "place": 98})
    assert (typed.answered, typed.invalid) == (4, ())


def test_only_whole_numbers_of_the_range_are_scored(small: TypingSpec) -> None:
    assert classify(small, {**ANSWERS, "visits": 10}).invalid == ()
    for outside in (11, -1, 2.5):
        assert classify(small, {**ANSWERS, "visits": outside}).invalid == ("visits",)


def test_codes_between_the_codes_of_a_scale_are_unknown(small: TypingSpec) -> None:
    assert classify(small, {**ANSWERS, "price": 2}).invalid == ("price",)


def test_the_column_name_is_as_good_as_the_id(small: TypingSpec) -> None:
    by_column = {**{key: value for key, value in ANSWERS.items() if key != "visits"}, "visits_month": 2}
    assert classify(small, by_column) == classify(small, ANSWERS)


def test_too_few_answers_give_no_segment(small: TypingSpec) -> None:
    typed = classify(small, {"q1": 4, "trainer": 1})
    assert (typed.segment, typed.name, typed.runner_up, typed.margin, typed.band) == (None, "", None, 0, "unclear")
    assert typed.answered == 2


def test_scores_are_the_sums_anybody_can_add_up(small: TypingSpec) -> None:
    typed = classify(small, ANSWERS)
    by_hand = [
        constant + question.w[s] * ANSWERS[question.id]
        if question.type == "scale"
        else constant + question.points[5][s]
        for question in small.questions[:1]
        for s, constant in enumerate(small.constants)
    ]
    for s in range(4):
        total = by_hand[s]
        total += small.questions[1].w[s] * 2 + small.questions[2].points[5][s]
        total += small.questions[3].w[s] * 0 + small.questions[4].w[s] * 3
        assert typed.scores[s] == total


def test_the_first_of_equal_scores_wins_and_the_next_is_runner_up(small: TypingSpec) -> None:
    chance = random.Random(3)
    ties = 0
    codes = [[option.code for option in question.options] or list(range(11)) for question in small.questions]
    for _ in range(3000):
        answers = {question.id: chance.choice(some) for question, some in zip(small.questions, codes, strict=True)}
        typed = classify(small, answers)
        ranked = sorted(range(4), key=lambda s: (-typed.scores[s], s))
        assert typed.segment == small.segments[ranked[0]].code
        assert typed.runner_up == small.segments[ranked[1]].code
        assert typed.margin == typed.scores[ranked[0]] - typed.scores[ranked[1]]
        ties += typed.margin == 0
    assert ties > 20


def test_bands_begin_at_their_margin(small: TypingSpec) -> None:
    bands = {}
    chance = random.Random(4)
    for _ in range(3000):
        typed = classify(small, {"q1": chance.randint(1, 6), "visits": chance.randint(0, 10), "trainer": 1, "price": 5})
        bands.setdefault(typed.band, set()).add(typed.margin)
    assert min(bands["clear"]) >= 11 > max(bands["lean"])
    assert min(bands["lean"]) >= 4 > max(bands["unclear"])

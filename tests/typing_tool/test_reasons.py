"""What is said to have decided a person's segment is what did."""

import itertools
from collections.abc import Sequence

import pytest

from survey_seg.typing_tool.classify import classify_codes
from survey_seg.typing_tool.reasons import deciding_answers
from survey_seg.typing_tool.spec import TypingSpec

Codes = Sequence[int | None]


def patterns(spec: TypingSpec) -> list[tuple[int | None, ...]]:
    choices = [
        [None, *([option.code for option in question.options] or range(int(question.min), int(question.max) + 1))]
        for question in spec.questions
    ]
    return list(itertools.product(*choices))[::7]


def lead(spec: TypingSpec, codes: Codes, best: int, second: int) -> int:
    order = [segment.code for segment in spec.segments]
    scores = classify_codes(spec, list(codes)).scores
    return scores[order.index(best)] - scores[order.index(second)]


def test_a_gain_is_what_the_lead_loses_without_the_answer(small: TypingSpec) -> None:
    told = 0
    for codes in patterns(small):
        typed = classify_codes(small, list(codes))
        for reason in deciding_answers(small, codes):
            without = [None if place == reason.place else code for place, code in enumerate(codes)]
            assert reason.gain == typed.margin - lead(small, without, typed.segment, typed.runner_up)
            assert codes[reason.place] == reason.code
            told += 1
    assert told > 1000


def test_the_strongest_comes_first_and_only_answers_that_speak_for_the_segment(small: TypingSpec) -> None:
    for codes in patterns(small):
        gains = [reason.gain for reason in deciding_answers(small, codes)]
        assert gains == sorted(gains, reverse=True)
        assert all(gain > 0 for gain in gains)


def test_too_few_answers_have_no_reasons(small: TypingSpec) -> None:
    assert deciding_answers(small, [None] * len(small.questions)) == ()


def test_as_many_answers_as_questions_are_needed(small: TypingSpec) -> None:
    with pytest.raises(ValueError, match="zip"):
        deciding_answers(small, [1])

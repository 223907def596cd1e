"""A tool's questions as numbers only: which codes are answers, and what each gives to every segment.

A question that lists its answers is a table from code to points. A question without options is a range of whole
numbers with one weight per segment. Everything else, and the codes that mean "don't know", gets the missing points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

LARGEST_CODE = 10**16 - 1
"""A number of more digits is no answer in any form of the tool."""


@dataclass(frozen=True, slots=True)
class Table:
    """A question with a list of answers: `points` by code, one per segment; codes that mean "not answered" left out."""

    points: dict[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Range:
    """A question that takes every whole number from `low` to `high`, except the codes in `without`."""

    low: int
    high: int
    weights: tuple[int, ...]
    without: tuple[int, ...]


def terms(question: GoldenQuestion) -> Table | Range:
    """The answers of a question and their points.

    >>> question = GoldenQuestion("q", "q", "", "scale", (), 0.5, 10, (3, -3), {}, (15, -15), (9, 99))
    >>> terms(question)
    Range(low=1, high=10, weights=(3, -3), without=(9,))
    """
    if question.options:
        codes = (option.code for option in question.options if option.code not in question.no_answer)
        return Table({code: question.score(code) for code in codes})
    low, high = whole_range(question)
    return Range(low, high, question.w, tuple(code for code in question.no_answer if low <= code <= high))


def whole_range(question: GoldenQuestion) -> tuple[int, int]:
    """The smallest and the largest answer of a question without answer options."""
    low, high = math.ceil(question.min or 0), math.floor(question.max or 0)
    return max(low, -LARGEST_CODE), min(high, LARGEST_CODE)


@dataclass(frozen=True, slots=True)
class Coefficients:
    """One row of a coefficient table.

    `number`: the question's place from 1, 0 for the constant. `counts`: what the points are for: "constant", "answer"
    (times the code), "code" (when the answer is `code`), "none" (when not answered).
    """

    number: int
    counts: Literal["constant", "answer", "code", "none"]
    code: int | None
    points: tuple[int, ...]


def coefficients(spec: TypingSpec) -> tuple[Coefficients, ...]:
    """The tool as rows of points, one per segment: the questions in their order, the constant last.

    A person's scores are the sum of the constant and, for every question, of its answer's row or of the code times
    its row; the row "none" counts when there is no answer.
    """
    rows = []
    for number, question in enumerate(spec.questions, start=1):
        one = terms(question)
        if question.type == "choice" and isinstance(one, Table):
            rows += [Coefficients(number, "code", code, points) for code, points in one.points.items()]
        else:
            rows.append(Coefficients(number, "answer", None, question.w))
        rows.append(Coefficients(number, "none", None, question.missing))
    return (*rows, Coefficients(0, "constant", None, spec.constants))


def no_segment(spec: TypingSpec) -> int:
    """What stands for "too few answers": the highest number from 0 down that is no segment's code."""
    codes = {segment.code for segment in spec.segments}
    return next(number for number in range(0, -len(codes) - 1, -1) if number not in codes)


def largest_score(spec: TypingSpec) -> int:
    """The largest size that a score, an answer or a sum on the way to a score can have."""
    total = max(map(abs, spec.constants))
    for question in spec.questions:
        most = max(map(abs, question.missing))
        one = terms(question)
        if isinstance(one, Range):
            bound = max(abs(one.low), abs(one.high))
            most = max(most, bound, *(abs(weight) * bound for weight in one.weights))
        else:
            most = max(most, *(abs(points) for row in one.points.values() for points in row), *map(abs, one.points), 0)
        total += most
    return total

"""One person's answers to a segment, in plain integer arithmetic. Needs nothing but the standard library.

What counts as an answer, in every form of the tool (here, CSV, workbook, page):

- one of the question's codes, as a number or as text: 3, 3.0, "3", "3.0"; or the words of an answer, in any case;
- for a question without answer options, a whole number from `min` to `max`. 3.5 is not an answer: only the codes that
  people were shown are scored;
- nothing, empty text, NaN, or a code that is declared to mean "don't know" is *not answered*: the question's missing
  points count;
- anything else is not answered as well, and is named in `invalid`. It is never scored as zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from numbers import Real
from typing import Literal, NamedTuple, get_args

from survey_seg.errors import Problem, quoted
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

Band = Literal["clear", "lean", "unclear"]
BANDS: tuple[Band, ...] = get_args(Band)
WHOLE = re.compile(r"(0|-?[1-9][0-9]{0,15})(?:\.0)?")
UNKNOWN = object()
"""Something was answered that is no answer of the question."""


class Typed(NamedTuple):
    """Where a person belongs, and how sure that is.

    `segment` is None when fewer than the spec's `min_answered` questions were answered; then `name` is empty and the
    band is "unclear". `margin`: the best score minus the second best, in units of 1/scale log odds. `runner_up`: the
    code of the second-best segment. `invalid`: questions whose answer is not one of their codes.
    """

    segment: int | None
    name: str
    scores: tuple[int, ...]
    margin: int
    band: Band
    runner_up: int | None
    answered: int
    invalid: tuple[str, ...]


def classify(spec: TypingSpec, answers: Mapping[str, object]) -> Typed:
    """The segment of one person, from answers by question id (or column).

    The highest score wins, ties go to the segment that comes first. Sums of integers only: every engine that follows
    the spec gets the same scores. See the top of this module for what counts as an answer.

    >>> from survey_seg.typing_tool.spec import ToolSegment
    >>> question = GoldenQuestion("q1", "q1", "Do you plan?", "scale", (), 1, 5, (10, -10), {}, (30, -30))
    >>> segments = ToolSegment(1, "Planners", 0.5, "Offer the yearly plan"), ToolSegment(2, "Others", 0.5, "")
    >>> bands = {"clear": 11, "lean": 4}
    >>> tool = TypingSpec(
    ...     "tool-1", "Plans", "ask", True, 10, segments, (question,), (-30, 30), 1, bands, {}, {}, None, {}, {}, ()
    ... )
    >>> typed = classify(tool, {"q1": "5"})
    >>> typed.name, typed.scores, typed.band
    ('Planners', (20, -20), 'clear')
    """
    codes: list[int | None] = []
    invalid: list[str] = []
    for question in spec.questions:
        code = answer_code(question, answers.get(question.id, answers.get(question.column)))
        if code is UNKNOWN:
            invalid.append(question.id)
        codes.append(code if isinstance(code, int) else None)
    return classify_codes(spec, codes, tuple(invalid))


def classify_codes(spec: TypingSpec, codes: list[int | None], invalid: tuple[str, ...] = ()) -> Typed:
    """The segment for valid codes in the order of the spec's questions; None is not answered."""
    points = [question.score(code) for question, code in zip(spec.questions, codes, strict=True)]
    scores = tuple(map(sum, zip(spec.constants, *points, strict=True)))
    answered = sum(code is not None for code in codes)
    if answered < spec.min_answered:
        return Typed(None, "", scores, 0, "unclear", None, answered, invalid)
    best = scores.index(max(scores))
    others = [score for place, score in enumerate(scores) if place != best]
    second = others.index(max(others))
    second += second >= best
    margin = scores[best] - scores[second]
    winner = spec.segments[best]
    runner_up = spec.segments[second].code
    return Typed(winner.code, winner.name, scores, margin, band(spec, margin), runner_up, answered, invalid)


def band(spec: TypingSpec, margin: int) -> Band:
    """How sure a margin is: "clear", "lean" or "unclear"."""
    if margin >= spec.bands["clear"]:
        return "clear"
    return "lean" if margin >= spec.bands["lean"] else "unclear"


def answer_code(question: GoldenQuestion, value: object) -> object:
    """The code of an answer, None when there is none, or `UNKNOWN`."""
    text = _text(value)
    if text == "":
        return None
    number = WHOLE.fullmatch(text)
    code = int(number[1]) if number else _code_of_label(question, text)
    if code in question.no_answer:
        return None
    return code if code is not None and is_answer(question, code) else UNKNOWN


def is_answer(question: GoldenQuestion, code: int) -> bool:
    """True when a code is one that the question scores."""
    if question.options:
        return any(option.code == code for option in question.options)
    return question.min is not None and question.max is not None and question.min <= code <= question.max


def answers_in_words(question: GoldenQuestion) -> str:
    """The answers a question takes, for a message: "1, 2, 3" or "a whole number from 0 to 10"."""
    if question.options:
        return ", ".join(str(option.code) for option in question.options)
    return f"a whole number from {question.min:g} to {question.max:g}"


def self_test(spec: TypingSpec) -> tuple[Problem, ...]:
    """The test vectors of the spec that this program does not reproduce; empty when all is well."""
    problems = []
    for number, vector in enumerate(spec.vectors):
        typed = classify(spec, dict(zip((question.id for question in spec.questions), vector["answers"], strict=True)))
        found = {"segment": typed.segment, "scores": list(typed.scores), "margin": typed.margin, "band": typed.band}
        wrong = [key for key, value in found.items() if vector.get(key) != value]
        if wrong:
            what = f"test vector {number} gives {wrong[0]} {quoted(found[wrong[0]])}"
            problems.append(Problem("TYPING_VECTOR", what, expected=quoted(vector.get(wrong[0]))))
    return tuple(problems)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Real) and not isinstance(value, bool):
        number = float(value)
        if math.isnan(number):
            return ""
        return str(int(number)) if number.is_integer() else str(number)
    return str(value).strip()


def _code_of_label(question: GoldenQuestion, text: str) -> int | None:
    words = _words(text)
    return next((option.code for option in question.options if _words(option.label) == words), None)


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()

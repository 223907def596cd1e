"""Which answers decided where a person belongs. Needs nothing but the standard library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from survey_seg.typing_tool.classify import classify_codes
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec


class Reason(NamedTuple):
    """An answer that speaks for the segment rather than for the runner-up.

    `place`: of the question among the questions. `gain`: by how much the answer favours the segment over the
    runner-up, compared with no answer: points in the fixed form, log odds in the adaptive form.
    """

    place: int
    code: int
    gain: float


def deciding_answers(spec: TypingSpec, codes: Sequence[int | None]) -> tuple[Reason, ...]:
    """The answers that speak for a person's segment against the runner-up, the strongest first.

    Question: what did this person say that puts them there? An answer's gain is its points for the segment minus its
    points for the runner-up, minus the same difference for a question that was not answered. Only gains above zero;
    of equal gains the question that comes first. `codes`: valid codes in the order of the questions, None where there
    is no answer. Empty when too few were answered to say a segment.

    >>> from survey_seg.typing_tool.spec import ToolSegment
    >>> plan, save = (
    ...     GoldenQuestion(name, name, "?", "scale", (), 1, 5, (weight, -weight), {}, (3 * weight, -3 * weight))
    ...     for name, weight in (("plan", 10), ("save", 4))
    ... )
    >>> segments = ToolSegment(1, "Planners", 0.5, ""), ToolSegment(2, "Others", 0.5, "")
    >>> bands = {"clear": 11, "lean": 4}
    >>> tool = TypingSpec(
    ...     "tool-1", "Plans", "ask", True, 10, segments, (save, plan), (-42, 42), 1, bands, {}, {}, None, {}, {}, ()
    ... )
    >>> deciding_answers(tool, [4, 5])
    (Reason(place=1, code=5, gain=40), Reason(place=0, code=4, gain=8))
    """
    typed = classify_codes(spec, list(codes))
    order = [segment.code for segment in spec.segments]
    if typed.segment is None or typed.runner_up is None:
        return ()
    best, second = order.index(typed.segment), order.index(typed.runner_up)
    gains = [
        Reason(place, code, _gain(question, code, best, second))
        for place, (question, code) in enumerate(zip(spec.questions, codes, strict=True))
        if code is not None
    ]
    return strongest(gains)


def strongest(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Those above zero, the largest first, the question that comes first among equals.

    >>> strongest([Reason(0, 1, 2.0), Reason(1, 1, -1.0), Reason(2, 5, 3.0)])
    (Reason(place=2, code=5, gain=3.0), Reason(place=0, code=1, gain=2.0))
    """
    return tuple(sorted((each for each in reasons if each.gain > 0), key=lambda each: (-each.gain, each.place)))


def _gain(question: GoldenQuestion, code: int, best: int, second: int) -> int:
    own, without = question.score(code), question.missing
    return own[best] - own[second] - without[best] + without[second]

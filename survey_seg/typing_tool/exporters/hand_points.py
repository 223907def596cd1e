"""The tool's points made small enough to add by hand, with the margins from which adding by hand is certain.

Three things that change no difference between segments make the numbers small and never negative: every question's
smallest points per segment move to the start, every answer gives its smallest points to no segment, and all are
counted in units of 1, 2, 5, 10, 20, ... points. Only the rounding to units can change a result. By how much at most
is known, so the sheet names a segment, and calls it clear or leaning, only where the whole tool says the same.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

LARGEST = 99
"""No answer gives more points than this: two digits can be added in a call."""

MOST_ROWS = 12
"""Numbers of a question without options are put together in so many rows at most."""

Points = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HandRow:
    """One answer and its points; `codes` are the answers it stands for, empty for no answer."""

    words: str
    codes: tuple[int, ...]
    points: Points


@dataclass(frozen=True, slots=True)
class HandPoints:
    """Points to add: the start, and rows of answers for each question.

    `lean` and `clear`: by how many points the highest total must be above the second to be leaning or clear; below
    `lean` the sheet cannot tell. `unit`: how many points of the tool one point of the sheet is.
    """

    unit: int
    start: Points
    questions: tuple[tuple[HandRow, ...], ...]
    lean: int
    clear: int


def hand_points(spec: TypingSpec) -> HandPoints:
    """Small points for a sheet of paper, and the margins from which they decide as the whole tool does.

    Question: which numbers can a person add in a call without ever being told another segment than the tool gives?

    >>> from survey_seg.typing_tool.spec import Option, ToolSegment
    >>> answers = (Option(1, "No"), Option(2, "Yes"))
    >>> asked = GoldenQuestion("q", "q", "Do you plan?", "scale", answers, 1, 2, (700, -700), {}, (1050, -1050))
    >>> segments = ToolSegment(1, "Planners", 0.5, ""), ToolSegment(2, "Others", 0.5, "")
    >>> bands = {"clear": 900, "lean": 300}
    >>> tool = TypingSpec(
    ...     "t", "Plans", "ask", True, 1000, segments, (asked,), (0, 0), 1, bands, {}, {}, None, {}, {}, ()
    ... )
    >>> found = hand_points(tool)
    >>> found.unit, found.start, [row.points for row in found.questions[0]], found.lean
    (10, (210, 0), [(0, 70), (70, 0), (0, 0)], 30)
    """
    tables = [_lowered(question) for question in spec.questions]
    start = [constant + sum(table[1][place] for table in tables) for place, constant in enumerate(spec.constants)]
    largest = max(value for rows, _ in tables for _, choices in rows for points in choices for value in points)
    unit = next(step for step in _units() if _rounded(largest, step) <= LARGEST)
    start_points = _small([tuple(value - min(start) for value in start)], unit)
    questions = tuple(
        _question_rows(question, rows, unit) for question, (rows, _) in zip(spec.questions, tables, strict=True)
    )
    error = max(
        _error([[tuple(start)]], [start_points], pair, unit)
        + sum(
            _error([choices for _, choices in rows], [row.points for row in small], pair, unit)
            for (rows, _), small in zip(tables, questions, strict=True)
        )
        for pair in itertools.combinations(range(len(start)), 2)
    )
    same = error // unit + 1
    lean, clear = (max(math.ceil((spec.bands[name] + error) / unit), same) for name in ("lean", "clear"))
    return HandPoints(unit, start_points, questions, lean, clear)


Rows = list[tuple[tuple[int, ...], list[Points]]]


def _lowered(question: GoldenQuestion) -> tuple[Rows, Points]:
    """Rows of codes with the points of each code above the smallest of each segment, and those smallest."""
    groups = _groups(question)
    every = [question.score(code) for codes in groups for code in codes] + [question.missing]
    least = tuple(map(min, zip(*every, strict=True)))
    rows = [(codes, [_above(question.score(code), least) for code in codes]) for codes in groups]
    return [*rows, ((), [_above(question.missing, least)])], least


def _above(points: Points, least: Points) -> Points:
    return _lifted(tuple(value - low for value, low in zip(points, least, strict=True)))


def _lifted(points: Points) -> Points:
    return tuple(value - min(points) for value in points)


def _groups(question: GoldenQuestion) -> list[tuple[int, ...]]:
    if question.options:
        return [(option.code,) for option in question.options]
    codes = range(math.ceil(question.min or 0), math.floor(question.max or 0) + 1)
    width = -(-len(codes) // MOST_ROWS)
    return [tuple(codes[at : at + width]) for at in range(0, len(codes), width)]


def _question_rows(question: GoldenQuestion, rows: Rows, unit: int) -> tuple[HandRow, ...]:
    return tuple(HandRow(_words(question, codes), codes, _small(choices, unit)) for codes, choices in rows)


def _words(question: GoldenQuestion, codes: tuple[int, ...]) -> str:
    if not codes:
        return "No answer"
    label = next((option.label for option in question.options if option.code == codes[0]), "")
    if label:
        return label
    return str(codes[0]) if len(codes) == 1 else f"{codes[0]} to {codes[-1]}"


def _small(choices: Sequence[Points], unit: int) -> Points:
    """Points in units: of several answers in one row those in the middle."""
    middles = [(min(values) + max(values)) / 2 for values in zip(*choices, strict=True)]
    return _lifted(tuple(_rounded(value, unit) for value in middles))


def _rounded(value: float, unit: int) -> int:
    return math.floor(value / unit + 0.5)


def _error(rows: Sequence[Sequence[Points]], small: Sequence[Points], pair: tuple[int, int], unit: int) -> int:
    """By how much small points can misstate the difference of two segments, whatever the answer."""
    a, b = pair
    return max(
        abs(unit * (points[a] - points[b]) - (choice[a] - choice[b]))
        for choices, points in zip(rows, small, strict=True)
        for choice in choices
    )


def _units() -> Iterator[int]:
    for power in itertools.count():
        yield from (10**power, 2 * 10**power, 5 * 10**power)

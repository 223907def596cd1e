"""The prioritisation matrix: how attractive each segment is against how well it can be won."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from survey_seg.report.charts.svg import Words, dot, drawing, line, text
from survey_seg.report.language.numbers import end_of_scale
from survey_seg.report.language.speech import marked, say
from survey_seg.report.language.wording import shortened

LEFT, RIGHT = 9.0, 96.0
TOP, PLOT, FOOT = 56.0, 280.0, 44.0
"""Percent of the width where the plot begins and ends; pixels above it, of it, and below it."""

LOWEST, HIGHEST, MIDDLE = 1.0, 10.0, 5.5
SMALLEST, LARGEST = 8.0, 40.0
"""Radius in pixels of a segment that holds nothing, and how much more one that holds everything has (by area)."""

KEY = 19.0
"""Pixels of one line of the key."""

NARROW = 3.2
"""Pixels of one percent of the width on a narrow screen: circles that are clear of each other there are so everywhere.
"""

STEP, GAP = 2.0, 3.0
"""Pixels by which a circle is moved until it is clear of the others, and pixels that are left between circles."""

SCALES = (1.0, 0.8, 0.6, 0.4, 0.2)
FAR = 30.0
"""By how much circles grow with what they hold: less where one would have to be moved further than so many pixels."""

MEANING = {
    "win": marked("{number}  win: {name}"),
    "serve": marked("{number}  serve: {name}"),
    "out": marked("{number}  serve (knocked out): {name}"),
}


@dataclass(frozen=True, slots=True)
class Bubble:
    """A segment: `across` and `up` are its ratings (1..10) with their intervals; `part` is the share that it holds."""

    number: int
    label: str
    across: tuple[float, float, float]
    up: tuple[float, float, float]
    part: float
    look: str


@dataclass(frozen=True, slots=True)
class _Circle:
    """Where the circle of a segment is drawn."""

    bubble: Bubble
    x: float
    y: float
    radius: float

    @property
    def moved(self) -> float:
        return abs(self.y - _down(self.bubble.up[0]))


def matrix_chart(bubbles: Sequence[Bubble], words: Words) -> Markup:
    """A bubble per segment with its number in it and its name below; lines are the 95 % intervals.

    `look` is "win" (filled), "serve" (open) or "out" (open, dotted). Both axes run from 1 to 10, whatever the study. A
    circle that would lie on a larger one is moved up or down; a dotted line leads from it to a point at its rating.

    >>> one = Bubble(1, "Planners", (7.0, 6.0, 8.0), (5.0, 4.0, 6.0), 0.4, "win")
    >>> chart = matrix_chart([one], Words("Matrix", "One segment"))
    >>> chart.count("<circle"), "Planners" in chart
    (1, True)
    """
    circles = _circles(bubbles)
    pieces = [*_frame(), *(piece for circle in circles for piece in _whiskers(circle))]
    pieces += [dot(circle.x, circle.y, circle.radius, f"bubble {circle.bubble.look}") for circle in circles]
    pieces += [_number(circle) for circle in circles]
    foot = TOP + PLOT + FOOT
    for line_number, bubble in enumerate(sorted(bubbles, key=lambda bubble: bubble.number), start=1):
        label = say(MEANING[bubble.look], number=bubble.number, name=shortened(bubble.label, 32))
        pieces.append(text(0, foot + KEY * line_number - 4, label, "label"))
    return drawing("chart-matrix", words, foot + KEY * len(bubbles) + 4, pieces)


def moves(bubbles: Sequence[Bubble]) -> bool:
    """Whether a circle is drawn elsewhere than at its rating, because it would lie on another.

    >>> one, other = (Bubble(number, "", (5.0, 4, 6), (9.0, 8, 10), 0.2, "win") for number in (1, 2))
    >>> moves([one]), moves([one, other])
    (False, True)
    """
    return any(circle.moved for circle in _circles(bubbles))


def _circles(bubbles: Sequence[Bubble]) -> list[_Circle]:
    """A circle for each segment, the largest first, clear of each other where there is room."""
    drawn = sorted(bubbles, key=lambda bubble: (-bubble.part, bubble.number))
    tried = [_apart(drawn, scale) for scale in SCALES]
    return min(tried, key=lambda circles: (not _all_clear(circles), max([FAR, *(circle.moved for circle in circles)])))


def _apart(drawn: Sequence[Bubble], scale: float) -> list[_Circle]:
    """Each circle at its rating, or at the nearest height at which it is clear of those before it."""
    placed: list[_Circle] = []
    for bubble in drawn:
        at, radius = _down(bubble.up[0]), SMALLEST + scale * LARGEST * math.sqrt(min(max(bubble.part, 0.0), 1.0))
        heights = [at, *(TOP + STEP * step for step in range(int(PLOT / STEP) + 1))]
        tried = [
            _Circle(bubble, _right(bubble.across[0]), y, radius) for y in sorted(heights, key=lambda y: abs(y - at))
        ]
        placed.append(
            next((circle for circle in tried if all(_clear(circle, other) for other in placed)), tried[0]),
        )
    return placed


def _all_clear(circles: Sequence[_Circle]) -> bool:
    return all(_clear(one, other) for place, one in enumerate(circles) for other in circles[:place])


def _clear(one: _Circle, other: _Circle) -> bool:
    return math.hypot(NARROW * (one.x - other.x), one.y - other.y) >= one.radius + other.radius + GAP


def _frame() -> list[Markup]:
    bottom, middle = TOP + PLOT, _down(MIDDLE)
    edges = [((LEFT, bottom), (RIGHT, bottom)), ((LEFT, TOP), (LEFT, bottom))]
    halves = [((LEFT, middle), (RIGHT, middle)), ((_right(MIDDLE), TOP), (_right(MIDDLE), bottom))]
    ticks = [text(_right(at), bottom + 17, end_of_scale(at), "small", anchor="middle") for at in (1, MIDDLE, 10)]
    ticks += [text(LEFT, _down(at) + 4, end_of_scale(at), "small", anchor="end", shift=-6) for at in (1, MIDDLE, 10)]
    return [
        *(line(start, end, "grid") for start, end in edges),
        *(line(start, end, "grid mid") for start, end in halves),
        *ticks,
        text(LEFT, 14, say("Ability to win"), "small"),
        text(RIGHT, bottom + 36, say("Attractiveness"), "small", anchor="end"),
    ]


def _whiskers(circle: _Circle) -> list[Markup]:
    """The intervals: across at the height of the circle, up at its rating; a moved circle is led to its rating."""
    bubble, x = circle.bubble, circle.x
    at = _down(bubble.up[0])
    pieces = [
        line((_right(bubble.across[1]), circle.y), (_right(bubble.across[2]), circle.y), "whisker"),
        line((x, _down(bubble.up[1])), (x, _down(bubble.up[2])), "whisker"),
    ]
    return [*pieces, line((x, at), (x, circle.y), "whisker l1"), dot(x, at, 3.5, "dot")] if circle.moved else pieces


def _number(circle: _Circle) -> Markup:
    look = "on-piece" if circle.bubble.look == "win" else "value"
    return text(circle.x, circle.y + 5, str(circle.bubble.number), look, anchor="middle")


def _right(rating: float) -> float:
    return LEFT + (RIGHT - LEFT) * (min(max(rating, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)


def _down(rating: float) -> float:
    return TOP + PLOT * (HIGHEST - min(max(rating, LOWEST), HIGHEST)) / (HIGHEST - LOWEST)

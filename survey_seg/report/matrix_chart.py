"""The prioritisation matrix: how attractive each segment is against how well it can be won."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from survey_seg.report.svg import Words, dot, drawing, line, text
from survey_seg.report.wording import shortened

LEFT, RIGHT = 9.0, 96.0
TOP, PLOT, FOOT = 56.0, 280.0, 44.0
"""Percent of the width where the plot begins and ends; pixels above it, of it, and below it."""

LOWEST, HIGHEST, MIDDLE = 1.0, 10.0, 5.5
SMALLEST, LARGEST = 8.0, 40.0
"""Radius in pixels of a segment that holds nothing, and how much more one that holds everything has (by area)."""

KEY = 19.0
"""Pixels of one line of the key."""

NEAR = (4.0, 18.0)
"""Numbers nearer than this (percent across, pixels down) are moved apart."""


MEANING = {"win": "win", "serve": "serve", "out": "serve (knocked out)"}


@dataclass(frozen=True, slots=True)
class Bubble:
    """A segment: `across` and `up` are its ratings (1..10) with their intervals; `part` is the share that it holds."""

    number: int
    label: str
    across: tuple[float, float, float]
    up: tuple[float, float, float]
    part: float
    look: str


def matrix_chart(bubbles: Sequence[Bubble], words: Words) -> Markup:
    """A bubble per segment with its number in it and its name below; lines are the 95 % intervals.

    `look` is "win" (filled), "serve" (open) or "out" (open, dotted). Both axes run from 1 to 10, whatever the study.

    >>> one = Bubble(1, "Planners", (7.0, 6.0, 8.0), (5.0, 4.0, 6.0), 0.4, "win")
    >>> chart = matrix_chart([one], Words("Matrix", "One segment"))
    >>> chart.count("<circle"), "Planners" in chart
    (1, True)
    """
    drawn = sorted(bubbles, key=lambda bubble: (-bubble.part, bubble.number))
    pieces = [*_frame(), *(piece for bubble in drawn for piece in _whiskers(bubble))]
    pieces += [dot(*_centre(bubble), _radius(bubble), f"bubble {bubble.look}") for bubble in drawn]
    pieces += [_number(bubble, drawn) for bubble in drawn]
    foot = TOP + PLOT + FOOT
    for line_number, bubble in enumerate(sorted(bubbles, key=lambda bubble: bubble.number), start=1):
        label = f"{bubble.number}  {MEANING[bubble.look]}: {shortened(bubble.label, 32)}"
        pieces.append(text(0, foot + KEY * line_number - 4, label, "label"))
    return drawing("chart-matrix", words, foot + KEY * len(bubbles) + 4, pieces)


def _frame() -> list[Markup]:
    bottom, middle = TOP + PLOT, _down(MIDDLE)
    edges = [((LEFT, bottom), (RIGHT, bottom)), ((LEFT, TOP), (LEFT, bottom))]
    halves = [((LEFT, middle), (RIGHT, middle)), ((_right(MIDDLE), TOP), (_right(MIDDLE), bottom))]
    ticks = [text(_right(at), bottom + 17, f"{at:g}", "small", anchor="middle") for at in (1, MIDDLE, 10)]
    ticks += [text(LEFT, _down(at) + 4, f"{at:g}", "small", anchor="end", shift=-6) for at in (1, MIDDLE, 10)]
    return [
        *(line(start, end, "grid") for start, end in edges),
        *(line(start, end, "grid mid") for start, end in halves),
        *ticks,
        text(LEFT, 14, "Ability to win", "small"),
        text(RIGHT, bottom + 36, "Attractiveness", "small", anchor="end"),
    ]


def _whiskers(bubble: Bubble) -> list[Markup]:
    x, y = _right(bubble.across[0]), _down(bubble.up[0])
    return [
        line((_right(bubble.across[1]), y), (_right(bubble.across[2]), y), "whisker"),
        line((x, _down(bubble.up[1])), (x, _down(bubble.up[2])), "whisker"),
    ]


def _number(bubble: Bubble, drawn: Sequence[Bubble]) -> Markup:
    """The number of a segment in its circle, moved aside where another one would cover it."""
    x, y = _centre(bubble)
    others = [(_centre(other), other.number) for other in drawn if other is not bubble]
    beside = [
        (place[0], number) for place, number in others if abs(place[0] - x) < NEAR[0] and abs(place[1] - y) < NEAR[1]
    ]
    shift = 9.0 * sum(1 if (x, bubble.number) > other else -1 for other in beside)
    look = "on-piece" if bubble.look == "win" else "value"
    return text(x, y + 5, str(bubble.number), look, anchor="middle", shift=shift)


def _centre(bubble: Bubble) -> tuple[float, float]:
    return _right(bubble.across[0]), _down(bubble.up[0])


def _radius(bubble: Bubble) -> float:
    return SMALLEST + LARGEST * math.sqrt(min(max(bubble.part, 0.0), 1.0))


def _right(rating: float) -> float:
    return LEFT + (RIGHT - LEFT) * (min(max(rating, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)


def _down(rating: float) -> float:
    return TOP + PLOT * (HIGHEST - min(max(rating, LOWEST), HIGHEST)) / (HIGHEST - LOWEST)

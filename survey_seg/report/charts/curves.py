"""Charts of a share against a small count: stability by number of segments, accuracy by number of questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from survey_seg.report.charts.svg import Words, box, dot, drawing, line, text
from survey_seg.report.language.speech import say

LEFT, RIGHT = 9.0, 97.0
TOP, PLOT, FOOT, KEY = 24.0, 190.0, 44.0, 19.0
"""Pixels: above the plot, of the plot, below the plot, and of one line of the key."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a count, with the ends of its interval; None where it is not known."""

    at: int
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A named value to compare with: the same at every count, or one per count."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """What a curve chart shows. `chosen` is the count that was taken, `printed` the way values are printed."""

    name: str
    words: Words
    series: str
    points: tuple[Point, ...]
    levels: tuple[Level, ...]
    across: str
    chosen: int | None
    printed: Callable[[float | None], str]


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where counts (percent from the left) and values (pixels from the top) are on the drawing."""

    place: Mapping[int, float]
    top: float

    @property
    def bottom(self) -> float:
        return self.top + PLOT

    def height(self, value: float) -> float:
        return self.bottom - PLOT * min(max(value, 0), 1)


def curve_chart(curve: Curve) -> Markup:
    """Values with their intervals over a small count, the chosen one ringed, the levels to compare with dashed.

    >>> from survey_seg.report.language.numbers import decimal
    >>> points = (Point(2, 0.9, 0.8, 1.0), Point(3, 0.5, 0.4, 0.6))
    >>> chart = curve_chart(Curve("c", Words("Stability", "two"), "data", points, (), "segments", 2, decimal))
    >>> chart.count('class="dot"'), chart.count('class="ring"')
    (3, 1)
    """
    levels = [level for level in curve.levels if any(point.value is not None for point in level.points)]
    plane = _Plane(_places(curve), TOP + KEY * (1 + len(levels)))
    pieces = [*_key(curve.series, levels), *_axes(plane, curve)]
    for number, level in enumerate(levels):
        pieces += _joined(level.points, plane, f"level l{number}")
    pieces += _joined(curve.points, plane, "trend")
    for point in curve.points:
        pieces += _point(point, plane, curve)
    return drawing(curve.name, curve.words, plane.bottom + FOOT, pieces)


def _places(curve: Curve) -> dict[int, float]:
    counts = [point.at for point in curve.points]
    step = (RIGHT - LEFT) / (max(counts) - min(counts) + 1)
    return {count: LEFT + step * (count - min(counts) + 0.5) for count in counts}


def _key(series: str, levels: Sequence[Level]) -> list[Markup]:
    pieces = [line((0, 10), (6, 10), "trend"), dot(3, 10, 4.5, "dot"), text(8, 14, series, "label")]
    for number, level in enumerate(levels):
        y = 10 + KEY * (number + 1)
        pieces += [line((0, y), (6, y), f"level l{number}"), text(8, y + 4, level.name, "label")]
    return pieces


def _axes(plane: _Plane, curve: Curve) -> list[Markup]:
    pieces = []
    for x in (x for count, x in plane.place.items() if count == curve.chosen):
        pieces.append(box(x - 4, plane.top, 8, PLOT, "chosen"))
        pieces.append(text(x, plane.bottom - 7, say("chosen"), "small", anchor="middle"))
    for value in (0.0, 0.5, 1.0):
        y = plane.height(value)
        pieces += [line((LEFT, y), (RIGHT, y), "grid"), text(0, y + 4, curve.printed(value), "small")]
    for count, x in plane.place.items():
        pieces.append(text(x, plane.bottom + 18, str(count), "small", anchor="middle"))
    pieces.append(text((LEFT + RIGHT) / 2, plane.bottom + 38, curve.across, "small", anchor="middle"))
    return pieces


def _joined(points: Sequence[Point], plane: _Plane, look: str) -> list[Markup]:
    known = [(plane.place[point.at], plane.height(point.value)) for point in points if point.value is not None]
    return [line(start, end, look) for start, end in pairwise(known)]


def _point(point: Point, plane: _Plane, curve: Curve) -> list[Markup]:
    if point.value is None:
        return []
    x, y = plane.place[point.at], plane.height(point.value)
    pieces = []
    if point.low is not None and point.high is not None:
        pieces.append(line((x, plane.height(point.low)), (x, plane.height(point.high)), "whisker"))
    pieces.append(dot(x, y, 4.5, "dot"))
    if point.at == curve.chosen:
        pieces.append(dot(x, y, 8.5, "ring"))
        pieces.append(text(x, y - 14, curve.printed(point.value), "value back", anchor="start", shift=7))
    return pieces

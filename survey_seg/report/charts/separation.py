"""The separation plot: where the segments lie on the two axes that tell them apart best. No person is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from markupsafe import Markup

from survey_seg.report.charts.svg import Words, dot, drawing, line, text

Row = Mapping[str, Any]

HEIGHT, LINE = 420.0, 46.0
"""Pixels of the plot, and of each segment's line where there is one axis only."""
CORNERS = 72
MARGIN = 0.08
"""Corners of an ellipse; part of the plot left free on each side."""


@dataclass(frozen=True, slots=True)
class _Plane:
    """The part of the plane that is shown."""

    left: float
    right: float
    low: float
    high: float
    height: float

    def x(self, value: float) -> float:
        return 100 * (value - self.left) / (self.right - self.left)

    def y(self, value: float) -> float:
        return self.height * (self.high - value) / (self.high - self.low)


def separation_chart(
    contours: Sequence[Row], names: Mapping[int, str], words: Words, *, ends: tuple[str, str] = ("", "")
) -> Markup:
    """Each segment as the ellipse that holds half of its people, with its number at the centre.

    Names would cover each other: they are said beside the chart. Where there is one axis only, each segment is a line
    of its own that holds half of its people. `ends`: what there is more of to the right and upwards; the two lines
    cross at the mean of all people.

    >>> one = {"segment": 1, "x": 0.0, "y": 0.0, "large": 1.0, "small": 0.5, "angle": 0.0}
    >>> chart = separation_chart([one, one | {"segment": 2, "x": 3.0}], {1: "Planners", 2: "Movers"}, Words("a", "b"))
    >>> chart.count("<path"), chart.count("<circle")
    (2, 2)
    """
    if any(row["y"] is None for row in contours):
        return _on_a_line(contours, names, words)
    outlines = {row["segment"]: _outline(row) for row in contours}
    points = [point for outline in outlines.values() for point in outline]
    plane = _plane(points, HEIGHT)
    paths = Markup("").join(
        Markup('<path class="half h{}" d="{}" vector-effect="non-scaling-stroke"/>').format(
            (segment - 1) % 4, _path(outline, plane)
        )
        for segment, outline in outlines.items()
        if len(outline) > 1
    )
    pieces = [
        *_cross(plane, ends),
        Markup('<svg x="0" y="0" width="100%" height="{0}" viewBox="0 0 100 {0}" preserveAspectRatio="none">').format(
            f"{HEIGHT:g}"
        )
        + paths
        + Markup("</svg>"),
    ]
    for row in contours:
        pieces += _label(row, plane)
    return drawing("chart-separation", words, HEIGHT, pieces)


def _outline(row: Row) -> list[tuple[float, float]]:
    """The corners of a segment's ellipse; its centre alone where it has too few people for one."""
    if row["large"] is None:
        return [(row["x"], row["y"])]
    turn = row["angle"]
    found = []
    for corner in range(CORNERS):
        along, across = row["large"] * cos(2 * pi * corner / CORNERS), row["small"] * sin(2 * pi * corner / CORNERS)
        found.append(
            (row["x"] + along * cos(turn) - across * sin(turn), row["y"] + along * sin(turn) + across * cos(turn))
        )
    return found


def _plane(points: Sequence[tuple[float, float]], height: float) -> _Plane:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, tall = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    return _Plane(
        left=min(xs) - MARGIN * wide,
        right=max(xs) + MARGIN * wide,
        low=min(ys) - MARGIN * tall,
        high=max(ys) + MARGIN * tall,
        height=height,
    )


def _path(outline: Sequence[tuple[float, float]], plane: _Plane) -> str:
    corners = " L".join(f"{plane.x(x):.2f} {plane.y(y):.2f}" for x, y in outline)
    return f"M{corners}Z"


def _cross(plane: _Plane, ends: tuple[str, str]) -> list[Markup]:
    """Lines through the mean of all people, each with what its end stands for."""
    x, y = plane.x(0), plane.y(0)
    right, up = ends
    pieces = [line((0, y), (100, y), "grid"), line((x, 0), (x, HEIGHT), "grid")]
    if right:
        pieces.append(text(100, y - 6, f"{right} →", "small back", anchor="end"))
    if up:
        pieces.append(text(x, 12, f"↑ {up}", "small back", shift=6))
    return pieces


def _label(row: Row, plane: _Plane) -> list[Markup]:
    x, y = plane.x(row["x"]), plane.y(row["y"])
    return [dot(x, y, 11, "dot"), text(x, y + 5, str(row["segment"]), "on-piece", anchor="middle")]


def _on_a_line(contours: Sequence[Row], names: Mapping[int, str], words: Words) -> Markup:
    height = LINE * len(contours) + 10
    ends = [(row["x"] + sign * (row["large"] or 0.0), 0.0) for row in contours for sign in (-1, 1)]
    plane = _plane(ends, height)
    pieces: list[Markup] = []
    for at, row in enumerate(contours):
        y, reach = LINE * (at + 0.75), row["large"] or 0.0
        middle = plane.x(row["x"])
        pieces += [
            text(0, y - 16, f"{row['segment']} {names.get(row['segment'], '')}", "small"),
            line((plane.x(row["x"] - reach), y), (plane.x(row["x"] + reach), y), "whisker"),
            dot(middle, y, 6, "dot"),
        ]
    return drawing("chart-separation", words, height, pieces)

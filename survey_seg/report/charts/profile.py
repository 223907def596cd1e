"""The segment profile plot: every item a row, every segment a column, bars against the mean of all people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from survey_seg.report.charts.svg import Words, box, drawing, line, text
from survey_seg.report.language.wording import shortened

Row = Mapping[str, Any]

GAP, HEAD, LABEL, BAR = 3.0, 22.0, 18.0, 11.0
"""Percent between two columns; pixels of the column heads, of an item's text, and of its bars."""
NARROW, WIDE = 44, 96
"""Letters of an item's text on a narrow and on a wide screen."""
MARK = 3.2
"""Percent that the triangle of a marker takes at the end of its column."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One item: its text, its range, the mean of all, and a cell (mean, difference, marker) per segment, or None."""

    text: str
    low: float
    high: float
    total_mean: float | None
    cells: Sequence[Row | None]


def profile_chart(profiles: Sequence[Profile], heads: Sequence[str], words: Words) -> Markup:
    """Bars are the segments' means, the tick is the mean of all; markers are filled and carry a triangle.

    >>> cells = ({"mean": 4.0, "difference": 0.9, "marker": True}, {"mean": 2.0, "difference": -0.1, "marker": False})
    >>> chart = profile_chart([Profile("I plan.", 1, 5, 3.0, cells)], ["1", "2"], Words("Profiles", "1 plans more"))
    >>> chart.count("▲"), chart.count('class="bar hollow"')
    (1, 1)
    """
    width = (100 - GAP * (len(heads) - 1)) / len(heads)
    starts = [at * (width + GAP) for at in range(len(heads))]
    pieces = [text(start, 14, head, "label value") for start, head in zip(starts, heads, strict=True)]
    y = HEAD
    for profile in profiles:
        y += LABEL
        pieces.append(text(0, y - 5, shortened(profile.text, WIDE), "small on-wide"))
        pieces.append(text(0, y - 5, shortened(profile.text, NARROW), "small on-narrow"))
        pieces.append(line((0, y + BAR), (100, y + BAR), "grid"))
        for start, cell in zip(starts, profile.cells, strict=True):
            pieces += _bar(profile, cell, (start, y), width)
        y += BAR + 8
    return drawing("chart-profiles", words, y, pieces)


def _bar(profile: Profile, cell: Row | None, place: tuple[float, float], width: float) -> list[Markup]:
    x, y = place
    room = width - MARK
    pieces: list[Markup] = []
    if cell is None or cell["mean"] is None:
        return pieces
    marks = bool(cell["marker"])
    pieces.append(box(x, y, room * _part(cell["mean"], profile), BAR, "bar" if marks else "bar hollow"))
    if profile.total_mean is not None:
        total = x + room * _part(profile.total_mean, profile)
        pieces.append(line((total, y - 2), (total, y + BAR + 2), "tick"))
    if marks:
        pieces.append(text(x + width, y + BAR, "▲" if cell["difference"] > 0 else "▼", "small mark", anchor="end"))
    return pieces


def _part(value: float, profile: Profile) -> float:
    return min(max((value - profile.low) / ((profile.high - profile.low) or 1), 0), 1)

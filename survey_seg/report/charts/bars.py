"""Charts of sizes, markers and priorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from survey_seg.report.charts.svg import Words, box, dot, drawing, line, text
from survey_seg.report.language.numbers import end_of_scale, mean, share
from survey_seg.report.language.speech import say
from survey_seg.report.language.wording import wrapped

Row = Mapping[str, Any]
INSET = 14.0
"""Percent of a marker chart's width left at each side of its scale, for the numbers."""


def size_strip(sizes: Sequence[Row], words: Words) -> Markup:
    """One bar for everybody, a piece per segment with its number and size inside.

    >>> strip = size_strip([{"segment": 1, "share": 0.6}, {"segment": 2, "share": 0.4}], Words("Sizes", "60 and 40"))
    >>> strip.count("<rect"), "60" in strip
    (2, True)
    """
    pieces: list[Markup] = []
    start = 0.0
    for row in sizes:
        width = 100 * (row["share"] or 0)
        pieces.append(box(start, 0, max(width - 0.4, 0.2), 40, "piece"))
        pieces += [
            text(start + (width - 0.4) / 2, 25, label, f"on-piece {look}".rstrip(), anchor="middle")
            for label, look in _piece_labels(row, width)
        ]
        start += width
    return drawing("chart-sizes", words, 40, pieces)


def _piece_labels(row: Row, width: float) -> list[tuple[str, str]]:
    number = str(row["segment"])
    if width < 4:
        return []
    if width < 9:
        return [(number, "")]
    full = say("{segment}: {share}", segment=number, share=share(row["share"]))
    return [(full, "")] if width >= 18 else [(full, "on-wide"), (number, "on-narrow")]


def marker_chart(name: str, markers: Sequence[Row], words: Words) -> Markup:
    """A row per item: its scale as a track, everybody's mean as a tick, the segment's mean as a dot, a bar between.

    Each row needs label, low, high, mean and total_mean.
    """
    pieces: list[Markup] = []
    y = 0.0
    for row in markers:
        for piece in wrapped(str(row["label"])):
            y += 17
            pieces.append(text(0, y, piece, "label"))
        y += 21
        pieces += _marker_row(row, y)
        y += 17
    return drawing(name, words, y, pieces)


def _marker_row(row: Row, y: float) -> list[Markup]:
    low, high = row["low"], row["high"]
    here, everyone = (_along(row[key], low, high) for key in ("mean", "total_mean"))
    right = here >= everyone
    left, width = min(here, everyone), abs(here - everyone)
    return [
        line((INSET, y), (100 - INSET, y), "track"),
        text(0, y + 4, end_of_scale(low), "small"),
        text(100, y + 4, end_of_scale(high), "small", anchor="end"),
        box(left, y - 4, width, 8, "bar"),
        line((everyone, y - 8), (everyone, y + 8), "tick"),
        dot(here, y, 5.5, "dot"),
        text(
            here, y + 4.5, mean(row["mean"]), "value back", anchor="start" if right else "end",
            shift=9 if right else -9,
        ),
        text(
            everyone, y - 5, say("all {mean}", mean=mean(row["total_mean"])), "small all",
            anchor="end" if right else "start", shift=-5 if right else 5,
        ),
    ]  # fmt: skip


def _along(value: float | None, low: float, high: float) -> float:
    part = ((value if value is not None else low) - low) / ((high - low) or 1)
    return INSET + (100 - 2 * INSET) * min(max(part, 0), 1)


def priority_bars(rows: Sequence[Row], words: Words) -> Markup:
    """Two bars per segment: its score out of ten, and how often it leads when the data are redrawn.

    Each row needs label, score, p_top2, and the words beside its bars: scored, leads. The rows are drawn in the order
    given.
    """
    pieces: list[Markup] = []
    y = 0.0
    for row in rows:
        for piece in wrapped(str(row["label"]), lines=1):
            y += 18
            pieces.append(text(0, y, piece, "label"))
        for part, look, said in (
            ((row["score"] or 0) / 10, "bar", row["scored"]),
            (row["p_top2"] or 0, "bar hollow", row["leads"]),
        ):
            y += 8
            pieces += [
                line((0, y + 6), (62, y + 6), "track"),
                box(0, y, 62 * min(max(part, 0), 1), 12, look),
                text(64, y + 10, said, "value" if look == "bar" else "small"),
            ]
            y += 8
        y += 12
    return drawing("chart-priorities", words, y, pieces)

"""Pieces of charts as SVG text: widths in percent of the page, heights and letters in pixels.

So a chart is as wide as its place and its letters are as large as the page's on every screen. Colours are classes of
the style sheet; positions are rounded, so the same numbers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says to those who do not see it: a name, and the finding."""

    title: str
    finding: str


def drawing(name: str, words: Words, height: float, pieces: Iterable[str]) -> Markup:
    """A whole chart with its name and its finding; `name` makes the ids unique on the page."""
    start = Markup(
        '<svg class="chart" role="img" aria-labelledby="{0}-t {0}-d" width="100%" height="{1}">'
        '<title id="{0}-t">{2}</title><desc id="{0}-d">{3}</desc>'
    ).format(name, _number(height), words.title, words.finding)
    return start + Markup("").join(Markup(piece) for piece in pieces) + Markup("</svg>")


def box(x: float, y: float, width: float, height: float, look: str) -> Markup:
    """A rectangle: x and width in percent."""
    return Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>').format(
        look, _number(x), _number(y), _number(max(width, 0)), _number(height)
    )


def line(start: tuple[float, float], end: tuple[float, float], look: str) -> Markup:
    """A line between two points: x in percent, y in pixels."""
    return Markup('<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(
        look, *(_number(value) for value in (*start, *end))
    )


def dot(x: float, y: float, radius: float, look: str) -> Markup:
    """A circle: x in percent, the rest in pixels."""
    return Markup('<circle class="{}" cx="{}%" cy="{}" r="{}"/>').format(look, _number(x), _number(y), _number(radius))


def text(x: float, y: float, words: str, look: str, *, anchor: str = "start", shift: float = 0) -> Markup:
    """Words at a point: x in percent, then `shift` pixels to the right; anchor start, middle or end."""
    place = Markup(' dx="{}"').format(_number(shift)) if shift else ""
    place += Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else ""
    return Markup('<text class="{}" x="{}%" y="{}"{}>{}</text>').format(
        look, _number(x), _number(y), place, escape(words)
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

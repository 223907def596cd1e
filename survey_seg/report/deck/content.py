"""What a slide says, before anything is drawn: runs of words, tables, charts, notes, and where each number is from.

A run that is printed into a sentence stands there between marks, which no text of a study can hold
(`wording.readable`): so a sentence of any language is said as a whole and taken apart into its runs afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

Look = Literal["body", "head", "item", "quiet"]
Area = tuple[float, float, float, float]
"""Left, top, width and height as parts of the slide's content box."""


PLAIN: Final = 0xE000
"""The sign that opens a run without any look, in a sentence; looks are added to it, and `END` closes the run."""

END: Final = "\ue008"
_MARKED = re.compile(f"([\ue001-\ue007])([^\ue001-{END}]*){END}")


@dataclass(frozen=True, slots=True)
class Run:
    """A few words. `own`: words of the study, in its language; `ours`: words of the report that may be long.

    Both may be shortened.
    """

    text: str
    own: bool = False
    strong: bool = False
    ours: bool = False

    def __str__(self) -> str:
        """The words between marks."""
        look = self.own + 2 * self.strong + 4 * self.ours
        return f"{chr(PLAIN + look)}{self.text}{END}" if look else self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: a heading, an item of a list, body text or a quiet remark."""

    runs: tuple[Run, ...]
    look: Look = "body"

    @property
    def text(self) -> str:
        """Its words without their looks."""
        return "".join(run.text for run in self.runs)

    def __str__(self) -> str:
        """Its words with their marks, to be said within a sentence."""
        return printed(self.runs)


@dataclass(frozen=True, slots=True)
class Words:
    """A box of paragraphs; `sizes` are the largest and the smallest letters it may have, in points."""

    name: str
    area: Area
    paragraphs: tuple[Paragraph, ...]
    sizes: tuple[int, int] = (16, 10)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its part of the width, and whether it holds figures."""

    head: str
    width: float
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its finding (the alternative text)."""

    name: str
    area: Area
    finding: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    sizes: tuple[int, int] = (14, 10)


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: values as they are printed, None where there is none.

    `look`: "main" is what the chart is about, "other" what it is compared with, "level" a dashed line.
    """

    name: str
    values: tuple[float | None, ...]
    look: Literal["main", "other", "level"] = "main"


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart with its finding (the alternative text).

    `number_format`: how a spreadsheet prints the values. `ends`: of the axis of values. `chosen`: the place of the
    category that was taken. `across`: what the categories are.
    """

    name: str
    area: Area
    finding: str
    kind: Literal["bars", "curve"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str
    ends: tuple[float, float]
    chosen: int | None = None
    across: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A segment on the matrix; `win`: it is one of those to win."""

    number: int
    label: str
    across: float
    up: float
    win: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Segments between two ratings, each a series of its own so that its looks can be edited."""

    name: str
    area: Area
    finding: str
    dots: tuple[Dot, ...]
    across: str
    up: str
    ends: tuple[float, float]


Block = Words | Table | Chart | Matrix


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number, and the path (or the two paths of an interval) of its value in results.json."""

    printed: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `notes`: base, interval, method; `numbers`: every traced number on it.

    `opening`: it has the layout of a title slide, and its first block is the subtitle.
    """

    title: tuple[Run, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    numbers: tuple[Number, ...] = ()
    opening: bool = False


def paragraph(*parts: str | Run, look: Look = "body") -> Paragraph:
    """A paragraph from words and runs.

    >>> paragraph("Base ", Run("371"), look="quiet").text
    'Base 371'
    >>> [run.text for run in paragraph(f"Win {Run('Planners', own=True)}.").runs]
    ['Win ', 'Planners', '.']
    """
    return Paragraph(runs_of(parts), look)


def runs_of(parts: Iterable[str | Run]) -> tuple[Run, ...]:
    """The runs of words, taken out of their marks."""
    return tuple(run for part in parts for run in _apart(Run(part) if isinstance(part, str) else part))


def _apart(whole: Run) -> Iterator[Run]:
    pieces = _MARKED.split(whole.text)
    for at in range(0, len(pieces), 3):
        if pieces[at] or len(pieces) == 1:
            yield Run(pieces[at], whole.own, whole.strong, whole.ours)
        if at + 2 < len(pieces):
            look = ord(pieces[at + 1]) - PLAIN
            yield Run(pieces[at + 2], bool(look & 1), whole.strong or bool(look & 2), bool(look & 4))


def printed(runs: Iterable[Run]) -> str:
    """Runs as one text with their marks."""
    return "".join(str(run) for run in runs)


def head(text: str) -> Paragraph:
    """A heading within a box."""
    return Paragraph((Run(text, strong=True),), "head")

"""Words that stay within their box: first smaller letters, then shorter words, last fewer paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from survey_seg.report.deck.content import Column, Paragraph, Run
from survey_seg.report.deck.letters import LINE, Styled, line_count, longest_word
from survey_seg.report.language.catalogue import current
from survey_seg.report.language.wording import shortened

SHORTER: Final = (160, 110, 80, 60, 45, 34, 26, 18)
"""Letters that a piece of words that may be shortened keeps, step by step."""

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
WHOLE: Final = 10_000
COMFORT: Final = 0.85
"""Size of letters beside the largest from which words are shortened rather than made smaller."""

BEFORE: Final = {"body": 0.35, "head": 0.65, "item": 0.25, "quiet": 0.3}
"""Space above a paragraph in letters' sizes."""

INDENT: Final = 1.1
"""Of an item, in letters' sizes."""

QUIET: Final = 0.86
"""Size of a quiet paragraph's letters beside the others'."""

CELL: Final = (5.0, 3.0)
"""Points between a cell's border and its words: at each side, above and below."""


LEFT: Final = 0.75
"""Part of its width that the widest column of a table keeps when others need more."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Paragraphs with the size of their letters in points, and how many found no room."""

    paragraphs: tuple[Paragraph, ...]
    size: float
    dropped: int


@dataclass(frozen=True, slots=True)
class FittedTable:
    """Rows with the heights of head and rows in points, the size of their letters, and how many found no room."""

    rows: tuple[tuple[Paragraph, ...], ...]
    heights: tuple[float, ...]
    size: float
    dropped: int


def fit_words(
    paragraphs: Sequence[Paragraph], box: tuple[float, float], sizes: tuple[float, float], font: float
) -> Fitted:
    """Paragraphs as they fit into a box of points.

    `sizes`: the largest and the smallest letters; `font`: how wide the font is beside Arial.

    >>> from survey_seg.report.deck.content import paragraph
    >>> fit_words([paragraph("Four segments")], (200, 30), (16, 10), 1.0).size
    16
    >>> fit_words([paragraph(Run("word " * 90, own=True))], (200, 30), (16, 10), 1.0).paragraphs[0].text.count("word")
    12
    """
    width, height = box
    for limit, size in _steps(sizes):
        some = tuple(_cut(one, limit) for one in paragraphs)
        if words_height(some, width, size, font) <= height:
            return Fitted(some, size, 0)
    least, smallest = list(some), sizes[1]
    while len(least) > 1 and words_height(least, width, smallest, font) > height:
        least.pop()
        if least[-1].look == "head" and len(least) > 1:
            least.pop()
    return Fitted(tuple(least), smallest, len(some) - len(least))


def words_height(paragraphs: Sequence[Paragraph], width: float, size: float, font: float) -> float:
    """How high paragraphs stand in a box `width` points wide, in points."""
    height = 0.0
    for place, one in enumerate(paragraphs):
        own = size * (QUIET if one.look == "quiet" else 1)
        room = width / (own * font) - (INDENT if one.look == "item" else 0)
        height += line_count(styled(one), room) * LINE * own + (BEFORE[one.look] * own if place else 0)
    return height


def fit_table(
    columns: Sequence[Column],
    rows: Sequence[tuple[Paragraph, ...]],
    box: tuple[float, float],
    sizes: tuple[float, float],
    font: float,
) -> FittedTable:
    """The rows of a table as they fit under its head into a box of points."""
    width, height = box
    heads = tuple(Paragraph((Run(column.head, strong=True),)) for column in columns)
    widths = [width * column.width - 2 * CELL[0] for column in columns]
    broken: FittedTable | None = None
    for limit, size in _steps(sizes):
        some = [tuple(_cut(cell, limit) for cell in row) for row in rows]
        heights = [_row_height(row, widths, size, font) for row in (heads, *some)]
        if sum(heights) <= height:
            whole = FittedTable(tuple(some), tuple(heights), size, 0)
            if not _breaks(columns, (heads, *some), widths, size * font):
                return whole
            broken = broken or (whole if size == sizes[1] else None)
    if broken is not None:
        return broken
    kept = len(heights)
    while kept > 2 and sum(heights[:kept]) > height:
        kept -= 1
    return FittedTable(tuple(some[: kept - 1]), tuple(heights[:kept]), size, len(heights) - kept)


def widened(columns: Sequence[Column], width: float, sizes: tuple[float, float], font: float) -> tuple[Column, ...]:
    """Columns that hold the longest word of their heads in letters as large as can be, at the cost of the widest.

    >>> [column.width for column in widened([Column("Anteil", 0.1), Column("Frage", 0.9)], 300, (14, 10), 1.0)]
    [0.173, 0.827]
    """
    given = [column.width for column in columns]
    widest = given.index(max(given))
    for size in _falling(sizes):
        wanted = [
            max(column.width, (longest_word([Styled(column.head, bold=True)]) * size * font + 2 * CELL[0] + 1) / width)
            for column in columns
        ]
        wanted[widest] = given[widest] - (sum(wanted) - wanted[widest] - sum(given) + given[widest])
        if wanted[widest] >= LEFT * given[widest]:
            return tuple(replace(one, width=round(new, 3)) for one, new in zip(columns, wanted, strict=True))
    return tuple(columns)


def _breaks(
    columns: Sequence[Column], rows: Sequence[tuple[Paragraph, ...]], widths: Sequence[float], size: float
) -> bool:
    """Whether a figure, or a word that may not be shortened, is wider than its column."""
    return any(
        longest_word(styled(cell if column.figures or not place else _fixed(cell))) * size > width
        for place, row in enumerate(rows)
        for column, cell, width in zip(columns, row, widths, strict=True)
    )


def _fixed(one: Paragraph) -> Paragraph:
    """The words that may not be shortened."""
    return replace(one, runs=tuple(run for run in one.runs if not run.own and not run.ours))


def _row_height(row: Sequence[Paragraph], widths: Sequence[float], size: float, font: float) -> float:
    lines = [
        line_count(styled(cell), width / (size * font)) * (QUIET if cell.look == "quiet" else 1)
        for cell, width in zip(row, widths, strict=True)
    ]
    return max(lines) * LINE * size + 2 * CELL[1]


def styled(one: Paragraph) -> list[Styled]:
    """A paragraph's words as they are measured."""
    return [Styled(run.text, run.strong or one.look == "head") for run in one.runs]


def _steps(sizes: tuple[float, float]) -> Iterator[tuple[int, float]]:
    """Lengths of words that may be shortened with sizes of letters, the best to read first.

    Whole words in comfortable letters; words up to half as long in these; whole words in the smallest; and so on.
    """
    largest, smallest = sizes
    comfortable = max(smallest, round(largest * COMFORT))
    yield from ((limit, size) for limit in (WHOLE, *SHORTER[:4]) for size in _falling((largest, comfortable)))
    yield from ((limit, size) for limit in (WHOLE, *SHORTER) for size in _falling((comfortable, smallest)))


def _cut(one: Paragraph, limit: int) -> Paragraph:
    runs = tuple(replace(run, text=_cut_text(run.text, limit)) if run.own or run.ours else run for run in one.runs)
    return replace(one, runs=runs)


def _cut_text(text: str, limit: int) -> str:
    """The beginning of a text with the blanks around it and its quotation marks.

    >>> _cut_text(" I plan my workouts ", 8), _cut_text("“I plan my workouts”", 9)
    (' I plan… ', '“I plan…”')
    """
    inner = text.strip(" ")
    if len(inner) <= limit:
        return _BLANKS.sub(" ", text)
    first, last = current().conventions.quotes
    opening, closing = first if inner.startswith(first) else "", last if inner.endswith(last) else ""
    words = inner.removeprefix(opening).removesuffix(closing)
    cut = opening + shortened(words, limit - len(opening) - len(closing)) + closing
    return text.replace(inner, cut, 1)


def _falling(sizes: tuple[float, float]) -> list[float]:
    largest, smallest = sizes
    steps = int(largest - smallest)
    return [*(largest - step for step in range(steps + 1)), *([smallest] if largest - steps > smallest else [])]

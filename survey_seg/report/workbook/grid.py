"""One sheet of the workbook: a title, a note and one real table, with every text as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report.language.speech import say
from survey_seg.report.language.wording import shortened
from survey_seg.report.sheets import row_height

MAX_CELL = 32_000
"""Letters of a text that a cell takes, with room to spare."""
MAX_HEAD = 120
MAX_NAME = 31
"""Letters of the name of a sheet."""
NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
"""Marks that the name of a sheet may not have."""
LONG_WORD = 24
ONE_LINE = 20.0
"""Points of a row with one line of text, and a little more."""
A4, A3 = 9, 8
MANY_COLUMNS = 12
FIRST_ROW = 4
"""The row of the table's head, counted from 0; title, note and way back stand above."""

FORMATS: Mapping[str, str] = {
    "share": "0.0%",
    "mean": "0.00",
    "score": "0.0",
    "decimal": "0.00",
    "count": "#,##0",
    "index": "0",
    "p": "0.000",
    "plain": "General",
    "left": "#,##0",
}
"""How a number looks in its cell, by the way it is meant; the cell holds the number itself."""

ALIGNED: Mapping[str, Mapping[str, object]] = {
    "plain": {"indent": 1},
    "left": {"align": "left", "indent": 1},
    "beside numbers": {"align": "right", "font_color": "#5A6570"},
}
"""Where words stand: away from the numbers of the column before, or below those of their own."""
LOOKS: Mapping[str, Mapping[str, object]] = {"strong": {"bold": True}, "quiet": {"font_color": "#5A6570"}}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that looks other than the rest of its column."""

    value: float | None
    way: str


Cell = str | int | float | bool | Figure | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `head`, how its numbers look (`way` of FORMATS), `least` width in characters, whether texts wrap."""

    head: str
    way: str = "plain"
    least: float = 12
    wrap: bool = False

    @property
    def width(self) -> float:
        """The width at which no word of the head is broken, unless one is very long."""
        return max(self.least, min(max(map(len, self.head.split()), default=0) + 1, LONG_WORD))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; `look` is "" or "strong" (what a reader looks for) or "quiet" (what frames it)."""

    cells: tuple[Cell, ...]
    look: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `keep` columns stay in sight when scrolling sideways."""

    title: str
    note: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    keep: int = 1


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - xlsxwriter's workbook has no types
        self.book = book
        self.made: dict[tuple[str, str, bool], Any] = {}

    def of(self, way: str, look: str = "", *, wrap: bool = False) -> Any:  # noqa: ANN401
        """The format for a way a number is printed and the look of its row."""
        key = (way, look, wrap)
        if key not in self.made:
            style: dict[str, object] = {"num_format": FORMATS.get(way, "General"), "valign": "top", "text_wrap": wrap}
            style |= {**LOOKS.get(look, {}), **ALIGNED.get(way, {})}
            self.made[key] = self.book.add_format(style)
        return self.made[key]

    def special(self, name: str) -> Any:  # noqa: ANN401
        """The format of a title, a note, a head or a link."""
        styles = {
            "title": {"bold": True, "font_size": 15},
            "note": {"text_wrap": True, "valign": "top", "font_color": "#3C4650"},
            "head": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "indent": 1},
            "number head": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "align": "right"},
            "link": {"font_color": "#0B5563", "underline": 1},
        }
        key = ("special", name, False)
        if key not in self.made:
            self.made[key] = self.book.add_format(styles[name])
        return self.made[key]


def write_grid(sheet: Any, grid: Grid, looks: Looks, *, table: str) -> None:  # noqa: ANN401
    """Write a grid into its sheet; `table` is the name of its table in the workbook."""
    last = len(grid.columns) - 1
    sheet.write_string(0, 0, text_of(grid.title), looks.special("title"))
    width = sum(column.width for column in grid.columns)
    sheet.merge_range(1, 0, 1, max(last, 1), "", looks.special("note"))
    sheet.write_string(1, 0, text_of(grid.note), looks.special("note"))
    sheet.set_row(1, 15.0 * (1 + int(len(grid.note) * 1.15 / max(min(width, 130), 20))) + 3)
    contents = say("Contents")
    sheet.write_url(2, 0, inside(sheet_names([contents])[0]), looks.special("link"), contents)
    lines = grid.lines or (Line(("–",)),)
    write_table(sheet, (FIRST_ROW, 0), grid.columns, lines, looks=looks, table=table)
    for place, column in enumerate(grid.columns):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(FIRST_ROW + 1, grid.keep)
    on_paper(sheet, FIRST_ROW + len(lines), max(last, 1), head=FIRST_ROW)


def write_table(
    sheet: Any,  # noqa: ANN401
    at: tuple[int, int],
    columns: Sequence[Column],
    lines: Sequence[Line],
    *,
    looks: Looks,
    table: str,
) -> None:
    """Write a real table, with a filter on every column, whose head stands at a row and a column."""
    top, left = at
    heads = unique([column.head for column in columns])
    sheet.add_table(
        top,
        left,
        top + len(lines),
        left + len(columns) - 1,
        {
            "name": table,
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": [
                {"header": head, "header_format": looks.special("head" if column.way == "plain" else "number head")}
                for head, column in zip(heads, columns, strict=True)
            ],
        },
    )
    sheet.set_row(top, 15.0 * max(1 + int(len(h) * 1.2 / c.width) for h, c in zip(heads, columns, strict=True)) + 4)
    for row, line in enumerate(lines, start=top + 1):
        height = _height(line, columns)
        if height > ONE_LINE:
            sheet.set_row(row, height)
        for place, cell in enumerate(line.cells):
            write_cell(sheet, (row, left + place), cell, columns[place], look=line.look, looks=looks)


def _height(line: Line, columns: Sequence[Column]) -> float:
    pairs = zip(line.cells, columns, strict=False)
    texts = [cell if isinstance(cell, str) and column.wrap else "" for cell, column in pairs]
    return row_height(texts, [int(column.width) - 2 for column in columns])


def write_cell(
    sheet: Any,  # noqa: ANN401
    at: tuple[int, int],
    cell: Cell,
    column: Column,
    *,
    look: str,
    looks: Looks,
) -> None:
    """Write one cell: numbers as numbers, texts as texts, what is not known as nothing."""
    figure = cell if isinstance(cell, Figure) else Figure(None, column.way)
    value = cell.value if isinstance(cell, Figure) else cell
    words = isinstance(value, str) and column.way == "plain"
    way = "plain" if words else "beside numbers" if isinstance(value, str) else figure.way
    style = looks.of(way, look, wrap=column.wrap and words)
    if isinstance(value, bool):
        sheet.write_string(*at, say("yes") if value else say("no"), style)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, style)
    elif isinstance(value, str) and value:
        sheet.write_string(*at, text_of(value), style)
    else:
        sheet.write_blank(*at, None, style)


def sheet_names(texts: Sequence[str]) -> list[str]:
    """Texts as names of sheets: without the marks a name may not have, short enough, and none twice.

    >>> sheet_names(["Notes: what/why?", "notes  what why", "a very long name of a sheet that says all"])
    ['Notes what why', 'notes what why 2', 'a very long name of a…']
    """
    found: list[str] = []
    for place, text in enumerate(texts, start=1):
        plain = shortened(text.translate(NO_NAME), MAX_NAME - 4).strip("' ") or str(place)
        known = {name.casefold() for name in found}
        found.append(plain if plain.casefold() not in known else f"{plain} {place}")
    return found


def inside(name: str, cell: str = "A1") -> str:
    """The address of a cell on a sheet of the same workbook.

    >>> inside("Bob's", "B2")
    "internal:'Bob''s'!B2"
    """
    return "internal:'{}'!{}".format(name.replace("'", "''"), cell)


def text_of(text: str) -> str:
    """A text that a cell takes.

    >>> len(text_of("a" * 40_000))
    32000
    """
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"


def unique(heads: Sequence[str]) -> list[str]:
    """Heads of columns that differ from each other whatever their case, as a table wants them.

    >>> unique(["Share", "share", ""])
    ['Share', 'share 2', 'Column 3']
    """
    found: list[str] = []
    for place, head in enumerate(heads, start=1):
        plain = (head if len(head) <= MAX_HEAD else shortened(head, MAX_HEAD)) or say("Column {number}", number=place)
        known = {one.casefold() for one in found}
        found.append(plain if plain.casefold() not in known else f"{plain} {place}")
    return found


def on_paper(sheet: Any, rows: int, columns: int, *, head: int) -> None:  # noqa: ANN401
    """Print all columns side by side across A4, or A3 where there are many, the head on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4 if columns < MANY_COLUMNS else A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, rows, columns)
    sheet.hide_gridlines(2)

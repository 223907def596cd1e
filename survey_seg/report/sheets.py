"""Sheets of a workbook: plain rows, written so that nothing in them can run."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from survey_seg.artifact import whole_file
from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.exporters.exported import Sheets

CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""The same sheets are the same bytes whenever they are written."""

MAX_CELL = 32_767
"""Characters a workbook takes in one cell."""
MAX_LIST = 255
"""Characters a drop-down list may have; longer ones stand on a hidden sheet."""
NARROW, WIDE = 8, 36
"""Least and most width of a column, in characters; longer texts go over several lines."""

Choices = Mapping[tuple[str, str], Sequence[str]]
"""The values that a column allows, by the names of sheet and column."""


def write_sheets(sheets: Sheets, path: Path, *, choices: Choices | None = None) -> None:
    """Write the sheets of a workbook, whole or not at all: the header bold and in sight, every text as text.

    `choices` gives columns a drop-down list; other values are warned of, not refused. Raises InputRefused (EXPORT_CELL)
    where a text is longer than a workbook takes, EnvironmentProblem where the disk refuses.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     write_sheets({"survey": (("name", "label"), ("q1", "=1+1"))}, Path(place) / "q.xlsx")
    """
    _check(sheets, path)
    with whole_file(path) as draft:
        book = Workbook(str(draft))
        book.set_properties({"created": CREATED})
        looks = [book.add_format({"text_wrap": True, "valign": "top", "bold": bold}) for bold in (True, False)]
        made = {name: book.add_worksheet(name) for name in sheets}
        long: list[Sequence[str]] = []
        for name, rows in sheets.items():
            _write(made[name], rows, looks)
            for column, header in enumerate(rows[0] if rows else ()):
                offered = (choices or {}).get((name, str(header)))
                if offered:
                    _offer(made[name], column, offered, long)
        if long:
            hidden = book.add_worksheet("lists")
            hidden.hide()
            for column, offered in enumerate(long):
                for row, value in enumerate(offered):
                    hidden.write_string(row, column, value)
        book.close()


def _check(sheets: Sheets, path: Path) -> None:
    problems = [
        Problem(
            "EXPORT_CELL",
            f"sheet {name!r} would hold a text of {len(cell):,} characters: {quoted(cell)}",
            f"at most {MAX_CELL:,} characters in a cell",
            file=path.name,
            row=row,
        )
        for name, rows in sheets.items()
        for row, cells in enumerate(rows, start=1)
        for cell in cells
        if isinstance(cell, str) and len(cell) > MAX_CELL
    ]
    if problems:
        raise InputRefused(problems)


def _write(sheet: Any, rows: Sequence[Sequence[str | int | float | None]], looks: Sequence[object]) -> None:  # noqa: ANN401
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            style = looks[row > 0]
            if isinstance(cell, str) and cell:
                sheet.write_string(row, column, cell, style)
            elif isinstance(cell, int | float):
                sheet.write_number(row, column, cell, style)
    widths = [_width(column, rows) for column in range(len(rows[0]) if rows else 0)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, cells in enumerate(rows):
        if any(len(str(cell)) > WIDE for cell in cells):
            sheet.set_row(row, row_height(["" if cell is None else cell for cell in cells], widths))
    sheet.freeze_panes(1, 0)
    _on_paper(sheet)


def _width(column: int, rows: Sequence[Sequence[object]]) -> int:
    longest = max(len(str(cells[column])) for cells in rows if column < len(cells))
    return min(max(longest + 2, NARROW), WIDE)


def row_height(cells: Sequence[object], widths: Sequence[int]) -> float:
    """The height of a row whose texts wrap at the widths of their columns.

    >>> row_height(("one line", "two words"), (12, 5))
    34.0
    """
    lines = 1
    for cell, width in zip(cells, widths, strict=False):
        lines = max(lines, sum(1 + int(len(line) * 1.08) // width for line in str(cell).split("\n")))
    return min(15.0 * lines + 4.0, 400.0)


def _on_paper(sheet: Any) -> None:  # noqa: ANN401 - xlsxwriter's sheet
    """Print across an A4 page, all columns side by side with lines between them, the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(0)
    sheet.hide_gridlines(0)


def _offer(sheet: Any, column: int, offered: Sequence[str], long: list[Sequence[str]]) -> None:  # noqa: ANN401
    """A drop-down list below the header; one that is too long for the cell is kept for the hidden sheet."""
    source: object = list(offered)
    if len(",".join(offered)) > MAX_LIST or any("," in value for value in offered):
        source = "=lists!" + xl_range_abs(0, len(long), len(offered) - 1, len(long))
        long.append(offered)
    rule = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
    sheet.data_validation(1, column, 1_048_575, column, rule)

"""Every sheet of a workbook from another tool, .xlsx or the older .xls, as rows of text."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from python_calamine import CalamineError, CalamineWorkbook

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.formats.flat import Line
from survey_seg.questionnaire.formats.workbook import MAX_ROWS, check_size, filled_lines

OLD = b"\xd0\xcf\x11\xe0"
"""What an .xls file begins with."""
MAX_COLUMNS = 702
MAX_CELLS = 2_000_000


def read_workbook(content: bytes, file: str) -> dict[str, list[Line]]:
    """The lines that are not empty of each sheet, each with its row, in the order of the file.

    Raises InputRefused: QUEST_NOT_A_WORKBOOK for what cannot be read, QUEST_TOO_LARGE for what no questionnaire needs.
    """
    if not content.startswith(OLD):
        check_size(content, file)
    try:
        return dict(_sheets(CalamineWorkbook.from_filelike(io.BytesIO(content)), file))
    except CalamineError as error:
        what, expected = f"the workbook cannot be read: {error}", "a workbook without a password"
        raise InputRefused(Problem("QUEST_NOT_A_WORKBOOK", what, expected, file=file)) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the compiled reader ends on damage it did not foresee
            raise
        what = "the workbook is damaged: its reader gave up"
        raise InputRefused(Problem("QUEST_NOT_A_WORKBOOK", what, "a whole workbook", file=file)) from None


def _sheets(book: CalamineWorkbook, file: str) -> Iterator[tuple[str, list[Line]]]:
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows, columns = sheet.total_height, sheet.total_width
        if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
            what = f"sheet {name[:40]!r} spans {rows:,} rows and {columns:,} columns"
            raise InputRefused(Problem("QUEST_TOO_LARGE", what, "a questionnaire", file=file))
        yield name, filled_lines(sheet.to_python(skip_empty_area=False))


def cell(row: int, column: int) -> str:
    """The name of a cell: row 12, column 0 is A12.

    >>> cell(12, 0), cell(1, 27)
    ('A12', 'AB1')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def header(line: Sequence[str]) -> list[str]:
    """The names of the columns, trimmed, in small letters where they name no language."""
    return [_name(name) for name in line]


def _name(name: str) -> str:
    word, mark, language = " ".join(name.split()).partition(":")
    return word.strip().lower() + (mark + language.strip() if mark else "")

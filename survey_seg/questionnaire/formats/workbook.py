"""The cells of a questionnaire workbook (.xlsx), as text, after a look at how big it claims to be."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.formats.cells import as_meant
from survey_seg.questionnaire.formats.flat import Line

SHEETS = ("study", "questions")
MAX_UNPACKED = 50_000_000
MAX_ROWS = 20_000
MAX_LETTERS = 2
"""Columns up to ZZ."""

DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)
"""What a damaged archive makes the standard library raise."""

_CELL = re.compile(rb'<(?:\w+:)?c[^>]{0,500}?\br="([A-Z]+)([0-9]+)"|<(?:\w+:)?row[^>]{0,500}?\br="()([0-9]+)"')


def read_sheets(content: bytes, *, file: str = "") -> dict[str, list[Line]]:
    """The lines of the sheets `study` and `questions` that are not empty, each with its row."""
    check_size(content, file)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = {name.strip().lower(): name for name in book.sheet_names}
        for sheet in SHEETS:
            if sheet not in names:
                raise _refused("QUEST_NO_SHEET", f"there is no sheet {sheet!r}", file, "sheets study and questions")
        return {
            sheet: filled_lines(book.get_sheet_by_name(names[sheet]).to_python(skip_empty_area=False))
            for sheet in SHEETS
        }
    except CalamineError as error:
        raise _refused("QUEST_NOT_A_WORKBOOK", f"the workbook cannot be read: {error}", file, "an .xlsx file") from None


def filled_lines(rows: Iterable[Sequence[object]]) -> list[Line]:
    """The lines of a sheet that are not empty, each with its row, cells as text."""
    lines = [(row, [_text(cell) for cell in cells]) for row, cells in enumerate(rows, start=1)]
    return [(row, cells) for row, cells in lines if any(cell.strip() for cell in cells)]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return as_meant(str(cell))


def check_size(content: bytes, file: str) -> None:
    """Refuse what is no workbook, and a small file that would unpack into a huge one."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        what = "this is an old Excel file (.xls) or one with a password"
        raise _refused("QUEST_NOT_A_WORKBOOK", what, file, "an .xlsx file without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                what = f"the workbook unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
                raise _refused("QUEST_TOO_LARGE", what, file, "a questionnaire")
            for part in archive.infolist():  # A sheet may have any name inside the archive.
                _check_cells(archive.read(part), file)
    except DAMAGED as error:
        raise _refused("QUEST_NOT_A_WORKBOOK", f"this is no whole workbook: {error}", file, "an .xlsx file") from None


def _check_cells(sheet: bytes, file: str) -> None:
    for found in _CELL.finditer(sheet):
        letters, row = found[1] or b"", found[2] or found[4]
        if len(letters) > MAX_LETTERS or len(row) > len(str(MAX_ROWS)) or int(row) > MAX_ROWS:
            what = f"a cell stands at {letters.decode()}{row.decode()[:12]}"
            raise _refused("QUEST_TOO_LARGE", what, file, f"at most {MAX_ROWS:,} rows and column ZZ")


def _refused(code: str, what: str, file: str, expected: str) -> InputRefused:
    return InputRefused(Problem(code, what, expected, file=file))

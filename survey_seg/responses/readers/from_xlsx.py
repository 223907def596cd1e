"""Answers from a workbook."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from survey_seg.errors import InputRefused, Problem
from survey_seg.responses.codes import text_of
from survey_seg.responses.isolated import sheets
from survey_seg.responses.table import Table

MOST_BYTES = 500 * 2**20
"""Bytes a workbook may unpack to."""
MOST_RATIO = 100
"""How much larger than its packed form a part of a workbook may be, beyond the first megabyte."""
MOST_CELLS = 20_000_000
"""Cells between the first and the last cell of a sheet, and cells written down."""
PIECE = 2**20
OVERLAP = 64
"""Bytes by which pieces overlap, so that no cell is cut in two."""

REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?c[\s/>]")


def read(path: Path) -> tuple[Table, ...]:
    """The sheets of a workbook that are not empty.

    The archive is looked through before it is parsed: sizes, compression, and where its cells stand. Dates become
    ISO text, errors of formulas (#N/A) blanks. Raises InputRefused: DATA_NOT_TEXT for other kinds of files,
    DATA_TOO_LARGE for archives and sheets that would fill the memory, DATA_DAMAGED for what cannot be read,
    DATA_EMPTY for a workbook without content.
    """
    inspect(path)
    tables = [_table(sheet["name"], sheet["rows"]) for sheet in sheets("xlsx", path)]
    filled = tuple(table for table in tables if table.columns)
    if not filled:
        expected = "a header and a row per person"
        raise InputRefused(Problem("DATA_EMPTY", "there is nothing in it", expected=expected, file=path.name))
    return filled


def _table(name: str, rows: list[list[str | float]]) -> Table:
    first = next((place for place, row in enumerate(rows) if any(cell != "" for cell in row)), len(rows))
    header = tuple(text_of(cell) for cell in rows[first]) if first < len(rows) else ()
    records = tuple(tuple(row) for row in rows[first + 1 :])
    return Table(header, records, tuple(range(first + 2, len(rows) + 1)), name=name)


def inspect(path: Path) -> None:
    """Refuse a workbook that is none, or that would fill the memory, before it is parsed."""
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise _refused(path, "DATA_EMPTY", "the file is empty", "a header and a row per person")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        what = "this is an old Excel file or one with a password"
        raise _refused(path, "DATA_NOT_WORKBOOK", what, "a workbook saved as .xlsx without a password")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, path)
            for part in archive.infolist():
                _check_part(archive, part, path)
    except InputRefused:
        raise
    except Exception as error:  # the archive's reader lets through errors of a dozen kinds
        what = f"this is no workbook, or a damaged one ({error})"
        raise _refused(path, "DATA_NOT_WORKBOOK", what, "a workbook saved as .xlsx") from error


def _refused(path: Path, code: str, what: str, expected: str) -> InputRefused:
    return InputRefused(Problem(code, what, expected=expected, file=path.name, hint="export the answers as CSV"))


def _check_sizes(archive: zipfile.ZipFile, path: Path) -> None:
    total = sum(part.file_size for part in archive.infolist())
    if total > MOST_BYTES:
        what = f"it unpacks to {total / 2**20:,.0f} MB"
        raise _refused(path, "DATA_TOO_LARGE", what, f"{MOST_BYTES / 2**20:,.0f} MB at most")
    for part in archive.infolist():
        if part.file_size > PIECE and part.file_size > MOST_RATIO * part.compress_size:
            what = f"{part.filename} unpacks to {part.file_size / max(part.compress_size, 1):,.0f} times its size"
            raise _refused(path, "DATA_TOO_LARGE", what, f"{MOST_RATIO} times at most")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> None:
    """Where the cells of one part stand and how many there are; a part that is no sheet has none."""
    rows, columns, cells, tail = 0, 0, 0, b""
    with archive.open(part) as source:
        while piece := source.read(PIECE):
            text = tail + piece
            tail = text[-OVERLAP:]
            if b"<!ENTITY" in text:
                raise _refused(path, "DATA_TOO_LARGE", "it defines XML entities", "a workbook as Excel writes it")
            found = REFERENCE.findall(text)
            rows = max([rows, *(int(row) for _, row in found)])
            columns = max([columns, *map(_number, {letters for letters, _ in found})])
            cells += len(CELL.findall(text))
            if max(rows * columns, cells) > MOST_CELLS:
                what = f"{part.filename} spans {rows:,} rows and {columns:,} columns"
                raise _refused(path, "DATA_TOO_LARGE", what, f"{MOST_CELLS:,} cells at most")


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number

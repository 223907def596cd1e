"""The contact table: a CSV file with a person per row, read one row at a time.

Columns with a meaning (any capitals, any order): person_id, email, phone, first_name, last_name, city, state, zip,
country, ga_client_id; segment with model_id and band when people are typed already; sms_consent, consent_timestamp and
consent_source. Consent columns and golden questions are found by their own names. Everything else is not read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from survey_seg.errors import InputRefused, Problem, quoted

FIELDS: Final = (
    "person_id",
    "email",
    "phone",
    "first_name",
    "last_name",
    "city",
    "state",
    "zip",
    "country",
    "ga_client_id",
    "segment",
    "model_id",
    "band",
    "sms_consent",
    "consent_timestamp",
    "consent_source",
)
PERSON: Final = "person_id"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells by column; `whole` is False when it has too many cells."""

    line: int
    cells: Mapping[str, str]
    whole: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The file, its columns as they are written (those of FIELDS in lower case), and its rows, to be read once."""

    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def contact_table(path: Path) -> Iterator[Table]:
    """Open a contact table: comma, semicolon or tab, UTF-8 with or without a byte order mark.

    Raises `InputRefused`: AUDIENCE_NO_FILE, AUDIENCE_ENCODING, AUDIENCE_CSV (also while the rows are read),
    AUDIENCE_DOUBLE_COLUMN, and AUDIENCE_NO_ID when no column is called person_id.
    """
    try:
        source = path.open(encoding="utf-8-sig", newline="")
    except OSError as reason:
        raise InputRefused(_problem("NO_FILE", f"the file cannot be opened ({reason.strerror})", path)) from None
    with source:
        try:
            yield _table(source, path)
        except UnicodeDecodeError:
            hint = "save it as CSV UTF-8"
            raise InputRefused(_problem("ENCODING", "the file is not UTF-8 text", path, hint=hint)) from None
        except csv.Error as reason:
            raise InputRefused(_problem("CSV", f"the file is not whole CSV ({reason})", path)) from None


def _problem(code: str, what: str, path: Path, *, hint: str = "") -> Problem:
    return Problem(f"AUDIENCE_{code}", what, expected="a table of contacts in CSV", hint=hint, file=path.name)


def _table(source: TextIO, path: Path) -> Table:
    header = source.readline()
    source.seek(0)
    reader = csv.reader(source, delimiter=max(",;\t", key=header.count), strict=True)
    columns = tuple(column_name(name) for name in next(reader, []))
    double = sorted({name for name in columns if name and columns.count(name) > 1})
    if double:
        problem = _problem("DOUBLE_COLUMN", f"columns stand twice: {', '.join(map(quoted, double))}", path)
        raise InputRefused(problem)
    if PERSON not in columns:
        hint = "call the column with your own customer numbers person_id"
        raise InputRefused(_problem("NO_ID", f"no column {quoted(PERSON)}", path, hint=hint))

    def rows() -> Iterator[Row]:
        for cells in reader:
            if any(cells):
                yield _row(columns, cells, reader.line_num)

    return Table(path.name, columns, rows())


def column_name(name: str) -> str:
    """The name of a column as a table gives it: those of FIELDS in lower case, others as they are.

    >>> column_name(" Email "), column_name("Q7")
    ('email', 'Q7')
    """
    name = name.strip()
    return name.lower() if name.lower() in FIELDS else name


def _row(columns: Sequence[str], cells: Sequence[str], line: int) -> Row:
    whole = not any(cell.strip() for cell in cells[len(columns) :])
    return Row(line, dict(zip(columns, cells, strict=False)), whole)

"""Answers from delimited text."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from survey_seg.errors import InputRefused, Notice, Problem
from survey_seg.responses.decode import decoded
from survey_seg.responses.table import Table

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
QUOTES = ('"', "'")
SAMPLE = 200
"""Records that decide which separator and quote a file uses."""
SAMPLE_LETTERS = 2**18
"""Letters in which they are looked for."""
LONGEST_CELL = 16 * 2**20
"""Letters in one cell beyond which a file is refused."""

Dialect = tuple[str, str]
"""Separator and quote."""


def read(path: Path) -> tuple[Table, ...]:
    """The one table of a delimited text file, cells as text.

    Separator (comma, semicolon, tab, vertical bar) and quote (double or single) are found from the first records: the
    separator that splits most of them into equally many cells, and the widest header among equals. Anything but comma
    and double quote is stated in a notice. Raises InputRefused for what `decoded` refuses, and DATA_QUOTE with the row
    in which a quote is opened and never closed, or closed in the middle of a cell.
    """
    text, notices = decoded(path)
    dialect = _dialect(text)
    records, rows = _records(text, path.name, dialect)
    if dialect != (",", '"'):
        said = f"Columns are separated by a {DELIMITERS[dialect[0]]}"
        said += " and quoted with a single quote (')." if dialect[1] == "'" else "."
        notices = (*notices, Notice("DATA_DIALECT", said))
    header = records[0] if records else ()
    return (Table(columns=header, records=tuple(records[1:]), rows=tuple(rows[1:]), notices=notices),)


def _reader(text: str, dialect: Dialect, *, strict: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
    source = csv.reader(
        io.StringIO(text, newline=""), delimiter=dialect[0], quotechar=dialect[1], strict=strict, skipinitialspace=True
    )
    row = 1
    for record in source:
        yield row, tuple(record)
        row = source.line_num + 1


def _records(text: str, file: str, dialect: Dialect) -> tuple[list[tuple[str, ...]], list[int]]:
    records: list[tuple[str, ...]] = []
    rows: list[int] = []
    row = 0
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        for row, record in _reader(text, dialect, strict=True):
            if record or records:
                records.append(record)
                rows.append(row)
    except csv.Error as error:
        raise InputRefused(_broken(str(error), file, _next_row(text, dialect, row))) from None
    finally:
        csv.field_size_limit(before)
    while records and not records[-1]:
        records.pop()
        rows.pop()
    return records, rows


def _next_row(text: str, dialect: Dialect, row: int) -> int:
    """The row after the record that starts in `row`: where the record begins that could not be read."""
    rows = (start for start, _ in _reader(text, dialect, strict=False) if start > row)
    return next(rows, row + 1)


def _broken(error: str, file: str, row: int) -> Problem:
    if "field larger" in error:
        what = f"a cell of more than {LONGEST_CELL:,} letters"
    elif "unexpected end" in error:
        what = "a quote that is opened here is never closed"
    else:
        what = "a quoted cell goes on after its closing quote"
    hint = "a quote inside an answer must be doubled, or the cell before it lacks its closing quote"
    return Problem("DATA_QUOTE", what, file=file, row=row, hint=hint)


def _sample(text: str, dialect: Dialect) -> list[tuple[str, ...]]:
    found = []
    with contextlib.suppress(csv.Error):
        for _, record in itertools.islice(_reader(text[:SAMPLE_LETTERS], dialect, strict=False), SAMPLE):
            found.append(record)
    whole = found[:-1] if len(text) > SAMPLE_LETTERS and len(found) < SAMPLE else found
    return [record for record in whole if record]


Fit = tuple[float, bool, int]
"""Share of records with the commonest width, whether the header has that width, and the header's width."""

UNFIT: Fit = (0.0, False, 1)


def _fit(records: Sequence[tuple[str, ...]]) -> Fit:
    """How well a separator and a quote split a file: the larger, the better."""
    if not records or len(records[0]) < 2:
        return UNFIT
    widths = Counter(len(record) for record in records[1:] or records)
    width, times = widths.most_common(1)[0]
    return (times / sum(widths.values()) if width > 1 else 0.0), len(records[0]) == width, len(records[0])


def _dialect(text: str) -> Dialect:
    """The separator and quote that fit the first records best; comma and double quote where nothing else is better."""
    best: Dialect = (",", '"')
    best_fit = UNFIT
    for quote, delimiter in itertools.product(QUOTES, DELIMITERS):
        records = _sample(text, (delimiter, quote))
        fit = _fit(records)
        if fit > best_fit or (fit == best_fit and quote == "'" and _wrapped(_sample(text, (delimiter, '"')))):
            best, best_fit = (delimiter, quote), fit
    return best


def _wrapped(records: Sequence[tuple[str, ...]]) -> bool:
    """Whether single quotes wrap the whole header, or at least half of the cells of some column."""
    if records and all(_is_wrapped(cell) for cell in records[0]):
        return True
    for column in itertools.zip_longest(*records, fillvalue=""):
        filled = [cell for cell in column if cell]
        if filled and 2 * sum(map(_is_wrapped, filled)) >= len(filled):
            return True
    return False


def _is_wrapped(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] == "'"

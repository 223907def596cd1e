"""A response file as a plain table: what every reader hands on, and what no table may have."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from survey_seg.errors import InputRefused, Notice, Problem, quoted
from survey_seg.responses.refuse import listing, refuse

Cell = str | float
"""What stands in one cell: text, or a number where the file itself tells them apart. A blank is ""."""

MOST_COLUMNS = 16_384
"""Columns a spreadsheet can have; a file with more is not a table of answers."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they stand in the file, row by row.

    `rows` numbers each record as an editor shows it (the header is usually row 1). `labels` and `missing` are what the
    file itself says about a column: words per code, and ranges of codes that stand for no answer.
    """

    columns: tuple[str, ...]
    records: tuple[tuple[Cell, ...], ...]
    rows: tuple[int, ...]
    name: str = ""
    labels: Mapping[str, Mapping[float, str]] = field(default_factory=dict)
    missing: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    def column(self, name: str) -> Sequence[Cell]:
        """The cells under one header, in the order of the rows."""
        place = self.columns.index(name)
        return list(map(itemgetter(place), self.records))


def checked(table: Table, file: str) -> Table:
    r"""The table when it is one: a header with a name over every column, and as many cells in every row.

    Columns without name and content, invisible letters in names, blank rows and the two extra header rows of a
    Qualtrics export are left out with a notice. Everything else is refused, all of it at once: InputRefused with
    DATA_EMPTY, DATA_NO_ROWS, DATA_BLANK_HEADER, DATA_DUPLICATE_COLUMN, DATA_EXTRA_CELL, DATA_MISSING_CELL,
    DATA_SHIFTED_ROWS, DATA_REPEATED_HEADER or DATA_TOO_WIDE.

    >>> checked(Table((" q1\u200b",), (("3",), ("",)), (2, 3)), "answers.csv").columns
    ('q1',)
    """
    if not any(str(name).strip() for name in table.columns):
        raise InputRefused(
            Problem("DATA_EMPTY", "there is nothing in it", expected="a header and a row per person", file=file)
        )
    if len(table.columns) > MOST_COLUMNS:
        what = f"{len(table.columns):,} columns"
        raise InputRefused(Problem("DATA_TOO_WIDE", what, expected=f"{MOST_COLUMNS:,} at most", file=file))
    table = _without_export_rows(_without_trailing_cell(_without_blank_rows(_clean_names(table))))
    refuse(_width_problems(table, file))
    table = _without_blank_columns(table)
    problems = [*_header_problems(table, file), *_repeated_headers(table, file)]
    if not table.records:
        expected = "a row per person below the header"
        problems.append(Problem("DATA_NO_ROWS", "0 respondents", expected=expected, file=file))
    refuse(problems)
    return table


def visible(name: str) -> str:
    """A column's name without surplus spaces and letters that nobody sees."""
    kept = (letter for letter in name if letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cf"})
    return " ".join("".join(kept).split())


def _noted(table: Table, code: str, text: str) -> tuple[Notice, ...]:
    return (*table.notices, Notice(code, text))


def _clean_names(table: Table) -> Table:
    clean = tuple(visible(name) for name in table.columns)
    changed = [new for new, old in zip(clean, table.columns, strict=True) if new != old]
    if not changed:
        return table
    text = f"Spaces or invisible letters around column names were left out: {listing(map(quoted, changed))}."
    return replace(table, columns=clean, notices=_noted(table, "DATA_HEADER_CLEANED", text))


def _blank(record: tuple[Cell, ...]) -> bool:
    return all(cell == "" or (isinstance(cell, str) and not cell.strip()) for cell in record)


def _without_blank_rows(table: Table) -> Table:
    if len(table.columns) == 1:
        return replace(table, records=tuple(record or ("",) for record in table.records))
    keep = [not _blank(record) for record in table.records]
    if all(keep):
        return table
    blank = [row for row, kept in zip(table.rows, keep, strict=True) if not kept]
    text = f"Blank rows were left out ({len(blank):,}): {listing(blank)}."
    return replace(_only(table, keep), notices=_noted(table, "DATA_BLANK_ROWS", text))


def _only(table: Table, keep: list[bool]) -> Table:
    records = tuple(record for record, kept in zip(table.records, keep, strict=True) if kept)
    rows = tuple(row for row, kept in zip(table.rows, keep, strict=True) if kept)
    return replace(table, records=records, rows=rows)


def _without_trailing_cell(table: Table) -> Table:
    width = len(table.columns)
    if not table.records or any(len(record) != width + 1 or not _blank(record[-1:]) for record in table.records):
        return table
    text = "Every row ends in one separator too many; the blank last cell was left out."
    records = tuple(record[:-1] for record in table.records)
    return replace(table, records=records, notices=_noted(table, "DATA_TRAILING_SEPARATOR", text))


def _without_export_rows(table: Table) -> Table:
    marked = [number for number, record in enumerate(table.records[:2]) if str(record[0]).startswith('{"ImportId"')]
    if not marked:
        return table
    extra = marked[0] + 1
    text = f"Extra header rows of a Qualtrics export were left out: {listing(table.rows[:extra])}."
    keep = [number >= extra for number in range(len(table.records))]
    return replace(_only(table, keep), notices=_noted(table, "DATA_EXPORT_HEADER", text))


def _without_blank_columns(table: Table) -> Table:
    empty = [
        not name and all(_blank((record[place],)) for record in table.records)
        for place, name in enumerate(table.columns)
    ]
    if not any(empty):
        return table
    records = tuple(tuple(cell for cell, out in zip(record, empty, strict=True) if not out) for record in table.records)
    columns = tuple(name for name, out in zip(table.columns, empty, strict=True) if not out)
    text = f"Columns with neither a name nor content were left out: {sum(empty)}."
    return replace(table, columns=columns, records=records, notices=_noted(table, "DATA_BLANK_COLUMNS", text))


def _width_problems(table: Table, file: str) -> list[Problem]:
    width = len(table.columns)
    wrong: dict[int, list[int]] = {}
    for row, record in zip(table.rows, table.records, strict=True):
        if len(record) != width:
            wrong.setdefault(len(record), []).append(row)
    if set(wrong) == {width + 1} and len(wrong[width + 1]) == len(table.records) > 1:
        what = f"every row has {width + 1} cells, the header has {width}: no cell can be told its column"
        hint = "does the header lack a name for the first column (row names of R or pandas)?"
        return [Problem("DATA_SHIFTED_ROWS", what, file=file, row=table.rows[0], hint=hint)]
    return [_width_problem(cells, rows, width, file) for cells, rows in sorted(wrong.items())]


def _width_problem(cells: int, rows: list[int], width: int, file: str) -> Problem:
    what, expected = f"{cells} cells", f"{width} as in the header"
    what += f" ({len(rows):,} such rows: {listing(rows, shown=10)})" if len(rows) > 1 else ""
    if cells > width:
        hint = "an unquoted separator in an open answer?"
        return Problem("DATA_EXTRA_CELL", what, expected=expected, file=file, row=rows[0], hint=hint)
    hint = "a line break in an open answer, or a file that was cut?"
    return Problem("DATA_MISSING_CELL", what, expected=expected, file=file, row=rows[0], hint=hint)


def _header_problems(table: Table, file: str) -> list[Problem]:
    problems = []
    for place, name in enumerate(table.columns, start=1):
        if not name:
            what = f"column {place} has content but no name"
            hint = "row numbers written by R or pandas? Give the column a name, or leave it out."
            problems.append(Problem("DATA_BLANK_HEADER", what, file=file, row=1, hint=hint))
    for name, times in Counter(table.columns).items():
        if name and times > 1:
            places = [place for place, other in enumerate(table.columns, start=1) if other == name]
            what = f"the name stands over {times} columns ({listing(places)})"
            problem = Problem("DATA_DUPLICATE_COLUMN", what, expected="one column per name", file=file, row=1)
            problems.append(replace(problem, column=name))
    return problems


def _repeated_headers(table: Table, file: str) -> list[Problem]:
    return [
        Problem(
            "DATA_REPEATED_HEADER", "the header again", expected="answers", file=file, row=row, hint="joined files?"
        )
        for row, record in zip(table.rows, table.records, strict=True)
        if record == table.columns
    ]

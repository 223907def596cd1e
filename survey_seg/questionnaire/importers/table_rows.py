"""Rows of a sheet or CSV table by the names of their columns, with the cell of everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_seg.errors import quoted
from survey_seg.questionnaire.formats.flat import Line
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.workbook_file import cell

MAX_COLUMNS = 702


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells that are not empty by column, and where each stands."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def get(self, *names: str) -> str:
        """The first of these columns that is not empty, trimmed; an empty text where all are."""
        return next((self.cells[name].strip() for name in names if name in self.cells), "")

    def anchor(self, *names: str) -> str:
        """The cell of the first of these columns that is not empty, else the first cell of the row."""
        column = next((self.columns[name] for name in names if name in self.cells), 0)
        return anchor_of(self.sheet, self.row, column)


def anchor_of(sheet: str, row: int, column: int) -> str:
    """The anchor of a cell: survey!B12, or B12 where the file has no sheets.

    >>> anchor_of("survey", 12, 1), anchor_of("", 1, 0)
    ('survey!B12', 'A1')
    """
    place = cell(row, column)
    return f"{sheet}!{place}" if sheet else place


def records(sheet: str, lines: Sequence[Line], names: Iterable[str], draft: Draft) -> Iterator[Record]:
    """The rows after the header, whose columns are called `names`; doubled columns and cells without one are noted."""
    columns: dict[str, int] = {}
    for at, name in enumerate(names):
        if name and name not in columns and len(columns) < MAX_COLUMNS:
            columns[name] = at
        elif name:
            what = f"column {quoted(name)} is here for the second time; the first one counts"
            draft.lose(what, anchor_of(sheet, lines[0][0], at))
    nameless: set[int] = set()
    for row, line in lines[1:]:
        for at in _nameless(line, lines[0][1]):
            if at not in nameless:
                nameless.add(at)
                draft.lose(f"{quoted(line[at])} stands in a column without a name", anchor_of(sheet, row, at))
        cells = {name: line[at] for name, at in columns.items() if at < len(line) and line[at].strip()}
        if cells:
            yield Record(sheet, row, cells, columns)


def _nameless(line: Sequence[str], header: Sequence[str]) -> list[int]:
    named = {at for at, name in enumerate(header) if name.strip()}
    return [at for at, value in enumerate(line) if at not in named and value.strip()]

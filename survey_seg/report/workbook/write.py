"""The workbook: a contents sheet with links, and one sheet for each thing a reader may want to filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from survey_seg.artifact import whole_file
from survey_seg.report import evidence, table_view
from survey_seg.report.forms import Look
from survey_seg.report.section import Fault
from survey_seg.report.sheets import CREATED
from survey_seg.report.wording import readable, shortened
from survey_seg.report.workbook import banner, lists
from survey_seg.report.workbook.grid import (
    FIRST_ROW,
    Column,
    Figure,
    Grid,
    Line,
    Looks,
    on_paper,
    write_grid,
    write_table,
)

Make = Callable[[Mapping[str, Any]], Grid]

SHEETS: tuple[tuple[str, str, Make], ...] = (
    ("Summary", "The segments, their size, rank and decision", lists.summary_grid),
    (banner.SHEET, "Every question by segment, with letters", banner.banner_grid),
    (banner.INTERVALS, "Intervals and index of every figure of the tables", banner.interval_grid),
    ("Priorities", "Whom to win, and by what", lists.priorities_grid),
    ("Evidence", "Evidence for each number of segments", lists.evidence_grid),
    ("Typing tool", "How often the typing tool is right", lists.typing_grid),
    ("Method", "Data, settings and versions", lists.method_grid),
    ("Warnings", "What to know before a number is used", lists.warnings_grid),
)
PARTS: Mapping[str, str] = {"Priorities": "priorities", "Typing tool": "typing"}
"""Sheets that print one part of the results, which may not have been computed."""


def write_workbook(results: Mapping[str, Any], path: Path, look: Look) -> tuple[Fault, ...]:
    """Write the report as a workbook, whole or not at all; gives the sheets that could not be made.

    Every number is a number with a format, every text a text: nothing is a formula. Each sheet holds a real table with
    filters below a title and a note. The same results give the same bytes. A sheet whose part was not computed, or that
    fails, stays with its reason. `look` changes nothing here: a workbook has no templates.
    """
    del look
    clean: Mapping[str, Any] = readable(results)
    faults: list[Fault] = []
    with whole_file(path) as draft:
        book = Workbook(str(draft))
        book.set_properties({"created": CREATED, "title": shortened(str(clean["study"]["title"]), 200)})
        looks = Looks(book)
        contents = book.add_worksheet("Contents")
        for number, (name, _, make) in enumerate(SHEETS, start=1):
            write_grid(book.add_worksheet(name), _made(name, make, clean, faults), looks, table=f"Table_{number}")
        _contents(contents, clean, looks)
        contents.activate()
        book.close()
    return tuple(faults)


def _made(name: str, make: Make, results: Mapping[str, Any], faults: list[Fault]) -> Grid:
    """A sheet, or one that says why it is not there."""
    try:
        reason = _missing(name, results)
        return make(results) if not reason else _absent(name, reason)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        faults.append(Fault(name, reason))
        return _absent(name, reason)


def _missing(name: str, results: Mapping[str, Any]) -> str:
    if name in {banner.SHEET, banner.INTERVALS}:
        return table_view.absent(results)
    return (evidence.not_computed(results[PARTS[name]]) or "") if name in PARTS else ""


def _absent(name: str, reason: str) -> Grid:
    return Grid(name, name, f"Not computed: {reason}", (Column("What", width=60),), ())


def _contents(sheet: Any, results: Mapping[str, Any], looks: Looks) -> None:  # noqa: ANN401
    """The title, a line per sheet and a line per table, each with a link."""
    link = looks.special("link")
    sheet.write_string(0, 0, shortened(str(results["study"]["title"]), 200) or "Untitled study", looks.special("title"))
    sheet.write_string(1, 0, f"{results['data']['n_kept']:,} people; every number stands in results.json.")
    lines = [Line((name, what)) for name, what, _ in SHEETS]
    columns = Column("Sheet", width=16), Column("What it holds", width=70), Column("People", "count", 10)
    write_table(sheet, (3, 0), columns[:2], lines, looks=looks, table="Sheets")
    for place, line in enumerate(lines, start=4):
        sheet.write_url(place, 0, f"internal:'{line.cells[0]}'!A1", link, str(line.cells[0]))
    end = 4 + len(SHEETS)
    if not table_view.absent(results) and results["tables"]["questions"]:
        top = end + 1
        found = list(banner.table_rows(results))
        asked = [Line((f"Table {n}", one["text"], Figure(one["base"][0], "count"))) for n, one, _ in found]
        questions = Column("Table", width=16), Column("Question", width=70), Column("People", "count", 10)
        write_table(sheet, (top, 0), questions, asked, looks=looks, table="Questions")
        for row, (number, _, before) in enumerate(found, start=top + 1):
            goal = f"internal:'{banner.SHEET}'!A{FIRST_ROW + 2 + before}"
            sheet.write_url(row, 0, goal, link, f"Table {number}")
        end = top + len(asked)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    on_paper(sheet, end, 2, head=0)

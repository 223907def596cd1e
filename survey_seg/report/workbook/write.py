"""The workbook: a contents sheet with links, and one sheet for each thing a reader may want to filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from survey_seg.artifact import whole_file
from survey_seg.report import evidence, hypothesis_view, table_view
from survey_seg.report.forms import Look
from survey_seg.report.language.numbers import count
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import readable, shortened
from survey_seg.report.section import Fault
from survey_seg.report.sheets import CREATED
from survey_seg.report.workbook import banner, beliefs, lists
from survey_seg.report.workbook.grid import (
    FIRST_ROW,
    Column,
    Figure,
    Grid,
    Line,
    Looks,
    inside,
    on_paper,
    sheet_names,
    write_grid,
    write_table,
)

Make = Callable[[Mapping[str, Any]], Grid]

TABLES = marked("Tables")
SHEETS: tuple[tuple[str, str, Make], ...] = (
    (marked("Summary"), marked("The segments, their size, rank and decision"), lists.summary_grid),
    (TABLES, marked("Every question by segment, with letters"), banner.banner_grid),
    (marked("Intervals"), marked("Intervals and index of every figure of the tables"), banner.interval_grid),
    (marked("Priorities"), marked("Whom to win, and by what"), lists.priorities_grid),
    (marked("Evidence"), marked("Evidence for each number of segments"), lists.evidence_grid),
    (marked("Typing tool"), marked("How often the typing tool is right"), lists.typing_grid),
    (marked("Hypotheses"), marked("What was believed before the data, and what became of it"), beliefs.hypothesis_grid),
    (marked("Personas"), marked("Where the people of each persona are"), beliefs.persona_grid),
    (marked("Traits"), marked("How common each trait of a persona is"), beliefs.trait_grid),
    (marked("Method"), marked("Data, settings and versions"), lists.method_grid),
    (marked("Warnings"), marked("What to know before a number is used"), lists.warnings_grid),
)
"""The sheets after the contents: name, what each holds, and how it is made."""
BANNERS = frozenset({TABLES, "Intervals"})
BELIEFS = frozenset({"Hypotheses", "Personas", "Traits"})
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
    title = shortened(str(clean["study"]["title"] or ""), 200) or say("Untitled study")
    faults: list[Fault] = []
    with whole_file(path) as draft:
        book = Workbook(str(draft))
        book.set_properties({"created": CREATED, "title": title, "subject": say("Segmentation report")})
        looks = Looks(book)
        first, *names = sheet_names([say("Contents"), *(say(name) for name, _, _ in SHEETS)])
        contents = book.add_worksheet(first)
        for number, (name, (sheet, _, make)) in enumerate(zip(names, SHEETS, strict=True), start=1):
            write_grid(book.add_worksheet(name), _made(sheet, make, clean, faults), looks, table=f"Table_{number}")
        _contents(contents, clean, looks, title=title, names=names)
        contents.activate()
        book.close()
    return tuple(faults)


def _made(name: str, make: Make, results: Mapping[str, Any], faults: list[Fault]) -> Grid:
    """A sheet, or one that says why it is not there."""
    try:
        reason = _missing(name, results)
        return make(results) if not reason else _absent(say(name), reason)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        faults.append(Fault(say(name), reason))
        return _absent(say(name), reason)


def _missing(name: str, results: Mapping[str, Any]) -> str:
    if name in BANNERS:
        return table_view.absent(results)
    if name in BELIEFS:
        return hypothesis_view.absent(results)
    return told(evidence.not_computed(results[PARTS[name]]) or "") if name in PARTS else ""


def _absent(title: str, reason: str) -> Grid:
    return Grid(title, say("Not computed: {reason}", reason=reason), (Column(say("What"), least=60),), ())


def _contents(sheet: Any, results: Mapping[str, Any], looks: Looks, *, title: str, names: Sequence[str]) -> None:  # noqa: ANN401
    """The title, a line per sheet and a line per table, each with a link."""
    link, n = looks.special("link"), results["data"]["n_kept"]
    sheet.write_string(0, 0, title, looks.special("title"))
    sheet.write_string(
        1,
        0,
        say_n(
            "One person; every number stands in results.json.",
            "{count} people; every number stands in results.json.",
            n,
            count=count(n),
        ),
    )
    lines = [Line((name, say(what))) for name, (_, what, _) in zip(names, SHEETS, strict=True)]
    columns = Column(say("Sheet"), least=16), Column(say("What it holds"), least=70)
    write_table(sheet, (3, 0), columns, lines, looks=looks, table="Sheets")
    for place, name in enumerate(names, start=4):
        sheet.write_url(place, 0, inside(name), link, name)
    end = 4 + len(SHEETS)
    if not table_view.absent(results) and results["tables"]["questions"]:
        end = _questions(sheet, results, looks, top=end + 1, goal=names[[name for name, _, _ in SHEETS].index(TABLES)])
    for place, width in enumerate((max(16, 2 + max(map(len, names))), 70, 10)):
        sheet.set_column(place, place, width)
    on_paper(sheet, end, 2, head=0)


def _questions(sheet: Any, results: Mapping[str, Any], looks: Looks, *, top: int, goal: str) -> int:  # noqa: ANN401
    """A line per table of the banner, with a link to its first row; gives the last row."""
    found = list(banner.table_rows(results))
    names = [say("Table {number}", number=number) for number, _, _ in found]
    asked = [
        Line((name, table["text"], Figure(table["base"][0], "count")))
        for name, (_, table, _) in zip(names, found, strict=True)
    ]
    columns = Column(say("Table"), least=16), Column(say("Question"), least=70), Column(say("People"), "count", 10)
    write_table(sheet, (top, 0), columns, asked, looks=looks, table="Questions")
    for row, (name, (_, _, before)) in enumerate(zip(names, found, strict=True), start=top + 1):
        sheet.write_url(row, 0, inside(goal, f"A{FIRST_ROW + 2 + before}"), looks.special("link"), name)
    return top + len(asked)

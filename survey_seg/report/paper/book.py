"""The questionnaire with its findings as a workbook: a table to filter, the questions with comments, the coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from survey_seg.artifact import whole_file
from survey_seg.questionnaire.lint.finding import WORST_FIRST, LintReport
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.report.paper.view import WORDS, Asked, Fed, Paper, Remark, clean, paper_of, sentence_of
from survey_seg.report.paper.words import plain
from survey_seg.report.sheets import CREATED, MAX_CELL, row_height

AUTHOR = "survey-seg"
INK, DARK, LINE = "#1B2733", "#17405F", "#B8C4CE"
PAPERS = {"Error": "#F7DCDC", "Warning": "#FBE8CE", "Note": "#DFEAF4"}
"""The paper of a marked cell; the word itself always stands in the row too."""

Cells = Sequence[str | int | float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet with the questions: its cells, and what is found about it."""

    cells: Cells
    remarks: tuple[Remark, ...] = ()
    strong: bool = False


def write_book(questionnaire: Questionnaire, report: LintReport, path: Path) -> None:
    """Write the workbook, whole or not at all: the same questionnaire and findings give the same bytes.

    Sheets: Findings, Questionnaire, Coverage, Not followed, and Lost on import where something was. Text is never a
    formula; text longer than a cell takes is cut with an ellipsis.
    """
    paper = paper_of(questionnaire, report)
    with whole_file(path) as draft:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = Workbook(str(draft), options)
        book.set_properties({"created": CREATED, "title": paper.title[:255], "author": AUTHOR})
        pen = _Pen(book)
        _findings(pen, paper)
        _questions(pen, paper)
        _coverage(pen, paper)
        not_followed = [
            (one.question or "study", f"{one.rule} {one.slug}", one.message, clean(because))
            for one, because in report.ignored
        ]
        heads = {"Question": 16, "Rule": 30, "Finding": 60, "Reason for not following it": 60}
        pen.table("Not followed", heads, not_followed or [("", "", "No finding was set aside.", "")])
        if report.lost:
            lost = [(clean(one.what), clean(one.anchor)) for one in report.lost]
            pen.table("Lost on import", {"What": 90, "Where in the file": 40}, lost)
        book.close()


class _Pen:
    """Writes text as text, in a few looks."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        plain_cell = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top", "text_wrap": True}
        boxed = {**plain_cell, "border": 1, "border_color": LINE}
        kinds: dict[str, dict[str, Any]] = {
            "text": boxed,
            "strong": {**boxed, "bold": True},
            "head": {**boxed, "bold": True, "font_color": "#FFFFFF", "bg_color": DARK},
            "title": {**plain_cell, "bold": True, "font_size": 13, "text_wrap": False},
            "number": {**boxed, "num_format": "0.00"},
            **{name: {**boxed, "bg_color": paper} for name, paper in PAPERS.items()},
        }
        self.widths: dict[str, tuple[int, ...]] = {}
        self.looks = {name: book.add_format(look) for name, look in kinds.items()}

    def sheet(self, name: str, heads: dict[str, int], *, row: int = 0) -> Any:  # noqa: ANN401 - xlsxwriter's sheet
        """A sheet that prints across the page, with the heads of its table in a row."""
        sheet = self.book.add_worksheet(name)
        self.widths[name] = tuple(heads.values())
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        for column, (head, width) in enumerate(heads.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(row, column, head, self.looks["head"])
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        return sheet

    def table(self, name: str, heads: dict[str, int], rows: Sequence[Cells]) -> Any:  # noqa: ANN401
        """A sheet with one table that can be filtered."""
        sheet = self.sheet(name, heads)
        for row, cells in enumerate(rows, start=1):
            self.line(sheet, row, cells)
        sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
        return sheet

    def line(self, sheet: Any, row: int, cells: Cells, look: str = "text") -> None:  # noqa: ANN401
        """The cells of a row, as high as its longest text; a cell that is the word of a severity takes its paper."""
        sheet.set_row(row, row_height(cells, self.widths[sheet.name]))
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                shown = self.looks[cell if cell in PAPERS else look]
                sheet.write_string(row, column, clipped(cell), shown)
            else:
                sheet.write_number(row, column, cell, self.looks["number"])


def clipped(text: str) -> str:
    """A text as long as a cell may be."""
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"


def _findings(pen: _Pen, paper: Paper) -> None:
    heads = {"Severity": 10, "Rule": 30, "Question": 16, "Place": 30, "Message": 50, "Reason": 45, "Suggestion": 50}
    rows = [
        (
            WORDS[one.severity],
            f"{one.rule} {one.slug}",
            one.question or "study",
            one.anchor or (one.place + (f" (line {one.line})" if one.line else "")),
            one.message,
            one.reason,
            one.suggestion,
        )
        for one in paper.report.findings
    ]
    pen.table("Findings", heads, rows or [("", "", "", "", "No findings.", "", "")])


def _questions(pen: _Pen, paper: Paper) -> None:
    heads = {"Number": 9, "ID": 16, "What": 10, "Text": 60, "Kind": 24, "Filter and skips": 40, "Findings": 34}
    sheet = pen.sheet("Questionnaire", heads)
    lines = [line for asked in paper.asked for line in _lines(asked)]
    lines[:0] = [Line(("", "", "Study", paper.title, "", "", ""), paper.study, strong=True)]
    for row, line in enumerate(lines, start=1):
        worst = min((WORST_FIRST.index(remark.finding.severity) for remark in line.remarks), default=None)
        rules = "; ".join(dict.fromkeys(f"{remark.severity} {remark.finding.rule}" for remark in line.remarks))
        pen.line(sheet, row, (*line.cells[:-1], rules), "strong" if line.strong else "text")
        if worst is not None:
            marked = pen.looks[WORDS[WORST_FIRST[worst]]]
            sheet.write_string(row, 3, clipped(str(line.cells[3])), marked)
            sheet.write_string(row, 6, clipped(rules), marked)
            text = clipped("\n\n".join(sentence_of(remark) for remark in line.remarks))
            height = min(40 + 16 * sum(1 + len(part) // 52 for part in text.split("\n")), 600)
            sheet.write_comment(row, 3, text, {"author": AUTHOR, "width": 380, "height": height, "font_size": 9})
    sheet.autofilter(0, 0, len(lines), len(heads) - 1)


def _lines(asked: Asked) -> Iterator[Line]:
    """A question, its lines and its answers, each with what is found about it."""
    route = "\n".join(plain(words) for words in (*asked.filters, *asked.skips))
    kind = "\n".join((asked.kind, *asked.hints))
    if asked.block:
        yield Line(("", "", "Block", asked.block, "", "", ""), strong=True)
    text = "\n".join(part for part in (asked.text, asked.instruction) if part)
    own = tuple(one for one in asked.remarks if one.option is None and one.row is None)
    yield Line((asked.number, asked.id, "Question", text, kind, route, ""), own, strong=True)
    for at, row in enumerate(asked.rows):
        found = tuple(one for one in asked.remarks if one.row == at)
        yield Line((asked.number, asked.question.rows[at].id, "Line", row.text, "", "", ""), found)
    if asked.options:
        said = (
            f"{one.code}  {one.text}" + (f"  ({', '.join(one.marks)})" if one.marks else "") for one in asked.options
        )
        found = tuple(one for one in asked.remarks if one.option is not None)
        yield Line((asked.number, asked.id, "Answers", "\n".join(said), "", "", ""), found)


def _coverage(pen: _Pen, paper: Paper) -> None:
    heads = {
        "Question": 18,
        "Text": 50,
        "Role": 18,
        "Data type": 14,
        "Construct": 16,
        "Verb": 12,
        "Action": 44,
        "Owner": 14,
        "Decision": 10,
        "Reach": 30,
        "Minutes": 9,
    }
    rows: list[Cells] = []
    for one in paper.report.coverage:
        about = (one.question, one.text, one.role, one.data_type, one.construct, one.verb, one.action, one.owner)
        rows.append((*(clean(text) for text in (*about, one.decision, one.reach)), one.minutes or ""))
    sheet = pen.table("Coverage", heads, rows)
    row = max(len(rows), 1) + 3
    for title, fed in (("Decisions", paper.decisions), ("Levers", paper.levers)):
        sheet.write_string(row, 0, f"{title} and the questions that feed them", pen.looks["title"])
        for at, target in enumerate(fed, start=1):
            feeding = _feeding(target, paper)
            pen.line(sheet, row + at, (target.name, target.text))
            sheet.merge_range(row + at, 2, row + at, 5, feeding, pen.looks["text" if target.questions else "Warning"])
        row += len(fed) + 2


def _feeding(one: Fed, paper: Paper) -> str:
    return ", ".join(paper.asked[place].number for place in one.questions) or "Empty: no question feeds it"

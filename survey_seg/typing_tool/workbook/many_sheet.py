"""The workbook's sheet for a list of people: paste answer codes, read the segments."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.evidence_words import TOO_FEW
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.workbook.layout import (
    ACTION_ROW,
    CLEAR_ROW,
    CODE_ROW,
    LEAN_ROW,
    MESSAGE_ROW,
    MIN_ROW,
    NAME_ROW,
    REASONS,
    best_formula,
    model_row,
    position_formula,
    reason_formula,
    reason_text,
    rule,
    runner_up_formula,
    score_formula,
    tables,
)
from survey_seg.typing_tool.workbook.styles import BANDS, Look, row_height

ROWS = 1000
"""People the sheet has room for; longer lists are for `survey-seg type`."""

HEAD, FIRST = 3, 4
"""The rows of the column names and of the first person."""

THIS_ROW = "@"
"""Stands in a formula for the number of its row until it is written."""

RESULTS = (
    "segment", "name", "how_sure", "runner_up", "margin", "what_to_say", "what_to_do", "decided_by", "answered",
    "not_understood",
)  # fmt: skip
RESULT_STYLES = ("number", "line", "line", "line", "number", "line", "line", "line", "count", "count")
WIDTHS = (11, 26, 12, 26, 10, 34, 34, 34, 12, 18)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row: id, answers, results, then the working: positions, scores, ranks, reasons."""

    m: int
    k: int

    @property
    def results(self) -> int:
        """The first column of the results."""
        return 1 + self.m

    @property
    def positions(self) -> int:
        """The first column of the answers' positions."""
        return self.results + len(RESULTS) + 1

    @property
    def scores(self) -> int:
        """The first column of the scores; best and runner-up follow the scores."""
        return self.positions + self.m

    @property
    def reasons(self) -> int:
        """The first column of the reasons, one for each question."""
        return self.scores + self.k + 2

    def cell(self, column: int) -> str:
        """The address of a cell in the row that a formula will stand in."""
        return f"${xl_col_to_name(column)}{THIS_ROW}"

    def cells(self, first: int, count: int) -> str:
        """The address of some cells side by side."""
        return f"{self.cell(first)}:{self.cell(first + count - 1)}"


def write_many(sheet: Worksheet, spec: TypingSpec, look: Look) -> None:
    """A row per person: id and answer codes on the left, results in the middle, the working in hidden columns."""
    columns = Columns(len(spec.questions), len(spec.segments))
    _head(sheet, spec, columns, look)
    formulas = list(zip(_results(spec, columns), RESULT_STYLES, ("",) * 8 + (0, 0), strict=True))
    working = list(zip(_working(spec, columns), _empty_row(spec), strict=True))
    for row in range(FIRST, FIRST + ROWS):
        number = str(row + 1)
        for column in range(columns.results):
            sheet.write_blank(row, column, None, look["entry"])
        for column, (formula, style, value) in enumerate(formulas, start=columns.results):
            sheet.write_formula(row, column, formula.replace(THIS_ROW, number), look[style], value)
        for column, (formula, nothing) in enumerate(working, start=columns.positions):
            sheet.write_formula(row, column, formula.replace(THIS_ROW, number), look["working"], nothing)
    for name in BANDS:
        criteria = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": look[name]}
        sheet.conditional_format(FIRST, columns.results + 2, FIRST + ROWS - 1, columns.results + 2, criteria)
    sheet.freeze_panes(FIRST, 1)
    sheet.autofilter(HEAD, 0, FIRST + ROWS - 1, columns.results + len(RESULTS) - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.print_area(0, 0, FIRST + 39, columns.results + len(RESULTS) - 1)


def _head(sheet: Worksheet, spec: TypingSpec, columns: Columns, look: Look) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, columns.m, 14)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(columns.results + place, columns.results + place, width)
    sheet.set_column(columns.results + len(RESULTS), columns.results + len(RESULTS), 2)
    last = columns.reasons + columns.m - 1
    sheet.set_column(columns.positions, last, 10, None, {"level": 1, "hidden": True})
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, "Many people at once", look["title"])
    note = (
        f"Paste ids and answer codes into the yellow cells (the codes stand on the sheet Model), up to {ROWS:,} people."
    )
    sheet.write_string(1, 0, note, look["plain"])
    texts = [question.text if len(question.text) <= 140 else question.text[:139] + "…" for question in spec.questions]
    sheet.set_row(2, row_height(*((text, 13) for text in texts)))
    for number, (text, question) in enumerate(zip(texts, spec.questions, strict=True)):
        sheet.write_string(2, 1 + number, text, look["note"])
        sheet.write_string(HEAD, 1 + number, question.column, look["head"])
    sheet.write_string(HEAD, 0, "id", look["head"])
    sheet.set_row(HEAD, 20)
    for place, name in enumerate(RESULTS):
        sheet.write_string(HEAD, columns.results + place, name, look["head"])
    working = [f"position {question.id}" for question in spec.questions]
    working += [f"score {segment.code}" for segment in spec.segments] + ["best", "runner-up"]
    working += [f"reason {question.id}" for question in spec.questions]
    for place, name in enumerate(working):
        sheet.write_string(HEAD, columns.positions + place, name, look["working"])


def _empty_row(spec: TypingSpec) -> list[int]:
    """The values of the working columns where nothing is filled in."""
    scores = classify(spec, {}).scores
    ranked = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    none = [0] * len(spec.questions)
    return [*none, *scores, ranked[0] + 1, ranked[1] + 1, *none]


def _working(spec: TypingSpec, columns: Columns) -> list[str]:
    answers = [columns.cell(1 + number) for number in range(columns.m)]
    positions = [columns.cell(columns.positions + number) for number in range(columns.m)]
    scores = columns.cells(columns.scores, columns.k)
    last, best, runner_up = (columns.cell(columns.scores + columns.k + place) for place in (-1, 0, 1))
    return [
        *(position_formula(table, cell) for table, cell in zip(tables(spec), answers, strict=True)),
        *(score_formula(spec, place, positions) for place in range(columns.k)),
        best_formula(scores),
        runner_up_formula(scores, last, best),
        *(reason_formula(spec, number, cell, best, runner_up) for number, cell in enumerate(positions)),
    ]


def _results(spec: TypingSpec, columns: Columns) -> list[str]:
    """In the order of `RESULTS`."""
    scores = columns.cells(columns.scores, columns.k)
    best, runner_up = (columns.cell(columns.scores + columns.k + place) for place in (0, 1))
    positions = columns.cells(columns.positions, columns.m)
    answered = columns.cell(columns.results + RESULTS.index("answered"))
    few = f"{answered}<{rule(MIN_ROW)}"
    nobody = f"COUNTA({columns.cells(0, columns.results)})=0"
    margin = f"LARGE({scores},1)-LARGE({scores},2)"
    sure = f'IF({margin}>={rule(CLEAR_ROW)},"clear",IF({margin}>={rule(LEAN_ROW)},"lean","unclear"))'
    names = model_row(spec, NAME_ROW)
    return [
        f'=IF(OR({nobody},{few}),"",INDEX({model_row(spec, CODE_ROW)},{best}))',
        f'=IF({nobody},"",IF({few},"{TOO_FEW}",INDEX({names},{best})))',
        f'=IF(OR({nobody},{few}),"",{sure})',
        f'=IF(OR({nobody},{few}),"",INDEX({names},{runner_up}))',
        f'=IF(OR({nobody},{few}),"",{margin})',
        f'=IF(OR({nobody},{few}),"",INDEX({model_row(spec, MESSAGE_ROW)},{best}))',
        f'=IF(OR({nobody},{few}),"",INDEX({model_row(spec, ACTION_ROW)},{best}))',
        f'=IF(OR({nobody},{few}),"",{_reasons(columns)})',
        f'=COUNTIF({positions},">0")',
        f'=COUNTIF({positions},"<0")',
    ]


def _reasons(columns: Columns) -> str:
    """The strongest answers with their columns' names, with a semicolon between them."""
    names = str(xl_range_abs(HEAD, 1, HEAD, columns.m))
    answers, reasons = columns.cells(1, columns.m), columns.cells(columns.reasons, columns.m)
    parts = [reason_text(reasons, rank, names, answers, between=": ") for rank in range(1, min(REASONS, columns.m) + 1)]
    later = [f'IF(LARGE({reasons},{rank})>0,"; ","")' for rank in range(2, len(parts) + 1)]
    return "&".join([parts[0], *(part for pair in zip(later, parts[1:], strict=True) for part in pair)])

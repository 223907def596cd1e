"""The workbook's sheet for one person: pick the answers, read the segment."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.evidence_words import SURE, TOO_FEW
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.workbook.layout import (
    ACTION_ROW,
    CLEAR_ROW,
    LEAN_ROW,
    MIN_ROW,
    NAME_ROW,
    SURE_ROW,
    Table,
    best_formula,
    model_row,
    position_formula,
    rule,
    runner_up_formula,
    score_formula,
    shown,
    tables,
)
from survey_seg.typing_tool.workbook.styles import Look, row_height

FIRST = 4
"""The row of the first question."""

QUESTION, ANSWER, LABEL, RESULT, WORKING = 1, 2, 4, 5, 7


@dataclass(frozen=True, slots=True)
class _Cells:
    """Addresses of the working cells: positions of the answers, scores, and what follows from them."""

    positions: str
    scores: str
    last: str
    best: str
    runner_up: str
    answered: str


def write_ask(sheet: Worksheet, spec: TypingSpec, look: Look) -> None:
    """Questions with drop-down lists on the left, the result on the right, the working in hidden columns."""
    m, k = len(spec.questions), len(spec.segments)
    sheet.hide_gridlines(2)
    for first, last, width in ((0, 0, 4), (1, 1, 58), (2, 2, 34), (3, 3, 2), (4, 4, 15), (5, 5, 48), (6, 6, 2)):
        sheet.set_column(first, last, width)
    sheet.set_column(WORKING, WORKING + k + 3, 12, None, {"level": 1, "hidden": True})
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, spec.title, look["title"])
    note = f"Pick an answer in each yellow cell; no answer: leave it empty. {spec.min_answered} answers are needed."
    sheet.write_string(1, 0, note, look["plain"])
    sheet.write_string(3, 0, "", look["head"])
    for column, text in ((QUESTION, "Question"), (ANSWER, "Answer"), (LABEL, "Result"), (RESULT, "")):
        sheet.write_string(3, column, text, look["head"]) if text else sheet.write_blank(3, column, None, look["head"])
    for number, table in enumerate(tables(spec)):
        _question(sheet, number, table, look)
    _result(sheet, spec, _working(sheet, spec, look), look)
    sheet.freeze_panes(FIRST, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, FIRST + max(m, 6) - 1, RESULT)
    sheet.set_selection(FIRST, ANSWER, FIRST, ANSWER)


def _question(sheet: Worksheet, number: int, table: Table, look: Look) -> None:
    row, question = FIRST + number, table.question
    widest = max((shown(question, place) for place in range(len(question.options))), key=len, default="")
    sheet.set_row(row, max(34, row_height((question.text, 58), (widest, 34))))
    sheet.write_number(row, 0, number + 1, look["middle"])
    sheet.write_string(row, QUESTION, question.text, look["text"])
    sheet.write_blank(row, ANSWER, None, look["entry"])
    if question.options:
        allowed: dict[str, str | int] = {
            "validate": "list",
            "source": f"={table.column(3)}",
            "error_title": "Not one of the answers",
            "error_message": "Pick an answer from the list, or delete what is in the cell.",
        }
    else:
        allowed = {
            "validate": "integer",
            "criteria": "between",
            "minimum": table.low,
            "maximum": table.high,
            "error_title": "Not an answer",
            "error_message": f"Enter a whole number from {table.low} to {table.high}, or delete what is in the cell.",
            "input_title": "Number",
            "input_message": f"A whole number from {table.low} to {table.high}",
        }
    sheet.data_validation(row, ANSWER, row, ANSWER, allowed)
    formula = position_formula(table, str(xl_rowcol_to_cell(row, ANSWER, col_abs=True)))
    sheet.write_formula(row, WORKING, formula, look["working"], 0)


def _working(sheet: Worksheet, spec: TypingSpec, look: Look) -> _Cells:
    """Scores in the first question's row, beside the positions; the values are those of an empty form."""
    m, k = len(spec.questions), len(spec.segments)
    empty = classify(spec, {})
    ranked = sorted(range(k), key=lambda place: (-empty.scores[place], place))
    first = WORKING + 1
    cells = [str(xl_rowcol_to_cell(FIRST, first + place, row_abs=True, col_abs=True)) for place in range(k + 3)]
    positions = str(xl_range_abs(FIRST, WORKING, FIRST + m - 1, WORKING))
    scores = str(xl_range_abs(FIRST, first, FIRST, first + k - 1))
    found = _Cells(positions, scores, cells[k - 1], cells[k], cells[k + 1], cells[k + 2])
    each = [str(xl_rowcol_to_cell(FIRST + number, WORKING, row_abs=True, col_abs=True)) for number in range(m)]
    formulas = [(score_formula(spec, place, each), empty.scores[place]) for place in range(k)]
    formulas.append((best_formula(scores), ranked[0] + 1))
    formulas.append((runner_up_formula(scores, found.last, found.best), ranked[1] + 1))
    formulas.append((f'=COUNTIF({positions},">0")', 0))
    names = [f"score {segment.code}" for segment in spec.segments]
    for column, name in enumerate(["position", *names, "best", "runner-up", "answered"]):
        sheet.write_string(3, WORKING + column, name, look["working"])
    for column, (formula, value) in enumerate(formulas):
        sheet.write_formula(FIRST, first + column, formula, look["working"], value)
    return found


def _result(sheet: Worksheet, spec: TypingSpec, cells: _Cells, look: Look) -> None:
    few = f"{cells.answered}<{rule(MIN_ROW)}"
    margin = f"LARGE({cells.scores},1)-LARGE({cells.scores},2)"
    clear, lean, unclear = (rule(SURE_ROW + place) for place in range(3))
    sure = f"IF({margin}>={rule(CLEAR_ROW)},{clear},IF({margin}>={rule(LEAN_ROW)},{lean},{unclear}))"
    unknown = f'IF(COUNTIF({cells.positions},"<0")=0,"",", "&COUNTIF({cells.positions},"<0")&" not understood")'
    m = len(spec.questions)
    lines = [
        ("Segment", f'=IF({few},"{TOO_FEW}",INDEX({model_row(spec, NAME_ROW)},{cells.best}))', TOO_FEW, "winner"),
        ("How sure", f'=IF({few},"",{sure})', "", "result"),
        ("Runner-up", f'=IF({few},"",INDEX({model_row(spec, NAME_ROW)},{cells.runner_up}))', "", "result"),
        ("What to do", f'=IF({few},"",INDEX({model_row(spec, ACTION_ROW)},{cells.best}))', "", "result"),
        ("Answered", f'={cells.answered}&" of {m}"&{unknown}', f"0 of {m}", "result"),
    ]
    for number, (label, formula, value, style) in enumerate(lines):
        row = FIRST + number
        if number >= m:
            sheet.set_row(row, 34)
        sheet.write_string(row, LABEL, label, look["label"])
        sheet.write_formula(row, RESULT, formula, look[style], value)
    for place, name in enumerate(SURE):
        criteria = {"type": "text", "criteria": "begins with", "value": SURE[name], "format": look[name]}
        sheet.conditional_format(FIRST + 1, RESULT, FIRST + 1, RESULT, {**criteria, "stop_if_true": place < 2})

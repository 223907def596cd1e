"""The workbook's sheet for one person: pick the answers, read the segment."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.evidence_words import SURE, TOO_FEW
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.workbook.layout import (
    ACTION_ROW,
    CLEAR_ROW,
    LEAN_ROW,
    MESSAGE_ROW,
    MIN_ROW,
    NAME_ROW,
    REASONS,
    SURE_ROW,
    Table,
    best_formula,
    model_row,
    position_formula,
    reason_formula,
    reason_text,
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
QUESTION_WIDTH, ANSWER_WIDTH, RESULT_WIDTH = 58, 34, 50
DECIDED = ("Decided by", "then by", "then by")
LOWEST = 34
"""Points of height that every row has at least."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """Addresses of the working cells: positions of the answers, scores, and what follows from them."""

    positions: str
    scores: str
    reasons: str
    last: str
    best: str
    runner_up: str
    answered: str


def write_ask(sheet: Worksheet, spec: TypingSpec, look: Look) -> None:
    """Questions with drop-down lists on the left, the result on the right, the working in hidden columns."""
    k = len(spec.segments)
    sheet.hide_gridlines(2)
    for column, width in enumerate((4, QUESTION_WIDTH, ANSWER_WIDTH, 2, 15, RESULT_WIDTH, 2)):
        sheet.set_column(column, column, width)
    sheet.set_column(WORKING, WORKING + k + 4, 12, None, {"level": 1, "hidden": True})
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
    for row, height in enumerate(_heights(spec), start=FIRST):
        sheet.set_row(row, height)
    sheet.freeze_panes(FIRST, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, FIRST + len(_heights(spec)) - 1, RESULT)
    sheet.set_selection(FIRST, ANSWER, FIRST, ANSWER)


def _question(sheet: Worksheet, number: int, table: Table, look: Look) -> None:
    row, question = FIRST + number, table.question
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
    reasons = str(xl_range_abs(FIRST, first + k + 3, FIRST + m - 1, first + k + 3))
    positions = str(xl_range_abs(FIRST, WORKING, FIRST + m - 1, WORKING))
    scores = str(xl_range_abs(FIRST, first, FIRST, first + k - 1))
    found = _Cells(positions, scores, reasons, cells[k - 1], cells[k], cells[k + 1], cells[k + 2])
    each = [str(xl_rowcol_to_cell(FIRST + number, WORKING, row_abs=True, col_abs=True)) for number in range(m)]
    formulas = [(score_formula(spec, place, each), empty.scores[place]) for place in range(k)]
    formulas.append((best_formula(scores), ranked[0] + 1))
    formulas.append((runner_up_formula(scores, found.last, found.best), ranked[1] + 1))
    formulas.append((f'=COUNTIF({positions},">0")', 0))
    names = [f"score {segment.code}" for segment in spec.segments]
    for column, name in enumerate(["position", *names, "best", "runner-up", "answered", "reason"]):
        sheet.write_string(3, WORKING + column, name, look["working"])
    for column, (formula, value) in enumerate(formulas):
        sheet.write_formula(FIRST, first + column, formula, look["working"], value)
    for number, position in enumerate(each):
        formula = reason_formula(spec, number, position, found.best, found.runner_up)
        sheet.write_formula(FIRST + number, first + k + 3, formula, look["working"], 0)
    return found


def _result(sheet: Worksheet, spec: TypingSpec, cells: _Cells, look: Look) -> None:
    few = f"{cells.answered}<{rule(MIN_ROW)}"
    margin = f"LARGE({cells.scores},1)-LARGE({cells.scores},2)"
    clear, lean, unclear = (rule(SURE_ROW + place) for place in range(3))
    sure = f"IF({margin}>={rule(CLEAR_ROW)},{clear},IF({margin}>={rule(LEAN_ROW)},{lean},{unclear}))"
    unknown = f'IF(COUNTIF({cells.positions},"<0")=0,"",", "&COUNTIF({cells.positions},"<0")&" not understood")'
    m = len(spec.questions)

    def of_segment(row: int, which: str) -> str:
        return f'=IF({few},"",INDEX({model_row(spec, row)},{which}))'

    lines = [
        ("Segment", f'=IF({few},"{TOO_FEW}",INDEX({model_row(spec, NAME_ROW)},{cells.best}))', TOO_FEW, "winner"),
        ("How sure", f'=IF({few},"",{sure})', "", "result"),
        ("What to say", of_segment(MESSAGE_ROW, cells.best), "", "result"),
        ("What to do", of_segment(ACTION_ROW, cells.best), "", "result"),
        ("Runner-up", of_segment(NAME_ROW, cells.runner_up), "", "result"),
        *(
            (label, f'=IF({few},"",{text})', "", "result")
            for label, text in zip(DECIDED, _reasons(m, cells), strict=False)
        ),
        ("Answered", f'={cells.answered}&" of {m}"&{unknown}', f"0 of {m}", "result"),
    ]
    for row, (label, formula, value, style) in enumerate(lines, start=FIRST):
        sheet.write_string(row, LABEL, label, look["label"])
        sheet.write_formula(row, RESULT, formula, look[style], value)
    for place, name in enumerate(SURE):
        criteria = {"type": "text", "criteria": "begins with", "value": SURE[name], "format": look[name]}
        sheet.conditional_format(FIRST + 1, RESULT, FIRST + 1, RESULT, {**criteria, "stop_if_true": place < 2})


def _reasons(m: int, cells: _Cells) -> list[str]:
    """What stands beside "Decided by": as many lines as there are questions, three at most."""
    questions, answers = (str(xl_range_abs(FIRST, column, FIRST + m - 1, column)) for column in (QUESTION, ANSWER))
    return [
        reason_text(cells.reasons, rank, questions, answers, between=" → ") for rank in range(1, min(REASONS, m) + 1)
    ]


def _heights(spec: TypingSpec) -> list[float]:
    """The heights of the rows from the first question on: room for its text and for the longest result beside it."""
    asked, longest = [], ""
    for question in spec.questions:
        widest = max((shown(question, place) for place in range(len(question.options))), key=len, default="")
        asked.append(row_height((question.text, QUESTION_WIDTH), (widest, ANSWER_WIDTH)))
        longest = max(longest, f"{question.text}: {widest}", key=len)
    names, messages, actions = (
        [getattr(segment, name) for segment in spec.segments] for name in ("name", "message", "action")
    )
    told = [
        1.4 * row_height(*((name, RESULT_WIDTH // 2) for name in names)),
        LOWEST,
        *(row_height(*((text, RESULT_WIDTH - 4) for text in texts)) for texts in (messages, actions, names)),
        *[row_height((longest, RESULT_WIDTH - 4))] * min(REASONS, len(spec.questions)),
        LOWEST,
    ]
    return [max(LOWEST, *pair) for pair in zip_longest(asked, told, fillvalue=LOWEST)]

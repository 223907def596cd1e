"""The workbook's sheets behind the scenes: how good the tool is, and the numbers that the formulas use."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from survey_seg.typing_tool.classify import BANDS
from survey_seg.typing_tool.evidence_words import EvidenceTable, evidence_tables, headline, sure_sentence
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.workbook.layout import (
    ACTION_ROW,
    CLEAR_ROW,
    CODE_ROW,
    CONSTANT_ROW,
    LEAN_ROW,
    MESSAGE_ROW,
    MIN_ROW,
    NAME_ROW,
    POINTS,
    SURE_ROW,
    Table,
    shown,
    tables,
    typed_words,
)
from survey_seg.typing_tool.workbook.styles import Look, row_height

NO_ACTION = "No action is written for this segment yet."
NO_MESSAGE = "–"
FIGURE_WIDTH = 13


def write_evidence(sheet: Worksheet, spec: TypingSpec, look: Look) -> None:
    """The sheet "How good": what the tool was measured to do, and what it is not for."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    widest = max((len(table.header) for table in evidence_tables(spec)), default=0)
    sheet.set_column(1, max(4, widest - 1), FIGURE_WIDTH)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, "How good is this tool?", look["title"])
    row = 2
    limits = spec.card.get("limits", ())
    for sentence in (*headline(spec), *limits):
        sheet.merge_range(row, 0, row, 4, "", look["note"])
        sheet.write_string(row, 0, str(sentence), look["note"])
        sheet.set_row(row, row_height((str(sentence), 96)))
        row += 1
    for table in evidence_tables(spec):
        row = _evidence_table(sheet, row + 1, table, look)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _evidence_table(sheet: Worksheet, row: int, table: EvidenceTable, look: Look) -> int:
    sheet.write_string(row, 0, table.title, look["section"])
    sheet.merge_range(row + 1, 0, row + 1, 4, "", look["note"])
    sheet.write_string(row + 1, 0, table.note, look["note"])
    sheet.set_row(row + 1, row_height((table.note, 96)))
    sheet.set_row(row + 2, _height(table.header))
    for column, name in enumerate(table.header):
        sheet.write_string(row + 2, column, name, look["head figure" if column else "head"])
    for number, cells in enumerate(table.rows, start=row + 3):
        if (height := _height(cells)) > _height(("",)):
            sheet.set_row(number, height)
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell, look["text"])
            elif cell is None:
                sheet.write_blank(number, column, None, look["text"])
            else:
                sheet.write_number(number, column, cell, look["percent"])
    return row + 3 + len(table.rows)


def _height(cells: Sequence[str | float | None]) -> float:
    """The height of a row of evidence: its first cell is wide, the others hold a figure or some words."""
    first, *others = (cell if isinstance(cell, str) else "" for cell in cells)
    return row_height((first, 44), *((text, FIGURE_WIDTH - 1) for text in others))


def write_model(sheet: Worksheet, spec: TypingSpec, look: Look) -> None:
    """The sheet "Model": segments, rules, and the points of every answer. Formulas refer to these cells."""
    k = len(spec.segments)
    for column, width in ((0, 16), (1, 8), (2, 34), (3, 38)):
        sheet.set_column(column, column, width)
    sheet.set_column(POINTS, POINTS + k - 1, 24)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, "The model", look["title"])
    note = "Start with the constant, add the points of every answer: the highest total wins, the first of equals."
    sheet.write_string(
        1, 0, f"{note} Model {spec.model_id}; {spec.scale:,} points are one unit of log odds.", look["plain"]
    )
    sheet.write_string(3, 0, "Segments", look["section"])
    rows = {CODE_ROW: "code", NAME_ROW: "name", MESSAGE_ROW: "what to say", ACTION_ROW: "what to do"}
    rows[CONSTANT_ROW] = "constant"
    for row, text in rows.items():
        sheet.merge_range(row, 0, row, 3, "", look["label"])
        sheet.write_string(row, 0, text, look["label"])
    for place, segment in enumerate(spec.segments):
        sheet.write_number(CODE_ROW, POINTS + place, segment.code, look["number"])
        sheet.write_string(NAME_ROW, POINTS + place, segment.name or str(segment.code), look["text"])
        sheet.write_string(MESSAGE_ROW, POINTS + place, segment.message or NO_MESSAGE, look["text"])
        sheet.write_string(ACTION_ROW, POINTS + place, segment.action or NO_ACTION, look["text"])
        sheet.write_number(CONSTANT_ROW, POINTS + place, spec.constants[place], look["number"])
    sheet.set_row(NAME_ROW, row_height(*((segment.name, 24) for segment in spec.segments)))
    sheet.set_row(MESSAGE_ROW, row_height(*((segment.message, 24) for segment in spec.segments)))
    sheet.set_row(ACTION_ROW, row_height(*((segment.action or NO_ACTION, 24) for segment in spec.segments)))
    _rules(sheet, spec, look)
    for table in tables(spec):
        _table(sheet, spec, table, look)
    sheet.freeze_panes(3, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _rules(sheet: Worksheet, spec: TypingSpec, look: Look) -> None:
    sheet.write_string(MIN_ROW - 1, 0, "Rules", look["section"])
    rules = {
        MIN_ROW: ("answers needed for a segment", spec.min_answered),
        CLEAR_ROW: ("clear: best minus second best, from", spec.bands["clear"]),
        LEAN_ROW: ("leaning: best minus second best, from", spec.bands["lean"]),
    }
    for row, (text, value) in rules.items():
        sheet.merge_range(row, 0, row, 3, "", look["label"])
        sheet.write_string(row, 0, text, look["label"])
        sheet.write_number(row, POINTS, value, look["number"])
    last = POINTS + len(spec.segments) - 1
    for place, name in enumerate(BANDS):
        sheet.merge_range(SURE_ROW + place, 0, SURE_ROW + place, 3, "", look["label"])
        sheet.write_string(SURE_ROW + place, 0, f"what {name} means", look["label"])
        sheet.merge_range(SURE_ROW + place, POINTS, SURE_ROW + place, last, "", look["text"])
        sheet.write_string(SURE_ROW + place, POINTS, sure_sentence(spec, name), look["text"])
        sheet.set_row(SURE_ROW + place, row_height((sure_sentence(spec, name), 48)))


def _table(sheet: Worksheet, spec: TypingSpec, table: Table, look: Look) -> None:
    question, row = table.question, table.row
    sheet.merge_range(row, 0, row, 3, "", look["head"])
    sheet.write_string(row, 0, f"{question.text} ({question.column})", look["head"])
    sheet.set_row(row, row_height((question.text, 90), (max((s.name for s in spec.segments), key=len), 24)))
    for place, segment in enumerate(spec.segments):
        sheet.write_string(row, POINTS + place, segment.name or str(segment.code), look["head figure"])
    _points(sheet, row + 1, ("0", "", "not answered", ""), question.missing, look)
    if question.options:
        words = typed_words(question)
        for place, option in enumerate(question.options):
            texts = (str(place + 1), str(option.code), words[place], shown(question, place))
            _points(sheet, row + 2 + place, texts, question.score(option.code), look)
    else:
        _points(sheet, row + 2, ("", "", "for every unit", ""), question.w, look)
        for place, (text, value) in enumerate((("smallest answer", table.low), ("largest answer", table.high))):
            _points(sheet, row + 3 + place, ("", "", text, ""), (value,), look)


def _points(sheet: Worksheet, row: int, texts: tuple[str, str, str, str], points: tuple[int, ...], look: Look) -> None:
    if texts[0]:
        sheet.write_number(row, 0, int(texts[0]), look["number"])
    else:
        sheet.write_blank(row, 0, None, look["number"])
    for column in (1, 2, 3):
        sheet.write_string(row, column, texts[column], look["text"])
    for place, value in enumerate(points):
        sheet.write_number(row, POINTS + place, value, look["number"])

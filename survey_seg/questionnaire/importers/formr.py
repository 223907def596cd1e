"""formr item tables: a sheet (or CSV file) with an item per row, choices in columns or on a sheet of their own.

Submit buttons end pages, which become blocks. The filters in R (`showif`) become conditions where they only compare
answers; others are kept in words. A rating is a scale whose two ends may have words.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any, Final

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.formats.flat import Line
from survey_seg.questionnaire.importers.documents import decoded
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.expression import R, fitted, read_expression
from survey_seg.questionnaire.importers.formr_types import ITEMS, OPEN, RECORDED, arguments, points
from survey_seg.questionnaire.importers.language import UNKNOWN, guessed_language
from survey_seg.questionnaire.importers.markdown import without_marks
from survey_seg.questionnaire.importers.table_rows import Record, anchor_of, records
from survey_seg.questionnaire.importers.workbook_file import read_workbook

TOOL: Final = "formr"
_MARKS: Final = frozenset(["showif", "optional", "choice1"])
_HELD: Final = frozenset(["type", "name", "label", "showif", "optional"])
_CHOICE: Final = re.compile(r"choice(\d{1,3})")
_ZIP_OR_OLD: Final = (b"PK", b"\xd0\xcf\x11\xe0")


def recognise(content: bytes, file: str) -> bool:
    """Whether this is a table with the columns type and name and either one of formr's own or one of its types."""
    try:
        _, lines = _survey(_sheets(content, file))
    except InputRefused:
        return False
    names = [_column(name) for name in lines[0][1]] if lines else []
    if "type" not in names or "name" not in names or "id" in names:
        return False
    at = names.index("type")
    kinds = {arguments(line[at])[0] for _, line in lines[1:] if at < len(line) and line[at].strip()}
    return bool(_MARKS & set(names)) or (bool(kinds) and kinds <= {*ITEMS, *OPEN, *RECORDED, "submit"})


def read(content: bytes, file: str) -> Draft:
    """The questionnaire in an item table; InputRefused QUEST_EMPTY where there is none, or as `read_workbook`."""
    draft = Draft(TOOL)
    sheets = _sheets(content, file)
    sheet, lines = _survey(sheets)
    if not lines:
        raise InputRefused(Problem("QUEST_EMPTY", "the file is empty", "an item table", file=file))
    survey = list(records(sheet, lines, [_column(name) for name in lines[0][1]], draft))
    for name, other in sheets.items():
        if other and name not in {sheet, _choices(sheets)}:
            draft.lose(f"sheet {quoted(name)} is left out", anchor_of(name, other[0][0], 0))
    _Items(draft, _lists(sheets, draft)).read(survey)
    language = guessed_language(question["text"] for question in draft.questions)
    told = "is taken from its words" if language != UNKNOWN else "is not known"
    draft.lose(f"the table does not name its language; it {told}")
    draft.study["language"] = language
    draft.anchors[()] = anchor_of(sheet, lines[0][0], 0)
    return draft


def _sheets(content: bytes, file: str) -> dict[str, list[Line]]:
    if content.startswith(_ZIP_OR_OLD):
        return read_workbook(content, file)
    text = decoded(content, file)
    first = text.lstrip().partition("\n")[0][:10_000]
    delimiter = max(",;\t", key=first.count)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputRefused(Problem("QUEST_SYNTAX", f"{error}", "CSV", file=file)) from None
    return {"": [(row, line) for row, line in enumerate(found, start=1) if any(cell.strip() for cell in line)]}


def _survey(sheets: Mapping[str, list[Line]]) -> tuple[str, list[Line]]:
    """The sheet with the items: `survey`, else the first one."""
    name = next((name for name in sheets if name.strip().lower() == "survey"), next(iter(sheets), ""))
    return name, sheets.get(name, [])


def _choices(sheets: Mapping[str, list[Line]]) -> str | None:
    return next((name for name in sheets if name.strip().lower() == "choices"), None)


def _column(name: str) -> str:
    return re.sub(r"\s+", "_", name.strip().lower())


def _lists(sheets: Mapping[str, list[Line]], draft: Draft) -> dict[str, list[Record]]:
    """The lists of the sheet `choices`; a row without a list belongs to the list above it."""
    name = _choices(sheets)
    lines = sheets.get(name, []) if name is not None else []
    lists: dict[str, list[Record]] = {}
    current = ""
    noted: set[str] = set()
    for record in records(name or "", lines, [_column(cell) for cell in lines[0][1]], draft) if lines else ():
        current = record.get("list_name") or current
        if record.get("name"):
            lists.setdefault(current, []).append(record)
            for column in record.cells.keys() - {"list_name", "name", "label"} - noted:
                noted.add(column)
    for column in sorted(noted):
        draft.lose(f"column {quoted(column)} of the sheet choices is left out", anchor_of(name or "", lines[0][0], 0))
    return lists


class _Items:
    """The rows of the table as questions, page by page."""

    def __init__(self, draft: Draft, lists: dict[str, list[Record]]) -> None:
        self.draft = draft
        self.lists = lists
        self.page = 1
        self.noted: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.filters: list[tuple[dict[str, Any], str, str]] = []

    def read(self, survey: list[Record]) -> None:
        """Put every item into the draft, then the filters, which may look at any of them."""
        for record in survey:
            kind, _ = arguments(record.get("type"))
            if kind == "submit":
                self.page += 1
            elif kind in RECORDED:
                self.draft.lose(f"{quoted(record.get('name') or kind)} ({kind}) is no question", record.anchor("type"))
            elif kind:
                self.item(record)
            elif record.get("name") or record.get("label"):
                self.draft.lose("an item has no type", record.anchor("name", "label"))
        if self.page == 1 or all(question["block"] == "Page 1" for question in self.draft.questions):
            for question in self.draft.questions:
                del question["block"]
        for question, text, anchor in self.filters:
            condition = fitted(read_expression(text, R), self.kinds)
            if condition is None:
                self.draft.lose_routing(question, text, anchor)
            else:
                question["show_if"] = condition

    def item(self, record: Record) -> None:
        """One item."""
        kind, values = arguments(record.get("type"))
        if not record.get("name"):
            self.draft.lose("an item has no name; its row stands instead", record.anchor("type"))
        question: dict[str, Any] = {"id": record.get("name") or f"row_{record.row}"}
        question |= {"text": without_marks(record.get("label")), "type": ITEMS.get(kind, "text")}
        question["block"] = f"Page {self.page}"
        if kind not in ITEMS:
            what = f"an item of the kind {quoted(kind)} is taken for an open question"
            self.draft.lose(what, record.anchor("type"))
        if record.get("optional") in {"*", "!"}:
            question["required"] = record.get("optional") == "!"
        index = len(self.draft.questions)
        self.draft.questions.append(question)
        self.draft.anchors["questions", index] = record.anchor("name", "type")
        self.draft.anchors["questions", index, "text"] = record.anchor("label", "name")
        self.draft.anchors["questions", index, "show_if"] = record.anchor("showif", "name")
        self._answers(question, record, kind, values)
        self._left_out(record)
        self.kinds[question["id"]] = question["type"]
        if record.get("showif"):
            self.filters.append((question, record.get("showif"), record.anchor("showif")))

    def _answers(self, question: dict[str, Any], record: Record, kind: str, values: list[str]) -> None:
        """The answers of an item, the points of a rating, or the ends of a number."""
        options = self._options(record, values)
        words = [option["label"] for option in options]
        if question["type"] in {"single", "multi", "rank"}:
            question["options"] = options or _built_in(kind, question["text"])
            if kind.startswith("select_or_add"):
                question["options"].append({"code": "other", "label": "Other", "open": True})
            return
        if question["type"] == "scale":
            question |= points(values, words)
        elif question["type"] == "number":
            question |= dict(zip(("min", "max"), values[:2], strict=False))
        elif values and not values[0].isdecimal():
            self.draft.lose(f"{quoted(', '.join(values))} after the type is left out", record.anchor("type"))
        if words and not question.get("options"):
            said = " | ".join(words)
            self.draft.lose(f"the words at the ends are left out: {said}", record.anchor("choice1", "type"))

    def _options(self, record: Record, values: list[str]) -> list[dict[str, Any]]:
        """The answers of the item's list, else those in its row."""
        index = len(self.draft.questions) - 1
        name = next((value for value in values if value in self.lists), None)
        if name is None:
            inline = sorted((int(found[1]), column) for column in record.cells if (found := _CHOICE.fullmatch(column)))
            return [{"code": at, "label": without_marks(record.get(column))} for at, column in inline]
        for at, choice in enumerate(self.lists[name]):
            self.draft.anchors["questions", index, "options", at] = choice.anchor("name")
        return [
            {"code": choice.get("name"), "label": without_marks(choice.get("label", "name"))}
            for choice in self.lists[name]
        ]

    def _left_out(self, record: Record) -> None:
        for column in record.cells:
            if column in _HELD or _CHOICE.fullmatch(column) or column in self.noted:
                continue
            self.noted.add(column)
            self.draft.lose(f"column {quoted(column)} is left out", record.anchor(column))


def _built_in(kind: str, text: str) -> list[dict[str, Any]]:
    """The answers of the types that bring their own."""
    if kind == "sex":
        return [{"code": 1, "label": "♂"}, {"code": 2, "label": "♀"}]
    return [{"code": 1, "label": text}] if kind in {"check", "check_button"} else []

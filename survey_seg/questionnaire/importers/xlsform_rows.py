"""One row of the sheet `survey` as a question, and the place of all of them in the draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.draft_conditions import all_of
from survey_seg.questionnaire.importers.expression import XPATH, fitted, read_expression
from survey_seg.questionnaire.importers.markdown import without_marks
from survey_seg.questionnaire.importers.table_rows import Record
from survey_seg.questionnaire.importers.xlsform_tags import CHOICE_TAGS, choice_tags, tags
from survey_seg.questionnaire.importers.xlsform_words import OPEN, TYPES, Type, limits, parameters, truth, type_of

_HELD: Final = frozenset(
    [
        "type",
        "name",
        "label",
        "hint",
        "required",
        "relevant",
        "appearance",
        "constraint",
        "constraint_message",
        "parameters",
        "repeat_count",
        "required_message",
        "disabled",
    ]
)
_CHOICE_HELD: Final = frozenset(["list_name", "name", "label"]) | CHOICE_TAGS
_NAMED: Final = re.compile(r"\$\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Group:
    """A group or repeat that is open: its row, name, label, appearance, and the question that says how often."""

    record: Record
    name: str
    label: str
    appearance: str
    count: str


@dataclass(slots=True)
class Item:
    """A question, where it stands, and the list its answers come from."""

    question: dict[str, Any]
    record: Record
    groups: tuple[Group, ...]
    kind: Type
    appearance: str
    filters: list[tuple[str, str]] = field(default_factory=list)
    """Conditions as written, each with its cell: those of the groups first."""
    parts: list[Record] = field(default_factory=list)
    """The rows of a grid."""


class FormTexts:
    """The texts of one language and the lists of answers; what is left out of them is noted once."""

    def __init__(self, draft: Draft, language: str, lists: dict[str, list[Record]]) -> None:
        self.draft = draft
        self.language = language
        self.lists = lists
        self.noted: set[tuple[str, str]] = set()

    def text(self, record: Record, name: str) -> str:
        """A text in the language that is read, else without language."""
        return without_marks(record.get(f"{name}::{self.language}", name) if self.language else record.get(name))

    def label(self, record: Record) -> str:
        """The words of a question, group or answer."""
        return self.text(record, "label")

    def options(self, name: str, record: Record) -> list[dict[str, Any]]:
        """The answers of a list."""
        if name not in self.lists:
            self.draft.lose(f"list {quoted(name)} is not on the sheet choices", record.anchor("type"))
        found = []
        for choice in self.choices(name, record):
            self.left_out(choice, _CHOICE_HELD)
            code, label = choice.get("name"), self.label(choice)
            if not label:
                self.draft.lose(f"answer {quoted(code)} has no words", choice.anchor("name"))
            found.append({"code": code or None, "label": label or code, **choice_tags(choice)})
        return found

    def choices(self, name: str, record: Record) -> list[Record]:
        """The rows of a list; one that a filter cuts down for each respondent may name an answer several times."""
        rows = self.lists.get(name, [])
        if not record.get("choice_filter"):
            return rows
        once: dict[str, Record] = {}
        for row in rows:
            once.setdefault(row.get("name"), row)
        return list(once.values())

    def left_out(self, record: Record, held: frozenset[str]) -> None:
        """Note the columns that have no place here, each once per sheet; a row's own rules each time."""
        for name in record.cells:
            base, _, language = name.partition("::")
            if base == "seg" or (base in held and (not language or language == self.language)):
                continue
            if base in {"default", "choice_filter", "calculation", "trigger", "query"}:
                self.draft.lose(f"{base} {quoted(record.get(name))} is left out", record.anchor(name))
            elif (record.sheet, name) not in self.noted:
                self.noted.add((record.sheet, name))
                self.draft.lose(f"column {quoted(name)} is left out", record.anchor(name))

    def place(self, items: list[Item]) -> None:
        """Put the questions into the draft, with conditions and anchors."""
        kinds: dict[str, str] = {}
        for item in items:
            kinds[str(item.question["id"])] = item.question["type"]
            kinds.update((str(row["id"]), "grid") for row in item.question.get("rows", ()))
        for index, item in enumerate(items):
            self.draft.questions.append(item.question)
            self._anchors(index, item)
            self._route(item, kinds)
            self._loop(item, kinds)

    def _anchors(self, index: int, item: Item) -> None:
        anchors, record = self.draft.anchors, item.record
        anchors["questions", index] = record.anchor("name", "type")
        anchors["questions", index, "text"] = record.anchor(f"label::{self.language}", "label", "name")
        for name, key in (("type", "type"), ("relevant", "show_if"), ("constraint", "min"), ("constraint", "max")):
            if record.get(name):
                anchors["questions", index, key] = record.anchor(name)
        for at, choice in enumerate(self.choices(item.kind.answers, record)):
            anchors["questions", index, "options", at] = choice.anchor("name", "list_name")
        for at, row in enumerate(item.parts):
            anchors["questions", index, "rows", at] = row.anchor("name", "type")

    def _route(self, item: Item, kinds: dict[str, str]) -> None:
        """The conditions of the groups and the question's own; what cannot be expressed is kept in words."""
        found = []
        for text, anchor in item.filters:
            condition = fitted(read_expression(text, XPATH), kinds)
            if condition is None:
                self.draft.lose_routing(item.question, _NAMED.sub(r"\1", text), anchor)
            else:
                found.append(condition)
        if found and "show_if" not in item.question:
            item.question["show_if"] = all_of(found)

    def _loop(self, item: Item, kinds: dict[str, str]) -> None:
        for group in item.groups:
            found = _NAMED.fullmatch(group.count)
            over = found[1].strip() if found else ""
            if kinds.get(over) in {"multi", "number"} and "loop" not in item.question:
                item.question["loop"] = {"over": over}
            elif group.count:
                what = f"how often {quoted(group.name)} is repeated cannot be held: {group.count}"
                self.draft.lose(what, group.record.anchor("repeat_count", "type"))


def asked(draft: Draft, texts: FormTexts, record: Record, groups: tuple[Group, ...]) -> Item:
    """One question, without its condition."""
    kind = type_of(record.get("type"))
    name = record.get("name")
    if not name:
        draft.lose("a question has no name; its row stands instead", record.anchor("type"))
    question: dict[str, Any] = {"id": name or f"row_{record.row}", "text": texts.label(record)}
    hint = texts.text(record, "hint")
    if not question["text"] and hint:
        question["text"], hint = hint, ""
    question |= {"type": _kind(draft, record, kind), "instruction": hint or None}
    question["block"] = " / ".join(group.label for group in groups) or None
    appearance = record.get("appearance").lower()
    if question["type"] == "single" and "likert" in appearance.split():
        question["type"] = "scale"
    _answers(texts, record, kind, question)
    _rules(draft, record, question)
    texts.left_out(record, _HELD)
    question |= tags(draft, record)
    filters = [
        (part.get("relevant"), part.anchor("relevant"))
        for part in (*(group.record for group in groups), record)
        if part.get("relevant")
    ]
    return Item(question, record, groups, kind, appearance, filters)


def _kind(draft: Draft, record: Record, kind: Type) -> str:
    if kind.word in OPEN or kind.word not in TYPES:
        what = f"a question of the kind {quoted(record.get('type'))} is taken for an open one"
        draft.lose(what, record.anchor("type"))
        return "text"
    return TYPES[kind.word]


def _answers(texts: FormTexts, record: Record, kind: Type, question: dict[str, Any]) -> None:
    """The answers of closed questions, and the ends of a range."""
    if kind.word in {"acknowledge", "trigger"}:
        question["options"] = [{"code": "OK", "label": "OK"}]
    elif kind.word.endswith("from_file"):
        texts.draft.lose(f"the answers stand in another file: {kind.answers}", record.anchor("type"))
    elif kind.answers and question["type"] in {"single", "scale", "multi", "rank"}:
        question["options"] = texts.options(kind.answers, record)
        if kind.other:
            question["options"].append({"code": "other", "label": "Other", "open": True})
    given = parameters(record.get("parameters"))
    if kind.word == "range":
        question |= {"min": given.pop("start", "0"), "max": given.pop("end", "10")}
    if truth(given.pop("randomize", "")):
        question["randomise"] = True
    if given:
        said = ", ".join(f"{key}={value}" for key, value in given.items())
        texts.draft.lose(f"parameters are left out: {said}", record.anchor("parameters"))


def _rules(draft: Draft, record: Record, question: dict[str, Any]) -> None:
    """Whether an answer is required, and between which ends."""
    if record.get("required"):
        question["required"] = truth(record.get("required"))
        if question["required"] is None:
            draft.lose(f"when an answer is required: {record.get('required')}", record.anchor("required"))
    constraint = record.get("constraint")
    ends = limits(constraint, whole=type_of(record.get("type")).word in {"integer", "int"}) if constraint else None
    if ends and question["type"] == "number":
        question["min"], question["max"] = ends
    elif constraint:
        draft.lose(f"a constraint is left out: {constraint}", record.anchor("constraint"))

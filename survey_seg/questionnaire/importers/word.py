"""Questionnaires in Word (.docx): what agencies write, as far as its lines tell.

Questions start with their number (`Q12.`), answers with their code (`1. Never`, `1 = Never`, `Never ... 1`) or a box;
`[ASK IF Q1=2]`, `BASE:` and `FILTER:` are filters, `PROG:` are notes, headings and `SECTION A` are blocks, tables are
grids or lists of answers. How sure the reading is stands in the list of what did not fit, for a person to check.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.expression import fitted
from survey_seg.questionnaire.importers.language import UNKNOWN, guessed_language
from survey_seg.questionnaire.importers.word_file import Paragraph, Part, WordTable, is_word, read_word
from survey_seg.questionnaire.importers.word_lines import (
    EVERYBODY,
    FILTER,
    LONGEST,
    NOTE,
    NUMBERED,
    QUESTION,
    SECTION,
    condition,
    kind_of,
    option,
    tags,
)

TOOL: Final = "Word"
_CLOSED: Final = frozenset(["single", "multi", "scale", "grid", "rank"])


def recognise(content: bytes, _file: str) -> bool:
    """Whether this is a Word document."""
    return is_word(content)


def read(content: bytes, file: str) -> Draft:
    """The questions a document holds by its looks; InputRefused as `read_word`."""
    draft = Draft(TOOL)
    reading = _Reading(draft)
    for part in read_word(content, file):
        reading.part(part)
    reading.close()
    return draft


@dataclass(slots=True)
class _Asked:
    """A question in the making."""

    question: dict[str, Any]
    anchor: str
    named: bool = False
    """Whether a remark says what kind of question it is."""
    filters: list[tuple[str, str]] = field(default_factory=list)
    options: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)


class _Reading:
    """The lines one after the other, and the question they belong to."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.asked: list[_Asked] = []
        self.block: str | None = None
        self.filters: list[tuple[str, str]] = []

    def part(self, part: Part) -> None:
        """One paragraph or table."""
        if isinstance(part, Paragraph):
            self.line(part)
        elif any(row and QUESTION.match(row[0][:LONGEST]) for row in part.rows):
            for row in part.rows:
                for cell in row:
                    self.line(Paragraph(part.number, cell))
        else:
            self.table(part)

    def line(self, line: Paragraph) -> None:
        """One paragraph."""
        text = line.text[:LONGEST].strip()
        if len(line.text) > LONGEST:
            self.draft.lose(f"a text of {len(line.text):,} characters is cut after {LONGEST:,}", line.anchor)
        section = SECTION.fullmatch(text)
        if not text:
            return
        if NOTE.match(text):
            self.draft.lose(f"a note to the programmer is left out: {text}", line.anchor)
        elif self._question(text, line):
            return
        elif line.level or section:
            self._heading(text, line)
        elif found := FILTER.fullmatch(text):
            words = found[1].strip("] ")
            surplus = words.count(")") - words.count("(")
            kept = (words[:-surplus] if surplus > 0 and words.endswith(")" * surplus) else words, line.anchor)
            self.filters = [] if EVERYBODY.fullmatch(found[1]) else [*self.filters, kept]
        elif self.asked and (built := option(text, listed=line.listed)):
            self.asked[-1].options.append((built, line.anchor))
        else:
            self._rest(text, line)

    def _question(self, text: str, line: Paragraph) -> bool:
        """Begin a question where the line is one."""
        found = QUESTION.fullmatch(text) or ("?" in text and NUMBERED.fullmatch(text)) or None
        if found is None:
            return False
        rest = found[2] + (" " + found[3] if found.re is NUMBERED else "")
        told = tags(rest)
        asked = _Asked({"id": found[1], "text": told.text, "block": self.block}, line.anchor)
        asked.named = told.kind is not None
        asked.question["type"] = told.kind
        if told.randomise:
            asked.question["randomise"] = True
        for note in told.notes:
            inner = FILTER.fullmatch(note)
            if inner and not EVERYBODY.fullmatch(inner[1]):
                self.filters.append((inner[1], line.anchor))
            elif not inner:
                self.draft.lose(f"a remark is left out: {note}", line.anchor)
        asked.filters, self.filters = self.filters, []
        self.asked.append(asked)
        return True

    def _heading(self, text: str, line: Paragraph) -> None:
        if line.level and not self.asked and "title" not in self.draft.study:
            self.draft.study["title"] = text
            self.draft.anchors["study", "title"] = line.anchor
        else:
            self.block = text

    def _rest(self, text: str, line: Paragraph) -> None:
        """A line of no known kind: the rest of a question, an instruction, or a text of its own."""
        asked = self.asked[-1] if self.asked else None
        told = tags(text)
        if asked and not asked.options and not asked.rows and (told.text or told.kind):
            asked.named = asked.named or told.kind is not None
            asked.question["type"] = asked.question["type"] or told.kind or kind_of(text)
            if told.randomise:
                asked.question["randomise"] = True
            key = "instruction" if asked.question["text"] else "text"
            asked.question[key] = " ".join(part for part in (asked.question.get(key), told.text) if part)
        elif asked is None and "title" not in self.draft.study:
            self.draft.study["title"] = text
            self.draft.anchors["study", "title"] = line.anchor
        else:
            self.draft.lose(f"a text is left out: {text}", line.anchor)

    def table(self, table: WordTable) -> None:
        """A list of answers, or a grid: the first row holds the answers, the first cell of each other row a line."""
        asked = self.asked[-1] if self.asked else None
        rows = [[cell.strip() for cell in row] for row in table.rows if any(cell.strip() for cell in row)]
        if asked is None or not rows:
            self.draft.lose("a table that belongs to no question is left out", table.anchor)
            return
        width = max(map(len, rows))
        if width <= 2:
            for row in rows:
                built = self._pair(row)
                if built:
                    asked.options.append((built, table.anchor))
            return
        header, lines = rows[0], rows[1:]
        asked.options = [
            (option(cell, listed=True) or {"code": None, "label": cell}, table.anchor) for cell in header[1:] if cell
        ]
        asked.rows = [(row[0], table.anchor) for row in lines if row[0]]
        codes = lines[0][1 : 1 + len(asked.options)] if lines else []
        if len(set(codes)) == len(asked.options) and all(code.isdecimal() for code in codes):
            for code, (built, _) in zip(codes, asked.options, strict=True):
                built["code"] = code

    def _pair(self, row: list[str]) -> dict[str, Any] | None:
        """A row of one or two cells as an answer."""
        filled = [cell for cell in row if cell]
        if len(filled) == 2 and filled[0].isdecimal():
            return option(f"{filled[0]} = {filled[1]}", listed=True)
        if len(filled) == 2 and filled[1].isdecimal():
            return option(f"{filled[1]} = {filled[0]}", listed=True)
        return option(" ".join(filled), listed=True)

    def close(self) -> None:
        """Put the questions into the draft, with how sure the reading is."""
        if self.filters:
            self.draft.lose(f"a filter belongs to no question: {self.filters[0][0]}", self.filters[0][1])
        levels: Counter[str] = Counter()
        kinds: dict[str, str] = {}
        for asked in self.asked:
            level, why = _settle(asked)
            levels[level] += 1
            kinds[asked.question["id"]] = asked.question["type"]
            self._add(asked)
            if level != "high":
                name, kind = asked.question["id"], asked.question["type"]
                self.draft.lose(f"{name}: read as {kind}, confidence {level}: {why}", asked.anchor)
        for asked in self.asked:
            self._route(asked, kinds)
        if self.asked:
            counted = ", ".join(f"{levels[level]} {level}" for level in ("high", "medium", "low"))
            self.draft.lose(f"{len(self.asked)} questions are read by their looks; confidence: {counted}")
        language = guessed_language(question["text"] for question in self.draft.questions)
        told = "is taken from its words" if language != UNKNOWN else "is not known"
        self.draft.lose(f"the document does not name its language; it {told}")
        self.draft.study["language"] = language
        self.draft.anchors[()] = "document"

    def _add(self, asked: _Asked) -> None:
        index = len(self.draft.questions)
        anchors = self.draft.anchors
        anchors["questions", index] = asked.anchor
        question, name = asked.question, asked.question["id"]
        if asked.filters:
            anchors["questions", index, "show_if"] = asked.filters[-1][1]
        question["options"] = []
        for at, (built, anchor) in enumerate(asked.options):
            to = built.pop("to", None)
            question["options"].append(built)
            anchors["questions", index, "options", at] = anchor
            if to and built["code"] is not None and question["type"] in {"single", "scale"}:
                question.setdefault("skip", []).append({"to": to, "when": [built["code"]]})
            elif to:
                self.draft.lose(f"{name}: people go to {to} after {quoted(built['label'])}", anchor)
        question["rows"] = [{"id": f"{name}_{at}", "text": text} for at, (text, _) in enumerate(asked.rows, start=1)]
        self.draft.questions.append(question)

    def _route(self, asked: _Asked, kinds: dict[str, str]) -> None:
        for text, anchor in asked.filters:
            found = fitted(condition(text), kinds)
            if found is None or "show_if" in asked.question:
                self.draft.lose_routing(asked.question, text, anchor)
            else:
                asked.question["show_if"] = found


def _settle(asked: _Asked) -> tuple[str, str]:
    """The kind of question, how sure that is, and why not more."""
    question = asked.question
    kind = question["type"]
    if asked.rows and kind in {None, "single", "scale", "grid"}:
        question["type"] = "grid"
        return ("high", "") if kind == "grid" else ("medium", "a table with answers in its first row")
    if kind is None:
        question["type"] = "single" if asked.options else "text"
        why = "nothing says how many answers people give" if asked.options else "no answer list found"
        return ("medium" if asked.options else "low"), why
    if kind == "grid" and not asked.rows:
        question["type"] = "single" if asked.options else "text"
        return "low", "a grid without a table"
    if kind in _CLOSED and len(asked.options) < 2:
        return "low", "no answer list found"
    if kind in {"text", "number", "date"} and asked.options:
        return "medium", "it has answers to choose from"
    return ("high", "") if asked.named else ("medium", "its instruction says so")

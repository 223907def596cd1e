"""What each question is for, filled in by people in a spreadsheet: the worksheet out, and back in.

A line for each question and each line of a grid; a question with several actions or ways to reach people has further
lines with the same id. The brief (decisions, stakeholders, levers) stays in the questionnaire's own file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, Final

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.conditions import read_when
from survey_seg.questionnaire.exporters.exported import Sheets
from survey_seg.questionnaire.formats.cells import FALSE, TRUE, code_or_text, code_or_text_cell, pieces
from survey_seg.questionnaire.importers.workbook_file import read_workbook
from survey_seg.questionnaire.lint.similar import nearest
from survey_seg.questionnaire.lint.words.verbs import ARTEFACT, is_known
from survey_seg.questionnaire.model import Action, Question, Questionnaire, Reach, Row
from survey_seg.questionnaire.tagging_words import DATA_TYPES, HOW_TO, ROLES, TECHNICAL, VIAS

TAGS: Final = "tags"
ALLOWED: Final = "allowed values"
ACTION: Final = ("verb", "owner", "decision", "when", "action")
REACH: Final = ("via", "field", "note")
COLUMNS: Final = ("id", "text", "type", "role", "data_type", "construct", "reverse", *ACTION, *REACH)
OF_ROWS: Final = frozenset({"id", "text", "type", "construct", "reverse"})
ROW: Final = "row"
LONGEST: Final = 500
"""Letters of a tag."""

Cells = Mapping[str, str]
Line = tuple[int, Cells]
Place = tuple[int, int | None]
"""A question by its place, and a line of its grid."""


def worksheet(questionnaire: Questionnaire) -> Sheets:
    """The worksheet with what is known already, and a second sheet with the values allowed and what they mean.

    Pages that only show something have no line.

    >>> from survey_seg.questionnaire.brief import Study
    >>> pets = Question(id="pets", text="How many pets?", type="number", role=("basis",))
    >>> worksheet(Questionnaire(study=Study(title="T"), questions=(pets,)))["tags"][1][:4]
    ('pets', 'How many pets?', 'number', 'basis')
    """
    asked = (question for question in questionnaire.questions if question.type != "info")
    lines = (line for question in asked for line in _lines(question))
    return {
        TAGS: (COLUMNS, *(tuple(line.get(name, "") for name in COLUMNS) for line in lines)),
        ALLOWED: (("column", "value", "meaning"), *_allowed(questionnaire)),
    }


def choices(questionnaire: Questionnaire) -> dict[tuple[str, str], tuple[str, ...]]:
    """The values that columns of the worksheet offer, by sheet and column; several roles may stand in one cell.

    >>> from survey_seg.questionnaire.brief import Study
    >>> choices(Questionnaire(study=Study(title="T"), questions=()))["tags", "via"][:2]
    ('crm', 'ad_platform')
    """
    study = questionnaire.study
    offered: dict[str, Sequence[str]] = {
        "role": tuple(ROLES),
        "data_type": tuple(DATA_TYPES),
        "reverse": ("yes", "no"),
        "verb": (*ARTEFACT, *TECHNICAL),
        "owner": [one.id for one in study.stakeholders],
        "decision": [one.id for one in study.decisions],
        "via": tuple(VIAS),
    }
    return {(TAGS, column): tuple(values) for column, values in offered.items() if values}


def read_worksheet(content: bytes, questionnaire: Questionnaire, *, file: str = "") -> Questionnaire:
    """The questionnaire with the tags that were filled in; empty cells change nothing.

    Roles on several lines of a question add up; as soon as one action (or way to reach people) is filled in, the
    actions (ways) of the question are those of the worksheet.

    Raises InputRefused with every problem at once, each with its sheet, row and column: TAG_NO_SHEET, TAG_COLUMN,
    TAG_UNKNOWN_ID, TAG_VALUE, TAG_INCOMPLETE, TAG_CONFLICT; and as `read_workbook`.
    """
    reading = _Reading(questionnaire, file)
    for place, lines in reading.lines(read_workbook(content, file)).items():
        reading.tag(place, lines)
    if reading.problems:
        raise InputRefused(sorted(reading.problems, key=lambda problem: problem.row or 0))
    return replace(questionnaire, questions=tuple(reading.questions))


def _lines(question: Question) -> Iterator[dict[str, str]]:
    first = {
        "text": question.text,
        "type": question.type,
        "role": ", ".join(question.role),
        "data_type": question.data_type or "",
        "construct": question.construct or "",
        "reverse": "yes" if question.reverse else "",
    }
    both = list(zip_longest(question.action, question.reach)) or [(None, None)]
    for at, (action, reach) in enumerate(both):
        yield {"id": question.id, **({} if at else first), **_action_cells(action), **_reach_cells(reach)}
    for row in question.rows:
        reverse = "yes" if row.reverse else ""
        yield {"id": row.id, "text": row.text, "type": ROW, "construct": row.construct or "", "reverse": reverse}


def _action_cells(action: Action | None) -> dict[str, str]:
    if action is None:
        return {}
    when = ", ".join(code_or_text_cell(entry, ",") for entry in action.when or ())
    texts = (action.verb, action.owner, action.decision, when, action.text)
    return {name: text or "" for name, text in zip(ACTION, texts, strict=True)}


def _reach_cells(reach: Reach | None) -> dict[str, str]:
    return {} if reach is None else {"via": reach.via, "field": reach.field or "", "note": reach.note}


def _allowed(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    study = questionnaire.study
    yield from HOW_TO
    yield from (("role", value, meaning) for value, meaning in ROLES.items())
    yield from (("data_type", value, meaning) for value, meaning in DATA_TYPES.items())
    yield from (("verb", value, f"changes {meaning}") for value, meaning in ARTEFACT.items())
    yield from (("verb", value, meaning) for value, meaning in TECHNICAL.items())
    yield from (("owner", one.id, one.role) for one in study.stakeholders)
    yield from (("decision", one.id, one.text) for one in study.decisions)
    yield from (("via", value, meaning) for value, meaning in VIAS.items())


class _Reading:
    """The worksheet while it is read: the questions as far as they are tagged, and what is wrong."""

    def __init__(self, questionnaire: Questionnaire, file: str) -> None:
        self.questions = list(questionnaire.questions)
        self.file = f"{file}, sheet {TAGS}" if file else f"sheet {TAGS}"
        self.problems: list[Problem] = []
        self.places = dict(_places(self.questions))
        self.known = _known(questionnaire)
        self.handed_out = frozenset(worksheet(questionnaire)[TAGS])

    def report(self, code: str, at: tuple[int, str], what: str, expected: str = "", hint: str = "") -> None:
        """Note a problem in a row and column."""
        self.problems.append(Problem(code, what, expected, hint, file=self.file, row=at[0], column=at[1]))

    def lines(self, sheets: Mapping[str, Sequence[tuple[int, list[str]]]]) -> dict[Place, list[Line]]:
        """The filled lines of each question and grid line; what belongs nowhere is reported."""
        sheet = next((lines for name, lines in sheets.items() if name.strip().casefold() == TAGS), None)
        if not sheet:
            what = f"there is no filled sheet {quoted(TAGS)}, only {', '.join(map(quoted, sheets)) or 'none'}"
            raise InputRefused(
                Problem("TAG_NO_SHEET", what, "the worksheet that `survey-seg tag` made", file=self.file)
            )
        names = self._header(*sheet[0])
        found: dict[Place, list[Line]] = {}
        for row, written in sheet[1:]:
            cells = {name: cell.strip() for name, cell in zip(names, written, strict=False) if name}
            place = self._place(row, cells)
            if place is not None:
                found.setdefault(place, []).append((row, cells))
        return found

    def _header(self, row: int, line: Sequence[str]) -> list[str]:
        names = ["_".join(name.split()).casefold() for name in line]
        for at, name in enumerate(names):
            close = nearest(name, COLUMNS)
            if name in names[:at] and name:
                self.report(
                    "TAG_COLUMN", (row, name), f"column {quoted(name)} is here for the second time", "each once"
                )
            elif name and name not in COLUMNS and close:
                self.report(
                    "TAG_COLUMN", (row, name), f"there is no column {quoted(name)}", hint=f"did you mean {close}?"
                )
        if "id" not in names:
            self.report("TAG_COLUMN", (row, "id"), "there is no column 'id'", ", ".join(COLUMNS))
        return names

    def _place(self, row: int, cells: Cells) -> Place | None:
        """The question or grid line a line is about; None for one without tags, or without a known id."""
        name = cells.get("id", "")
        filled = any(cells.get(column) for column in COLUMNS if column not in {"id", "text", "type"})
        if not filled and (not name or name in {known for known, _ in self.places}):
            return None
        if not name:
            self.report("TAG_UNKNOWN_ID", (row, "id"), "there are tags and no id", "the id of a question")
            return None
        of_row = cells.get("type", "").casefold() == ROW
        place = self.places.get((name, of_row), self.places.get((name, not of_row), ()))
        if place is None and tuple(cells.get(column, "") for column in COLUMNS) in self.handed_out:
            return None
        if place is None:
            hint = "give them different ids in the questionnaire first"
            self.report("TAG_UNKNOWN_ID", (row, "id"), f"two questions or lines have the id {quoted(name)}", hint=hint)
        elif not place:
            close = nearest(name, [known for known, _ in self.places])
            hint = f"did you mean {close}?" if close else ""
            what = f"there is no question or line {quoted(name)}"
            self.report("TAG_UNKNOWN_ID", (row, "id"), what, "an id of the questionnaire", hint)
        return place or None

    def tag(self, place: Place, lines: Sequence[Line]) -> None:
        """Put what the lines say into a question or a line of its grid."""
        index, at = place
        question = self.questions[index]
        if at is not None:
            self._only_row(question, lines)
            row = question.rows[at]
            tagged = replace(row, **self._measured(row, lines))
            self.questions[index] = replace(question, rows=(*question.rows[:at], tagged, *question.rows[at + 1 :]))
            return
        changed: dict[str, Any] = self._measured(question, lines)
        roles = tuple(dict.fromkeys(role for line in lines for role in self._roles(line)))
        kind = self._one(lines, "data_type")
        actions = [action for line in lines if (action := self._action(line))]
        ways = [reach for line in lines if (reach := self._reach(line, question))]
        changed |= {"role": roles} if roles else {}
        changed |= {"data_type": kind.casefold()} if kind and self._listed(lines, "data_type", DATA_TYPES) else {}
        changed |= {"action": tuple(actions)} if actions else {}
        changed |= {"reach": tuple(ways)} if ways else {}
        self.questions[index] = replace(question, **changed)

    def _only_row(self, question: Question, lines: Sequence[Line]) -> None:
        for row, cells in lines:
            for name in COLUMNS:
                if name not in OF_ROWS and cells.get(name):
                    what = f"a line of a grid has {quoted(cells[name])} here"
                    self.report(
                        "TAG_VALUE", (row, name), what, f"nothing; it goes into the line of {quoted(question.id)}"
                    )

    def _measured(self, part: Question | Row, lines: Sequence[Line]) -> dict[str, Any]:
        """Construct and direction, where they are filled in."""
        construct, reverse = self._one(lines, "construct"), self._one(lines, "reverse").casefold()
        if reverse and reverse not in TRUE | FALSE:
            row = next(row for row, cells in lines if cells.get("reverse"))
            self.report("TAG_VALUE", (row, "reverse"), f"{quoted(reverse)} is neither", "yes or no")
        return {
            "construct": construct or part.construct,
            "reverse": reverse in TRUE if reverse in TRUE | FALSE else part.reverse,
        }

    def _one(self, lines: Sequence[Line], name: str) -> str:
        """The one value the lines of a question give for a column; empty where it is too long."""
        filled = [(row, cells[name]) for row, cells in lines if cells.get(name)]
        for row, value in filled[1:]:
            if value != filled[0][1]:
                what = f"{quoted(value)} contradicts {quoted(filled[0][1])} in row {filled[0][0]}"
                self.report("TAG_CONFLICT", (row, name), what, "one value for a question")
        return self._short(filled[0][0], name, filled[0][1]) if filled else ""

    def _short(self, row: int, name: str, value: str) -> str:
        if len(value) <= LONGEST:
            return value
        self.report("TAG_VALUE", (row, name), f"{quoted(value)} has {len(value):,} characters", f"at most {LONGEST}")
        return ""

    def _roles(self, line: Line) -> Iterator[str]:
        row, cells = line
        for piece in cells.get("role", "").replace(";", ",").split(","):
            if piece.strip() and self._listed([(row, {"role": piece.strip()})], "role", ROLES):
                yield piece.strip().casefold()

    def _listed(self, lines: Sequence[Line], name: str, allowed: Mapping[Any, str]) -> bool:
        """Whether the first value of a column is one of a closed list."""
        row, value = next((row, cells[name]) for row, cells in lines if cells.get(name))
        if value.casefold() in allowed:
            return True
        self._unknown((row, name), value, list(allowed))
        return False

    def _unknown(self, at: tuple[int, str], value: str, allowed: Sequence[str]) -> None:
        close = nearest(value, allowed)
        hint = f"did you mean {close}?" if close else ""
        if at[1] in {"owner", "decision"} and not close:
            hint = "new ones are added to the brief in the questionnaire's file first"
        self.report("TAG_VALUE", at, f"{quoted(value)} is not known here", "one of " + ", ".join(allowed), hint)

    def _action(self, line: Line) -> Action | None:
        row, cells = line
        given = {name: self._short(row, name, cells.get(name, "")) for name in ACTION}
        if not any(given.values()):
            return None
        if not given["verb"]:
            self.report("TAG_INCOMPLETE", (row, "verb"), "the action has no verb", "what is done, such as price")
            return None
        for name in ("verb", "owner", "decision"):
            self._check(row, name, given[name])
        return Action(
            verb=given["verb"],
            owner=given["owner"] or None,
            decision=given["decision"] or None,
            when=self._when(row, given["when"]),
            text=given["action"],
        )

    def _when(self, row: int, cell: str) -> tuple[int | str, ...] | None:
        entries = tuple(code_or_text(piece) for piece in pieces(cell, ",") if piece.strip())
        for entry in entries:
            try:
                read_when(entry)
            except InputRefused as error:
                (problem,) = error.problems
                self.report("TAG_VALUE", (row, "when"), problem.what, problem.expected, "write 4, 5 or >= 3")
        return entries or None

    def _reach(self, line: Line, question: Question) -> Reach | None:
        row, cells = line
        given = {name: self._short(row, name, cells.get(name, "")) for name in REACH}
        if not any(given.values()):
            return None
        if not given["via"]:
            self.report(
                "TAG_INCOMPLETE", (row, "via"), "the way to reach people is not named", "one of " + ", ".join(VIAS)
            )
            return None
        self._check(row, "via", given["via"])
        own = (given["via"], given["field"] or None)
        coverage = next((way.coverage for way in question.reach if (way.via, way.field) == own), None)
        return Reach(via=own[0], field=own[1], coverage=coverage, note=given["note"])

    def _check(self, row: int, name: str, value: str) -> None:
        """Report a value that neither the brief nor the questionnaire knows, where one of them lists any."""
        known = self.known[name]
        if value and known and value not in known and not (name == "verb" and is_known(value)):
            self._unknown((row, name), value, known)


def _places(questions: Sequence[Question]) -> Iterator[tuple[tuple[str, bool], Place | None]]:
    """Where each id stands, told apart by whether it is a line of a grid; None for one that stands twice."""
    seen: set[tuple[str, bool]] = set()
    for index, question in enumerate(questions):
        parts: list[tuple[str, bool, int | None]] = [(question.id, False, None)]
        parts += [(row.id, True, at) for at, row in enumerate(question.rows)]
        for name, of_row, at in parts:
            yield (name, of_row), None if (name, of_row) in seen else (index, at)
            seen.add((name, of_row))


def _known(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """What a cell may hold: what the brief lists and the questionnaire uses already; empty where none is listed."""
    study = questionnaire.study
    used = [action for question in questionnaire.questions for action in question.action]
    owners = [name for one in study.stakeholders for name in (one.id, one.role)]
    decisions = [one.id for one in study.decisions]
    ways = [reach.via for question in questionnaire.questions for reach in question.reach]
    return {
        "verb": list(dict.fromkeys([*ARTEFACT, *TECHNICAL, *(one.verb for one in used)])),
        "owner": list(dict.fromkeys([*owners, *(one.owner for one in used if one.owner)])) if owners else [],
        "decision": list(dict.fromkeys([*decisions, *(one.decision for one in used if one.decision)]))
        if decisions
        else [],
        "via": list(dict.fromkeys([*VIAS, *ways])),
    }

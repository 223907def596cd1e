"""The flat form: one line per question, for people who live in spreadsheets; as a CSV file or a workbook.

CSV: lines `study.<key>,value` for the brief, then a header that starts with `id`, then a line per question. A workbook
has the same in two sheets: `study` (key, value) and `questions`.

    study.title,Home fitness 2026
    study.market.type,b2c
    study.levers,target; message; price
    study.decisions,id=D1; text=Set the 2027 media split; owner=cmo
    id,text,short,type,options,role,data_type,construct,reverse,min,max,action,reach,show_if,column,instruction,...
    q1,How often do you train?,Training,scale,1=Never|2=Weekly|98=Don't know*,"basis, typing",behaviour,...

A key that holds several records (`study.decisions`) has one line for each. The lines of a grid follow its question
with the type `row` and their own id, text, short, reverse, construct and column. Columns may stand in any order; only
id, text and type must be there. How options, actions, reach, skips and so on are written in a cell: `formats/cells.py`.
A cell that starts like a formula is text; a quote in front of it is taken off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.formats import cells
from survey_seg.questionnaire.model import Path
from survey_seg.questionnaire.places import Schema, branches, schema_at
from survey_seg.questionnaire.yaml_lines import Value

COLUMNS = (
    "id",
    "text",
    "short",
    "type",
    "options",
    "role",
    "data_type",
    "construct",
    "reverse",
    "min",
    "max",
    "action",
    "reach",
    "show_if",
    "column",
    "instruction",
    "block",
    "required",
    "randomise",
    "skip",
    "loop",
    "asked_of",
    "routing_note",
    "validated_scale",
    "ignore",
)
ROW_COLUMNS = ("id", "text", "short", "type", "reverse", "construct", "column")
NEEDED = ("id", "text", "type")
STUDY = "study."

Cells = list[str]
Line = tuple[int, Cells]


@dataclass(slots=True)
class Flat:
    """The file in plain values, and the row of everything in it."""

    file: str
    study: dict[str, Value] = field(default_factory=dict)
    questions: list[Value] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, row: int, what: str, expected: str = "", column: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(code, what, expected, file=self.file, row=row, column=column))


def read_csv(text: str, *, file: str = "") -> tuple[dict[str, Value], dict[Path, int]]:
    r"""The plain values in a flat CSV file and their rows; comma, semicolon or tab between the cells.

    >>> plain, lines = read_csv("study.title,T\nid,text,type\nq1,Why?,text\n")
    >>> plain["questions"], lines["questions", 0]
    ([{'id': 'q1', 'text': 'Why?', 'type': 'text'}], 3)
    """
    brief, rest = [], []
    for row, line in _csv_lines(text, file):
        key = line[0].strip()
        if key.startswith(STUDY):
            brief.append((row, [key.removeprefix(STUDY), *line[1:]]))
        else:
            rest.append((row, line))
    return read_lines(brief, rest, file=file)


def _csv_lines(text: str, file: str) -> Iterator[Line]:
    start = re.search(rf'^\W*(?:id|{re.escape(STUDY)}[\w.]+)"?([,;\t])', text, re.MULTILINE | re.IGNORECASE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=start[1] if start else ",", strict=True)
    row = 0
    while True:
        row += 1
        try:
            line = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            hint = "is a quote not closed?"
            raise InputRefused(Problem("QUEST_SYNTAX", f"{error}", "CSV", hint, file=file, row=row)) from None
        if any(cell.strip() for cell in line):
            yield row, [cells.as_meant(cell) for cell in line]


def read_lines(brief: Iterable[Line], lines: list[Line], *, file: str) -> tuple[dict[str, Value], dict[Path, int]]:
    """The plain values in the lines of the brief (key, value) and of the questions (a header first)."""
    flat = Flat(file)
    for row, line in brief:
        _read_entry(flat, row, line)
    if not lines:
        expected = "a line that starts with id, and a line per question"
        raise InputRefused([*flat.problems, Problem("QUEST_EMPTY", "the file has no questions", expected, file=file)])
    header = _header(flat, *lines[0])
    for row, line in lines[1:]:
        _read_question(flat, row, line, header)
    if flat.problems:
        raise InputRefused(flat.problems)
    return {"study": flat.study, "questions": flat.questions}, flat.lines


def _header(flat: Flat, row: int, line: Cells) -> Cells:
    """The names of the columns; what is unknown, doubled or missing is reported."""
    names = [cell.strip().lower() for cell in line]
    if not set(NEEDED) & set(names):
        what = f"no column of a questionnaire; the first is {quoted(names[0] if names else '')}"
        hint = "is it the file with the answers? `lint` and -q take the questionnaire"
        raise InputRefused(Problem("QUEST_NOT_ONE", what, ", ".join(COLUMNS), hint, file=flat.file, row=row))
    for at, name in enumerate(names):
        if name and name not in COLUMNS:
            close = get_close_matches(name, COLUMNS, n=1)
            what = f"unknown column {quoted(name)}" + (f"; did you mean {quoted(close[0])}?" if close else "")
            flat.report("QUEST_UNKNOWN_COLUMN", row, what, "" if close else "one of " + ", ".join(COLUMNS))
        elif name and name in names[:at]:
            flat.report("QUEST_DUPLICATE_COLUMN", row, f"column {quoted(name)} is here for the second time")
    for name in NEEDED:
        if name not in names:
            flat.report("QUEST_MISSING_COLUMN", row, f"there is no column {quoted(name)}", "id, text and type at least")
    return names


def _read_question(flat: Flat, row: int, line: Cells, header: Cells) -> None:
    given: dict[str, str] = {}
    for at, cell in enumerate(line):
        if not cell.strip():
            continue
        if at >= len(header) or not header[at]:
            flat.report("QUEST_EXTRA_CELL", row, f"{quoted(cell)} stands in column {at + 1}, which has no name")
        else:
            given.setdefault(header[at], cell)
    if given.get("type", "").strip().lower() == "row":
        _read_row(flat, row, given)
        return
    flat.lines["questions", len(flat.questions)] = row
    flat.questions.append({name: value_of(name, cell) for name, cell in given.items()})


def _read_row(flat: Flat, row: int, given: dict[str, str]) -> None:
    """A line of a grid: it belongs to the question above it."""
    for name in given:
        if name not in ROW_COLUMNS and name in COLUMNS:
            expected = "an empty cell: the question of the grid holds it"
            flat.report("QUEST_ROW_CELL", row, f"a line of a grid has no {name}", expected, name)
    question = flat.questions[-1] if flat.questions else None
    if not isinstance(question, dict):
        flat.report(
            "QUEST_ROW_CELL", row, "a line of a grid comes first", "the question it belongs to above it", "type"
        )
        return
    rows = question.setdefault("rows", [])
    if isinstance(rows, list):
        flat.lines["questions", len(flat.questions) - 1, "rows", len(rows)] = row
        place: Path = ("questions", 0, "rows", 0)
        values = {name: cells.scalar(cell.strip(), schema_at((*place, name))) for name, cell in given.items()}
        rows.append({name: value for name, value in values.items() if name != "type"})


def value_of(name: str, cell: str) -> Value:
    """What the cell of a question says, in the column called `name`.

    >>> value_of("role", "basis, typing"), value_of("min", "18")
    (['basis', 'typing'], 18)
    """
    read = cells.LISTS.get(name)
    return read(cell) if read else cells.scalar(cell.strip(), schema_at(("questions", 0, name)))


def _read_entry(flat: Flat, row: int, line: Cells) -> None:
    """One line of the brief: the value goes where its dotted key leads."""
    key, value, *more = [*line, ""]
    if any(cell.strip() for cell in more):
        flat.report("QUEST_EXTRA_CELL", row, f"{quoted(next(filter(None, more)))} stands after the value", "key, value")
    steps = [step.strip() for step in key.split(".")]
    holder: Value = flat.study
    for step in steps[:-1]:
        if isinstance(holder, dict):
            holder = holder.setdefault(step, {})
    path: Path = ("study", *steps)
    for depth in range(2, len(path) + 1):
        flat.lines.setdefault(path[:depth], row)
    if not isinstance(holder, dict) or (steps[-1] in holder and not isinstance(holder[steps[-1]], list)):
        flat.report("QUEST_DUPLICATE_KEY", row, f"key {quoted(key)} is here for the second time", "each key once")
        return
    schema = schema_at(path)
    if "array" not in {branch.get("type") for branch in branches(schema)}:
        holder[steps[-1]] = cells.scalar(value.strip(), schema)
        return
    found = holder.setdefault(steps[-1], [])
    if isinstance(found, list):
        flat.lines[*path, len(found)] = row
        found.extend(_entries(value, path))


def _entries(value: str, path: Path) -> list[Value]:
    item: Schema = schema_at((*path, 0))
    if any("properties" in branch for branch in branches(item)):
        return [cells.record(value, item)]
    return [cells.scalar(cells.plain(piece), item) for piece in cells.pieces(value, ";")]

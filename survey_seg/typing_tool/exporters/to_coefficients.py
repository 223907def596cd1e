"""The typing tool as a table of coefficients, in the two layouts that agencies paste from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from survey_seg.artifact import whole_file, write_csv
from survey_seg.errors import printable
from survey_seg.typing_tool.classify import answers_in_words
from survey_seg.typing_tool.exporters.wording import about
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.terms import Coefficients, coefficients

BY_SEGMENT = "by segment"
COUNTS = {
    "constant": "constant",
    "answer": "times the answer",
    "code": "when the answer is",
    "none": "when not answered",
}


def export(spec: TypingSpec, path: Path, *, variant: str = "") -> None:
    """Write the table as CSV: questions in rows with the constant first, or with variant "by segment" the other way.

    Answers which question? "Our agency programs typing tools from a table: what do we send?" Questions in rows and
    segments in columns, constant first, is what Displayr, Q, Dynata and metaforms take column by column; segments in
    rows with the constant last is what rule writers read. Whole numbers, log odds times the tool's scale; the highest
    sum wins, the first segment on a tie. A table cannot hold the rule of too few answers and the bands: the note
    beside the constant says them. Text that a spreadsheet would take for a formula has a quote before it.
    """
    header, rows = by_segment(spec) if variant == BY_SEGMENT else by_question(spec)
    with whole_file(path) as draft:
        write_csv(draft, header, rows)


def by_question(spec: TypingSpec) -> tuple[list[str], list[list[Any]]]:
    """Header and rows of the table with questions in rows, the constant first and a note last."""
    header = ["number", "question", "counts", "code", *_segments(spec), "note"]
    *questions, constant = coefficients(spec)
    rows = []
    for row in (constant, *questions):
        column = spec.questions[row.number - 1].column if row.number else ""
        code = "" if row.code is None else row.code
        rows.append([row.number, printable(column), COUNTS[row.counts], code, *row.points, _note(spec, row)])
    return header, rows


def by_segment(spec: TypingSpec) -> tuple[list[str], list[list[Any]]]:
    """Header and rows of the table with segments in rows and the constant last; the note stands beside the name."""
    columns = coefficients(spec)
    header = ["code", "name", "note", *(_term(spec, column) for column in columns)]
    notes = [_note(spec, columns[-1]), *[""] * (len(spec.segments) - 1)]
    rows: list[list[Any]] = [
        [segment.code, printable(segment.name), note, *(column.points[place] for column in columns)]
        for place, (segment, note) in enumerate(zip(spec.segments, notes, strict=True))
    ]
    return header, rows


def _segments(spec: TypingSpec) -> list[str]:
    return [f"segment {segment.code}: {printable(segment.name)}" for segment in spec.segments]


def _term(spec: TypingSpec, row: Coefficients) -> str:
    if not row.number:
        return "constant"
    code = "" if row.code is None else f" {row.code}"
    return f"{row.number}. {printable(spec.questions[row.number - 1].column)}: {COUNTS[row.counts]}{code}"


def _note(spec: TypingSpec, row: Coefficients) -> str:
    """The words of the question or the answer; beside the constant, what the tool says of itself."""
    if not row.number:
        return " ".join(about(spec))
    question = spec.questions[row.number - 1]
    if row.counts == "code":
        return printable(next(option.label for option in question.options if option.code == row.code))
    return printable(f"{question.text} ({answers_in_words(question)})") if row.counts == "answer" else ""

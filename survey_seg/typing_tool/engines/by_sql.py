"""Typing by SQL: what the cells of each question are, and the SELECT that types everybody.

The cells that differ are looked at first and read as `classify` reads them; a column whose answers are not simply their
codes is put into codes before it is scored. So an engine never decides what an answer is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.typing_tool.batch import BatchCounts
from survey_seg.typing_tool.classify import BANDS, UNKNOWN, answer_code
from survey_seg.typing_tool.engines.counting import counted, unknown_cells, wanted_kind
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.engines.rule import question_columns
from survey_seg.typing_tool.population import AnswerCounts
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec
from survey_seg.typing_tool.sql.dialects import DIALECTS
from survey_seg.typing_tool.sql.scoring import scoring_sql

Rows = Callable[[str], Sequence[tuple[Any, ...]]]
Kind = Literal["numbers", "text", "nested"]

DIFFERENT = 50_000
"""Different cells of a column that are looked at one by one."""
LISTED = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """A table that an engine knows: SQL after FROM, the engine's dialect, and the kind of every column.

    `row`: SQL for the number of a row, empty when the engine keeps no order of rows.
    """

    file: str
    relation: str
    dialect: str
    columns: Mapping[str, Kind]
    row: str


@dataclass(frozen=True, slots=True)
class Cells:
    """One question's cells: the counts, the unknown ones told apart, and its codes as SQL over the table."""

    counts: AnswerCounts
    unknown: Mapping[str, int]
    expression: str
    kind: Literal["number", "text"]


@dataclass(frozen=True, slots=True)
class Typing:
    """The SELECT that types everybody in a table, and what was found in its cells before."""

    spec: TypingSpec
    table: Table
    identifier: str | None
    cells: tuple[Cells, ...]
    order: Order

    @property
    def scored(self) -> str:
        """The SELECT of everything: id, segment, name, band, margin, runner_up, answered, unknown, scores."""
        way, names = DIALECTS[self.table.dialect], [f"golden_{at}" for at in range(1, len(self.cells) + 1)]
        listed = [f"{cells.expression} AS {name}" for cells, name in zip(self.cells, names, strict=True)]
        one = way.name(self.identifier) if self.identifier else self.table.row
        coded = f"(SELECT {one} AS person, {', '.join(listed)} FROM {self.table.relation}) AS coded"
        asked = [question.id for question in self.spec.questions]
        return scoring_sql(
            self.spec,
            coded,
            dialect=self.table.dialect,
            columns=dict(zip(asked, names, strict=True)),
            kinds={one: cells.kind for one, cells in zip(asked, self.cells, strict=True)},
            keep={"person": "person"},
        )

    @property
    def written(self) -> str:
        """The SELECT of what is written."""
        way = DIALECTS[self.table.dialect]
        kind = wanted_kind(self.spec, self.order)
        if kind == "scores":
            pairs = enumerate(self.spec.segments, start=1)
            items = [f"score_{at} AS score_{one.code}" for at, one in pairs]
        else:
            items = ["segment"]
        if kind == "details":
            items += [f"CASE WHEN segment IS NOT NULL THEN {one} END AS {one}" for one in ("band", "margin")]
            items.append("runner_up")
            items.append("CAST(answered AS SMALLINT) AS answered")
        person = f"person AS {way.name(self.identifier or 'row')}"
        return f"SELECT {', '.join([person, *items])} FROM ({self.scored}) AS typed"

    def counts(self, rows: Rows) -> BatchCounts:
        """The counts of the table: a second reading, because what is written need not hold the bands."""
        segments: dict[int, int] = {}
        bands: dict[str, int] = dict.fromkeys(BANDS, 0)
        if self.spec.hard_labels:
            groups = rows(f"SELECT segment, band, COUNT(*) FROM ({self.scored}) AS typed GROUP BY segment, band")
            read = sum(int(count) for _, _, count in groups)
            for segment, band, count in groups:
                if segment is not None:
                    segments[int(segment)] = segments.get(int(segment), 0) + int(count)
                    bands[str(band)] += int(count)
            too_few = read - sum(segments.values())
        else:
            few = f"SUM(CASE WHEN answered < {self.spec.min_answered} THEN 1 ELSE 0 END)"
            ((read, too_few),) = rows(f"SELECT COUNT(*), {few} FROM ({self.scored}) AS typed")
        cells = [one.unknown for one in self.cells]
        return counted(
            self.spec,
            read=int(read),
            too_few=int(too_few or 0),
            typed=(dict(sorted(segments.items())), bands),
            questions=tuple(one.counts for one in self.cells),
            place=(self.identifier or "row", tuple(unknown_cells(self.spec, cells, self.table.file))),
        )


def typing_of(spec: TypingSpec, table: Table, rows: Rows, order: Order) -> Typing:
    """What is needed to type a table; its cells are looked at.

    Raises InputRefused when a question has no column, or one whose cells are lists, or nothing tells people apart.
    """
    columns, identifier = question_columns(spec, list(table.columns), table.file)
    if identifier is None and not table.row:
        what = "no column holds ids, and rows of this file cannot be told by their numbers"
        hint = "call a column id, customer_id or the like"
        raise InputRefused(Problem("TYPING_NO_ID", what, hint=hint, file=table.file))
    problems = [
        Problem(
            "TYPING_COLUMN_TYPE",
            f"column {quoted(column)} holds lists or objects",
            expected="one answer per cell: numbers or text",
            file=table.file,
        )
        for column in columns.values()
        if table.columns[column] == "nested"
    ]
    if problems:
        raise InputRefused(problems)
    way = DIALECTS[table.dialect]
    parts = []
    for at, question in enumerate(spec.questions):
        cell = way.text.format(way.name(columns[question.id]))
        grouped = f"SELECT {at} AS question, {cell} AS cell, COUNT(*) AS times FROM {table.relation} GROUP BY {cell}"
        parts.append(f"SELECT * FROM ({grouped} ORDER BY times DESC, cell LIMIT {DIFFERENT}) AS part_{at}")
    found: list[dict[str | None, int]] = [{} for _ in spec.questions]
    for place, cell, times in rows(" UNION ALL ".join(parts)):
        found[int(place)][cell] = int(times)
    cells = tuple(
        _cells(question, columns[question.id], table, some)
        for question, some in zip(spec.questions, found, strict=True)
    )
    return Typing(spec, table, identifier, cells, order)


def _cells(question: GoldenQuestion, column: str, table: Table, found: Mapping[str | None, int]) -> Cells:
    way, numbers = DIALECTS[table.dialect], table.columns[column] == "numbers"
    codes: dict[int, int] = {}
    unknown: dict[str, int] = {}
    answers: dict[str, int] = {}
    blank, strange, plain = 0, 0, numbers
    for cell, times in found.items():
        value = None if cell is None else float(cell) if numbers else cell
        code = answer_code(question, value)
        if code is UNKNOWN:
            strange += times
            if len(unknown) < LISTED:
                unknown[str(cell)] = times
        elif isinstance(code, int):
            codes[code] = codes.get(code, 0) + times
            answers[str(cell)] = code
            plain = plain and value == code
        else:
            blank += times
    counts = AnswerCounts(question.id, blank, strange, dict(sorted(codes.items())))
    named = way.name(column)
    if plain or len(found) >= DIFFERENT:
        return Cells(counts, unknown, named, "number" if numbers else "text")
    cases = " ".join(f"WHEN {way.words(cell)} THEN {code}" for cell, code in answers.items())
    recoded = f"CASE {way.text.format(named)} {cases} END" if cases else "NULL"
    return Cells(counts, unknown, f"CAST({recoded} AS {way.wide})", "number")

"""How the cells of a long table become codes, as SQL: the different cells are coded as in any file, and counted.

What a cell means is decided by `responses.codes` and `responses.several`, never by SQL, so that a long table is read as
a short one would be. Columns whose cells are codes already are taken as they stand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from survey_seg.errors import InputRefused, Notice, Problem
from survey_seg.questionnaire.model import Question, Questionnaire, Role, Variable
from survey_seg.responses import several
from survey_seg.responses.codes import coded, is_blank
from survey_seg.responses.large import LargeFile
from survey_seg.responses.refuse import refuse
from survey_seg.responses.table import Cell
from survey_seg.responses.unknown import counted_verdict
from survey_seg.scale.duckdb_engine import DuckDB
from survey_seg.scale.engine import name, number, words

MOST_CELLS = 5_000
"""Different cells of a column that are looked at one by one."""

Heard = list[Problem | Notice]


@dataclass(frozen=True, slots=True)
class CodedColumns:
    """SQL per variable: its code or number, NULL without a usable answer; and what was noticed on the way."""

    sql: Mapping[str, str]
    notices: tuple[Notice, ...]


def coded_columns(engine: DuckDB, large: LargeFile, questionnaire: Questionnaire, role: Role) -> CodedColumns:
    """How the codes of each variable with a role come from the table.

    Raises InputRefused with all problems at once: DATA_UNKNOWN_CODE and DATA_NOT_A_NUMBER where more than 1 % of a
    column's answers are none, DATA_TOO_VARIED for text with thousands of different answers.
    """
    heard: Heard = []
    sql: dict[str, str] = {}
    for question in questionnaire.questions:
        mine = [one for one in questionnaire.variables() if one.question is question and role in one.roles]
        if mine and question.type == "multi":
            sql |= _several(engine, large, mine, heard)
        else:
            sql |= {one.name: _single(engine, large, one, heard) for one in mine}
    refuse([one for one in heard if isinstance(one, Problem)])
    return CodedColumns(
        {variable.name: sql[variable.name] for variable in questionnaire.having(role)},
        tuple(one for one in heard if isinstance(one, Notice)),
    )


def _counts(engine: DuckDB, large: LargeFile, column: str) -> dict[Cell, int] | None:
    """How often each cell of a column occurs, blanks left out; None for more different cells than are looked at."""
    own = large.own[column]
    cell = large.table.cell(own)
    there = f"{large.table.relation} WHERE {large.weight} > 0 AND {name(own)} IS NOT NULL"
    found = engine.rows(f"SELECT {cell} AS cell, COUNT(*) FROM {there} GROUP BY cell LIMIT {MOST_CELLS + 1}")
    if len(found) > MOST_CELLS:
        return None
    return {cell: int(times) for cell, times in sorted(found, key=lambda row: str(row[0]))}


def _single(engine: DuckDB, large: LargeFile, variable: Variable, heard: Heard) -> str:
    column = large.found.columns[variable.name]
    counts = _counts(engine, large, column)
    if counts is None:
        return _many_numbers(engine, large, variable, heard)
    cells = list(counts)
    result = coded(variable, cells)
    unknown = {cells[place]: counts[cells[place]] for place in result.unknown}
    _hear(heard, unknown, counts, (column, large.table.label), variable)
    missing = [option.code for option in variable.options if option.missing]
    values = np.where(np.isin(result.values, missing), math.nan, result.values)
    return _mapped(large, column, dict(zip(cells, values.tolist(), strict=True)))


def _hear(
    heard: Heard, unknown: Mapping[Cell, int], counts: Mapping[Cell, int], place: tuple[str, str], asked: Variable
) -> None:
    if unknown:
        answered = sum(times for cell, times in counts.items() if not is_blank(cell))
        heard.append(counted_verdict(place[0], unknown, answered, place[1], asked))


def _mapped(large: LargeFile, column: str, values: Mapping[Cell, float]) -> str:
    """SQL that gives each cell its code; columns of numbers keep theirs where they are codes already."""
    own = large.own[column]
    if large.table.kind(own) != "numbers":
        return _mapped_cells(large, column, values)
    numbers = {float(cell): code for cell, code in values.items()}
    if any(code != cell and not math.isnan(code) for cell, code in numbers.items()):
        return _mapped_cells(large, column, values)
    whole = all(code.is_integer() and abs(code) < 2**15 for code in numbers.values() if not math.isnan(code))
    cell = f"TRY_CAST({name(own)} AS SMALLINT)" if whole else f"CAST({name(own)} AS DOUBLE)"
    odd = [cell for cell, code in numbers.items() if math.isnan(code) and math.isfinite(cell)]
    tests = [f"{name(own)} IN ({', '.join(map(number, odd))})"] if odd else []
    if large.table.columns[own] in {"FLOAT", "DOUBLE"}:
        tests += [f"NOT ISFINITE({name(own)})"] if any(not math.isfinite(cell) for cell in numbers) else []
    return f"CASE WHEN {' OR '.join(tests)} THEN NULL ELSE {cell} END" if tests else cell


def _mapped_cells(large: LargeFile, column: str, values: Mapping[Cell, float]) -> str:
    """SQL that gives each cell its code, one by one."""
    cases = [
        f"WHEN {words(cell) if isinstance(cell, str) else number(cell)} THEN {number(code)}"
        for cell, code in values.items()
        if not math.isnan(code)
    ]
    return f"CASE {large.table.cell(large.own[column])} {' '.join(cases)} END" if cases else "CAST(NULL AS DOUBLE)"


def _many_numbers(engine: DuckDB, large: LargeFile, variable: Variable, heard: Heard) -> str:
    """A column with thousands of different numbers, such as an amount: what lies outside the range is unknown."""
    column, table = large.found.columns[variable.name], large.table
    own = large.own[column]
    if variable.codes or table.kind(own) not in {"numbers", "text"}:
        raise InputRefused(_too_varied(large, column, "codes of the question's answers"))
    value = f"TRY_CAST({name(own)} AS DOUBLE)"
    limits = [f"{value} >= {number(variable.low)}"] if variable.low is not None else []
    limits += [f"{value} <= {number(variable.high)}"] if variable.high is not None else []
    sound = " AND ".join([f"ISFINITE({value})", *limits])
    given = f"{name(own)} IS NOT NULL" + (f" AND NOT ISNAN({value})" if table.kind(own) == "numbers" else "")
    there = f"FROM {table.relation} WHERE {large.weight} > 0 AND {given}"
    ((answered,),) = engine.rows(f"SELECT COUNT(*) {there}")
    unknown = f"{there} AND NOT COALESCE({sound}, false) GROUP BY cell LIMIT {MOST_CELLS + 1}"
    found = engine.rows(f"SELECT {table.cell(own)} AS cell, COUNT(*) {unknown}")
    if len(found) > MOST_CELLS:
        raise InputRefused(_too_varied(large, column, "numbers within the question's range"))
    if found:
        counts = {cell: int(times) for cell, times in sorted(found, key=lambda row: (-int(row[1]), str(row[0])))}
        heard.append(counted_verdict(column, counts, int(answered), table.label, variable))
    return f"CASE WHEN {sound} THEN {value} END"


def _too_varied(large: LargeFile, column: str, expected: str) -> Problem:
    kind = large.table.kind(large.own[column])
    what = f"more than {MOST_CELLS:,} different cells ({kind}) that are no answers of this question"
    return Problem("DATA_TOO_VARIED", what, expected=expected, file=large.table.label, column=column)


def _several(engine: DuckDB, large: LargeFile, variables: Sequence[Variable], heard: Heard) -> dict[str, str]:
    """The variables of a question with several answers: a column per answer, or all of them in one."""
    question = variables[0].question
    if question.id in large.found.joined:
        return _settled(question, _joined(engine, large, question, heard), zeros=None)
    sql: dict[str, str] = {}
    zeros: set[str] = set()
    for variable in (one for one in variables if one.name in large.found.columns):
        column = large.found.columns[variable.name]
        counts = _few(_counts(engine, large, column), large, column)
        cells = list(counts)
        result = coded(variable, several.ticked(variable, cells)[0])
        unknown = {cells[place]: counts[cells[place]] for place in result.unknown}
        _hear(heard, unknown, counts, (column, large.table.label), variable)
        sql[variable.name] = _mapped(large, column, dict(zip(cells, result.values.tolist(), strict=True)))
        zeros |= {variable.name} if (result.values == 0).any() else set()
    return _settled(question, sql, zeros=zeros)


def _few(counts: dict[Cell, int] | None, large: LargeFile, column: str) -> dict[Cell, int]:
    if counts is None:
        raise InputRefused(_too_varied(large, column, "answers of the question"))
    return counts


def _joined(engine: DuckDB, large: LargeFile, question: Question, heard: Heard) -> dict[str, str]:
    column = large.found.joined[question.id]
    counts = _few(_counts(engine, large, column), large, column)
    cells = list(counts)
    columns, unknown = several.split(question, cells)
    asked = Variable(column, column, question, question.text, column, "nominal", options=question.options)
    _hear(heard, {cell: counts[cell] for cell in unknown.values()}, counts, (column, large.table.label), asked)
    return {
        variable: _mapped_cells(large, column, dict(zip(cells, values.tolist(), strict=True)))
        for variable, values in columns.items()
    }


def _settled(question: Question, sql: Mapping[str, str], *, zeros: set[str] | None) -> dict[str, str]:
    """`several.settle` as SQL: blanks beside other answers are a no where no 0 is written; don't know blanks the rest.

    `zeros`: the variables whose columns hold a 0 of their own; None where all do.
    """
    answered = f"COALESCE({', '.join(sql.values())}) IS NOT NULL"
    opened = {f"{question.id}_{option.code}" for option in question.options if option.open}
    marks = set() if zeros is None else {one for one in sql if not zeros or (one in opened and one not in zeros)}
    missing = [f"{question.id}_{option.code}" for option in question.options if option.missing]
    unsure = " OR ".join(f"COALESCE({sql[one]}, 0) = 1" for one in missing if one in sql)
    settled = {}
    for variable, cell in sql.items():
        text = f"CASE WHEN {cell} IS NULL AND {answered} THEN 0 ELSE {cell} END" if variable in marks else cell
        settled[variable] = (
            f"CASE WHEN {unsure} THEN NULL ELSE {text} END" if unsure and variable not in missing else text
        )
    return settled

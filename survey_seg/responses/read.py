"""From a response file to the answers of a questionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from survey_seg.artifact import sha256
from survey_seg.errors import EnvironmentProblem, InputRefused, Notice, Problem
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses import people
from survey_seg.responses.bind import Bound, bind
from survey_seg.responses.columns import folded
from survey_seg.responses.model import Floats, Responses
from survey_seg.responses.readers import READERS
from survey_seg.responses.refuse import did_you_mean, listing, refuse
from survey_seg.responses.table import Table, checked
from survey_seg.responses.unknown import Place


def read_responses(
    path: str | Path, questionnaire: Questionnaire, *, weights: str | None = None, wave: str = "1"
) -> Responses:
    """The coded answers in a file, bound to the questionnaire.

    Which people answered what? CSV (any common separator, quote and encoding), XLSX and SAV are read; the
    questionnaire is the codebook. `weights` names a column of weights; without it a variable with the role weight is
    used. People are known by the first variable with the role link, or by their row. Everything that was done to the
    file (guessed, matched loosely, set blank, left out) is in `Responses.notices`.

    Raises InputRefused with all problems of one pass: first those of the file as a table, then those of its content.
    Raises EnvironmentProblem when the file may not be read.
    """
    path = Path(path)
    table = checked(_sheet(_tables(path), questionnaire, path.name), path.name)
    id_column = people.column_of("link", table, questionnaire)
    ids = people.raw_ids(table, id_column)
    column = people.weight_column(weights, table, questionnaire, path.name)
    table, ids, counted, bound = _weighed(table, ids, column, path.name)
    answers = bind(table, questionnaire, Place(path.name, table.rows, ids), used=[weights] if weights else [])
    if id_column is not None:
        bound.problems += people.id_problems(ids, table, id_column, path.name)
        bound.notices += people.id_notices(ids, id_column)
    refuse([*answers.problems, *bound.problems])
    frame, declared = answers.frames(questionnaire, ids)
    return Responses(
        questionnaire=questionnaire,
        answers=frame,
        declared_missing=declared,
        weights=counted / counted.mean(),
        seconds=_seconds(answers, questionnaire),
        weighted=column is not None,
        file=path.name,
        sha256=sha256(path),
        wave=wave,
        notices=(*table.notices, *answers.notices, *bound.notices),
    )


def _tables(path: Path) -> Sequence[Table]:
    reader = READERS.get(path.suffix.lower())
    if not path.is_file():
        near = [other.name for other in path.parent.glob("*") if other.suffix.lower() in READERS]
        hint = did_you_mean(path.name, near)
        raise InputRefused(Problem("DATA_NO_FILE", "there is no such file", file=str(path), hint=hint))
    if reader is None:
        expected = listing(READERS, shown=len(READERS))
        what = f"files that end in '{path.suffix}' are not read"
        hint = "export the answers as CSV"
        raise InputRefused(Problem("DATA_FORMAT", what, expected=expected, file=path.name, hint=hint))
    try:
        return reader(path)
    except OSError as error:
        raise EnvironmentProblem(Problem("IO_READ", f"cannot be read ({error.strerror})", file=str(path))) from error


def _sheet(tables: Sequence[Table], questionnaire: Questionnaire, file: str) -> Table:
    """The first sheet that holds columns of the questionnaire; a file with one sheet has no choice."""
    if len(tables) == 1:
        return tables[0]
    variables = questionnaire.variables()
    wanted = {folded(name) for one in variables for name in (one.column, one.name)}
    wanted |= {folded(question.column or question.id) for question in questionnaire.questions}
    for table in tables:
        if wanted & {folded(name) for name in table.columns}:
            others = listing((f"'{other.name}'" for other in tables if other is not table), shown=10)
            text = f"The answers were read from the sheet '{table.name}'; not read: {others}."
            return replace(table, notices=(*table.notices, Notice("DATA_SHEET", text)))
    there = listing((f"{table.name} ({listing(table.columns, shown=3)})" for table in tables), shown=10)
    what = f"none of its {len(tables)} sheets has a column of the questionnaire: {there}"
    raise InputRefused(Problem("DATA_WHICH_SHEET", what, expected="one sheet with the answers", file=file))


def _weighed(
    table: Table, ids: tuple[str, ...], column: str | None, file: str
) -> tuple[Table, tuple[str, ...], Floats, Bound]:
    bound = Bound()
    if column is None:
        return table, ids, np.ones(len(ids)), bound
    values, bound.problems = people.read_weights(table, column, ids, file)
    if bound.problems:
        return table, ids, values, bound
    bound.notices += people.weight_notices(values, column)
    keep = values > 0
    kept = [place for place, counts in enumerate(keep) if counts]
    records = tuple(table.records[place] for place in kept)
    rows = tuple(table.rows[place] for place in kept)
    return replace(table, records=records, rows=rows), tuple(ids[place] for place in kept), values[keep], bound


def _seconds(answers: Bound, questionnaire: Questionnaire) -> Floats | None:
    for variable in questionnaire.having("duration"):
        if variable.name in answers.numbers:
            return np.array(answers.numbers[variable.name], dtype=np.float64)
    return None

"""From a response file to the answers of a questionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from survey_seg.errors import EnvironmentProblem, InputRefused, Notice, Problem
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses import people
from survey_seg.responses.bind import Bound, bind
from survey_seg.responses.columns import Matches, folded, match
from survey_seg.responses.large import drawn_people, open_large
from survey_seg.responses.model import Floats, Responses
from survey_seg.responses.readers import READERS, from_parquet
from survey_seg.responses.refuse import did_you_mean, listing, refuse
from survey_seg.responses.table import Table, checked
from survey_seg.responses.unknown import Place
from survey_seg.scale.parquet import content_hash, is_parquet


def read_responses(
    path: str | Path, questionnaire: Questionnaire, *, weights: str | None = None, wave: str = "1"
) -> Responses:
    r"""The coded answers in a file, bound to the questionnaire.

    Which people answered what? CSV (any common separator, quote and encoding), XLSX, SAV and Parquet (a file or a
    folder of them) are read; of more than 100,000 people in Parquet 20,000 are drawn by a hash of their ids. The
    questionnaire is the codebook. `weights` names a column of weights; without it a variable with the role weight is
    used. People are known by the first variable with the role link, or by their row. Everything that was done to the
    file (guessed, matched loosely, set blank, left out) is in `Responses.notices`.

    Raises InputRefused with all problems of one pass: first those of the file as a table, then those of its content.
    Raises EnvironmentProblem when the file may not be read.

    >>> import tempfile
    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Option, Question
    >>> options = (Option(code=1, label="Yes"), Option(code=0, label="No"))
    >>> item = Question(id="q1", text="Do you like it?", type="single", role=("basis",), options=options)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "answers.csv").write_text("q1,device\nyes,phone\n0,desk\n", encoding="utf-8")
    ...     responses = read_responses(Path(folder, "answers.csv"), Questionnaire(Study(title="One item"), (item,)))
    >>> responses.answers["q1"].tolist(), [notice.code for notice in responses.notices]
    ([1.0, 0.0], ['DATA_EXTRA_COLUMNS'])
    """
    path = Path(path)
    large = open_large(path, questionnaire, weights=weights) if is_parquet(path) else None
    tables = _tables(path) if large is None else (drawn_people(large),)
    table = checked(_sheet(tables, questionnaire, path.name), path.name)
    found = match(table.columns, questionnaire, path.name, weights=weights)
    links = [found.columns[one.name] for one in questionnaire.person_keys() if one.name in found.columns]
    ids = people.raw_ids(table, links[0] if links else None)
    column = _weight_column(weights, table, questionnaire, found, path.name)
    table, ids, counted, heard = _weighed(table, ids, column, path.name)
    if links:
        heard += [*people.id_problems(ids, table, links[0], path.name), *people.id_notices(ids, links[0])]
    bound = bind(table, questionnaire, found, Place(path.name, table.rows, ids))
    heard += bound.heard
    refuse([*found.problems, *(one for one in heard if isinstance(one, Problem))])
    answers, declared = bound.frames(questionnaire, ids)
    return Responses(
        questionnaire=questionnaire,
        answers=answers,
        declared_missing=declared,
        weights=counted / counted.mean(),
        seconds=_seconds(bound, questionnaire),
        weighted=column is not None,
        file=path.name,
        sha256=content_hash(path),
        wave=wave,
        notices=(*table.notices, *found.notices, *(one for one in heard if isinstance(one, Notice))),
        drawn_from=0 if large is None else large.people,
    )


def _tables(path: Path) -> Sequence[Table]:
    reader = from_parquet.read if path.is_dir() else READERS.get(path.suffix.lower())
    if not path.exists():
        near = [other.name for other in sorted(path.parent.glob("*")) if other.suffix.lower() in READERS]
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


def _weight_column(
    weights: str | None, table: Table, questionnaire: Questionnaire, found: Matches, file: str
) -> str | None:
    """The column of weights: the one asked for, else the questionnaire's; None for a study without weights."""
    if weights is None:
        columns = (found.columns.get(variable.name) for variable in questionnaire.having("weight"))
        return next((column for column in columns if column is not None), None)
    if weights not in table.columns:
        hint, expected = did_you_mean(weights, table.columns), f"a column named {weights}"
        raise InputRefused(
            Problem("DATA_NO_WEIGHTS", "the column of weights is not there", expected, hint, file, row=1)
        )
    return weights


def _weighed(
    table: Table, ids: tuple[str, ...], column: str | None, file: str
) -> tuple[Table, tuple[str, ...], Floats, list[Problem | Notice]]:
    """The people who count, and how much; somebody of weight 0 is not there."""
    if column is None:
        return table, ids, np.ones(len(ids)), []
    values, problems, notices = people.read_weights(table, column, ids, file)
    if problems:
        return table, ids, values, [*problems]
    kept = np.flatnonzero(values)
    records = tuple(table.records[place] for place in kept)
    rows = tuple(table.rows[place] for place in kept)
    heard: list[Problem | Notice] = [*notices, *people.weight_notices(values, column)]
    return replace(table, records=records, rows=rows), tuple(ids[place] for place in kept), values[kept], heard


def _seconds(bound: Bound, questionnaire: Questionnaire) -> Floats | None:
    for variable in questionnaire.having("duration"):
        if variable.name in bound.numbers:
            return bound.numbers[variable.name]
    return None

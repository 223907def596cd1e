"""Tables too long to be held in memory: who is in them, and a drawn part of them to look at closely.

Whom the draw takes depends on the ids alone: a person is in it whatever the order of rows, the number of files or of
threads, and whatever the questionnaire asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from survey_seg.errors import InputRefused, Notice, Problem, quoted
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses.columns import Matches, match
from survey_seg.responses.readers import from_parquet
from survey_seg.responses.refuse import did_you_mean, listing, refuse
from survey_seg.responses.table import Table, visible
from survey_seg.scale.duckdb_engine import DuckDB, duckdb_session
from survey_seg.scale.engine import name
from survey_seg.scale.parquet import ParquetTable, open_parquet

LARGEST = 100_000
"""Rows up to which a Parquet table is read whole, like any other file."""
DRAWN = 20_000
"""People who are drawn from a longer one: twice as many as models are fitted to; a share is known to .7 points."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A long table bound to a questionnaire, its ids and weights found sound.

    `found`: the column of each variable, as in the header without invisible letters; `own`: that name to the header's.
    `id`: SQL for a person's id, in its own type; `id_text`: the same as text. `weight`: SQL, "1e0" without weights.
    `people`: rows with a weight above 0; `mass`: the sum of their weights.
    """

    table: ParquetTable
    found: Matches
    own: Mapping[str, str]
    id: str
    id_text: str
    has_ids: bool
    weight: str
    weighted: bool
    people: int = 0
    mass: float = 0.0


def open_large(path: Path, questionnaire: Questionnaire, *, weights: str | None = None) -> LargeFile | None:
    """The long table behind a path, or None when it is short enough to be read whole.

    Raises InputRefused: what opening and matching refuse, DATA_NO_WEIGHTS, DATA_BAD_WEIGHT, DATA_BLANK_ID and
    DATA_DUPLICATE_ID.
    """
    if not path.exists():
        return None
    table = open_parquet(path)
    if table.rows <= LARGEST:
        return None
    own = {visible(column): column for column in table.columns}
    found = match(tuple(own), questionnaire, table.label, weights=weights)
    refuse(found.problems)
    link = next((found.columns[one.name] for one in questionnaire.person_keys() if one.name in found.columns), None)
    weight = _weight_column(weights, own, questionnaire, found, table.label)
    large = LargeFile(
        table=table,
        found=found,
        own=own,
        id=name(own[link]) if link is not None else table.row_number,
        id_text=table.text(own[link]) if link is not None else f"CAST({table.row_number} AS VARCHAR)",
        has_ids=link is not None,
        weight=f"TRY_CAST({name(own[weight])} AS DOUBLE)" if weight is not None else "1e0",
        weighted=weight is not None,
    )
    with duckdb_session(table.label) as engine:
        refuse([*_id_problems(engine, large, link), *_weight_problems(engine, large, weight)])
        counted = f"SELECT COUNT(*), SUM({large.weight}) FROM {table.relation} WHERE {large.weight} > 0"
        ((people, mass),) = engine.rows(counted)
    return replace(large, people=int(people), mass=float(mass))


def drawn_people(large: LargeFile) -> Table:
    """The people whose ids have the smallest hashes, with all columns, in the order of the hashes; a notice says so."""
    table, draw = large.table, f"MD5({large.id_text})"
    there = f"{large.weight} > 0"
    with duckdb_session(table.label) as engine:
        hashes = f"SELECT {draw} AS h FROM {table.relation} WHERE {there} ORDER BY h LIMIT {DRAWN}"
        ((last,),) = engine.rows(f"SELECT MAX(h) FROM ({hashes})")
        row = "" if large.has_ids else table.row_number
        drawn = from_parquet.cells(engine, table, only=f"{there} AND {draw} <= '{last}'", order=draw, row=row)
    return replace(drawn, notices=(*drawn.notices, *_notices(large, len(drawn.records))))


def _notices(large: LargeFile, drawn: int) -> Iterator[Notice]:
    text = (
        f"{drawn:,} of {large.people:,} people were drawn by a hash of their ids, to be screened and looked at closely."
    )
    yield Notice("DATA_DRAWN", text)
    if large.people < large.table.rows:
        text = f"People with weight 0 were left out: {large.table.rows - large.people:,}."
        yield Notice("DATA_ZERO_WEIGHT", text)
    if not large.has_ids:
        text = (
            "No variable has the role link: people are known, and were drawn, by their rows. In another order others "
            "would be drawn."
        )
        yield Notice("DATA_DRAWN_BY_ROW", text)


def _weight_column(
    weights: str | None, own: Mapping[str, str], questionnaire: Questionnaire, found: Matches, file: str
) -> str | None:
    if weights is None:
        columns = (found.columns.get(variable.name) for variable in questionnaire.having("weight"))
        return next((column for column in columns if column is not None), None)
    if weights not in own:
        hint, expected = did_you_mean(weights, own), f"a column named {weights}"
        raise InputRefused(Problem("DATA_NO_WEIGHTS", "the column of weights is not there", expected, hint, file))
    return weights


def _id_problems(engine: DuckDB, large: LargeFile, link: str | None) -> Iterator[Problem]:
    """Blank ids, and ids that stand in several rows."""
    if link is None:
        return
    table, file = large.table, large.table.label
    ((blank,),) = engine.rows(f"SELECT COUNT(*) FROM {table.relation} WHERE {large.id_text} IS NULL")
    if blank:
        what = f"{blank:,} people have no id"
        yield Problem("DATA_BLANK_ID", what, expected="an id each", file=file, column=link)
    twice = f"SELECT {large.id_text} AS one, COUNT(*) AS n FROM {table.relation} GROUP BY one HAVING n > 1"
    ((ids,),) = engine.rows(f"SELECT COUNT(*) FROM ({twice}) WHERE one IS NOT NULL")
    if ids:
        found = engine.rows(
            f"SELECT one, n FROM ({twice}) WHERE one IS NOT NULL ORDER BY n DESC, one LIMIT {SHOWN + 1}"
        )
        shown = listing((f"{quoted(one)} in {n} rows" for one, n in found[:SHOWN]), shown=SHOWN)
        more = f" and {ids - SHOWN:,} more" if ids > SHOWN else ""
        what = f"{ids:,} ids stand in several rows: {shown}{more}"
        yield Problem("DATA_DUPLICATE_ID", what, expected="one row per person", file=file, column=link)


def _weight_problems(engine: DuckDB, large: LargeFile, weight: str | None) -> Iterator[Problem]:
    """Weights that are none, and weights that are all 0."""
    if weight is None:
        return
    table, file, value = large.table, large.table.label, large.weight
    bad = f"({value} IS NULL OR NOT ISFINITE({value}) OR {value} < 0)"
    first = f"ANY_VALUE(CAST({name(large.own[weight])} AS VARCHAR))"
    counted = f"SELECT COUNT(*), COUNT({name(large.own[weight])}), {first} FROM {table.relation} WHERE {bad}"
    ((rows, filled, example),) = engine.rows(counted)
    if rows:
        what = (
            f"{rows:,} weights are blank" if not filled else f"{rows:,} rows have no weight, such as {quoted(example)}"
        )
        yield Problem("DATA_BAD_WEIGHT", what, expected="a number of 0 or more", file=file, column=weight)
        return
    ((heaviest,),) = engine.rows(f"SELECT MAX({value}) FROM {table.relation}")
    if not heaviest:
        what = "every weight is 0"
        yield Problem("DATA_BAD_WEIGHT", what, expected="somebody who counts", file=file, column=weight)

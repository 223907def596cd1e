"""Parquet by SQL in DuckDB: the SELECT that analysts get, run here."""

from __future__ import annotations

from pathlib import Path

from survey_seg.scale.duckdb_engine import DuckDB, duckdb_session
from survey_seg.scale.parquet import kind, relation
from survey_seg.typing_tool.batch import BatchCounts
from survey_seg.typing_tool.engines.by_sql import Kind, Table, typing_of
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.spec import TypingSpec


def type_file(spec: TypingSpec, people: Path, draft: Path | None, order: Order) -> BatchCounts:
    """Types a Parquet file: id and segment, with details also band, margin, runner_up and answered."""
    with duckdb_session(people.name) as engine:
        source = relation([people])
        columns = columns_of(engine, source)
        row = "" if "file_row_number" in map(str.lower, columns) else "file_row_number + 1"
        table = Table(people.name, source, "duckdb", columns, row)
        typing = typing_of(spec, table, engine.rows, order)
        if draft is not None:
            engine.write(typing.written, draft)
        return typing.counts(engine.rows)


def columns_of(engine: DuckDB, source: str) -> dict[str, Kind]:
    """The columns of Parquet files (SQL after FROM) and what they hold."""
    described = engine.rows(f"DESCRIBE SELECT * FROM {source}")
    return {str(column): _kind(str(type_name)) for column, type_name, *_ in described}


def _kind(type_name: str) -> Kind:
    if type_name.endswith("]") or type_name.startswith(("STRUCT", "MAP", "UNION")):
        return "nested"
    return "numbers" if kind(type_name) == "numbers" else "text"

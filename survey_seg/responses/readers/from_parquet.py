"""Answers from Parquet, one file or a folder of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from survey_seg.errors import InputRefused, Problem
from survey_seg.responses.table import Cell, Table
from survey_seg.scale.duckdb_engine import DuckDB, duckdb_session
from survey_seg.scale.engine import name
from survey_seg.scale.parquet import ParquetTable, open_parquet

EXACT = 2**53
"""Whole numbers up to here are exact in double precision."""


def read(path: Path) -> tuple[Table, ...]:
    """The one table of a Parquet file or of all files in a folder, rows numbered from 1 in the order of the files.

    Numbers are numbers, true and false TRUE and FALSE, dates ISO text, lists their parts with semicolons between.
    Needs DuckDB (extra `scale`). Raises InputRefused for what `open_parquet` refuses, DATA_DAMAGED and DATA_EMPTY.
    """
    table = open_parquet(path)
    if not table.columns:
        expected = "a column per question and a row per person"
        raise InputRefused(Problem("DATA_EMPTY", "there is nothing in it", expected=expected, file=table.label))
    with duckdb_session(table.label) as engine:
        return (cells(engine, table),)


def cells(engine: DuckDB, table: ParquetTable, *, only: str = "TRUE", order: str = "", row: str = "") -> Table:
    """The rows that meet a condition of SQL, in a given order or that of the files.

    `row`: SQL for the number of a row; without it they are counted from 1.
    """
    asked = ", ".join([row or "0", *(_cell(engine, table, column) for column in table.columns)])
    ordered = f" ORDER BY {order}" if order else ""
    found = engine.rows(f"SELECT {asked} FROM {table.relation} WHERE {only}{ordered}")
    records = tuple(tuple(_plain(record[1:])) for record in found)
    rows = tuple(int(record[0]) for record in found) if row else tuple(range(1, len(records) + 1))
    return Table(tuple(table.columns), records, rows)


def _cell(engine: DuckDB, table: ParquetTable, column: str) -> str:
    """SQL for a cell; long whole numbers become numbers where none of the column is too long for them."""
    sql = table.cell(column)
    if table.columns[column] in {"BIGINT", "UBIGINT", "HUGEINT"}:
        cell = name(column)
        ((low, high),) = engine.rows(f"SELECT MIN({cell}), MAX({cell}) FROM {table.relation}")
        if low is not None and low >= -EXACT and high <= EXACT:
            return f"CAST({cell} AS DOUBLE)"
    return sql


def _plain(row: Iterable[Any]) -> Iterator[Cell]:
    for value in row:
        yield "" if value is None or value != value else value

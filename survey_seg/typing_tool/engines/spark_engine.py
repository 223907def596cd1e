"""Folders of Parquet by the same SQL through Spark, on this machine or a cluster."""

from __future__ import annotations

from pathlib import Path

from survey_seg.errors import Problem, UsageProblem
from survey_seg.scale.spark_engine import spark_session
from survey_seg.typing_tool.batch import BatchCounts
from survey_seg.typing_tool.engines.by_sql import Kind, Table, typing_of
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.spec import TypingSpec

NUMBERS = ("tinyint", "smallint", "int", "bigint", "float", "double", "decimal")
NESTED = ("array", "struct", "map", "binary")


def type_file(spec: TypingSpec, people: Path, out: Path | None, order: Order) -> BatchCounts:
    """Types a Parquet file or folder into a folder that Spark makes whole or not at all.

    Raises UsageProblem TYPING_FOLDER when `out` is already there. Paths must be visible to the cluster.
    """
    if out is not None and out.exists():
        what = "Spark writes a new folder, and something of this name is already there"
        raise UsageProblem(Problem("TYPING_FOLDER", what, file=out.name))
    with spark_session(order.master, people.name) as engine:
        kinds = {column: _kind(type_name) for column, type_name in engine.view(str(people), "people").items()}
        typing = typing_of(spec, Table(people.name, "people", "spark", kinds, row=""), engine.rows, order)
        if out is not None:
            engine.write(typing.written, str(out))
        return typing.counts(engine.rows)


def _kind(type_name: str) -> Kind:
    if type_name.startswith(NESTED):
        return "nested"
    return "numbers" if type_name.partition("(")[0] in NUMBERS else "text"

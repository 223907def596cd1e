"""The same SQL by Spark, for tables that live on a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from survey_seg.errors import EnvironmentProblem, InputRefused, Problem, printable
from survey_seg.scale.engine import Row


class Spark:
    """A session of Spark as an `Engine`. The session is the caller's: made, sized and stopped outside:

    engine = Spark(SparkSession.builder.getOrCreate())
    engine.name_columns("people.parquet", "answers", {"id": "customer", "x1": "q1", "x2": "q2"})
    moments(engine, "answers", 2, weighted=False).correlation
    """

    def __init__(self, session: Any) -> None:  # noqa: ANN401 - pyspark is not imported here
        self.session = session

    def name_columns(self, path: str, table: str, columns: Mapping[str, str]) -> None:
        """Make Parquet files a table with the names this room's SQL knows (id, w, x1 ...), from the files' own names.

        The columns hold codes, NULL where blank; NaN becomes NULL.
        """
        frame = self.session.read.parquet(path)
        kinds = dict(frame.dtypes)
        chosen = []
        for new, old in columns.items():
            quoted = "`" + old.replace("`", "``") + "`"
            cell = (
                f"CASE WHEN ISNAN({quoted}) THEN NULL ELSE {quoted} END"
                if kinds[old] in {"float", "double"}
                else quoted
            )
            chosen.append(f"{cell} AS {new}")
        frame.selectExpr(*chosen).createOrReplaceTempView(table)

    def view(self, path: str, table: str) -> dict[str, str]:
        """Make Parquet files a table with their own columns, and give Spark's type of each."""
        frame = self.session.read.parquet(path)
        frame.createOrReplaceTempView(table)
        return dict(frame.dtypes)

    def rows(self, sql: str) -> list[Row]:
        """See `Engine`."""
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def each(self, expressions: Sequence[str]) -> str:
        """See `Engine`."""
        return f"EXPLODE(FILTER(ARRAY({', '.join(expressions)}), one -> one IS NOT NULL))"

    def write(self, sql: str, target: str) -> None:
        """The rows of a SELECT as a folder of Parquet files, which Spark makes whole or not at all."""
        self.session.sql(sql).write.parquet(target)


@contextmanager
def spark_session(master: str, source: str) -> Iterator[Spark]:
    """A session on the cluster `master`, or the one that is running; errors become sentences about `source`.

    A session that is made here is stopped when the block ends. Raises EnvironmentProblem SCALE_NO_SPARK without
    pyspark or when the cluster cannot be reached, InputRefused DATA_DAMAGED when Spark cannot read or write.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        hint = "python3 -m pip install 'survey-seg[spark]'"
        raise EnvironmentProblem(
            Problem("SCALE_NO_SPARK", "the package pyspark is not installed", hint=hint)
        ) from error
    running = SparkSession.getActiveSession()
    try:
        session = running or SparkSession.builder.master(master).config("spark.ui.enabled", "false").getOrCreate()
    except Exception as error:
        # Py4J, Java and sockets fail each in their own way before there is a session.
        hint = "is Java 17 or later installed, and the address of the cluster right?"
        problem = Problem("SCALE_NO_SPARK", f"Spark does not start: {_first(error)}", hint=hint)
        raise EnvironmentProblem(problem) from error
    try:
        yield Spark(session)
    except (PySparkException, Py4JError) as error:
        hint = "is it a folder of whole Parquet files that the cluster can see?"
        raise InputRefused(Problem("DATA_DAMAGED", f"Spark says: {_first(error)}", file=source, hint=hint)) from error
    finally:
        if running is None:
            session.stop()


def _first(error: Exception) -> str:
    return printable(str(error).partition("\n")[0])[:300]

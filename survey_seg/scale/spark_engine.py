"""The same SQL by Spark, for tables that live on a cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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

    def rows(self, sql: str) -> list[Row]:
        """See `Engine`."""
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def each(self, expressions: Sequence[str]) -> str:
        """See `Engine`."""
        return f"EXPLODE(FILTER(ARRAY({', '.join(expressions)}), one -> one IS NOT NULL))"

    def write(self, sql: str, target: str) -> None:
        """The rows of a SELECT as a folder of Parquet files, which Spark makes whole or not at all."""
        self.session.sql(sql).write.parquet(target)

"""SQL by DuckDB, in this process, with little memory: what does not fit goes to a temporary folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from survey_seg.errors import EnvironmentProblem, InputRefused, Problem, printable
from survey_seg.scale.engine import Row, words

MEMORY = "700MB"
"""What DuckDB may hold; with Python, numpy and the models of the analysis that stays below 1.5 GB."""
MOST_THREADS = 4
AT_ONCE = 16
"""Vectors of 2,048 rows that are handed to numpy together."""


def duckdb_module() -> ModuleType:
    """DuckDB, which comes with the extra `scale`; EnvironmentProblem SCALE_NO_DUCKDB when it is not there."""
    try:
        import duckdb
    except ImportError as error:
        hint = "python3 -m pip install 'survey-seg[scale]', or export the answers as CSV"
        what = "Parquet files are read by the package duckdb, which is not installed"
        raise EnvironmentProblem(Problem("SCALE_NO_DUCKDB", what, hint=hint)) from error
    module: ModuleType = duckdb
    return module


class DuckDB:
    """One session; errors of the files that are read become sentences about `source`."""

    def __init__(self, source: str, spill: Path) -> None:
        self._duckdb = duckdb_module()
        self.source = source
        threads = max(1, min(MOST_THREADS, os.cpu_count() or 1))
        settings = {
            "memory_limit": MEMORY,
            "threads": str(threads),
            "temp_directory": str(spill),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
        }
        self._connection = self._duckdb.connect(str(spill / "work.duckdb"), config=settings)

    def rows(self, sql: str) -> list[Row]:
        """See `Engine`."""
        with self._told():
            return [tuple(row) for row in self._connection.execute(sql).fetchall()]

    def each(self, expressions: Sequence[str]) -> str:
        """See `Engine`."""
        return f"UNNEST(LIST_FILTER([{', '.join(expressions)}], LAMBDA one: one IS NOT NULL))"

    def batches(self, sql: str) -> Iterator[Any]:
        """The rows of a large answer as data frames, some ten thousand rows at a time."""
        cursor = self._connection.cursor()
        with self._told():
            cursor.execute(sql)
        while True:
            with self._told():
                frame = cursor.fetch_df_chunk(AT_ONCE)
            if not len(frame):
                return
            yield frame

    def take(self, frame: Any, sql: str) -> None:  # noqa: ANN401 - a data frame, which this room does not import
        """Run a statement in which the table `batch` is a data frame."""
        with self._told():
            self._connection.register("batch", frame)
            self._connection.execute(sql)
            self._connection.unregister("batch")

    def write(self, sql: str, target: Path) -> None:
        """The rows of a SELECT as a Parquet file; `target` is a draft, whole when this returns."""
        with self._told(target):
            to = f"TO {words(str(target))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
            self._connection.execute(f"COPY ({sql}) {to}")

    def close(self) -> None:
        """Give memory and temporary files back."""
        self._connection.close()

    @contextmanager
    def _told(self, target: Path | None = None) -> Iterator[None]:
        """Errors of DuckDB as ours; what is wrong with our own SQL stays a fault of ours."""
        errors = self._duckdb
        try:
            yield
        except errors.InterruptException:
            raise KeyboardInterrupt from None
        except (errors.ParserException, errors.BinderException, errors.CatalogException):
            raise
        except errors.OutOfMemoryException as error:
            hint = "free some space in the folder for temporary files (TMPDIR)"
            problem = Problem("SCALE_NO_ROOM", f"neither memory nor disk were enough: {_first(error)}", hint=hint)
            raise EnvironmentProblem(problem) from error
        except errors.Error as error:
            raise self._problem(error, target) from error

    def _problem(self, error: Exception, target: Path | None) -> EnvironmentProblem | InputRefused:
        text = _first(error)
        if "No space left" in text or target is not None:
            hint = "free some space or check the permissions, then run it again"
            file = self.source if target is None else str(target)
            return EnvironmentProblem(Problem("DISK_REFUSED", text, file=file, hint=hint))
        hint = "was it cut or changed in transfer? Write it again"
        return InputRefused(Problem("DATA_DAMAGED", f"the file cannot be read: {text}", file=self.source, hint=hint))


def _first(error: Exception) -> str:
    return printable(str(error).partition("\n")[0])[:300]


@contextmanager
def duckdb_session(source: str, *, definitions: Mapping[str, str] | None = None) -> Iterator[DuckDB]:
    """A session with a temporary folder of its own, and views by name, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="survey-seg-") as spill:
        engine = DuckDB(source, Path(spill))
        try:
            for view, sql in (definitions or {}).items():
                engine.rows(f"CREATE VIEW {view} AS {sql}")
            yield engine
        finally:
            engine.close()

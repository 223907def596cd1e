"""What a program that types files of people is, and what it is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from survey_seg.typing_tool.batch import BatchCounts
from survey_seg.typing_tool.spec import TypingSpec

PARQUET = (".parquet", ".pq")
"""How names of Parquet files end."""


@dataclass(frozen=True, slots=True)
class Order:
    """How people are to be typed.

    `engine`: auto, python, polars, duckdb or spark. `details`: band, margin, runner-up and answered questions too,
    where they are not written anyway. `master`: the address of Spark's cluster.
    """

    engine: str = "auto"
    details: bool = False
    master: str = "local[*]"


TypeFile = Callable[[TypingSpec, Path, Path | None, Order], BatchCounts]
"""Tool, people, and the draft that the typed people are written to; None when they are only counted."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine: the function that types a file ("module:function"), and what it reads ("csv" or "parquet").

    `package`: what must be installed, which comes with the extra `extra`. `parts`: a folder is typed file by file;
    otherwise the engine takes and writes whole folders.
    """

    name: str
    function: str
    reads: str
    package: str
    extra: str
    parts: bool

    @property
    def type_file(self) -> TypeFile:
        """The function, which is imported when it is asked for."""
        module, _, function = self.function.partition(":")
        found: TypeFile = getattr(import_module(module), function)
        return found


def form_of(people: Path) -> str:
    """The form of a table of people by its name, as in `Engine.reads`: "csv" or "parquet"; a folder holds Parquet.

    >>> form_of(Path("people.PQ")), form_of(Path("people.csv"))
    ('parquet', 'csv')
    """
    return "parquet" if people.is_dir() or people.suffix.lower() in PARQUET else "csv"

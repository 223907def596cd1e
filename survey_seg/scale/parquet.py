"""Which Parquet files a path stands for, what columns they have, and how their cells are read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from survey_seg.artifact import sha256
from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.scale.duckdb_engine import DuckDB, duckdb_session
from survey_seg.scale.engine import name, words

SUFFIXES = (".parquet", ".pq")
EXPECTED = "Parquet files (*.parquet)"

_SMALL = frozenset({"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"})
_LARGE = frozenset({"BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT"})
_BROKEN = frozenset({"FLOAT", "DOUBLE"})

KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_SMALL | _LARGE | _BROKEN, "numbers"),
    "BOOLEAN": "true and false",
    "VARCHAR": "text",
}


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """The files behind one table: `label` is what messages call it; `columns` maps names to DuckDB's types.

    `counts`: the rows of each file.
    """

    label: str
    files: tuple[Path, ...]
    columns: Mapping[str, str]
    counts: tuple[int, ...]

    @property
    def rows(self) -> int:
        """The rows of all files."""
        return sum(self.counts)

    @property
    def row_number(self) -> str:
        """SQL for a row's number, from 1 on through all files; InputRefused where a column is in its way."""
        if taken := sorted({"file_row_number", "file_index"} & {column.lower() for column in self.columns}):
            what = f"people are known by their rows, and a column named {taken[0]} keeps rows from being counted"
            hint = "rename it, or give the question that holds an id the role link"
            raise InputRefused(Problem("DATA_RESERVED_NAME", what, hint=hint, file=self.label, column=taken[0]))
        before = [sum(self.counts[:place]) for place in range(len(self.counts))]
        return f"(file_row_number + 1 + [{', '.join(map(str, before))}][CAST(file_index AS BIGINT) + 1])"

    @property
    def relation(self) -> str:
        """The table as SQL."""
        return relation(self.files)

    def kind(self, column: str) -> str:
        """What a column holds, in words."""
        return kind(self.columns[column])

    def text(self, column: str) -> str:
        """SQL for a cell as text, NULL where blank: whole numbers without a point, text without outer spaces.

        The same text whatever the type of the column, so that ids can be compared and drawn by.
        """
        cell = name(column)
        if self.columns[column] in _BROKEN:
            whole = f"CAST(CAST({cell} AS HUGEINT) AS VARCHAR)"
            return (
                f"CASE WHEN ABS({cell}) < 1e15 AND {cell} = FLOOR({cell}) THEN {whole} ELSE CAST({cell} AS VARCHAR) END"
            )
        return (
            f"NULLIF(TRIM({self.cell(column)}), '')" if self.kind(column) != "numbers" else f"CAST({cell} AS VARCHAR)"
        )

    def cell(self, column: str) -> str:
        """SQL for a cell as the readers hand it on: a number (double precision) or text.

        Whole numbers that may be too long for double precision stay text, digit by digit. Lists are joined by
        semicolons.
        """
        cell, type_name = name(column), self.columns[column]
        if type_name in _SMALL | _BROKEN:
            return f"CAST({cell} AS DOUBLE)"
        if type_name == "BOOLEAN":
            return f"CASE WHEN {cell} THEN 'TRUE' WHEN NOT {cell} THEN 'FALSE' END"
        if type_name.endswith("[]"):
            return f"ARRAY_TO_STRING(LIST_TRANSFORM({cell}, LAMBDA one: CAST(one AS VARCHAR)), ';')"
        return cell if type_name == "VARCHAR" else f"CAST({cell} AS VARCHAR)"


def kind(type_name: str) -> str:
    """What a column of a type holds, in words.

    >>> kind("TINYINT"), kind("DECIMAL(10,2)"), kind("STRUCT(a INTEGER)")
    ('numbers', 'numbers', 'struct')
    """
    if type_name.startswith("DECIMAL"):
        return "numbers"
    if type_name.startswith("ENUM"):
        return "text"
    if type_name.endswith("[]"):
        return "lists"
    return KINDS.get(type_name, type_name.partition("(")[0].lower())


def relation(files: Sequence[Path]) -> str:
    """Files as one table of SQL, columns by name; letters that are patterns in DuckDB stand for themselves."""
    listed = ", ".join(words("".join(f"[{one}]" if one in "*?[" else one for one in str(file))) for file in files)
    return f"READ_PARQUET([{listed}], union_by_name = true)"


def is_parquet(path: Path) -> bool:
    """Whether a path is to be read as Parquet: a file with its ending, or a folder."""
    return path.suffix.lower() in SUFFIXES or path.is_dir()


def parquet_files(path: Path) -> tuple[Path, ...]:
    """The file, or those in the folder and below in the order of their names; hidden ones and _SUCCESS do not count."""
    if not path.is_dir():
        return (path,)
    found = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and file.is_file()
        and not any(part.startswith((".", "_")) for part in file.relative_to(path).parts)
    )
    if not found:
        others = [other.name for other in sorted(path.iterdir())]
        there = f"it holds {', '.join(others[:5])}" if others else "it is empty"
        what = f"no Parquet file is in this folder ({there})"
        raise InputRefused(Problem("DATA_NO_PARQUET", what, expected=EXPECTED, file=str(path)))
    return tuple(found)


def content_hash(path: Path) -> str:
    """The SHA-256 of a file, or of the names and hashes of a folder's Parquet files."""
    if not path.is_dir():
        return sha256(path)
    found = hashlib.sha256()
    for file in parquet_files(path):
        found.update(f"{file.relative_to(path).as_posix()}\0{sha256(file)}\0".encode())
    return found.hexdigest()


def open_parquet(path: Path) -> ParquetTable:
    """The table of a file or folder, looked at but not read.

    Raises InputRefused: DATA_NO_PARQUET, DATA_DAMAGED for a file that is none, DATA_PARTS_DIFFER when the files of a
    folder do not hold the same columns; EnvironmentProblem without DuckDB.
    """
    files = parquet_files(path)
    counts: list[int] = []
    first: dict[str, str] = {}
    problems: list[Problem] = []
    with duckdb_session(path.name) as engine:
        for file in files:
            engine.source = file.name
            columns = _columns(engine, [file])
            ((count,),) = engine.rows(f"SELECT COUNT(*) FROM {relation([file])}")
            counts.append(int(count))
            first = first or columns
            problems += _differences(first, columns, files[0].name, file.name)
        if problems:
            raise InputRefused(problems[:1000])
        engine.source = path.name
        return ParquetTable(path.name, files, _columns(engine, files), tuple(counts))


def _columns(engine: DuckDB, files: Sequence[Path]) -> dict[str, str]:
    described = engine.rows(f"DESCRIBE SELECT * FROM {relation(files)}")
    return {str(column): str(type_name) for column, type_name, *_ in described}


def _differences(first: Mapping[str, str], columns: Mapping[str, str], model: str, file: str) -> list[Problem]:
    """What keeps a file from being another part of the table that `first` describes."""
    problems = []
    for column in dict.fromkeys([*first, *columns]):
        here, there = columns.get(column), first.get(column)
        if here is None or there is None:
            lacking, having = (file, model) if here is None else (model, file)
            what = f"the column {quoted(column)} of {having} is not in {lacking}"
            problems.append(Problem("DATA_PARTS_DIFFER", what, "files with the same columns", file=file, column=column))
        elif kind(here) != kind(there):
            what = f"{kind(here)} here and {kind(there)} in {model}"
            problems.append(Problem("DATA_PARTS_DIFFER", what, "one type per column", file=file, column=column))
    return problems

"""Spark types people as `classify` does, by the SQL that every warehouse gets."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from survey_seg.errors import InputRefused, UsageProblem
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.people import type_people
from survey_seg.typing_tool.spec import TypingSpec, read_spec

duckdb = pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")
pytest.importorskip("pyspark", reason="PySpark (extra spark) is not installed")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # Spark warns of the pandas it finds
]

SPARK = Order(engine="spark", master="local[2]", details=True)


@pytest.fixture(scope="module", autouse=True)
def session() -> Iterator[None]:
    """One session for the module, which the engine then uses."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    running = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield
    running.stop()


@pytest.fixture(scope="module")
def small(root: Path) -> TypingSpec:
    return read_spec(root / "tests" / "typing_tool" / "small_tool.json")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[TypingSpec, list[list[Any]], str], Path]:
    """A function that writes cases as a folder of two Parquet files, with the columns of the type `kind`."""

    def of(spec: TypingSpec, cases: list[list[Any]], kind: str) -> Path:
        named = {q.column: [_cell(case[at], kind) for case in cases] for at, q in enumerate(spec.questions)}
        frame = pd.DataFrame({"customer_id": [f"c{at}" for at in range(len(cases))], **named}, dtype=object)
        connection = duckdb.connect()
        connection.register("cases", frame)
        columns = ", ".join('CAST("{0}" AS {1}) AS "{0}"'.format(name.replace('"', '""'), kind) for name in named)
        connection.execute(
            f"CREATE TABLE people AS SELECT CAST(customer_id AS VARCHAR) AS customer_id, {columns} FROM cases"
        )
        folder = tmp_path / "people"
        folder.mkdir()
        for part in (0, 1):
            where = f"CAST(customer_id[2:] AS INTEGER) % 2 = {part}"
            connection.execute(f"COPY (FROM people WHERE {where}) TO '{folder}/part-{part}.parquet' (FORMAT parquet)")
        return folder

    return of


def _cell(cell: Any, kind: str) -> Any:
    if cell is None:
        return None
    return str(cell) if kind == "VARCHAR" else cell


def typed(spec: TypingSpec, cases: list[list[Any]], kind: str, classify: Callable[..., Any]) -> list[tuple[Any, ...]]:
    rows = []
    for at, case in enumerate(cases):
        one = classify(spec, [_cell(cell, kind) for cell in case])
        found = (one.segment, one.band, one.margin, one.runner_up) if one.segment is not None else (None,) * 4
        rows.append((f"c{at}", *found, one.answered))
    return sorted(rows)


def test_hard_cases_of_numbers_are_typed_as_classify_types_them(
    written: Callable[..., Path], typing_cases: ModuleType, tmp_path: Path
) -> None:
    spec = typing_cases.eight_by_six()
    cases = typing_cases.hard_cases(spec, text=False)
    people = written(spec, cases, "DOUBLE")
    counts = type_people(spec, people, tmp_path / "typed", SPARK)
    found = duckdb.execute(f"FROM '{tmp_path}/typed/*.parquet' ORDER BY customer_id").fetchall()
    right = typed(spec, cases, "DOUBLE", typing_cases.typed)
    assert len(cases) >= 4000
    assert found == right
    assert (counts.read, counts.too_few) == (len(cases), sum(row[1] is None for row in right))


def test_hard_cases_of_text_are_typed_as_classify_types_them(
    written: Callable[..., Path], small: TypingSpec, typing_cases: ModuleType, tmp_path: Path
) -> None:
    cases = typing_cases.hard_cases(small)
    people = written(small, cases, "VARCHAR")
    type_people(small, people, tmp_path / "typed", SPARK)
    found = duckdb.execute(f"FROM '{tmp_path}/typed/*.parquet' ORDER BY customer_id").fetchall()
    assert len(cases) >= 4000
    assert found == typed(small, cases, "VARCHAR", typing_cases.typed)


def test_narrow_columns_are_widened_and_unknown_codes_are_counted(
    written: Callable[..., Path], small: TypingSpec, typing_cases: ModuleType, tmp_path: Path
) -> None:
    cases = [[at % 8, at % 12, (1, 2, 5, 97, 98)[at % 5], at % 3, at % 7] for at in range(400)]
    counts = type_people(small, written(small, cases, "TINYINT"), tmp_path / "typed", SPARK)
    found = duckdb.execute(f"FROM '{tmp_path}/typed/*.parquet' ORDER BY customer_id").fetchall()
    assert found == typed(small, cases, "TINYINT", typing_cases.typed)
    assert counts.questions[0].unknown == sum(case[0] in (0, 7) for case in cases)
    assert (counts.questions[2].blank, counts.questions[2].unknown) == (80, 0)


def test_scores_are_written_when_labels_may_not_be(
    written: Callable[..., Path], small: TypingSpec, typing_cases: ModuleType, tmp_path: Path
) -> None:
    case = [1, 2, 5, 0, 3]
    counts = type_people(
        replace(small, hard_labels=False), written(small, [case] * 2, "INTEGER"), tmp_path / "t", SPARK
    )
    (first, _) = duckdb.execute(f"FROM '{tmp_path}/t/*.parquet' ORDER BY customer_id").fetchall()
    assert first == ("c0", *typing_cases.typed(small, case).scores)
    assert (counts.read, counts.typed) == (2, 0)


def test_what_spark_cannot_do_is_said(written: Callable[..., Path], small: TypingSpec, tmp_path: Path) -> None:
    people = written(small, [[1, 2, 5, 0, 3]] * 4, "INTEGER")
    (tmp_path / "there").mkdir()
    with pytest.raises(UsageProblem, match="TYPING_FOLDER"):
        type_people(small, people, tmp_path / "there", SPARK)
    (people / "part-0.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputRefused, match="DATA_DAMAGED"):
        type_people(small, people, tmp_path / "typed", SPARK)
    assert not (tmp_path / "typed").exists()

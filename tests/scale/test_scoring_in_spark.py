"""The typing tool's SQL for Spark and Databricks says what the program says, in Spark."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.typing_tool.exporters.to_sql import select
from survey_seg.typing_tool.spec import TypingSpec, read_spec

pytest.importorskip("pyspark", reason="PySpark (extra spark) is not installed")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # Spark warns of the pandas it finds
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    found = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def small(root: Path) -> TypingSpec:
    return read_spec(root / "tests" / "typing_tool" / "small_tool.json")


def rows(session: Any, spec: TypingSpec, people: list[list[Any]], column: str, kind: str) -> list[tuple[Any, ...]]:
    from pyspark.sql.types import ByteType, DoubleType, IntegerType, StringType, StructField, StructType

    of = {"byte": ByteType(), "double": DoubleType(), "string": StringType()}[column]
    fields = [StructField("person_id", IntegerType()), *(StructField(one.column, of) for one in spec.questions)]
    numbered = [(number, *answers) for number, answers in enumerate(people)]
    session.createDataFrame(numbered, StructType(fields)).createOrReplaceTempView("people")
    found = sorted((tuple(row) for row in session.sql(select(spec, "spark", kind)).collect()), key=lambda row: row[0])
    assert len(found) == len(people)
    return [row[1:] for row in found]


def cell(value: Any, column: str) -> Any:
    if value is None or (column != "double" and isinstance(value, float) and math.isnan(value)):
        return None
    return {"byte": int, "double": float, "string": str}[column](value)


def expected(cases: ModuleType, spec: TypingSpec, answers: list[Any]) -> tuple[Any, ...]:
    found = cases.typed(spec, answers)
    name = None if found.segment is None else found.name
    counts = (found.answered, len(found.invalid))
    return (found.segment, name, found.band, found.margin, found.runner_up, *counts, *found.scores)


def fits(value: Any, column: str) -> bool:
    whole = value is None or (isinstance(value, int) and -128 <= value <= 127)
    return whole if column == "byte" else True


@pytest.mark.parametrize(("column", "kind"), [("double", "number"), ("byte", "number"), ("string", "text")])
@pytest.mark.parametrize("name", ["eight by six", "small"])
def test_spark_says_what_the_program_says(
    name: str, column: str, kind: str, session: Any, typing_cases: ModuleType, small: TypingSpec
) -> None:
    spec = typing_cases.eight_by_six() if name == "eight by six" else small
    hard = typing_cases.hard_cases(spec, text=kind == "text", least=9000 if column == "byte" else 4000)
    people = [[cell(one, column) for one in answers] for answers in hard if all(fits(one, column) for one in answers)]
    assert len(people) >= 4000
    found = rows(session, spec, people, column, kind)
    wanted = [expected(typing_cases, spec, answers) for answers in people]
    wrong = [(answers, got, want) for answers, got, want in zip(people, found, wanted, strict=True) if got != want]
    assert not wrong, f"{len(wrong)} of {len(people)}: {wrong[:3]}"


def test_nothing_in_a_name_is_replaced_or_ends_a_text(session: Any, small: TypingSpec) -> None:
    """Spark replaces ${env:HOME} in the text of a query, even inside quotes."""
    words = ["${env:HOME} it's", 'a\\ \\\' "b" -- */', "line\r\nbreak\t`", "{{x}} ${spark.app.name}"]
    segments = tuple(replace(one, name=word) for one, word in zip(small.segments, words, strict=True))
    columns = tuple(replace(one, column=f"a`b'c\"d -- {one.id}") for one in small.questions)
    spec = replace(small, segments=segments, questions=columns, title="${env:HOME}", card={"limits": words})
    people = [[6, 9, 1, 0, 1], [1, 0, 2, 1, 5], [1, 0, 5, 0, 1], [3, 3, 97, 0, 5]]
    found = rows(session, spec, [[float(one) for one in person] for person in people], "double", "number")
    assert {row[1] for row in found} == set(words)

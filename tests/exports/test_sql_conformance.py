"""The exported SQL says what the program says, in DuckDB and SQLite, whatever the columns hold."""

import math
import sqlite3
from types import ModuleType
from typing import Any

import pytest

from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.sql.dialects import DIALECTS
from survey_seg.typing_tool.sql.scoring import scoring_sql

duckdb = pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")

Row = tuple[Any, ...]
COLUMNS = {
    "numbers": ("DOUBLE", "number"),
    "one byte": ("TINYINT", "number"),
    "one byte, known to be whole": ("TINYINT", "whole"),
    "decimals": ("DECIMAL(9, 2)", "number"),
    "text": ("VARCHAR", "text"),
}


def tool(name: str, cases: ModuleType, small: TypingSpec) -> TypingSpec:
    return cases.eight_by_six() if name == "eight by six" else small


def expected(cases: ModuleType, spec: TypingSpec, answers: list[Any]) -> Row:
    """What SQL gives: a name that is not there is NULL."""
    found = cases.typed(spec, answers)
    name = None if found.segment is None else found.name
    counts = (found.answered, len(found.invalid))
    return (found.segment, name, found.band, found.margin, found.runner_up, *counts, *found.scores)


def cell(value: Any, kind: str) -> Any:
    if value is None or (isinstance(value, float) and math.isnan(value) and kind != "DOUBLE"):
        return None
    return str(value) if kind == "VARCHAR" else value


def fits(value: Any, kind: str) -> bool:
    """Whether a column of a kind can hold a value."""
    if kind == "TINYINT":
        return value is None or (isinstance(value, int) and -128 <= value <= 127)
    if kind == "DECIMAL(9, 2)":
        return value is None or not math.isnan(value)
    return True


def rows(engine: str, spec: TypingSpec, people: list[list[Any]], column: str, kind: str) -> list[Row]:
    """What an engine makes of a table with these answers, in the order of the table."""
    way = DIALECTS[engine]
    connection = duckdb.connect() if engine == "duckdb" else sqlite3.connect(":memory:")
    names = [way.name(question.column) for question in spec.questions]
    listed = ", ".join(f"{name} {column}" for name in names)
    connection.execute(f"CREATE TABLE people (person_id INTEGER, {listed})")
    numbered = [[number, *answers] for number, answers in enumerate(people)]
    if engine == "duckdb":
        columns = ", ".join(f"UNNEST(CAST(? AS {of}[]))" for of in ("INTEGER", *[column] * len(names)))
        connection.execute(
            f"INSERT INTO people SELECT {columns}", [list(values) for values in zip(*numbered, strict=True)]
        )
    else:
        marks = ", ".join("?" * (len(names) + 1))
        connection.executemany(f"INSERT INTO people VALUES ({marks})", numbered)
    kinds = {question.id: kind for question in spec.questions}
    sql = scoring_sql(spec, "people", dialect=engine, kinds=kinds, keep={"person_id": "person_id"})
    found = sorted(connection.execute(sql).fetchall())
    connection.close()
    assert [row[0] for row in found] == list(range(len(people)))
    return [row[1:] for row in found]


@pytest.mark.parametrize("holds", COLUMNS)
@pytest.mark.parametrize("name", ["eight by six", "small"])
@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
def test_sql_says_what_the_program_says(
    engine: str, name: str, holds: str, typing_cases: ModuleType, small: TypingSpec
) -> None:
    column, kind = COLUMNS[holds]
    spec = tool(name, typing_cases, small)
    hard = typing_cases.hard_cases(spec, text=kind == "text", least=4000 if column in {"DOUBLE", "VARCHAR"} else 9000)
    people = [answers for answers in hard if all(fits(value, column) for value in answers)]
    assert len(people) >= 4000
    found = rows(engine, spec, [[cell(value, column) for value in answers] for answers in people], column, kind)
    wanted = [expected(typing_cases, spec, [cell(value, column) for value in answers]) for answers in people]
    wrong = [(answers, got, want) for answers, got, want in zip(people, found, wanted, strict=True) if got != want]
    assert not wrong, f"{len(wrong)} of {len(people)}: {wrong[:3]}"


def test_words_of_an_answer_count_in_columns_of_text(typing_cases: ModuleType, small: TypingSpec) -> None:
    people = [
        ["Not at ALL", "7", "=1+1", "YES", "\t in part\n"],
        ["not at all ", "7.0", "at home", "no", "Part"],
        ["\u00a0Entirely", "0.0", "98", "98", "9"],
    ]
    for engine in ("duckdb", "sqlite"):
        found = rows(engine, small, people, "VARCHAR", "text")
        assert found == [expected(typing_cases, small, answers) for answers in people]
    assert [row[6] for row in found] == [0, 1, 1]


LONG = [
    "18",
    "18.0",
    "-5",
    "-5.0",
    "0",
    "0.0",
    "-0",
    "00",
    "018",
    "1.8",
    "18.00",
    "18.",
    ".0",
    "-",
    "1e1",
    "--5",
    "5-",
    "",
]
LONG += ["99", "100", "1000", "1000.0", "1001", "-51", "-50", "10.05", "12a", "9999999999999999", " 77 ", "7 7", "+7"]


@pytest.mark.parametrize("declared", [(), (99,), (99, 4000)], ids=str)
def test_a_long_range_takes_whole_numbers_only(
    declared: tuple[int, ...], typing_cases: ModuleType, ranged: TypingSpec
) -> None:
    from dataclasses import replace

    (question, *others) = ranged.questions
    spec = replace(ranged, questions=(replace(question, no_answer=declared), *others))
    for engine in ("duckdb", "sqlite"):
        people = [[text, "1"] for text in LONG]
        assert rows(engine, spec, people, "VARCHAR", "text") == [expected(typing_cases, spec, row) for row in people]
        numbers = [[value, 1] for value in (18, -5.0, 0, 99, 1000, 1001, -51, -50, 2.5, 4000, 1e300, -1e300, None)]
        found = rows(engine, spec, numbers, "DOUBLE", "number")
        assert found == [expected(typing_cases, spec, row) for row in numbers]


@pytest.fixture
def ranged(small: TypingSpec) -> TypingSpec:
    """Two questions, of which one takes every whole number from -50 to 1,000."""
    from dataclasses import replace

    plain = small.questions[1]
    age = replace(plain, id="age", column="age", min=-50.0, max=1000.0)
    return replace(small, questions=(age, replace(plain, id="other", column="other")), min_answered=1)


def test_without_hard_labels_there_are_scores_only(small: TypingSpec) -> None:
    from dataclasses import replace

    spec = replace(small, kind="find", hard_labels=False)
    connection = sqlite3.connect(":memory:")
    columns = ", ".join(f"'3' AS {question.column}" for question in spec.questions)
    described = connection.execute(scoring_sql(spec, f"(SELECT {columns})", dialect="sqlite")).description
    assert [one[0] for one in described] == ["answered", "unknown", "score_1", "score_2", "score_3", "score_4"]


def test_kept_columns_come_first_under_any_name(small: TypingSpec) -> None:
    keep = {'a "b" ]`': "person", "x1": "person + 1", "s1": "'x'"}
    connection = duckdb.connect()
    columns = ", ".join(f"3 AS {question.column}" for question in small.questions)
    sql = scoring_sql(small, f"(SELECT 5 AS person, {columns}) AS people", keep=keep)
    found = connection.execute(sql)
    assert [one[0] for one in found.description][:4] == [*keep, "segment"]
    assert found.fetchone()[:3] == (5, 6, "x")


def test_every_pattern_of_one_byte_columns(typing_cases: ModuleType) -> None:
    """1,679,616 patterns: segment, margin, runner-up and all scores by DuckDB and by exact arithmetic."""
    np = pytest.importorskip("numpy")
    spec = typing_cases.eight_by_six()
    patterns = typing_cases.every_pattern()
    scores = typing_cases.every_score(spec, patterns)
    connection = duckdb.connect()
    columns = {f"q{place + 1}": patterns[:, place] for place in range(patterns.shape[1])}
    pd = pytest.importorskip("pandas")

    frame = pd.DataFrame({one.column: columns[f"q{place + 1}"] for place, one in enumerate(spec.questions)})
    frame["person"] = np.arange(len(frame))
    connection.register("people", frame)
    sql = scoring_sql(spec, "people", keep={"person": "person"})
    wanted = ["segment", "margin", "runner_up", "answered", "unknown", *(f"score_{j}" for j in range(1, 5))]
    found = connection.execute(f"SELECT {', '.join(wanted)} FROM ({sql}) AS typed ORDER BY person").fetchnumpy()
    best = scores.argmax(axis=1)
    assert (found["segment"] == best + 1).all()
    assert (found["margin"] == typing_cases.margins(scores)).all()
    others = scores.copy()
    others[np.arange(len(others)), best] = -(10**9)
    assert (found["runner_up"] == others.argmax(axis=1) + 1).all()
    assert (found["answered"] == 8).all()
    assert (found["unknown"] == 0).all()
    for j in range(4):
        assert (found[f"score_{j + 1}"] == scores[:, j]).all()
    assert len(scores) == 1_679_616
    assert (typing_cases.margins(scores) == 0).sum() > 100

"""Every engine gives everybody the segment, band, margin and runner-up that `classify` gives."""

import functools
import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from survey_seg.errors import EnvironmentProblem, InputRefused, UsageProblem
from survey_seg.typing_tool.batch import BatchCounts
from survey_seg.typing_tool.classify import UNKNOWN, answer_code
from survey_seg.typing_tool.engines import ENGINES, engine_for
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.people import type_people
from survey_seg.typing_tool.spec import TypingSpec

polars = pytest.importorskip("polars", reason="Polars (extra scale) is not installed")
pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")

FAST = ["polars", "duckdb"]
Answers = list[Any]


def table(spec: TypingSpec, cases: list[Answers], kind: str) -> Any:
    """A data frame with ids; every column of answers has the type `kind` ("numbers", "text" or a type of Polars)."""
    columns: dict[str, Any] = {"customer_id": polars.Series([f"c{at}" for at in range(len(cases))])}
    for at, question in enumerate(spec.questions):
        cells = [case[at] for case in cases]
        if kind == "text":
            columns[question.column] = polars.Series([None if cell is None else str(cell) for cell in cells])
        elif kind == "numbers":
            columns[question.column] = polars.Series(
                [None if cell is None else float(cell) for cell in cells], dtype=polars.Float64
            )
        else:
            columns[question.column] = polars.Series(cells, dtype=getattr(polars, kind))
    return polars.DataFrame(columns)


def expected(spec: TypingSpec, frame: Any, typed: Callable[..., Any]) -> list[tuple[Any, ...]]:
    rows = []
    for row in frame.select([question.column for question in spec.questions]).iter_rows():
        one = typed(spec, list(row))
        found = (one.segment, one.band, one.margin, one.runner_up, one.answered)
        rows.append(found if one.segment is not None else (None, None, None, None, one.answered))
    return rows


def written(path: Path) -> list[tuple[Any, ...]]:
    frame = polars.read_parquet(path).sort(polars.col("customer_id").str.slice(1).cast(polars.Int64))
    assert frame.columns == ["customer_id", "segment", "band", "margin", "runner_up", "answered"]
    assert frame["customer_id"].to_list() == [f"c{at}" for at in range(frame.height)]
    return frame.drop("customer_id").rows()


def type_frame(spec: TypingSpec, frame: Any, folder: Path, engine: str, *, details: bool = True) -> BatchCounts:
    frame.write_parquet(folder / "people.parquet")
    order = Order(engine=engine, details=details)
    return type_people(spec, folder / "people.parquet", folder / "typed.parquet", order)


@pytest.fixture(scope="module")
def hard(small: TypingSpec, typing_cases: ModuleType) -> Callable[[str, str], tuple[TypingSpec, Any, list[Any]]]:
    """A function from the name of a tool and a kind of columns to tool, people and what `classify` says of them."""

    @functools.cache
    def of(tool: str, kind: str) -> tuple[TypingSpec, Any, list[Any]]:
        spec = small if tool == "small" else typing_cases.eight_by_six()
        frame = table(spec, typing_cases.hard_cases(spec, text=kind == "text"), kind)
        return spec, frame, expected(spec, frame, typing_cases.typed)

    return of


@pytest.mark.parametrize("engine", FAST)
@pytest.mark.parametrize("kind", ["numbers", "text"])
@pytest.mark.parametrize("tool", ["small", "eight"])
def test_hard_cases_are_typed_as_classify_types_them(
    tool: str, kind: str, engine: str, hard: Callable[..., Any], tmp_path: Path
) -> None:
    spec, frame, right = hard(tool, kind)
    assert frame.height >= 4000
    counts = type_frame(spec, frame, tmp_path, engine)
    assert written(tmp_path / "typed.parquet") == right
    assert counts.read == frame.height
    assert counts.too_few == sum(row[0] is None for row in right)
    assert counts.bands == {band: sum(row[1] == band for row in right) for band in ("clear", "lean", "unclear")}
    for at, question in enumerate(spec.questions):
        codes = [answer_code(question, cell) for cell in frame[question.column]]
        found = counts.questions[at]
        assert (found.blank, found.unknown) == (codes.count(None), codes.count(UNKNOWN))
        assert found.codes == {code: codes.count(code) for code in sorted({c for c in codes if isinstance(c, int)})}


@pytest.mark.parametrize("engine", FAST)
def test_every_pattern_of_eight_questions_in_narrow_columns_agrees(
    engine: str, typing_cases: ModuleType, tmp_path: Path
) -> None:
    spec, patterns = typing_cases.eight_by_six(), typing_cases.every_pattern()
    columns = {question.column: patterns[:, at] for at, question in enumerate(spec.questions)}
    frame = polars.DataFrame({"customer_id": np.arange(len(patterns), dtype=np.int64), **columns})
    assert frame["Q1"].dtype == polars.Int8
    type_frame(spec, frame, tmp_path, engine)
    found = polars.read_parquet(tmp_path / "typed.parquet").sort("customer_id")
    scores = typing_cases.every_score(spec, patterns)
    margins = typing_cases.margins(scores)
    bands = np.select([margins >= spec.bands["clear"], margins >= spec.bands["lean"]], ["clear", "lean"], "unclear")
    assert len(patterns) == 1_679_616
    assert (found["customer_id"].to_numpy() == np.arange(len(patterns))).all()
    assert int((found["segment"].to_numpy() != scores.argmax(axis=1) + 1).sum()) == 0
    assert int((found["margin"].to_numpy() != margins).sum()) == 0
    assert int((found["band"].cast(polars.String).to_numpy() != bands).sum()) == 0


@pytest.mark.parametrize("engine", FAST)
@pytest.mark.parametrize("kind", ["Int8", "Int16", "Int64", "UInt8", "UInt64", "Float32", "Decimal", "Categorical"])
def test_the_type_of_a_column_does_not_matter(
    kind: str, engine: str, small: TypingSpec, typing_cases: ModuleType, tmp_path: Path
) -> None:
    cells = [None, 0, 1, 2, 3, 5, 6, 10, 97, 98, 99, 127]
    cases: list[Answers] = [[cells[(at + 5 * n) % len(cells)] for n in range(5)] for at in range(len(cells))]
    numbers = table(small, cases, "numbers")
    frame = numbers
    for question in small.questions:
        kept = polars.col(question.column)
        if kind == "Categorical":
            changed = kept.cast(polars.Int64).cast(polars.String).cast(polars.Categorical)
        else:
            changed = kept.cast(polars.Decimal(10, 2) if kind == "Decimal" else getattr(polars, kind))
        frame = frame.with_columns(changed)
    type_frame(small, frame, tmp_path, engine)
    assert written(tmp_path / "typed.parquet") == expected(small, numbers, typing_cases.typed)


@pytest.mark.parametrize("engine", FAST)
def test_words_and_truths_in_cells_are_read_as_classify_reads_them(
    engine: str, small: TypingSpec, typing_cases: ModuleType, tmp_path: Path
) -> None:
    truths = replace(
        small.questions[3], options=tuple(replace(o, label=str(bool(o.code))) for o in small.questions[3].options)
    )
    halves = replace(
        small.questions[0], options=tuple(replace(o, label=str(o.code / 4)) for o in small.questions[0].options)
    )
    spec = replace(
        small, questions=(halves, *small.questions[1:3], truths, small.questions[4]), vectors=(), min_answered=1
    )
    frame = polars.DataFrame(
        {
            "customer_id": ["c0", "c1", "c2", "c3"],
            "q1": [0.25, 1.0, 1.25, 0.3],
            "visits_month": [1, 2, None, 12],
            "place": [" at  HOME ", "=1+1", 'Somewhere else, "outside" & about', "it's"],
            "trainer": [True, False, None, True],
            "price": [None, None, None, None],
        },
        schema_overrides={"price": polars.Null},
    )
    counts = type_frame(spec, frame, tmp_path, engine)
    assert written(tmp_path / "typed.parquet") == expected(spec, frame, typing_cases.typed)
    assert [one.unknown for one in counts.questions] == [1, 1, 1, 0, 0]
    assert any("'it's' stands once" in problem.line() for problem in counts.problems)


@pytest.mark.parametrize("engine", FAST)
def test_a_range_of_many_numbers_is_scored_to_the_digit(
    engine: str, small: TypingSpec, typing_cases: ModuleType, tmp_path: Path
) -> None:
    wide = replace(small.questions[1], min=-5, max=2_000_000, w=(900_001, -7, 3, -900_001))
    spec = replace(small, questions=(small.questions[0], wide), vectors=(), min_answered=1)
    cases = [[code % 8, code] for code in (-6, -5, 0, 1, 1999, 2_000_000, 2_000_001, 123_456)]
    frame = table(spec, [*cases, [1, None]], "Int64")
    type_frame(spec, frame, tmp_path, engine)
    assert written(tmp_path / "typed.parquet") == expected(spec, frame, typing_cases.typed)


@pytest.mark.parametrize("engine", FAST)
def test_labels_are_id_and_segment_and_without_an_id_the_row(engine: str, small: TypingSpec, tmp_path: Path) -> None:
    cases = [[1, 2, 5, 0, 3] if at % 3 else [None] * 5 for at in range(300_000)]
    frame = table(small, cases, "numbers").rename({"customer_id": "name"})
    counts = type_frame(small, frame, tmp_path, engine, details=False)
    found = polars.read_parquet(tmp_path / "typed.parquet").sort("row")
    assert found.columns == ["row", "segment"]
    assert found["row"].to_list() == list(range(1, 300_001))
    assert found.row(0) == (1, None)
    assert (found["segment"].is_null() == ((found["row"] - 1) % 3 == 0)).all()
    assert (counts.read, counts.typed, counts.too_few, counts.id_column) == (300_000, 200_000, 100_000, "row")


@pytest.mark.parametrize("engine", FAST)
def test_a_tool_without_hard_labels_writes_scores(
    engine: str, small: TypingSpec, typing_cases: ModuleType, tmp_path: Path
) -> None:
    frame = table(small, [[1, 2, 5, 0, 3], [None] * 5], "numbers")
    counts = type_frame(replace(small, hard_labels=False), frame, tmp_path, engine)
    found = polars.read_parquet(tmp_path / "typed.parquet")
    assert found.columns == ["customer_id", "score_1", "score_2", "score_3", "score_4"]
    assert found.row(0)[1:] == typing_cases.typed(small, [1, 2, 5, 0, 3]).scores
    assert (counts.read, counts.typed, counts.too_few, counts.segments, counts.bands) == (2, 0, 1, {}, {})


@pytest.mark.parametrize("engine", FAST)
def test_no_people_are_typed_too(engine: str, small: TypingSpec, tmp_path: Path) -> None:
    counts = type_frame(small, table(small, [], "numbers"), tmp_path, engine)
    assert counts.read == 0
    assert polars.read_parquet(tmp_path / "typed.parquet").height == 0


@pytest.mark.parametrize("engine", FAST)
def test_damaged_files_and_lists_are_refused_and_leave_nothing(engine: str, small: TypingSpec, tmp_path: Path) -> None:
    frame = table(small, [[1, 2, 5, 0, 3]] * 5000, "numbers")
    whole = tmp_path / "people.parquet"
    frame.write_parquet(whole)
    whole.write_bytes(whole.read_bytes()[:-500])
    with pytest.raises(InputRefused, match="DATA_DAMAGED"):
        type_people(small, whole, tmp_path / "typed.parquet", Order(engine=engine))
    with pytest.raises(InputRefused, match="TYPING_COLUMN_TYPE"):
        type_frame(small, frame.with_columns(polars.concat_list("q1").alias("q1")), tmp_path, engine)
    with pytest.raises(InputRefused, match="no column 'place'"):
        type_frame(small, frame.drop("place"), tmp_path, engine)
    assert [path.name for path in tmp_path.iterdir()] == ["people.parquet"]


def test_unknown_cells_are_named_with_their_number_the_most_frequent_first(small: TypingSpec, tmp_path: Path) -> None:
    frame = table(small, [[7, 2, 5, 0, 3]] * 3 + [[8, 2, 5, 0, 3]] * 1200 + [[float("nan"), 2, 98, 0, 3]], "numbers")
    for engine in FAST:
        counts = type_frame(small, frame, tmp_path, engine)
        lines = [problem.line() for problem in counts.problems]
        assert counts.unknown == 1203
        assert "column q1: '8.0' stands 1,200 times" in lines[0]
        assert "'7.0' stands 3 times" in lines[1]


def test_blocks_and_what_is_remembered_change_nothing(
    hard: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec, frame, right = hard("eight", "numbers")
    monkeypatch.setattr("survey_seg.scale.answer_tables.BLOCK", 97)
    monkeypatch.setattr("survey_seg.scale.answer_tables.WHOLE", 100)
    type_frame(spec, frame, tmp_path, "polars")
    assert written(tmp_path / "typed.parquet") == right


def test_auto_is_python_for_csv_and_the_fastest_that_is_installed_for_parquet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine_for("auto", "csv").name == "python"
    assert engine_for("auto", "parquet").name == "polars"
    monkeypatch.setattr("survey_seg.typing_tool.engines.find_spec", lambda name: name == "duckdb")
    assert engine_for("auto", "parquet").name == "duckdb"
    monkeypatch.setattr("survey_seg.typing_tool.engines.find_spec", lambda name: None)
    with pytest.raises(EnvironmentProblem, match="survey-seg\\[scale\\]"):
        engine_for("auto", "parquet")
    with pytest.raises(EnvironmentProblem, match="survey-seg\\[spark\\]"):
        engine_for("spark", "parquet")


@pytest.mark.parametrize(("engine", "reads"), [("python", "parquet"), ("polars", "csv"), ("excel", "csv")])
def test_an_engine_that_does_not_read_the_file_is_a_usage_error(engine: str, reads: str) -> None:
    with pytest.raises(UsageProblem, match="TYPING_ENGINE"):
        engine_for(engine, reads)


def test_every_module_of_an_engine_is_in_the_list_and_has_its_function() -> None:
    import survey_seg.typing_tool.engines as room

    files = {path.stem for path in Path(str(room.__file__)).parent.glob("*_engine.py")}
    assert files == {f"{name}_engine" for name in ENGINES}
    assert all(importlib.util.find_spec(one.function.partition(":")[0]) for one in ENGINES.values())
    assert all(callable(one.type_file) for one in ENGINES.values())

"""Folders of parts, interruptions, and what is refused before anybody is typed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from survey_seg.errors import InputRefused, UsageProblem
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.people import PARTS, type_people
from survey_seg.typing_tool.spec import TypingSpec

polars = pytest.importorskip("polars", reason="Polars (extra scale) is not installed")
pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")

COLUMNS = ("q1", "visits_month", "place", "trainer", "price")


def write_part(path: Path, start: int, people: int = 40) -> None:
    cells = {name: [(at * (7 + n)) % 7 for at in range(start, start + people)] for n, name in enumerate(COLUMNS)}
    path.parent.mkdir(parents=True, exist_ok=True)
    polars.DataFrame({"id": range(start, start + people), **cells}).write_parquet(path)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    for number, name in enumerate(("a.parquet", "b.parquet", "deep/c.pq")):
        write_part(tmp_path / "people" / name, 100 * number)
    return tmp_path / "people"


@pytest.fixture
def typed_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the parts that an engine really types."""
    from survey_seg.typing_tool.engines import polars_engine

    seen: list[str] = []
    original = polars_engine.type_file

    def recorded(spec: TypingSpec, part: Path, draft: Path, order: Order) -> object:
        if part.name == "stop.parquet":
            raise KeyboardInterrupt
        seen.append(part.name)
        return original(spec, part, draft, order)

    monkeypatch.setattr(polars_engine, "type_file", recorded)
    return seen


def content(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_folder_becomes_a_folder_with_a_part_for_every_part(
    engine: str, small: TypingSpec, people: Path, tmp_path: Path
) -> None:
    counts = type_people(small, people, tmp_path / "out", Order(engine=engine))
    assert sorted(content(tmp_path / "out")) == [PARTS, "a.parquet", "b.parquet", "deep/c.pq"]
    whole = tmp_path / "whole.parquet"
    polars.concat(
        [polars.read_parquet(people / name) for name in ("a.parquet", "b.parquet", "deep/c.pq")]
    ).write_parquet(whole)
    once = type_people(small, whole, tmp_path / "once.parquet", Order(engine=engine))
    assert (counts.read, counts.segments, counts.bands, counts.questions) == (
        120,
        once.segments,
        once.bands,
        once.questions,
    )
    parts = [polars.read_parquet(tmp_path / "out" / name) for name in ("a.parquet", "b.parquet", "deep/c.pq")]
    assert polars.concat(parts).rows() == polars.read_parquet(tmp_path / "once.parquet").rows()


def test_what_is_done_is_not_done_again(
    small: TypingSpec, people: Path, tmp_path: Path, typed_files: list[str]
) -> None:
    out = tmp_path / "out"
    write_part(people / "stop.parquet", 900)
    with pytest.raises(KeyboardInterrupt):
        type_people(small, people, out)
    assert typed_files == ["a.parquet", "b.parquet", "c.pq"]
    (people / "stop.parquet").rename(people / "d.parquet")
    first = type_people(small, people, out)
    assert typed_files == ["a.parquet", "b.parquet", "c.pq", "d.parquet"]
    before = content(out)
    assert type_people(small, people, out) == first
    assert content(out) == before
    assert len(typed_files) == 4
    fresh = type_people(small, people, tmp_path / "fresh")
    assert fresh == first
    assert content(tmp_path / "fresh") == before


def test_a_part_that_changed_or_was_damaged_is_typed_again_and_one_that_went_is_dropped(
    small: TypingSpec, people: Path, tmp_path: Path, typed_files: list[str]
) -> None:
    out = tmp_path / "out"
    type_people(small, people, out)
    typed_files.clear()
    write_part(people / "a.parquet", 5000)
    (out / "b.parquet").write_bytes((out / "b.parquet").read_bytes()[:50])
    (people / "deep" / "c.pq").unlink()
    counts = type_people(small, people, out)
    assert typed_files == ["a.parquet", "b.parquet"]
    assert counts.read == 80
    assert sorted(content(out)) == [PARTS, "a.parquet", "b.parquet"]
    assert polars.read_parquet(out / "a.parquet")["id"][0] == 5000


def test_a_folder_of_another_tool_or_of_something_else_is_not_touched(
    small: TypingSpec, people: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    type_people(small, people, out)
    before = content(out)
    with pytest.raises(UsageProblem, match="TYPING_OTHER_TOOL"):
        type_people(replace(small, model_id="tool-other"), people, out)
    with pytest.raises(UsageProblem, match="TYPING_OTHER_TOOL"):
        type_people(small, people, out, Order(details=True))
    with pytest.raises(UsageProblem, match="TYPING_FOLDER"):
        type_people(small, people, people / "deep")
    (out / PARTS).write_text("{", encoding="utf-8")
    with pytest.raises(InputRefused, match="TYPING_FOLDER"):
        type_people(small, people, out)
    (out / PARTS).write_bytes(before[PARTS])
    assert content(out) == before


def test_a_changed_list_of_parts_cannot_delete_files_elsewhere(small: TypingSpec, people: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    type_people(small, people, out)
    listed = json.loads((out / PARTS).read_text(encoding="utf-8"))
    listed["parts"]["../people/a.parquet"] = listed["parts"]["a.parquet"]
    (out / PARTS).write_text(json.dumps(listed), encoding="utf-8")
    type_people(small, people, out)
    assert (people / "a.parquet").is_file()


def test_results_have_the_form_of_the_people(small: TypingSpec, people: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,q1,visits_month,place,trainer,price\n1,1,1,1,1,1\n", encoding="utf-8")
    (tmp_path / "there").write_text("", encoding="utf-8")
    for given, out in (("people.csv", "x.parquet"), ("people/a.parquet", "x.csv"), ("people", "there")):
        with pytest.raises(UsageProblem, match="TYPING_FORM"):
            type_people(small, tmp_path / given, tmp_path / out)
    assert type_people(small, tmp_path / "people.csv", tmp_path / "typed.csv").read == 1


def test_people_who_are_not_there_and_folders_without_parts_are_refused(small: TypingSpec, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, code in (
        ("none.parquet", "TYPING_NO_FILE"),
        ("none.csv", "TYPING_NO_FILE"),
        ("empty", "DATA_NO_PARQUET"),
    ):
        with pytest.raises(InputRefused, match=code):
            type_people(small, tmp_path / name, tmp_path / ("out" if name == "empty" else f"out{name[4:]}"))

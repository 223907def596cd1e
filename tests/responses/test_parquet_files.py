"""Parquet, a file or a folder, is read as any other response file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from survey_seg.errors import EnvironmentProblem, InputRefused
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.responses import large
from survey_seg.responses.read import read_responses
from survey_seg.scale.parquet import content_hash

duckdb = pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")

ROWS = "(VALUES ('007', 1, 2, 30.5), ('008', 5, 98, NULL), ('009', NULL, 4, 41)) AS people(id, q1, q2, age)"


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write the rows of a SELECT to a Parquet file in the test's folder."""

    def writing(select: str, name: str = "answers.parquet") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        place = str(path).replace("'", "''")
        duckdb.execute(f"COPY ({select}) TO '{place}' (FORMAT parquet)")
        return path

    return writing


def codes(path: Path, questionnaire: Questionnaire) -> set[str]:
    with pytest.raises(InputRefused) as refused:
        read_responses(path, questionnaire)
    return {problem.code for problem in refused.value.problems}


def test_parquet_and_csv_of_the_same_people_are_the_same(
    written: Callable[..., Path], small: Questionnaire, tmp_path: Path
) -> None:
    (tmp_path / "answers.csv").write_text("id,q1,q2,age\n007,1,2,30.5\n008,5,98,\n009,,4,41\n", encoding="utf-8")
    text = read_responses(tmp_path / "answers.csv", small)
    parquet = read_responses(written(f"SELECT * FROM {ROWS}"), small)
    assert parquet.answers.equals(text.answers)
    assert parquet.declared_missing.equals(text.declared_missing)
    assert parquet.drawn_from == 0


@pytest.mark.parametrize("kind", ["TINYINT", "BIGINT", "DOUBLE", "DECIMAL(8, 2)", "VARCHAR"])
def test_the_type_of_a_column_does_not_matter(written: Callable[..., Path], small: Questionnaire, kind: str) -> None:
    select = f"SELECT id, CAST(q1 AS {kind}) AS q1, CAST(q2 AS {kind}) AS q2, CAST(age AS {kind}) AS age FROM {ROWS}"
    whole = select.replace("30.5", "30")
    assert read_responses(written(whole), small).answers.equals(
        read_responses(written(f"SELECT * FROM {ROWS}".replace("30.5", "30"), "b.parquet"), small).answers
    )


def test_words_lists_and_truth_are_read(written: Callable[..., Path], small: Questionnaire) -> None:
    select = "SELECT 9007199254740993 AS id, 'Agree' AS q1, [4] AS q2, true AS age, DATE '2026-03-01' AS why"
    with pytest.raises(InputRefused, match=r"DATA_NOT_A_NUMBER answers\.parquet.*column age: 'TRUE'"):
        read_responses(written(select), small)
    read = read_responses(written(select.replace("true", "20")), small)
    assert read.answers.iloc[0].tolist() == ["9007199254740993", 4, 4, 20, "2026-03-01"]
    assert read.answers.index.tolist() == ["9007199254740993"]


def test_a_folder_is_one_table_in_the_order_of_its_files(written: Callable[..., Path], small: Questionnaire) -> None:
    folder = written(f"SELECT * FROM {ROWS} WHERE id > '007'", "people/part-1.parquet").parent
    written(f"SELECT age, q2, q1, id FROM {ROWS} WHERE id = '007'", "people/part-0.parquet")
    (folder / "_SUCCESS").touch()
    (folder / ".part-0.parquet.crc").touch()
    read = read_responses(folder, small)
    assert read.answers.index.tolist() == ["007", "008", "009"]
    assert read.answers["q1"].tolist()[:2] == [1, 5]
    assert read.sha256 == content_hash(folder)


def test_names_of_files_and_columns_may_hold_anything(written: Callable[..., Path]) -> None:
    hostile = ('a"; DROP TABLE x; --', "Robert'); x", "weiß [1]*?", "filename", "😀")
    items = tuple(
        Question(id=f"q{i}", text="One", type="number", column=column, role=("basis",), min=0, max=9)
        for i, column in enumerate(hostile)
    )
    select = ", ".join('7 AS "{}"'.format(column.replace('"', '""')) for column in hostile)
    path = written(f"SELECT {select}", "it's [a] *?.parquet")
    assert read_responses(path, Questionnaire(Study(title="Odd"), items)).answers.iloc[0].tolist() == [7.0] * 5


def test_what_is_no_table_is_refused_with_its_name(
    written: Callable[..., Path], small: Questionnaire, tmp_path: Path
) -> None:
    (tmp_path / "empty.parquet").touch()
    (tmp_path / "text.parquet").write_text("id,q1\n1,2\n", encoding="utf-8")
    assert codes(tmp_path / "empty.parquet", small) == {"DATA_DAMAGED"}
    assert codes(tmp_path / "text.parquet", small) == {"DATA_DAMAGED"}
    assert codes(written(f"SELECT * FROM {ROWS} WHERE false", "none.parquet"), small) == {"DATA_NO_ROWS"}
    whole = written(f"SELECT * FROM {ROWS}").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    assert codes(tmp_path / "cut.parquet", small) == {"DATA_DAMAGED"}
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "answers.txt").touch()
    with pytest.raises(InputRefused, match=r"DATA_NO_PARQUET .*folder: .*holds answers.txt.*; expected Parquet"):
        read_responses(tmp_path / "folder", small)
    assert codes(tmp_path / "absent.parquet", small) == {"DATA_NO_FILE"}


def test_files_of_a_folder_that_differ_are_refused(written: Callable[..., Path], small: Questionnaire) -> None:
    folder = written(f"SELECT * FROM {ROWS}", "people/a.parquet").parent
    written(f"SELECT id, q1 AS extra, 'x' AS q2, age FROM {ROWS}", "people/b.parquet")
    with pytest.raises(InputRefused) as refused:
        read_responses(folder, small)
    assert [problem.column for problem in refused.value.problems] == ["q1", "q2", "extra"]
    assert {problem.file for problem in refused.value.problems} == {"b.parquet"}


def test_without_duckdb_one_sentence_says_what_to_install(
    written: Callable[..., Path], small: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(f"SELECT * FROM {ROWS}")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(EnvironmentProblem, match=r"SCALE_NO_DUCKDB: .*pip install 'survey-seg\[scale\]'"):
        read_responses(path, small)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of more than 50 rows are long, and 40 people are drawn from them."""
    monkeypatch.setattr(large, "LARGEST", 50)
    monkeypatch.setattr(large, "DRAWN", 40)


MANY = "SELECT 'p' || i AS id, 1 + i % 5 AS q1, 1 + i % 4 AS q2, 20 + i % 50 AS age, i % 3 AS w FROM RANGE(200) r(i)"


@pytest.mark.usefixtures("short")
def test_who_is_drawn_depends_on_ids_alone(written: Callable[..., Path], small: Questionnaire) -> None:
    one = read_responses(written(MANY), small)
    folder = written(f"SELECT age, id, q2, q1 FROM ({MANY}) WHERE age < 40 ORDER BY id", "many/a.parquet").parent
    written(f"SELECT age, id, q2, q1 FROM ({MANY}) WHERE age >= 40 ORDER BY q1", "many/b.parquet")
    other = read_responses(folder, small)
    assert one.answers.equals(other.answers)
    assert (one.n, one.drawn_from) == (40, 200)
    assert [notice.code for notice in one.notices][:1] == ["DATA_DRAWN"]


@pytest.mark.usefixtures("short")
def test_nobody_of_weight_zero_is_drawn(written: Callable[..., Path], small: Questionnaire) -> None:
    read = read_responses(written(MANY), small, weights="w")
    assert (read.n, read.drawn_from) == (40, 133)
    assert "DATA_ZERO_WEIGHT" in {notice.code for notice in read.notices}


@pytest.mark.usefixtures("short")
def test_without_ids_people_are_known_by_their_rows(written: Callable[..., Path], small: Questionnaire) -> None:
    folder = written(f"SELECT * EXCLUDE id FROM ({MANY}) WHERE age < 40", "many/a.parquet").parent
    written(f"SELECT * EXCLUDE id FROM ({MANY}) WHERE age >= 40", "many/b.parquet")
    read = read_responses(folder, small)
    assert read.n == 40
    assert len(set(read.answers.index)) == 40
    assert {"DATA_DRAWN_BY_ROW"} <= {notice.code for notice in read.notices}
    ages = duckdb.execute(f"SELECT age FROM READ_PARQUET('{folder}/*.parquet')").fetchall()
    assert [ages[int(row) - 1][0] for row in read.answers.index] == read.answers["age"].tolist()


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ("'p' || (i // 2) AS id", "DATA_DUPLICATE_ID", "100 ids stand in several rows: 'p0' in 2 rows"),
        ("CASE WHEN i < 9 THEN ' ' ELSE 'p' || i END AS id", "DATA_BLANK_ID", "9 people have no id"),
    ],
)
def test_ids_of_long_tables_are_sound(
    written: Callable[..., Path], small: Questionnaire, change: str, code: str, words: str
) -> None:
    with pytest.raises(InputRefused, match=f"{code} .*column id: {words}"):
        read_responses(written(MANY.replace("'p' || i AS id", change)), small)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("weight", ["-1", "NULL", "'heavy'", "'nan'::DOUBLE", "0"])
def test_weights_of_long_tables_are_sound(written: Callable[..., Path], small: Questionnaire, weight: str) -> None:
    with pytest.raises(InputRefused, match=r"DATA_BAD_WEIGHT answers\.parquet, column w"):
        read_responses(written(MANY.replace("i % 3 AS w", f"{weight} AS w")), small, weights="w")
    with pytest.raises(InputRefused, match="DATA_NO_WEIGHTS"):
        read_responses(written(MANY), small, weights="ww")


@pytest.mark.usefixtures("short")
def test_a_long_table_without_a_basis_column_is_refused(written: Callable[..., Path], small: Questionnaire) -> None:
    assert codes(written(MANY.replace("AS q2", "AS q_2x")), small) == {"DATA_MISSING_COLUMN"}

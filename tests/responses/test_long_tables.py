"""The codes of a long table are those of the same rows read as a short one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.responses import large, large_codes
from survey_seg.responses.large import open_large
from survey_seg.responses.large_codes import CodedColumns, coded_columns
from survey_seg.responses.read import read_responses
from survey_seg.scale.duckdb_engine import duckdb_session

duckdb = pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")

AGREE = tuple(Option(code=c, label=w) for c, w in enumerate(("Never", "Seldom", "Often", "Always"), start=1))
UNSURE = Option(code=9, label="Don't know", missing=True)
SPORTS = (Option(code=1, label="Run"), Option(code=2, label="Swim"), Option(code=3, label="Other", open=True))
NONE = Option(code=7, label="Cannot say", missing=True)


def question(identifier: str, kind: str, **more) -> Question:
    return Question(id=identifier, text=identifier, type=kind, role=("basis",), **more)


@pytest.fixture
def asked() -> Questionnaire:
    return Questionnaire(
        Study(title="Long"),
        (
            Question(id="id", text="Number", type="text", role=("link",)),
            question("s", "scale", options=(*AGREE, UNSURE)),
            question("t", "scale", options=AGREE),
            question("u", "scale", options=(*AGREE[:3], Option(code=4, label="Always", also=(5,)))),
            question("n", "number", min=0, max=500),
            question("m", "multi", options=(*SPORTS, NONE)),
            question("j", "multi", options=SPORTS[:2]),
        ),
    )


ROWS = """SELECT CAST(i AS VARCHAR) AS id,
    CASE WHEN i % 7 = 0 THEN NULL WHEN i % 7 = 1 THEN 9 WHEN i = 3 THEN 77 ELSE 1 + i % 4 END AS s,
    ['Never', 'seldom ', '3', '4 - Always', 'NA', ''][1 + i % 6] AS t,
    CASE WHEN i = 5 THEN 'nan'::DOUBLE ELSE 1e0 + i % 5 END AS u,
    CASE WHEN i = 8 THEN 'inf'::DOUBLE WHEN i = 11 THEN -4 WHEN i % 9 = 0 THEN NULL ELSE i * 0.37 END AS n,
    CASE WHEN i % 3 = 0 THEN 1 END AS m_1, CASE WHEN i % 4 = 0 THEN 1 END AS m_2,
    CASE WHEN i % 5 = 0 THEN 'rowing' END AS m_3, CASE WHEN i % 8 = 0 THEN 1 END AS m_7,
    ['1', '1;2', 'Swim', NULL][1 + i % 4] AS j FROM RANGE(600) r(i)"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return written(tmp_path, ROWS)


def written(folder: Path, select: str) -> Path:
    duckdb.execute(f"COPY ({select}) TO '{folder}/people.parquet' (FORMAT parquet)")
    return folder / "people.parquet"


def in_sql(path: Path, questionnaire: Questionnaire) -> tuple[CodedColumns, np.ndarray]:
    file = open_large(path, questionnaire)
    with duckdb_session("people") as engine:
        found = coded_columns(engine, file, questionnaire, "basis")
        cells = ", ".join(f"CAST({sql} AS DOUBLE)" for sql in found.sql.values())
        rows = engine.rows(f"SELECT {cells} FROM {file.table.relation} ORDER BY CAST({file.id} AS INTEGER)")
    return found, np.array([[np.nan if cell is None else cell for cell in row] for row in rows])


@pytest.mark.parametrize("most", [5000, 100])
def test_codes_by_sql_are_those_of_the_readers(
    people: Path, asked: Questionnaire, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Missing codes, words, other ways to write, blanks, infinity, written answers, several in one cell."""
    short = read_responses(people, asked)
    monkeypatch.setattr(large, "LARGEST", 100)
    monkeypatch.setattr(large_codes, "MOST_CELLS", most)
    found, codes = in_sql(people, asked)
    assert list(found.sql) == [one.name for one in asked.having("basis")]
    np.testing.assert_array_equal(codes, short.answers[list(found.sql)].to_numpy())
    assert {notice.code for notice in found.notices} == {"DATA_CODES_BLANKED"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("WHEN i = 3 THEN 77", "WHEN i % 7 = 3 THEN 77"), r"DATA_UNKNOWN_CODE people.parquet, column s: '77' is not .* expected 1 \(Never\)"),  # noqa: E501
        (("'Never'", "'Perhaps'"), "column t: 'Perhaps' is not an answer of this question"),
        (("i * 0.37", "i"), "column n: .* expected a number from 0 to 500"),
        (("i * 0.37 END", "i * 0.37 END || ' euros'"), "DATA_NOT_A_NUMBER people.parquet, column n: '"),
        (("'1;2'", "'1;5'"), "column j: '1;5' is not an answer"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_one_pass(
    tmp_path: Path, asked: Questionnaire, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], message: str
) -> None:
    monkeypatch.setattr(large, "LARGEST", 100)
    with pytest.raises(InputRefused, match=message):
        in_sql(written(tmp_path, ROWS.replace(*change)), asked)


def test_text_of_a_thousand_kinds_is_refused_by_name(
    tmp_path: Path, asked: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGEST", 100)
    monkeypatch.setattr(large_codes, "MOST_CELLS", 50)
    path = written(tmp_path, ROWS.replace("['Never'", "['word' || i"))
    with pytest.raises(InputRefused, match=r"DATA_TOO_VARIED people.parquet, column t: more than 50 different cells"):
        in_sql(path, asked)

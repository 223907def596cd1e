"""`analyze` on a Parquet table that is too long to be read whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from survey_seg.report.screens.finding import study_text
from survey_seg.responses import large
from survey_seg.study.manifest import changed_files, read_manifest
from survey_seg.study.steps import analyze, check, choose
from survey_seg.study.what_if import Changes, what_if

duckdb = pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")

QUESTIONNAIRE = """
study: {title: Long, commercial_question: Whom should we win?}
questions:
  - {id: id, text: Number, type: text, role: [link]}
"""


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A folder of two files with 900 people in three groups, of whom 300 are drawn, and its questionnaire."""
    monkeypatch.setattr(large, "LARGEST", 500)
    monkeypatch.setattr(large, "DRAWN", 300)
    people = tmp_path / "people"
    people.mkdir()
    side = "CASE (i + {q}) % 3 WHEN 0 THEN 1.5 WHEN 1 THEN 0 ELSE -1.5 END"
    items = [
        f"CAST(3 + ROUND({side.format(q=q)} + 0.9 * (HASH(i * 31 + {q}) % 1000 / 500.0 - 1)) AS TINYINT) AS q{q}"
        for q in range(6)
    ]
    rows = f"SELECT 'p' || i AS id, {', '.join(items)} FROM RANGE(900) r(i)"
    for part in range(2):
        select = f"SELECT * FROM ({rows}) WHERE HASH(id) % 2 = {part}"
        duckdb.execute(f"COPY ({select}) TO '{people}/{part}.parquet' (FORMAT parquet)")
    asked = "".join(
        f"  - {{id: q{q}, text: 'Do you like number {q}?', type: scale, min: 1, max: 5, role: [basis, typing]}}\n"
        for q in range(6)
    )
    (tmp_path / "q.yaml").write_text(QUESTIONNAIRE + asked, encoding="utf-8")
    return people, tmp_path / "q.yaml"


def test_everybody_is_sorted_and_the_study_says_whom_it_looked_at(inputs: tuple[Path, Path], tmp_path: Path) -> None:
    people, questionnaire = inputs
    study = analyze(people, questionnaire, tmp_path / "study")
    results = json.loads((tmp_path / "study" / "results.json").read_text(encoding="utf-8"))
    assert (results["data"]["n_file"], results["data"]["n_drawn"], results["data"]["n_read"]) == (900, 300, 300)
    sorted_in = results["segments"]["everybody"]
    assert sum(row["n"] for row in sorted_in["sizes"]) == sorted_in["n"] == 900
    folder = tmp_path / "study" / "segments"
    everybody = duckdb.execute(f"SELECT * FROM '{folder}/people.parquet'").df()
    assert {"id", "segment", "weight", "membership", "F1"} <= set(everybody.columns)
    joined = f"'{folder}/people.csv' AS d JOIN '{folder}/people.parquet' AS e USING (id)"
    both = duckdb.execute(f"SELECT d.segment, e.segment FROM {joined}").fetchall()
    assert len(both) == 300
    assert all(one == other for one, other in both)
    text = study_text(results, study.path)
    assert "900 people in the file; 300 drawn" in text
    assert "All 900 people sorted (segments/people.parquet): 1: " in text
    assert {"DATA_DRAWN", "SEGMENTS_EVERYBODY"} <= {row["code"] for row in results["warnings"]}
    page = (study.path / "report" / "report.html").read_text(encoding="utf-8")
    assert "sorted all" in page
    assert all(f'data-ref="segments.everybody.sizes.{place}.n"' in page for place in range(results["segments"]["k"]))
    assert "segments/people.parquet" in read_manifest(study.path)["outputs"]
    assert not changed_files(study.path)
    changed = what_if(study.path, changes=Changes(drop=("q5",)))
    assert changed["chosen"]["n"] == 300
    assert len(changed["variations"]) == 2
    chosen = choose(tmp_path / "study", 2, "two are enough")
    assert [row["segment"] for row in chosen.results["segments"]["everybody"]["sizes"]] == [1, 2]


def test_check_looks_at_the_drawn_people(inputs: tuple[Path, Path]) -> None:
    read, quality = check(*inputs)
    assert (read.n, read.drawn_from, len(quality.kept)) == (300, 900, 300)

"""The find tool in a study's folder: written with it, renamed with it, exported from it."""

import shutil
from pathlib import Path

import pytest

from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.responses.simulate import simulate, write_simulated
from survey_seg.study.model import Options, Study
from survey_seg.study.sharing import export
from survey_seg.study.steps import analyze, rename
from survey_seg.study.writing import FIND, read_find_tool
from survey_seg.typing_tool.batch import classify_file
from survey_seg.typing_tool.classify import self_test


@pytest.fixture
def folder(demo_study: Study, tmp_path: Path) -> Path:
    shutil.copytree(demo_study.path, tmp_path / "study")
    return tmp_path / "study"


def test_the_demo_finds_readers_by_what_a_publisher_knows(demo_study: Study) -> None:
    spec, found = read_find_tool(demo_study.path), demo_study.results["find"]
    assert spec is not None
    assert self_test(spec) == ()
    assert [question.id for question in spec.questions] == [field["question"] for field in found["used"]]
    assert {question.id for question in spec.questions} <= {"age", "education", "income"}
    assert found["explained"] == spec.evidence["explained"]
    assert 0 < found["explained"]["low"] < found["explained"]["value"] < 0.05
    assert not found["hard_labels"]
    assert "FIND_NO_LABELS" in {warning["code"] for warning in demo_study.results["warnings"]}
    reasons = {row["question"]: row["reason"] for row in found["left_out"]}
    assert "segments are built on it" in reasons["party"]


def test_new_names_reach_the_find_tool(folder: Path) -> None:
    rename(folder, {1: "Weekday readers"})
    spec = read_find_tool(folder)
    assert spec is not None
    assert spec.segments[0].name == "Weekday readers"


def test_the_find_tool_leaves_in_other_forms(folder: Path, tmp_path: Path) -> None:
    assert export(folder, "json", find=True) == folder / FIND
    text = export(folder, "sql-duckdb", tmp_path / "find.sql", find=True).read_text(encoding="utf-8")
    assert "score_1" in text
    (folder / FIND).unlink()
    with pytest.raises(CannotCompute, match="this study has no find tool"):
        export(folder, "json", find=True)


def test_a_study_without_fields_says_so_and_goes_on(tmp_path: Path) -> None:
    options = ", ".join(f'{{code: {code}, label: "{code} of 5"}}' for code in range(1, 6))
    question = "  - {{id: q{0}, text: Item {0}, type: scale, role: [basis], data_type: need, options: [{1}]}}"
    lines = [question.format(number, options) for number in range(1, 7)]
    (tmp_path / "q.yaml").write_text("\n".join(["study: {title: Small}", "questions:", *lines]), encoding="utf-8")
    made = simulate(read_questionnaire(tmp_path / "q.yaml"), 60, seed=2, segments=2, separation=2.0)
    write_simulated(made, tmp_path / "r.csv")
    chosen = Options(k="2", because="two teams")
    study = analyze(tmp_path / "r.csv", tmp_path / "q.yaml", tmp_path / "study", options=chosen)
    assert "no question is a field that can be seen without asking" in study.results["find"]["not_computed"]
    assert "accuracy" in study.results["typing"]
    assert not (study.path / FIND).exists()
    assert "no question is a field" in (study.path / "report" / "report.html").read_text(encoding="utf-8")


def test_people_are_ranked_from_a_table(folder: Path, tmp_path: Path) -> None:
    spec = read_find_tool(folder)
    assert spec is not None
    columns = ",".join(question.column for question in spec.questions)
    (tmp_path / "crm.csv").write_text(f"id,{columns}\nann{',3' * len(spec.questions)}\n", encoding="utf-8")
    counts = classify_file(spec, tmp_path / "crm.csv", tmp_path / "out.csv")
    assert counts.read == 1

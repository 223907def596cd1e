"""What was decided stays with the study: added, never taken away, shown by the report, kept when it is made again."""

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import openpyxl
import pytest

from survey_seg.artifact import write_json
from survey_seg.cli import run
from survey_seg.errors import InputRefused, UsageProblem
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.responses.simulate import simulate, write_simulated
from survey_seg.study import decision_log
from survey_seg.study.decision_log import FILE, Entry, decide, read_log, write_log
from survey_seg.study.manifest import changed_files
from survey_seg.study.model import Study
from survey_seg.study.results import read_results
from survey_seg.study.steps import analyze, choose, rename

HOSTILE = "<img src=x onerror=alert(1)>=1+1"
ENTRY = Entry("D1", "Open with the plan", "cmo", "2026-11-22", 2, "2027-01")


def questionnaire_text() -> str:
    text = f"""
study:
  title: T
  decisions: [{{id: D1, text: "{HOSTILE}", owner: o, due: 2026-12}}, {{id: D2, text: Second, owner: o}}]
  hypotheses:
    - {{id: H1, text: "{HOSTILE}", expects: "q1 >= 4", more_where: "q4 >= 4"}}
    - {{id: H2, text: "{HOSTILE}", expects: "q{{9}}", rises_with: q1}}
    - {{id: P1, text: "{HOSTILE}", persona: "{HOSTILE}", traits: ["q1 >= 4", "q2 >= 4"]}}
questions:
  - {{id: person, text: Number, type: text, role: [link]}}
""".replace('expects: "q{9}"', "expects: q9")
    for number, construct in enumerate("aaabbb", start=1):
        text += f"""
  - {{id: q{number}, text: "{HOSTILE} {number}", type: scale, role: [basis, typing], data_type: need,
      construct: {construct}, options: [{{code: 1, label: "{HOSTILE}"}}, {{code: 2, label: B}}, {{code: 3, label: C}},
      {{code: 4, label: D}}, {{code: 5, label: "5{HOSTILE}"}}]}}
"""
    return text


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A small study with hypotheses, made once."""
    folder = tmp_path_factory.mktemp("decided")
    (folder / "q.yaml").write_text(questionnaire_text(), encoding="utf-8")
    questionnaire = read_questionnaire(folder / "q.yaml")
    write_simulated(simulate(questionnaire, 300, seed=2, segments=3, separation=2.0), folder / "r.csv")
    return analyze(folder / "r.csv", folder / "q.yaml", folder / "study")


@pytest.fixture
def study(made: Study, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    shutil.copytree(made.path, tmp_path / "study")
    for name in ("q.yaml", "r.csv"):
        shutil.copyfile(made.path.parent / name, tmp_path / name)
    return tmp_path / "study"


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_hypotheses_and_personas_are_in_the_results_of_a_study(made: Study) -> None:
    held = made.results["hypotheses"]
    assert [row["verdict"] for row in held["rows"]][1] == "not testable"
    assert held["rows"][1]["reason"] == "no question is called 'q9'"
    assert held["rows"][2]["by_construction"].startswith("all its traits are basis questions")
    assert held["personas"][0]["persona"] == HOSTILE
    assert made.results["decision_log"] == []
    assert not (made.path / FILE).exists()
    codes = {warning["code"] for warning in made.results["warnings"]}
    assert {notice["code"] for notice in held["notices"]} <= codes
    page = (made.path / "report" / "report.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") > 3


def test_a_decision_is_in_the_log_the_results_the_report_and_the_manifest(study: Path) -> None:
    decide(study, replace(ENTRY, what=HOSTILE))
    results = read_results(study)
    assert [(row["decision"], row["segment"], row["what"]) for row in results["decision_log"]] == [("D1", 2, HOSTILE)]
    assert results["decision_log"][0]["current"] is True
    page = (study / "report" / "report.html").read_text(encoding="utf-8")
    assert "What was decided" in page
    assert "<img" not in page
    assert changed_files(study) == ()
    for path in (study / "report").glob("*.xlsx"):
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert [cell for cell in cells if cell.data_type == "f" and "img" in str(cell.value)] == []


def test_entries_are_added_and_the_last_one_stands(study: Path) -> None:
    decide(study, ENTRY)
    decide(study, replace(ENTRY, segment=None))
    decide(study, replace(ENTRY, what="Wait", on="2026-12-01"))
    assert [entry.what for entry in read_log(study)] == ["Open with the plan", "Open with the plan", "Wait"]
    shown = read_results(study)["decision_log"]
    assert [(row["segment"], row["what"]) for row in shown] == [(2, "Wait"), (None, "Open with the plan")]


def test_the_same_decisions_give_the_same_bytes(study: Path, tmp_path: Path) -> None:
    shutil.copytree(study, tmp_path / "other")
    for folder in (study, tmp_path / "other"):
        decide(folder, ENTRY)
    assert everything(study) == everything(tmp_path / "other")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"decision": "D9"}, "DECIDE_UNKNOWN"),
        ({"segment": 0}, "DECIDE_NO_SEGMENT"),
        ({"segment": 99}, "DECIDE_NO_SEGMENT"),
        ({"what": "  "}, "DECIDE_TEXT"),
        ({"owner": "x" * 501}, "DECIDE_TEXT"),
        ({"due": "next spring"}, "DECIDE_DATE"),
        ({"due": "2027-02-30"}, "DECIDE_DATE"),
        ({"on": "2026-11"}, "DECIDE_DATE"),
        ({"on": "22.11.2026"}, "DECIDE_DATE"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(study: Path, change: dict, code: str) -> None:
    before = everything(study)
    with pytest.raises(UsageProblem) as refused:
        decide(study, replace(ENTRY, **change))
    assert [problem.code for problem in refused.value.problems] == [code]
    assert everything(study) == before


def test_a_fault_on_the_way_leaves_the_study_as_it_was(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(study)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(decision_log, "refresh_manifest", broken)
    with pytest.raises(KeyboardInterrupt):
        decide(study, ENTRY)
    assert everything(study) == before
    assert [path.name for path in study.parent.iterdir() if path.name.startswith(".")] == []


def test_decisions_outlive_new_names_and_another_number_of_segments(study: Path) -> None:
    decide(study, ENTRY)
    rename(study, {2: "Planners"})
    assert read_results(study)["decision_log"][0]["current"] is True
    k = read_results(study)["segments"]["k"]
    again = choose(study, 2 if k != 2 else 3, "sales can serve so many")
    assert [entry.what for entry in read_log(study)] == ["Open with the plan"]
    assert again.results["decision_log"][0]["current"] is False
    assert changed_files(study) == ()


ODD = '{"format": "survey-seg/decisions/1", "decisions": [%s]}'


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": "other/1", "decisions": []}', ODD % "{}", ODD % '{"shape": 1}',
     ODD % '{"decision": 1, "what": "", "owner": "", "on": ""}'],
)  # fmt: skip
def test_a_damaged_log_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_log(tmp_path)
    assert refused.value.problems[0].code == "STUDY_LOG"


def test_the_log_survives_the_disk(tmp_path: Path) -> None:
    log = (replace(ENTRY, what='a "b"\n<c>', k=4, data="9f"), replace(ENTRY, segment=None, due=None))
    write_log(tmp_path, log)
    assert read_log(tmp_path) == log
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["decisions"] == [asdict(one) for one in log]


def test_a_study_whose_questionnaire_names_no_decision_takes_any(study: Path) -> None:
    results = read_results(study)
    write_json(study / "results.json", {**results, "study": {**results["study"], "decisions": []}})
    decide(study, replace(ENTRY, decision="Spring campaign"))
    assert read_log(study)[0].decision == "Spring campaign"


def test_the_commands_note_and_show_decisions(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["decide", str(study), "D1", "--segment", "2", "--what", "Go", "--owner", "cmo", "--due", "2027-01"]
    assert run([*arguments, "--on", "2026-11-22"]) == 0
    assert "Go (owner: cmo, due 2027-01; decided 2026-11-22)" in capsys.readouterr().out
    assert run(["status", str(study), "--today", "2027-02-01"]) == 0
    out = capsys.readouterr().out
    assert "due 2027-01, overdue; decided 2026-11-22)" in out
    assert "was due 2026-12, open for segment 1" in out
    assert "decision D2: Second (owner: o)" in out
    assert "segment 1" in out.partition("Undecided:")[2]
    assert run(["decide", str(study), "D7", "--what", "Go", "--owner", "cmo"]) == 2
    assert "DECIDE_UNKNOWN" in capsys.readouterr().err
    assert run(["decide", str(study), "D2", "--what", "Go", "--owner", "cmo"]) == 0
    assert run(["verify", str(study)]) == 0

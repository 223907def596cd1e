"""lint, import and diff as a researcher calls them."""

import json
from pathlib import Path

import pytest

from survey_seg.cli import run
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.resources import folder

STARTER = Path(folder("questionnaires")) / "starter.yaml"

SURVEYJS = {
    "title": "Coffee",
    "pages": [
        {
            "name": "p1",
            "elements": [
                {"type": "radiogroup", "name": "cups", "title": "How many cups?", "choices": ["None", "One", "More"]},
                {"type": "comment", "name": "why", "title": "What for?", "visibleIf": "{cups} = 'More'"},
            ],
        }
    ],
}


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    file = tmp_path / "coffee.json"
    file.write_text(json.dumps(SURVEYJS), encoding="utf-8")
    return file


@pytest.fixture
def untagged(tmp_path: Path) -> Path:
    file = tmp_path / "untagged.yaml"
    file.write_text("study: {title: T}\nquestions:\n  - {id: q1, text: Why?, type: text}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("kind", ["json", "sarif"])
def test_a_report_for_programs_goes_to_a_file(kind: str, untagged: Path, tmp_path: Path) -> None:
    assert run(["lint", str(untagged), "--format", kind, "-o", str(tmp_path / "out.json")]) == 1
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["html", "xlsx", "docx", "json"])
def test_a_report_in_a_file_is_told_with_how_much_was_found(
    kind: str, untagged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["lint", str(untagged), "--select", "ACT001,ANA401"])
    *_, counted = (line for line in capsys.readouterr().out.splitlines() if line.startswith("T: "))
    file = tmp_path / f"paper.{kind}"
    run(["lint", str(untagged), "--select", "ACT001,ANA401", "--format", kind, "-o", str(file)])
    assert capsys.readouterr().out == f"Written: {file}: {counted.removeprefix('T: ')}\n"
    assert "error" in counted
    run(["lint", str(untagged), "--select", "OPT", "--format", kind, "-o", str(file)])
    assert capsys.readouterr().out == f"Written: {file}: no findings.\n"


def test_a_paper_needs_a_file(untagged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", str(untagged), "--format", "html"]) == 2
    assert "needs -o FILE" in capsys.readouterr().err


def test_several_files_are_linted_one_after_the_other(untagged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", str(untagged), str(untagged)]) == 1
    assert capsys.readouterr().out.count("T: ") == 2
    assert run(["lint", str(untagged), str(untagged), "--format", "json"]) == 2


def test_what_a_baseline_knows_does_not_fail_again(
    untagged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = tmp_path / "baseline.json"
    assert run(["lint", str(untagged), "--write-baseline", str(baseline)]) == 1
    assert run(["lint", str(untagged), "--baseline", str(baseline)]) == 0
    untagged.write_text(untagged.read_text() + "  - {id: q2, text: Why not?, type: text}\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["lint", str(untagged), "--baseline", str(baseline)]) == 1
    assert "q2" in capsys.readouterr().out


def test_selecting_a_family_and_a_profile_from_the_command_line(untagged: Path) -> None:
    assert run(["lint", str(untagged), "--select", "OPT"]) == 0
    assert run(["lint", str(untagged), "--select", "ACT001", "--profile", "tracker"]) == 1


def test_a_changed_wave_fails_and_names_the_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = tmp_path / "newer.yaml"
    text = STARTER.read_text(encoding="utf-8")
    newer.write_text(text.replace("How many cups of coffee were", "How many cups of tea were"), encoding="utf-8")
    assert run(["diff", str(STARTER), str(STARTER)]) == 0
    assert capsys.readouterr().out == "No differences.\n"
    assert run(["diff", str(STARTER), str(newer)]) == 1
    assert "cups of tea" in capsys.readouterr().out
    assert run(["diff", str(STARTER), str(newer), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["changes"][0]["kind"] == "text"
    assert run(["lint", str(newer), "--previous", str(STARTER), "--select", "ANA420"]) == 1
    assert "ANA420" in capsys.readouterr().out


def test_an_import_is_written_once_and_can_be_linted(
    imported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made.yaml"
    assert run(["import", str(imported), "-o", str(made)]) == 0
    assert "2 questions" in capsys.readouterr().out
    asked = read_questionnaire(made)
    assert [question.id for question in asked.questions] == ["cups", "why"]
    assert asked.questions[1].show_if == "cups == 3"
    assert run(["import", str(imported), "-o", str(made)]) == 2
    assert run(["import", str(imported), "-o", str(made), "--force"]) == 0
    run(["lint", str(made)])
    printed = capsys.readouterr().out
    assert "LNT005" in printed
    assert "ACT001" not in printed
    assert run(["import", str(imported), "-o", str(tmp_path / "made.csv")]) == 0
    assert read_questionnaire(tmp_path / "made.csv").questions == asked.questions


def test_linting_an_import_says_once_that_it_is_untagged(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", str(imported)])
    printed = capsys.readouterr().out
    assert printed.count("LNT005") == 1
    assert "ACT001" not in printed


@pytest.mark.parametrize(("kind", "ending"), [("xlsform", "xlsx"), ("surveyjs", "json"), ("limesurvey", "tsv")])
def test_an_exported_questionnaire_can_be_imported_again(
    kind: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"starter.{ending}"
    assert run(["export-questionnaire", str(STARTER), "--to", kind, "-o", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "Kept in the questionnaire only: " in printed
    assert "decisions" in printed
    assert len(read_questionnaire(file).questions) == len(read_questionnaire(STARTER).questions)
    assert run(["export-questionnaire", str(STARTER), "--to", kind, "-o", str(file)]) == 2
    assert run(["export-questionnaire", str(STARTER), "--to", kind, "-o", str(tmp_path / "starter.doc")]) == 2


def test_the_same_questionnaire_is_exported_as_the_same_bytes(tmp_path: Path) -> None:
    for kind, ending in (("xlsform", "xlsx"), ("flat", "xlsx"), ("qualtrics", "txt")):
        made = [tmp_path / f"{kind}{number}.{ending}" for number in (1, 2)]
        assert [run(["export-questionnaire", str(STARTER), "--to", kind, "-o", str(file)]) for file in made] == [0, 0]
        assert made[0].read_bytes() == made[1].read_bytes()

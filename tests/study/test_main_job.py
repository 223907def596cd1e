"""The main job end to end: the demo, a study without segments, hostile text, weights, and what is done with a study."""

import csv
import json
import random
import re
import shutil
import time
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from survey_seg.cli import run
from survey_seg.errors import CannotCompute, InputRefused, UsageProblem
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.report.forms import REPORTS
from survey_seg.responses.simulate import simulate, write_simulated
from survey_seg.study.demo import demo
from survey_seg.study.manifest import changed_files
from survey_seg.study.model import Options, Study
from survey_seg.study.results import read_results
from survey_seg.study.sharing import export, report
from survey_seg.study.steps import analyze, choose, rename

HOSTILE = "<img src=x onerror=alert(1)>"
FORMULA = "=1+1"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_demo_leaves_a_whole_study(demo_study: Study) -> None:
    made = files(demo_study.path)
    for name in (
        "study.toml", "questionnaire.yaml", "manifest.json", "results.json", "data/anes96.csv", "quality/flags.csv",
        "factors/loadings.csv", "segments/people.csv", "segments/candidates.csv", "profiles/answers.csv",
        "priorities/rank.csv", "typing_tool/typing_tool.json", "typing_tool/typing_tool.xlsx",
        "typing_tool/typing_tool.html", "report/report.html",
    ):  # fmt: skip
        assert made[name], name
    assert changed_files(demo_study.path) == ()
    assert demo_study.results["data"]["n_read"] == 944
    assert demo_study.results["segments"]["k"] in range(3, 6)


def test_the_same_seed_gives_the_same_bytes_within_a_minute(demo_study: Study, tmp_path: Path) -> None:
    begun = time.process_time()
    again = demo(tmp_path / "elsewhere")
    assert time.process_time() - begun < 60
    first, second = files(demo_study.path), files(again.path)
    assert first.keys() == second.keys()
    manifests = [json.loads(made.pop("manifest.json")) for made in (first, second)]
    assert {name for name, content in first.items() if content != second[name]} == set()
    for manifest in manifests:
        manifest.pop("run")
    assert manifests[0] == manifests[1]


def test_no_file_of_a_study_names_a_path_of_this_machine(demo_study: Study) -> None:
    for name, content in files(demo_study.path).items():
        assert str(demo_study.path).encode() not in content, name
        assert str(Path.home()).encode() not in content, name


def test_a_person_chooses_k_and_the_reason_is_kept(demo_study: Study, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(demo_study.path, folder)
    chosen = choose(folder, 4, "sales can serve four")
    assert chosen.results["segments"]["k"] == 4
    assert chosen.results["segments"]["chosen_by"] == "person"
    assert "sales can serve four" in (folder / "report" / "report.html").read_text(encoding="utf-8")
    assert changed_files(folder) == ()
    assert choose(folder, 1, "no segments, please").results["segments"]["k"] == 1
    with pytest.raises(CannotCompute):
        export(folder, "xlsx")


def test_two_segments_of_one_name_are_refused(demo_study: Study, tmp_path: Path) -> None:
    shutil.copytree(demo_study.path, tmp_path / "copy")
    before = files(tmp_path / "copy")
    with pytest.raises(UsageProblem, match="would have the same name, 'Planners'"):
        rename(tmp_path / "copy", {1: "planners ", 2: "Planners"})
    assert files(tmp_path / "copy") == before


def test_a_folder_without_a_template_is_no_folder_of_templates(demo_study: Study, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageProblem, match="no file of this folder stands for one of ours"):
        report(demo_study.path, tmp_path / "r.html", templates=tmp_path)


def test_a_report_is_written_in_the_language_asked_for_or_named_by_the_study(demo_study: Study, tmp_path: Path) -> None:
    for form, place in REPORTS.items():
        assert not report(demo_study.path, tmp_path / place.place.name, form=form, language="de").faults
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in page
    assert "Zusammenfassung" in page
    shutil.copytree(demo_study.path, tmp_path / "study")
    results = json.loads((tmp_path / "study" / "results.json").read_text(encoding="utf-8"))
    results["study"]["report_language"] = "es"
    (tmp_path / "study" / "results.json").write_text(json.dumps(results), encoding="utf-8")
    assert "Resumen" in report(tmp_path / "study", tmp_path / "es.html").path.read_text(encoding="utf-8")


def test_a_house_may_reword_the_report_or_add_a_language(demo_study: Study, tmp_path: Path, root: Path) -> None:
    with pytest.raises(UsageProblem, match=r"no words for the language nl; expected de, en, es, fr"):
        report(demo_study.path, tmp_path / "r.html", language="nl")
    house = tmp_path / "house" / "words"
    shutil.copytree(root / "templates" / "words" / "de", house / "nl")
    (house / "nl" / "shared.json").write_text('{"Summary": "Samenvatting"}', encoding="utf-8")
    (house / "en").mkdir()
    (house / "en" / "ours.json").write_text('{"Summary": "In short"}', encoding="utf-8")
    for language, word in (("nl", "Samenvatting"), (None, "In short")):
        made = report(demo_study.path, tmp_path / "r.html", templates=tmp_path / "house", language=language)
        assert f"</span> {word}</h2>" in made.path.read_text(encoding="utf-8")


def test_renamed_segments_are_renamed_everywhere(demo_study: Study, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(demo_study.path, folder)
    old = demo_study.results["segments"]["sizes"][1]["name"]
    rename(folder, {2: "Busy & left <early>"})
    assert "Busy &amp; left &lt;early&gt;" in (folder / "report" / "report.html").read_text(encoding="utf-8")
    tool = json.loads((folder / "typing_tool" / "typing_tool.json").read_text(encoding="utf-8"))
    assert tool["segments"][1]["name"] == "Busy & left <early>"
    assert "Busy & left <early>" in (folder / "study.toml").read_text(encoding="utf-8")
    cells = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(folder / "typing_tool" / "typing_tool.xlsx")
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert any("Busy & left <early>" in cell for cell in cells)
    assert not any(old in cell for cell in cells)
    assert changed_files(folder) == ()
    assert run(["type", str(folder), str(folder / "data" / "anes96.csv"), "-o", str(tmp_path / "typed.csv")]) == 0


def test_a_file_that_was_changed_is_found(demo_study: Study, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(demo_study.path, folder)
    (folder / "segments" / "people.csv").write_text("id,segment\n")
    (folder / "results.json").unlink()
    assert {problem.code for problem in changed_files(folder)} == {"STUDY_FILE_CHANGED", "STUDY_FILE_MISSING"}
    assert run(["verify", str(folder)]) == 1
    with pytest.raises(InputRefused):
        read_results(folder)


def test_typing_the_respondents_agrees_with_the_study_as_often_as_it_says(demo_study: Study, tmp_path: Path) -> None:
    folder = demo_study.path
    assert run(["type", str(folder), str(folder / "data" / "anes96.csv"), "-o", str(tmp_path / "typed.csv")]) == 0
    typed, real = rows(tmp_path / "typed.csv"), rows(folder / "segments" / "people.csv")
    pairs = [(one[1], other[1]) for one, other in zip(typed[1:], real[1:], strict=True)]
    agreement = sum(one == other for one, other in pairs) / len(pairs)
    assert agreement >= demo_study.results["typing"]["accuracy"]["low"]


def test_exports_and_report_are_written_elsewhere_without_touching_the_study(demo_study: Study, tmp_path: Path) -> None:
    before = files(demo_study.path)
    for kind in ("xlsx", "html", "json"):
        made = export(demo_study.path, kind, tmp_path / f"tool.{kind}")
        assert made.read_bytes() == before[f"typing_tool/typing_tool.{kind}"]
    assert report(demo_study.path, tmp_path / "r.html").path.read_bytes() == before["report/report.html"]
    assert files(demo_study.path) == before


@pytest.mark.parametrize("command", ["status", "advise", "report", "verify"])
def test_what_a_study_says_fits_the_terminal(
    command: str, demo_study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "study"
    shutil.copytree(demo_study.path, folder)
    assert run([command, str(folder)]) == 0
    out = capsys.readouterr().out
    assert out.strip()
    assert len(out.splitlines()) <= 45


class Tags(HTMLParser):
    """The elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile_study(folder: Path) -> Study:
    text = f"""
study: {{title: "{HOSTILE} {FORMULA}", decisions: [{{id: D1, text: "{HOSTILE}", owner: o}}],
         stakeholders: [{{id: o, role: "{HOSTILE}"}}]}}
questions:
  - {{id: person, text: "{FORMULA}", type: text, role: [link]}}
"""
    for number, construct in enumerate("aaabbb", start=1):
        text += f"""
  - id: q{number}
    text: "{FORMULA if number % 2 else HOSTILE} {number} {{{{7*7}}}}"
    type: scale
    role: [basis, typing]
    data_type: need
    construct: {construct}
    options: [{{code: 1, label: "{HOSTILE}"}}, {{code: 2, label: "{FORMULA}"}}, {{code: 3, label: "+3"}},
              {{code: 4, label: "@x"}}, {{code: 5, label: "-5</script>"}}]
    action: [{{verb: message, owner: o, decision: D1, when: [4, 5], text: "{FORMULA}{HOSTILE}"}}]
    reach: [{{via: crm, field: "{HOSTILE}"}}]
"""
    (folder / "q.yaml").write_text(text, encoding="utf-8")
    questionnaire = read_questionnaire(folder / "q.yaml")
    write_simulated(simulate(questionnaire, 300, seed=2, segments=3, separation=2.0), folder / "r.csv")
    return analyze(folder / "r.csv", folder / "q.yaml", folder / "study")


def test_hostile_text_stays_text_everywhere(tmp_path: Path) -> None:
    study = hostile_study(tmp_path)
    assert study.results["segments"]["k"] > 1
    for page in ("report/report.html", "typing_tool/typing_tool.html"):
        text = (study.path / page).read_text(encoding="utf-8")
        tags = Tags()
        tags.feed(text)
        assert not [tag for tag, attributes in tags.found if tag == "img" or "onerror" in attributes]
        assert "49" not in re.findall(r"\{\{.*?\}\}", text)
        assert "{{7*7}}" in text
    rename(study.path, {1: FORMULA, 2: HOSTILE})
    book = openpyxl.load_workbook(study.path / "typing_tool" / "typing_tool.xlsx")
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert not [formula for formula in formulas if str(formula) == FORMULA]
    for path in study.path.rglob("*.csv"):
        for row in rows(path):
            assert not [cell for cell in row if cell.startswith(("=", "@")) or cell == "+3"], path


def test_no_segments_is_an_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(1)
    names = [f"q{number}" for number in range(1, 9)]
    options = ", ".join(f'{{code: {code}, label: "{code} of 5"}}' for code in range(1, 6))
    question = "  - {{id: {0}, text: Item {0}, type: scale, role: [basis, typing], data_type: need, options: [{1}]}}\n"
    text = "study: {title: Noise}\nquestions:\n" + "".join(question.format(name, options) for name in names)
    (tmp_path / "q.yaml").write_text(text, encoding="utf-8")
    people = [",".join(str(chance.randint(1, 5)) for _ in names) for _ in range(300)]
    (tmp_path / "r.csv").write_text("\n".join([",".join(names), *people]) + "\n", encoding="utf-8")
    folder = tmp_path / "study"
    assert run(["analyze", str(tmp_path / "r.csv"), "-q", str(tmp_path / "q.yaml"), "-o", str(folder)]) == 0
    assert "There are no segments here" in capsys.readouterr().out
    results = read_results(folder)
    assert (results["segments"]["k"], results["segments"]["verdict"]) == (1, "none")
    assert all("not_computed" in results[part] for part in ("profiles", "priorities", "typing"))
    assert not (folder / "typing_tool").exists()
    assert "There are no segments here" in (folder / "report" / "report.html").read_text(encoding="utf-8")
    assert run(["export", str(folder), "xlsx"]) == 4
    assert run(["type", str(folder)]) == 4
    assert "STUDY_NO_TOOL" in capsys.readouterr().err
    assert changed_files(folder) == ()


def test_an_option_of_the_command_reaches_the_results(tmp_path: Path, root: Path) -> None:
    questionnaire = root / "questionnaires" / "examples" / "fleet_telematics.yaml"
    write_simulated(simulate(read_questionnaire(questionnaire), 300, seed=1, segments=3), tmp_path / "r.csv")
    options = Options(seed=3, k="4", because="four teams")
    study = analyze(tmp_path / "r.csv", questionnaire, tmp_path / "study", options=options)
    assert study.results["settings"]["seed"] == 3
    assert study.results["segments"]["k"] == 4
    assert study.results["segments"]["reason"] == "four teams"

"""The workbook: real tables, numbers of the results, nothing that runs, the same bytes."""

import hashlib
import json
import re
import shutil
import subprocess
import time
import zipfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from survey_seg.report.forms import REPORTS, Look
from survey_seg.report.language.answer_words import answer_words
from survey_seg.report.language.catalogue import languages, speaking
from survey_seg.report.language.speech import say
from survey_seg.report.workbook import lists, write
from survey_seg.report.workbook.grid import FIRST_ROW
from survey_seg.report.workbook.write import SHEETS, write_workbook

NAMES = ["Contents", *(name for name, _, _ in SHEETS)]
_SPEC = spec_from_file_location("said_words", Path(__file__).with_name("said_words.py"))
words = module_from_spec(_SPEC)
_SPEC.loader.exec_module(words)


@pytest.fixture
def book(results: dict, tmp_path: Path) -> openpyxl.Workbook:
    assert write_workbook(results, tmp_path / "report.xlsx", Look()) == ()
    return openpyxl.load_workbook(tmp_path / "report.xlsx")


def records(sheet: object) -> list[dict]:
    """The rows of a sheet's table by the heads of its columns."""
    head, *rows = list(sheet.iter_rows(min_row=FIRST_ROW + 1, values_only=True))
    return [dict(zip(head, row, strict=True)) for row in rows]


def same(found: object, true: object) -> bool:
    """A workbook keeps sixteen digits."""
    return found == true or (isinstance(true, float) and found == pytest.approx(true, rel=1e-14))


def test_the_workbook_is_one_of_the_forms_of_the_report() -> None:
    assert REPORTS["xlsx"].function.endswith(f":{write_workbook.__name__}")
    assert REPORTS["xlsx"].place == Path("report", "report.xlsx")


def test_every_sheet_opens_in_every_state(regime: tuple[str, dict], tmp_path: Path) -> None:
    _, results = regime
    before = json.dumps(results)
    assert write_workbook(results, tmp_path / "report.xlsx", Look()) == ()
    assert json.dumps(results) == before
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert book.sheetnames == NAMES
    assert all(len(name) <= 31 for name in book.sheetnames)
    tables = [name for sheet in book for name in sheet.tables]
    assert len(tables) == len(set(tables))
    for sheet in book:
        for table in sheet.tables.values():
            heads = [column.name for column in table.tableColumns]
            assert len({head.casefold() for head in heads}) == len(heads)
            assert table.autoFilter is not None
            assert [cell.value for cell in sheet[table.ref][0]] == heads


def test_nothing_in_the_workbook_is_a_formula_or_leads_outside(regime: tuple[str, dict], tmp_path: Path) -> None:
    write_workbook(regime[1], tmp_path / "report.xlsx", Look())
    with zipfile.ZipFile(tmp_path / "report.xlsx") as parts:
        for name in parts.namelist():
            text = parts.read(name)
            root = ElementTree.fromstring(text)
            assert not [tag for tag in root.iter() if tag.tag.endswith("}f")], name
            assert b'TargetMode="External"' not in text
            assert "vba" not in name.lower()


def test_tables_freeze_their_heads_and_print_what_they_hold(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.print_area
        if sheet.title != "Contents":
            assert sheet.freeze_panes.endswith(str(FIRST_ROW + 2))
            assert sheet.page_setup.orientation == "landscape"


def test_links_of_the_contents_lead_to_their_tables(book: openpyxl.Workbook, results: dict) -> None:
    goals = [cell.hyperlink.location for cell in book["Contents"]["A"] if cell.hyperlink]
    assert [goal.partition("!")[0].strip("'") for goal in goals[: len(SHEETS)]] == NAMES[1:]
    tables = results["tables"]["questions"]
    for goal, (number, table) in zip(goals[len(SHEETS) :], enumerate(tables, start=1), strict=True):
        row = book["Tables"][goal.partition("!")[2]].row
        assert [book["Tables"].cell(row, column).value for column in (1, 2, 4)] == [number, table["variable"], "Base"]


def test_every_figure_of_the_tables_is_that_of_the_results(book: openpyxl.Workbook, results: dict) -> None:
    rows = [row for row in records(book["Tables"]) if row["Row"] in {"Answer", "Net", "Mean"}]
    ends = records(book["Intervals"])
    expected = [(table, row) for table in results["tables"]["questions"] for row in table["rows"]]
    assert len(rows) == len(ends) == len(expected) > 300
    names = [f"{'ABCD'[i]} {one['name']}" for i, one in enumerate(results["segments"]["sizes"])]
    for row, end, (table, true) in zip(rows, ends, expected, strict=True):
        assert (row["Question"], row["Answer"]) == (table["variable"], true["label"])
        assert (end["Question"], end["Answer"]) == (table["variable"], true["label"])
        shown = ["hidden" if hidden else value for value, hidden in zip(true["value"], true["hidden"], strict=True)]
        assert all(map(same, [row["All"], *(row[name] for name in names)], shown))
        assert [row[f"{letter}: above"] or "" for letter in "ABCD"] == true["letters"][1:]
        for place, name in enumerate(names, start=1):
            for key in ("low", "high", "index"):
                expected_end = "hidden" if true["hidden"][place] and key != "index" else true[key][place]
                assert same(end[f"{name}: {key}"], expected_end), (row, key)
            assert (end[f"{name}: to the rest"] or "") == true["rest"][place]
    bases = [row for row in records(book["Tables"]) if row["Answer"] == "People who answered"]
    assert [row["All"] for row in bases] == [table["base"][0] for table in results["tables"]["questions"]]


def test_numbers_are_numbers_with_a_format(book: openpyxl.Workbook) -> None:
    row = next(row for row in book["Tables"].iter_rows(min_row=FIRST_ROW + 2) if row[3].value == "Answer")
    assert (type(row[5].value), row[5].number_format) == (float, "0.0%")
    mean = next(row for row in book["Tables"].iter_rows(min_row=FIRST_ROW + 2) if row[3].value == "Mean")
    assert mean[5].number_format == "0.00"
    assert mean[6].number_format == "0.0"


def test_segments_and_priorities_are_those_of_the_results(book: openpyxl.Workbook, results: dict) -> None:
    ranks = {row["segment"]: row for row in results["priorities"]["rank"]}
    for row, true in zip(records(book["Summary"]), results["segments"]["sizes"], strict=True):
        assert (row["Segment"], row["Name"], row["Share"]) == (true["segment"], true["name"], true["share"])
        assert row["Rank"] == ranks[true["segment"]]["rank"]
    assert len(records(book["Priorities"])) == len(results["priorities"]["ratings"])
    assert [row["Stability"] for row in records(book["Evidence"])] == [
        row["stability"] for row in results["segments"]["candidates"]
    ]


@pytest.mark.parametrize("language", languages())
def test_sheets_are_named_in_every_language(results: dict, tmp_path: Path, language: str) -> None:
    assert REPORTS["xlsx"].write(results, tmp_path / "report.xlsx", Look(language=language)) == ()
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    with speaking(language):
        assert book.sheetnames == [say(name) for name in NAMES]
        assert book.properties.subject == say("Segmentation report")
    assert len({name.casefold() for name in book.sheetnames}) == len(NAMES)
    assert all(1 <= len(name) <= 31 and not re.search(r"[][:*?/\\]|^'|'$", name) for name in book.sheetnames)
    goals = [cell.hyperlink.location for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(goals) > 2 * len(SHEETS)
    assert {goal.rpartition("!")[0].strip("'") for goal in goals} == set(book.sheetnames)


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """Templates with a language in which every text of ours is in brackets, sheets with names too long for a book."""
    folder = tmp_path / "words" / "xx"
    folder.mkdir(parents=True)
    said = words.said(words.files()).items()
    texts = {text: f"⟦{forms[0]}⟧" if len(forms) == 1 else [f"⟦{form}⟧" for form in forms] for text, forms in said}
    texts |= dict.fromkeys(("Summary", "Method"), "⟦a name: far too long for a sheet of a workbook⟧")
    (folder / "all.json").write_text(json.dumps(texts))
    (folder / "conventions.json").write_text((words.WORDS / "de" / "conventions.json").read_text())
    return tmp_path


def test_nothing_of_ours_stays_in_english(results: dict, tmp_path: Path, strange: Path) -> None:
    look = Look(templates=strange, language="xx")
    assert REPORTS["xlsx"].write(results, tmp_path / "report.xlsx", look) == ()
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert len(set(book.sheetnames)) == len(NAMES)
    assert all(name[0] == "⟦" and len(name) <= 31 for name in book.sheetnames)
    theirs = json.dumps(results, ensure_ascii=False).casefold()
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    plain = {re.sub(r"^[A-D] |\.$", "", text) for text in texts if "⟦" not in text}
    assert {text for text in plain if json.dumps(text, ensure_ascii=False)[1:-1].casefold() not in theirs} <= {"–"}


def test_codes_of_the_results_are_said_in_words(results: dict, tmp_path: Path) -> None:
    REPORTS["xlsx"].write(results, tmp_path / "report.xlsx", Look(language="de"))
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    texts = {sheet.title: {cell.value for row in sheet.iter_rows() for cell in row} for sheet in book}
    assert {"gewinnen", "bedienen", "Attraktivität", "gemessen"} <= texts["Prioritäten"]
    assert {"gestützt", "widerlegt", "unklar", "nicht prüfbar", "Prozentpunkte"} <= texts["Hypothesen"]
    assert {"ist ein Segment", "nächstes Segment", "ja", "nein"} <= texts["Personas"]
    assert {"Antwort", "Mittelwert"} <= texts["Intervalle"]
    codes = {"win", "serve", "attractiveness", "ability", "measured", "supported", "can't tell", "matched", "points"}
    assert not [title for title, found in texts.items() if codes & found]


def test_groups_of_numbers_are_said_and_answers_of_people_are_not() -> None:
    with speaking("de"):
        rows = ["up to 2.5", "more than 2.5, up to 1e+06", "more than 1e+06", "up to the hills"]
        said = [answer_words({"type": "number"}, {"kind": "answer", "label": label}) for label in rows]
        assert said == ["bis 2,5", "mehr als 2,5, bis 1e+06", "mehr als 1e+06", "up to the hills"]
        assert answer_words({"type": "single"}, {"kind": "answer", "label": "up to 2.5"}) == "up to 2.5"
        assert answer_words({"type": "scale"}, {"kind": "net", "label": "Top two"}) == "Top 2"


def test_the_same_results_are_the_same_bytes(results: dict, tmp_path: Path) -> None:
    found = set()
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(results, tmp_path / name, Look())
        found.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
        time.sleep(1.1)
    assert len(found) == 1


def test_a_sheet_that_fails_stays_with_its_reason(
    results: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> object:
        raise ZeroDivisionError("nothing to divide by")

    failing = tuple((name, what, broken if name == "Evidence" else make) for name, what, make in SHEETS)
    monkeypatch.setattr(write, "SHEETS", failing)
    faults = write_workbook(results, tmp_path / "report.xlsx", Look())
    assert [(fault.section, fault.reason) for fault in faults] == [
        ("Evidence", "ZeroDivisionError: nothing to divide by")
    ]
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert "ZeroDivisionError: nothing to divide by" in book["Evidence"]["A2"].value
    assert book["Summary"].max_row > FIRST_ROW + 1


def test_results_from_before_tables_say_what_to_do(results: dict, tmp_path: Path) -> None:
    del results["tables"]
    assert write_workbook(results, tmp_path / "report.xlsx", Look()) == ()
    assert "analyze it again" in openpyxl.load_workbook(tmp_path / "report.xlsx")["Tables"]["A2"].value


def test_the_warnings_say_what_could_not_be_computed(results: dict) -> None:
    results["typing"] = {"not_computed": "no question may be asked again"}
    cells = [line.cells for line in lists.warnings_grid(results).lines]
    assert ("Not computed", "typing: no question may be asked again") in cells


@pytest.mark.slow
def test_a_questionnaire_of_250_items_stays_small_and_as_quick_as_its_length_allows(
    results: dict, tmp_path: Path
) -> None:
    one, path, seconds = results["tables"]["questions"][0], tmp_path / "report.xlsx", []
    for items in (50, 250):
        results["tables"]["questions"] = [
            {**one, "variable": f"q{i}", "question": f"q{i}", "text": f"{one['text']} {i}"} for i in range(items)
        ]
        began = time.process_time()
        write_workbook(results, path, Look())
        seconds.append(time.process_time() - began)
    assert seconds[1] <= 12 * seconds[0]
    assert path.stat().st_size <= 5_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("state", "language"), [("normal", "en"), ("hostile", "en"), ("normal", "de"), ("normal", "fr")]
)
def test_libreoffice_shows_every_sheet(states: dict, state: str, language: str, tmp_path: Path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice or pdftotext is not on this machine")
    REPORTS["xlsx"].write(states[state](), tmp_path / "report.xlsx", Look(language=language))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "report.xlsx"]
    subprocess.run(order, check=True, capture_output=True, timeout=170)
    text = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, check=True).stdout.decode()
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    printed = " ".join(text.split())
    for sheet in book:
        assert " ".join(str(sheet["A1"].value).split()) in printed or state == "hostile", sheet.title
    if language == "en":
        for title in ("Every question by segment", "Intervals and index", "Evidence for each number", "Hypotheses"):
            assert title in text

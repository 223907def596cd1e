"""Positioning briefs on the page and as a document."""

import copy
import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest

from survey_seg.report.brief_document import brief_document, write_briefs
from survey_seg.report.brief_view import brief_views
from survey_seg.report.forms import REPORTS, Look
from survey_seg.report.page import render_report

NUMBER = re.compile(r"\d[\d,.]*")


@pytest.fixture
def business(states) -> dict:
    return states["business"]()


def section(results: dict) -> str:
    page = render_report(results)
    assert page.faults == ()
    return page.text.split('<section id="briefs"')[1].split("</section>")[0]


def words(document: bytes) -> str:
    opened = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def test_a_study_made_before_there_were_briefs_says_so(results) -> None:
    del results["briefs"]
    assert "made before there were briefs" in section(results)
    assert "made before there were briefs" in words(brief_document(results))


def test_every_state_of_a_study_has_the_section_and_the_document(regime) -> None:
    _, results = regime
    section(results)
    text = words(brief_document(results))
    missing = results["briefs"].get("not_computed") if isinstance(results["briefs"], dict) else None
    assert missing is None or "Not computed" in text
    assert "None" not in text.split()
    assert "nan" not in text.split()


def test_what_nothing_moves_is_said_to_be_so_with_its_reason(results) -> None:
    second = results["briefs"]["segments"][1]
    for verdict, said in (("few", "too few"), ("nothing", "nothing that was asked"), ("constant", "the same way"),
                          ("no_outcome", "no question of this study")):  # fmt: skip
        second["drivers"] = {**second["drivers"], "verdict": verdict}
        assert said in section(results)
        assert said in words(brief_document(results))


def test_each_part_says_where_it_comes_from(business) -> None:
    text = words(brief_document(business))
    for part, source in (("Who, and how to spot them", "measured"), ("What they need to believe", "measured"),
                         ("The message", "declared"), ("Tone", "to fill"), ("The message", "to fill")):  # fmt: skip
        assert f"{part}   [{source}]" in text
    assert section(business).count("to fill</span>") >= 4


def test_a_driver_is_said_at_the_end_of_its_scale_that_goes_with_the_outcome(results) -> None:
    first = brief_views(results)[0]
    ends = {one.row["variable"]: (one.end, one.answer) for one in first.moves}
    rows = {row["variable"]: row for row in results["briefs"]["segments"][0]["drivers"]["items"] if row["clear"]}
    assert len(rows) == len(ends) == 3
    for name, row in rows.items():
        assert ends[name] == (row["end"], row[f"{row['end']}_answer"])


def test_the_document_prints_the_numbers_of_the_page(business) -> None:
    page = re.sub(r"<[^>]+>", " ", section(business)).replace("−", "-")
    printed = set(NUMBER.findall(words(brief_document(business))))
    assert len(printed) > 40
    assert printed <= set(NUMBER.findall(page)) | {"2026"}


def test_a_changed_number_changes_the_document(results) -> None:
    changed = copy.deepcopy(results)
    changed["briefs"]["segments"][0]["goal"]["tests"][0]["per_arm"] = 4321
    assert "4,321" in words(brief_document(changed))
    assert "4,321" not in words(brief_document(results))


def test_the_same_results_are_the_same_bytes_and_open_again(business, tmp_path) -> None:
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path in paths:
        assert write_briefs(copy.deepcopy(business), path, Look()) == ()
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert len(docx.Document(paths[0]).tables) == 8
    assert REPORTS["docx"].function.endswith(f":{write_briefs.__name__}")


def test_hostile_texts_stay_texts_in_the_document(states) -> None:
    with zipfile.ZipFile(io.BytesIO(brief_document(states["hostile"]()))) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert not any("fldSimple" in text or "instrText" in text for text in parts.values())
    external = [text for name, text in parts.items() if name.endswith(".rels") and "External" in text]
    assert external == []


def test_quotes_that_are_switched_off_are_said_to_be_off(results) -> None:
    results["briefs"]["quoted"] = False
    for brief in results["briefs"]["segments"]:
        brief["quotes"] = []
    assert "Quotes are switched off" in section(results)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["normal", "business", "hostile", "eight segments"])
def test_each_brief_is_one_page(states, state, tmp_path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("soffice or pdftotext is not on this machine")
    results = states[state]()
    (tmp_path / "briefs.docx").write_bytes(brief_document(results))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    call = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "briefs.docx"),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    text = subprocess.run(["pdftotext", tmp_path / "briefs.pdf", "-"], check=True, capture_output=True).stdout.decode()
    pages = text.split("\f")[:-1]
    briefs = len(results["briefs"]["segments"]) + len(results["briefs"]["roles"])
    assert len(pages) == briefs + (results["briefs"]["accounts"] is not None)
    assert all("Tone" in page and "How it sounds" in page for page in pages[:briefs])

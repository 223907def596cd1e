"""The deck as a file: whole, native, traceable, the same bytes, nothing live in it."""

import io
import math
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pptx
import pytest
from lxml import etree
from pptx.oxml.ns import qn

from survey_seg.report.deck.letters import Styled, line_count
from survey_seg.report.deck.own_house import light_colours
from survey_seg.report.deck.write import write_deck
from survey_seg.report.forms import REPORTS, Look
from survey_seg.report.page import styled

LINE = re.compile(r"(\S.*) = ([\w.]+)(?: to ([\w.]+))?")
LIVE = re.compile(rb"<f>|hlinkClick|hlinkHover|TargetMode|oleObj|<script|vbaProject")
PLAIN = Look()
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def made(results: dict, folder: Path, name: str = "deck", look: Look = PLAIN) -> Path:
    path = folder / f"{name}.pptx"
    assert write_deck(results, path, look) == ()
    return path


@pytest.fixture(scope="module")
def decks(states, tmp_path_factory) -> dict[str, Path]:
    """The deck of every state a study can be in."""
    folder = tmp_path_factory.mktemp("decks")
    return {name: made(make(), folder, name.replace(" ", "_")) for name, make in states.items()}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def value_at(results: dict, path: str) -> float | None:
    value = results
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def agrees(printed: str, value: float) -> bool:
    percent = printed.endswith("%")
    scale = 100 if percent else 1
    digits = printed.strip("<>").rstrip("%").replace("\u00a0", "").replace(",", "").replace("−", "-")
    number = float(digits) / scale
    if printed[0] in "<>":
        return value < number if printed[0] == "<" else value > number
    half = 0.5 * 10.0 ** -len(digits.partition(".")[2]) / scale
    return math.isclose(number, value, abs_tol=half * (1 + 1e-9))


def traced(slide) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for line in slide.notes_slide.notes_text_frame.text.split("\n"):
        match = LINE.fullmatch(line)
        if match and "." in match[2]:
            found.append((match[1], tuple(path for path in (match[2], match[3]) if path)))
    return found


def shown(slide) -> str:
    """Every text on a slide, its tables and the values of its charts as they are printed."""
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            texts += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


def chart_values(slide) -> list[float]:
    found = [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
    return [float(point.text) for space in found for point in space.iterfind(f".//{qn('c:numCache')}//{qn('c:v')}")]


def test_every_traced_number_is_that_of_the_results_and_is_on_its_slide(regime, decks) -> None:
    name, results = regime
    deck = pptx.Presentation(decks[name])
    count = 0
    for slide in deck.slides:
        text, values, notes = shown(slide), chart_values(slide), slide.notes_slide.notes_text_frame.text
        for printed, paths in traced(slide):
            ends = printed.split("–") if len(paths) == 2 else [printed]
            unit = "%" if printed.endswith("%") else ""
            for end, path in zip(ends, paths, strict=True):
                value = value_at(results, path)
                assert value is not None
                assert agrees(end if end.endswith(unit) else end + unit, value), (path, printed, value)
                count += 1
            on_slide = printed in text or any(agrees(printed, value) for value in values)
            assert on_slide or "for want of room" in notes or printed in notes.partition("Numbers on")[0], printed
    assert count >= 3 if results["segments"]["verdict"] == "none" else count > 60


def test_every_percentage_on_a_slide_is_traced_unless_a_rule_of_sentences_said_it(results, tmp_path) -> None:
    """Sentences about kept interviews, decisions and the find tool are made from several values of the results."""
    percentage = re.compile(r"\d[\d.,]*\u00a0%")
    told = ("interviews are used; ", "Evidence: ", "Find tool: ", "under 5")
    seen = 0
    for slide in pptx.Presentation(made(results, tmp_path)).slides:
        known = {piece for printed, _ in traced(slide) for piece in percentage.findall(printed)}
        for line in shown(slide).replace("95\u00a0% interval", "").split("\n"):
            if not any(start in line for start in told):
                assert set(percentage.findall(line)) <= known, line
                seen += len(percentage.findall(line))
    assert seen > 60


def test_a_changed_value_changes_its_print(results, tmp_path) -> None:
    before = pptx.Presentation(made(results, tmp_path, "before"))
    results["segments"]["sizes"][1]["share"] = 0.123
    after = pptx.Presentation(made(results, tmp_path, "after"))
    path = ("segments.sizes.1.share",)
    assert {printed for slide in before.slides for printed, paths in traced(slide) if paths == path} == {"28\u00a0%"}
    assert {printed for slide in after.slides for printed, paths in traced(slide) if paths == path} == {"12\u00a0%"}
    assert "12\u00a0% of people" in after.slides[4].shapes.title.text_frame.text


def test_workbooks_hold_what_the_charts_show_and_that_is_what_is_printed(results, tmp_path) -> None:
    seen = 0
    for slide in pptx.Presentation(made(results, tmp_path)).slides:
        printed = [one for one, paths in traced(slide) if len(paths) == 1]
        for shape in slide.shapes:
            if not shape.has_chart:
                continue
            sheet = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert {cell.data_type for cell in cells} <= {"s", "n"}
            numbers = [float(cell.value) for cell in cells if cell.data_type == "n"]
            points = shape.chart._chartSpace.iterfind(f".//{qn('c:numCache')}//{qn('c:v')}")
            assert sorted(numbers) == sorted(float(point.text) for point in points)
            assert all(any(agrees(text, number) for text in printed) for number in numbers)
            seen += len(numbers)
    assert seen > 60


def test_the_deck_opens_again_and_every_relation_leads_somewhere(regime, decks) -> None:
    path = decks[regime[0]]
    files = parts(path)
    for name, blob in files.items():
        if not name.endswith((".xml", ".rels")):
            continue
        tree = etree.fromstring(blob)
        if name.endswith(".rels"):
            folder = Path(name).parent.parent
            for relation in tree:
                target = relation.get("Target")
                where = Path(target.lstrip("/")) if target.startswith("/") else folder / target
                assert str(Path(*_resolved(where.parts))) in files, (name, target)
            continue
        rels = Path(name).parent / "_rels" / f"{Path(name).name}.rels"
        used = {v for one in tree.iter() for k, v in one.attrib.items() if k.startswith(RELATION) and v}
        known = {one.get("Id") for one in etree.fromstring(files[str(rels)])} if str(rels) in files else set()
        assert used <= known, name
    deck = pptx.Presentation(path)
    for slide in deck.slides:
        numbers = slide._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))
    assert all(slide.shapes.title is not None and slide.shapes.title.text_frame.text for slide in deck.slides)
    overrides = {one.get("PartName", "/")[1:] for one in etree.fromstring(files["[Content_Types].xml"])} - {""}
    assert overrides <= set(files)


def _resolved(steps: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for step in steps:
        found = found[:-1] if step == ".." else [*found, step]
    return found


def test_nothing_in_the_deck_is_live_and_no_value_is_not_a_number(regime, decks) -> None:
    for name, blob in parts(decks[regime[0]]).items():
        inner = parts_of_book(blob) if name.endswith(".xlsx") else {name: blob}
        for part, content in inner.items():
            assert not LIVE.search(content), (name, part)
            assert not re.search(rb">(nan|NaN|None|inf)<", content), (name, part)


def parts_of_book(blob: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("text", ["=1+1", "{=1+1}", "+1", "@x", "https://example.invalid", "mailto:x@example.invalid"])
def test_a_text_in_a_chart_is_a_text_in_its_workbook(results, tmp_path, text) -> None:
    results["segments"]["sizes"][0]["name"] = text
    for row in results["segments"]["markers"]:
        row["text"] = text
    for name, blob in parts(made(results, tmp_path)).items():
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(blob))
            assert all(cell.data_type != "f" and cell.hyperlink is None for row in book.active for cell in row)


def test_charts_and_tables_have_alternative_texts_and_every_run_a_language(regime, decks) -> None:
    pictured = 0
    for slide in pptx.Presentation(decks[regime[0]]).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert len(shape._element._nvXxPr.cNvPr.get("descr")) > 20
                pictured += 1
            if shape.has_chart:
                assert shape.chart._chartSpace.find(qn("c:lang")).get("val") == "en-US"
        for tree in (slide._element, slide.notes_slide._element):
            assert all(run.find(qn("a:rPr")).get("lang") for run in tree.iter(qn("a:r")))
        assert [field.get("type") for field in slide._element.iter(qn("a:fld"))] == ["slidenum"]
    assert pictured >= 1


def test_words_of_a_study_in_another_language_are_marked_and_read_from_the_right(results, tmp_path) -> None:
    results["study"] |= {"language": "he", "title": "מחקר כושר ביתי"}
    title = pptx.Presentation(made(results, tmp_path)).slides[0].shapes.title.text_frame.paragraphs[0]
    assert title._p.pPr.get("rtl") == "1"
    assert title.runs[0]._r.rPr.get("lang") == "he"


def test_the_same_results_give_the_same_bytes_without_a_time_of_day(results, tmp_path, monkeypatch) -> None:
    first = made(results, tmp_path, "one").read_bytes()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert made(results, tmp_path, "two").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "one.pptx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(rb">(\d{4}-\d\d-\d\d)T", archive.read("docProps/core.xml"))) == {b"2000-01-01"}
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                core = parts_of_book(archive.read(name))["docProps/core.xml"]
                assert set(re.findall(rb">(\d{4}-\d\d-\d\d)T", core)) == {b"2000-01-01"}


def test_the_deck_is_small_and_soon_made(states, tmp_path) -> None:
    results = states["eight segments"]()
    made(results, tmp_path, "warm")
    start = time.process_time()
    assert made(results, tmp_path).stat().st_size < 400_000
    assert time.process_time() - start < 5


def test_charts_are_native_bars_lines_and_points(results, tmp_path) -> None:
    kinds = {
        etree.QName(plot).localname
        for slide in pptx.Presentation(made(results, tmp_path)).slides
        for shape in slide.shapes
        if shape.has_chart
        for plot in shape.chart._chartSpace.chart.plotArea.iter_xCharts()
    }
    assert kinds == {"barChart", "lineChart", "scatterChart"}


def test_no_person_of_the_software_or_of_an_office_is_in_the_properties(results, tmp_path) -> None:
    files = parts(made(results, tmp_path))
    assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(files)
    assert b"Steve Canny" not in files["docProps/core.xml"]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_own_colours_are_those_of_the_palette_and_can_be_read(results, tmp_path) -> None:
    theme = parts(made(results, tmp_path))["ppt/theme/theme1.xml"].decode()
    colours = light_colours(styled("report/report.css"))
    for name in ("ink", "accent", "quiet"):
        assert f'val="{colours[name]}"' in theme
        one, other = luminance(colours[name]), luminance(colours["paper"])
        assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5


def test_a_palette_of_ones_own_colours_the_deck(results, tmp_path) -> None:
    (tmp_path / "palette.css").write_text(":root { --accent: #7a1fa2; --ink: #101010; }", encoding="utf-8")
    theme = parts(made(results, tmp_path, look=Look(templates=tmp_path)))["ppt/theme/theme1.xml"].decode()
    assert '<a:accent1><a:srgbClr val="7a1fa2"/></a:accent1>' in theme


def test_a_slide_that_cannot_be_drawn_is_replaced_by_its_reason(results, tmp_path, monkeypatch) -> None:
    def broken(*_: object) -> int:
        raise ValueError("no such chart")

    monkeypatch.setattr("survey_seg.report.deck.write.draw_matrix", broken)
    faults = write_deck(results, tmp_path / "deck.pptx", Look())
    assert [(fault.section, fault.reason) for fault in faults] == [("slide 3", "ValueError: no such chart")]
    slides = pptx.Presentation(tmp_path / "deck.pptx").slides
    assert len(slides) == 16
    assert slides[2].shapes.title.text_frame.text == "The slide on page 3 could not be made"


def test_analyze_writes_a_deck() -> None:
    assert REPORTS["pptx"].place == Path("report", "report.pptx")
    assert REPORTS["pptx"].function.endswith(f":{write_deck.__name__}")


def test_a_long_word_is_counted_over_as_many_lines_as_it_needs() -> None:
    assert line_count([Styled("w" * 300, bold=False)], 20) >= 300 * 0.722 / 20

"""A client's own template: its layouts, fonts and colours are taken, its slides are not, and what is odd is borne."""

import io
import re
import zipfile
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from survey_seg.cli import run
from survey_seg.errors import InputRefused, UsageProblem
from survey_seg.report.deck.house import content_box, open_house, title_box
from survey_seg.report.deck.write import write_deck
from survey_seg.report.forms import Look
from survey_seg.study.sharing import report

SECRET = "Margin of the northern plants"


def plain() -> pptx.presentation.Presentation:
    return pptx.Presentation()


def kept(presentation, folder: Path, name: str = "house.pptx") -> Path:
    presentation.save(folder / name)
    return folder / name


def deck(results: dict, house: Path, folder: Path) -> pptx.presentation.Presentation:
    assert write_deck(results, folder / "deck.pptx", Look(deck=house)) == ()
    return pptx.Presentation(folder / "deck.pptx")


def content(path: Path) -> bytes:
    """Everything in a package and in the packages within, unpacked."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            blob = archive.read(name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(blob)) as inner:
                    blob = b"".join(inner.read(part) for part in inner.namelist())
            found.append(name.encode() + blob)
    return b"\n".join(found)


def with_slides() -> pptx.presentation.Presentation:
    """A template with two slides, notes, and everything that may lead to a slide: links, a show, sections."""
    house = plain()
    for number in range(2):
        slide = house.slides.add_slide(house.slide_layouts[1])
        slide.shapes.title.text = f"{SECRET} {number}"
        slide.notes_slide.notes_text_frame.text = SECRET
    first = house.slides[0].part
    for shape in (house.slide_layouts[5].placeholders[0], house.slide_master.placeholders[0]):
        name = shape.part.relate_to(first, KIND.SLIDE)
        link = f'<a:hlinkClick {nsdecls("a", "r")} r:id="{name}" action="ppaction://hlinksldjump"/>'
        shape.element.nvSpPr.cNvPr.append(parse_xml(link))
    entry = house.slides._sldIdLst[0].rId
    size = house.part._element.find(qn("p:notesSz"))
    size.addnext(
        parse_xml(
            f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="Board" id="0"><p:sldLst>'
            f'<p:sld r:id="{entry}"/></p:sldLst></p:custShow></p:custShowLst>'
        )
    )
    return house


def test_slides_of_the_template_are_gone_with_everything_that_leads_to_them(results, tmp_path) -> None:
    made = deck(results, kept(with_slides(), tmp_path), tmp_path)
    assert len(made.slides) == 16
    everything = content(tmp_path / "deck.pptx")
    assert SECRET.encode() not in everything
    assert b"custShow" not in everything
    assert b"hlinksldjump" not in everything
    names = zipfile.ZipFile(tmp_path / "deck.pptx").namelist()
    assert sum(bool(re.fullmatch(r"ppt/slides/slide\d+\.xml", name)) for name in names) == 16
    assert sum(bool(re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", name)) for name in names) == 16


def test_a_deck_is_its_own_template_and_gives_the_same_titles(results, tmp_path) -> None:
    first = deck(results, kept(plain(), tmp_path), tmp_path)
    titles = [slide.shapes.title.text_frame.text for slide in first.slides]
    (tmp_path / "again").mkdir()
    second = deck(results, tmp_path / "deck.pptx", tmp_path / "again")
    assert [slide.shapes.title.text_frame.text for slide in second.slides] == titles


def test_colours_and_fonts_are_those_of_the_template(results, tmp_path) -> None:
    made = deck(results, kept(plain(), tmp_path), tmp_path)
    for slide in made.slides:
        trees = [slide._element, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)]
        for tree in trees:
            assert not list(tree.iter(qn("a:srgbClr")))
            assert not [font for font in tree.iter(qn("a:latin")) if not font.get("typeface").startswith("+")]


@pytest.mark.parametrize("size", [(10, 7.5), (13.333, 7.5), (11.69, 8.27)])
def test_everything_stands_on_the_slide_and_boxes_do_not_overlap(results, tmp_path, size) -> None:
    house = plain()
    house.slide_width, house.slide_height = Inches(size[0]), Inches(size[1])
    made = deck(results, kept(house, tmp_path), tmp_path)
    for slide in list(made.slides)[1:]:
        boxes = [shape for shape in slide.shapes if not shape.is_placeholder]
        for shape in boxes:
            assert shape.left >= 0
            assert shape.top >= slide.shapes.title.top + slide.shapes.title.height
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
        for place, one in enumerate(boxes):
            for other in boxes[:place]:
                apart = (
                    one.left >= other.left + other.width or other.left >= one.left + one.width
                    or one.top >= other.top + other.height or other.top >= one.top + one.height
                )  # fmt: skip
                assert apart, (slide.shapes.title.text_frame.text, one.name, other.name)


def test_layouts_are_found_by_name_and_else_by_their_placeholders(tmp_path) -> None:
    named = open_house(kept(plain(), tmp_path), None)
    assert (named.opening.name, named.inside.name) == ("Title Slide", "Title Only")
    renamed = plain()
    for number, layout in enumerate(renamed.slide_layouts):
        layout.name = f"Layout {number}"
    found = open_house(kept(renamed, tmp_path, "renamed.pptx"), None)
    assert (found.opening.name, found.inside.name) == ("Layout 0", "Layout 5")
    german = plain()
    german.slide_layouts[0].name, german.slide_layouts[5].name = "Titelfolie", "Nur Titel"
    found = open_house(kept(german, tmp_path, "german.pptx"), None)
    assert (found.opening.name, found.inside.name) == ("Titelfolie", "Nur Titel")


def bare() -> pptx.presentation.Presentation:
    """A template without any placeholder."""
    house = plain()
    for page in (house.slide_master, *house.slide_layouts):
        for shape in list(page.placeholders):
            shape.element.getparent().remove(shape.element)
    return house


def upright() -> pptx.presentation.Presentation:
    """A template whose only layout has an upright title at the right."""
    house = plain()
    for layout in list(house.slide_layouts):
        if layout.name != "Vertical Title and Text":
            house.slide_layouts.remove(layout)
    return house


def low() -> pptx.presentation.Presentation:
    """A template whose titles stand at the bottom."""
    house = plain()
    for layout in house.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type.name == "TITLE":
                shape.left, shape.top, shape.width, shape.height = (Inches(x) for x in (0.5, 6, 9, 1))
    return house


@pytest.mark.parametrize("odd", [bare, upright, low])
def test_odd_templates_still_give_titles_in_their_placeholder_and_room_for_content(results, tmp_path, odd) -> None:
    path = kept(odd(), tmp_path)
    made = deck(results, path, tmp_path)
    for slide in made.slides:
        assert slide.shapes.title.text_frame.text
        assert slide.shapes.title.top < made.slide_height / 2
        numbers = slide._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))
    house = open_house(path, None)
    box, _ = title_box(house, house.inside)
    free = content_box(house, house.inside)
    assert free.top >= box.top + box.height
    assert free.width * free.height >= 0.5 * made.slide_width * made.slide_height


def test_titles_in_capitals_stay_as_they_were_written(results, tmp_path) -> None:
    house = plain()
    style = house.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    style.set("cap", "all")
    results["segments"]["sizes"][0]["name"] = "Planners who want a goal, a plan and a trainer who knows them by name"
    made = deck(results, kept(house, tmp_path), tmp_path)
    assert made.slides[2].shapes.title.text_frame.text.startswith("Win “Sociable movers”") or (
        made.slides[2].shapes.title.text_frame.text.startswith("Win segments")
    )
    assert made.slides[3].shapes.title.text_frame.text.startswith("1 Planners who want a goal")


def renamed_type(path: Path, old: bytes, new: bytes) -> Path:
    """The same package with another content type."""
    changed = path.with_name(f"changed_{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return changed


MAIN = b"presentationml.presentation.main+xml"


def refused(results: dict, path: Path) -> str:
    target = path.with_name("never.pptx")
    with pytest.raises(InputRefused) as error:
        write_deck(results, target, Look(deck=path))
    assert not target.exists()
    assert error.value.problems[0].code == "DECK_TEMPLATE"
    return error.value.problems[0].sentence()


def test_files_that_are_no_presentation_are_refused_in_a_sentence(results, tmp_path) -> None:
    (tmp_path / "text.pptx").write_text("not a package", encoding="utf-8")
    (tmp_path / "empty.pptx").write_bytes(b"")
    (tmp_path / "cut.pptx").write_bytes(kept(plain(), tmp_path).read_bytes()[:9000])
    with zipfile.ZipFile(tmp_path / "other.pptx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    for name in ("text", "empty", "cut", "other"):
        assert "PowerPoint presentation" in refused(results, tmp_path / f"{name}.pptx")
    assert "cannot be read" in refused(results, tmp_path / "missing.pptx")


def test_templates_and_macros_are_refused_with_what_to_do(results, tmp_path) -> None:
    house = kept(plain(), tmp_path)
    template = renamed_type(house, MAIN, b"presentationml.template.main+xml")
    assert ".potx" in refused(results, template)
    macros = tmp_path / "macros.pptm"
    macros.write_bytes(renamed_type(house, b"openxmlformats-officedocument." + MAIN,
                                    b"ms-powerpoint.presentation.macroEnabled.main+xml").read_bytes())  # fmt: skip
    assert "macros" in refused(results, macros)


def test_a_broken_part_is_refused(results, tmp_path) -> None:
    house = kept(plain(), tmp_path)
    broken = renamed_type(house, b"<p:sldMaster ", b"<p:sldMaster <")
    assert "can be read" in refused(results, broken)


def test_only_a_deck_looks_like_a_presentation(tmp_path) -> None:
    with pytest.raises(UsageProblem, match="REPORT_NO_DECK"):
        report(tmp_path, form="html", deck=tmp_path / "house.pptx")
    assert run(["report", str(tmp_path), "--deck", "house.pptx"]) == 2


def test_the_language_of_the_theme_of_a_template_is_left_alone(results, tmp_path) -> None:
    house = plain()
    part = house.slide_master.part.part_related_by(KIND.THEME)
    part.blob = part.blob.replace(b"4F81BD", b"123456")
    deck(results, kept(house, tmp_path), tmp_path)
    with zipfile.ZipFile(tmp_path / "deck.pptx") as archive:
        themes = [archive.read(name) for name in archive.namelist() if "/theme/" in name]
    assert any(b"123456" in theme for theme in themes)
    assert all(etree.fromstring(theme) is not None for theme in themes)

"""The deck as a file: every slide drawn on the house's layouts, with its notes, the same bytes for the same results."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from survey_seg.report.deck.content import Block, Chart, Matrix, Paragraph, Run, Slide, Table, Words, paragraph
from survey_seg.report.deck.drawing import (
    Canvas,
    draw_table,
    draw_words,
    language_tag,
    points,
    write_paragraph,
    write_words,
)
from survey_seg.report.deck.fitting import fit_words
from survey_seg.report.deck.house import INSET, POINT, Box, House, content_box, kind, open_house, title_box, title_look
from survey_seg.report.deck.native_charts import draw_chart
from survey_seg.report.deck.native_matrix import draw_matrix
from survey_seg.report.deck.storyline import fault_slide, slides_of
from survey_seg.report.forms import Look
from survey_seg.report.language.speech import say, say_n
from survey_seg.report.language.wording import quoted, readable, shortened
from survey_seg.report.section import Fault

CREATED: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
AUTHOR: Final = "survey-seg"
TITLE: Final = (28.0, 14.0)
OPENING: Final = (40.0, 18.0)
"""Largest and smallest letters of titles."""


def write_deck(results: Mapping[str, Any], path: Path, look: Look) -> tuple[Fault, ...]:
    """Write the deck; gives the slides that could not be made, which stay in it with their reason.

    The question it answers: what does the client's own team show, change and present? Ten to sixteen slides in the
    look of `look.deck` (a presentation of the client) or our own; charts are native, with the printed numbers in their
    workbooks; the notes of each slide lead every number back to results.json. Raises InputRefused for a template that
    cannot be used.
    """
    house = open_house(look.deck, look.templates)
    slides, faults = slides_of(results)
    language = language_tag(results["study"]["language"] or None)
    found = list(faults)
    for number, slide in enumerate(slides, start=1):
        try:
            _add(house, slide, number, language)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            found.append(Fault(f"slide {number}", reason))
            _remove_last(house, number)
            about = say("page {number}", number=number)
            _add(house, fault_slide(about, str(readable(reason))), number, language)
    _properties(house, str(readable(str(results["study"]["title"] or say("Untitled study")))))
    path.write_bytes(_undated(house))
    return tuple(found)


def _add(house: House, slide: Slide, number: int, language: str) -> None:
    layout = house.opening if slide.opening else house.inside
    native = house.presentation.slides.add_slide(layout)
    canvas = Canvas(native, content_box(house, layout), house.body_font, language)
    _title(house, canvas, slide)
    blocks = slide.blocks
    if slide.opening and isinstance(blocks[0], Words):
        _subtitle(canvas, blocks[0])
        blocks = blocks[1:]
    for shape in [shape for shape in native.placeholders if kind(shape) not in {"TITLE", "CENTER_TITLE"}]:
        if not shape.has_text_frame or not shape.text_frame.text:
            shape.element.getparent().remove(shape.element)
    short = [(block.name, _draw(canvas, block)) for block in blocks]
    _slide_number(house, canvas, number)
    _notes(native, slide, [(name, dropped) for name, dropped in short if dropped], language)


def _draw(canvas: Canvas, block: Block) -> int:
    match block:
        case Words():
            return draw_words(canvas, block)
        case Table():
            return draw_table(canvas, block)
        case Chart():
            return draw_chart(canvas, block)
        case Matrix():
            return draw_matrix(canvas, block)


def _title(house: House, canvas: Canvas, slide: Slide) -> None:
    """The title in its placeholder, in letters that let it fit; a layout without one gets one."""
    layout = canvas.slide.slide_layout
    box, of_layout = title_box(house, layout)
    size, bold, capitals = title_look(layout)
    own = tuple(Run(run.text.upper() if capitals else run.text, run.own, bold) for run in slide.title)
    width, height = points(box)
    largest, smallest = OPENING if slide.opening else TITLE
    room = (width - 2 * INSET / POINT, height - INSET / POINT)
    fitted = fit_words([Paragraph(own)], room, (min(size, largest), min(size, smallest)), house.title_font)
    shape = canvas.slide.shapes.title
    if shape is None:
        _placeholder(canvas.slide, "title", "Title")
        shape = canvas.slide.shapes.title
    if not of_layout:
        shape.left, shape.top, shape.width, shape.height = box.left, box.top, box.width, box.height
    texts = zip(fitted.paragraphs[0].runs, slide.title, strict=True)
    shown = tuple(Run(_case(fit.text, run.text), run.own) for fit, run in texts)
    explicit = None if fitted.size >= size else fitted.size
    write_paragraph(shape.text_frame.paragraphs[0], Paragraph(shown), explicit, canvas.language)


def _case(measured: str, text: str) -> str:
    """The words as they were written, as long as those that were measured in capitals."""
    if measured == text or measured == text.upper():
        return text
    return measured if measured.rstrip("… ") in text else shortened(text, max(len(measured), 2))


def _placeholder(page: Any, kind_of: str, name: str, idx: int | None = None) -> Any:  # noqa: ANN401
    """A new empty placeholder on a slide or a page of notes, as an element."""
    tree = page.shapes._spTree
    number = max(int(one) for one in tree.xpath(".//p:cNvPr/@id")) + 1
    at = "" if idx is None else f' idx="{idx}"'
    element = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind_of}"{at}/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    tree.append(element)
    return element


def _subtitle(canvas: Canvas, words: Words) -> None:
    """The subtitle in its placeholder where the layout has one, or else below the title."""
    shape = next((one for one in canvas.slide.placeholders if kind(one) == "SUBTITLE"), None)
    if shape is None or None in (shape.width, shape.height):
        draw_words(canvas, words)
        return
    width, height = points(Box(0, 0, shape.width, shape.height))
    fitted = fit_words(words.paragraphs, (width - 2 * INSET / POINT, height - INSET / POINT), words.sizes, canvas.font)
    write_words(shape.text_frame, fitted, canvas.language)
    shape.text_frame.margin_left = shape.text_frame.margin_right = INSET


def _slide_number(house: House, canvas: Canvas, number: int) -> None:
    """The number of the slide where its layout has it, or else at the lower right."""
    layout = canvas.slide.slide_layout
    own = next((shape for shape in layout.placeholders if kind(shape) == "SLIDE_NUMBER"), None)
    field = (
        f'<a:fld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'id="{{00000000-0000-4000-8000-0000000000A1}}" type="slidenum"><a:rPr lang="{language_tag()}"/>'
        f"<a:t>{number}</a:t></a:fld>"
    )
    if own is not None:
        element = _placeholder(canvas.slide, "sldNum", "Number", own.placeholder_format.idx)
        element.txBody.p_lst[0].append(parse_xml(field))
        return
    width, height = house.presentation.slide_width or 0, house.presentation.slide_height or 0
    box = (round(width * 0.9), round(height * 0.945), round(width * 0.07), round(height * 0.045))
    shape = canvas.slide.shapes.add_textbox(*box)
    shape.name = "Number"
    shape.text_frame.paragraphs[0]._p.append(parse_xml(field.replace("<a:rPr", '<a:rPr sz="1000"')))


def _notes(native: Any, slide: Slide, dropped: list[tuple[str, int]], language: str) -> None:  # noqa: ANN401
    """Base, interval and method, where each number stands in results.json, and what found no room."""
    lines = [*slide.notes]
    lines += [
        say_n(
            "Left out of {part} for want of room: one line; the report has all.",
            "Left out of {part} for want of room: {n} lines; the report has all.",
            n,
            part=quoted(name),
        )
        for name, n in dropped
    ]
    if slide.numbers:
        lines.append(say("Numbers on this slide, and where they stand in results.json:"))
        lines += [f"{number.printed} = {_where(number.paths)}" for number in slide.numbers]
    notes = native.notes_slide
    frame = notes.notes_text_frame
    if frame is None:
        _placeholder(notes, "body", "Notes", 1)
        frame = notes.notes_text_frame
    for place, line in enumerate(lines):
        target = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        write_paragraph(target, paragraph(line), None, language)


def _where(paths: Sequence[str]) -> str:
    """The path of a number, or the two paths of the ends of an interval."""
    return say("{low} to {high}", low=paths[0], high=paths[1]) if len(paths) == 2 else paths[0]


def _remove_last(house: House, number: int) -> None:
    """Take a half-drawn slide out again."""
    listed = house.presentation.slides._sldIdLst
    while len(listed) >= number:
        house.presentation.part.drop_rel(listed[-1].rId)
        listed.remove(listed[-1])


def _properties(house: House, title: str) -> None:
    properties = house.presentation.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.title, properties.language = title[:255], language_tag()
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.content_status = properties.identifier = properties.version = ""
    properties.created = properties.modified = CREATED
    properties.revision = 1
    for element in list(properties._element):
        if element.tag.endswith("}lastPrinted"):
            properties._element.remove(element)


def _undated(house: House) -> bytes:
    """The file with the same date on every part."""
    drafted, written = io.BytesIO(), io.BytesIO()
    house.presentation.save(drafted)
    with zipfile.ZipFile(drafted) as draft, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as final:
        for name in draft.namelist():
            entry = zipfile.ZipInfo(name, ZIPPED)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            final.writestr(entry, draft.read(name))
    return written.getvalue()

"""Words, tables and slide numbers on a slide: in the colours and fonts of its theme, none beyond its box."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from survey_seg.report.deck.content import Area, Column, Paragraph, Run, Table, Words
from survey_seg.report.deck.fitting import (
    BEFORE,
    CELL,
    INDENT,
    QUIET,
    Fitted,
    FittedTable,
    fit_table,
    fit_words,
    widened,
)
from survey_seg.report.deck.house import POINT, Box
from survey_seg.report.language.catalogue import current

if TYPE_CHECKING:
    from pptx.slide import Slide

TAGS: Final = {"de": "de-DE", "en": "en-US", "es": "es-ES", "fr": "fr-FR"}
"""Languages as office programs call them: without a country they check no spelling."""

PLAIN_TABLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The standard's table style without fills and lines."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A slide to draw on: its content box, how wide its letters are, the language of the study's own words."""

    slide: Slide
    box: Box
    font: float
    language: str

    def place(self, area: Area) -> Box:
        """Where an area of the content box is on the slide."""
        left, top, width, height = area
        return Box(
            self.box.left + round(left * self.box.width),
            self.box.top + round(top * self.box.height),
            round(width * self.box.width),
            round(height * self.box.height),
        )


def language_tag(language: str | None = None) -> str:
    """A language, by default that of the report, as runs of words name theirs.

    >>> language_tag(), language_tag("de"), language_tag("he")
    ('en-US', 'de-DE', 'he')
    """
    named = current().language if language is None else language
    return TAGS.get(named, named)


def draw_words(canvas: Canvas, words: Words) -> int:
    """A box of words; gives how many paragraphs found no room."""
    place = canvas.place(words.area)
    fitted = fit_words(words.paragraphs, points(place), words.sizes, canvas.font)
    shape = canvas.slide.shapes.add_textbox(place.left, place.top, place.width, place.height)
    shape.name = words.name
    write_words(shape.text_frame, fitted, canvas.language)
    return fitted.dropped


def write_words(frame: Any, fitted: Fitted, language: str) -> None:  # noqa: ANN401
    """Fitted paragraphs into a frame that keeps its size and has no margins."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, one in enumerate(fitted.paragraphs):
        target = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        write_paragraph(target, one, fitted.size, language)
        target.space_before = Pt(round(BEFORE[one.look] * fitted.size, 1)) if place else Pt(0)


def write_paragraph(target: Any, one: Paragraph, size: float | None, language: str) -> None:  # noqa: ANN401
    """One paragraph with its runs; `size` None keeps the size that is inherited."""
    own = size if size is None or one.look != "quiet" else size * QUIET
    for run in one.runs:
        written = target.add_run()
        written.text = run.text
        properties = written._r.get_or_add_rPr()
        properties.set("lang", language if run.own else language_tag())
        if own is not None:
            written.font.size = Pt(round(own, 1))
        if run.strong or one.look == "head":
            written.font.bold = True
    if one.look == "item" and size is not None:
        _bullet(target, size)
    if reads_from_right(one.text):
        target._p.get_or_add_pPr().set("rtl", "1")
        target.alignment = PP_ALIGN.RIGHT


def reads_from_right(text: str) -> bool:
    """Whether a text begins in a script that is read from the right.

    >>> reads_from_right("1 שלום"), reads_from_right("1 Planners שלום")
    (True, False)
    """
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((found in {"R", "AL"} for found in strong if found in {"L", "R", "AL"}), False)


def _bullet(target: Any, size: float) -> None:  # noqa: ANN401
    properties = target._p.get_or_add_pPr()
    indent = round(INDENT * size * POINT)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def draw_table(canvas: Canvas, table: Table) -> int:
    """A native table; gives how many rows found no room."""
    place = canvas.place(table.area)
    columns = widened(table.columns, points(place)[0], table.sizes, canvas.font)
    fitted = fit_table(columns, table.rows, points(place), table.sizes, canvas.font)
    size = (len(fitted.rows) + 1, len(columns))
    height = round(sum(fitted.heights) * POINT)
    shape = canvas.slide.shapes.add_table(*size, place.left, place.top, place.width, Emu(height))
    shape.name = table.name
    describe(shape, table.finding)
    shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_TABLE
    shape.table.horz_banding = False
    _fill(shape.table, columns, fitted, canvas.language)
    for column, wanted in zip(shape.table.columns, columns, strict=True):
        column.width = Emu(int(place.width * wanted.width))
    return fitted.dropped


def _fill(native: Any, columns: Sequence[Column], fitted: FittedTable, language: str) -> None:  # noqa: ANN401
    heads = tuple(Paragraph((Run(column.head, strong=True),)) for column in columns)
    for row, cells in enumerate((heads, *fitted.rows)):
        native.rows[row].height = Emu(round(fitted.heights[row] * POINT))
        for at, one in enumerate(cells):
            cell = native.cell(row, at)
            cell.margin_left = cell.margin_right = Pt(CELL[0])
            cell.margin_top = cell.margin_bottom = Pt(CELL[1])
            cell.vertical_anchor = MSO_ANCHOR.TOP if row else MSO_ANCHOR.BOTTOM
            target = cell.text_frame.paragraphs[0]
            write_paragraph(target, replace(one, look="body"), fitted.size, language)
            if columns[at].figures:
                target.alignment = PP_ALIGN.RIGHT
            _rule(cell, strong=row == 0)


def _rule(cell: Any, *, strong: bool) -> None:  # noqa: ANN401
    """A line below a cell, in the colour of the text."""
    colour = '<a:schemeClr val="tx1"/>'
    if not strong:
        colour = (
            '<a:schemeClr val="tx1"><a:lumMod val="50000"/><a:lumOff val="50000"/><a:satMod val="20000"/></a:schemeClr>'
        )
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(
        f'<a:lnB {nsdecls("a")} w="{12700 if strong else 6350}"><a:solidFill>{colour}</a:solidFill></a:lnB>'
    ))  # fmt: skip


def describe(shape: Any, finding: str) -> None:  # noqa: ANN401
    """The alternative text of a chart or a table."""
    shape._element._nvXxPr.cNvPr.set("descr", finding)


def points(box: Box) -> tuple[float, float]:
    """Width and height of a box in points."""
    return box.width / POINT, box.height / POINT

"""How a document of briefs looks: titles, parts with where they come from, paragraphs, narrow tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from survey_seg.report.briefs.words import SOURCES, TO_FILL
from survey_seg.report.language.catalogue import current
from survey_seg.report.language.numbers import FORMATS, INTERVALS
from survey_seg.report.language.speech import say
from survey_seg.report.language.wording import shortened
from survey_seg.report.trace import Trace
from survey_seg.report.word_file import blank, line

if TYPE_CHECKING:
    from docx.document import Document

Results = Mapping[str, Any]

ACCENT: Final = RGBColor(0x12, 0x54, 0x5F)
QUIET: Final = RGBColor(0x55, 0x60, 0x6C)
MARK: Final = RGBColor(0x9A, 0x44, 0x10)
SMALL, BODY, HEAD, TITLE = Pt(8), 9, Pt(10.5), Pt(16)
WIDTHS: Final = (Cm(11), Cm(2.1), Cm(2.6), Cm(2.1))


class Pages:
    """A document in the language of the report, to which one thing after the other is added.

    `own`: the language of the study's own words where it is another one, or "".
    """

    def __init__(self, results: Results, title: str) -> None:
        self.results = results
        self.trace = Trace(results)
        self.document = _document(title)
        study = str(results["study"]["language"])
        self.own = "" if study == current().language else study
        run = self.document.sections[0].header.paragraphs[0].add_run(title)
        run.font.size, run.font.color.rgb = SMALL, QUIET

    def number(self, path: str, way: str) -> str:
        """A number as the page prints it."""
        return FORMATS[way](self.trace.at(path))

    def interval(self, path: str, way: str, ends: tuple[str, str] = ("low", "high")) -> str:
        """An interval as the page prints it."""
        return INTERVALS[way](*(self.trace.at(f"{path}.{end}") for end in ends))

    def title(self, text: str) -> Any:  # noqa: ANN401 - a paragraph of python-docx
        """The heading of a page."""
        paragraph = self.document.add_heading(level=1)
        run = paragraph.add_run(shortened(line(text), 80))
        run.font.size, run.font.color.rgb = TITLE, ACCENT
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(0), Pt(3)
        return paragraph

    def part(self, text: str, source: str) -> None:
        """The heading of a part, and where it comes from."""
        paragraph = self.document.add_heading(level=2)
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = HEAD, ACCENT
        tag = paragraph.add_run(f"   [{say(SOURCES[source])}]")
        tag.font.size, tag.font.bold = SMALL, False
        tag.font.color.rgb = MARK if source == TO_FILL else QUIET
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(4), Pt(0)

    def text(self, words: str, style: str = "", *, own: bool = False) -> Any:  # noqa: ANN401
        """A paragraph; `own`: it is the study's own words."""
        paragraph = self.document.add_paragraph(style=style or None)
        self._speak(paragraph.add_run(line(words)), own=own)
        paragraph.paragraph_format.space_after = Pt(1)
        return paragraph

    def note(self, words: str) -> None:
        """A quiet line."""
        run = self.text(words).runs[0]
        run.font.size, run.font.color.rgb = SMALL, QUIET

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table: a wide column of the study's own words, then numbers; its header is repeated on every page."""
        table = self.document.add_table(rows=0, cols=len(header))
        table.autofit = False
        _ruled(table)
        for column, width in zip(table.columns, WIDTHS, strict=True):
            column.width = width
        for cells in (header, *rows):
            row = table.add_row()
            for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = WIDTHS[place]
                paragraph = cell.paragraphs[0]
                paragraph.alignment = 2 if place else None
                paragraph.paragraph_format.space_after = Pt(0)
                run = paragraph.add_run(line(text))
                self._speak(run, own=place == 0 and cells is not header)
                run.font.size, run.font.bold = SMALL, cells is header
                if cells is header:
                    run.font.color.rgb = QUIET
        _as_header(table.rows[0])

    def _speak(self, run: Any, *, own: bool) -> None:  # noqa: ANN401 - a run of python-docx
        """Say in which language a run is, where it is not the document's."""
        if own and self.own:
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), self.own)
            run._r.get_or_add_rPr().append(mark)


def _document(title: str) -> Document:
    document = blank(title, size=BODY, margins=(1.6, 1.3))
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), current().language)
    section: Any = document.sections[0]
    section.header_distance = section.footer_distance = Cm(0.6)
    section.bottom_margin = Cm(0.9)
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(2)
    return document


def _ruled(table: Any) -> None:  # noqa: ANN401 - a table of python-docx
    """Fine lines between rows and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B9C0C2")):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    table._tbl.tblPr.append(borders)


def _as_header(row: Any) -> None:  # noqa: ANN401 - a row of python-docx
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)

"""What our Word documents have in common: the sheet, texts that any document can hold, and no time of day."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt

from survey_seg.report.language.wording import readable

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR: Final = "survey-seg"
CREATED: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_BREAKING: Final = re.compile(r"[^\S\u00a0\u202f]+")
ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
"""The same contents are the same bytes whenever they are written."""


def blank(title: str, *, size: float = 11, margins: tuple[float, float] = (2.2, 2.0)) -> Document:
    """An empty document on A4 without a day in it; `margins` in centimetres, at the sides and above and below."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.title = AUTHOR, line(title)[:255]
    properties.comments, properties.created, properties.modified = "", CREATED, CREATED
    properties.last_modified_by = AUTHOR
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(margins[0])
    section.top_margin = section.bottom_margin = Cm(margins[1])
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(size)
    normal.paragraph_format.space_after = Pt(4)
    return document


def line(text: str) -> str:
    r"""A text on one line, without letters that a document cannot hold; spaces that must not break stay.

    >>> line("one" + chr(10) + chr(7) + "two"), line("34\u00a0%")
    ('one two', '34\xa0%')
    """
    return _BREAKING.sub(" ", str(readable(text))).strip()


def undated(document: Document) -> bytes:
    """The document's archive with no time in it."""
    written, kept_bytes = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(kept_bytes, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, ZIPPED), made.read(name), zipfile.ZIP_DEFLATED)
    return kept_bytes.getvalue()

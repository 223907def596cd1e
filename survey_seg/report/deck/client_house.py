"""A client's own template: opened safely, without its slides and without what would lead back to them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pptx
from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn

from survey_seg.errors import InputRefused, Problem

if TYPE_CHECKING:
    from pptx.presentation import Presentation

LARGEST, UNPACKED = 100_000_000, 500_000_000
"""Bytes of a template, as a file and unpacked."""

HINT: Final = "open it in PowerPoint and save it as a presentation (.pptx)"
DROPPED: Final = frozenset({
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.VIEW_PROPS,
    RELATIONSHIP_TYPE.PRINTER_SETTINGS, RELATIONSHIP_TYPE.COMMENT_AUTHORS,
})  # fmt: skip
"""What a package says about its old slides, its owner's screen and printer."""

LISTS: Final = ("p:custShowLst", "p:extLst")
"""Parts of a presentation that name single slides: shows, sections."""


def client_presentation(path: Path) -> Presentation:
    """The template as it is.

    Raises InputRefused when the file is not there, is not a presentation, is a template (.potx) or holds macros.
    """
    _check(path)
    try:
        presentation = pptx.Presentation(str(path))
        content_type = presentation.part.content_type
        layouts = len(presentation.slide_layouts)
    except (
        ValueError,
        KeyError,
        AttributeError,
        IndexError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        OSError,
    ) as error:
        raise _refused(path, "this is not a PowerPoint presentation that can be read", HINT) from error
    if content_type != CONTENT_TYPE.PML_PRESENTATION_MAIN:
        raise _refused(path, "this presentation holds macros", HINT)
    if not layouts:
        raise _refused(path, "this presentation has no slide layouts", "take one with a slide master and its layouts")
    return presentation


def _check(path: Path) -> None:
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(path, "this template has more than 100 MB", "take out its pictures and films")
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                raise _refused(path, "this template unpacks to more than 500 MB", "take out its pictures and films")
            types = archive.read("[Content_Types].xml")
    except OSError as error:
        raise _refused(path, f"this template cannot be read: {error.strerror or error}", "") from error
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise _refused(path, "this is not a PowerPoint presentation", HINT) from error
    if b"presentationml.template.main+xml" in types:
        raise _refused(path, "this is a PowerPoint template (.potx), not a presentation", HINT)


def _refused(path: Path, what: str, hint: str) -> InputRefused:
    return InputRefused(Problem("DECK_TEMPLATE", what, file=str(path), hint=hint))


def without_slides(presentation: Presentation) -> None:
    """Take out every slide, and every link, list and view that names one, so that no part of them is saved.

    What the package says about its own making goes too: the program, its owner's screen and printer, a small picture.
    """
    part = presentation.part
    listed = presentation.slides._sldIdLst
    gone = {id(part.related_part(entry.rId)) for entry in listed}
    for entry in list(listed):
        part.drop_rel(entry.rId)
        listed.remove(entry)
    for name in LISTS:
        for found in part._element.findall(qn(name)):
            part._element.remove(found)
    for rels in (part.package._rels, part.rels):
        for name, rel in list(rels.items()):
            if rel.reltype in DROPPED or (not rel.is_external and id(rel.target_part) in gone):
                rels.pop(name)
    for other in list(part.package.iter_parts()):
        _unlink(other, gone)


def _unlink(part: Any, gone: set[int]) -> None:  # noqa: ANN401 - parts have many kinds
    """Drop the links of a layout or master that lead to slides which are no more."""
    for name, rel in list(part.rels.items()):
        if not rel.is_external and id(rel.target_part) in gone:
            part.rels.pop(name)
            for link in part._element.xpath(f'.//*[@r:id="{name}"]') if isinstance(part, XmlPart) else ():
                link.getparent().remove(link)

"""The deck's own look where a client brings no template: wide slides, the report's palette, common letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pptx
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches

from survey_seg.report.page import styled

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.placeholder import LayoutPlaceholder, MasterPlaceholder
    from pptx.slide import SlideLayout, SlideMaster

FONT: Final = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
KEPT: Final = ("Title Slide", "Title Only")
"""Layouts of the package's plain presentation that stay."""

THEME: Final[Mapping[str, str]] = {
    "dk1": "ink", "lt1": "paper", "dk2": "accent", "lt2": "sheet", "accent1": "accent", "accent2": "mark",
    "accent3": "info", "accent4": "quiet", "accent5": "warning", "accent6": "strong-rule", "hlink": "accent",
    "folHlink": "quiet",
}  # fmt: skip
"""Colours of the theme, and the colours of the palette that they are."""

PLACES: Final[Mapping[str, tuple[tuple[float, float, float, float], ...]]] = {
    "Title Slide": ((0.7, 1.5, 11.9, 1.7), (0.7, 3.4, 11.9, 2.6)),
    "Title Only": ((0.7, 0.45, 11.9, 0.9),),
}
"""Inches of title (and subtitle): left, top, width, height."""

FOOT: Final = (6.95, 0.35)
"""Inches of the line of the slide's number: top, height."""


def own_presentation(templates: Path | None) -> Presentation:
    """A presentation without slides, in the light colours of the palette (`templates`: a folder with an own one)."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    size = presentation.part._element.find(qn("p:sldSz"))
    if size is not None and "type" in size.attrib:
        del size.attrib["type"]
    for layout in list(presentation.slide_layouts):
        if layout.name not in KEPT:
            presentation.slide_layouts.remove(layout)
    _colour(presentation, light_colours(styled("report/report.css", templates)))
    _place(presentation)
    return presentation


def light_colours(style: str) -> dict[str, str]:
    """The colours of the palette's first block, as six hexadecimal digits by name.

    >>> light_colours(":root { --ink: #1B2530; --paper: #fff; } @media dark { :root { --ink: #ffffff; } }")
    {'ink': '1B2530'}
    """
    first = style.partition("}")[0]
    return dict(re.findall(r"--([\w-]+):\s*#([0-9a-fA-F]{6})\b", first))


def _colour(presentation: Presentation, colours: Mapping[str, str]) -> None:
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    for name, colour in THEME.items():
        place = None if scheme is None else scheme.find(qn(f"a:{name}"))
        if place is not None and colour in colours:
            for old in list(place):
                place.remove(old)
            etree.SubElement(place, qn("a:srgbClr"), val=colours[colour])
    for kind in ("a:majorFont", "a:minorFont"):
        for latin in theme.findall(f".//{qn(kind)}/{qn('a:latin')}"):
            latin.set("typeface", FONT)
    part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(presentation: Presentation) -> None:
    """Titles to the left and of a size that leaves room; the number of the slide at the foot; a rule above."""
    master = presentation.slide_master
    for old in [shape for shape in master.placeholders if shape.element.ph_type.name in {"DATE", "FOOTER"}]:
        old.element.getparent().remove(old.element)
    _readable(master)
    for layout in presentation.slide_layouts:
        _readable(layout)
        places = iter(PLACES[layout.name])
        for shape in list(layout.placeholders):
            if shape.element.ph_type.name in {"DATE", "FOOTER"}:
                shape.element.getparent().remove(shape.element)
            elif shape.element.ph_type.name == "SLIDE_NUMBER":
                _set(shape, (9.6, FOOT[0], 3.0, FOOT[1]))
            else:
                _set(shape, next(places))
                _left(shape, anchor="b" if shape.element.ph_type.name == "CENTER_TITLE" else "")
    for shape in master.placeholders:
        place = {"TITLE": PLACES["Title Only"][0], "SLIDE_NUMBER": (9.6, FOOT[0], 3.0, FOOT[1])}
        _set(shape, place.get(shape.element.ph_type.name, (0.7, 1.55, 11.9, 5.3)))
    style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    if style is not None:
        style.set("algn", "l")
        style.find(qn("a:defRPr")).set("sz", "2800")
        style.find(qn("a:defRPr")).set("b", "1")
    master.shapes._spTree.insert(2, parse_xml(_rule()))


def _set(shape: LayoutPlaceholder | MasterPlaceholder, place: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(Inches(value)) for value in place)


def _readable(layout: SlideLayout | SlideMaster) -> None:
    """Letters in the colour of text, not in a tint of it that is too light to read."""
    for style in layout._element.iter(qn("a:defRPr")):
        for tint in style.findall(f"{qn('a:solidFill')}/{qn('a:schemeClr')}/{qn('a:tint')}"):
            tint.getparent().set("val", "accent4")
            tint.getparent().remove(tint)


def _left(shape: LayoutPlaceholder, *, anchor: str) -> None:
    for style in shape.element.iter(qn("a:lvl1pPr")):
        style.set("algn", "l")
    if anchor:
        shape.text_frame._txBody.bodyPr.set("anchor", anchor)


def _rule() -> str:
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Rule"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{Inches(0.8)}" y="{Inches(0.34)}"/>'
        f'<a:ext cx="{Inches(0.9)}" cy="{Inches(0.06)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>"
        "<a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )

"""Which layouts of a presentation the slides take, where their title and content stand, and how wide its font is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from survey_seg.report.deck.client_house import client_presentation, without_slides
from survey_seg.report.deck.letters import font_width
from survey_seg.report.deck.own_house import own_presentation

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

TITLES: Final = frozenset({"TITLE", "CENTER_TITLE"})
FEET: Final = frozenset({"DATE", "FOOTER", "SLIDE_NUMBER"})
OPENING: Final = ("title slide", "titelfolie", "diapositive de titre", "diapositiva de título", "cover", "title")
INSIDE: Final = ("title only", "nur titel", "titre seul", "solo el título", "sólo el título")
POINT: Final = 12700
"""EMU in a point."""

INSET: Final = 91440
"""EMU between the sides of a title's box and its words, as the standard has it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide in EMU."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class House:
    """A presentation with the layouts for its first slide and for the others, and how wide its letters are."""

    presentation: Presentation
    opening: SlideLayout
    inside: SlideLayout
    title_font: float
    body_font: float


def open_house(deck: Path | None, templates: Path | None) -> House:
    """The client's template, or the deck's own look where there is none. Raises InputRefused for an unusable file."""
    presentation = own_presentation(templates) if deck is None else client_presentation(deck)
    without_slides(presentation)
    layouts = list(presentation.slide_layouts)
    major, minor = _fonts(presentation)
    return House(presentation, _opening(layouts), _inside(layouts), font_width(major), font_width(minor))


def kind(shape: Any) -> str:  # noqa: ANN401 - placeholders of slides, layouts and masters
    """The kind of a placeholder by its name in the standard: "TITLE", "BODY", "SLIDE_NUMBER"."""
    return str(shape.element.ph_type.name)


def _opening(layouts: Sequence[SlideLayout]) -> SlideLayout:
    """By its name, or else the first with a centred title, or else that of the other slides."""
    named = _named(layouts, OPENING)
    centred = next((one for one in layouts if any(kind(shape) == "CENTER_TITLE" for shape in one.placeholders)), None)
    return named or centred or _inside(layouts)


def _inside(layouts: Sequence[SlideLayout]) -> SlideLayout:
    """By its name, or else the one with a title and the least beside it, or else the emptiest."""
    named = _named(layouts, INSIDE)
    titled = [one for one in layouts if any(kind(shape) == "TITLE" for shape in one.placeholders)]
    return named or min(titled or layouts, key=lambda one: len([s for s in one.placeholders if kind(s) not in FEET]))


def _named(layouts: Sequence[SlideLayout], names: Sequence[str]) -> SlideLayout | None:
    by_name = {one.name.strip().lower(): one for one in reversed(layouts)}
    found = (by_name[name] for name in names if name in by_name)
    return next((one for one in found if any(kind(shape) in TITLES for shape in one.placeholders)), None)


def _fonts(presentation: Presentation) -> tuple[str, str]:
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    found = [theme.find(f".//{qn(kind)}/{qn('a:latin')}") for kind in ("a:majorFont", "a:minorFont")]
    major, minor = ("" if latin is None else latin.get("typeface", "") for latin in found)
    return major, minor


def title_box(house: House, layout: SlideLayout) -> tuple[Box, bool]:
    """Where the title of a layout stands, and whether the layout says so: odd titles get a place of their own."""
    width, height = house.presentation.slide_width or 0, house.presentation.slide_height or 0
    own = next((shape for shape in layout.placeholders if kind(shape) in TITLES), None)
    if own is not None and None not in (own.left, own.top, own.width, own.height):
        box = Box(own.left, own.top, own.width, own.height)
        inside = box.left >= 0 and box.top >= 0 and box.left + box.width <= width and box.top + box.height <= height
        usual = box.width >= width / 2 and height * 0.06 <= box.height <= height * 0.35 and _level(own)
        if inside and usual and (layout is house.opening or box.top + box.height <= height * 0.35):
            return box, True
    top = 0.3 if layout is house.opening and layout is not house.inside else 0.05
    return Box(round(width * 0.05), round(height * top), round(width * 0.9), round(height * 0.14)), False


def _level(shape: Any) -> bool:  # noqa: ANN401
    body = shape.element.find(f".//{qn('a:bodyPr')}")
    return (body is None or body.get("vert", "horz") == "horz") and not shape.rotation


def content_box(house: House, layout: SlideLayout) -> Box:
    """What is free below the title and above the foot of a layout."""
    width, height = house.presentation.slide_width or 0, house.presentation.slide_height or 0
    title, _ = title_box(house, layout)
    left = title.left + INSET if title.left >= width * 0.02 else round(width * 0.05)
    right = min(title.left + title.width - INSET, round(width * 0.97))
    if right - left < width * 0.75:
        left, right = round(width * 0.05), round(width * 0.95)
    top = title.top + title.height + round(height * 0.02)
    feet = [shape.top for shape in layout.placeholders if kind(shape) in FEET and shape.top is not None]
    low = [foot for foot in feet if foot > height * 0.75]
    bottom = min([*low, round(height * 0.94)]) - round(height * 0.01)
    return Box(left, top, right - left, bottom - top)


def title_look(layout: SlideLayout) -> tuple[float, bool, bool]:
    """The size of a layout's title in points, whether it is bold, whether it is in capitals: what it inherits."""
    own = next((shape for shape in layout.placeholders if kind(shape) in TITLES), None)
    master = layout.slide_master
    of_master = next((shape for shape in master.placeholders if kind(shape) in TITLES), None)
    styles = [shape.element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
              for shape in (own, of_master) if shape is not None]  # fmt: skip
    styles.append(master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"))

    def first(name: str, otherwise: str) -> str:
        return next((style.get(name) for style in styles if style is not None and style.get(name)), otherwise)

    return float(first("sz", "4400")) / 100, first("b", "0") in {"1", "true"}, first("cap", "none") == "all"

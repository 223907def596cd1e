"""How the workbook looks: a few cell formats, all with enough contrast in print and on screen."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.format import Format

Look = dict[str, Format]

INK, DARK, LINE, PAPER, ENTRY = "#1B2733", "#17405F", "#B8C4CE", "#EAF1F6", "#FFF9E5"
BANDS = {"clear": ("#D8F0DC", "#0B4A1B"), "lean": ("#FFF0C7", "#5C4300"), "unclear": ("#F3E0E0", "#7A1212")}
"""Background and ink of how sure the tool is; the word itself always stands there too."""


def styles(book: Workbook) -> Look:
    """The cell formats by name."""
    plain = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
    boxed = {**plain, "border": 1, "border_color": LINE, "text_wrap": True, "indent": 1}
    figure = {**plain, "border": 1, "border_color": LINE, "align": "right"}
    head = {**boxed, "bold": True, "font_color": "#FFFFFF", "bg_color": DARK, "valign": "vcenter"}
    kinds = {
        "plain": plain,
        "title": {**plain, "bold": True, "font_size": 16},
        "note": {**plain, "text_wrap": True, "font_color": "#44525E"},
        "section": {**plain, "bold": True, "font_size": 12, "font_color": DARK},
        "head": head,
        "text": {**boxed, "valign": "vcenter"},
        "middle": {**boxed, "valign": "vcenter", "align": "center", "indent": 0},
        "line": {**boxed, "text_wrap": False, "align": "left", "valign": "vcenter"},
        "head figure": {**head, "align": "right", "indent": 0},
        "number": {**figure, "num_format": "0"},
        "count": {**figure, "num_format": "0;-0;;@"},
        "percent": {**figure, "valign": "vcenter", "num_format": '[=1]0%;[>=0.995]"over 99 %";0%'},
        "entry": {**boxed, "bg_color": ENTRY, "locked": False, "valign": "vcenter"},
        "label": {**boxed, "bold": True, "bg_color": PAPER, "valign": "vcenter"},
        "result": {**boxed, "bg_color": PAPER, "valign": "vcenter"},
        "winner": {**boxed, "bg_color": PAPER, "bold": True, "font_size": 16, "valign": "vcenter"},
        "working": {**plain, "font_color": "#5F6B76", "num_format": "0"},
    }
    look = {name: book.add_format(properties) for name, properties in kinds.items()}
    for name, (paper, ink) in BANDS.items():
        look[name] = book.add_format({"bg_color": paper, "font_color": ink})
    return look


def row_height(*texts: tuple[str, int]) -> float:
    """The height of a row in which each text wraps at a number of characters."""
    lines = max(sum(-(-max(len(line), 1) // width) for line in text.split("\n")) for text, width in texts)
    return 15.0 * min(lines, 26) + 8.0

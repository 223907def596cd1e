"""The forms a typing tool leaves the house in: one module each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from survey_seg.typing_tool.spec import TypingSpec

Exporter = Callable[[TypingSpec, Path], None]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the tool: the function that writes it ("module:function"), its file's ending, and what it is for."""

    function: str
    suffix: str
    use: str


FORMS: dict[str, Form] = {
    "xlsx": Form("survey_seg.typing_tool.exporters.to_xlsx:export", ".xlsx", "a workbook for sales"),
    "html": Form("survey_seg.typing_tool.exporters.to_html:export", ".html", "a page that works offline"),
    "json": Form("survey_seg.typing_tool.exporters.to_json:export", ".json", "the portable tool itself"),
    "spss": Form("survey_seg.typing_tool.exporters.to_spss:export", ".sps", "SPSS syntax for an open data file"),
    "r": Form("survey_seg.typing_tool.exporters.to_r:export", ".R", "one R function for a data frame"),
}

WITH_STUDY = ("xlsx", "html", "json")
"""The forms that every study holds; the others are written when they are asked for."""


def exporter(name: str) -> Exporter:
    """The function that writes a tool in one form; KeyError when there is no such form.

    >>> exporter("json").__name__
    'export'
    """
    module, _, function = FORMS[name].function.partition(":")
    found: Exporter = getattr(import_module(module), function)
    return found

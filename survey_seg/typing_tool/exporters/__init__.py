"""The forms a typing tool leaves the house in: one module each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from survey_seg.typing_tool.spec import TypingSpec

Exporter = Callable[[TypingSpec, Path], None]

EXPORTERS: dict[str, str] = {
    "xlsx": "survey_seg.typing_tool.exporters.to_xlsx:export",
    "html": "survey_seg.typing_tool.exporters.to_html:export",
    "json": "survey_seg.typing_tool.exporters.to_json:export",
}


def exporter(name: str) -> Exporter:
    """The function that writes a tool in one form; KeyError when there is no such form.

    >>> exporter("json").__name__
    'export'
    """
    module, _, function = EXPORTERS[name].partition(":")
    found: Exporter = getattr(import_module(module), function)
    return found

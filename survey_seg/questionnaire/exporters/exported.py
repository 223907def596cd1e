"""What an exporter hands over: a text, or the sheets of a workbook, and what the other tool cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from survey_seg.questionnaire.model import Lost, Questionnaire

Sheets = Mapping[str, tuple[tuple[str | int | float | None, ...], ...]]
"""The rows of each sheet of a workbook, the header first."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The file's content and what of the questionnaire is not in it."""

    content: str | Sheets
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: its name on the command line, the ending of its files, and how it is made."""

    name: str
    ending: str
    export: Callable[[Questionnaire], Exported]

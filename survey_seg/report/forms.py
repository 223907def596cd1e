"""The forms a report comes in: each prints from results.json and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from survey_seg.report.section import Fault


@dataclass(frozen=True, slots=True)
class Look:
    """How a house wants its reports.

    `templates`: a folder with own templates, laid out like the shipped one. `deck`: a presentation whose layouts, fonts
    and colours the slides take.
    """

    templates: Path | None = None
    deck: Path | None = None


Write = Callable[[Mapping[str, Any], Path, Look], tuple[Fault, ...]]
"""From results and a look to a file; gives the sections that could not be made."""


@dataclass(frozen=True, slots=True)
class ReportForm:
    """One form: where it stands in a study, and the function that writes it ("module:function")."""

    place: Path
    function: str

    @property
    def write(self) -> Write:
        """The function, which is imported when it is asked for."""
        module, _, function = self.function.partition(":")
        found: Write = getattr(import_module(module), function)
        return found


REPORTS = {
    "html": ReportForm(Path("report", "report.html"), "survey_seg.report.page:write_report"),
    "xlsx": ReportForm(Path("report", "report.xlsx"), "survey_seg.report.workbook.write:write_workbook"),
    "pptx": ReportForm(Path("report", "report.pptx"), "survey_seg.report.deck.write:write_deck"),
    "docx": ReportForm(Path("report", "briefs.docx"), "survey_seg.report.brief_document:write_briefs"),
}
"""The forms by name; `analyze` writes all of them."""

"""The forms a report comes in: each prints from results.json and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from survey_seg.report.language.catalogue import languages, speaking
from survey_seg.report.section import Fault


@dataclass(frozen=True, slots=True)
class Look:
    """How a house wants its reports.

    `templates`: a folder with own templates, laid out like the shipped one. `deck`: a presentation whose layouts, fonts
    and colours the slides take. `language`: the language of the report; by default the one the study names.
    """

    templates: Path | None = None
    deck: Path | None = None
    language: str | None = None


Write = Callable[[Mapping[str, Any], Path, Look], tuple[Fault, ...]]
"""From results and a look to a file; gives the sections that could not be made."""


@dataclass(frozen=True, slots=True)
class ReportForm:
    """One form: where it stands in a study, and the function that writes it ("module:function")."""

    place: Path
    function: str

    def write(self, results: Mapping[str, Any], path: Path, look: Look) -> tuple[Fault, ...]:
        """Write this form in its language; gives the sections that could not be made."""
        module, _, function = self.function.partition(":")
        found: Write = getattr(import_module(module), function)
        with speaking(report_language(results, look), look.templates):
            return found(results, path, look)


def report_language(results: Mapping[str, Any], look: Look) -> str:
    """The language asked for, or the study's language for reports, or its own where a report can be written in it.

    >>> report_language({"study": {"language": "de"}}, Look()), report_language({"study": {"language": "fi"}}, Look())
    ('de', 'en')
    """
    if look.language is not None:
        return look.language
    named: str = results["study"].get("report_language") or results["study"]["language"]
    return named if named in languages(look.templates) else "en"


REPORTS = {
    "html": ReportForm(Path("report", "report.html"), "survey_seg.report.page:write_report"),
    "xlsx": ReportForm(Path("report", "report.xlsx"), "survey_seg.report.workbook.write:write_workbook"),
    "pptx": ReportForm(Path("report", "report.pptx"), "survey_seg.report.deck.write:write_deck"),
    "docx": ReportForm(Path("report", "briefs.docx"), "survey_seg.report.briefs.document:write_briefs"),
}
"""The forms by name; `analyze` writes all of them."""

"""What leaves a finished study: the typing tool in one of its forms, the report on a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from survey_seg import resources
from survey_seg.artifact import whole_file
from survey_seg.errors import CannotCompute, Problem, UsageProblem
from survey_seg.report.forms import REPORTS, Look
from survey_seg.report.section import Fault
from survey_seg.study.manifest import refresh_manifest
from survey_seg.study.results import read_results
from survey_seg.study.writing import FIND, TYPING, read_find_tool, read_typing_tool
from survey_seg.typing_tool.exporters import FORMS, exporter


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was written: its file, and the sections that could not be made."""

    path: Path
    faults: tuple[Fault, ...]


def export(study: str | Path, kind: str, output: str | Path | None = None, *, find: bool = False) -> Path:
    """Write the study's typing tool in one form (a key of FORMS) and give the file's path.

    `find`: the tool that finds people by fields that are known without asking, instead of the one that asks.
    Raises CannotCompute when the study has no such tool (there were no segments, or no fields), or the form cannot hold
    it.
    """
    folder = Path(study)
    spec = read_find_tool(folder) if find else read_typing_tool(folder)
    if spec is None:
        raise no_tool(folder, find=find)
    place = FIND if find else TYPING
    target = Path(output) if output else folder / place.with_name(place.stem + FORMS[kind].suffix)
    with whole_file(target) as draft:
        exporter(kind)(spec, draft)
    _record(folder, output)
    return target


def no_tool(study: Path, *, find: bool = False) -> CannotCompute:
    """Why a study has no typing tool, or no find tool. Raises InputRefused when the folder is no study."""
    reason = read_results(study).get("find" if find else "typing", {}).get("not_computed", "its file is not there")
    name = "find tool" if find else "typing tool"
    return CannotCompute(Problem("STUDY_NO_TOOL", f"this study has no {name}: {reason}", file=str(study)))


def report(
    study: str | Path,
    output: str | Path | None = None,
    *,
    form: str = "html",
    templates: str | Path | None = None,
    deck: str | Path | None = None,
    language: str | None = None,
) -> Report:
    """Write the study's report from its results.json in one form (a key of REPORTS).

    `templates`: a folder laid out like the shipped templates, whose files are taken before those of the same name.
    `deck`: a presentation (.pptx) whose layouts, fonts and colours a deck takes. `language`: two letters; by default
    what the questionnaire says under study.report_language, or its own language where a report can be written in it.
    Raises UsageProblem when there is no such folder, or another form than a deck is asked to look like `deck`;
    InputRefused when `deck` cannot be used.
    """
    folder = Path(study)
    if templates is not None and not Path(templates).is_dir():
        raise UsageProblem(Problem("REPORT_NO_TEMPLATES", "there is no such folder of templates", file=str(templates)))
    if deck is not None and form != "pptx":
        raise UsageProblem(Problem("REPORT_NO_DECK", "only --format pptx looks like a presentation", file=str(deck)))
    look = Look(Path(templates) if templates else None, Path(deck) if deck else None, language)
    if templates is not None and not _holds_templates(Path(templates)):
        what = "no file of this folder stands for one of ours"
        hint = "such as report/summary.html.j2 or report/report.css"
        raise UsageProblem(Problem("REPORT_NO_TEMPLATES", what, hint=hint, file=str(templates)))
    results = read_results(folder)
    target = Path(output) if output else folder / REPORTS[form].place
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target) as draft:
        faults = REPORTS[form].write(results, draft, look)
    _record(folder, output)
    return Report(target, faults)


def _record(folder: Path, output: str | Path | None) -> None:
    if output is None:
        refresh_manifest(folder)


def _holds_templates(own: Path) -> bool:
    shipped = resources.folder("templates")
    files = (path for path in own.rglob("*") if path.is_file())
    return any(own.glob("words/*/*.json")) or any((shipped / path.relative_to(own)).is_file() for path in files)

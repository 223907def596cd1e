"""What leaves a finished study: the typing tool in one of its forms, the report on a page."""

from __future__ import annotations

from pathlib import Path

from survey_seg.artifact import whole_file
from survey_seg.errors import CannotCompute, Problem
from survey_seg.report.page import render_report
from survey_seg.study.manifest import refresh_manifest
from survey_seg.study.results import read_results
from survey_seg.study.writing import FIND, REPORT, TYPING, read_find_tool, read_typing_tool
from survey_seg.typing_tool.exporters import FORMS, exporter


def export(study: str | Path, kind: str, output: str | Path | None = None, *, find: bool = False) -> Path:
    """Write the study's typing tool in one form (a key of FORMS) and give the file's path.

    `find`: the tool that finds people by fields that are known without asking, instead of the one that asks.
    Raises CannotCompute when the study has no such tool (there were no segments, or no fields), or the form cannot hold
    it.
    """
    folder = Path(study)
    spec = read_find_tool(folder) if find else read_typing_tool(folder)
    if spec is None:
        reason = read_results(folder).get("find" if find else "typing", {}).get("not_computed", "")
        name = "find tool" if find else "typing tool"
        raise CannotCompute(Problem("EXPORT_NO_TOOL", f"this study has no {name}: {reason}", file=str(folder)))
    place = FIND if find else TYPING
    target = Path(output) if output else folder / place.with_name(place.stem + FORMS[kind].suffix)
    with whole_file(target) as draft:
        exporter(kind)(spec, draft)
    _record(folder, output)
    return target


def report(study: str | Path, output: str | Path | None = None) -> Path:
    """Write the study's report from its results.json and give the page's path."""
    folder = Path(study)
    page = render_report(read_results(folder))
    target = Path(output) if output else folder / REPORT
    with whole_file(target) as draft:
        draft.write_text(page, encoding="utf-8", newline="\n")
    _record(folder, output)
    return target


def _record(folder: Path, output: str | Path | None) -> None:
    if output is None:
        refresh_manifest(folder)

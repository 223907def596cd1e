"""What leaves a finished study: the typing tool in one of its forms, the report on a page."""

from __future__ import annotations

from pathlib import Path

from survey_seg.artifact import whole_file
from survey_seg.errors import CannotCompute, Problem
from survey_seg.report.page import render_report
from survey_seg.study.manifest import refresh_manifest
from survey_seg.study.results import read_results
from survey_seg.study.writing import REPORT, TYPING, read_typing_tool
from survey_seg.typing_tool.exporters import FORMS, exporter


def export(study: str | Path, kind: str, output: str | Path | None = None) -> Path:
    """Write the study's typing tool in one form (a key of FORMS) and give the file's path.

    Raises CannotCompute when the study has no typing tool (there were no segments), or the form cannot hold it.
    """
    folder = Path(study)
    spec = read_typing_tool(folder)
    if spec is None:
        reason = read_results(folder)["typing"].get("not_computed", "")
        raise CannotCompute(Problem("EXPORT_NO_TOOL", f"this study has no typing tool: {reason}", file=str(folder)))
    target = Path(output) if output else folder / TYPING.with_name(TYPING.stem + FORMS[kind].suffix)
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

"""The files of a study: tables a person can open, the typing tool, the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from survey_seg.artifact import write_csv, write_json
from survey_seg.report.page import render_report
from survey_seg.study.model import Findings
from survey_seg.typing_tool.exporters import EXPORTERS, exporter
from survey_seg.typing_tool.spec import TypingSpec, read_spec

TYPING = Path("typing_tool", "typing_tool.json")
REPORT = Path("report", "report.html")


def write_findings(folder: Path, findings: Findings) -> None:
    """The tables behind the report, one folder per stage."""
    quality, segmentation, basis = findings.quality, findings.segmentation, findings.basis
    _table(folder / "quality" / "flags.csv", quality.reasons)
    people = pd.DataFrame({"id": basis.ids, "segment": segmentation.labels, "weight": basis.weights})
    _table(folder / "segments" / "people.csv", people)
    _table(folder / "segments" / "candidates.csv", findings.candidates.table)
    _table(folder / "segments" / "sizes.csv", segmentation.sizes)
    centroids = pd.DataFrame(segmentation.centroids, columns=list(basis.items))
    centroids.insert(0, "segment", range(1, segmentation.k + 1))
    _table(folder / "segments" / "centroids.csv", centroids)
    if findings.factors is not None:
        loadings = findings.factors.loadings
        _table(folder / "factors" / "loadings.csv", loadings.rename_axis("variable").reset_index())
        scores = pd.DataFrame(findings.factors.scores, columns=list(loadings.columns))
        scores.insert(0, "id", list(basis.ids))
        _table(folder / "factors" / "scores.csv", scores)
    if findings.profiles is not None:
        for name in ("answers", "means", "tests", "markers", "criteria"):
            _table(folder / "profiles" / f"{name}.csv", getattr(findings.profiles, name))
        _table(folder / "profiles" / "actions.csv", findings.actions)
        _table(folder / "profiles" / "reach.csv", findings.reach)
    if findings.priorities is not None:
        _table(folder / "priorities" / "rank.csv", findings.priorities.table)
        _table(folder / "priorities" / "ratings.csv", findings.priorities.ratings)


def _table(path: Path, table: pd.DataFrame) -> None:
    write_csv(path, [str(column) for column in table.columns], table.itertuples(index=False, name=None))


def write_outputs(folder: Path, results: Mapping[str, Any], spec: TypingSpec | None) -> None:
    """results.json and everything that is printed from it, and the typing tool in every format."""
    write_json(folder / "results.json", results)
    (folder / REPORT).parent.mkdir(parents=True, exist_ok=True)
    (folder / REPORT).write_text(render_report(results), encoding="utf-8", newline="\n")
    if spec is not None:
        (folder / TYPING).parent.mkdir(parents=True, exist_ok=True)
        for kind in EXPORTERS:
            exporter(kind)(spec, folder / TYPING.with_suffix(f".{kind}"))


def with_words(spec: TypingSpec, results: Mapping[str, Any]) -> TypingSpec:
    """The typing tool with the segments' current names and the first thing to do for each."""
    names = {row["segment"]: row["name"] for row in results["segments"]["sizes"]}
    first: dict[int, str] = {}
    for action in results["actions"]:
        first.setdefault(action["segment"], action["action"])
    segments = tuple(
        replace(segment, name=names.get(segment.code, segment.name), action=first.get(segment.code, segment.action))
        for segment in spec.segments
    )
    return replace(spec, segments=segments)


def read_typing_tool(folder: Path) -> TypingSpec | None:
    """The typing tool of a study, or None when it has none."""
    return read_spec(folder / TYPING) if (folder / TYPING).is_file() else None

"""The files of a study: tables a person can open, the typing tool, the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from survey_seg.analysis.model import Basis, FactorSolution
from survey_seg.artifact import write_csv, write_json
from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.report.forms import REPORTS, Look
from survey_seg.report.section import Fault
from survey_seg.study.model import Findings
from survey_seg.study.results import told_answers, told_means
from survey_seg.study.segment_evidence import whole_table
from survey_seg.typing_tool.exporters import WITH_STUDY, exporter
from survey_seg.typing_tool.spec import TypingSpec, read_spec

TYPING = Path("typing_tool", "typing_tool.json")
FIND = TYPING.with_name("find_tool.json")
MESSAGE = "message"
"""The verb of an action that is something to say."""
DIGITS = 4
"""Decimals of what is said about single people."""


def write_findings(folder: Path, findings: Findings) -> None:
    """The tables behind the report, one folder per stage."""
    _table(folder / "quality" / "flags.csv", findings.quality.reasons)
    for name, table in _segment_tables(findings).items():
        _table(folder / "segments" / f"{name}.csv", table)
    if findings.factors is not None:
        for name, table in _factor_tables(findings.factors, findings.basis).items():
            _table(folder / "factors" / f"{name}.csv", table)
    if findings.profiles is not None:
        _table(folder / "profiles" / "answers.csv", told_answers(findings))
        for name in ("means", "markers"):
            _table(folder / "profiles" / f"{name}.csv", told_means(findings, getattr(findings.profiles, name)))
        for name in ("tests", "criteria"):
            _table(folder / "profiles" / f"{name}.csv", getattr(findings.profiles, name))
        _table(folder / "profiles" / "actions.csv", findings.actions)
        _table(folder / "profiles" / "reach.csv", findings.reach)
    if findings.priorities is not None:
        _table(folder / "priorities" / "rank.csv", findings.priorities.table)
        _table(folder / "priorities" / "ratings.csv", findings.priorities.ratings)


def _segment_tables(findings: Findings) -> dict[str, pd.DataFrame]:
    segmentation, candidates, basis = findings.segmentation, findings.candidates, findings.basis
    people = pd.DataFrame(
        {
            "id": basis.ids,
            "segment": segmentation.labels,
            "weight": basis.weights,
            "membership": segmentation.memberships.max(1).round(DIGITS),
            "keeps": candidates.keeps[segmentation.k].round(DIGITS),
        }
    )
    centroids = pd.DataFrame(segmentation.centroids, columns=list(basis.items))
    centroids.insert(0, "segment", range(1, segmentation.k + 1))
    null = pd.DataFrame(candidates.null, columns=[str(k) for k in candidates.table["k"] if k > 1])
    null.insert(0, "study", range(1, len(null) + 1))
    return {
        "people": people,
        "candidates": whole_table(findings),
        "methods": candidates.methods,
        "null": null.melt("study", var_name="k", value_name="stability"),
        "neighbours": segmentation.neighbours,
        "sizes": segmentation.sizes,
        "centroids": centroids,
    }


def _factor_tables(factors: FactorSolution, basis: Basis) -> dict[str, pd.DataFrame]:
    names, loadings = list(factors.loadings.columns), factors.loadings.rename_axis("variable").reset_index()
    correlation = pd.DataFrame(factors.correlation, columns=list(basis.items))
    correlation.insert(0, "variable", list(basis.items))
    scores = pd.DataFrame(factors.scores, columns=names)
    scores.insert(0, "id", list(basis.ids))
    return {
        "votes": factors.votes,
        "loadings": loadings,
        "scales": factors.scales,
        "items": factors.items,
        "correlation": correlation,
        "scores": scores,
    }


def _table(path: Path, table: pd.DataFrame) -> None:
    write_csv(path, [str(column) for column in table.columns], table.itertuples(index=False, name=None))


def write_outputs(
    folder: Path, results: Mapping[str, Any], spec: TypingSpec | None, find: TypingSpec | None = None
) -> tuple[Fault, ...]:
    """results.json and everything that is printed from it, the typing tool in its forms, and the find tool.

    Gives the sections of reports that could not be made.
    """
    write_json(folder / "results.json", results)
    faults: list[Fault] = []
    for form in REPORTS.values():
        (folder / form.place).parent.mkdir(parents=True, exist_ok=True)
        faults += form.write(results, folder / form.place, Look())
    if spec is not None:
        (folder / TYPING).parent.mkdir(parents=True, exist_ok=True)
        for kind in WITH_STUDY:
            exporter(kind)(spec, folder / TYPING.with_suffix(f".{kind}"))
    if find is not None:
        (folder / FIND).parent.mkdir(parents=True, exist_ok=True)
        exporter("json")(find, folder / FIND)
    return tuple(dict.fromkeys(faults))


def with_words(spec: TypingSpec, results: Mapping[str, Any]) -> TypingSpec:
    """The typing tool with the segments' current names, what to say to their people, what to do, and when to refresh.

    The questionnaire's actions are taken in the order of `results`, the clearest of a segment first: the first with the
    verb "message" is what to say, the first with another verb what to do. A segment without one keeps no old words.

    >>> from survey_seg.typing_tool.spec import ToolSegment
    >>> segments = ToolSegment(1, "Segment 1", 0.6, ""), ToolSegment(2, "Segment 2", 0.4, "")
    >>> tool = TypingSpec("t", "Plans", "ask", True, 10, segments, (), (), 0, {}, {}, {}, None, {}, {}, ())
    >>> verbs = {"message": "Your weeks, planned", "price": "Offer the yearly plan"}
    >>> results = {
    ...     "segments": {"sizes": [{"segment": 1, "name": "Planners"}]},
    ...     "actions": [{"segment": 1, "verb": verb, "action": text} for verb, text in verbs.items()],
    ... }
    >>> first = with_words(tool, results).segments[0]
    >>> first.name, first.action, first.message
    ('Planners', 'Offer the yearly plan', 'Your weeks, planned')
    """
    names = {row["segment"]: row["name"] for row in results["segments"]["sizes"]}
    said: dict[int, str] = {}
    done: dict[int, str] = {}
    for action in results["actions"]:
        words = said if canonical(action["verb"]) == MESSAGE else done
        if action["action"]:
            words.setdefault(action["segment"], action["action"])
    segments = tuple(
        replace(
            segment,
            name=names.get(segment.code, segment.name),
            action=done.get(segment.code, ""),
            message=said.get(segment.code, ""),
        )
        for segment in spec.segments
    )
    due = results.get("cadence", {}).get("next_full") or ""
    return replace(spec, segments=segments, card={**spec.card, "refresh": due})


def read_typing_tool(folder: Path) -> TypingSpec | None:
    """The typing tool of a study, or None when it has none."""
    return read_spec(folder / TYPING) if (folder / TYPING).is_file() else None


def read_find_tool(folder: Path) -> TypingSpec | None:
    """The find tool of a study, or None when it has none."""
    return read_spec(folder / FIND) if (folder / FIND).is_file() else None

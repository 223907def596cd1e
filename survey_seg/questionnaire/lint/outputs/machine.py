"""Findings as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from survey_seg.questionnaire.lint.finding import LintReport

FORMAT = "survey-seg/lint/1"


def as_json(report: LintReport) -> str:
    """The findings as JSON, every one of them, under a format name that changes when a reader would have to.

    `ignored` holds the findings not followed with their reasons, `coverage` a row for each question and action,
    `lost` what an imported file held that the questionnaire cannot; `share_not_actionable` is null while an imported
    file carries no tags.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.lint.run import lint
    >>> from survey_seg.questionnaire.model import Questionnaire
    >>> empty = lint(Questionnaire(study=Study(title="Pets"), questions=()), rules=())
    >>> json.loads(as_json(empty))["counts"]
    {'error': 0, 'warning': 0, 'info': 0}
    """
    share = report.share_not_actionable
    whole = {
        "format": FORMAT,
        "title": report.title,
        "file": report.file,
        "counts": dict(report.counts),
        "minutes": round(report.minutes, 2),
        "estimate": asdict(report.estimate),
        "share_not_actionable": None if share is None else round(share, 4),
        "known": report.known,
        "findings": [asdict(finding) for finding in report.findings],
        "ignored": [asdict(finding) | {"because": because} for finding, because in report.ignored],
        "coverage": [asdict(row) | {"minutes": round(row.minutes, 3)} for row in report.coverage],
        "lost": [asdict(lost) for lost in report.lost],
    }
    return json.dumps(whole, indent=1, ensure_ascii=True) + "\n"

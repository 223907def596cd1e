"""Findings in SARIF 2.1.0, which code hosts and editors show at the line (OASIS standard, 2020)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from survey_seg import __version__
from survey_seg.questionnaire.lint.finding import Finding, LintReport, Rule

LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(report: LintReport) -> str:
    """The findings as a SARIF log: one run, the rules it knows, a result per finding, ignored ones as suppressed.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.lint.run import lint
    >>> from survey_seg.questionnaire.model import Questionnaire
    >>> empty = lint(Questionnaire(study=Study(title="Pets"), questions=()), rules=())
    >>> json.loads(as_sarif(empty))["version"]
    '2.1.0'
    """
    results = [_result(finding, report) for finding in report.findings]
    for finding, because in report.ignored:
        suppression = {"kind": "inSource", "justification": because}
        results.append(_result(finding, report) | {"suppressions": [suppression]})
    driver = {"name": "survey-seg", "version": __version__, "rules": [_rule(rule) for rule in report.rules]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}],
    }
    return json.dumps(log, indent=1, ensure_ascii=True) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    page = (rule.explanation or rule.slug).strip()
    return {
        "id": rule.id,
        "name": "".join(part.title() for part in rule.slug.split("-")),
        "shortDescription": {"text": page.splitlines()[0]},
        "fullDescription": {"text": page},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"precision": rule.confidence},
    }


def _result(finding: Finding, report: LintReport) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(report.file or "questionnaire")}}
    if finding.line is not None:
        physical["region"] = {"startLine": finding.line}
    named = ".".join(filter(None, (finding.anchor, finding.place)))
    return {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.question or 'study'}: {finding.message}. {finding.suggestion}."},
        "locations": [{"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": named}]}],
    }

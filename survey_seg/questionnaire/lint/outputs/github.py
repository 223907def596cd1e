"""Findings as the workflow commands that GitHub shows at the line of a pull request."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Finding, LintReport

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
IN_TEXT = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
IN_PROPERTY = (*IN_TEXT, (":", "%3A"), (",", "%2C"))


def as_github(report: LintReport) -> str:
    """One workflow command per finding; what could end a command early is written as GitHub's escapes.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.lint.run import lint
    >>> from survey_seg.questionnaire.model import Questionnaire
    >>> as_github(lint(Questionnaire(study=Study(title="Pets"), questions=()), rules=()))
    ''
    """
    return "".join(_command(finding, report.file) for finding in report.findings)


def _command(finding: Finding, file: str) -> str:
    place = {"file": file or "questionnaire", "line": finding.line, "title": f"{finding.rule} {finding.slug}"}
    properties = ",".join(
        f"{key}={_escaped(str(value), IN_PROPERTY)}" for key, value in place.items() if value is not None
    )
    about = " ".join(filter(None, (finding.question or "study", finding.anchor and f"({finding.anchor})")))
    text = f"{about}: {finding.message}. {finding.suggestion} ({finding.reason})"
    return f"::{COMMANDS[finding.severity]} {properties}::{_escaped(text, IN_TEXT)}\n"


def _escaped(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    for sign, written in signs:
        text = text.replace(sign, written)
    return text

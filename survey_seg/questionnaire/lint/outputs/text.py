"""Findings as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from survey_seg.questionnaire.lint.finding import WORST_FIRST, Finding, LintReport, Severity, printable

MANY = 5
"""A rule that fires on more questions than this is shown by its first findings and a list of the others."""

FIRST = 3
NAMED = 15
"""How many of the other questions are named before the list is cut short."""


def as_text(report: LintReport) -> str:
    """The findings as lines of plain text, worst first, those of one rule together, and a summary at the end.

    Every finding is one line `file:line  severity  RULE slug  question: message` with what to do in the line below.
    """
    lines = [line for group in _by_rule(report.findings) for line in _group(group, report.file)]
    if lines:
        lines.append("")
    return "\n".join([*lines, *_summary(report)]) + "\n"


def _by_rule(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Findings of one severity and rule together, in the order in which each first appears."""
    first: dict[tuple[Severity, str], int] = {}
    for finding in findings:
        first.setdefault((finding.severity, finding.rule), len(first))
    ordered = sorted(findings, key=lambda finding: first[finding.severity, finding.rule])
    for _, group in groupby(ordered, key=lambda finding: (finding.severity, finding.rule)):
        yield list(group)


def _group(group: list[Finding], file: str) -> Iterator[str]:
    questions = list(dict.fromkeys(finding.question for finding in group))
    folded = len(questions) > MANY
    shown = [finding for finding in group if finding.question in questions[:FIRST]] if folded else group
    for (suggestion, reason), same in groupby(shown, key=lambda finding: (finding.suggestion, finding.reason)):
        yield from (_line(finding, file) for finding in same)
        yield f"    {suggestion} ({reason})"
    if folded:
        others = questions[FIRST:]
        more = " ..." if len(others) > NAMED else ""
        yield f"    and {len(others)} more: {' '.join(others[:NAMED])}{more}"


def _line(finding: Finding, file: str) -> str:
    at = finding.anchor or ("" if finding.line is None else str(finding.line))
    place = ":".join(filter(None, (printable(file or "questionnaire"), at)))
    about = finding.question or "study"
    return f"{place}  {finding.severity}  {finding.rule} {finding.slug}  {about}: {finding.message}"


def counts_text(report: LintReport) -> str:
    """How many findings there are of each severity, the worst first.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.lint.run import lint
    >>> from survey_seg.questionnaire.model import Questionnaire
    >>> counts_text(lint(Questionnaire(study=Study(title="T"), questions=()), rules=()))
    'no findings'
    """
    counted = [_counted(report.counts[severity], severity) for severity in WORST_FIRST if report.counts[severity]]
    return ", ".join(counted) or "no findings"


def _summary(report: LintReport) -> Iterator[str]:
    yield f"{printable(report.title)}: {counts_text(report)}."
    if report.known:
        yield f"{report.known} more in the baseline."
    if report.ignored:
        yield f"{len(report.ignored)} not followed, with a reason in the file."
    idle = report.share_not_actionable
    nobody = f", {idle:.0%} of them on questions nobody can act on" if idle else ""
    yield f"Expected to take {report.minutes:.1f} minutes{nobody}."
    if report.estimate.most > report.estimate.least:
        ways = report.estimate
        yield f"The shortest way takes {ways.least:.1f}, the longest {ways.most:.1f} minutes."
    if report.findings:
        yield f"More about a rule: survey-seg explain {report.findings[0].rule}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("s" if number != 1 and noun != "info" else "")

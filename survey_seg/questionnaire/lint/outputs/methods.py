"""What to write about the check in the methods section of a report."""

from __future__ import annotations

from survey_seg import __version__
from survey_seg.questionnaire.lint.finding import WORST_FIRST, LintReport, printable


def as_methods(report: LintReport) -> str:
    """A paragraph for the methods section: what was checked, by which rules, what was found, what was left and why.

    It claims no more than was done: a lint sees the form of questions, not whether they measure what they should.
    """
    rules = len(report.rules)
    families = len({rule.family for rule in report.rules})
    counts = ", ".join(f"{report.counts[severity]} {severity}" for severity in WORST_FIRST)
    parts = [
        f"Before fielding, the questionnaire “{printable(report.title)}” ({printable(report.file)}) was checked with "
        f"survey-seg {__version__} against {rules} rules in {families} families, which cover actionability, "
        "reachability, the mix of data, length, the brief, fitness for the analysis, structure, response options and "
        "wording.",
        f"The expected length is {report.minutes:.1f} minutes; {report.share_not_actionable:.0%} of it goes to "
        "questions without an action.",
        f"Findings at the time of this version: {counts}.",
    ]
    if report.known:
        parts.append(f"{report.known} findings of earlier versions were accepted as they are (baseline).")
    if report.ignored:
        reasons = dict.fromkeys(f"{finding.rule} ({printable(because)})" for finding, because in report.ignored)
        parts.append(f"{len(report.ignored)} findings were not followed: {'; '.join(reasons)}.")
    parts.append(
        "Such a check finds flaws of form. It does not show that a question is understood as meant, or measures what "
        "the study needs; that takes a pretest (Presser et al. 2004; Maitland and Presser 2018)."
    )
    return "\n".join(parts) + "\n"

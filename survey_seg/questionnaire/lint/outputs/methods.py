"""What to write about the check in the methods section of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from survey_seg import __version__
from survey_seg.questionnaire.lint.finding import WORST_FIRST, LintReport, Rule, printable

ABOUT: Final[Mapping[str, str]] = {
    "ACT": "actionability",
    "RCH": "reachability",
    "MIX": "the mix of data",
    "LEN": "length",
    "STU": "the brief",
    "ANA": "fitness for the analysis",
    "STR": "structure",
    "OPT": "response options",
    "WRD": "wording",
    "LNT": "the settings of the check",
}
"""What the rules of a family look at."""


def as_methods(report: LintReport) -> str:
    """A paragraph for the methods section: what was checked, by which rules, what was found, what was left and why.

    It claims no more than was done: a lint sees the form of questions, not whether they measure what they should.
    """
    counts = ", ".join(f"{report.counts[severity]} {severity}" for severity in WORST_FIRST)
    parts = [
        f"Before fielding, the questionnaire “{printable(report.title)}” ({printable(report.file)}) was checked with "
        f"survey-seg {__version__} against {_scope(report.rules)}.",
        *_untagged(report),
        f"The expected length is {report.minutes:.1f} minutes{_idle(report.share_not_actionable)}.",
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


def _scope(rules: Sequence[Rule]) -> str:
    """How many rules, in which families."""
    families = _families(rules)
    number = f"{len(families)} famil{'y' if len(families) == 1 else 'ies'}"
    count = f"{len(rules)} rule{'s' * (len(rules) != 1)}"
    return f"{count} in {number}: {_listed([ABOUT.get(one, one) for one in families])}" if rules else count


def _untagged(report: LintReport) -> Iterator[str]:
    """What was not checked because nobody has said what the questions of an imported file are for."""
    if not report.held_back:
        return
    applied = _families(report.rules)
    named = [f"{ABOUT.get(one, one)} ({one})" for one in _families(report.held_back) if one not in applied]
    named += [rule.id for rule in report.held_back if rule.family in applied]
    yield (
        "The questionnaire comes from another tool and carries no tags yet (no action, reach, role or data type); "
        f"rules that need them were not applied: {_listed(named)}."
    )


def _idle(share: float | None) -> str:
    return "" if share is None else f"; {share:.0%} of it goes to questions without an action"


def _families(rules: Sequence[Rule]) -> list[str]:
    return list(dict.fromkeys(rule.family for rule in rules))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

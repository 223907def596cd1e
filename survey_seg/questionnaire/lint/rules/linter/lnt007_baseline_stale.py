"""A baseline that still forgives what has been mended.

What it does
    Counts the entries of the baseline file that no finding matches any more.

Why it is bad
    The same flaw could come back and nobody would be told.

Example
    A baseline with ACT001 at `media`, which has an action by now.

Use instead
    `survey-seg lint questionnaire.yaml --write-baseline baseline.json`

When it stays silent
    Without a baseline, and while every entry matches a finding.

Source
    The practice of code linters with baselines.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.baseline import known
from survey_seg.questionnaire.lint.finding import Finding, Looked, Rule
from survey_seg.questionnaire.lint.similar import listed


def after(looked: Looked) -> Iterator[Finding]:
    """One finding when entries of the baseline match nothing."""
    held = {known(finding) for finding in looked.found}
    stale = [entry for entry in looked.baseline if entry not in held and not entry[0].startswith("LNT")]
    if not stale:
        return
    named = listed((" at ".join(filter(None, entry[:2])) for entry in stale), most=3)
    yield RULE.at(
        looked.questionnaire,
        ("questions",),
        message=f"{len(stale)} of {len(looked.baseline)} entries of the baseline match nothing: {named}",
        reason="the same flaw could come back unseen",
        suggestion="Write the baseline again: `survey-seg lint --write-baseline`",
    )


RULE = Rule("LNT007", "baseline-stale", "info", __doc__, lambda _: (), after=after)

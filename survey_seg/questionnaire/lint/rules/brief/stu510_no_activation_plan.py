"""Nobody says what the firm can change.

What it does
    Finds a study without `study.levers`.

Why it is bad
    Levers are the plan for the day after: which of message, price, channel, service or product may differ by segment.
    Without the list any question seems useful, and what the segments ask for turns out to be fixed by head office.

Example
    study:
      levers: []

Use instead
    study:
      levers: [target, message, price, bundle, channel, service, retain]

When it stays silent
    As soon as one lever is listed. Whether the actions keep to the levers is ACT007, whether all are used ACT008;
    owners are ACT004.

Source
    Dialog Insight, seven segmentation mistakes, no. 7; The Marketing Juice.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without levers."""
    if not questionnaire.study.levers:
        yield RULE.at(
            questionnaire,
            ("study",),
            message="the study does not say what the firm can change by segment",
            reason="what the segments ask for may turn out to be fixed",
            suggestion="List what may differ: `levers: [target, message, price, channel, service]`",
        )


RULE = Rule("STU510", "no-activation-plan", "warning", __doc__, check)

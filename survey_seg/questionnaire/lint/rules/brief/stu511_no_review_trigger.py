"""A date to look again, and nothing that would bring it forward.

What it does
    Finds a plan for refreshing the study (`study.refresh`) without `triggers`.

Why it is bad
    Markets do not wait for the calendar. A new competitor or a fifth more churn makes segments old within weeks, and
    unless the figure is named beforehand nobody is sure that this is it.

Example
    study:
      refresh: {full_months: 48, light_months: 12}

Use instead
    study:
      refresh: {full_months: 48, light_months: 12, triggers: [Churn rises by a fifth, A discounter opens in town]}

When it stays silent
    As soon as one trigger is named, and when there is no plan at all: that is STU505.

Source
    Dialog Insight, seven segmentation mistakes, no. 3; The Marketing Juice.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a plan without triggers."""
    refresh = questionnaire.study.refresh
    if refresh is not None and not refresh.triggers:
        yield RULE.at(
            questionnaire,
            ("study", "refresh"),
            message="nothing brings the next look forward",
            reason="a new rival or a jump in churn makes segments old before the date",
            suggestion="Name the figures or events in `triggers`, for example: Churn rises by a fifth",
        )


RULE = Rule("STU511", "no-review-trigger", "info", __doc__, check)

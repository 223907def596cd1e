"""Too much of the respondents' time goes to questions nobody can act on.

What it does
    Adds up the expected minutes of the questions that have no action, or none but vague ones (ACT001, ACT002), and
    compares them with the whole: a warning above 10 %, an error above 25 %. With the sample size and the cost of an
    interview (`sample.n`, `sample.interview_cost`) it says what these minutes cost.

Why it is bad
    These minutes are paid for, they tire the respondents before the questions that matter, and their answers tempt the
    report into findings that lead nowhere.

Example
    questions:
      - id: leisure
        text: How often do you do each of these?
        type: grid
        role: [descriptor]
        data_type: behaviour
        options: [{code: 1, label: Never}, {code: 2, label: Sometimes}, {code: 3, label: Often}]
        rows: [{id: l1, text: Reading}, {id: l2, text: Gardening}, {id: l3, text: Cooking}, {id: l4, text: Gaming}]
        reach: [{via: none}]

Use instead
    questions:
      - id: leisure
        text: How often do you do each of these?
        type: grid
        role: [descriptor]
        data_type: behaviour
        options: [{code: 1, label: Never}, {code: 2, label: Sometimes}, {code: 3, label: Often}]
        rows: [{id: l1, text: Reading}, {id: l2, text: Gardening}, {id: l3, text: Cooking}, {id: l4, text: Gaming}]
        action: [{verb: message, owner: cmo, when: [3], text: Show the hobby as the reward in the landing page}]
        reach: [{via: none}]

When it stays silent
    Up to a tenth of the time. Technical questions count in the whole, never as idle.

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 3: questions that cannot be acted on
    waste the research budget). The two limits are this project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.brief import Sample
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import not_actionable, share_not_actionable
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.minutes import expected_minutes
from survey_seg.questionnaire.model import Questionnaire

WARN_ABOVE = 0.10
ERROR_ABOVE = 0.25
MINUTES_AN_HOUR = 60


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for the whole questionnaire, when the share is too large."""
    share = share_not_actionable(questionnaire)
    if share <= WARN_ABOVE:
        return
    idle = not_actionable(questionnaire)
    minutes = share * expected_minutes(questionnaire)
    paid = _paid(questionnaire.study.sample, minutes, share)
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"{share:.0%} of the answering time ({minutes:.1f} minutes{paid}) is on questions nobody can act on",
        reason="time is paid for, and tired respondents answer the questions that matter worse",
        suggestion=f"Give an action to, or drop, {listed(question.id for question in idle)}",
        severity="error" if share > ERROR_ABOVE else "warning",
    )


def _paid(sample: Sample, minutes: float, share: float) -> str:
    """What the idle minutes add up to, as far as the sample is planned: hours, and the cost of the interviews."""
    if sample.n is None:
        return ""
    hours = f", {minutes * sample.n / MINUTES_AN_HOUR:,.0f} hours over {sample.n:,} respondents"
    cost = sample.interview_cost
    return hours + (f", {share * sample.n * cost:,.0f} of interview cost" if cost else "")


RULE = Rule("ACT013", "non-actionable-share", "warning", __doc__, check)

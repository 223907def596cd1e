"""What the questions cost that nobody can act on.

What it does
    Multiplies the cost of all interviews by the part of the answering time that goes to questions nobody can act on.

Why it is bad
    It is the one figure that everybody in the room understands, before the money is spent.

Example
    study:
      sample: {n: 1200, interview_cost: 8}
    questions:
      - {id: media, action: []}

Use instead
    study:
      sample: {n: 1200, interview_cost: 8}

When it stays silent
    When the study names no cost of an interview (`sample: interview_cost`) or no sample size, and when every question
    has an action. Which questions they are is told by ACT001, ACT002 and ACT013.

Source
    IMS, five mistakes in segmentation research, no. 3: know what you would do with the answer to each question.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import not_actionable, share_not_actionable
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when there is a cost, and a part of it buys nothing."""
    sample = questionnaire.study.sample
    if sample.n is None or not sample.interview_cost:
        return
    share = share_not_actionable(questionnaire)
    if share <= 0:
        return
    whole = sample.n * sample.interview_cost
    names = listed((question.id for question in not_actionable(questionnaire)), most=2)
    yield RULE.at(
        questionnaire,
        ("study", "sample", "interview_cost"),
        message=f"{share * whole:,.0f} of {whole:,.0f} is paid for questions nobody can act on",
        reason="the money is spent before anybody notices",
        suggestion=f"Give an action to, or drop, {names}",
    )


RULE = Rule("LEN016", "paid-minutes", "info", __doc__, check)

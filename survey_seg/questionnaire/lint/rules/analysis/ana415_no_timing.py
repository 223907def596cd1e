"""Nobody will know how long people took.

What it does
    Looks for a column with the length of the interview: a question of role duration.

Why it is bad
    People who race through are found by their time first of all. Without it they stay in, answer the grids in straight
    lines, and come out as a segment without opinions.

Example
    questions:
      - {id: seconds, role: [quota]}

Use instead
    questions:
      - {id: seconds, role: [duration]}

When it stays silent
    As soon as one question or column has the role duration.

Source
    Greszki, Meyer and Schoen 2015, Exploring the effects of removing too fast responses and respondents from web
    surveys.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without the length of the interview."""
    if any("duration" in question.role for question in questionnaire.questions):
        return
    yield RULE.at(
        questionnaire,
        ("questions",),
        message="the length of the interview is not kept",
        reason="people who race through cannot be told from those who read",
        suggestion="Add the column of seconds that the survey tool exports, with `role: [duration]`",
    )


RULE = Rule("ANA415", "no-timing", "info", __doc__, check)

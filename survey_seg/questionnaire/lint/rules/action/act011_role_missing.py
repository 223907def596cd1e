"""A question that no analysis uses.

What it does
    Finds questions without a `role`.

Why it is bad
    The role says what an answer is for: basis of the segments, descriptor, outcome, value, screener and so on. A
    question without one is asked, paid for, stored and then read by nothing.

Example
    questions:
      - id: hobby
        text: Which of these do you do in your free time?
        type: single
        data_type: behaviour
        options: [{code: 1, label: Reading}, {code: 2, label: Gardening}]
        action: [{verb: message, owner: cmo, when: [2], text: Show outdoor workouts on the landing page}]
        reach: [{via: ad_platform}]

Use instead
    questions:
      - id: hobby
        text: Which of these do you do in your free time?
        type: single
        role: [descriptor]
        data_type: behaviour
        options: [{code: 1, label: Reading}, {code: 2, label: Gardening}]
        action: [{verb: message, owner: cmo, when: [2], text: Show outdoor workouts on the landing page}]
        reach: [{via: ad_platform}]

When it stays silent
    For texts that ask nothing (type info).

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 3). Segmentation and descriptor
    variables: Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question without a role."""
    for path, question in numbered(questionnaire):
        if question.type != "info" and not question.role:
            yield RULE.at(
                questionnaire,
                path,
                message="the question has no role",
                reason="no analysis will read its answers",
                suggestion="Say what it is for, for example `role: [basis]` or `role: [descriptor]`",
            )


RULE = Rule("ACT011", "role-missing", "error", __doc__, check)

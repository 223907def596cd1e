"""A question that is its own proof.

What it does
    Finds questions with both roles, basis and outcome, and two questions that read the same column for the two.

Why it is bad
    Outcomes say whether segments differ in something they were not built on. Segments always differ in what they were
    built on, so the proof holds whatever the segments are worth.

Example
    questions:
      - {id: visits, role: [basis, outcome]}

Use instead
    questions:
      - {id: visits, role: [basis]}

When it stays silent
    For a question that is basis and value: what people spend may well be part of the basis.

Source
    Criterion validity: Wedel and Kamakura 2000, Market Segmentation, on bases and descriptors.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire

REASON = "segments always differ in what they were built on, so the proof proves nothing"
SUGGESTION = "Keep it in the basis, and take another question as outcome"


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question that is basis and outcome, by its roles or by its column."""
    outcomes = [(path, question) for path, question in numbered(questionnaire) if "outcome" in question.role]
    basis = {one.column: one.question.id for one in questionnaire.having("basis")} if outcomes else {}
    for path, question in outcomes:
        if "basis" in question.role:
            what = "the question is basis and outcome at once"
            yield RULE.at(questionnaire, (*path, "role"), message=what, reason=REASON, suggestion=SUGGESTION)
        elif question.column in basis:
            what = (
                f"the outcome reads the column {quoted(question.column)} of the basis question {basis[question.column]}"
            )
            yield RULE.at(questionnaire, (*path, "column"), message=what, reason=REASON, suggestion=SUGGESTION)


RULE = Rule("ANA413", "outcome-in-basis", "error", __doc__, check)

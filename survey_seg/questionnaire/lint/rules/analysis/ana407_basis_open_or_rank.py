"""A basis question whose answers have no place on a scale.

What it does
    Finds open answers, dates, rankings and constant sums in the basis.

Why it is bad
    Words are no numbers. Ranks and shares of a sum add up to the same for everybody: who puts one thing first must put
    another one last, so the items correlate negatively by design and factors show the arithmetic.

Example
    questions:
      - id: first
        text: Please rank these by importance
        type: rank
        options: [{code: 1, label: Price}, {code: 2, label: Distance}, {code: 3, label: Equipment}]
        role: [basis]
        data_type: need

Use instead
    questions:
      - id: first
        text: Please rank these by importance
        type: rank
        options: [{code: 1, label: Price}, {code: 2, label: Distance}, {code: 3, label: Equipment}]
        role: [descriptor]
        data_type: need

When it stays silent
    For MaxDiff, whose scores are estimated for each person before they are used, and outside the basis.

Source
    Cornwell and Dunlap 1994, On the questionable soundness of factoring ipsative data.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.model import Questionnaire

WHY = {
    "text": ("open answers are", "words are no numbers"),
    "date": ("dates are", "a date is no point of a scale"),
    "rank": ("a ranking is", "ranks add up to the same for everybody, and correlate by design"),
    "sum": ("a constant sum is", "shares add up to the same for everybody, and correlate by design"),
}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every open, dated, ranked or summed question of the basis."""
    for path, question in basis_questions(questionnaire):
        if question.type in WHY:
            what, why = WHY[question.type]
            yield RULE.at(
                questionnaire,
                (*path, "type"),
                message=f"{what} part of the basis",
                reason=why,
                suggestion="Ask it as a scale or as MaxDiff, or use it to describe the segments",
            )


RULE = Rule("ANA407", "basis-open-or-rank", "warning", __doc__, check)

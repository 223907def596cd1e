"""Answers are joined to a person before the person was asked.

What it does
    Finds questions of role link without a question of role consent earlier in the file: an error when there is none at
    all, a warning when it comes later.

Why it is bad
    A customer number turns answers into personal data. Joining them to orders without permission is unlawful in most
    places; and who breaks off before a late consent has given the number and not the permission.

Example
    study:
      legal_basis: null

Use instead
    study:
      legal_basis: Contract with the members, note of the data protection officer of March

When it stays silent
    When consent is asked earlier, when the study names its legal basis (`study.legal_basis`; consent given in the
    invitation or the panel's terms is one), and when nothing is joined.

Source
    GDPR, articles 6 and 7; ICC/ESOMAR code on market research.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every key that is taken before consent."""
    if (questionnaire.study.legal_basis or "").strip():
        return
    asked = [path for path, question in numbered(questionnaire) if "consent" in question.role]
    for path, question in numbered(questionnaire):
        if "link" in question.role and not (asked and asked[0] <= path):
            yield RULE.at(
                questionnaire,
                path,
                message="answers are joined by this key, and consent is asked only later"
                if asked
                else "answers are joined by this key, and no question asks for consent",
                reason="joined answers are personal data",
                suggestion="Ask for consent first, with `role: [consent]`, or name the basis in study.legal_basis",
                severity="warning" if asked else "error",
            )


RULE = Rule("RCH011", "link-without-consent", "error", __doc__, check)

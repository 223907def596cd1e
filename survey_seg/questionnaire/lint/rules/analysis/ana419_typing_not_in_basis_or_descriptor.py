"""A typing question that the analysis does not look at.

What it does
    Finds questions meant to place people in a segment later (role typing, or reach by typing) that are neither basis
    nor descriptor, value or outcome.

Why it is bad
    Only what is analysed can be shown to tell the segments apart. The question is asked of every new customer on the
    word of whoever wrote it.

Example
    questions:
      - {id: media, role: [typing]}

Use instead
    questions:
      - {id: media, role: [descriptor, typing]}

When it stays silent
    For typing questions that are also basis, descriptor, value or outcome.

Source
    This project's typing: short questionnaires are built from basis questions and descriptors.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import can_type, numbered
from survey_seg.questionnaire.model import Questionnaire

ANALYSED = frozenset({"basis", "descriptor", "value", "outcome"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every typing question without a role in the analysis."""
    for path, question in numbered(questionnaire):
        if can_type(question) and ANALYSED.isdisjoint(question.role):
            yield RULE.at(
                questionnaire,
                (*path, "role"),
                message="the typing question is neither basis nor descriptor",
                reason="nobody will see whether it tells the segments apart",
                suggestion="Add the role descriptor, or drop the role typing",
            )


RULE = Rule("ANA419", "typing-not-in-basis-or-descriptor", "warning", __doc__, check)

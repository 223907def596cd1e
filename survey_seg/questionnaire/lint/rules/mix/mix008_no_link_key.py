"""The answers cannot be joined to anything the firm knows.

What it does
    Finds a study without a question of role link. With external data declared it is an error, otherwise a warning.

Why it is bad
    Without a customer number or panel id the segments cannot be checked against revenue, carried into the CRM, or
    recognised in the next wave.

Example
    questions:
      - {id: customer_id, role: [quota]}

Use instead
    questions:
      - {id: customer_id, role: [link]}

When it stays silent
    As soon as one question or column has the role link.

Source
    IMS, five mistakes in segmentation research, no. 1; Dialog Insight, seven segmentation mistakes, no. 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without a key."""
    if any("link" in question.role for question in questionnaire.questions):
        return
    external = questionnaire.study.external_data
    joined = listed(quoted(source.name) for source in external)
    yield RULE.at(
        questionnaire,
        ("study", "external_data") if external else ("questions",),
        message=f"{joined} cannot be joined: no question has the role link"
        if external
        else "no question has the role link",
        reason="segments cannot be carried into the CRM or checked against revenue",
        suggestion="Add the customer number or panel id as a question with `role: [link]`",
        severity="error" if external else "warning",
    )


RULE = Rule("MIX008", "no-link-key", "warning", __doc__, check)

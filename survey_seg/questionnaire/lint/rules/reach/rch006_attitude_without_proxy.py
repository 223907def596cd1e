"""A need or attitude that shapes the segments but cannot be seen from outside.

What it does
    Finds basis questions about needs or attitudes whose only reach is `none` and that are not meant for the typing
    tool.

Why it is bad
    "Values intangible experiences" divides people well in a survey and nowhere else. Unless a few questions or a CRM
    model can tell it for someone who never answered, segments that rest on it stay on paper.

Example
    questions:
      - id: price
        reach: [{via: none}]

Use instead
    questions:
      - id: price
        role: [basis, typing]
        reach: [{via: none}]

When it stays silent
    When any other reach is given, when the question has the role typing, for behaviour and facts, and when there is no
    reach at all (RCH001).

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 3; The Marketing Juice: segments that
    cannot be reached).
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions, can_type
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every need or attitude in the basis that neither a field nor a typing question can tell."""
    for path, question in basis_questions(questionnaire):
        unseen = bool(question.reach) and all(way.via == "none" for way in question.reach)
        if question.data_type in {"need", "attitude"} and unseen and not can_type(question):
            yield RULE.at(
                questionnaire,
                (*path, "reach"),
                message=f"this {question.data_type} shapes the segments, but nothing outside the survey shows it",
                reason="nobody who was not interviewed could be placed in a segment by it",
                suggestion="Add the role typing, or name a sales cue, ad attribute or CRM field that goes with it",
            )


RULE = Rule("RCH006", "attitude-without-proxy", "warning", __doc__, check)

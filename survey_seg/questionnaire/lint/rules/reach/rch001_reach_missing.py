"""A question that does not say how people with an answer could be found.

What it does
    Finds basis questions (an error) and descriptor questions (a warning) without `reach`.

Why it is bad
    A segment that cannot be found outside the survey cannot be targeted, mailed or greeted. How people could be found
    has to be settled while the question can still be changed: afterwards it is luck.

Example
    questions:
      - id: visits
        reach: []

Use instead
    questions:
      - id: visits
        reach: [{via: crm, field: visits}]

When it stays silent
    For technical questions, for outcomes and value, and whenever a reach is given: `via: none` is an honest answer too
    (what it costs is judged by RCH006 and RCH007).

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 3: how would you find them?). Kotler's
    accessible segments; Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import VIA, substantive
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every basis or descriptor question without a reach."""
    for path, question in substantive(questionnaire):
        if question.reach or not {"basis", "descriptor"}.intersection(question.role):
            continue
        basis = "basis" in question.role
        yield RULE.at(
            questionnaire,
            path,
            message=f"this {'basis' if basis else 'descriptor'} question has no reach",
            reason="a segment that cannot be found cannot be addressed",
            suggestion=f"Say how people who answer so are found: `reach: [{{via: ...}}]` with {listed(VIA)}",
            severity="error" if basis else "warning",
        )


RULE = Rule("RCH001", "reach-missing", "error", __doc__, check)

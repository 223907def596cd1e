"""Segments that could not be found: too few basis questions can be reached, or none can type.

What it does
    Counts the basis questions with a reach outside the survey (crm, ad_platform, sales_cue, media or list) and the
    typing candidates (role typing, or `via: typing`). Fewer than half reachable, or no candidate at all, is an error.

Why it is bad
    A single question without a reach is a gap; most of them is a study whose segments live in the report only. Without
    typing candidates, new customers cannot be assigned to a segment.

Example
    questions:
      - {id: visits, reach: [{via: none}]}
      - {id: needs, reach: [{via: typing}]}

Use instead
    questions:
      - {id: visits, reach: [{via: crm, field: visits}]}
      - {id: needs, reach: [{via: typing}]}

When it stays silent
    When there is no basis question (MIX001), and about reach while no basis question has one at all: RCH001 names each
    of them then.

Source
    The Marketing Juice on segments that cannot be reached. The limit of one half is this project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import FINDABLE, basis_questions, can_type
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire

AT_LEAST = 0.5


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """At most two findings: reach of the basis, and typing candidates."""
    basis = [question for _, question in basis_questions(questionnaire)]
    unreached = [question for question in basis if not any(way.via in FINDABLE for way in question.reach)]
    reached = len(basis) - len(unreached)
    if any(question.reach for question in basis) and reached < AT_LEAST * len(basis):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message=f"only {reached} of {len(basis)} basis questions can be reached outside the survey",
            reason="segments that rest on the others cannot be found in a CRM, on a platform or in a sales talk",
            suggestion=f"Give a reach to {listed(question.id for question in unreached)}, or drop some from the basis",
        )
    if basis and not any(can_type(question) for question in questionnaire.questions):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="no question is a candidate for the typing tool",
            reason="new customers could not be assigned to a segment",
            suggestion="Add the role typing to the short basis questions that can be asked alone",
        )


RULE = Rule("RCH007", "basis-reach-coverage", "error", __doc__, check)

"""The segments are to be found in the CRM, and nobody brings them there.

What it does
    Finds a study whose questions are reached through CRM fields, without `study.crm_owner`.

Why it is bad
    A segment in the CRM is a field, a rule that fills it and somebody who keeps the rule running. Unless that person
    knows of it before fielding, the segments stay in the report.

Example
    study:
      crm_owner: null

Use instead
    study:
      crm_owner: Head of CRM

When it stays silent
    When an owner is named, and when nothing is reached through the CRM.

Source
    IMS, five mistakes in segmentation research, no. 1: integrate the segments in the CRM.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import ways
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study that needs the CRM and has nobody there."""
    through = sum(way.via == "crm" for _, _, way in ways(questionnaire))
    if through and not (questionnaire.study.crm_owner or "").strip():
        yield RULE.at(
            questionnaire,
            ("study",),
            message="people are to be found in the CRM, and nobody brings the segments there",
            reason="a segment in the CRM needs a field, a rule and somebody who keeps it running",
            suggestion="Name who does it in `study.crm_owner`, and ask them before fielding",
        )


RULE = Rule("STU516", "readiness", "info", __doc__, check)

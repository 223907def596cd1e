"""A study that leaves what the firm knows aside.

What it does
    Finds a study that has a key to join by and names neither external data nor CRM fields.

Why it is bad
    Orders, visits and complaints are on file, without a minute of anybody's time and without errors of memory. A survey
    alone can only say what people remember and are ready to tell.

Example
    study:
      external_data: []
      crm_fields: []

Use instead
    study:
      external_data: [{name: orders, key: customer_id, kind: behaviour}]
      crm_fields: []

When it stays silent
    When anything is joined, when CRM fields are listed, and when there is no key: that is MIX008. A study that is meant
    to stand alone says so by ignoring this rule, with its reason.

Source
    Dialog Insight, seven segmentation mistakes, no. 1; IMS, five mistakes in segmentation research, no. 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study with a key and nothing to join."""
    study = questionnaire.study
    linked = any("link" in question.role for question in questionnaire.questions)
    if linked and not study.external_data and not study.crm_fields:
        yield RULE.at(
            questionnaire,
            ("study",),
            message="there is a key to join by, and nothing is joined",
            reason="what is on file costs no time and has no errors of memory",
            suggestion="List what is joined: `external_data: [{name: orders, key: ..., kind: behaviour}]`",
        )


RULE = Rule("MIX009", "siloed", "warning", __doc__, check)

"""A CRM field that the study does not list.

What it does
    Compares the field of every `via: crm` with `study.crm_fields`, and finds `via: crm` without a field.

Why it is bad
    The promise "we find them in the CRM" holds only for fields that exist. A mistyped or imagined field is discovered
    when the audience is to be built, months after fielding.

Example
    questions:
      - id: visits
        reach: [{via: crm, field: visit_count}]

Use instead
    questions:
      - id: visits
        reach: [{via: crm, field: visits}]

When it stays silent
    When the names differ in capitals only, and for every other `via`. When the study lists no CRM fields at all, one
    finding speaks for all questions.

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 1: integrate the segments in the CRM).
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import listed, nearest
from survey_seg.questionnaire.model import Path, Questionnaire, Reach

REASON = "an audience can only be built on a field that exists"


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every reach through a CRM field that is not named or not listed."""
    fields = [field.name for field in questionnaire.study.crm_fields]
    known = {name.casefold() for name in fields}
    ways = [
        ((*path, "reach", index), way)
        for path, question in numbered(questionnaire)
        for index, way in enumerate(question.reach)
        if way.via == "crm"
    ]
    named = [(path, way) for path, way in ways if way.field]
    for path, way in ways:
        if not way.field:
            yield _without(questionnaire, path)
        elif fields and way.field.casefold() not in known:
            yield _unknown(questionnaire, (*path, "field"), way.field, fields)
    if named and not fields:
        yield _no_inventory(questionnaire, [way for _, way in named])


def _without(questionnaire: Questionnaire, path: Path) -> Finding:
    return RULE.at(
        questionnaire,
        path,
        message="is reached through the CRM, but no field is named",
        reason=REASON,
        suggestion="Name the field: `{via: crm, field: ...}`",
    )


def _unknown(questionnaire: Questionnaire, path: Path, field: str, fields: list[str]) -> Finding:
    close = nearest(field, fields)
    return RULE.at(
        questionnaire,
        path,
        message=f"the CRM field {quoted(field)} is not in study.crm_fields",
        reason=REASON,
        suggestion=f"Did you mean {close}?" if close else f"Name one of {listed(fields)}, or add the field",
    )


def _no_inventory(questionnaire: Questionnaire, ways: list[Reach]) -> Finding:
    names = dict.fromkeys(quoted(way.field) for way in ways)
    return RULE.at(
        questionnaire,
        ("study",),
        message=f"questions are reached through the CRM fields {listed(names)}, but study.crm_fields is empty",
        reason=REASON,
        suggestion="List the fields the CRM really has: `crm_fields: [{name: ..., owner: ..., fill_rate: ...}]`",
    )


RULE = Rule("RCH003", "crm-field-unknown", "error", __doc__, check)

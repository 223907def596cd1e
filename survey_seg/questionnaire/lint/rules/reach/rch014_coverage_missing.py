"""A way of reaching people of which nobody knows how far it reaches.

What it does
    Finds CRM fields that questions are reached through without a fill rate and without coverage, and ad attributes
    without coverage, field or note.

Why it is bad
    "Through the CRM" may mean nine customers in ten or one. How many of a segment can be found decides whether it is
    worth pursuing, and it is known, or easily counted, before fielding.

Example
    study:
      crm_fields: [{name: visits, owner: sales}]

Use instead
    study:
      crm_fields: [{name: visits, owner: sales, fill_rate: 0.9}]

When it stays silent
    When coverage, a fill rate or a note is given; for sales cues and lists (RCH008, RCH016), media (RCH009), typing and
    none; and for fields that the study does not list (RCH003).

Source
    This project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import users_of_fields, ways
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire, Reach

REASON = "how many of a segment can be found decides whether it is worth pursuing"


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding per CRM field, and one per ad attribute."""
    users = users_of_fields(questionnaire)
    for index, field in enumerate(questionnaire.study.crm_fields):
        unknown = [q.id for q, way in users.get(field.name.casefold(), []) if not _is_known(way)]
        if field.fill_rate is None and unknown:
            names = listed(dict.fromkeys(unknown), most=4)
            yield RULE.at(
                questionnaire,
                ("study", "crm_fields", index),
                message=f"{names}: nobody says how many customers have the field {quoted(field.name)} filled",
                reason=REASON,
                suggestion="Count it in the CRM and write `fill_rate`, a share from 0 to 1",
            )
    for path, _, way in ways(questionnaire):
        if way.via == "ad_platform" and not way.field and not _is_known(way):
            yield RULE.at(
                questionnaire,
                path,
                message="nobody says by which attribute of the ad platform, or how many it finds",
                reason=REASON,
                suggestion="Name the attribute in `field` or `note`, and its `coverage` where it is known",
            )


def _is_known(way: Reach) -> bool:
    return way.coverage is not None or bool(way.note.strip())


RULE = Rule("RCH014", "coverage-missing", "info", __doc__, check)

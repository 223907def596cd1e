"""Too many fields to find one segment.

What it does
    Counts the CRM fields and ad attributes that the basis questions are reached through, the first way of each
    question; more than five are too many.

Why it is bad
    Every attribute in the definition of an audience cuts it: six that each hold for half of the people leave one in
    sixty-four. The audience ends below the size that a platform delivers or a campaign can measure.

Example
    study:
      crm_fields: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}, {name: f}]
    questions:
      - {id: visits, reach: [{via: crm, field: a}]}
      - {id: needs, reach: [{via: crm, field: b}]}
      - {id: price, reach: [{via: crm, field: c}]}
      - {id: spend, role: [basis], reach: [{via: crm, field: d}]}
      - {id: media, role: [basis], reach: [{via: crm, field: e}]}
      - {id: age, role: [basis], reach: [{via: crm, field: f}]}

Use instead
    study:
      crm_fields: [{name: a}, {name: b}]
    questions:
      - {id: visits, reach: [{via: crm, field: a}]}
      - {id: needs, reach: [{via: sales_cue, note: asks about opening hours}]}
      - {id: price, reach: [{via: crm, field: b}]}

When it stays silent
    Up to five; for fields that several questions share; for sales cues, media, lists and typing questions, which need
    no attribute.

Source
    IMS, five mistakes in segmentation research, no. 3, on audiences that shrink. The limit is this project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire

BY_ATTRIBUTE = frozenset({"crm", "ad_platform"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the segments are found by too many fields."""
    first = (question.reach[0] for _, question in basis_questions(questionnaire) if question.reach)
    fields = dict.fromkeys(way.field for way in first if way.via in BY_ATTRIBUTE and way.field)
    if len(fields) > RULE.limit(questionnaire, "fields"):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message=f"a segment is found by {len(fields)} fields: {listed(map(quoted, fields), most=4)}",
            reason="every field cuts the audience, and what is left is too small to serve",
            suggestion="Name cues, media or typing questions for some, or keep to the fields that matter most",
        )


RULE = Rule("RCH010", "too-many-targeting-attributes", "warning", __doc__, check, limits={"fields": 5})

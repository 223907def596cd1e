"""A CRM field that is mostly empty.

What it does
    Looks at the fill rate of every CRM field that questions are reached through: below 60 % is a warning, below 20 %
    an error.

Why it is bad
    A segment found through a field that four in ten customers have is a segment of those four. The rest get the mass
    mailing, and nobody sees it, because an empty field raises no alarm.

Example
    study:
      crm_fields: [{name: visits, owner: sales, fill_rate: 0.4}]

Use instead
    study:
      crm_fields: [{name: visits, owner: sales, fill_rate: 0.9}]

When it stays silent
    From 60 % on; for fields no question is reached through; for questions that another way finds as well; and for
    fields without a fill rate (RCH014).

Source
    The Marketing Juice on patchy CRM data. The two limits are this project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import FINDABLE, users_of_fields
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every field that carries a question alone and is too empty to."""
    users = users_of_fields(questionnaire)
    enough, least = (RULE.limit(questionnaire, name) for name in ("warn_below", "error_below"))
    for index, field in enumerate(questionnaire.study.crm_fields):
        rate = field.fill_rate
        if rate is None or rate >= enough:
            continue
        alone = dict.fromkeys(q.id for q, _ in users.get(field.name.casefold(), []) if not _has_another_way(q))
        if alone:
            yield RULE.at(
                questionnaire,
                ("study", "crm_fields", index, "fill_rate"),
                message=f"the field {quoted(field.name)} is filled for {rate:.0%} and finds {listed(alone, most=3)}",
                reason="whoever has an empty field is in no audience, and nobody notices",
                suggestion="Fill the field before the campaign, or name a second way to find these people",
                severity="error" if rate < least else "warning",
            )


def _has_another_way(question: Question) -> bool:
    return len({(way.via, way.field) for way in question.reach if way.via in FINDABLE}) > 1


RULE = Rule("RCH004", "crm-field-low-fill", "warning", __doc__, check, limits={"warn_below": 0.6, "error_below": 0.2})

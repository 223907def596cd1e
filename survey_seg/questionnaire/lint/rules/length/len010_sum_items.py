"""Too much to add up.

What it does
    Counts the things among which a sum is shared out: more than 6 are too many.

Why it is bad
    Few people add seven numbers to 100 in their head. They give round numbers to the first ones and what is left to the
    last.

Example
    questions:
      - id: budget
        text: How do you share out 100 euros?
        type: sum
        options:
          - {code: 1, label: Membership}
          - {code: 2, label: Shoes}
          - {code: 3, label: Clothes}
          - {code: 4, label: Equipment}
          - {code: 5, label: Apps}
          - {code: 6, label: Food}
          - {code: 7, label: Travel}

Use instead
    questions:
      - id: budget
        text: How do you share out 100 euros?
        type: sum
        options: [{code: 1, label: Membership}, {code: 2, label: Equipment}, {code: 3, label: Everything else}]

When it stays silent
    Up to and including six.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every constant sum over more things than the limit."""
    most = RULE.limit(questionnaire, "items")
    for path, question in numbered(questionnaire):
        items = sum(not option.missing for option in question.options) + len(question.rows)
        if question.type == "sum" and items > most:
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"a sum over {items} things, at most {most:g} are advised",
                reason="the last ones get what is left over",
                suggestion="Share it out among fewer, in two steps, or ask for each by itself",
            )


RULE = Rule("LEN010", "sum-items", "warning", __doc__, check, limits={"items": 6})

"""A basis that asks for agreement again and again.

What it does
    Counts the basis variables on agree scales. When they are more than 60 % of the basis, at least six, and none of
    them is reversed, the segments are likely to be manners of answering.

Why it is bad
    Some people agree with everything, others keep to the middle. With all items in one direction that habit runs
    through the whole basis, and the first two segments are "all high" and "all low".

Example
    questions:
      - id: needs
        options: [{code: 1, label: Disagree}, {code: 2, label: Partly}, {code: 3, label: Agree}]
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I leave for a better price}

Use instead
    questions:
      - id: needs
        options: [{code: 1, label: Disagree}, {code: 2, label: Partly}, {code: 3, label: Agree}]
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I pay more for good equipment, reverse: true}

When it stays silent
    With one reversed item, with fewer than six agree items, and in other languages than English and German.

Source
    Grün and Dolnicar 2016, Response style corrected market segmentation for ordinal data.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.statements import columns
from survey_seg.questionnaire.lint.words.polarity import is_agree_scale
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a basis of agreement in one direction."""
    language = questionnaire.study.language
    basis = [question for question in questionnaire.questions if "basis" in question.role]
    agreed = [question for question in basis if is_agree_scale(question, language)]
    whole, items = sum(map(columns, basis)), sum(map(columns, agreed))
    if items < RULE.limit(questionnaire, "items") or items <= RULE.limit(questionnaire, "share") * whole:
        return
    if any(question.reverse or any(row.reverse for row in question.rows) for question in agreed):
        return
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"{items} of {whole} basis variables ask for agreement, all in one direction",
        reason="people who agree with everything would be a segment",
        suggestion="Reverse some items, or ask for importance, choices or behaviour instead",
    )


RULE = Rule(
    "ANA416", "response-style-risk", "warning", __doc__, check, limits={"share": 0.6, "items": 6}, confidence="medium"
)

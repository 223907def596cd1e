"""An item turned round with a "not".

What it does
    Finds reversed items on agree scales that contain a negation.

Why it is bad
    To disagree with a "not" is to say yes by way of two noes. Some people slip, and reversed items then form a factor
    of their own.

Example
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I do not look at the price, reverse: true}

Use instead
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I pay more for good equipment, reverse: true}

When it stays silent
    For items that are reversed by their content, for published scales (`validated_scale`), and in other languages than
    English and German.

Source
    Swain, Weathers and Niedrich 2008, Assessing three sources of misresponse to reversed Likert items.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.statements import is_negated, statements
from survey_seg.questionnaire.lint.words.polarity import is_agree_scale
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every reversed item with a negation in it."""
    language = questionnaire.study.language
    for one in statements(questionnaire):
        if not one.reverse or one.question.validated_scale or not is_negated(one.text, language):
            continue
        if is_agree_scale(one.question, language):
            yield RULE.at(
                questionnaire,
                one.path,
                message=f"{quoted(one.text)} is turned round by a negation",
                reason="to disagree with a 'not' is a double negation, and some people slip",
                suggestion="Say what the opposite is, without a 'not'",
            )


RULE = Rule("STR342", "reverse-by-negation", "info", __doc__, check)

"""A battery on which agreeing is always the same answer.

What it does
    Finds constructs of four or more items on agree scales of which none is reversed.

Why it is bad
    Some people agree with whatever is said. When all items point one way they get the highest score of the construct,
    and nobody can tell them from those who mean it.

Example
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I know what other studios cost}
          - {id: price_4, text: I leave for a better price}

Use instead
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I know what other studios cost}
          - {id: price_4, text: I pay more for good equipment, reverse: true}

When it stays silent
    Up to three items, on scales other than agreement, for published scales (`validated_scale`), and in other languages
    than English and German.

Source
    Krosnick and Presser 2010, Question and questionnaire design, on acquiescence; Weijters, Baumgartner and
    Schillewaert 2013, Reversed item bias.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.statements import by_construct
from survey_seg.questionnaire.lint.words.polarity import is_agree_scale
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every construct of agree items that all point one way."""
    language = questionnaire.study.language
    agrees = {question.id: is_agree_scale(question, language) for question in questionnaire.questions}
    for construct, items in by_construct(questionnaire).items():
        if any(one.question.validated_scale or not agrees[one.question.id] for one in items):
            continue
        if len(items) >= RULE.limit(questionnaire, "items") and not any(one.reverse for one in items):
            yield RULE.at(
                questionnaire,
                items[0].path,
                message=f"all {len(items)} items of {quoted(construct)} point the same way",
                reason="people who agree with everything get the highest score",
                suggestion="Turn one or two round by their content, and mark them `reverse: true`",
            )


RULE = Rule("STR340", "battery-no-reverse", "warning", __doc__, check, limits={"items": 4})

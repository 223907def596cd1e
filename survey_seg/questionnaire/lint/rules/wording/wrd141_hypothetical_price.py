"""What would you pay?

What it does
    Finds single questions such as "How much would you pay for ...?" and "What price would you accept?".

Why it is bad
    Nobody pays the figure they name. It is a wish, a haggling offer or a guess, and it hides who would still buy at
    which price.

Example
    questions:
      - id: visits
        text: "How much would you be prepared to pay for a monthly plan?"
        type: "number"
        options: []
        min: 0
        max: 500

Use instead
    questions:
      - id: visits
        text: "What did you pay for your last monthly plan?"
        type: "number"
        options: []
        min: 0
        max: 500

When it stays silent
    For the four questions of the price sensitivity meter (too cheap, cheap, expensive, too expensive), and where three
    or more such questions stand in one questionnaire.

Source
    Breidert, Hahsler and Reutterer 2006 on measuring willingness to pay; the words are this project's own, their false
    alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import ASKED, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en_facts.PRICE, "de": de_facts.PRICE}
METER: Final[Mapping[str, Late]] = {"en": en_facts.PRICE_METER, "de": de_facts.PRICE_METER}
A_SERIES = 3


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every single question for a price one would pay."""
    language = questionnaire.study.language
    found = [
        (item, match) for item, match in cued(questionnaire, CUES, ASKED) if not METER[language].search(item.plain)
    ]
    if len({item.question.id for item, _ in found}) >= A_SERIES:
        return
    for item, match in found:
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} asks for a price nobody has to pay",
            reason="people name a wish or an offer to haggle with",
            suggestion="Ask what was paid last, show prices in turn, or let people choose between offers",
        )


RULE = Rule("WRD141", "hypothetical-price", "warning", __doc__, check, false_alarms=0.0)

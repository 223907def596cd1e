"""What people would do.

What it does
    Finds "would you", "if you were", "imagine" and "suppose" in questions that segments are built on (`role` basis or
    outcome, or no role).

Why it is bad
    People are poor at telling what they would do. Segments of intentions do not meet again in sales.

Example
    questions:
      - id: visits
        text: "Would you use a shared calendar for training?"
        type: "single"

Use instead
    questions:
      - id: visits
        text: "Do you use a shared calendar for training?"
        type: "single"

When it stays silent
    For "would you say", "would you describe", "would you recommend", "would you like" and "would you prefer", for
    questions in other roles, and for questions of price (WRD141).

Source
    Trade guidance on hypothetical questions; the words are this project's own, their false alarms are measured by
    benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import ASKED, Item, cued
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

DECIDES = {"basis", "outcome"}
PRICE: Final[Mapping[str, Cue]] = {"en": en_facts.PRICE, "de": de_facts.PRICE}
CUES: Final[Mapping[str, Cue]] = {"en": en_facts.HYPOTHETICAL, "de": de_facts.HYPOTHETICAL}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every hypothetical question a segment could rest on."""
    for item, match in cued(questionnaire, CUES, ASKED):
        if (item.question.role and DECIDES.isdisjoint(item.question.role)) or _is_price(item, questionnaire):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} asks what people would do",
            reason="people are poor at telling what they would do",
            suggestion="Ask what they did, or last chose",
        )


def _is_price(item: Item, questionnaire: Questionnaire) -> bool:
    return bool(PRICE[questionnaire.study.language].search(item.plain, item.words))


RULE = Rule("WRD140", "hypothetical", "info", __doc__, check, confidence="medium", false_alarms=0.0)

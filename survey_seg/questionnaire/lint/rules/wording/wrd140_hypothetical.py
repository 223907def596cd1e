"""What people would do.

What it does
    Finds "would you", "if you were", "imagine" and "suppose" in questions that segments are built on (`role` basis or
    outcome).

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
    For questions in other roles or, as in a file just imported, without any: the reason holds for what segments are
    built on. For "would you say", "would you describe", "would you recommend", "would you like" and "would you
    prefer", for questions of price (WRD141), and for judgements of somebody else: "suppose that Kim is late. How
    likely is it that Kim calls?" predicts nothing about who answers.

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
from survey_seg.questionnaire.lint.words.items import ASKED, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

DECIDES = {"basis", "outcome"}
PRICE: Final[Mapping[str, Cue]] = {"en": en_facts.PRICE, "de": de_facts.PRICE}
OF_OTHERS: Final[Mapping[str, Late]] = {"en": en_facts.OF_OTHERS, "de": de_facts.OF_OTHERS}
CUES: Final[Mapping[str, Cue]] = {"en": en_facts.HYPOTHETICAL, "de": de_facts.HYPOTHETICAL}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every hypothetical question a segment could rest on."""
    language = questionnaire.study.language
    for item, match in cued(questionnaire, CUES, ASKED):
        if DECIDES.isdisjoint(item.question.role):
            continue
        if OF_OTHERS[language].search(item.plain) or PRICE[language].search(item.plain, item.words):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} asks what people would do",
            reason="people are poor at telling what they would do",
            suggestion="Ask what they did, or last chose",
        )


RULE = Rule("WRD140", "hypothetical", "info", __doc__, check, confidence="medium", false_alarms=0.0)

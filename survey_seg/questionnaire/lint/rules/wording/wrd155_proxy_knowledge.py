"""Answering for somebody else.

What it does
    Finds questions on what a partner, colleague, child or boss thinks, feels, likes, earns or does, and on what a
    company "thinks".

Why it is bad
    People know little about what goes on in others' heads and wallets, and answer what they themselves think.

Example
    questions:
      - id: visits
        text: "How satisfied or dissatisfied is your partner with the studio?"

Use instead
    questions:
      - id: visits
        text: "How satisfied or dissatisfied are you with the studio?"

When it stays silent
    For facts about the own household or company, which one person may know.

Source
    Maitland and Presser 2018 on proxy knowledge; Tourangeau, Rips and Rasinski 2000, The psychology of survey
    response.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import ASKED, cued
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en_facts.OTHERS, "de": de_facts.OTHERS}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question about others."""
    for item, match in cued(questionnaire, CUES, ASKED):
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} asks about somebody else",
            reason="people answer what they themselves think",
            suggestion="Ask for their own view, or ask the other person",
        )


RULE = Rule("WRD155", "proxy-knowledge", "info", __doc__, check, confidence="medium", false_alarms=0.0)

"""Why, with answers to tick.

What it does
    Finds "why" in closed questions and in grids.

Why it is bad
    People rarely know why, and take the reason that stands first or sounds best. The list shows what the author
    thought of.

Example
    questions:
      - id: visits
        text: "Why did you join the studio?"
        type: "single"

Use instead
    questions:
      - id: visits
        text: "What happened in the week before you joined the studio?"
        type: "single"

When it stays silent
    For open questions, and for "why" within a sentence ("reasons why").

Source
    Nisbett and Wilson 1977, Telling more than we can know; Tourangeau, Rips and Rasinski 2000, The psychology of
    survey response.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import cued
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en_facts.WHY, "de": de_facts.WHY}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every closed question that asks why."""
    for item, _ in cued(questionnaire, CUES, frozenset({"question"})):
        if item.question.type == "text" or not (item.question.options or item.question.rows):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message="the question asks why, with answers to tick",
            reason="people take the reason that sounds best",
            suggestion="Ask for what happened, or ask openly",
        )


RULE = Rule("WRD142", "why-question", "info", __doc__, check, confidence="medium", false_alarms=0.0)

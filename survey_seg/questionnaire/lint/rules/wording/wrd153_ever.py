"""Ever is too long.

What it does
    Finds "ever" in questions that segments are built on (`role` basis, or no role).

Why it is bad
    Nearly everybody has done nearly everything once. Ever parts the old from the young, not one kind of customer from
    another.

Example
    questions:
      - id: visits
        text: "Have you ever trained with an app?"
        type: "single"

Use instead
    questions:
      - id: visits
        text: "Have you trained with an app in the last four weeks?"
        type: "single"

When it stays silent
    For questions in other roles, such as screeners, for awareness ("Have you ever heard of"), and where a time stands
    beside it.

Source
    Tourangeau, Rips and Rasinski 2000, The psychology of survey response.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words import periods
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import ASKED, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

HEARD = Late(r"\bheard of\b|\bgehört\b|\bif ever\b")
CUES: Final[Mapping[str, Cue]] = {"en": en_facts.EVER, "de": de_facts.EVER}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question about a whole life."""
    for item, match in cued(questionnaire, CUES, ASKED):
        if (
            (item.question.role and ("basis") not in item.question.role)
            or HEARD.search(item.plain)
            or periods.periods(item.plain, questionnaire.study.language)
        ):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} covers a whole life",
            reason="nearly everybody has done nearly everything once",
            suggestion="Name a time: in the last four weeks",
        )


RULE = Rule("WRD153", "ever", "info", __doc__, check, confidence="medium", false_alarms=0.0)

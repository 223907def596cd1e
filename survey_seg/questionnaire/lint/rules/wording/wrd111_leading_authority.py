"""What others think, before the question.

What it does
    Finds "most people think", "experts recommend", "studies show", "as everyone knows" and the like in questions and
    introductions.

Why it is bad
    People follow the majority and the expert, the more so the less they have thought about the matter. What is
    measured is the sentence before the question.

Example
    questions:
      - id: visits
        text: "Experts say that strength matters most. How important is strength to you?"

Use instead
    questions:
      - id: visits
        text: "How important is strength to you?"

When it stays silent
    For statements that people agree with or not, for balanced introductions ("Some people ..., other people ..."), and
    where experts or studies are what is asked about.

Source
    Krosnick and Presser 2010, Question and questionnaire design; the words are this project's own, their false alarms
    are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import ASKED, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

BALANCED: Final[Mapping[str, Late]] = {"en": en.NOT_AUTHORITY, "de": de.NOT_AUTHORITY}
CUES: Final[Mapping[str, Cue]] = {"en": en.AUTHORITY, "de": de.AUTHORITY}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question that leans on others."""
    for item, match in cued(questionnaire, CUES, ASKED | {"instruction"}):
        if BALANCED[questionnaire.study.language].search(item.plain):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} tells people what to think",
            reason="people follow the majority and the expert",
            suggestion="Leave the sentence out, or name both views",
        )


RULE = Rule("WRD111", "leading-authority", "warning", __doc__, check, false_alarms=0.0)

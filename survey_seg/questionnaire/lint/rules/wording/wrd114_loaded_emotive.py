"""Words that take sides.

What it does
    Finds a small list of words that judge before the respondent does, in questions: "wasteful", "greedy", "rip-off",
    "so-called".

Why it is bad
    The word pulls the answer to one side, and people who do not share the feeling answer a question they would not
    have asked.

Example
    questions:
      - id: visits
        text: "Should the city stop wasting money on bike lanes?"

Use instead
    questions:
      - id: visits
        text: "Should the city spend more, as much or less on bike lanes?"

When it stays silent
    For statements that people agree with or not, and for plain senses of a word ("waste disposal", "food waste", "junk
    mail").

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

PLAIN: Final[Mapping[str, Late]] = {"en": en.NOT_EMOTIVE, "de": de.NOT_EMOTIVE}
CUES: Final[Mapping[str, Cue]] = {"en": en.EMOTIVE, "de": de.EMOTIVE}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question with a loaded word."""
    for item, match in cued(questionnaire, CUES, ASKED):
        if PLAIN[questionnaire.study.language].search(item.plain):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} takes sides",
            reason="the word pulls the answer to one side",
            suggestion="Use a word that both sides would use",
        )


RULE = Rule("WRD114", "loaded-emotive", "info", __doc__, check, confidence="low", false_alarms=0.0)

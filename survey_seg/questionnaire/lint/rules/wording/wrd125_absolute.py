"""Always, never, everyone.

What it does
    Finds a strict list of absolutes: always, never, completely, entirely, totally, everyone, nobody, at all times and
    their like.

Why it is bad
    One exception makes the honest answer a no. What is measured is how literally people read.

Example
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "I always compare prices"}

Use instead
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "I compare prices"}

When it stays silent
    For "how often" questions, "almost always", "never or ...", for milder words (all, every, only), and for answers.

Source
    Trade guidance on absolutes in survey questions; the words are this project's own, their false alarms are measured
    by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import JUDGED, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

FINE: Final[Mapping[str, Late]] = {"en": en.NOT_ABSOLUTE, "de": de.NOT_ABSOLUTE}
CUES: Final[Mapping[str, Cue]] = {"en": en.ABSOLUTE, "de": de.ABSOLUTE}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every absolute."""
    for item, match in cued(questionnaire, CUES, JUDGED):
        if FINE[questionnaire.study.language].search(item.plain):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} allows no exception",
            reason="one exception makes the honest answer a no",
            suggestion="Leave the word out, or ask how often",
        )


RULE = Rule("WRD125", "absolute", "warning", __doc__, check, confidence="medium", false_alarms=0.0)

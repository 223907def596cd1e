"""How often, but since when?

What it does
    Finds questions on how often, how many or how much somebody does or spends that name no time, where the answers
    name none either.

Why it is bad
    One answers for a week, the next for a month. The numbers cannot be compared, and no total can be built from them.

Example
    questions:
      - id: visits
        text: "How much do you spend on sportswear?"
        type: "number"
        options: []
        min: 0
        max: 500

Use instead
    questions:
      - id: visits
        text: "How much did you spend on sportswear in the last four weeks?"
        type: "number"
        options: []
        min: 0
        max: 500

When it stays silent
    Where the answers carry the time ("Daily", "Once a week"), where the instruction names it, for feelings, for what
    one has or owns, and for vague answers (WRD127).

Source
    Tourangeau, Rips and Rasinski 2000, The psychology of survey response; the words are this project's own, their
    false alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words import periods
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import ASKED, Item, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en_facts.COUNTS, "de": de_facts.COUNTS}
RATES: Final[Mapping[str, Late]] = {"en": en_facts.RATES, "de": de_facts.RATES}
FEELING: Final[Mapping[str, Late]] = {"en": en_facts.FEELING, "de": de_facts.FEELING}
VAGUE: Final[Mapping[str, Late]] = {"en": en_facts.VAGUE_LABELS, "de": de_facts.VAGUE_LABELS}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every count of what people do without a time."""
    language = questionnaire.study.language
    for item, match in cued(questionnaire, CUES, ASKED):
        around = f"{item.plain} {item.frame} {' '.join(row.text.casefold() for row in item.question.rows)}"
        if periods.has_period(around, language) or _is_answered_elsewhere(item, language):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} names no time",
            reason="one answers for a week, the next for a month",
            suggestion="Name the time: in the last four weeks, on a typical day",
        )


def _is_answered_elsewhere(item: Item, language: str) -> bool:
    """Whether the answers carry the time, or are not counts."""
    vague = any(VAGUE[language].fullmatch(label) for label in item.labels.split(" | "))
    return bool(vague or RATES[language].search(item.labels) or FEELING[language].search(item.plain))


RULE = Rule("WRD151", "recall-missing", "warning", __doc__, check, false_alarms=0.0)

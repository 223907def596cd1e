"""Mental arithmetic.

What it does
    Finds questions for percentages, shares, averages and totals: what percentage of, on average how many, how much
    altogether.

Why it is bad
    People do not calculate, they guess a round number. The error differs between people, and is largest where it
    matters: at heavy users.

Example
    questions:
      - id: visits
        text: "What percentage of your training last month was at home?"
        type: "number"
        options: []
        min: 0
        max: 100

Use instead
    questions:
      - id: visits
        text: "On how many of the last seven days did you train at home?"
        type: "number"
        options: []
        min: 0
        max: 7

When it stays silent
    For constant sums (type sum), where the program does the adding up, for averages as a thing ("an average day"), and
    for chances in per cent ("the percentage of days on which Kim is likely to come"): there is nothing to add up.

Source
    Maitland and Presser 2018 on computation; Tourangeau, Rips and Rasinski 2000, The psychology of survey response;
    Manski 2004, Measuring expectations, on chances in per cent; the words are this project's own, their false alarms
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
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

CHANCES: Final[Mapping[str, Late]] = {"en": en_facts.CHANCES, "de": de_facts.CHANCES}
SHARES: Final = Late(r"per ?cent|proportion|prozent")
CUES: Final[Mapping[str, Cue]] = {"en": en_facts.COMPUTES, "de": de_facts.COMPUTES}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question that needs a calculation."""
    for item, match in cued(questionnaire, CUES, ASKED):
        is_chance = SHARES.search(match[0]) and CHANCES[questionnaire.study.language].search(item.plain)
        if item.question.type == "sum" or is_chance:
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} asks for mental arithmetic",
            reason="people guess a round number",
            suggestion="Ask for a count in a short time, and do the sum yourself",
        )


RULE = Rule("WRD154", "computation", "warning", __doc__, check, confidence="medium", false_alarms=0.0)

"""You, or your company?

What it does
    Finds questions in business studies on what you buy, spend, choose, order or decide that do not say whether the
    person or the company is meant.

Why it is bad
    One answers for the desk, the next for the group. Spend per head and spend per company end in one column.

Example
    study: {market: {type: "b2b", dynamics: "stable"}}
    questions:
      - id: visits
        text: "How often did you order paper in the last four weeks?"
      - id: spend
        text: "How much did your company spend on fitness last year?"
      - id: media
        text: "Which of these did your company use last week?"

Use instead
    study: {market: {type: "b2b", dynamics: "stable"}}
    questions:
      - id: visits
        text: "How often did your company order paper in the last four weeks?"
      - id: spend
        text: "How much did your company spend on fitness last year?"
      - id: media
        text: "Which of these did your company use last week?"

When it stays silent
    In consumer studies, and where "your company", "your team", "you personally", "in your job" or the like stands in
    the question or its instruction.

Source
    Trade guidance on business-to-business surveys; the words are this project's own, their false alarms are measured
    by benchmarks/wording.py.
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

CUES: Final[Mapping[str, Cue]] = {"en": en_facts.YOU_SPENDS, "de": de_facts.YOU_SPENDS}
WHO: Final[Mapping[str, Late]] = {"en": en_facts.YOU_WHO, "de": de_facts.YOU_WHO}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question on buying that leaves open who is meant."""
    language = questionnaire.study.language
    if questionnaire.study.market.type != "b2b":
        return
    for item, match in cued(questionnaire, CUES, ASKED):
        if not WHO[language].search(f"{item.plain} {item.frame}"):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(match[0])}: the person or the company?",
                reason="one answers for the desk, the next for the group",
                suggestion="Write your company, your team, or you personally",
            )


RULE = Rule("WRD162", "you-ambiguous-b2b", "warning", __doc__, check, confidence="medium", false_alarms=0.0)

"""Regularly, recently, soon.

What it does
    Finds words for amounts and times that everybody reads differently: regularly, frequently, recently, lately, soon,
    occasionally, nearby, etc.; and "Do you often ...?" with yes and no.

Why it is bad
    Regularly is twice a week for one and twice a year for the next. The answers cannot be compared, nor turned into a
    number.

Example
    questions:
      - id: visits
        text: "Do you regularly train at home?"
        type: "single"

Use instead
    questions:
      - id: visits
        text: "Did you train at home in the last seven days?"
        type: "single"

When it stays silent
    For "how frequently", "most recently", "as soon as", for times that follow ("several times a week"), and for often,
    usually and sometimes in statements.

Source
    Tourangeau, Conrad and Couper 2013; Graesser and others 2006 (QUAID); the words are this project's own, their false
    alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import ASKED, JUDGED, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en_facts.VAGUE, "de": de_facts.VAGUE}
OFTEN: Final[Mapping[str, Cue]] = {"en": en_facts.OFTEN, "de": de_facts.OFTEN}
FINE: Final[Mapping[str, Late]] = {"en": en_facts.NOT_VAGUE, "de": de_facts.NOT_VAGUE}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every vague amount or time."""
    language = questionnaire.study.language
    vague = [
        (item, match) for item, match in cued(questionnaire, CUES, JUDGED) if not FINE[language].search(item.plain)
    ]
    known = {item.path for item, _ in vague}
    often = [(item, match) for item, match in cued(questionnaire, OFTEN, ASKED) if item.path not in known]
    for item, match in (*vague, *often):
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} means something else to everybody",
            reason="the answers cannot be compared or turned into a number",
            suggestion="Name the number, or the time: in the last seven days",
        )


RULE = Rule("WRD126", "vague-quantifier", "info", __doc__, check, false_alarms=0.0)

"""A reason to say yes, before the question.

What it does
    Finds premises in questions: "given the benefits of", "now that", "considering how", "in view of", "since our ...".

Why it is bad
    The premise is an argument for one side. Who doubts it has no place to say so, and everybody has just read it.

Example
    questions:
      - id: visits
        text: "Given how much a gym costs, how attractive is training at home to you?"

Use instead
    questions:
      - id: visits
        text: "How attractive is training at home to you?"

When it stays silent
    For "given the list above", "given the following", for "considering" and "given" as verbs, and for times
    ("considering the last four weeks").

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

SHOWN = Late(r"(?: [\w'-]+){0,3} (?:above|below|shown|following|oben|unten|folgende\w*|gezeigte\w*)\b")
CUES: Final[Mapping[str, Cue]] = {"en": en.PREMISE, "de": de.PREMISE}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question with a premise."""
    for item, match in cued(questionnaire, CUES, ASKED):
        if SHOWN.match(item.plain, match.end()) or " so far" in item.plain:
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0].strip(' ,.;:'))} gives a reason before it asks",
            reason="the premise argues for one side, and nobody can doubt it",
            suggestion="Leave the premise out",
        )


RULE = Rule("WRD112", "leading-premise", "warning", __doc__, check, confidence="medium", false_alarms=0.0)

"""Often, sometimes, rarely as answers on what people do.

What it does
    Finds questions on how often people do something whose answers are two or more of often, sometimes, rarely,
    regularly and the like, without numbers.

Why it is bad
    Often is relative: people compare themselves with whom they know. Heavy users and light users tick the same answer,
    and the segments follow the yardstick.

Example
    questions:
      - id: visits
        text: "How often did you train in the last four weeks?"
        options:
          - {code: 1, label: "Never"}
          - {code: 2, label: "Rarely"}
          - {code: 3, label: "Often"}

Use instead
    questions:
      - id: visits
        text: "How often did you train in the last four weeks?"
        options:
          - {code: 1, label: "Not at all"}
          - {code: 2, label: "1 to 3 times"}
          - {code: 3, label: "4 times or more"}

When it stays silent
    Where one of the answers has a number or a rate, for feelings and opinions ("How often do you feel ...?"), and for
    questions whose `data_type` is attitude or need.

Source
    Schwarz 1999 on vague frequency scales; Krosnick and Presser 2010, Question and questionnaire design; the words are
    this project's own, their false alarms are measured by benchmarks/wording.py.
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

CUES: Final[Mapping[str, Cue]] = {"en": en_facts.HOW_OFTEN, "de": de_facts.HOW_OFTEN}
LABELS: Final[Mapping[str, Late]] = {"en": en_facts.VAGUE_LABELS, "de": de_facts.VAGUE_LABELS}
FEELING: Final[Mapping[str, Late]] = {"en": en_facts.FEELING, "de": de_facts.FEELING}
RATES: Final[Mapping[str, Late]] = {"en": en_facts.RATES, "de": de_facts.RATES}
NUMBER = Late(r"\d")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question on behaviour with vague answers."""
    language = questionnaire.study.language
    for item, _ in cued(questionnaire, CUES, ASKED):
        if item.is_row or item.question.data_type in {"attitude", "need"} or FEELING[language].search(item.plain):
            continue
        labels = item.labels.split(" | ")
        vague = [label for label in labels if LABELS[language].fullmatch(label)]
        if len(vague) > 1 and not NUMBER.search(item.labels) and not RATES[language].search(item.labels):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(', '.join(vague))} are the answers on what people do",
                reason="heavy and light users tick the same answer, as they compare themselves with others",
                suggestion="Offer numbers: not at all, 1 to 3 times, 4 times or more",
            )


RULE = Rule("WRD127", "vague-options", "warning", __doc__, check, false_alarms=0.0)

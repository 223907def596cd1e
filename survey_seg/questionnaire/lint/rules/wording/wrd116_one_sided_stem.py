"""One side of the scale in the question, two in the answers.

What it does
    Finds "how satisfied are you" over answers that run to "dissatisfied", "do you agree" without "or disagree", and
    the same with favour, support, approve, happy, easy, good and friendly.

Why it is bad
    The question names one end, and people start there. Answers move towards the end that is named.

Example
    questions:
      - id: visits
        text: "How satisfied are you with your studio?"
        options:
          - {code: 1, label: "Very dissatisfied"}
          - {code: 2, label: "Neither"}
          - {code: 3, label: "Very satisfied"}

Use instead
    questions:
      - id: visits
        text: "How satisfied or dissatisfied are you with your studio?"
        options:
          - {code: 1, label: "Very dissatisfied"}
          - {code: 2, label: "Neither"}
          - {code: 3, label: "Very satisfied"}

When it stays silent
    For scales with one end only (from "not at all satisfied" up), for stems that introduce a grid, for "how likely",
    and for "do you agree to" something.

Source
    Dillman, Smyth and Christian; Krosnick and Presser 2010, Question and questionnaire design; the words are this
    project's own, their false alarms are measured by benchmarks/wording.py.
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

CUES: Final[Mapping[str, Cue]] = {"en": en.ONE_SIDED, "de": de.ONE_SIDED}
TWO_SIDED: Final[Mapping[str, Late]] = {"en": en.TWO_SIDED, "de": de.TWO_SIDED}
OTHER_SIDE: Final[Mapping[str, Late]] = {"en": en.OTHER_SIDE, "de": de.OTHER_SIDE}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question that names one end of a scale with two."""
    language = questionnaire.study.language
    for item, match in cued(questionnaire, CUES, ASKED):
        if item.question.rows or TWO_SIDED[language].search(item.plain):
            continue
        if match["agree"] or OTHER_SIDE[language].search(item.labels):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(match[0])} names one side of the scale only",
                reason="people start at the end that is named",
                suggestion="Name both sides: satisfied or dissatisfied, agree or disagree",
            )


RULE = Rule("WRD116", "one-sided-stem", "warning", __doc__, check, false_alarms=0.0)

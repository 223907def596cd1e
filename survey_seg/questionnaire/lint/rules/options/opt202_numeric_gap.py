"""Two numeric classes with numbers between them that no answer holds.

What it does
    Reads the answers of a question as classes of numbers and finds neighbours that leave one out: 18-24 and 26-34, or
    under 18 and over 18.

Why it is bad
    Someone aged 25 finds no answer, leaves the page or ticks a wrong class. In a quota question such people are lost
    for the study.

Example
    questions:
      - id: visits
        options:
          - {code: 1, label: 0 to 5}
          - {code: 2, label: 7 to 10}
          - {code: 3, label: More than 10}

Use instead
    questions:
      - id: visits
        options:
          - {code: 1, label: 0 to 5}
          - {code: 2, label: 6 to 10}
          - {code: 3, label: More than 10}

When it stays silent
    For steps as small as the numbers are written (24 to 25, 10 to 10.01, 19k to 20k), for single numbers that are
    offers and no counts (contracts of 1, 3 or 12 months), for "less than 2,999" before 3,000, for words between the
    classes, and in other languages than English and German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys: the answers must cover everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.classes import gaps, numeric_classes
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every class before which numbers are left out."""
    for path, question in numbered(questionnaire):
        for clash in gaps(numeric_classes(question, questionnaire.study.language)):
            number = "numbers between them" if clash.number is None else f"{clash.number:,.10g}"
            yield RULE.at(
                questionnaire,
                (*path, "options", clash.second.index),
                message=f"neither {quoted(clash.first.label)} nor {quoted(clash.second.label)} holds {number}",
                reason="people with such a number find no answer",
                suggestion="Let each class begin where the one before has ended",
            )


RULE = Rule("OPT202", "numeric-gap", "error", __doc__, check)

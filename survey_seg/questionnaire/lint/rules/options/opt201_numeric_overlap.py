"""Two numeric classes that hold the same number.

What it does
    Reads the answers of a question as classes of numbers (18-24, under 18, $25k to $50k, up to 20, 65+) and finds two
    that share a number.

Why it is bad
    Someone aged 25 may tick 18-25 or 25-34. Both classes are wrong by an unknown number of people, and no weighting
    repairs it.

Example
    questions:
      - id: visits
        options:
          - {code: 1, label: 0 to 5}
          - {code: 2, label: 5 to 10}
          - {code: 3, label: More than 10}

Use instead
    questions:
      - id: visits
        options:
          - {code: 1, label: 0 to 5}
          - {code: 2, label: 6 to 10}
          - {code: 3, label: More than 10}

When it stays silent
    For classes in different units that meet (6 to 12 months, 1 to 2 years), for three or more steps of a threshold (up
    to 10, up to 20, up to 50), for lists with other words between the classes, and in other languages than English and
    German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys: answers must exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.classes import numeric_classes, overlaps
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every class that shares a number with another one."""
    for path, question in numbered(questionnaire):
        for clash in overlaps(numeric_classes(question, questionnaire.study.language)):
            shared = "overlap" if clash.number is None else f"both hold {clash.number:,.10g}"
            yield RULE.at(
                questionnaire,
                (*path, "options", clash.second.index),
                message=f"{quoted(clash.first.label)} and {quoted(clash.second.label)} {shared}",
                reason="people at the border tick either answer, and both counts are wrong",
                suggestion="Let each class begin where the one before has ended",
            )


RULE = Rule("OPT201", "numeric-overlap", "error", __doc__, check)

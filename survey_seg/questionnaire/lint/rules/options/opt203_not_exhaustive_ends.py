"""Numeric classes that end before the numbers do.

What it does
    Finds lists of three or more classes whose highest has an upper limit, or whose lowest begins above what can be
    expected, although nothing in the question bounds the numbers.

Why it is bad
    People beyond the last class tick it all the same or leave the question. The extremes, often the best customers,
    are hidden.

Example
    questions:
      - id: visits
        options:
          - {code: 1, label: 0 to 5}
          - {code: 2, label: 6 to 10}
          - {code: 3, label: 11 to 20}

Use instead
    questions:
      - id: visits
        options:
          - {code: 1, label: 0 to 5}
          - {code: 2, label: 6 to 10}
          - {code: 3, label: 11 or more}

When it stays silent
    Where the limit is named in the question, its instruction, its min and max or the population of the study; for
    percentages up to 100, hours up to 24 and days up to a week, month or year; at the lower end also for counts that
    begin at one, ages up to 21 and questions with a condition; where an answer without a number stands at the end.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys: the answers must cover everybody.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.classes import NumericClass, numeric_classes
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.ranges import MONTH, class_of
from survey_seg.questionnaire.model import Question, Questionnaire

FEWEST = 3
ADULT = 21
WHOLE = frozenset({60.0, 1440.0, 7 * 1440.0, 30 * 1440.0, 31 * 1440.0, 52 * 10080.0, 365 * 1440.0, 12 * MONTH})
"""Minutes in an hour, a day, a week, a month and a year: nobody does more in one."""

AGE = Late(r"\b(?:old|age|aged|alt|alter)\b")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every list of classes that ends too early, at the class where it does."""
    for path, question in numbered(questionnaire):
        classes = numeric_classes(question, questionnaire.study.language)
        kept = [index for index, option in enumerate(question.options) if not option.missing]
        if len(classes) < FEWEST or len(kept) != len(classes):
            continue
        named = _named_numbers(question, questionnaire)
        for one, end in _ends(question, classes):
            if not named & {end, end - 1, end + 1}:
                side = "more than" if one.range.high == end else "less than"
                yield RULE.at(
                    questionnaire,
                    (*path, "options", one.index),
                    message=f"there is no answer for {side} {quoted(one.label)}",
                    reason="people beyond the last class are counted in it or lost",
                    suggestion="Open the class at the end of the list, or say in the question what is the limit",
                )


def _ends(question: Question, classes: tuple[NumericClass, ...]) -> Iterator[tuple[NumericClass, float]]:
    """The highest and the lowest class where they are closed and nothing about the numbers closes them."""
    highest = max(classes, key=lambda one: one.range.high)
    lowest = min(classes, key=lambda one: one.range.low)
    high, low, unit = highest.range.high, lowest.range.low, highest.range.unit
    if not (math.isinf(high) or (unit == "%" and high >= 100) or (unit == "span" and high in WHOLE)):
        yield highest, high
    begins_at = ADULT if AGE.search(plain_text(question.text)) else 1
    if low > begins_at * lowest.range.per and not question.show_if and not _is_year(lowest):
        yield lowest, low


def _is_year(one: NumericClass) -> bool:
    return 1900 <= one.range.low <= 2100 and not one.range.unit


def _named_numbers(question: Question, questionnaire: Questionnaire) -> set[float]:
    """The numbers in the words around a question: what its answers may be bounded by."""
    around = (question.text, question.instruction or "", questionnaire.study.sample.population or "")
    words = re.findall(r"\d[\d.,]*\d|\w+", plain_text(" ".join(around)))
    read = (class_of(word, questionnaire.study.language) for word in words)
    found = {one.low for one in read if one and one.is_exact and one.low > 1}
    return found | {float(bound) for bound in (question.min, question.max) if bound is not None}


RULE = Rule("OPT203", "not-exhaustive-ends", "warning", __doc__, check)

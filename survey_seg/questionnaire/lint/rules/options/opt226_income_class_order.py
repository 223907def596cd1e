"""Classes of numbers that do not stand in their order.

What it does
    Finds lists of numeric classes that go up and down (0 to 5, 11 or more, 6 to 10).

Why it is bad
    People stop at the first class that seems to fit, and codes that follow the list are no scale.

Example
    questions:
      - id: visits
        options:
          - {code: 1, label: 0 to 5}
          - {code: 2, label: 11 or more}
          - {code: 3, label: 6 to 10}

Use instead
    questions:
      - id: visits
        options:
          - {code: 1, label: 0 to 5}
          - {code: 2, label: 6 to 10}
          - {code: 3, label: 11 or more}

When it stays silent
    For lists from high to low, for "none" at either end, for classes of unequal width, which are often right, and in
    other languages than English and German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.classes import NumericClass, numeric_classes
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """The first class out of order in each list."""
    for path, question in numbered(questionnaire):
        found = _out_of_order(numeric_classes(question, questionnaire.study.language))
        if found:
            yield RULE.at(
                questionnaire,
                (*path, "options", found[1].index),
                message=f"{quoted(found[1].label)} stands after {quoted(found[0].label)}",
                reason="people stop at the first class that seems to fit",
                suggestion="Order the classes from low to high",
            )


def _out_of_order(classes: tuple[NumericClass, ...]) -> tuple[NumericClass, NumericClass] | None:
    counted = [one for one in classes if not (one.range.is_exact and one.range.low == 0)]
    steps = [(first, second, _rises(first, second)) for first, second in pairwise(counted)]
    upwards = sum(rises for _, _, rises in steps) * 2 >= len(steps)
    return next(((first, second) for first, second, rises in steps if rises != upwards), None)


def _rises(first: NumericClass, second: NumericClass) -> bool:
    return (first.range.low, first.range.high) < (second.range.low, second.range.high)


RULE = Rule("OPT226", "income-class-order", "info", __doc__, check)

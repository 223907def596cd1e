"""A number without bounds.

What it does
    Finds numbers that are asked without a smallest and a largest value.

Why it is bad
    One person types a year instead of an age, another one a telephone number. A single such value moves the mean and
    the scale of the whole variable.

Example
    questions:
      - {id: spend, min: null, max: null}

Use instead
    questions:
      - {id: spend, min: 0, max: 20000}

When it stays silent
    As soon as one of the two is given, and for weights, keys and times that come with the file.

Source
    ONS eq-questionnaire-validator, answer ranges; de Waal, Pannekoek and Scholtus 2011, Handbook of Statistical Data
    Editing.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.minutes import NOT_ASKED
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every number that is asked without bounds."""
    for path, question in numbered(questionnaire):
        if question.type != "number" or question.options or not NOT_ASKED.isdisjoint(question.role):
            continue
        if question.min is None and question.max is None:
            yield RULE.at(
                questionnaire,
                path,
                message="any number can be typed in",
                reason="one year instead of an age moves the mean of everybody",
                suggestion="Give the smallest and the largest value that make sense: `min` and `max`",
            )


RULE = Rule("STR314", "question-without-number-rule", "info", __doc__, check)

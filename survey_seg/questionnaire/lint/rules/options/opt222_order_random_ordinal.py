"""An ordered scale that is shown in random order.

What it does
    Finds questions with `randomise: true` whose answers have an order: a scale, classes of numbers, never to always.

Why it is bad
    A scale in random order is no scale to the people who answer. They search for their answer, and many take the first
    that is near.

Example
    questions:
      - id: visits
        randomise: true

Use instead
    questions:
      - id: visits
        randomise: false

When it stays silent
    For grids, where it is the rows that are shuffled, and for questions with one answer whose words have no order that
    is known in English or German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.classes import numeric_classes
from survey_seg.questionnaire.lint.words.polarity import scale_of
from survey_seg.questionnaire.model import Question, Questionnaire

FEWEST = 3


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every ordered list that is shuffled."""
    for path, question in numbered(questionnaire):
        if question.randomise and _has_order(question, questionnaire.study.language):
            yield RULE.at(
                questionnaire,
                (*path, "randomise"),
                message=f"{len(question.options)} answers with an order are shown in random order",
                reason="people search for their answer and take the first that is near",
                suggestion="Leave `randomise` out, and keep it for lists of names and for rows",
            )


def _has_order(question: Question, language: str) -> bool:
    points = [option for option in question.options if not option.missing]
    if question.type == "scale":
        return len(points) >= FEWEST
    ordered = scale_of(question, language) or numeric_classes(question, language)
    return question.type == "single" and len(points) >= FEWEST and bool(ordered)


RULE = Rule("OPT222", "order-random-ordinal", "error", __doc__, check)

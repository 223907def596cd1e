"""Basis variables that cannot be put on one scale.

What it does
    Finds constructs whose items have scales of different lengths, and single choices of three or more answers among the
    scales of the basis.

Why it is bad
    The mean of items on four and on seven points is led by the longer scale. A choice among unordered answers has no
    mean at all: code 3 is not more than code 1, but a distance between people treats it so.

Example
    questions:
      - id: needs_4
        text: I want to train without others watching
        type: scale
        role: [basis]
        data_type: need
        construct: convenience
        min: 0
        max: 10

Use instead
    questions:
      - id: needs_4
        text: I want to train without others watching
        type: scale
        role: [basis]
        data_type: need
        construct: convenience
        min: 1
        max: 5

When it stays silent
    For scales of different lengths in different constructs, which are standardised before they are compared; for yes/no
    questions and ticked answers; for a basis of choices alone; and for items without a construct.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5 on scales and distances.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.statements import Statement, by_construct
from survey_seg.questionnaire.model import Question, Questionnaire

CHOICE = 3
"""From so many answers on, a single choice has no order."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every construct of mixed lengths, and every unordered choice among scales."""
    for construct, items in by_construct(questionnaire).items():
        lengths: dict[int, Statement] = {}
        for item in items:
            points = _points(item.question) if "basis" in item.question.role else 0
            if points:
                lengths.setdefault(points, item)
        if len(lengths) > 1:
            yield RULE.at(
                questionnaire,
                list(lengths.values())[1].path,
                message=f"the items of {quoted(construct)} have scales of {listed(map(str, lengths))} points",
                reason="the longer scale leads the mean of the construct",
                suggestion="Ask all items of a construct on the same scale",
            )
    yield from _choices(questionnaire)


def _choices(questionnaire: Questionnaire) -> Iterator[Finding]:
    basis = list(basis_questions(questionnaire))
    if not any(question.type in {"scale", "grid"} for _, question in basis):
        return
    for path, question in basis:
        answers = sum(not option.missing for option in question.options)
        if question.type == "single" and answers >= CHOICE:
            yield RULE.at(
                questionnaire,
                (*path, "type"),
                message=f"a choice among {answers} answers stands among scales in the basis",
                reason="unordered answers have no mean and no distance",
                suggestion="Make it a scale if its answers have an order, or a descriptor if they have none",
            )


def _points(question: Question) -> int:
    if question.type not in {"scale", "grid"}:
        return 0
    codes = {option.code for option in question.options if not option.missing}
    if codes or question.min is None or question.max is None:
        return len(codes)
    return round(question.max - question.min) + 1


RULE = Rule("ANA403", "mixed-scales-in-basis", "warning", __doc__, check)

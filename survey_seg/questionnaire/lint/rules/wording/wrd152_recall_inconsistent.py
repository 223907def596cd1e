"""Two different times in one construct.

What it does
    Finds different reference periods in the questions or rows of one construct, in the rows of one grid, and in one
    text.

Why it is bad
    What is added up or correlated then has different lengths of time in it. The longer one looks more frequent,
    whatever people do.

Example
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "I trained in the last four weeks"}
          - {id: "price_2", text: "I bought weights in the last year"}

Use instead
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "I trained in the last four weeks"}
          - {id: "price_2", text: "I bought weights in the last four weeks"}

When it stays silent
    For periods of about the same length (four weeks and a month), for questions without a construct, and for times
    ahead.

Source
    Trade guidance on reference periods; Tourangeau, Rips and Rasinski 2000, The psychology of survey response.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words import periods
from survey_seg.questionnaire.lint.words.items import Item, items
from survey_seg.questionnaire.model import Questionnaire

SAME = 1.15
"""Up to this ratio two periods count as one: four weeks and a month."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every period that differs from the first one of its construct, grid or text."""
    first: dict[str, tuple[str, float]] = {}
    for item in items(questionnaire):
        for words, months in periods.periods(item.plain, questionnaire.study.language):
            before, length = first.setdefault(_group(item), (words, months))
            if max(months, length) > SAME * min(months, length):
                yield RULE.at(
                    questionnaire,
                    item.path,
                    message=f"{quoted(words)} here, {quoted(before)} before",
                    reason="what is added up or compared then covers different times",
                    suggestion="Use one period throughout",
                )
                break


def _group(item: Item) -> str:
    question = item.question
    construct = question.construct
    if item.is_row:
        construct = question.rows[int(item.path[-2])].construct or construct
    return f"construct {construct}" if construct else f"question {question.id}"


RULE = Rule("WRD152", "recall-inconsistent", "info", __doc__, check, false_alarms=0.0)

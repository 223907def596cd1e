"""Two things under one verdict.

What it does
    Finds "and" between two things that are rated together: "satisfied with the price and the service", "the speed and
    accuracy of the staff".

Why it is bad
    Who likes the one and not the other answers for one of them, or for the middle. Nobody can say which of the two the
    firm should change.

Example
    questions:
      - id: visits
        text: "How satisfied or dissatisfied are you with the price and the service?"

Use instead
    questions:
      - id: visits
        text: "How satisfied or dissatisfied are you with the service?"

When it stays silent
    For fixed pairs ("terms and conditions", "friends and family"), names ("Oak and Tin"), times and numbers, examples,
    words that name nothing ("it and whether it helps"), and wherever nothing is rated: "Do you have a dog and a cat?".

Source
    Krosnick and Presser 2010, Question and questionnaire design; the words are this project's own, their false alarms
    are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words import barrels
from survey_seg.questionnaire.lint.words.items import JUDGED, items
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every item that has two things rated as one."""
    for item in items(questionnaire):
        words = barrels.two_objects(item, questionnaire.study.language) if item.form in JUDGED else ""
        if words:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(words)} are rated as one",
                reason="who likes the one and not the other cannot answer",
                suggestion="Rate one of the two, or each in an item of its own",
            )


RULE = Rule("WRD102", "double-barrelled-noun", "info", __doc__, check, confidence="low", false_alarms=0.0)

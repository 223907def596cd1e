"""A need or attitude that belongs to no construct.

What it does
    Finds basis questions on needs and attitudes, and lines of them, that name no construct.

Why it is bad
    An item that measures nothing in particular adds its noise to every distance between people. What it has in common
    with others is found by chance, and a factor is named after it.

Example
    questions:
      - {id: needs, construct: null}

Use instead
    questions:
      - {id: needs, construct: convenience}

When it stays silent
    For behaviour, value and facts, which are observed and need no construct; outside the basis; and for ticked answers.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5: noisy variables make segments harder to
    find.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every basis question on needs or attitudes with an item of no construct."""
    for path, question in basis_questions(questionnaire):
        if question.data_type not in {"need", "attitude"} or question.construct:
            continue
        alone = sum(not row.construct for row in question.rows)
        if question.type not in {"scale", "grid", "number"} or (question.rows and not alone):
            continue
        which = f"{alone} of {len(question.rows)} lines" if question.rows else f"the {question.data_type} question"
        yield RULE.at(
            questionnaire,
            path,
            message=f"{which} in the basis without a construct",
            reason="an item that measures nothing in particular adds noise to the segments",
            suggestion="Name the construct it measures, or take it out of the basis",
        )


RULE = Rule("ANA410", "noisy-items", "info", __doc__, check)

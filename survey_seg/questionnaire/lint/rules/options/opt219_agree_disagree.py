"""Statements to agree with that all point the same way.

What it does
    Finds, once per study, the basis questions with scales of agreement of which no statement is marked `reverse: true`.

Why it is bad
    Some people agree with whatever they read. Where all statements point the same way, that tendency is the first
    factor, and a segment of people who say yes looks like one of enthusiasts.

Example
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I look for coupons}

Use instead
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I pay more for good equipment, reverse: true}

When it stays silent
    Where at least one statement of the question or of its construct is reversed, for questions that are no basis, for
    published scales, and in other languages than English and German.

Source
    Krosnick and Presser 2010, Question and questionnaire design; Saris and Gallhofer 2014: asking for the thing itself
    (how important, how often) is better than asking for agreement.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.polarity import is_agree_scale
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding at the first such question, naming all of them."""
    asked = [
        (path, question)
        for path, question in basis_questions(questionnaire)
        if is_agree_scale(question, questionnaire.study.language) and not question.validated_scale
    ]
    turned = {construct for _, question in asked if _is_turned(question) for construct in _constructs(question)}
    found = [one for one in asked if not _is_turned(one[1]) and turned.isdisjoint(_constructs(one[1]))]
    if found:
        yield RULE.at(
            questionnaire,
            (*found[0][0], "options"),
            message=f"all statements to agree with point the same way: {listed(one.id for _, one in found)}",
            reason="people who agree with everything look like a segment",
            suggestion="Ask for the thing itself (how important, how often), or word some statements the other way",
        )


def _is_turned(question: Question) -> bool:
    return question.reverse or any(row.reverse for row in question.rows)


def _constructs(question: Question) -> set[str]:
    return {name for name in (question.construct, *(row.construct for row in question.rows)) if name}


RULE = Rule("OPT219", "agree-disagree", "info", __doc__, check)

"""A hypothesis that these questions cannot test.

What it does
    Compares what a hypothesis, or a persona's trait, asks of a question with the answers it has: a mean or a
    correlation needs a scale or a number, a condition needs answers that exist, in the codes of the file.

Why it is bad
    The comparison comes out empty or means nothing, so the belief survives whatever people say.

Example
    study:
      hypotheses: [{id: H1, text: Regulars pay more, expects: spend, more_where: "visits == 7"}]

Use instead
    study:
      hypotheses: [{id: H1, text: Regulars pay more, expects: spend, more_where: "visits >= 3"}]

When it stays silent
    For hypotheses in words only: the report says that those were not tested. And for names that no question has
    (STU517).

Source
    Popper (1959), The Logic of Scientific Discovery: a belief that no answer contradicts says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.conditions import comparisons
from survey_seg.questionnaire.expectations import Expectation, obstacles, read_expectation
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.routing.statements import Statements


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every reason why a hypothesis cannot be tested, but for names that do not exist."""
    read = [read_expectation(hypothesis) for hypothesis in questionnaire.study.hypotheses]
    if not any(one.names for one in read):
        return
    statements = Statements(questionnaire.questions, ())
    for index, (hypothesis, expectation) in enumerate(zip(questionnaire.study.hypotheses, read, strict=True)):
        hindered = [one.what for one in obstacles(expectation, questionnaire.questions) if not one.unknown]
        for what in dict.fromkeys(hindered or _strangers(statements, expectation)):
            yield RULE.at(
                questionnaire,
                ("study", "hypotheses", index),
                message=f"{hypothesis.id} cannot be tested: {what}",
                reason="the comparison comes out empty, so the belief survives whatever people say",
                suggestion="Compare answers that these questions have, or ask the question that would tell",
            )


def _strangers(statements: Statements, expectation: Expectation) -> list[str]:
    """The values in conditions that are no answers."""
    return [
        f"{quoted(value)} is no answer of {part.name}"
        for condition in expectation.conditions
        for part in comparisons(condition)
        for value in statements.strangers(part)
    ]


RULE = Rule("STU518", "hypothesis-not-testable", "warning", __doc__, check)

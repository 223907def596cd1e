"""A hypothesis about a question that nobody asks.

What it does
    Looks up every name in the conditions of hypotheses and of personas' traits: a question, a line of a grid, or one
    answer of a question with several has to be called so.

Why it is bad
    After fielding the report can only say that the hypothesis was never tested. It happens when a question is renamed,
    or cut to save time, and nobody remembers what it was meant to show.

Example
    study:
      hypotheses: [{id: H1, text: Parents pay more, expects: spending, more_where: "visits >= 3"}]

Use instead
    study:
      hypotheses: [{id: H1, text: Parents pay more, expects: spend, more_where: "visits >= 3"}]

When it stays silent
    For hypotheses in words only, and for names of columns in the response file.

Source
    Simmons, Nelson and Simonsohn (2011), Psychological Science 22: say before the data what will be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.expectations import obstacles, read_expectation
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import nearest
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.routing.names import named


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every name in a hypothesis that stands for no question, or for two."""
    known = named(questionnaire.questions) if questionnaire.study.hypotheses else {}
    for index, hypothesis in enumerate(questionnaire.study.hypotheses):
        found = [one for one in obstacles(read_expectation(hypothesis), questionnaire.questions) if one.unknown]
        for one in dict.fromkeys(found):
            close = nearest(one.name, known)
            yield RULE.at(
                questionnaire,
                ("study", "hypotheses", index),
                message=f"{hypothesis.id} cannot be tested: {one.what}",
                reason="after fielding the report can only say that it was never tested",
                suggestion=f"Did you mean {close}?" if close and one.name not in known else "Name one question",
            )


RULE = Rule("STU517", "hypothesis-no-question", "error", __doc__, check)

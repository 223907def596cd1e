"""A decision that no question feeds.

What it does
    Finds open decisions of the study that no action names.

Why it is bad
    The decision is why the study is paid for. If no answer leads to it, the report will be silent on the day it is
    taken; most often a question was cut, or an id is mistyped.

Example
    study:
      decisions:
        - {id: D1, text: Set the media split by segment, owner: cmo}
        - {id: D2, text: Decide whether to sell an annual bundle, owner: sales}
        - {id: D3, text: Choose the opening hours of the new studios, owner: sales}

Use instead
    study:
      decisions:
        - {id: D1, text: Set the media split by segment, owner: cmo}
        - {id: D2, text: Decide whether to sell an annual bundle, owner: sales}

When it stays silent
    For decisions whose status is made (STU502 looks at those).

Source
    The Marketing Juice on segmentation: start from the commercial question and the decisions that hang on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every open decision that no action names."""
    named = {
        action.decision.casefold()
        for question in questionnaire.questions
        for action in question.action
        if action.decision
    }
    for index, decision in enumerate(questionnaire.study.decisions):
        if decision.status == "open" and decision.id.casefold() not in named:
            yield RULE.at(
                questionnaire,
                ("study", "decisions", index),
                message=f"no answer leads to decision {decision.id}, {quoted(decision.text)}",
                reason="the study will be silent on the day the decision is taken",
                suggestion=f"Name `decision: {decision.id}` in the actions that feed it, or drop the decision",
            )


RULE = Rule("ACT010", "decision-without-question", "warning", __doc__, check)

"""A question of the analysis without a data type.

What it does
    Finds basis, descriptor, outcome, value and typing questions without `data_type`.

Why it is bad
    Whether the study mixes behaviour, needs, attitudes, value and facts is read from the data types. A question without
    one counts as nothing, and is described wrongly in the report.

Example
    questions:
      - id: studio
        text: Which studio do you go to most?
        type: single
        role: [descriptor]
        options: [{code: 1, label: Harbour}, {code: 2, label: Old town}]
        action: [{verb: service, owner: sales, when: [2], text: Open the old town studio an hour earlier}]
        reach: [{via: list}]

Use instead
    questions:
      - id: studio
        text: Which studio do you go to most?
        type: single
        role: [descriptor]
        data_type: behaviour
        options: [{code: 1, label: Harbour}, {code: 2, label: Old town}]
        action: [{verb: service, owner: sales, when: [2], text: Open the old town studio an hour earlier}]
        reach: [{via: list}]

When it stays silent
    For questions that serve the study itself and for questions without a role (ACT011).

Source
    IMS, five mistakes in segmentation research, no. 2: one kind of data only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import DataType, Questionnaire

KINDS: tuple[str, ...] = get_args(DataType)
ANALYSED = {"basis", "descriptor", "outcome", "value", "typing"}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question of the analysis without a data type."""
    for path, question in numbered(questionnaire):
        if question.data_type is None and question.type != "info" and not ANALYSED.isdisjoint(question.role):
            yield RULE.at(
                questionnaire,
                path,
                message="the question has no data type",
                reason="the mix of behaviour, needs, attitudes and facts cannot be judged",
                suggestion=f"Add `data_type`: {listed(KINDS, most=len(KINDS))}",
            )


RULE = Rule("ANA411", "role-untyped", "error", __doc__, check)

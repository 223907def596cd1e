"""Nothing in the study tells what people do.

What it does
    Finds a study without a question of data type behaviour and without external behaviour data.

Why it is bad
    What people say and what they do differ. Without one piece of behaviour, claimed needs cannot be checked against
    anything, and the CRM has nothing to recognise a segment by.

Example
    study:
      external_data: []
    questions:
      - {id: visits, data_type: attitude}

Use instead
    study:
      external_data: [{name: orders, key: customer_id, kind: behaviour}]
    questions:
      - {id: visits, data_type: attitude}

When it stays silent
    When behaviour is asked in any role, or joined from elsewhere.

Source
    Dialog Insight, seven segmentation mistakes, no. 4; The Marketing Juice.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import has_data
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without behaviour."""
    if not has_data(questionnaire, "behaviour"):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="no question and no external data is about behaviour",
            reason="claimed needs cannot be checked against what people do",
            suggestion="Ask what was used, bought or visited in a stated period, or join purchases by customer",
        )


RULE = Rule("MIX002", "no-behaviour", "warning", __doc__, check)

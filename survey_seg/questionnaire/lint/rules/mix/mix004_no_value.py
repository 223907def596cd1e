"""Nothing in the study tells what a person is worth to the firm.

What it does
    Finds a study without a question on value (data type or role value) and without external value data.

Why it is bad
    Segments are ranked by what they would bring. Without spend, frequency, share of wallet or margin the largest group
    wins by its size, and the few who bring most of the money stay invisible.

Example
    questions:
      - {id: spend, data_type: behaviour, role: [descriptor]}

Use instead
    questions:
      - {id: spend, data_type: value, role: [value]}

When it stays silent
    When value is asked in any role, or joined from elsewhere.

Source
    IMS, five mistakes in segmentation research, no. 4; The Marketing Juice: value-based segmentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import has_value
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without value."""
    if not has_value(questionnaire):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="no question and no external data is about spend or value",
            reason="segments could be ranked by size only",
            suggestion="Ask for spend or frequency with `data_type: value`, or join revenue or margin by customer",
        )


RULE = Rule("MIX004", "no-value", "warning", __doc__, check)

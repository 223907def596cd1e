"""Nothing in the study tells what people want.

What it does
    Finds a study without a question of data type need.

Why it is bad
    Behaviour tells who buys, needs tell why. Without them the message and the product of a segment are guesses.

Example
    questions:
      - {id: needs, data_type: behaviour}

Use instead
    questions:
      - {id: needs, data_type: need}

When it stays silent
    As soon as one question asks for needs or benefits, in any role.

Source
    Haley 1968, Benefit segmentation: a decision-oriented research tool. The Marketing Juice.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import has_data
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without needs."""
    if not has_data(questionnaire, "need"):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="no question is about needs or benefits",
            reason="without the why, message and product of a segment are guesses",
            suggestion="Add a battery of needs or benefits with `data_type: need`",
        )


RULE = Rule("MIX003", "no-needs", "warning", __doc__, check)

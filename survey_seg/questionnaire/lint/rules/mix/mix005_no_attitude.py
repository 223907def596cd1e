"""Nothing in the study tells what people think.

What it does
    Finds a study without a question of data type attitude.

Why it is bad
    Two people with the same need and the same habits may trust the category or doubt it. Attitudes tell how to speak to
    a segment, where needs tell what to offer.

Example
    questions:
      - {id: price, data_type: behaviour}

Use instead
    questions:
      - {id: price, data_type: attitude}

When it stays silent
    As soon as one question is about attitudes, in any role.

Source
    Dialog Insight, seven segmentation mistakes, no. 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import has_data
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without attitudes."""
    if not has_data(questionnaire, "attitude"):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="no question is about attitudes",
            reason="needs tell what to offer, attitudes how to speak of it",
            suggestion="Add a short battery of statements with `data_type: attitude`, if message is a lever",
        )


RULE = Rule("MIX005", "no-attitude", "info", __doc__, check)

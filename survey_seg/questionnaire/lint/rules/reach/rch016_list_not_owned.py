"""A list of people, and nobody knows whose.

What it does
    Finds reaches through a list without a field and without a note.

Why it is bad
    A list belongs to somebody: a register, a partner, a publisher who rents it out. Unless its owner is known before
    fielding, it is not there, too dear, or not allowed for this use when the campaign starts.

Example
    questions:
      - {id: visits, reach: [{via: list}]}

Use instead
    questions:
      - {id: visits, reach: [{via: list, note: "register of clubs, rented by the quarter"}]}

When it stays silent
    As soon as the list is named, in `field` or in `note`, and for other ways of reaching.

Source
    This project's own. IMS, five mistakes in segmentation research, no. 1, asks for owners before fielding.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import ways
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every list that is not named."""
    for path, _, way in ways(questionnaire):
        if way.via == "list" and not way.field and not way.note.strip():
            yield RULE.at(
                questionnaire,
                path,
                message="people are to be found on a list, and nobody says which or whose",
                reason="a list without an owner is not there when the campaign starts",
                suggestion="Name the list and who owns it in `note`",
            )


RULE = Rule("RCH016", "list-not-owned", "warning", __doc__, check, confidence="medium")

"""A loop without an end.

What it does
    Finds questions that are asked once for each answer to another one, without saying how often at most.

Why it is bad
    Who ticks twenty brands is asked twenty times. The interview is longest for the market's best customers, and they
    are the first to leave it.

Example
    questions:
      - {id: liking, text: How much do you like it?, type: scale, min: 1, max: 5, loop: {over: media}}

Use instead
    questions:
      - {id: liking, text: How much do you like it?, type: scale, min: 1, max: 5, loop: {over: media, most: 2}}

When it stays silent
    When `most` is given, whatever it is: LEN015 looks at the number of answers.

Source
    Market research practice: two or three brands a person, chosen by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every loop without a largest number of rounds."""
    for path, question in numbered(questionnaire):
        if question.loop is not None and question.loop.most is None:
            yield RULE.at(
                questionnaire,
                (*path, "loop"),
                message=f"asked once for each answer to {question.loop.over}, however many there are",
                reason="the interview is longest for the best customers, and they leave it first",
                suggestion="Say how often at most: `most: 3`",
            )


RULE = Rule("STR350", "loop-unbounded", "error", __doc__, check)

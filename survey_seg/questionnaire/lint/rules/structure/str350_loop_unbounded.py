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
    When `most` is given, whatever it is: LEN015 looks at the number of answers. A loop over a number ends at its `max`.
    Several questions in one loop are told once.

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
    bounded = {question.id for question in questionnaire.questions if question.type == "number" and question.max}
    for path, question in numbered(questionnaire):
        if question.loop is None or question.loop.most is not None:
            continue
        if question.loop.over not in bounded:
            bounded.add(question.loop.over)
            yield RULE.at(
                questionnaire,
                (*path, "loop"),
                message=f"asked once for each answer to {question.loop.over}, however many there are",
                reason="the interview is longest for the best customers, and they leave it first",
                suggestion="Say how often at most: `most: 3`",
            )


RULE = Rule("STR350", "loop-unbounded", "error", __doc__, check)

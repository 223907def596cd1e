"""A skip that leads back.

What it does
    Looks for skips whose target is the question itself or stands before it.

Why it is bad
    People are asked the same questions again and never get out, or the survey tool refuses the file. Answers given the
    first time are overwritten.

Example
    questions:
      - {id: price, skip: [{to: visits}]}

Use instead
    questions:
      - {id: price, skip: [{to: media}]}

When it stays silent
    For skips to questions that do not exist (STR301), and for an id that stands for an earlier and a later question
    (STR311). A `loop` is the way to ask a question more than once.

Source
    SurveyMan (OOPSLA 2014): branches lead forward.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.routing.routes import END


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every skip to the question itself or to an earlier one."""
    last = {question.id: int(path[1]) for path, question in numbered(questionnaire)}
    for path, question in numbered(questionnaire):
        for at, skip in enumerate(question.skip):
            if skip.to == END or last.get(skip.to, len(last)) > int(path[1]):
                continue
            itself = skip.to == question.id
            yield RULE.at(
                questionnaire,
                (*path, "skip", at, "to"),
                message=f"the skip leads back to {'the question itself' if itself else quoted(skip.to)}",
                reason="people go round in a circle, and their first answers are overwritten",
                suggestion="Name a later question or end; to ask once for each of several things, use a loop",
            )


RULE = Rule("STR307", "branch-backwards", "error", __doc__, check)

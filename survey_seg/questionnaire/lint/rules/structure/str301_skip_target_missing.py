"""A skip to a question that does not exist.

What it does
    Compares where each `skip` leads with the ids of the questions, and with the word end.

Why it is bad
    The survey tool refuses the file or sends people on to the next question, and those who should have been spared a
    section are asked it.

Example
    questions:
      - {id: visits, skip: [{when: [1], to: medai}]}

Use instead
    questions:
      - {id: visits, skip: [{when: [1], to: media}]}

When it stays silent
    For `end`, which closes the interview.

Source
    SurveyJS linter, reference/unknown; the routing rules of the ONS questionnaire validator.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import nearest
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.routing.routes import END


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every skip that leads nowhere."""
    known = {question.id for question in questionnaire.questions} | {END}
    for path, question in numbered(questionnaire):
        for at, skip in enumerate(question.skip):
            if skip.to in known:
                continue
            close = nearest(skip.to, known)
            yield RULE.at(
                questionnaire,
                (*path, "skip", at, "to"),
                message=f"the skip leads to {quoted(skip.to)}, which no question is called",
                reason="people go on to questions they should have been spared",
                suggestion=f"Did you mean {close}?" if close else "Name a later question of this file, or end",
            )


RULE = Rule("STR301", "skip-target-missing", "error", __doc__, check)

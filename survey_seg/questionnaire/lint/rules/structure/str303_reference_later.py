"""A condition or a text that uses an answer which is not given yet.

What it does
    Looks for names in `show_if`, in `loop` and in pipes such as ${visits} that belong to a later question, or in
    `show_if` and `loop` to the question itself.

Why it is bad
    When the question comes up the answer is not there: nobody is asked it, or the text shows a gap.

Example
    questions:
      - {id: visits, show_if: "spend > 0"}

Use instead
    questions:
      - {id: spend, show_if: "visits > 1"}

When it stays silent
    For names that no question answers to (STR302), and for names that two questions share (STR311). A question's own
    name in its own text is left alone.

Source
    xlsform-lint, ORD001; ONS questionnaire validator, answer referenced before it exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.references import references
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.routing.names import named


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every name that stands before the answer it asks for."""
    known = named(questionnaire.questions)
    for path, question in numbered(questionnaire):
        here = int(path[1])
        for reference in references(path, question):
            where = known.get(reference.name)
            if where is None or where.question < here or (where.question == here and reference.what == "text"):
                continue
            asked = "this question itself" if where.question == here else "a question asked later"
            yield RULE.at(
                questionnaire,
                reference.place,
                message=f"the {reference.what} uses {quoted(reference.name)}, {asked}",
                reason="the answer is not there yet, so nobody is asked, or the text shows a gap",
                suggestion=f"Move {questionnaire.questions[where.question].id} before {question.id}"
                if where.question > here
                else "Name an earlier question",
            )


RULE = Rule("STR303", "reference-later", "error", __doc__, check)

"""A condition or a text that refers to a question which does not exist.

What it does
    Compares the names in `show_if`, in `loop`, and in pipes such as ${visits} inside texts, with the ids of the
    questions, the lines of grids and the ticked answers of multi questions.

Why it is bad
    The question is shown to everybody or to nobody, and a pipe prints its own code to the respondent. Neither is seen
    before the field is over unless somebody walks that path.

Example
    questions:
      - {id: spend, show_if: "visit == 4"}

Use instead
    questions:
      - {id: spend, show_if: "visits == 4"}

When it stays silent
    For names of questions, grid lines (needs_1) and ticked answers (media_2), and for braces that hold no name. Whether
    a condition can be read at all is checked when the file is read.

Source
    SurveyJS linter, reference/unknown; xlsform-lint, PX005.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.references import references
from survey_seg.questionnaire.lint.similar import nearest
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every name in a condition or a pipe that no question answers to."""
    known = {question.id for question in questionnaire.questions}
    known |= {name for variable in questionnaire.variables() for name in (variable.name, variable.column)}
    for path, question in numbered(questionnaire):
        for reference in references(path, question):
            if reference.name not in known:
                close = nearest(reference.name, known)
                yield RULE.at(
                    questionnaire,
                    reference.place,
                    message=f"the {reference.what} refers to {quoted(reference.name)}, which no question is called",
                    reason="the wrong people are asked, or the code itself is shown to them",
                    suggestion=f"Did you mean {close}?" if close else "Name a question of this file",
                )


RULE = Rule("STR302", "reference-unknown", "error", __doc__, check)

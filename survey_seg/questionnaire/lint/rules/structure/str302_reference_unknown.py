"""A condition or a text that refers to a question which does not exist.

What it does
    Compares the names in `show_if`, and in pipes such as ${visits} inside texts, with the ids of the questions, the
    lines of grids and the ticked answers of multi questions.

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

import re
from collections.abc import Iterator

from survey_seg.errors import InputRefused, quoted
from survey_seg.questionnaire.conditions import names, read_condition
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import nearest
from survey_seg.questionnaire.model import Path, Question, Questionnaire

PIPE = re.compile(r"\$\{\s*([A-Za-z]\w*)\s*\}")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every name in a condition or a pipe that no question answers to."""
    known = {question.id for question in questionnaire.questions}
    known |= {name for variable in questionnaire.variables() for name in (variable.name, variable.column)}
    for path, question in numbered(questionnaire):
        for place, name, what in _references(path, question):
            if name not in known:
                close = nearest(name, known)
                yield RULE.at(
                    questionnaire,
                    place,
                    message=f"the {what} refers to {quoted(name)}, which no question is called",
                    reason="the wrong people are asked, or the code itself is shown to them",
                    suggestion=f"Did you mean {close}?" if close else "Name a question of this file",
                )


def _references(path: Path, question: Question) -> Iterator[tuple[Path, str, str]]:
    for name in _condition_names(question.show_if):
        yield (*path, "show_if"), name, "condition"
    for name in PIPE.findall(question.text):
        yield (*path, "text"), name, "text"
    for kind, texts in (
        ("rows", [row.text for row in question.rows]),
        ("options", [o.label for o in question.options]),
    ):
        for index, text in enumerate(texts):
            for name in PIPE.findall(text):
                yield (*path, kind, index), name, "text"


def _condition_names(condition: str | None) -> tuple[str, ...]:
    try:
        return names(read_condition(condition)) if condition else ()
    except InputRefused:
        return ()


RULE = Rule("STR302", "reference-unknown", "error", __doc__, check)

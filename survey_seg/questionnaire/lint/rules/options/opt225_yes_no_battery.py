"""Segments built on boxes to tick.

What it does
    Finds, once per study, the basis questions in which people tick all answers that apply.

Why it is bad
    A box that is not ticked may mean no, or not read. Asked for yes or no line by line, people think about each and say
    yes more often; that is a better ground for segments.

Example
    questions:
      - id: media
        role: [basis]

Use instead
    questions:
      - id: media
        role: [descriptor]

When it stays silent
    For questions that are no basis, and for lists of up to three answers.

Source
    Dillman, Smyth and Christian 2014 on forced choice; Dolnicar, Gruen and Leisch 2018, Market Segmentation Analysis,
    find binary answers workable, so this is a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding at the first such question, naming all of them."""
    found = [
        (path, question.id)
        for path, question in basis_questions(questionnaire)
        if question.type == "multi" and len(question.options) >= RULE.limit(questionnaire, "answers")
    ]
    if found:
        yield RULE.at(
            questionnaire,
            (*found[0][0], "type"),
            message=f"segments stand on boxes to tick: {listed(name for _, name in found)}",
            reason="a box that is not ticked may mean no, or not read",
            suggestion="Ask each line with yes or no, as a grid with two answers",
        )


RULE = Rule("OPT225", "yes-no-battery", "info", __doc__, check, limits={"answers": 3}, confidence="medium")

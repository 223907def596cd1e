"""A study that nobody, or only one function, is waiting for.

What it does
    Looks at `study.stakeholders`: none is an error, people of one function only are a warning.

Why it is bad
    Segments work when marketing, sales, product and finance use the same ones. Functions that were not asked before
    fielding find after it that their questions are missing.

Example
    study:
      stakeholders: [{id: cmo, role: marketing}, {id: sales, role: Marketing}, {id: cfo, role: marketing}]

Use instead
    study:
      stakeholders: [{id: cmo, role: marketing}, {id: sales, role: sales}, {id: cfo, role: finance}]

When it stays silent
    As soon as two functions are named. A role may be called what it is called in the firm.

Source
    IMS, five mistakes in segmentation research, no. 1: stakeholders aligned before and during the study.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when stakeholders are missing or of one function."""
    people = questionnaire.study.stakeholders
    if not people:
        yield RULE.at(
            questionnaire,
            ("study",),
            message="the study has no stakeholders",
            reason="nobody is waiting for the result",
            suggestion="List who has to act on it: `stakeholders: [{id: cmo, role: marketing}, ...]`",
        )
    elif len({person.role.casefold() for person in people}) == 1:
        yield RULE.at(
            questionnaire,
            ("study", "stakeholders"),
            message=f"all stakeholders are from {quoted(people[0].role)}",
            reason="functions that were not asked before fielding miss their questions after it",
            suggestion="Add who else has to act, most often sales, product or finance",
            severity="warning",
        )


RULE = Rule("STU503", "no-stakeholders", "error", __doc__, check)

"""Segments that rest on who people are, not on what they do or want.

What it does
    Finds a basis that consists of demographic, firmographic and geographic questions only, and a questionnaire without
    any basis question.

Why it is bad
    People of one age and region buy for different reasons. Demographic groups can be found easily and behave alike
    rarely; they describe segments well and make poor ones.

Example
    questions:
      - {id: age, role: [basis]}
      - {id: visits, role: [descriptor]}
      - {id: needs, role: [descriptor, typing]}
      - {id: price, role: [descriptor]}

Use instead
    questions:
      - {id: visits, role: [basis]}
      - {id: needs, role: [basis, typing]}
      - {id: price, role: [basis]}

When it stays silent
    As soon as one basis question is about behaviour, needs, attitudes, value, media or occasions. Basis questions whose
    data type is missing are left to ANA411.

Source
    Haley 1968, Benefit segmentation: a decision-oriented research tool. IMS, five mistakes in segmentation research,
    no. 2; Dialog Insight, seven mistakes, no. 1. Dolnicar, Grün and Leisch 2018, chapter 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import WHO_PEOPLE_ARE, basis_questions
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a basis without behaviour, needs or attitudes."""
    basis = [question for _, question in basis_questions(questionnaire)]
    if not basis:
        message = "no question has the role basis"
    elif all(question.data_type in WHO_PEOPLE_ARE for question in basis):
        names = listed(question.id for question in basis)
        message = f"all basis questions ({names}) are about who people are"
    else:
        return
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=message,
        reason="demographic groups rarely buy for the same reasons" if basis else "there is nothing to segment on",
        suggestion="Give the role basis to questions on behaviour, needs or attitudes, keep others as descriptors",
    )


RULE = Rule("MIX001", "demographic-only-basis", "error", __doc__, check)

"""A long list of ticks in the basis.

What it does
    Finds questions with several answers in the basis that offer more than 15 of them.

Why it is bad
    Each answer is a variable of its own, and most are ticked by few. People who tick a lot and people who tick little
    come out as the segments: a manner of answering, not a market.

Example
    study: {lint: {limits: {ANA408: {answers: 1}}}}
    questions:
      - {id: media, role: [basis]}

Use instead
    study: {lint: {limits: {ANA408: {answers: 1}}}}
    questions:
      - {id: media, role: [descriptor]}

When it stays silent
    Up to 15 answers (the example sets the limit to 1 to stay short), not counting missing ones and "none of these".

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5 on the number of variables.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every basis question with more answers to tick than the limit."""
    most = round(RULE.limit(questionnaire, "answers"))
    for path, question in basis_questions(questionnaire):
        answers = sum(not option.missing and not option.exclusive for option in question.options)
        if question.type == "multi" and answers > most:
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"{answers} answers to tick are as many basis variables, at most {most} are advised",
                reason="people who tick a lot and people who tick little come out as segments",
                suggestion="Group the answers, or use the question to describe the segments",
            )


RULE = Rule("ANA408", "multi-as-basis", "info", __doc__, check, limits={"answers": 15})

"""A condition that no answers meet, or all; a skip that nobody can take.

What it does
    Tries all answers: a condition, or a part of it, that none of them meets; a condition that all of them meet; a skip
    for answers that an earlier skip of the same question has sent away.

Why it is bad
    Nobody is asked the question, or everybody, although somebody took the trouble to write who should be.

Example
    questions:
      - {id: spend, show_if: "visits == 1 and visits >= 3"}

Use instead
    questions:
      - {id: spend, show_if: "visits == 1 or visits >= 3"}

When it stays silent
    For a condition that is sound by itself and only cannot be met where it stands (STR305), or only repeats what an
    earlier skip has sorted out. Fractions between whole numbers are taken to be possible, and a question that need not
    be answered to be left blank.

Source
    SurveyJS linter, expression/contradiction and count-contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.conditions import written
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Path, Question, Questionnaire
from survey_seg.questionnaire.routing.routes import Route, routes


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every condition and every skip that does not divide people."""
    each = routes(questionnaire).each
    for path, question in numbered(questionnaire):
        route = each[int(path[1])]
        if route.never:
            yield _never(questionnaire, path, route)
        elif route.verdict == "always":
            yield RULE.at(
                questionnaire,
                (*path, "show_if"),
                message=f"the condition {quoted(question.show_if)} always holds",
                reason="everybody is asked, although a part of the people was meant",
                suggestion="Name the answers that are meant, or drop the condition",
            )
        yield from _idle(questionnaire, path, question, route)


def _never(questionnaire: Questionnaire, path: Path, route: Route) -> Finding:
    whole = route.verdict == "contradiction"
    part = "the condition" if whole else "in the condition, the part"
    return RULE.at(
        questionnaire,
        (*path, "show_if"),
        message=f"{part} {quoted(written(route.never[0]))} never holds",
        reason="no answers meet it" + (", so nobody is asked" if whole else ""),
        suggestion="Write or where one of several answers is enough, and compare the limits of numbers",
    )


def _idle(questionnaire: Questionnaire, path: Path, question: Question, route: Route) -> Iterator[Finding]:
    for at in route.idle:
        yield RULE.at(
            questionnaire,
            (*path, "skip", at),
            message=f"nobody takes the skip to {quoted(question.skip[at].to)}: no answers are left for it",
            reason="an earlier skip of the question sends them elsewhere, or no answer is meant",
            suggestion="Give each skip its own answers, and put a skip for everybody last",
        )


RULE = Rule("STR306", "contradiction", "warning", __doc__, check)

"""How many will leave on the way.

What it does
    Forecasts the break-offs after the first page, .06 points for each variable and .14 for each page, and tells it when
    it is above 10 points.

Why it is bad
    Those who leave are not those who stay: they are busier, younger, on a phone. The segments miss them.

Example
    study: {lint: {limits: {LEN013: {points: 0.5}}}}

Use instead
    study: {lint: {limits: {LEN013: {points: 10}}}}

When it stays silent
    Below ten points, which are about 100 variables on 30 pages (the example sets a lower limit to stay short). A page
    is a block; where no blocks are named, each question is one. A question counts for the share of people who get to
    it.

Source
    A meta-analysis of 5,752 web surveys, presented at the WebSM workshop 2014; it explains a tenth of the differences
    between surveys, so take the figure as an order of magnitude.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.statements import columns
from survey_seg.questionnaire.minutes import NOT_ASKED
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.routing.routes import routes

PER_VARIABLE = 0.06
PER_PAGE = 0.14


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the forecast is above the limit."""
    asked = [(question, share) for question, share in _shares(questionnaire) if not _is_attached(question)]
    variables = sum(columns(question) * share for question, share in asked)
    pages = _pages(asked)
    points = PER_VARIABLE * variables + PER_PAGE * pages
    if points <= RULE.limit(questionnaire, "points"):
        return
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"about {points:.0f} of 100 will leave on the way: {variables:.0f} variables on {pages:.0f} pages",
        reason="who leaves is busier and younger than who stays, and missing from the segments",
        suggestion="Cut what nobody acts on, and split long parts over people",
    )


def _is_attached(question: Question) -> bool:
    return bool(question.role) and NOT_ASKED.issuperset(question.role)


def _shares(questionnaire: Questionnaire) -> Iterator[tuple[Question, float]]:
    """Every question with the share of people who get to it, of those who are not screened out."""
    ways = routes(questionnaire)
    for index, question in enumerate(questionnaire.questions):
        yield question, ways.share(index)


def _pages(asked: list[tuple[Question, float]]) -> float:
    if any(question.block for question, _ in asked):
        blocks = groupby(asked, key=lambda one: one[0].block)
        return sum(max(share for _, share in page) for _, page in blocks)
    return sum(share for _, share in asked)


RULE = Rule("LEN013", "breakoff-forecast", "info", __doc__, check, limits={"points": 10}, confidence="low")

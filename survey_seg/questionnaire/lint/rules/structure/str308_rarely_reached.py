"""A question that hardly anybody is asked.

What it does
    Draws ways through the questionnaire, with the shares that quotas and `asked_of` give and all other answers equally
    likely. Reports a question that fewer than 50 of the planned sample are asked; without a planned sample, fewer than
    5 in 100.

Why it is bad
    So few answers carry no result: the question costs a page and says nothing about the people it was meant for.

Example
    questions:
      - {id: spend, show_if: "age == 18"}

Use instead
    questions:
      - {id: spend, show_if: "age <= 30"}

When it stays silent
    For texts that are shown, open ends (they are read one by one), questions for those who are sent to the end,
    conditions on words, on numbers without bounds and on filters nobody can follow, and samples below 50. Several
    questions in a row with the same way to them are one finding.

Source
    The review tool for XLSForm that simulates respondents (xlsform-quality-reviewer) draws the line at 5 in 100.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.routing.routes import routes


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question with too few people, the first of those with the same way."""
    ways = routes(questionnaire)
    n, people = questionnaire.study.sample.n, RULE.limit(questionnaire, "people")
    planned = n if n is not None and n >= people else None
    least = people / planned if planned else RULE.limit(questionnaire, "share")
    said: int | None = None
    for path, question in numbered(questionnaire):
        here = int(path[1])
        share = ways.share(here)
        rare = share < min(least, 1.0) and here in ways.in_sample and not ways.is_guess(here) and _counts(question)
        if rare and ways.each[here].asked != said:
            expected = f", {share * planned:.0f} of {planned:,}" if planned else ""
            yield RULE.at(
                questionnaire,
                (*path, "show_if") if question.show_if else path,
                message=f"about {share:.1%} of the people are asked{expected}",
                reason="so few answers carry no result",
                suggestion="Ask more people, set a quota for those who are meant, or drop the question",
            )
        said = ways.each[here].asked if rare else said


def _counts(question: Question) -> bool:
    """Whether answers are counted: those of an open end are read."""
    return question.type not in {"info", "text"}


RULE = Rule("STR308", "rarely-reached", "warning", __doc__, check, limits={"share": 0.05, "people": 50})

"""A question that nobody is asked.

What it does
    Follows the questionnaire: its order, skips, loops, conditions and shares by chance. Reports a question that no
    answers lead to, because its condition asks for people who are sent elsewhere, or because everybody is sent past.

Why it is bad
    The column is empty after fielding, and the question cannot be asked again.

Example
    questions:
      - {id: needs, show_if: "visits == 1"}
      - {id: spend, show_if: "visits == 4 and needs_1 == 4"}

Use instead
    questions:
      - {id: needs, show_if: "visits >= 3"}
      - {id: spend, show_if: "visits == 4 and needs_1 == 4"}

When it stays silent
    For a condition that cannot hold by itself (STR306), for what hangs on a question reported already, and wherever
    the answer is not certain: filters in words, comparisons with words, names and answers that do not exist.

Source
    SurveyMan (OOPSLA 2014), reachability; SurveyJS linter, element/never-visible.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Path, Question, Questionnaire
from survey_seg.questionnaire.routing.routes import routes


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question without a way to it; those that follow each other past a skip are one finding."""
    each = routes(questionnaire).each
    for path, question in numbered(questionnaire):
        here = int(path[1])
        if each[here].verdict == "blocked":
            yield _blocked(questionnaire, path, question)
        elif each[here].verdict == "passed" and (here == 0 or each[here - 1].verdict != "passed"):
            yield _passed(questionnaire, path, question)


def _blocked(questionnaire: Questionnaire, path: Path, question: Question) -> Finding:
    if question.asked_of == 0:
        return RULE.at(
            questionnaire,
            (*path, "asked_of"),
            message="nobody is asked this question: its share is 0",
            reason="the column is empty after fielding",
            suggestion="Give the share of people who are to be asked, or drop the question",
        )
    condition = quoted(question.show_if) if question.show_if else "the loop it stands in"
    return RULE.at(
        questionnaire,
        (*path, "show_if") if question.show_if else path,
        message=f"nobody is asked this question: who meets {condition} never gets here",
        reason="the column is empty after fielding, and cannot be asked for again",
        suggestion="Compare the condition with the conditions and skips of the questions it names",
    )


def _passed(questionnaire: Questionnaire, path: Path, question: Question) -> Finding:
    each = routes(questionnaire).each
    run = int(path[1])
    while run < len(each) and each[run].verdict == "passed":
        run += 1
    more = run - int(path[1]) - 1
    others = f" and {more} after it" if more else ""
    return RULE.at(
        questionnaire,
        path,
        message=f"nobody gets to {question.id}{others}: every way leads past",
        reason="the columns are empty after fielding, and cannot be asked for again",
        suggestion="Give the skip before it the answers it is meant for, or let some people through",
    )


RULE = Rule("STR305", "unreachable", "error", __doc__, check)

"""A candidate for the typing tool that cannot be asked alone.

What it does
    Finds typing candidates that are open texts, dates, rankings, sums or MaxDiff tasks; that are asked once per brand;
    that have more than seven answers to choose from (scales: eleven points) or more than twenty words; and grids of
    lines with one or two words.

Why it is bad
    The typing tool is asked on a phone, at a counter, in a form of four fields. There a line such as "Price" has lost
    the question above it, and a ranking of nine needs its own page.

Example
    questions:
      - {id: needs, rows: [{id: needs_1, text: Price}, {id: needs_2, text: Opening hours}, {id: needs_3, text: Staff}]}

Use instead
    questions:
      - id: needs
        rows:
          - {id: needs_1, text: The price is what decides}
          - {id: needs_2, text: It must be open at noon}
          - {id: needs_3, text: The staff know my name}

When it stays silent
    For questions that are no candidates, for answers that do not count (don't know), and for one or two short lines
    among longer ones: the tool can choose the others.

Source
    This project's own, from the form that a typing tool has in the field.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import can_type, numbered
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question, Questionnaire

TASKS = {
    "text": "an open text",
    "date": "a date",
    "rank": "a ranking",
    "sum": "a sum to divide",
    "maxdiff": "a MaxDiff task",
}
WORD = Late(r"\w[\w'’-]*")
SHORT_LINES = 0.5
"""From this share of lines on, a grid is one of keywords."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every candidate that needs its page, its list or its stem."""
    for path, question in numbered(questionnaire):
        why = _why(question, questionnaire) if can_type(question) else ""
        if why:
            yield RULE.at(
                questionnaire,
                path,
                message=f"this candidate for the typing tool {why}",
                reason="the tool asks each question alone, on a phone or at a counter",
                suggestion="Make it short enough to be asked alone, or take the role typing from it",
            )


def _why(question: Question, questionnaire: Questionnaire) -> str:
    if question.type in TASKS:
        return f"is {TASKS[question.type]}"
    if question.loop:
        return f"is asked once for each answer to {question.loop.over}"
    lines = [_words(row.text) for row in question.rows]
    longest = max(lines) if lines else _words(question.text)
    if longest > RULE.limit(questionnaire, "words"):
        return f"has {longest} words"
    if lines and sum(words < RULE.limit(questionnaire, "line_words") for words in lines) > SHORT_LINES * len(lines):
        return "has lines of one or two words, which lose the question above them"
    return _too_many_answers(question, questionnaire)


def _words(text: str) -> int:
    return len(WORD.findall(text))


def _too_many_answers(question: Question, questionnaire: Questionnaire) -> str:
    count = sum(not option.missing for option in question.options)
    ordered = question.type in {"scale", "grid"}
    most = RULE.limit(questionnaire, "points" if ordered else "options")
    return f"has {count} answers to choose from" if count > most else ""


RULE = Rule(
    "RCH013",
    "typing-candidate-unaskable",
    "warning",
    __doc__,
    check,
    limits={"words": 20, "options": 7, "points": 11, "line_words": 3},
)

"""A condition or a skip that asks for an answer which does not exist.

What it does
    Compares the values in `show_if` and in the `when` of skips with the answers of the question they ask about, and
    with its `min` and `max`.

Why it is bad
    The condition never holds (or with != always), so the wrong people are asked. It happens when answers are renumbered
    after the routing was written.

Example
    questions:
      - {id: spend, show_if: "visits == 7"}

Use instead
    questions:
      - {id: spend, show_if: "visits == 4"}

When it stays silent
    Greater and smaller may be compared with any number on a closed question (visits > 2.5). So may everything with open
    text, rankings, dates and numbers without bounds, and whatever stands before the question it asks about (STR303).
    Words where a code is meant are left to STR310.

Source
    SurveyJS linter, expression/unknown-choice; ONS questionnaire validator.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.conditions import Comparison, Value, comparisons
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Path, Question, Questionnaire
from survey_seg.questionnaire.routing.statements import Statements, entries


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every value in a condition or a skip that is no answer."""
    statements = Statements(questionnaire.questions, ())
    for path, question in numbered(questionnaire):
        for place, part in _parts(statements, path, question):
            where = statements.names.get(part.name)
            if where is None or (where.question >= int(path[1]) and place[2] == "show_if"):
                continue
            asked = questionnaire.questions[where.question]
            for value in dict.fromkeys(statements.strangers(part)):
                if isinstance(value, str) and part.operator != "contains":
                    continue
                yield RULE.at(
                    questionnaire,
                    place,
                    message=f"{quoted(value)} is no answer of {part.name}",
                    reason="the comparison never or always holds, so the wrong people are asked",
                    suggestion=_suggestion(asked, value, tick=where.tick is not None),
                )


def _parts(statements: Statements, path: Path, question: Question) -> Iterator[tuple[Path, Comparison]]:
    condition = statements.conditions[int(path[1])]
    for part in comparisons(condition) if condition else ():
        yield (*path, "show_if"), part
    for at, skip in enumerate(question.skip):
        for sign, value in entries(skip.when or ()):
            how = "contains" if question.type == "multi" and sign == "==" else sign
            yield (*path, "skip", at, "when"), Comparison(question.id, how, (value,))


def _suggestion(asked: Question, value: Value, *, tick: bool) -> str:
    if tick:
        return "Compare with 1 (ticked) or 0 (not ticked)"
    meant = next((option.code for option in asked.options if option.label == value), None)
    if meant is not None:
        return f"Write the code, {meant}, instead of the words"
    if asked.options:
        return f"The answers are {listed(str(option.code) for option in asked.options)}"
    return f"The answers go from {asked.min if asked.min is not None else 'any number'} to {asked.max or 'any number'}"


RULE = Rule("STR304", "unknown-answer-code", "error", __doc__, check)

"""A condition that the kind of question cannot answer.

What it does
    Finds conditions that compare what has no such answer: a whole grid or a shown text, several answers with == instead
    of contains, contains on a question with one answer, smaller or larger on words or on answers without an order, and
    numbers with words.

Why it is bad
    The condition is never true, or true by the accident of the codes. The wrong people are asked, and nobody sees it in
    the questionnaire.

Example
    questions:
      - {id: spend, show_if: "media == 1"}

Use instead
    questions:
      - {id: spend, show_if: "media contains 1"}

When it stays silent
    For names that no question answers to (STR302), for larger and smaller on single choices of classes with numbers in
    them or on a yes/no question, and for filters in words.

Source
    SurveyJS linter, expression checks; ONS eq-questionnaire-validator, rules on answer types.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import InputRefused, quoted
from survey_seg.questionnaire.conditions import Comparison, comparisons, read_condition
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.routing.names import Named, named

ORDER = frozenset({"<", "<=", ">", ">="})
CHOICE = 3
"""From so many answers on, a single choice may have no order."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every comparison that the question it names cannot meet."""
    known = named(questionnaire.questions)
    for path, question in numbered(questionnaire):
        for part in _comparisons(question.show_if):
            what = known.get(part.name)
            mismatch = _mismatch(part, questionnaire.questions[what.question], what) if what else ""
            if mismatch:
                yield RULE.at(
                    questionnaire,
                    (*path, "show_if"),
                    message=f"the condition asks {quoted(f'{part.name} {part.operator}')}, but {mismatch}",
                    reason="it is never true, or true by the accident of the codes",
                    suggestion=_suggestion(part, questionnaire.questions[what.question], what) if what else "",
                )


def _comparisons(condition: str | None) -> tuple[Comparison, ...]:
    try:
        return tuple(comparisons(read_condition(condition))) if condition else ()
    except InputRefused:
        return ()


def _mismatch(part: Comparison, asked: Question, what: Named) -> str:
    if what.tick is not None:
        return "it has one answer" if part.operator == "contains" else ""
    if asked.type == "info":
        return "it asks nothing"
    if asked.rows and what.row is None:
        return "it is a grid, with an answer for each line"
    if asked.type == "multi":
        return "" if part.operator == "contains" else "it has several answers"
    if part.operator == "contains":
        return "it has one answer" if asked.type not in {"text", "rank"} else ""
    return _mismatch_of_one(part, asked)


def _mismatch_of_one(part: Comparison, asked: Question) -> str:
    words = any(isinstance(value, str) for value in part.values)
    if part.operator in ORDER:
        if asked.type == "text":
            return "it is answered in words"
        if asked.type == "single" and _is_unordered(asked):
            return "its answers have no order"
    if words and asked.type in {"single", "scale", "grid", "number"}:
        return "its answers are numbers"
    return ""


def _is_unordered(asked: Question) -> bool:
    labels = [option.label for option in asked.options if not option.missing]
    classes = sum(any(letter.isdigit() for letter in label) for label in labels)
    return len(labels) >= CHOICE and not classes


def _suggestion(part: Comparison, asked: Question, what: Named) -> str:
    if asked.rows and what.row is None:
        return f"Name one line of it, such as {asked.rows[0].id}"
    if asked.type == "multi" and what.tick is None:
        return f"Write {quoted(f'{part.name} contains {part.values[0]}')}"
    if asked.type == "single" and part.operator in ORDER:
        return "List the answers with in [..], or make it a scale if they have an order"
    return "Compare it with an answer that it can have"


RULE = Rule("STR310", "type-mismatch", "error", __doc__, check)

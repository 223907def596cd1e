"""The same question twice.

What it does
    Finds questions with the same words of content in the same order, the same answers and the same lines, and lines
    that stand twice in one grid. Articles, pronouns, capitals and signs make no difference.

Why it is bad
    It costs the time twice, annoys everybody who notices, and leaves two columns of which nobody knows the right one.

Example
    questions:
      - id: visits_again
        text: How often did you train, in the last four weeks?
        type: scale
        role: [quota]
        options:
          - {code: 1, label: Never}
          - {code: 2, label: Once or twice}
          - {code: 3, label: Weekly}
          - {code: 4, label: Several times a week}

Use instead
    questions:
      - {id: visits_home, text: How often did you train at home?, type: scale, role: [quota], min: 1, max: 4}

When it stays silent
    For questions that go to different people (other conditions, or a part by chance), for loops, attention checks and
    shown texts, and for questions of a single word, which are lines of a list above them.

Source
    SurveyMan (Tosch and Berger 2014), duplicate questions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.statements import content, is_negated
from survey_seg.questionnaire.lint.words.cues import plain_text, words_of
from survey_seg.questionnaire.model import Path, Question, Questionnaire

FEW_WORDS = 2
REASON = "it costs the time twice, and leaves two columns of which nobody knows the right one"


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question and every line of a grid that was asked before."""
    language = questionnaire.study.language
    first: dict[Hashable, str] = {}
    for path, question in numbered(questionnaire):
        yield from _lines(questionnaire, path, question)
        if _may_repeat(question):
            continue
        words = _words(question.text, language)
        if len(set(words)) < FEW_WORDS:
            continue
        key = _key(question, words)
        if key in first:
            yield RULE.at(
                questionnaire,
                (*path, "text"),
                message=f"{quoted(question.text)} was asked before, as {first[key]}",
                reason=REASON,
                suggestion=f"Drop one of the two, or say what sets {question.id} apart",
            )
        first.setdefault(key, question.id)


def _lines(questionnaire: Questionnaire, path: Path, question: Question) -> Iterator[Finding]:
    first: dict[tuple[str, ...], str] = {}
    for index, row in enumerate(question.rows):
        key = words_of(plain_text(row.text)) or (row.text,)
        if key in first:
            yield RULE.at(
                questionnaire,
                (*path, "rows", index),
                message=f"the line {quoted(row.text)} stands in the grid already, as {first[key]}",
                reason=REASON,
                suggestion="Drop one of the two",
            )
        first.setdefault(key, row.id)


def _may_repeat(question: Question) -> bool:
    return question.type == "info" or question.loop is not None or "attention" in question.role


def _key(question: Question, words: tuple[str, ...]) -> Hashable:
    return (
        words,
        question.type,
        tuple(plain_text(option.label) for option in question.options),
        tuple(plain_text(row.text) for row in question.rows),
        (question.min, question.max),
        (question.show_if, question.asked_of, question.routing_note, question.block if question.asked_of else None),
    )


def _words(text: str, language: str) -> tuple[str, ...]:
    """The words of content in their order, with what is negated."""
    found = content(text, language)
    ordered = tuple(word for word in words_of(plain_text(text)) if word in found)
    return (*ordered, "not") if is_negated(text, language) else ordered


RULE = Rule("STR312", "duplicate-text", "warning", __doc__, check)

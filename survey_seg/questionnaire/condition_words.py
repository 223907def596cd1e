"""Conditions in the words of the questions they ask about, for people who have never seen a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey_seg.questionnaire.conditions import Combined, Comparison, Condition, Value
from survey_seg.questionnaire.model import Question
from survey_seg.questionnaire.routing.names import Named, named

TICKED: Mapping[Value, str] = {1: "yes", 0: "no"}
BOUND = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}


def in_words(condition: Condition, questions: Sequence[Question]) -> str:
    """What a condition asks for, with the short text of each question and the labels of the answers.

    Names that no question has stay as they are.

    >>> from survey_seg.questionnaire.conditions import read_condition
    >>> from survey_seg.questionnaire.model import Option
    >>> yes = tuple(Option(code=code, label=label) for code, label in ((1, "Yes"), (2, "No"), (3, "Sometimes")))
    >>> asked = (Question(id="dog", text="Do you have a dog?", short="Dog", type="single", options=yes),
    ...          Question(id="age", text="How old are you?", type="number"))
    >>> in_words(read_condition("dog in [1, 3] and age < 35"), asked)
    'Dog: “Yes” or “Sometimes”; and How old are you?: less than 35'
    """
    if isinstance(condition, Comparison):
        return f"{name_in_words(condition.name, questions)}: {_answers(condition, questions)}"
    parts = [in_words(part, questions) for part in condition.parts]
    if condition.how == "not":
        return f"not ({parts[0]})"
    words = [
        f"({text})" if isinstance(part, Combined) and part.how == "or" and condition.how == "and" else text
        for part, text in zip(condition.parts, parts, strict=True)
    ]
    return f"; {condition.how} ".join(words)


def name_in_words(name: str, questions: Sequence[Question]) -> str:
    """The short text of the question, line or answer that a name stands for; the name where there is none.

    >>> name_in_words("age", (Question(id="age", text="How old are you?", type="number"),))
    'How old are you?'
    """
    where = named(questions).get(name)
    if where is None:
        return name
    question = questions[where.question]
    if where.row is not None:
        return question.rows[where.row].short or question.rows[where.row].text
    if where.tick is not None:
        return _label(where.tick, question).strip("“”")
    return question.short or question.text


def _answers(comparison: Comparison, questions: Sequence[Question]) -> str:
    where = named(questions).get(comparison.name)
    labels = [_value(value, where, questions) for value in comparison.values]
    said = f"{', '.join(labels[:-1])} or {labels[-1]}" if len(labels) > 1 else labels[0]
    if comparison.operator in BOUND:
        return f"{BOUND[comparison.operator]} {said}"
    return f"not {said}" if comparison.operator in {"!=", "not in"} else said


def _value(value: Value, where: Named | None, questions: Sequence[Question]) -> str:
    if where is not None and where.tick is not None:
        return TICKED.get(value, str(value))
    return _label(value, questions[where.question]) if where is not None else str(value)


def _label(value: Value, question: Question) -> str:
    found = next((option.label for option in question.options if option.code == value and option.label), None)
    return str(value) if found is None else f"“{found}”"

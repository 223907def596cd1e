"""Filters, skips and notes of a questionnaire in words that a person who never saw its file understands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.conditions import (
    Combined,
    Comparison,
    Condition,
    Operator,
    Value,
    read_condition,
    read_when,
)
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.questionnaire.routing.names import Named, named
from survey_seg.report.language.numbers import end_of_scale
from survey_seg.report.language.wording import listed, readable, shortened

LABEL = 60
"""Letters of an answer that a filter quotes."""

KINDS = {
    "single": "One answer",
    "multi": "Several answers",
    "scale": "Scale",
    "grid": "Grid, one answer in each line",
    "rank": "Ranking",
    "sum": "Shares of a sum",
    "number": "Number",
    "text": "Open answer",
    "date": "Date",
    "maxdiff": "Best and worst",
    "info": "Text to read",
}
"""What a respondent does with each type of question."""

_SIGNS = {"==": "is", "!=": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least"}
_OPPOSITES: dict[Operator, Operator] = {"==": "!=", "in": "not in", "<": ">=", ">": "<="}
_OPPOSITES |= {sign: other for other, sign in _OPPOSITES.items()}
_FIELD_NAME = re.compile(r"[A-Z]{1,4}[0-9]{1,3}(?:_[0-9]{1,3})?[a-z]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; `to` is the number of the question it names, from 0."""

    text: str
    to: int | None = None


Words = tuple[Piece, ...]


def plain(words: Words) -> str:
    """A sentence without its links.

    >>> plain((Piece("Asked if "), Piece("Q1", 0), Piece(" is 2")))
    'Asked if Q1 is 2'
    """
    return "".join(piece.text for piece in words)


def numbers_of(questions: Sequence[Question]) -> tuple[str, ...]:
    """What the questions are called on paper: their ids where all look like Q12 or S3a, Q1, Q2... where not.

    Where some ids look like Q12, the numbers are N1, N2... so that no two things have one name.

    >>> numbers_of((Question(id="pets", text="?", type="number"), Question(id="age", text="?", type="number")))
    ('Q1', 'Q2')
    """
    ids = tuple(question.id for question in questions)
    own = len(set(ids)) == len(ids) and all(_FIELD_NAME.fullmatch(name) for name in ids)
    taken = {name[:1].upper() for name in ids if name[1:2].isdigit()}
    letter = "N" if "Q" in taken else "Q"
    return ids if own else tuple(f"{letter}{number}" for number in range(1, len(ids) + 1))


def affirmed(condition: Condition) -> Condition:
    """The same condition with a "not" before one comparison taken into it.

    >>> affirmed(read_condition("not q1 == 2"))
    Comparison(name='q1', operator='!=', values=(2,))
    """
    if isinstance(condition, Comparison):
        return condition
    (first, *_) = condition.parts
    if condition.how == "not" and isinstance(first, Comparison) and first.operator in _OPPOSITES:
        return Comparison(first.name, _OPPOSITES[first.operator], first.values)
    return Combined(condition.how, tuple(affirmed(part) for part in condition.parts))


class Speaker:
    """Says what the routing of one questionnaire means."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questions = questionnaire.questions
        self.numbers = numbers_of(self.questions)
        self.named = named(self.questions)
        self.places: dict[str, int] = {}
        for place, question in enumerate(self.questions):
            self.places.setdefault(question.id, place)

    def filters(self, question: Question) -> Iterator[Words]:
        """Who is asked the question, one sentence for each thing that decides it."""
        if question.show_if:
            yield self._asked_if(question.show_if)
        if question.routing_note:
            yield (Piece(f"Filter in words, not checked: {readable(question.routing_note)}"),)
        if question.loop:
            most = f", at most {question.loop.most} times" if question.loop.most else ""
            yield (Piece("Asked once for each answer given to "), self.name(question.loop.over), Piece(most))
        if question.asked_of is not None:
            yield (Piece(f"Asked of {question.asked_of:.0%} of people, drawn by chance"),)

    def skips(self, question: Question) -> Iterator[Words]:
        """Where people go on after an answer."""
        for skip in question.skip:
            answers = listed([_when(entry, question.options) for entry in skip.when or ()], last="or")
            target = (Piece("the questionnaire ends"),) if skip.to == "end" else (Piece("go to "), self.name(skip.to))
            yield (Piece(f"After {answers or 'any answer'}: "), *target)

    def name(self, identifier: str) -> Piece:
        """A question by its number, or the bare id where there is no such question."""
        place = self.places.get(identifier)
        return Piece(readable(identifier)) if place is None else Piece(self.numbers[place], place)

    def _asked_if(self, text: str) -> Words:
        try:
            return (Piece("Asked if "), *self._said(affirmed(read_condition(text))))
        except InputRefused:
            return (Piece(f"Asked if {readable(text)}"),)

    def _said(self, condition: Condition) -> Words:
        if isinstance(condition, Comparison):
            return self._compared(condition)
        if condition.how == "not":
            return (Piece("it is not so that "), *self._said(condition.parts[0]))
        words: list[Piece] = []
        for at, part in enumerate(condition.parts):
            inner = self._said(part)
            if isinstance(part, Combined):
                inner = (Piece("("), *inner, Piece(")"))
            words += [*([Piece(f" {condition.how} ")] if at else []), *inner]
        return tuple(words)

    def _compared(self, comparison: Comparison) -> Words:
        meant = self.named.get(comparison.name)
        if meant is None:
            values = _either(comparison, ())
            return (Piece(f"{readable(comparison.name)} {values}"),)
        question = self.questions[meant.question]
        subject = (Piece(self.numbers[meant.question], meant.question), Piece(_part(meant, question)))
        if meant.tick is not None:
            return (*subject, Piece(_ticked(comparison)))
        return (*subject, Piece(" " + _either(comparison, question.options)))


def _part(meant: Named, question: Question) -> str:
    """The line or answer of a question that a name stands for."""
    if meant.row is not None:
        return f" {_quoted(question.rows[meant.row].text)}"
    if meant.tick is not None:
        return f" {_answer(meant.tick, question.options)}"
    return ""


def _ticked(comparison: Comparison) -> str:
    """Whether one answer of a question with several is given; anything else as it stands."""
    if comparison.operator not in {"==", "!="} or comparison.values not in {(0,), (1,)}:
        return " " + _either(comparison, ())
    ticked = (comparison.operator == "==") == (comparison.values == (1,))
    return " is ticked" if ticked else " is not ticked"


def _either(comparison: Comparison, options: Sequence[Option]) -> str:
    answers = [_answer(value, options) for value in comparison.values]
    if comparison.operator == "contains":
        return f"includes {answers[0]}"
    if comparison.operator in {"in", "not in"}:
        return f"is {'none of ' if comparison.operator == 'not in' else ''}{listed(answers, last='or')}"
    return f"{_SIGNS[comparison.operator]} {answers[0]}"


def _when(entry: int | str, options: Sequence[Option]) -> str:
    """One entry of `when`: an answer, or a comparison in words."""
    try:
        sign, value = read_when(entry)
    except InputRefused:
        return str(readable(str(entry)))
    answer = _answer(value, options)
    return answer if sign == "==" else f"an answer that {_SIGNS[sign]} {answer}"


def _answer(value: Value, options: Sequence[Option]) -> str:
    """An answer by its code and words."""
    if isinstance(value, str):
        return _quoted(value)
    label = next((option.label for option in options if option.code == value), "")
    return f"{end_of_scale(value)} {_quoted(label)}" if label.strip() else end_of_scale(value)


def _quoted(text: str) -> str:
    return f"“{shortened(str(readable(text)), LABEL)}”"


def hints(question: Question) -> Iterator[str]:
    """What the respondent or the programmer is told about the answers."""
    if question.min is not None or question.max is not None:
        ends = (("from", question.min), ("to", question.max))
        yield "A number " + " ".join(f"{word} {end_of_scale(end)}" for word, end in ends if end is not None)
    if question.randomise:
        yield "Lines in random order" if question.rows else "Answers in random order"
    if question.required is not None:
        yield "An answer is required" if question.required else "May be left out"
    if question.validated_scale:
        yield f"Part of the published scale {readable(question.validated_scale)}"


def marks(option: Option) -> tuple[str, ...]:
    """What is special about an answer.

    >>> marks(Option(code=98, label="Don't know", missing=True))
    ('counts as no answer',)
    """
    kinds = (
        (option.open, "with a line to write on"),
        (option.exclusive, "excludes the others"),
        (option.missing, "counts as no answer"),
    )
    return tuple(words for holds, words in kinds if holds)

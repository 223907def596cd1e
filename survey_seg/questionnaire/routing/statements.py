"""Conditions and the answers that skips list, as statements the solver and the drawn paths understand.

Whatever cannot be told (a name nobody answers to, a filter in words, an answer that does not exist) is a coin of its
own: it may hold or not, so nothing is ever concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.brief import Quota
from survey_seg.questionnaire.conditions import (
    Comparison,
    Condition,
    Operator,
    Value,
    comparisons,
    read_condition,
    read_when,
)
from survey_seg.questionnaire.model import Question
from survey_seg.questionnaire.routing.domains import Domain, domain
from survey_seg.questionnaire.routing.draws import PATHS, dealt, ticked
from survey_seg.questionnaire.routing.logic import TRUE, Drawn, Logic
from survey_seg.questionnaire.routing.names import Named, named

Whens = tuple[int | str, ...]

HALF = (1.0, 1.0)

MOST_ALONE = 20
"""So many answers of one question are known to exclude the others; more are hardly meant."""


class Statements:
    """The statements about one questionnaire's answers, made when they are first needed."""

    def __init__(self, questions: Sequence[Question], quotas: Sequence[Quota]) -> None:
        self.questions = questions
        self.quotas = quotas
        self.logic = Logic(PATHS)
        self.names = named(questions)
        self.conditions = [_read(question.show_if) for question in questions]
        self.constants: dict[Named, list[Value]] = {}
        for where, value in self._compared():
            self.constants.setdefault(where, []).append(value)
        self._compared_once: dict[Comparison, int | None] = {}
        self._domains: dict[Named, Domain | None] = {}
        self._variables: dict[Named | str, int] = {}

    def _compared(self) -> Iterator[tuple[Named, Value]]:
        for condition in self.conditions:
            for part in comparisons(condition) if condition else ():
                where = self.names.get(part.name)
                yield from ((where, value) for value in part.values if where is not None)
        for index, question in enumerate(self.questions):
            for skip in question.skip:
                yield from ((Named(index), value) for _, value in entries(skip.when or ()))

    def domain(self, where: Named) -> Domain | None:
        """The answers of a column; None where conditions cannot ask about it."""
        if where not in self._domains:
            constants = self.constants.get(where, ())
            self._domains[where] = domain(self.questions[where.question], where, constants, self.quotas)
        return self._domains[where]

    def coin(self, key: str, paths: int | None = None) -> int:
        """A statement that may hold or not whatever is answered: on half of the paths, or on those given."""
        if key not in self._variables:
            drawn = Drawn(dealt(key, HALF), guessed=True)
            if paths is not None:
                drawn = Drawn((self.logic.everybody & ~paths, paths))
            self._variables[key] = self.logic.variable(drawn)
        return self.logic.is_in(self._variables[key], 0b10)

    def holds(self, condition: Condition, before: int, asked: Sequence[int] = ()) -> int:
        """The statement a condition makes at a place in the file.

        `asked` are the statements that the earlier questions are asked; without them all are taken to be asked.
        """
        if isinstance(condition, Comparison):
            return self._compares(condition, before, asked)
        parts = [self.holds(part, before, asked) for part in condition.parts]
        if condition.how == "not":
            return self.logic.negated(parts[0])
        return self.logic.all_of(parts) if condition.how == "and" else self.logic.any_of(parts)

    def _compares(self, part: Comparison, before: int, asked: Sequence[int]) -> int:
        where = self.names.get(part.name)
        if part not in self._compared_once:
            found = self._cells(where, part) if where else None
            once = self.logic.is_in(self._variable(found[0]), found[1]) if found else None
            self._compared_once[part] = once
        statement = self._compared_once[part]
        if where is None or statement is None or where.question >= before:
            return self.coin(f"{part.name} {part.operator} {part.values}")
        answered = self._answered(where.question)
        return self.logic.all_of([statement, answered, *asked[where.question : where.question + 1]])

    def strangers(self, part: Comparison) -> tuple[Value, ...]:
        """The values of a comparison that are no answers of the question it names."""
        where = self.names.get(part.name)
        if where is None:
            return ()
        if part.operator == "contains":
            question = self.questions[where.question]
            codes = {option.code for option in question.options}
            multi = question.type == "multi" and where.tick is None
            return tuple(value for value in part.values if value not in codes) if multi else ()
        answers = self.domain(where)
        return answers.strangers(part.operator, part.values) if answers else ()

    def _cells(self, where: Named, part: Comparison) -> tuple[Named, int] | None:
        """The column a comparison looks at and the cells for which it is true."""
        if self.strangers(part):
            return None
        if part.operator == "contains":
            multi = self.questions[where.question].type == "multi" and where.tick is None
            return (Named(where.question, tick=int(part.values[0])), 0b10) if multi else None
        answers = self.domain(where)
        cells = answers.where(part.operator, part.values) if answers else None
        return None if cells is None else (where, cells)

    def _answered(self, index: int) -> int:
        """Only where leaving a blank is allowed in so many words, people may; the drawn ones never do."""
        if self.questions[index].required is not False:
            return TRUE
        return self.coin(f"answered {self.questions[index].id}", self.logic.everybody)

    def matches(self, index: int, when: Whens | None) -> int:
        """The statement that a question's own answer is one of those a skip lists."""
        if when is None:
            return TRUE
        question = self.questions[index]
        found: list[int] = []
        for sign, value in entries(when):
            how: Operator = "contains" if question.type == "multi" and sign == "==" else sign
            cells = self._cells(Named(index), Comparison(question.id, how, (value,)))
            if cells is None:
                found.append(self.coin(f"skip {question.id} {sign} {value}"))
            else:
                found.append(self.logic.is_in(self._variable(cells[0]), cells[1]))
        return self.logic.all_of(
            [self.logic.any_of(found or [self.coin(f"skip {question.id}")]), self._answered(index)]
        )

    def ticks(self, index: int) -> list[int]:
        """For each answer of a question with several that excludes no other: the statement that it is ticked."""
        options = [option for option in self.questions[index].options if not option.exclusive]
        return [self.logic.is_in(self._variable(Named(index, tick=option.code)), 0b10) for option in options]

    def _variable(self, where: Named) -> int:
        if where not in self._variables and where.tick is not None:
            self._draw_ticks(where.question)
        if where not in self._variables:
            answers = self.domain(where)
            weights = self._staying(where, answers) if answers else HALF
            key = f"{self.questions[where.question].id} {where.row}"
            guessed = answers is None or answers.guessed
            self._variables[where] = self.logic.variable(Drawn(dealt(key, weights), guessed))
        return self._variables[where]

    def _draw_ticks(self, index: int) -> None:
        question = self.questions[index]
        alone = list(dict.fromkeys(option.code for option in question.options if option.exclusive))
        codes = list(dict.fromkeys(option.code for option in question.options))
        for code, paths in ticked(question.id, codes, alone, len(codes)).items():
            drawn = Drawn((self.logic.everybody & ~paths, paths))
            self._variables[Named(index, tick=code)] = self.logic.variable(drawn)
        for one in alone[:MOST_ALONE]:
            for other in codes:
                if other != one:
                    pair = (self._variables[Named(index, tick=code)] for code in (one, other))
                    self.logic.never_both(*pair)

    def _staying(self, where: Named, answers: Domain) -> tuple[float, ...]:
        """The weights of the answers that nobody is sent to the end for, as the drawn people are those who stay."""
        taken = ending = 0
        for skip in self.questions[where.question].skip if where.row is None and where.tick is None else ():
            cells = 0
            for sign, value in entries(skip.when or ()):
                cells |= answers.where(sign, (value,)) or 0
            cells = cells if skip.when is not None else -1
            ending |= cells & ~taken if skip.to == "end" else 0
            taken |= cells
        staying = tuple(0.0 if ending >> cell & 1 else weight for cell, weight in enumerate(answers.weights))
        return staying if any(staying) else answers.weights


def _read(condition: str | None) -> Condition | None:
    """A condition, None where there is none; one that cannot be read is a comparison nobody can answer."""
    if not condition:
        return None
    try:
        return read_condition(condition)
    except InputRefused:
        return Comparison("", "==", (condition,))


def entries(when: Whens) -> Iterator[tuple[Operator, float]]:
    """The comparisons in the `when` of a skip, without those that cannot be read.

    >>> list(entries((3, ">= 5")))
    [('==', 3), ('>=', 5)]
    """
    for entry in when:
        try:
            sign, value = read_when(entry)
        except InputRefused:
            continue
        yield cast(Operator, sign), value

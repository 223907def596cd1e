"""Who is asked a question: filters, skips and random blocks applied to a table of answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from survey_seg.questionnaire.conditions import (
    SIGNS,
    Combined,
    Comparison,
    Condition,
    Value,
    read_condition,
    read_when,
)
from survey_seg.questionnaire.model import Question, Skip
from survey_seg.responses.model import Flags, Floats


def holds(condition: Condition, answers: Mapping[str, Floats], n: int) -> Flags:
    """For each of n people, whether a condition holds.

    `answers`: codes per variable, NaN where there is no answer. A comparison with an answer that was not given does
    not hold, whatever the comparison; nor does one with words, because answers are codes.

    >>> from survey_seg.questionnaire.conditions import read_condition
    >>> holds(read_condition("q1 in [2, 3]"), {"q1": np.array([1.0, 2.0, np.nan])}, 3).tolist()
    [False, True, False]
    """
    if isinstance(condition, Comparison):
        return _compare(condition, answers, n)
    return _combine(condition, answers, n)


class Walk:
    """People on their way through a questionnaire, one question after the other.

    `asked` tells who gets a question, `follow` notes who skips ahead after answering it. `draws` gives the random
    numbers of a question with `asked_of`, one per person, from 0 to 1.

    >>> yes = Question(id="q1", text="?", type="number", skip=(Skip(to="end", when=(2,)),))
    >>> walk = Walk(2, lambda name: np.zeros(2))
    >>> walk.asked(yes, {}).tolist()
    [True, True]
    >>> walk.follow(yes, {"q1": np.array([1.0, 2.0])})
    >>> walk.asked(Question(id="q2", text="?", type="text"), {}).tolist()
    [True, False]
    """

    def __init__(self, n: int, draws: Callable[[str], Floats]) -> None:
        """Begin with n people."""
        self.n = n
        self.draws = draws
        self.ahead: dict[str, Flags] = {}

    def asked(self, question: Question, answers: Mapping[str, Floats]) -> Flags:
        """Who is asked a question, given the answers so far; those on their way to it have arrived."""
        self.ahead.pop(question.id, None)
        there: Flags = ~np.logical_or.reduce([np.zeros(self.n, dtype=bool), *self.ahead.values()])
        if question.show_if:
            there &= holds(read_condition(question.show_if), answers, self.n)
        if question.asked_of is not None:
            there &= self.draws(question.id) < question.asked_of
        return there

    def follow(self, question: Question, answers: Mapping[str, Floats]) -> None:
        """Send people ahead by the first of the question's skips that their answers trigger."""
        staying: Flags = ~np.logical_or.reduce([np.zeros(self.n, dtype=bool), *self.ahead.values()])
        for skip in question.skip:
            taken = staying & self._triggered(question, skip, answers)
            self.ahead[skip.to] = self.ahead.get(skip.to, np.zeros(self.n, dtype=bool)) | taken
            staying &= ~taken

    def _triggered(self, question: Question, skip: Skip, answers: Mapping[str, Floats]) -> Flags:
        if skip.when is None:
            return np.ones(self.n, dtype=bool)
        blank = np.full(self.n, np.nan)
        found = np.zeros(self.n, dtype=bool)
        for sign, value in map(read_when, skip.when):
            if question.type == "multi":
                found |= answers.get(f"{question.id}_{value:g}", blank) == 1.0
            else:
                given = answers.get(question.id, blank)
                found |= ~np.isnan(given) & SIGNS[sign](given, value)
        return found


def _combine(condition: Combined, answers: Mapping[str, Floats], n: int) -> Flags:
    parts = [holds(part, answers, n) for part in condition.parts]
    if condition.how == "not":
        return ~parts[0]
    joined: Flags = np.logical_and.reduce(parts) if condition.how == "and" else np.logical_or.reduce(parts)
    return joined


def _compare(condition: Comparison, answers: Mapping[str, Floats], n: int) -> Flags:
    if condition.operator == "contains":
        chosen = [answers.get(f"{condition.name}_{value}", np.full(n, np.nan)) == 1.0 for value in condition.values]
        anyone: Flags = np.logical_or.reduce(chosen)
        return anyone
    values = answers.get(condition.name, np.full(n, np.nan))
    given = ~np.isnan(values)
    codes = [float(value) for value in condition.values if _is_number(value)]
    if condition.operator in {"in", "not in"}:
        inside: Flags = np.isin(values, codes)
        return given & (inside if condition.operator == "in" else ~inside)
    if not codes:
        return np.zeros(n, dtype=bool)
    told: Flags = given & SIGNS[condition.operator](values, codes[0])
    return told


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float)

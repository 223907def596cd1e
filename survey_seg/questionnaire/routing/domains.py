"""The answers a question can have, put together in cells that no condition of the questionnaire tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from survey_seg.questionnaire.brief import Quota
from survey_seg.questionnaire.conditions import SIGNS, Value
from survey_seg.questionnaire.model import Question
from survey_seg.questionnaire.routing.names import Named

LISTED = 200
"""A scale with at most so many points is a list of points."""

LARGEST = 1e15
"""Numbers beyond this are not told apart."""

CODED = {"single", "scale", "grid"}
NUMBERS = {"number", "sum"}


class Domain(NamedTuple):
    """One answer per cell, how often each cell occurs, and what is an answer at all.

    `guessed` says that the weights are nobody's knowledge. `codes` are the answers of a closed question and the special
    codes of an open number; `low` and `high` bound a number. `whole` tells a closed question from a number.
    """

    cells: tuple[Value | None, ...]
    weights: tuple[float, ...]
    guessed: bool = False
    codes: frozenset[float] = frozenset()
    low: float | None = None
    high: float | None = None
    closed: bool = False
    words: bool = False

    def where(self, sign: str, values: Sequence[Value]) -> int | None:
        """The cells, as bits, whose answers a comparison is true for; None where it makes no sense here.

        >>> Domain((1, 2, 3), (1, 1, 1), closed=True).where(">=", [2])
        6
        """
        if self.words:
            if sign not in {"==", "!=", "in", "not in"}:
                return None
            inside = [cell in values for cell in self.cells]
        elif sign == "contains" or any(isinstance(value, str) or abs(value) > LARGEST for value in values):
            return None
        elif sign in {"in", "not in"}:
            inside = [cell in values for cell in self.cells]
        else:
            inside = [bool(SIGNS[sign](cell, float(values[0]))) for cell in self.cells]
        if sign == "not in" or (self.words and sign == "!="):
            inside = [not one for one in inside]
        return sum(1 << at for at, one in enumerate(inside) if one)

    def strangers(self, sign: str, values: Sequence[Value]) -> tuple[Value, ...]:
        """The values of a comparison that are no answers; a closed question may be compared with steps in between.

        >>> Domain((1, 2, 3), (1, 1, 1), codes=frozenset({1.0, 2.0, 3.0}), closed=True).strangers("in", [3, 7])
        (7,)
        """
        if self.closed and sign in {"<", "<=", ">", ">="}:
            return tuple(value for value in values if isinstance(value, str))
        return tuple(value for value in values if not self.knows(value))

    def knows(self, value: Value) -> bool:
        """Whether a value can be an answer.

        >>> Domain((), (), low=18, high=99).knows(17)
        False
        """
        if self.words or isinstance(value, str):
            return self.words
        if value in self.codes:
            return True
        below = self.low is not None and value < self.low
        above = self.high is not None and value > self.high
        return not (self.closed or below or above)


def domain(question: Question, named: Named, constants: Iterable[Value], quotas: Sequence[Quota] = ()) -> Domain | None:
    """The answers of a question or of one line of it; None for kinds of answers that conditions cannot ask about.

    `constants` are the values it is compared with anywhere. How often a closed answer occurs is what the quotas say,
    and the same for all others; a bounded number is as likely anywhere.
    """
    if named.tick is not None:
        return Domain((0, 1), (1.0, 1.0), codes=frozenset({0.0, 1.0}), closed=True)
    if question.rows and named.row is None:
        return None
    used = [value for value in constants if isinstance(value, str) or abs(value) <= LARGEST]
    if question.type in {"text", "date"}:
        words: tuple[Value | None, ...] = (*sorted({value for value in used if isinstance(value, str)}), None)
        return Domain(words, (1.0,) * len(words), guessed=True, words=True)
    if question.type in CODED and (closed := _closed(question, quotas)):
        return closed
    if question.type in CODED | NUMBERS:
        return _numbers(question, {float(value) for value in used if not isinstance(value, str)})
    return None


def _closed(question: Question, quotas: Sequence[Quota]) -> Domain | None:
    codes = {option.code for option in question.options}
    low, high = question.min, question.max
    if isinstance(low, int) and isinstance(high, int) and high - low <= LISTED:
        codes |= set(range(low, high + 1))
    if not codes:
        return None
    cells = tuple(sorted(codes))
    weights = _shared(question, cells, quotas)
    return Domain(cells, weights, codes=frozenset(map(float, codes)), closed=True)


def _shared(question: Question, cells: Sequence[int], quotas: Sequence[Quota]) -> tuple[float, ...]:
    """The quotas' shares, and what they leave over spread evenly."""
    shares: dict[int, float] = {}
    for quota in quotas:
        here = [code for code in quota.codes if code in cells and code not in shares]
        if quota.question == question.id and quota.share is not None and here:
            shares |= dict.fromkeys(here, float(quota.share) / len(here))
    others = len(cells) - len(shares)
    over = max(1 - sum(shares.values()), 0.0) / others if others else 0.0
    return tuple(shares.get(code, over) for code in cells)


def _numbers(question: Question, constants: set[float]) -> Domain:
    low, high = _bound(question.min), _bound(question.max)
    codes = frozenset(float(option.code) for option in question.options)
    ends = {end for end in (low, high) if end is not None}
    points = sorted({value for value in constants if _between(value, low, high)} | ends)
    if not points:
        return Domain((0.0, *sorted(codes)), (1.0,) + (0.0,) * len(codes), guessed=True, codes=codes)
    known = low is not None and high is not None
    step = 1.0 if isinstance(question.min, int) and isinstance(question.max, int) else 0.0
    cells = [] if low is not None else [points[0] - 1]
    weights = [] if low is not None else [1.0]
    for here, after in pairwise([*points, points[-1]]):
        cells.append(here)
        weights.append(step if known else 1.0)
        if after > here:
            cells.append(here + (after - here) / 2)
            weights.append(_inside(here, after, step) if known else 1.0)
    if high is None:
        cells.append(points[-1] + 1)
        weights.append(1.0)
    special = sorted(codes - set(points))
    return Domain((*cells, *special), (*weights, *(0.0 for _ in special)), not known, codes, low, high)


def _inside(here: float, after: float, step: float) -> float:
    """How much lies between two points: whole numbers where answers are whole, the length otherwise."""
    if not step:
        return after - here
    return max(-(-after // 1) - here // 1 - 1, 0.0)


def _bound(value: float | None) -> float | None:
    return None if value is None or abs(value) > LARGEST else float(value)


def _between(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)

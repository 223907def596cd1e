"""Conditions on answers: `show_if: "q3 == 1 and q4 in [2, 3]"`, and the `when` of an action.

    condition  = either { "or" either }
    either     = part { "and" part }
    part       = "not" part | "(" condition ")" | comparison
    comparison = name ( == | != | < | <= | > | >= ) value
               | name [ "not" ] "in" "[" value { "," value } "]"
               | name "contains" value                              (an answer of a multi question)
    value      = a number, or a text in quotes

Conditions are read, never run as code.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from survey_seg.errors import InputRefused, Problem, quoted

Value = int | float | str
Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in", "contains"]

MAX_NESTING = 50

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<word>[A-Za-z_]\w*)|(?P<text>"[^"]*"|'[^']*')|(?P<sign>[=!<>]=|[<>()\[\],]))"""
)
SIGNS: Mapping[str, Callable[[Any, float], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""What the signs of comparison do, to one answer or to an array of them."""

_OPERATORS: dict[str, Operator] = {
    "==": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "contains": "contains",
}
_WORDS = {"and", "or", "not", "in", "contains"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question's answer against one or more values."""

    name: str
    operator: Operator
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Combined:
    """Conditions that hold together (and), of which one holds (or), or of which the only one does not hold (not)."""

    how: Literal["and", "or", "not"]
    parts: tuple[Condition, ...]


Condition = Comparison | Combined


def read_condition(text: str) -> Condition:
    """A condition as a small tree; InputRefused (QUEST_CONDITION) says what was expected where.

    >>> read_condition("q3 == 1")
    Comparison(name='q3', operator='==', values=(1,))
    >>> read_condition("q3 ==")
    Traceback (most recent call last):
    survey_seg.errors.InputRefused: QUEST_CONDITION: condition 'q3 ==' ends too early; expected a number, or a text in \
quotes.
    """
    return _Parser(text).whole()


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison of a condition, in the order written.

    >>> [part.name for part in comparisons(read_condition("not (q3 == 1 or q4 in [2, 3])"))]
    ['q3', 'q4']
    """
    if isinstance(condition, Comparison):
        yield condition
    else:
        for part in condition.parts:
            yield from comparisons(part)


def names(condition: Condition) -> tuple[str, ...]:
    """The questions a condition looks at, each once, in the order written.

    >>> names(read_condition("q3 > 1 and q3 < 5"))
    ('q3',)
    """
    return tuple(dict.fromkeys(part.name for part in comparisons(condition)))


def written(condition: Condition) -> str:
    """A condition in the words of the file.

    >>> written(read_condition("not (q3 == 1 or q4 not in [2, 'x']) and q5 > 2"))
    "not (q3 == 1 or q4 not in [2, 'x']) and q5 > 2"
    """
    if isinstance(condition, Combined):
        parts = [f"({written(part)})" if _joins(part, condition) else written(part) for part in condition.parts]
        return f"not {parts[0]}" if condition.how == "not" else f" {condition.how} ".join(parts)
    values = ", ".join(repr(value) for value in condition.values)
    return f"{condition.name} {condition.operator} " + (f"[{values}]" if "in" in condition.operator.split() else values)


def _joins(part: Condition, whole: Combined) -> bool:
    return isinstance(part, Combined) and part.how != "not" and (part.how, whole.how) != ("and", "or")


def triggered(when: Sequence[int | str], answer: float) -> bool:
    """Whether an answer is among those an action's `when` lists: codes ([4, 5]) or comparisons ([">= 3"]).

    >>> triggered([4, 5], 4), triggered([">= 3"], 2), triggered(["< 2", 9], 9)
    (True, False, True)
    """
    return any(_matches(entry, answer) for entry in when)


def _matches(entry: int | str, answer: float) -> bool:
    sign, value = read_when(entry)
    return bool(SIGNS[sign](answer, value))


def read_when(entry: int | str) -> tuple[str, float]:
    """One entry of `when` as a comparison; InputRefused (QUEST_WHEN) where it is neither a code nor one.

    >>> read_when(4), read_when(">= 3")
    (('==', 4), ('>=', 3))
    """
    if isinstance(entry, int):
        return "==", entry
    found = re.fullmatch(r"\s*(==|!=|<=|>=|<|>)?\s*(-?\d+(?:\.\d+)?)\s*", entry)
    if found is None:
        what = f"{quoted(entry)} names no answers"
        raise InputRefused(Problem("QUEST_WHEN", what, "a code such as 4, or a comparison such as '>= 3'"))
    return found[1] or "==", _number(found[2])


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


class _Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def whole(self) -> Condition:
        condition = self.either()
        if self.text[self.at :].strip():
            raise self.refusal("and, or, or the end of the condition")
        return condition

    def either(self) -> Condition:
        return self.chain("or", lambda: self.chain("and", self.part))

    def chain(self, word: Literal["and", "or"], part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self.take(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Combined(word, tuple(parts))

    def part(self) -> Condition:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise self.refusal(f"at most {MAX_NESTING} levels of not and parentheses")
        if self.take("not"):
            found: Condition = Combined("not", (self.part(),))
        elif self.take("("):
            found = self.either()
            self.need(")")
        else:
            found = self.comparison()
        self.depth -= 1
        return found

    def comparison(self) -> Comparison:
        kind, name = self.peek()
        if kind != "word" or name in _WORDS:
            raise self.refusal("the id of a question, not, or an opening parenthesis")
        self.take(name)
        sign = _OPERATORS.get(self.peek()[1])
        if sign:
            self.take(sign)
            return Comparison(name, sign, (self.value(),))
        negated = self.take("not")
        if not self.take("in"):
            hint = "write == to compare" if self.text[self.at :].lstrip().startswith("=") else ""
            raise self.refusal("in" if negated else "==, !=, <, <=, >, >=, in, not in or contains", hint)
        return Comparison(name, "not in" if negated else "in", self.values())

    def values(self) -> tuple[Value, ...]:
        self.need("[")
        values = [self.value()]
        while self.take(","):
            values.append(self.value())
        self.need("]")
        return tuple(values)

    def value(self) -> Value:
        kind, word = self.peek()
        if kind not in {"number", "text"}:
            raise self.refusal("a number, or a text in quotes")
        self.take(word)
        return word[1:-1] if kind == "text" else _number(word)

    def peek(self) -> tuple[str, str]:
        found = _TOKEN.match(self.text, self.at)
        return (str(found.lastgroup), found[str(found.lastgroup)]) if found else ("", "")

    def take(self, word: str) -> bool:
        found = _TOKEN.match(self.text, self.at)
        if found is None or found[str(found.lastgroup)] != word:
            return False
        self.at = found.end()
        return True

    def need(self, word: str) -> None:
        if not self.take(word):
            raise self.refusal(word)

    def refusal(self, expected: str, hint: str = "") -> InputRefused:
        rest = self.text[self.at :].strip()
        where = f"stops making sense at {quoted(rest)}" if rest else "ends too early"
        what = f"condition {quoted(self.text.strip())} {where}"
        return InputRefused(Problem("QUEST_CONDITION", what, expected, hint))

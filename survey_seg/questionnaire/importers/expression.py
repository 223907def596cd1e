"""Conditions in the words of other tools (XPath of XLSForm, R of formr, SurveyJS), as trees with the tool's own names.

What our grammar cannot express (functions, arithmetic, "was answered") ends in None, never in a guess. A comparison
with a question that was not answered does not hold here; tools differ in that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from survey_seg.questionnaire.conditions import Combined, Comparison, Condition, Operator, Value
from survey_seg.questionnaire.importers.draft_conditions import all_of, any_of

LONGEST = 4000
"""Letters of a condition that is read at all."""
DEEPEST = 40

_SIGNS: Mapping[str, str] = {sign: sign for sign in ("!=", "<", "<=", ">", ">=", "(", ")", "[", "]", ",")}
_TEXT = r"""(?P<text>"[^"]*"|'[^']*')"""
_NUMBER = r"(?P<number>-?\d+(?:\.\d+)?)(?![\w.])"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tool writes conditions: its tokens, and what its words and signs mean."""

    token: re.Pattern[str]
    meaning: Mapping[str, str]
    list_opens: str = "["
    bare_names: bool = False


XPATH: Final = Dialect(
    re.compile(
        rf"\s*(?:\$\{{(?P<name>[^{{}}]+)\}}|{_TEXT}|{_NUMBER}|(?P<word>[A-Za-z][\w-]*)|(?P<sign>[!<>]=|[=<>(),.]))"
    ),
    {**_SIGNS, "=": "==", "and": "and", "or": "or", "not": "not", "selected": "selected", ".": "."},
)
"""XLSForm: `${q} = 'a' and not(selected(${r}, 'x'))`; a dot is the answer itself."""

R: Final = Dialect(
    re.compile(
        rf"\s*(?:{_TEXT}|{_NUMBER}|(?P<word>%\w+%|[A-Za-z.][\w.]*(?:\$[A-Za-z.][\w.]*)*)|(?P<sign>[=!<>]=|&&|\|\||[<>(),&|!]))"
    ),
    {
        **_SIGNS,
        "==": "==",
        "&": "and",
        "&&": "and",
        "|": "or",
        "||": "or",
        "!": "not",
        "%in%": "any",
        "%contains%": "contains",
        "%contains_word%": "contains",
        "c": "[",
    },
    list_opens="(",
    bare_names=True,
)
"""formr: `q1 == 1 & survey$q2 %in% c(1, 2)`."""

SURVEYJS: Final = Dialect(
    re.compile(
        rf"\s*(?:\{{(?P<name>[^{{}}]+)\}}|{_TEXT}|{_NUMBER}|(?P<word>[A-Za-z]\w*)|(?P<sign>[=!<>]=|<>|&&|\|\||[=<>()\[\],!]))"
    ),
    {
        **_SIGNS,
        "=": "==",
        "==": "==",
        "<>": "!=",
        "&&": "and",
        "||": "or",
        "!": "not",
        "and": "and",
        "or": "or",
        "equal": "==",
        "notequal": "!=",
        "less": "<",
        "lessorequal": "<=",
        "greater": ">",
        "greaterorequal": ">=",
        "contains": "contains",
        "contain": "contains",
        "notcontains": "lacks",
        "notcontain": "lacks",
        "anyof": "any",
        "allof": "all",
        "noneof": "none",
        "true": "true",
        "false": "false",
    },
)
"""SurveyJS: `{q1} = 1 and {q2} anyof ['a', 'b']`."""

_OF_ONE: Mapping[str, Operator] = {"contains": "==", "in": "==", "not in": "!="}
"""What remains of an operator when there is one answer to compare with."""
_FLIPPED: Mapping[str, str] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_PLAIN: Mapping[str, Operator] = {"==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class _NotOurs(Exception):
    """Something that our grammar has no words for."""


def read_expression(text: str, dialect: Dialect) -> Condition | None:
    """A condition with the names and values of its file; None where our grammar cannot express it.

    >>> from survey_seg.questionnaire.importers.draft_conditions import written
    >>> written(read_expression("${age} >= 18 and selected(${tea}, 'green')", XPATH))
    'age >= 18 and tea contains "green"'
    >>> written(read_expression("mc1 == 1 & !(other$mc2 %in% c(1, 2))", R))
    'mc1 == 1 and not mc2 in [1, 2]'
    >>> written(read_expression("{q1} notempty", SURVEYJS))
    ''
    """
    if len(text) > LONGEST:
        return None
    try:
        return _Reader(text, dialect).whole()
    except _NotOurs:
        return None


def fitted(part: Condition | None, kinds: Mapping[str, str]) -> Condition | None:
    """A condition in the terms of the questions it looks at (name to type); None where they cannot answer it.

    Several answers can be chosen of a `multi` question, so it `contains` answers; of other closed questions one.

    >>> fitted(Comparison("tea", "contains", ("green",)), {"tea": "single"})
    Comparison(name='tea', operator='==', values=('green',))
    >>> fitted(Comparison("age", "==", (1,)), {}) is None
    True
    """
    if part is None:
        return None
    if isinstance(part, Comparison):
        return _fitted(part, kinds.get(part.name, ""))
    inner = [fitted(each, kinds) for each in part.parts]
    if part.how == "not":
        return None if inner[0] is None else Combined("not", (inner[0],))
    return all_of(inner) if part.how == "and" else any_of(inner)


def _fitted(part: Comparison, kind: str) -> Condition | None:
    one = len(part.values) == 1
    if kind in {"single", "scale", "grid", "number", "sum"}:
        return Comparison(part.name, _OF_ONE.get(part.operator, part.operator), part.values) if one else part
    if kind == "text" and part.operator in {"==", "!=", "in", "not in"}:
        return part
    if kind != "multi":
        return None
    either = any_of(Comparison(part.name, "contains", (value,)) for value in part.values)
    if part.operator in {"contains", "in"}:
        return either
    return Combined("not", (either,)) if part.operator == "not in" and either else None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["name", "value", "mark", "end"]
    value: Value


class _Reader:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.dialect = dialect
        self.tokens = _tokens(text, dialect)
        self.at = 0
        self.depth = 0

    def whole(self) -> Condition:
        condition = self.either()
        if self.tokens[self.at].kind != "end":
            raise _NotOurs
        return condition

    def either(self) -> Condition:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return _sure(any_of(parts))

    def both(self) -> Condition:
        parts = [self.part()]
        while self.take("and"):
            parts.append(self.part())
        return _sure(all_of(parts))

    def part(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _NotOurs
        if self.take("not"):
            found: Condition = Combined("not", (self.part(),))
        elif self.take("("):
            found = self.either()
            self.need(")")
        elif self.take("selected"):
            found = self.selected()
        else:
            found = self.comparison()
        self.depth -= 1
        return found

    def selected(self) -> Condition:
        """`selected(${q}, 'x')`."""
        self.need("(")
        name, _ = self.operand()
        self.need(",")
        _, values = self.operand()
        self.need(")")
        return _compared(name, "contains", values)

    def comparison(self) -> Condition:
        name, values = self.operand()
        token = self.tokens[self.at]
        self.at += 1
        if token.kind != "mark":
            raise _NotOurs
        other_name, other_values = self.operand()
        if name:
            return _compared("" if other_name else name, str(token.value), other_values)
        return _compared(other_name, _FLIPPED.get(str(token.value), ""), values)

    def operand(self) -> tuple[str, tuple[Value, ...]]:
        """A name without values, or values without a name."""
        token = self.tokens[self.at]
        self.at += token.kind != "end"
        if token.kind == "name":
            return str(token.value), ()
        if token.kind == "value":
            return "", (token.value,)
        if token.value == ".":
            return ".", ()
        if token.value in {"true", "false"}:
            return "", (str(token.value),)
        if token.kind == "mark" and token.value == "[":
            return "", self.values()
        raise _NotOurs

    def values(self) -> tuple[Value, ...]:
        """The rest of a list: `'a', 'b']`, or `(1, 2)` after the c of R."""
        closing = "]"
        if self.dialect.list_opens == "(":
            self.need("(")
            closing = ")"
        found: list[Value] = []
        while not self.take(closing):
            if found:
                self.need(",")
            _, values = self.operand()
            found += values
            if not values:
                raise _NotOurs
        return tuple(found)

    def take(self, mark: str) -> bool:
        if self.tokens[self.at] != _Token("mark", mark):
            return False
        self.at += 1
        return True

    def need(self, mark: str) -> None:
        if not self.take(mark):
            raise _NotOurs


def _tokens(text: str, dialect: Dialect) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while text[at:].strip():
        found = dialect.token.match(text, at)
        if found is None:
            raise _NotOurs
        tokens.append(_token(str(found.lastgroup), found[str(found.lastgroup)], dialect))
        at = found.end()
    return [*tokens, _Token("end", "")]


def _token(kind: str, piece: str, dialect: Dialect) -> _Token:
    if kind == "name":
        return _Token("name", piece.strip())
    if kind == "text":
        return _Token("value", piece[1:-1])
    if kind == "number":
        return _Token("value", float(piece) if "." in piece else int(piece))
    meaning = dialect.meaning.get(piece if kind == "sign" or dialect.bare_names else piece.lower())
    if meaning:
        return _Token("mark", meaning)
    if kind == "word" and dialect.bare_names and not piece.startswith("%"):
        return _Token("name", piece.rpartition("$")[2])
    raise _NotOurs


def _compared(name: str, operation: str, values: tuple[Value, ...]) -> Condition:
    if not name or not values or "" in values:
        raise _NotOurs
    if operation in {"any", "none"}:
        return Comparison(name, "in" if operation == "any" else "not in", values)
    if operation in {"contains", "lacks", "all"}:
        every = _sure(all_of(Comparison(name, "contains", (value,)) for value in values))
        return Combined("not", (every,)) if operation == "lacks" else every
    if operation not in _PLAIN or len(values) > 1:
        raise _NotOurs
    return Comparison(name, _PLAIN[operation], values)


def _sure(condition: Condition | None) -> Condition:
    if condition is None:
        raise _NotOurs
    return condition

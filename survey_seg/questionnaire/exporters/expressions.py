"""Conditions in the words of other tools: XPath of XLSForm, SurveyJS, ExpressionScript of LimeSurvey.

Each is read back by the importer of the same tool. Texts that a tool might take for something else are not written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from survey_seg.questionnaire.conditions import Comparison, Condition, Value

ONE_OF = {"in": "==", "not in": "!="}
_SIGNS_OF_TOOLS = frozenset("{}$'\"\\<>&")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tool writes a comparison, and the words it joins them with."""

    compared: Callable[[Comparison], str]
    negated: str = "not ({})"


def written(part: Condition, dialect: Dialect) -> str | None:
    """A condition in the words of a tool; None where a text in it has signs that the tool would not take as text.

    >>> from survey_seg.questionnaire.conditions import read_condition
    >>> xpath = Dialect(lambda one: f"${{{one.name}}} {one.operator} '{one.values[0]}'", "not({})")
    >>> written(read_condition("not a == 1 and (b == 2 or c == 3)"), xpath)
    "not(${a} == '1') and (${b} == '2' or ${c} == '3')"
    """
    if isinstance(part, Comparison):
        if any(
            isinstance(value, str) and (not value.isprintable() or _SIGNS_OF_TOOLS & set(value))
            for value in part.values
        ):
            return None
        return dialect.compared(part)
    pieces = [written(each, dialect) for each in part.parts]
    texts = [piece for piece in pieces if piece is not None]
    if len(texts) < len(pieces):
        return None
    if part.how == "not":
        return dialect.negated.format(texts[0])
    joined = zip(texts, part.parts, strict=True)
    return f" {part.how} ".join(
        text if isinstance(each, Comparison) or each.how == "not" else f"({text})" for text, each in joined
    )


def spread(part: Comparison, one: Callable[[str, Value], str]) -> str:
    """A comparison with several values as several with one value each, for tools without lists.

    >>> spread(Comparison("a", "in", (1, 2)), lambda sign, value: f"a {sign} {value}")
    '(a == 1 or a == 2)'
    """
    sign = ONE_OF.get(part.operator, part.operator)
    pieces = [one(sign, value) for value in part.values]
    if len(pieces) == 1:
        return pieces[0]
    return "(" + (" and " if part.operator == "not in" else " or ").join(pieces) + ")"

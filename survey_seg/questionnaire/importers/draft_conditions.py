"""Conditions from other tools: combined, translated to our ids and codes, and written in our grammar.

Importers build `conditions.Comparison` and `conditions.Combined` with the names and values of their own file;
`draft.finish` translates and writes them. None stands for a condition that our grammar cannot express.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from survey_seg.questionnaire.conditions import MAX_NESTING, Combined, Comparison, Condition, Value

How = Literal["and", "or"]


def all_of(parts: Iterable[Condition | None]) -> Condition | None:
    """Conditions that hold together; None when one of them, or all, cannot be expressed."""
    return combined("and", parts)


def any_of(parts: Iterable[Condition | None]) -> Condition | None:
    """Conditions of which one holds; None when one of them, or all, cannot be expressed."""
    return combined("or", parts)


def combined(how: How, parts: Iterable[Condition | None]) -> Condition | None:
    """Parts joined by a word, those joined by the same word on one level, each once.

    >>> one, two = Comparison("q1", "==", (1,)), Comparison("q2", "==", (2,))
    >>> written(combined("and", [one, combined("and", [two, one])]))
    'q1 == 1 and q2 == 2'
    >>> combined("and", [one, None]) is None
    True
    """
    flat: dict[Condition, None] = {}
    for part in parts:
        if part is None:
            return None
        inner = part.parts if isinstance(part, Combined) and part.how == how else (part,)
        flat.update(dict.fromkeys(inner))
    if not flat:
        return None
    return next(iter(flat)) if len(flat) == 1 else Combined(how, tuple(flat))


_OPPOSITE: dict[str, Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in"]] = {
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


def opposite(part: Condition | None) -> Condition | None:
    """What holds when a condition does not.

    >>> written(opposite(Comparison("q1", "==", (1,)))), written(opposite(Comparison("q1", "contains", (1,))))
    ('q1 != 1', 'not q1 contains 1')
    """
    if part is None:
        return None
    if isinstance(part, Combined) and part.how == "not":
        return part.parts[0]
    if isinstance(part, Comparison) and part.operator in _OPPOSITE:
        return Comparison(part.name, _OPPOSITE[part.operator], part.values)
    return Combined("not", (part,))


def answered(name: str, kind: str, codes: Sequence[Value]) -> Condition | None:
    """The condition that a question was answered at all; None where our grammar cannot say it.

    >>> written(answered("q1", "single", [1, 2])), written(answered("why", "text", [])), answered("age", "number", [])
    ('q1 in [1, 2]', 'why != ""', None)
    """
    if kind == "multi":
        return any_of(Comparison(name, "contains", (code,)) for code in codes)
    if kind in {"single", "scale", "grid"} and codes:
        return Comparison(name, "in", tuple(codes))
    return Comparison(name, "!=", ("",)) if kind == "text" else None


def translated(part: Condition, change: Callable[[Comparison], Comparison | None], depth: int = 0) -> Condition | None:
    """The condition with each comparison changed; None when one has no counterpart, or it is nested too deep."""
    if isinstance(part, Comparison):
        return change(part)
    if depth > MAX_NESTING:
        return None
    inner = tuple(translated(each, change, depth + 1) for each in part.parts)
    kept = tuple(each for each in inner if each is not None)
    return Combined(part.how, kept) if len(kept) == len(inner) else None


def written(part: Condition | None) -> str:
    """A condition in the words of `show_if`; an empty text where it cannot be written.

    >>> either = any_of([Comparison("q1", "==", (1,)), Comparison("q2", "in", (2, 3))])
    >>> written(all_of([either, Comparison("q3", "==", ("yes",))]))
    '(q1 == 1 or q2 in [2, 3]) and q3 == "yes"'
    """
    if part is None:
        return ""
    try:
        return _written(part, 0)
    except ValueError:
        return ""


def _written(part: Condition, depth: int) -> str:
    if depth >= MAX_NESTING:
        raise ValueError(depth)
    if isinstance(part, Comparison):
        values = ", ".join(_value(value) for value in part.values)
        return f"{part.name} {part.operator} " + (f"[{values}]" if part.operator in {"in", "not in"} else values)
    pieces = [_written(each, depth + 1) for each in part.parts]
    held = [
        f"({piece})" if isinstance(each, Combined) and each.how != "not" else piece
        for piece, each in zip(pieces, part.parts, strict=True)
    ]
    return f"not {held[0]}" if part.how == "not" else f" {part.how} ".join(held)


def _value(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    if isinstance(value, int):
        return str(value)
    quote = next((quote for quote in "\"'" if quote not in value), "")
    if not quote or not value.isprintable():
        raise ValueError(value)
    return f"{quote}{value}{quote}"

"""What a value of a questionnaire file may be: the annotations of the model's classes, made into readers of values.

A reader takes a plain value and gives what the model holds (a list becomes a tuple, a mapping an object), or `Faults`.
Nothing is guessed: the text "1" is no number, 1.0 no integer, and yes no truth value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

Wrong = Literal["type", "value", "long", "missing", "unknown"]
"""The value is of another type, is none of those allowed, is too long; the key is missing, or is not known."""


class Bounds(NamedTuple):
    """What limits a value beside its type: `Annotated[int, Bounds(minimum=1)]`.

    `shortest` and `longest` count characters, or the entries of a list in the JSON Schema (a reader of a list does not
    look: an empty list counts as not given).
    """

    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    shortest: int | None = None
    longest: int | None = None
    pattern: str = ""


class Faults(list[tuple[tuple[str | int, ...], Wrong]]):
    """What does not fit below a value: the way from the value to each place, and what is wrong there."""

    @classmethod
    def within(cls, parts: Iterable[tuple[str | int, Faults]]) -> Faults:
        """The faults of some parts of a value as faults of the value."""
        return cls(((step, *path), wrong) for step, faults in parts for path, wrong in faults)


Reader = Callable[[Any], Any]

_NO_BOUNDS = Bounds()
_NUMBERS = {int: frozenset({int}), float: frozenset({int, float})}
"""Truth values are no numbers, though Python counts them among the integers."""


@cache
def reader(kind: Any) -> Reader:  # noqa: ANN401 - an annotation
    """The reader for an annotation of the model.

    >>> read = reader(tuple[Annotated[int, Bounds(maximum=5)], ...])
    >>> read([1, 5]), read([1, 9, "5"])
    ((1, 5), [((1,), 'value'), ((2,), 'type')])
    """
    bounds = _NO_BOUNDS
    if get_origin(kind) is Annotated:
        kind, bounds = get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _element(kind)
    if kind is bool:
        return _truth
    if kind is str:
        return _text(bounds)
    if kind in _NUMBERS:
        return _number(_NUMBERS[kind], bounds)
    return _MADE_OF[get_origin(kind)](get_args(kind))


@cache
def kinds_of(made: object) -> Mapping[str, Any]:
    """The fields of a class of the model with what each may be.

    >>> from survey_seg.questionnaire.brief import Market
    >>> kinds_of(Market)["type"]
    typing.Literal['b2c', 'b2b']
    """
    return get_type_hints(made, include_extras=True)


def required(made: type[Any]) -> list[str]:
    """The fields without which there is no object of a class of the model.

    >>> from survey_seg.questionnaire.brief import Stakeholder
    >>> required(Stakeholder)
    ['id', 'role']
    """
    return [part.name for part in fields(made) if part.default is MISSING and part.default_factory is MISSING]


def keys_below(kind: Any) -> frozenset[str]:  # noqa: ANN401 - an annotation
    """Every key that a class of the model takes, and the classes it is made of.

    >>> from survey_seg.questionnaire.brief import Stakeholder
    >>> sorted(keys_below(tuple[Stakeholder, ...] | None))
    ['id', 'role']
    """
    if isinstance(kind, type) and is_dataclass(kind):
        return frozenset(kinds_of(kind)).union(*map(keys_below, kinds_of(kind).values()))
    return frozenset().union(*map(keys_below, get_args(kind)))


def _truth(value: object) -> object:
    return value if value is True or value is False else _fault("type")


def _text(bounds: Bounds) -> Reader:
    shortest, longest = bounds.shortest or 0, bounds.longest or float("inf")
    fits = re.compile(bounds.pattern).search if bounds.pattern else None

    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, str):
            return _fault("type")
        length = len(value)
        if length > longest:
            return _fault("long")
        if length < shortest or (fits and not fits(value)) or not (value.isascii() or _can_be_written(value)):
            return _fault("value")
        return value

    return read


def _can_be_written(text: str) -> bool:
    """Whether a text is one in UTF-8: halves of characters are not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number(types: frozenset[type], bounds: Bounds) -> Reader:
    low, high, above = bounds.minimum, bounds.maximum, bounds.above

    def read(value: Any) -> Any:  # noqa: ANN401
        if type(value) not in types:
            return _fault("type")
        fits = (low is None or value >= low) and (high is None or value <= high) and (above is None or value > above)
        return value if fits else _fault("value")

    return read


def _word(words: tuple[str, ...]) -> Reader:
    known = frozenset(words)
    return lambda value: value if isinstance(value, str) and value in known else _fault("value")


def _either(kinds: tuple[Any, ...]) -> Reader:
    """What the first fitting kind makes of a value; where none does, it is the first that says what is wrong."""
    first, *others = [reader(kind) for kind in kinds if kind is not NoneType]
    takes_nothing = NoneType in kinds

    def read(value: Any) -> Any:  # noqa: ANN401
        if value is None and takes_nothing:
            return None
        found = first(value)
        if others and type(found) is Faults:
            return next((taken for other in others if type(taken := other(value)) is not Faults), found)
        return found

    return read


def _several(kinds: tuple[Any, ...]) -> Reader:
    """A list of any length of one kind, or of as many entries as there are kinds."""
    if kinds[-1] is not Ellipsis:
        return _so_many(kinds)
    each = reader(kinds[0])

    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, list | tuple):
            return _fault("type")
        taken = tuple([each(entry) for entry in value])
        if Faults in map(type, taken):
            return Faults.within((index, found) for index, found in enumerate(taken) if type(found) is Faults)
        return taken

    return read


def _so_many(kinds: tuple[Any, ...]) -> Reader:
    readers = [reader(kind) for kind in kinds]

    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, list | tuple):
            return _fault("type")
        if len(value) > len(readers):
            return _fault("value")
        taken = tuple(each(entry) for each, entry in zip(readers, value, strict=False))
        wrong = Faults.within((index, found) for index, found in enumerate(taken) if type(found) is Faults)
        if len(value) < len(readers):
            wrong.append(((), "value"))
        return wrong or taken

    return read


def _mapping(kinds: tuple[Any, ...]) -> Reader:
    each = reader(kinds[1])

    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            return _fault("type")
        taken = {name: each(entry) for name, entry in value.items()}
        wrong = [(name, found) for name, found in taken.items() if type(found) is Faults]
        return Faults.within(wrong) if wrong else taken

    return read


def _element(made: Any) -> Reader:  # noqa: ANN401 - a class of the model
    """A mapping as an object of a class of the model: every key one of its fields, and none missing without which."""
    readers = {name: reader(kind) for name, kind in kinds_of(made).items()}
    needed = required(made)
    unknown, missing = _fault("unknown"), _fault("missing")

    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            return _fault("type")
        taken: dict[str, Any] = {}
        wrong: dict[str, Faults] = {}
        for name, entry in value.items():
            part = readers.get(name)
            found = part(entry) if part else unknown
            if type(found) is Faults:
                wrong[name] = found
            else:
                taken[name] = found
        wrong |= {name: missing for name in needed if name not in value}
        if wrong:
            order = (*readers, *(name for name in wrong if name not in readers))
            return Faults.within((name, wrong[name]) for name in order if name in wrong)
        return made(**taken)

    return read


def _fault(wrong: Wrong) -> Faults:
    return Faults([((), wrong)])


_MADE_OF: dict[Any, Callable[[tuple[Any, ...]], Reader]] = {
    Literal: _word,
    Union: _either,
    UnionType: _either,
    tuple: _several,
    Mapping: _mapping,
}
"""How a kind is read that is made of others, by what makes it; `Mapping[...]` has the abstract class as its origin."""

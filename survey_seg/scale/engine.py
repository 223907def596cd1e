"""What a program that runs SQL over tables must be able to do, and how values are written into SQL."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]


class Engine(Protocol):
    """DuckDB, Spark or another: the SQL of this room is the same for all, but for the one word in `each`."""

    def rows(self, sql: str) -> list[Row]:
        """The rows of a small answer."""
        ...

    def each(self, expressions: Sequence[str]) -> str:
        """A column that repeats its row once for each of these expressions that is not NULL."""
        ...


def number(value: float) -> str:
    """A number as SQL that every engine reads as double precision: plain decimals would be exact decimals, and slow.

    >>> number(0.1), number(-3), number(1e-20)
    ('1e-1', '(-3e0)', '1e-20')
    """
    if not math.isfinite(value):
        raise ValueError("SQL has no portable way to write what is not a number")
    mantissa, _, exponent = repr(float(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = fraction.rstrip("0")
    digits = (whole.lstrip("-") + fraction).lstrip("0") or "0"
    text = f"{digits}e{int(exponent or 0) - len(fraction)}"
    return f"(-{text})" if value < 0 else text


def name(column: str) -> str:
    """A column's name as SQL, whatever letters it is made of.

    >>> name('say "x"; drop')
    '"say ""x""; drop"'
    """
    return '"' + column.replace('"', '""') + '"'


def words(value: str) -> str:
    """A text as SQL.

    >>> words("it's")
    "'it''s'"
    """
    return "'" + value.replace("'", "''") + "'"


def total(terms: Sequence[str]) -> str:
    """The sum of expressions; 0 of none.

    >>> total(["a", "b"])
    '(a + b)'
    """
    return f"({' + '.join(terms)})" if terms else "0e0"

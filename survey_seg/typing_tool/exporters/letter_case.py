"""Answers in words, compared without regard to case, for forms that are not Python."""

from __future__ import annotations

from collections.abc import Iterable

LAST = 0x20000
"""No letter above this code point has a case."""


def folded_words(text: str) -> str:
    """A text as answers are compared: one space between words, no case.

    >>> folded_words(" Not  at ALL ")
    'not at all'
    """
    return " ".join(text.split()).casefold()


def folding(texts: Iterable[str]) -> dict[str, str]:
    """What each letter becomes when case is taken away, as far as it can become a part of `texts`.

    Programs know different letters (in JavaScript "ß" is never "ss"); with this table they agree with Python: a typed
    text equals a folded one when its letters, each replaced by its entry here where there is one, do.

    >>> folding(["so"])
    {'O': 'o', 'S': 's', 'ß': 'ss', 'ſ': 's', 'ẞ': 'ss'}
    """
    known = frozenset("".join(map(folded_words, texts)))
    letters = (chr(place) for place in range(LAST))
    return {letter: plain for letter in letters if (plain := letter.casefold()) != letter and known.issuperset(plain)}

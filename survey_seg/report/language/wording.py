"""Other people's words on our page: made readable, shortened, wrapped, freed of the stem their battery shares."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from survey_seg.report.language.catalogue import current

LINE = 46
"""Letters that fit on one line of a chart on a narrow screen."""

_STEM = re.compile(r"^(.{8,}?[.?!:…])\s+(\S.*)$", re.DOTALL)
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d\u00ad"


def readable(value: Any) -> Any:  # noqa: ANN401 - takes whatever a result file holds
    r"""The same results with texts that any page can hold: control and direction-changing characters become spaces.

    >>> readable({"name": "Plan\x00ners", "n": 3})
    {'name': 'Plan ners', 'n': 3}
    """
    if isinstance(value, str):
        return _printable(value)
    if isinstance(value, Mapping):
        return {str(key): readable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [readable(item) for item in value]
    return value


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    letters = (" " if unicodedata.category(x) in _INVISIBLE and x not in _JOINERS else x for x in text)
    return "".join(letters)


def shortened(text: str, length: int = 110) -> str:
    """The beginning of a text, cut between words where possible.

    >>> shortened("I plan my workouts a week ahead", 20)
    'I plan my workouts…'
    """
    text = _spaced(text)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rsplit(" ", 1)[0] if text[length - 1] != " " else cut
    return (at_word if len(at_word) >= length // 2 else cut).rstrip(" ,;:") + "…"


def _spaced(text: str) -> str:
    """The same text with one space between words; spaces at which no line may break stay."""
    return _SPACES.sub(" ", text).strip()


def wrapped(text: str, *, width: int = LINE, lines: int = 2) -> list[str]:
    """A text on a few lines of a chart; what does not fit is cut with an ellipsis.

    >>> wrapped("one two three four", width=9)
    ['one two', 'three…']
    """
    pieces = textwrap.wrap(_spaced(text), width) or [""]
    if len(pieces) > lines:
        pieces = [*pieces[: lines - 1], shortened(" ".join(pieces[lines - 1 :]), width)]
    return pieces


def without_stem(texts: Iterable[str]) -> dict[str, str]:
    """Every text without the opening sentence that several of them share (the stem of a grid).

    >>> without_stem(["Do you agree? I plan.", "Do you agree? I improvise.", "How old are you? In years."])
    {'Do you agree? I plan.': 'I plan.', 'Do you agree? I improvise.': 'I improvise.', 'How old are you? In years.': 'How old are you? In years.'}
    """  # noqa: E501
    parts = {text: _STEM.match(text) for text in texts}
    stems = Counter(found[1] for found in parts.values() if found)
    return {text: found[2] if found and stems[found[1]] > 1 else text for text, found in parts.items()}


def short_texts(results: Mapping[str, Any]) -> dict[str, str]:
    """The texts of basis items and of questions behind actions and reach, without the stem of their grid."""
    named = [results["basis"]["items"], results["actions"], results["reach"]]
    return without_stem(dict.fromkeys(row["text"] for rows in named if isinstance(rows, list) for row in rows))


def sentence(text: str) -> str:
    """A text as a sentence of its own: a capital at the start, a full stop where no end mark stands.

    >>> sentence("two or more flags"), sentence("One flag alone leaves a person in.")
    ('Two or more flags.', 'One flag alone leaves a person in.')
    """
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) or not text else ".")


def started(text: str) -> str:
    """A phrase with a capital at the start, for the head of a column.

    >>> started("k-means on the items")
    'K-means on the items'
    """
    return text[:1].upper() + text[1:]


def listed(things: Iterable[str], *, last: Literal["and", "or"] = "and") -> str:
    """Things in a row as a sentence says them.

    >>> listed(["Planners", "Movers", "Savers"])
    'Planners, Movers and Savers'
    """
    *first, end = list(things) or [""]
    ways = current().conventions
    return f"{', '.join(first)} {ways.and_ if last == 'and' else ways.or_} {end}" if first else end


def quoted(text: str, length: int = 80) -> str:
    """A question or answer in quotation marks, shortened, without its full stop.

    >>> quoted("I plan my workouts.")
    '“I plan my workouts”'
    """
    short = shortened(text, length)
    opening, closing = current().conventions.quotes
    return f"{opening}{short[:-1] if short.endswith('.') else short}{closing}"

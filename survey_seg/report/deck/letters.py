"""How wide words are, so that they stay within their boxes wherever the deck is opened.

The widths are those of Arial, which every office program has or replaces by letters of the same width; other fonts are
taken to be wider than they are, because what replaces them is not known.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

LINE: Final = 1.22
"""Height of a line in letters' sizes: the most that the usual fonts ask for."""

SAFETY: Final = 1.04
BOLD: Final = 1.12
UNKNOWN: Final = 1.2
"""Width of another font beside Arial's: that of the widest which usually stands in for one that is missing."""

FONTS: Final = frozenset({"arial", "arimo", "helvetica", "liberation sans", "times new roman", "liberation serif"})
"""Fonts that are no wider than Arial, and whose stand-ins are neither."""

WIDTHS: Final = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
"""Of the characters from space to tilde, in thousandths of the letters' size."""

SIGNS: Final[Mapping[str, int]] = {
    "\u00a0": 278, "\u202f": 278, "–": 556, "“": 500, "”": 500, "„": 500, "«": 556, "»": 556, "’": 278, "‘": 278,
    "…": 1000, "•": 350, "·": 333, "−": 584, "¿": 611, "¡": 333, "ß": 611, "œ": 944, "Œ": 1000, "æ": 889,
}  # fmt: skip
LETTER: Final = 1.05
"""Width that a broken word leaves unused at the end of a line, at most."""

NARROWEST: Final = 2.0
"""Letters that a line holds at least, however narrow its box."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Words of one look, as a line of several looks is measured."""

    text: str
    bold: bool


def font_width(font: str) -> float:
    """How wide a font is beside Arial; one that is not known is taken to be wide.

    >>> font_width("Arial"), font_width("Some House Sans")
    (1.0, 1.2)
    """
    return 1.0 if font.strip().lower() in FONTS else UNKNOWN


@cache
def letter(sign: str) -> float:
    """The width of one character in letters' sizes.

    >>> letter("i"), letter("é") == letter("e"), letter("中")
    (0.222, True, 1.0)
    """
    code = ord(sign)
    if 32 <= code <= 126:
        return WIDTHS[code - 32] / 1000
    if sign in SIGNS:
        return SIGNS[sign] / 1000
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0.0
    plain = unicodedata.normalize("NFD", sign)[0]
    if plain != sign and 32 <= ord(plain) <= 126:
        return WIDTHS[ord(plain) - 32] / 1000
    if unicodedata.east_asian_width(sign) in {"W", "F"}:
        return 1.3 if code > 0xFFFF else 1.0
    return 0.85


def wide(text: str) -> float:
    """The width of a text on one line, in letters' sizes of Arial.

    >>> round(wide("Segments"), 3)
    4.502
    """
    return sum(letter(sign) for sign in text)


def line_count(pieces: Iterable[Styled], width: float) -> int:
    """How many lines words take in a box `width` letters' sizes wide, broken between words, long words within.

    >>> line_count([Styled("one two three", False)], 4.0), line_count([Styled("m" * 10, False)], 4.0)
    (2, 3)
    """
    room = max(width, NARROWEST)
    lines, used = 1, 0.0
    for word, blank in _words(list(pieces)):
        if used and used + blank + word > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += blank
        rest = word
        while used + rest > room:
            lines, rest, used = lines + 1, rest - (room - LETTER), 0.0
        used += max(rest, 0.0)
    return lines


def longest_word(pieces: Iterable[Styled]) -> float:
    """The width of the longest word, in letters' sizes.

    >>> longest_word([Styled("95-%-Intervall", False)]) == longest_word([Styled("Intervall", False)])
    True
    >>> longest_word([Styled("all of it", False)]) == longest_word([Styled("all", False)])
    True
    """
    return max((word for word, _ in _words(list(pieces))), default=0.0)


def _words(pieces: Sequence[Styled]) -> list[tuple[float, float]]:
    """The widths of the words, each with that of the blank before it; words run on over changes of look.

    A line may break after a hyphen within a word, so each side of it is a word.
    """
    found: list[tuple[float, float]] = []
    width, blank, open_word = 0.0, 0.0, False
    for piece in pieces:
        factor = SAFETY * (BOLD if piece.bold else 1.0)
        for at, sign in enumerate(piece.text):
            if sign != " ":
                width, open_word = width + letter(sign) * factor, True
            if open_word and (sign == " " or _hyphen(piece.text, at)):
                found.append((width, blank))
                width, blank, open_word = 0.0, 0.0, False
            if sign == " ":
                blank += letter(sign) * factor
    return [*found, (width, blank)] if open_word else found


def _hyphen(text: str, at: int) -> bool:
    """Whether a hyphen that stands between two parts of a word is there."""
    return text[at] == "-" and at > 0 and text[at - 1] != " " and text[at + 1 : at + 2].isalpha()

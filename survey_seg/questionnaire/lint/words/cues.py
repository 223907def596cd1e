"""Words and phrases that wording rules look for, found fast: a text that lacks the words is never searched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from survey_seg.questionnaire.lint.words.late import Late

REMEMBERED = 16384
"""So many texts are read once: rules and grids meet the same ones again and again."""

WORD = Late(r"[^\W_]+(?:'[^\W_]+)*")


class Cue(NamedTuple):
    """A pattern over plain text, the words of which one has to stand in a text that it can match, and such phrases.

    No words, no phrases: every text is searched.
    """

    pattern: Late
    needs: frozenset[str] = frozenset()
    holds: tuple[str, ...] = ()

    def search(self, plain: str, words: frozenset[str]) -> re.Match[str] | None:
        """The first place of a plain text that matches, given the text's words.

        >>> phrases("now that, given the").search("now that it rains", frozenset({"now", "that", "it", "rains"}))
        <re.Match object; span=(0, 8), match='now that'>
        """
        if self.needs and self.needs.isdisjoint(words):
            return None
        if self.holds and not any(phrase in plain and _stands_whole(phrase, plain) for phrase in self.holds):
            return None
        return self.pattern.search(plain)


def _stands_whole(phrase: str, plain: str) -> bool:
    """Whether a phrase stands in a plain text as whole words; asked first, so that few patterns are ever compiled."""
    at = plain.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not ((at and _in_word(plain[at - 1])) or (end < len(plain) and _in_word(plain[end]))):
            return True
        at = plain.find(phrase, at + 1)
    return False


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


@lru_cache(maxsize=REMEMBERED)
def plain_text(text: str) -> str:
    r"""Text as the patterns know it: small letters, straight apostrophes, one space between words, ß as ss.

    >>> plain_text("Don’t  you\nlike it?")
    "don't you like it?"
    """
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").replace("`", "'").split())


@lru_cache(maxsize=REMEMBERED)
def words_of(plain: str) -> tuple[str, ...]:
    """The words of a plain text, in order; a hyphen ends a word, an apostrophe does not.

    >>> words_of("don't use well-known apps")
    ("don't", 'use', 'well', 'known', 'apps')
    """
    return tuple(WORD.findall(plain))


def phrases(listing: str) -> Cue:
    """A cue that finds any phrase of a list set off by commas, as whole words.

    >>> found = phrases("always, at all times")
    >>> sorted(found.needs), found.pattern.search("at all times").group()
    (['always', 'times'], 'at all times')
    """
    every = [plain_text(part) for part in listing.split(",") if part.strip()]
    longest = sorted(every, key=len, reverse=True)
    needs = frozenset(max(words_of(phrase), key=len) for phrase in every)
    return Cue(Late(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), needs, tuple(longest))


def cue(needs: str, pattern: str) -> Cue:
    """A cue from a pattern, with the words of which one has to stand in the text, set off by spaces.

    >>> cue("often", r"how often (do|did) you").search("how often do you go?", frozenset({"often"})) is None
    False
    """
    return Cue(Late(pattern), frozenset(needs.split()))


def vocabulary(words: str) -> frozenset[str]:
    """Words from one text, set off by spaces.

    >>> sorted(vocabulary("fair fast"))
    ['fair', 'fast']
    """
    return frozenset(words.split())


def pairs(listing: str) -> frozenset[str]:
    """Pairs of words from one text, set off by commas.

    >>> sorted(pairs("salt pepper,bread butter"))
    ['bread butter', 'salt pepper']
    """
    return frozenset(pair.strip() for pair in listing.split(","))


def twins(listing: str) -> Mapping[str, str]:
    """Words with the word to use instead, set off by commas.

    >>> twins("utilise = use, commence = start")["commence"]
    'start'
    """
    parts = (entry.partition("=") for entry in listing.split(","))
    return {word.strip(): instead.strip() for word, _, instead in parts}

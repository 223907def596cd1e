"""Patterns that are compiled when a text is first searched: hundreds are listed, and a questionnaire needs a few."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Late:
    """A regular expression that costs nothing until it is used."""

    def __init__(self, source: str, flags: int = 0) -> None:
        """The expression as `re.compile` takes it."""
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression.

        >>> Late("cats?").compiled.pattern
        'cats?'
        """
        return re.compile(self.source, self.flags)

    def search(self, text: str, *between: int) -> re.Match[str] | None:
        """The first place that matches, in the whole text or between two places of it."""
        return self.compiled.search(text, *between)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The match at the beginning."""
        return self.compiled.match(text, at)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place that matches."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """The text of every match."""
        return self.compiled.findall(text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """The text between the matches, cut at most so many times (0: at all of them)."""
        return self.compiled.split(text, maxsplit)

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with every match replaced."""
        return self.compiled.sub(instead, text)

"""Texts with Markdown, as XLSForm and formr take them, without its signs."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 20_000
"""Letters of a text that is looked through."""

_LINK: Final = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{1,500}\)")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500})(?<=\S)\1")
_HEADING: Final = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)


def without_marks(text: str) -> str:
    r"""The words of a text: of links what is shown, no signs for strong words and headings.

    >>> without_marks("## Tea\n**Do you** like [our tea](https://tea.example)?")
    'Tea\nDo you like our tea?'
    """
    if len(text) > LONGEST or not any(sign in text for sign in "*_#["):
        return text
    return _HEADING.sub("", _STRONG.sub(r"\2", _LINK.sub(r"\1", text)))

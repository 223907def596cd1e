"""Did you mean: the nearest of the names that exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

CLOSE = 0.75
"""How alike two names are at least, from 0 to 1, before one is offered for the other."""


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The existing name that a mistyped one is probably meant to be, or None when nothing is near.

    >>> nearest("plan_tiers", ["age", "plan_tier"])
    'plan_tier'
    >>> nearest("zzz", ["age", "plan_tier"]) is None
    True
    """
    spelled = {candidate.casefold(): candidate for candidate in names}
    found = get_close_matches(name.casefold(), spelled, n=1, cutoff=CLOSE)
    return spelled[found[0]] if found else None


def listed(names: Iterable[str], most: int = 8) -> str:
    """Names as a sentence shows them, a long list cut short.

    >>> listed(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    every = list(names)
    more = len(every) - most
    return ", ".join(every[:most]) + (f" and {more} more" if more > 0 else "")

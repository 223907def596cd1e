"""Shares as people read them. Needs nothing but the standard library."""

from __future__ import annotations


def percent(share: float | None) -> str:
    """A share as people read it; nothing is rounded up to all or down to none.

    >>> percent(0.744), percent(0.998), percent(None)
    ('74 %', 'over 99 %', 'not known')
    """
    if share is None:
        return "not known"
    if 0.995 <= share < 1:
        return "over 99 %"
    return "under 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def points(gain: float | None) -> str:
    """A difference of shares as people read it.

    >>> points(0.0142), points(-0.003), points(None)
    ('+1.4 points', '-0.3 points', '')
    """
    return "" if gain is None else f"{100 * gain:+.1f} points"

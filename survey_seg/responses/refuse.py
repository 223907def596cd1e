"""Everything that is wrong, said once and in one go."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from survey_seg.errors import InputRefused, Problem

MOST = 1_000
"""Problems one refusal carries; what goes beyond is counted."""

EXAMPLES = 5
"""Rows or names that one sentence lists before it only counts."""


def refuse(problems: Sequence[Problem]) -> None:
    """Raise InputRefused when there is a problem: all of them up to 1,000, then how many more there are.

    >>> refuse([])
    """
    if not problems:
        return
    shown = list(problems[:MOST])
    if len(problems) > MOST:
        shown.append(Problem("DATA_MORE", f"and {len(problems) - MOST:,} more problems", file=problems[0].file))
    raise InputRefused(shown)


def listing(things: Iterable[object], *, shown: int = EXAMPLES) -> str:
    """Some things as a sentence lists them: the first few, then how many more.

    >>> listing(range(2, 9), shown=3)
    '2, 3, 4 and 4 more'
    """
    every = [str(thing) for thing in things]
    more = f" and {len(every) - shown:,} more" if len(every) > shown else ""
    return ", ".join(every[:shown]) + more


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the known name that is closest in spelling, or nothing.

    >>> did_you_mean("price_1", ["price1", "brand"])
    "did you mean 'price1'?"
    """
    folded = {other.casefold(): other for other in known}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.75)
    return f"did you mean '{folded[near[0]]}'?" if near else ""

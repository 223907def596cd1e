"""Work on a whole questionnaire that many rules ask for and that is done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")


def once(work: Callable[[Given], Result]) -> Callable[[Given], Result]:
    """The same function, which remembers the last object it was given (not an equal one: that would cost a hash).

    >>> length = once(lambda text: [len(text)])
    >>> word = "scale"
    >>> length(word) is length(word)
    True
    """
    last: list[tuple[Given, Result]] = []

    @wraps(work)
    def remembered(given: Given) -> Result:
        if not last or last[0][0] is not given:
            last[:] = [(given, work(given))]
        return last[0][1]

    return remembered

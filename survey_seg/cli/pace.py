"""How much longer work takes, from the pace it had so far."""

from __future__ import annotations

HALF = 20.0
"""Seconds after which a pace counts half: stages differ, and the latest says most about what is left."""

FASTEST = 0.5
"""Shares of the whole per second; what is faster would be over before anybody asks, so it was not work but skipped."""


class Pace:
    """The pace of one piece of work: shares done per second, older ones counting less.

    >>> pace = Pace(0.0)
    >>> pace.reached(0.25, 10.0)
    >>> pace.left(10.0)
    30.0
    """

    def __init__(self, begun: float) -> None:
        self._share = 0.0
        self._moment = begun
        self._done = 0.0
        self._spent = 0.0

    def reached(self, share: float, now: float) -> None:
        """Take note that so much is done now; a smaller share than before begins anew at the pace known so far."""
        passed, step = now - self._moment, max(0.0, share - self._share)
        fade = 0.5 ** (passed / HALF)
        self._spent = self._spent * fade + passed
        self._done = self._done * fade + (step if step <= FASTEST * passed else 0.0)
        self._share, self._moment = share, now

    def left(self, now: float) -> float | None:
        """Seconds left as it looks now; None while nothing is known.

        Between two notes the seconds run down, until the silence has lasted so long that it is likely to go on.
        """
        if self._done <= 0:
            return None
        waited = max(0.0, now - self._moment)
        return max((1 - self._share) * self._spent / self._done - waited, waited / 2)


def time_left(seconds: float | None) -> str:
    """Seconds left in words, no more exact than such an estimate can be.

    >>> [time_left(seconds) for seconds in (None, 2, 17, 130)]
    ['', 'a few seconds left', 'about 15 s left', 'about 2 min left']
    >>> [time_left(seconds) for seconds in (3700, 9000)]
    ['about 1 h left', 'about 2 h 30 min left']
    """
    if seconds is None:
        return ""
    if seconds < 7.5:
        return "a few seconds left"
    if seconds < 57.5:
        return f"about {5 * round(seconds / 5)} s left"
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"about {minutes} min left"
    hours, minutes = divmod(10 * round(minutes / 10), 60)
    return f"about {hours} h {minutes} min left" if minutes else f"about {hours} h left"

"""When to look again."""

from __future__ import annotations

from dataclasses import dataclass

from survey_seg.errors import Notice


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that shaped the advice: which, what it says here, and where it comes from."""

    rule: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class RefreshAdvice:
    """When the next light review and the next full study are due.

    Months are counted from fielding to the first light review and to the next full study; `next_light` and
    `next_full` are months of the calendar ("2027-03"), or None when the questionnaire does not say when it was fielded.
    `provisional` is True when the evidence is fragile. `notices` warn about declared intervals that are too slow.
    """

    light_months: int
    full_months: int
    next_light: str | None
    next_full: str | None
    provisional: bool
    reasons: tuple[Reason, ...]
    notices: tuple[Notice, ...] = ()

"""What a stability has meant in simulated studies whose segments were known: how to read a study's own figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Reading:
    """Simulated studies with a stability from `low` to below `high`.

    `exact`: the share of them in which the chosen number of segments was the true one. `agreement`: the mean adjusted
    Rand index of the segments found with the true ones.
    """

    low: float
    high: float
    exact: float
    agreement: float


STUDIES: Final = 150
"""Simulated studies of ratings that do have segments: 3 to 6, in samples of 300 to 3,000, many with response styles,
noise items, small segments and blanks; analysed as `analyze` does it (`benchmarks/recovery.py`)."""

GUIDE: Final[tuple[Reading, ...]] = (
    Reading(0.0, 0.4, 0.37, 0.22),
    Reading(0.4, 0.6, 0.67, 0.37),
    Reading(0.6, 0.8, 0.33, 0.53),
    Reading(0.8, 1.0, 0.66, 0.76),
)


def reading_of(stability: float) -> Reading | None:
    """The simulated studies that were as stable; None for a stability that was not measured.

    >>> reading_of(0.72)
    Reading(low=0.6, high=0.8, exact=0.33, agreement=0.53)
    >>> reading_of(-0.01).high, reading_of(1.0).low, reading_of(float("nan"))
    (0.4, 0.8, None)
    """
    reached = [reading for reading in GUIDE if max(stability, 0.0) >= reading.low]
    return reached[-1] if reached and stability == stability else None

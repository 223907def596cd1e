"""What could be behind the segments other than what people want: who they are, and how they answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recovered:
    """How well who people are (demographic, firmographic and geographic answers) tells their segment.

    `accuracy` of a split by these answers on people it has not seen, with its interval; `guess`: the share of the
    largest segment; `lift`: how far the accuracy goes from the guess to always right (0 to 1); `by`: the variables.
    """

    accuracy: float
    low: float
    high: float
    guess: float
    lift: float
    base: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerLevel:
    """How much of what sets the segments apart is that some people answer higher than others throughout.

    `share` of the variance between segments in the rating `items` that is in the person's mean answer; 1 / items is
    what a direction picked at random would hold. Taking everybody's own mean away would leave 1 - share.
    """

    share: float
    items: int

"""What a way of finding segments is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame, Kind

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


Replicate = Callable[[Frame, Floats, int, np.random.Generator, Sequence[Ints]], Ints]
"""From weights (B x points) and what other methods found in the same samples (each B x points), where a model that is
slow to begin may start, to labels (B x points). Nothing is taken from a solution of the whole study."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A partition of the frame's points: 0-based `labels`; for models also likelihood and number of parameters."""

    labels: Ints
    log_likelihood: float = float("nan")
    parameters: int = 0


@dataclass(frozen=True, slots=True)
class Method:
    """A way of finding k segments, two or more.

    `fit` finds them in a frame. `replicate` finds them again in bootstrap samples and sorts all points; None where
    that takes too long. `votes`: whether it is one of the
    models whose agreement makes the segments, and of what kind of items (see `Frame.kind`).
    """

    name: str
    words: str
    fit: Callable[[Frame, int, np.random.Generator], Fitted]
    replicate: Replicate | None = None
    votes: tuple[Kind, ...] = ()

    def votes_on(self, frame: Frame) -> bool:
        """Whether it is one of the models whose agreement makes the segments of such answers."""
        return frame.kind in self.votes

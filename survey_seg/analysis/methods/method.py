"""What a way of finding segments is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame, Kind

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A partition of the frame's points: 0-based `labels`; for models also likelihood and number of parameters."""

    labels: Ints
    log_likelihood: float = float("nan")
    parameters: int = 0


@dataclass(frozen=True, slots=True)
class Method:
    """A way of finding k segments, two or more.

    `fit` finds them in a frame. `replicate` finds them again in bootstrap samples (weights B x points), from scratch
    and quickly, and sorts all points: B x points; None where that takes too long. `votes`: whether it is one of the
    models whose agreement makes the segments, and of what kind of items (see `Frame.kind`).
    """

    name: str
    words: str
    fit: Callable[[Frame, int, np.random.Generator], Fitted]
    replicate: Callable[[Frame, Floats, int, np.random.Generator], Ints] | None = None
    votes: tuple[Kind, ...] = ()

    def votes_on(self, frame: Frame) -> bool:
        """Whether it is one of the models whose agreement makes the segments of such answers."""
        return frame.kind in self.votes

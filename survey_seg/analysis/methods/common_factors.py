"""Common factors: normal groups whose items correlate by the same few factors inside every group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.starts import from_scratch
from survey_seg.stats.common_factor_mixture import replicate_common_factors

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    return Fitted(_replicate(frame, frame.weights[None], k, rng, ())[0])


def _replicate(frame: Frame, weights: Floats, k: int, rng: np.random.Generator, begun: Sequence[Ints]) -> Ints:
    starts = list(np.stack(begun or from_scratch(frame, weights, k, rng), axis=1))
    return replicate_common_factors(frame.space_rows, weights, k, starts, q=frame.dimensions)


METHOD = Method("common_factors", "mixture with common factors within groups", _fit, _replicate, votes=("ratings",))

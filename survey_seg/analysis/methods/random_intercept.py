"""Latent class with a random intercept: items are independent within classes, but for how high a person answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.starts import from_scratch
from survey_seg.stats.random_intercept import replicate_random_intercept

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    return Fitted(_replicate(frame, frame.weights[None], k, rng, ())[0])


def _replicate(frame: Frame, weights: Floats, k: int, rng: np.random.Generator, begun: Sequence[Ints]) -> Ints:
    starts = list(np.stack(begun or from_scratch(frame, weights, k, rng), axis=1))
    return replicate_random_intercept(frame.space_rows, weights, k, starts)


METHOD = Method("random_intercept", "latent class with a random intercept", _fit, _replicate, votes=("ratings",))

"""Latent class with a random intercept: items are independent within classes, but for how high a person answers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.starts import from_witnesses
from survey_seg.stats.random_intercept import replicate_random_intercept

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    return Fitted(_replicate(frame, frame.weights[None], k, rng)[0])


def _replicate(frame: Frame, weights: Floats, k: int, rng: np.random.Generator) -> Ints:
    return replicate_random_intercept(frame.space_rows, weights, k, from_witnesses(frame, weights, k, rng))


METHOD = Method("random_intercept", "latent class with a random intercept", _fit, _replicate, votes=("ratings",))

"""Softly scaled items: normal groups with one covariance on the items, with wide and narrow answering evened out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.starts import tied_mixture
from survey_seg.stats.tied_mixture import replicate_tied, tied_labels

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    found = tied_mixture(frame, frame.space_rows, k, rng)
    return Fitted(tied_labels(found, frame.space_rows), found.log_likelihood, found.parameters)


def _replicate(frame: Frame, weights: Floats, k: int, rng: np.random.Generator, _: Sequence[Ints]) -> Ints:
    return replicate_tied(frame.space_rows, weights, k, rng)


METHOD = Method("soft_items", "softly scaled items, mixture with one covariance", _fit, _replicate, votes=("ratings",))

"""Row-centred k-means: groups of people who stress the same things, whatever the level of their answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.starts import kmeans_labels, kmeans_replicates

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    return Fitted(kmeans_labels(frame.centred_rows, frame.weights, k, rng))


def _replicate(frame: Frame, weights: Floats, k: int, rng: np.random.Generator, _: Sequence[Ints]) -> Ints:
    return kmeans_replicates(frame.centred_rows, weights, k, rng)


METHOD = Method("row_centred", "k-means on row-centred items", _fit, _replicate, votes=("ratings", "short"))

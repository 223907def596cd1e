"""k-means on the items as they are: what most studies use, and blind to response style."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.starts import kmeans_replicates
from survey_seg.stats.kmeans import kmeans

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    return Fitted(kmeans(frame.points, k, rng).labels)


def _replicate(frame: Frame, weights: Floats, k: int, rng: np.random.Generator, _: Sequence[Ints]) -> Ints:
    return kmeans_replicates(frame.rows, weights, k, rng)


METHOD = Method("kmeans", "k-means on the items", _fit, _replicate, votes=("yes_no",))

"""Ward's method: people are joined step by step to the groups that grow least in variance."""

from __future__ import annotations

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.errors import CannotCompute, Problem

MOST = 5000
"""Different people: distances between all of them are held at once."""


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:  # noqa: ARG001 - nothing is drawn
    if len(frame.weights) > MOST:
        what = f"{len(frame.weights)} different people are too many for all distances between them"
        raise CannotCompute(Problem("WARD_TOO_MANY_PEOPLE", what, expected=f"at most {MOST}"))
    tree = linkage(frame.rows, "ward")
    return Fitted(fcluster(tree, k, "maxclust").astype(np.int64) - 1)


METHOD = Method("ward", "Ward's method on the items (weights do not count)", _fit)

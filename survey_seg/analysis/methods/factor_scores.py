"""Factor-cluster: k-means on factor scores. Sources warn of it and clients ask for it, so it is shown, and labelled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.starts import kmeans_labels, kmeans_replicates
from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.factor import minres
from survey_seg.stats.factor_scores import scoring_weights
from survey_seg.stats.rotation import varimax
from survey_seg.stats.row_style import FLAT
from survey_seg.stats.weights import weighted_covariance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEWEST = 3
"""Items that a factor needs to be found."""


def _scores(frame: Frame) -> Floats:
    """Regression scores of varimax factors of the items that vary, as many as the parallel analysis finds."""
    covariance = weighted_covariance(frame.rows, frame.weights)
    varies = np.flatnonzero(np.diag(covariance) > FLAT**2)
    if len(varies) < FEWEST:
        what = f"{len(varies)} items that vary have no factors"
        raise CannotCompute(Problem("FACTOR_CLUSTER_FEW_ITEMS", what, expected=f"at least {FEWEST}"))
    spread = np.sqrt(np.diag(covariance)[varies])
    correlation = covariance[np.ix_(varies, varies)] / np.outer(spread, spread)
    loadings = varimax(minres(correlation, frame.dimensions).loadings).loadings
    weighed = scoring_weights(correlation, loadings, np.eye(frame.dimensions))
    scores: Floats = frame.points.rows[:, varies] / spread @ weighed
    return scores


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    return Fitted(kmeans_labels(_scores(frame), frame.weights, k, rng))


def _replicate(frame: Frame, weights: Floats, k: int, rng: np.random.Generator, _: Sequence[Ints]) -> Ints:
    return kmeans_replicates(_scores(frame), weights, k, rng)


METHOD = Method("factor_scores", "factor-cluster: k-means on varimax factor scores", _fit, _replicate)

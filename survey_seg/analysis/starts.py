"""k-means in the spaces of a frame: the partitions that models start from, and quick fits to bootstrap samples."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.stats.kmeans import Points, nearest, quick_kmeans
from survey_seg.stats.seeds import stream
from survey_seg.stats.tied_mixture import TiedMixture, fit_tied, replicate_tied, tied_starts

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STARTS = 30
QUICK_STARTS = 10


def informed(frame: Frame, k: int) -> list[Ints]:
    """Partitions that models start from: k-means on standardised items and on row-centred ones; always the same."""
    spread = np.sqrt(frame.weights @ frame.points.rows**2 / frame.weights.sum())
    standardised = frame.points.rows / np.where(spread > 0, spread, 1.0)
    return [
        kmeans_labels(rows, frame.weights, k, stream(0, "informed", k, number))
        for number, rows in enumerate((standardised, frame.centred_rows))
    ]


def tied_mixture(frame: Frame, rows: Floats, k: int, rng: np.random.Generator) -> TiedMixture:
    """The mixture with one covariance of the points in some space, from informed starts and from the space's own."""
    starts = [*informed(frame, k), *tied_starts(rows, frame.weights, k, rng)]
    return fit_tied(rows, frame.weights, k, starts)


def from_scratch(frame: Frame, weights: Floats, k: int, rng: np.random.Generator) -> list[Ints]:
    """Partitions that a model of each bootstrap sample starts from (each B x points), found in that sample alone.

    `weights`: B x points.
    """
    return [
        replicate_tied(frame.profile_rows, weights, k, rng),
        replicate_tied(frame.profile_rows, weights, k, rng),
        kmeans_replicates(frame.centred_rows, weights, k, rng),
    ]


def kmeans_labels(rows: Floats, weights: Floats, k: int, rng: np.random.Generator) -> Ints:
    """The group of each row (0-based) under the best of some k-means runs."""
    points = _points(rows, weights)
    return nearest(points.rows, quick_kmeans(points, weights, k, rng, starts=STARTS))


def kmeans_replicates(rows: Floats, weights: Floats, k: int, rng: np.random.Generator) -> Ints:
    """The group of each row under k-means on each of some bootstrap samples: `weights` and result B x rows."""
    points = _points(rows, weights.sum(0))
    labels = np.empty(weights.shape, dtype=np.int64)
    for sample, mass in enumerate(weights):
        size = min(k, int((mass > 0).sum()))
        labels[sample] = nearest(points.rows, quick_kmeans(points, mass, size, rng, starts=QUICK_STARTS))
    return labels


def _points(rows: Floats, weights: Floats) -> Points:
    centre = weights @ rows / weights.sum()
    return Points(rows - centre, weights, centre, np.arange(len(rows)))

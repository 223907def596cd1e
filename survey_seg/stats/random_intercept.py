"""Latent class for ratings with a random intercept: groups differ in profile, people also in how high they answer.

The intercept of a person adds the same to every item. Integrated out, the covariance within groups is each item's own
variance plus one constant, so nothing has to be integrated numerically.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.stats.structured_mixture import fit_structured, replicate_structured
from survey_seg.stats.tied_mixture import TiedMixture

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def fit_random_intercept(rows: Floats, weights: Floats, k: int, starts: Sequence[Ints]) -> TiedMixture:
    """The most likely k normal latent classes with independent items and a random intercept per person.

    `rows`: n x p ratings without blanks on a common scale (0..1); `weights`: n; `starts`: partitions to begin with,
    e.g. k-means on row-centred items. The variance of the intercept is every off-diagonal element of `within`, the
    items' own variances are what the diagonal has above it; they are the same in all classes. Twins: Latent GOLD with
    a continuous factor, loadings fixed to 1. Source: Popper, Kroll & Magidson (2004), Sawtooth Software Conference.

    Raises CannotCompute when an item does not vary or nobody has weight.

    >>> rng = np.random.default_rng(1)
    >>> rows = rng.normal(size=(300, 4)) + 3 * rng.normal(size=(300, 1))
    >>> fit = fit_random_intercept(rows, np.ones(300), 1, [np.zeros(300, dtype=int)])
    >>> bool(abs(fit.within[0, 1] - 9) < 1.5), bool(abs(fit.within[0, 0] - 10) < 1.6)
    (True, True)
    """
    return fit_structured(rows, weights, k, starts, form=_level, free=rows.shape[1] + 1)


def replicate_random_intercept(rows: Floats, weights: Floats, k: int, starts: Sequence[Ints]) -> Ints:
    """Everybody's class under one quick fit per bootstrap sample: labels, B x n.

    `weights`: B x n; `starts`: per sample the partitions (s x n) its fit begins with, made from that sample alone.
    """
    return replicate_structured(rows, weights, k, starts, form=_level)


def _level(within: Floats, own: Floats) -> Floats:
    """The most likely intercept given the own variances: one factor with equal loadings."""
    precision = 1 / own
    total = precision.sum(-1)
    spread = np.einsum("...i,...ij,...j->...", precision, within, precision) / total**2
    variance = np.maximum(spread - 1 / total, 0.0)
    loadings: Floats = np.repeat(np.sqrt(variance)[..., None, None], own.shape[-1], axis=-2)
    return loadings

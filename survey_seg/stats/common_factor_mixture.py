"""Normal groups whose common covariance is that of a factor model: fewer parameters than a full one, same idea."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.stats.structured_mixture import Form, fit_structured, replicate_structured
from survey_seg.stats.tied_mixture import TiedMixture

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def fit_common_factors(rows: Floats, weights: Floats, k: int, starts: Sequence[Ints], *, q: int) -> TiedMixture:
    """The most likely k normal groups with covariance L L' + diagonal in every group, L of q factors.

    `rows`: n x p without blanks; `weights`: n; `starts`: partitions to begin with. Scaling a column changes nothing.
    R twin: `pgmm::pgmmEM` (model "CCU"). Source: McNicholas & Murphy (2008), Statistics and Computing 18.

    Raises CannotCompute when an item does not vary or nobody has weight.

    >>> rng = np.random.default_rng(1)
    >>> rows = rng.normal(size=(300, 4)) + rng.normal(size=(300, 1)) * np.array([2.0, 1.0, -1.0, 0.0])
    >>> fit = fit_common_factors(rows, np.ones(300), 1, [np.zeros(300, dtype=int)], q=1)
    >>> fit.parameters, bool(abs(fit.within[0, 1] - 2) < 0.6)
    (12, True)
    """
    p = rows.shape[1]
    q = min(q, p - 1)
    return fit_structured(rows, weights, k, starts, form=_factors(q), free=p * q + p - q * (q - 1) // 2)


def replicate_common_factors(rows: Floats, weights: Floats, k: int, starts: Sequence[Ints], *, q: int) -> Ints:
    """Everybody's group under one quick fit per bootstrap sample: labels, B x n.

    `weights`: B x n; `starts`: per sample the partitions (s x n) its fit begins with, made from that sample alone.
    """
    return replicate_structured(rows, weights, k, starts, form=_factors(min(q, rows.shape[1] - 1)))


def _factors(q: int) -> Form:
    def form(within: Floats, own: Floats) -> Floats:
        """The most likely q factors given the own variances: leading axes of the scaled matrix (Lawley 1940)."""
        root = np.sqrt(own)
        scaled = within / (root[..., :, None] * root[..., None, :])
        values, vectors = np.linalg.eigh(scaled)
        vectors = vectors[..., -q:] * root[..., :, None]
        strength = np.maximum(values[..., -q:] - 1, 0.0)
        loadings: Floats = vectors * np.sqrt(strength)[..., None, :]
        return loadings

    return form

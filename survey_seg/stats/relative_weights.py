"""Which of many related items carry an outcome, and how the outcome moves with each.

Items of a battery go together, so neither their correlations with the outcome (everybody shares the credit of the
others) nor their slopes (credit goes to whoever is a little ahead) say how much each matters. Relative weights share
what the items explain together among them; shrunken correlations keep few people from saying too much.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.weights import weighted_mean

Floats = npt.NDArray[np.float64]

ROUNDING = 1e-12
"""A variance below this share of the mean square is none."""


@dataclass(frozen=True, slots=True)
class RelativeWeights:
    """`weights`: the part of the outcome's variance that each item carries; they sum to `explained` (R squared).

    `slopes`: standardised, all items together: by how many standard deviations the outcome differs between two people
    who differ by one standard deviation on this item and by nothing on the others.
    """

    weights: Floats
    slopes: Floats
    explained: float


def shrinkage(values: Floats, weights: Floats) -> float:
    """How far correlations from these people should be drawn towards zero: 0 (not at all) to 1 (they say nothing).

    `values`: people x columns without blanks. The estimate of Schäfer and Strimmer: how much the correlations would
    vary in other samples, over how large they are. Near 0 for many people, towards 1 where few people
    answered many unrelated items. Raises CannotCompute where a column does not vary, or for fewer than three people.

    R twin: `corpcor::estimate.lambda(x, w)`; source: Schäfer & Strimmer (2005), Statistical Applications in Genetics
    and Molecular Biology 4(1).

    >>> x = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [4.0, 4.0]])
    >>> round(shrinkage(x, np.ones(4)), 4)
    0.2133
    """
    there = weights > 0
    if there.sum() < 3:
        raise CannotCompute(Problem("SHRINKAGE_FEW_PEOPLE", "fewer than three people", expected="three or more"))
    w = weights[there] / weights[there].sum()
    scaled = _standardised(values[there], w)
    squares = float(np.square(w).sum())
    scaled = scaled * np.sqrt(1 - squares)
    r = (scaled * w[:, None]).T @ scaled
    spread = (np.square(scaled) * w[:, None]).T @ np.square(scaled)
    apart = ~np.eye(len(r), dtype=np.bool_)
    size = float(np.square(r[apart]).sum())
    if size <= 0:
        return 1.0
    noise = squares / (1 - squares) * float((spread - np.square(r))[apart].sum())
    return float(np.clip(noise / size, 0.0, 1.0))


def shrunken_correlation(values: Floats, weights: Floats, amount: float) -> Floats:
    """The weighted correlations of the columns, drawn towards zero by `amount` (see `shrinkage`).

    `values`: people x columns without blanks. R twin: `corpcor::cor.shrink(x, lambda, w)`.

    >>> shrunken_correlation(np.array([[1.0, 2.0], [2.0, 4.0], [4.0, 8.0]]), np.ones(3), 0.5)
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    w = weights / weights.sum()
    scaled = _standardised(values, w)
    r: Floats = (1 - amount) * ((scaled * w[:, None]).T @ scaled)
    np.fill_diagonal(r, 1.0)
    return r


def relative_weights(correlation: Floats) -> RelativeWeights:
    """Johnson's relative weights of the items on the outcome, which is the last column.

    `correlation`: (p + 1) x (p + 1), positive definite. The items are replaced by uncorrelated ones that are as near
    to them as possible; what those explain is handed back in proportion to the squared correlations between both. For
    two items the weights are those of LMG (the mean over both orders of entry). None is below zero; together they are
    R squared. Source: Johnson (2000), Multivariate Behavioral Research 35; R twin: `relaimpo` with type "genizi".

    >>> found = relative_weights(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.2], [0.5, 0.2, 1.0]]))
    >>> found.weights.round(4).tolist(), round(found.explained, 4)
    ([0.2317, 0.0217], 0.2533)
    """
    between, outcome = correlation[:-1, :-1], correlation[:-1, -1]
    values, vectors = np.linalg.eigh(between)
    if values.min() <= 0:
        raise CannotCompute(Problem("WEIGHTS_SINGULAR", "items repeat each other", hint="shrink the correlations"))
    near = (vectors * np.sqrt(values)) @ vectors.T
    load = (vectors / np.sqrt(values)) @ vectors.T @ outcome
    weights: Floats = np.square(near) @ np.square(load)
    slopes: Floats = (vectors / values) @ (vectors.T @ outcome)
    return RelativeWeights(weights, slopes, float(weights.sum()))


def _standardised(values: Floats, shares: Floats) -> Floats:
    """Columns with mean 0 and variance 1 by weights that sum to one."""
    centred = values - weighted_mean(values, shares)
    variance = shares @ np.square(centred)
    if (variance <= ROUNDING * np.maximum(shares @ np.square(values), 1e-300)).any():
        raise CannotCompute(Problem("SHRINKAGE_CONSTANT", "a column does not vary", hint="leave it out"))
    scaled: Floats = centred / np.sqrt(variance)
    return scaled

"""Do the items have enough in common for factors to be worth extracting?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

Floats = npt.NDArray[np.float64]

WORDS = ((0.9, "marvellous"), (0.8, "meritorious"), (0.7, "middling"), (0.6, "mediocre"), (0.5, "miserable"))
"""Kaiser's own words for his measure, from the best down; below the last it is unacceptable."""


def kmo(R: Floats) -> tuple[float, Floats]:
    """The Kaiser-Meyer-Olkin measure of sampling adequacy, overall and per item.

    Which share of the squared correlations is not just between two items alone? 0..1; below .5 an item, or the whole
    battery, does not belong in a factor analysis. `R`: positive definite correlations. Items without any correlation
    have 0. R twin: `psych::KMO`. Source: Kaiser (1974), Psychometrika 39.

    >>> overall, items = kmo(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]))
    >>> round(overall, 4), items.round(4)
    (0.6923, array([0.6923, 0.6923, 0.6923]))
    """
    inverse = np.linalg.inv(R)
    scale = 1 / np.sqrt(np.diag(inverse))
    partial = np.square(inverse * scale[:, None] * scale)
    simple = np.square(R)
    np.fill_diagonal(partial, 0.0)
    np.fill_diagonal(simple, 0.0)
    common, alone = simple.sum(axis=0), partial.sum(axis=0)
    items = np.divide(common, common + alone, out=np.zeros(len(R)), where=common + alone > 0)
    total = common.sum() + alone.sum()
    return float(common.sum() / total) if total > 0 else 0.0, items


def kmo_word(value: float) -> str:
    """Kaiser's word for a measure of sampling adequacy.

    >>> kmo_word(0.6626), kmo_word(0.2)
    ('mediocre', 'unacceptable')
    """
    return next((word for floor, word in WORDS if value >= floor), "unacceptable")


def bartlett(R: Floats, n: float) -> tuple[float, int, float]:
    """Bartlett's test of sphericity: chi-square, degrees of freedom, p.

    Could all these correlations be zero? A small p says no, which at survey sizes is nearly always so: it is a floor,
    not a recommendation. `n`: the effective base. R twin: `psych::cortest.bartlett`. Source: Bartlett (1951).

    >>> bartlett(np.array([[1.0, 0.0], [0.0, 1.0]]), 100)
    (0.0, 1, 1.0)
    """
    p = len(R)
    _, log_determinant = np.linalg.slogdet(R)
    statistic = max(0.0, -float(log_determinant) * max(0.0, n - 1 - (2 * p + 5) / 6))
    df = p * (p - 1) // 2
    return statistic, df, float(chdtrc(df, statistic))

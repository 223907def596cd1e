"""Which columns of a table differ: every two columns of a row, and each column against all others together.

All tests take the effective base (`stats.weights.effective_base`) of a column as its n. A row is one family: with
several columns some pair differs by chance more often than one pair does, so p-values are corrected within the row.
Found where nothing differs, announced 5 %: see benchmarks/letters.py.
"""

from __future__ import annotations

from string import ascii_uppercase
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, stdtr

from survey_seg.stats.significance import adjusted

Floats = npt.NDArray[np.float64]
Correction = Literal["bh", "bonferroni", "none"]

CORRECTIONS: tuple[Correction, ...] = ("bh", "bonferroni", "none")

SURE, LIKELY = 0.05, 0.10
"""Below the first a letter is a capital, below the second a small one."""

ROUNDING = 1e-20
"""A variance below this share of the squared mean is the rounding of a weighted sum: nobody differs."""


def shares_differ(share: Floats, base: Floats, other: Floats, other_base: Floats) -> Floats:
    """The p-values of two-sided z tests that two shares are the same, with the pooled variance.

    Arrays of one shape, element by element. NaN where a base is zero, and where both shares are 0 or both 1. R twin:
    `prop.test(c(a, b), c(n, m), correct = FALSE)$p.value`, for weighted answers with effective bases; PSPP: Pearson's
    chi-square of CROSSTABS for the two columns.

    >>> p = shares_differ(np.array([0.5]), np.array([100.0]), np.array([0.36]), np.array([100.0]))
    >>> round(float(p[0]), 4)
    0.0455
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (share * base + other * other_base) / (base + other_base)
        error = np.sqrt(pooled * (1 - pooled) * (1 / base + 1 / other_base))
        p: Floats = np.where((error > 0) & (error < np.inf), 2 * ndtr(-np.abs(share - other) / error), np.nan)
    return p


def means_differ_pairwise(means: Floats, variances: Floats, bases: Floats) -> Floats:
    """The p-values of Welch's two-sided t test for every two columns: columns x columns, NaN on the diagonal.

    `variances`: the weighted ones, divided by the sum of weights. NaN where a base is one or less, and where nobody
    differs in either column. R twin: `t.test(x, y)$p.value` for equal weights; PSPP: T-TEST, equal variances not
    assumed.

    >>> p = means_differ_pairwise(np.array([2.0, 6.0]), np.array([2 / 3, 2 / 3]), np.array([3.0, 3.0]))
    >>> round(float(p[0, 1]), 4)
    0.008
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(variances < ROUNDING * np.square(means), 0.0, variances)
        square = np.where(bases > 1, spread / (bases - 1), np.nan)
        both = square[:, None] + square
        df = both**2 / (square[:, None] ** 2 / (bases[:, None] - 1) + square**2 / (bases - 1))
        t = np.abs(means[:, None] - means) / np.sqrt(both)
        p: Floats = np.where(both > 0, 2 * stdtr(df, -t), np.nan)
    np.fill_diagonal(p, np.nan)
    return p


def shares_differ_pairwise(shares: Floats, bases: Floats) -> Floats:
    """The p-values of `shares_differ` for every two columns: columns x columns, NaN on the diagonal.

    >>> p = shares_differ_pairwise(np.array([0.5, 0.36]), np.array([100.0, 100.0]))
    >>> p.round(4).tolist()
    [[nan, 0.0455], [0.0455, nan]]
    """
    every = np.broadcast_to(shares, (len(shares), len(shares)))
    n = np.broadcast_to(bases, every.shape)
    p = shares_differ(every.T, n.T, every, n)
    np.fill_diagonal(p, np.nan)
    return p


def corrected(p_values: Floats, correction: Correction = "bh") -> Floats:
    """p-values of one family, corrected for how many they are; NaN stays NaN and does not count.

    "bh": at most 5 % of the differences called real at .05 are none (Benjamini and Hochberg). "bonferroni": in at most
    5 % of rows any is none. "none": as they are. R twin: `p.adjust(p, "BH")`, `p.adjust(p, "bonferroni")`.

    >>> corrected(np.array([0.01, 0.04, np.nan]), "bonferroni").tolist()
    [0.02, 0.08, nan]
    """
    if correction == "bh":
        return adjusted(p_values)
    times = int((~np.isnan(p_values)).sum()) if correction == "bonferroni" else 1
    capped: Floats = np.minimum(p_values * times, 1.0)
    return capped


def letters(p: Floats, values: Floats, correction: Correction = "bh") -> tuple[str, ...]:
    """For each column of a row the letters of the columns that it lies above.

    `p`: columns x columns before correction; the row is the family. A capital: below .05, a small letter: below .10.
    The letter stands in the higher cell, so a pair is told once.

    >>> p = np.array([[np.nan, 0.001, 0.08], [0.001, np.nan, 0.3], [0.08, 0.3, np.nan]])
    >>> letters(p, np.array([0.5, 0.3, 0.4]), "none")
    ('Bc', '', '')
    """
    rows, columns = np.triu_indices(len(values), 1)
    tested = corrected(p[rows, columns], correction)
    found: list[list[str]] = [[] for _ in values]
    for first, second, value in zip(rows.tolist(), columns.tolist(), tested.tolist(), strict=True):
        if value < LIKELY:
            high, low = (first, second) if values[first] > values[second] else (second, first)
            found[high].append(letter(low) if value < SURE else letter(low).lower())
    return tuple("".join(sorted(one, key=str.upper)) for one in found)


def letter(column: int) -> str:
    """The letter of a column: A for the first (0).

    >>> letter(0), letter(25)
    ('A', 'Z')
    """
    return ascii_uppercase[column]

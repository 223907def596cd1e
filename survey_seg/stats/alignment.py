"""Which segment of one partition is which of another: across methods, refits and numbers of segments."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

TIE = 9
"""Shares of people that are equal to this many decimals are the same: rounding must not decide between equals."""


def matching(table: Floats) -> Ints:
    """For each column of a cross table the row it corresponds to: one to one, so that most people keep their segment.

    Columns that are left over (more columns than rows) get the numbers after the last row, heaviest first. R twins:
    `clue::solve_LSAP`, `flexclust::relabel`; source: Kuhn (1955), Naval Research Logistics Quarterly 2.

    >>> matching(np.array([[1.0, 8.0, 0.0], [7.0, 0.0, 2.0]])).tolist()
    [1, 0, 2]
    """
    shares = np.round(table / max(float(table.sum()), np.finfo(float).tiny), TIE)
    rows, columns = linear_sum_assignment(shares, maximize=True)
    number = np.full(table.shape[1], -1, dtype=np.int64)
    number[columns] = rows
    spare = np.flatnonzero(number < 0)
    number[spare[np.argsort(-table[:, spare].sum(0), kind="stable")]] = table.shape[0] + np.arange(len(spare))
    return number


def kept(table: Floats) -> float:
    """The share of people of a cross table who keep their segment, once segments are matched one to one (0 to 1).

    The others would be somewhere else. With more segments on one side, people in those without a counterpart move. R
    twin: `mclust::classError` (1 minus it); source: as `matching`.

    >>> kept(np.array([[1.0, 8.0, 0.0], [6.0, 0.0, 1.0]]))
    0.875
    """
    number = matching(table)
    there = number < len(table)
    return float(table[number[there], np.flatnonzero(there)].sum() / table.sum())

"""What marks a segment: the basis items on which it differs most from everybody else."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Basis
from survey_seg.stats.association import standardised_difference

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SMALLEST_DIFFERENCE = 0.25
"""Standard deviations; between small (.2) and medium (.5)."""


def find_markers(labels: Ints, basis: Basis) -> pd.DataFrame:
    """Per segment the items on which it stands at least a quarter of a standard deviation from the rest.

    Columns: segment, variable, text, mean (codes as asked, people who answered), total_mean, difference (segment
    against the rest, in pooled standard deviations; + is above), rank (1 is the strongest). There is no p-value: the
    items made the segments, so they differ by construction.
    """
    rows = []
    for segment in range(1, int(labels.max()) + 1):
        found = [_compared(segment, item, labels, basis) for item in range(len(basis.items))]
        found = [row for row in found if abs(row["difference"]) >= SMALLEST_DIFFERENCE]
        found.sort(key=lambda row: (-round(abs(row["difference"]), 9), row["variable"]))
        rows += [row | {"rank": rank} for rank, row in enumerate(found, start=1)]
    return pd.DataFrame(rows, columns=["segment", "variable", "text", "mean", "total_mean", "difference", "rank"])


def _compared(segment: int, item: int, labels: Ints, basis: Basis) -> dict[str, Any]:
    there = ~np.isnan(basis.raw[:, item]) & (basis.weights > 0)
    codes, weights, inside = basis.raw[there, item], basis.weights[there], labels[there] == segment
    known = bool(inside.any())
    return {
        "segment": segment,
        "variable": basis.items[item],
        "text": basis.texts[item],
        "mean": float(np.average(codes[inside], weights=weights[inside])) if known else float("nan"),
        "total_mean": float(np.average(codes, weights=weights)),
        "difference": standardised_difference(codes, inside, weights),
    }

"""Is each construct of the questionnaire measured well enough, and what does each item add to it?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Basis
from survey_seg.errors import CannotCompute
from survey_seg.stats.reliability import omega, reliability
from survey_seg.stats.weights import weighted_mean, weighted_variance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SCALE_COLUMNS = ["construct", "items", "alpha", "standardised_alpha", "lambda6", "average_r", "omega_total"]
ITEM_COLUMNS = ["item", "construct", "difficulty", "spread", "item_rest", "alpha_dropped"]
FEWEST_FOR_OMEGA = 3


def describe_scales(basis: Basis, codes: Floats, R: Floats) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Reliability of every construct of two items or more, and how hard and how useful each item is.

    `codes`: people x items on 0..1, reversed items turned, NaN where blank; `R`: their correlations, the matrix of the
    factors. The first table has a row per construct in the order of the questionnaire, the second a row per item:
    `difficulty` is the mean on 0..1 (small: few agree), `item_rest` and `alpha_dropped` are NaN for an item without
    companions. A construct whose items cancel out has NaN for everything.
    """
    names = basis.constructs or ("",) * len(basis.items)
    scales = []
    items = pd.DataFrame({"item": basis.items, "construct": names}, columns=ITEM_COLUMNS).astype({"item": str})
    moments = [_moments(column, basis.weights) for column in codes.T]
    if basis.everybody is not None:
        moments = list(zip(basis.everybody.mean, basis.everybody.spread, strict=True))
    items["difficulty"], items["spread"] = [mean for mean, _ in moments], [spread for _, spread in moments]
    rest, dropped = np.full(len(names), np.nan), np.full(len(names), np.nan)
    for construct in dict.fromkeys(names):
        place = np.flatnonzero([name == construct for name in names])
        if construct == "" or len(place) < 2:
            continue
        row: dict[str, object] = {"construct": construct, "items": len(place)}
        mine = R[np.ix_(place, place)]
        try:
            found = reliability(mine, items["spread"].to_numpy()[place])
            rest[place], dropped[place] = found.item_rest, found.alpha_dropped
            row |= {
                "alpha": found.alpha,
                "standardised_alpha": found.standardised,
                "lambda6": found.lambda6,
                "average_r": found.average_r,
                "omega_total": omega(mine, 1).total if len(place) >= FEWEST_FOR_OMEGA else np.nan,
            }
        except CannotCompute:
            row |= dict.fromkeys(SCALE_COLUMNS[2:], np.nan)
        scales.append(row)
    items["item_rest"], items["alpha_dropped"] = rest, dropped
    return pd.DataFrame(scales, columns=SCALE_COLUMNS), items


def _moments(column: Floats, weights: Floats) -> tuple[float, float]:
    known = ~np.isnan(column)
    answers = column[known][:, None]
    spread = float(np.sqrt(weighted_variance(answers, weights[known])[0]))
    return float(weighted_mean(answers, weights[known])[0]), spread

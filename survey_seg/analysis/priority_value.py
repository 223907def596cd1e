"""What segments are worth in money: their part of the whole, per head, and how few people carry it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.criterion import spent_criteria
from survey_seg.analysis.model import Segmentation
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]

TOP = 0.2
"""The part of the people whose part of the value is told: the best fifth."""

FEWEST = 10
"""Answers below which no sum of money is told: it could be undone to single people."""

Z = 1.959963984540054

VALUE_COLUMNS = (
    "variable",
    "text",
    "segment",
    "base",
    "n_eff",
    "people_share",
    "value_share",
    "value_low",
    "value_high",
    "index",
    "index_low",
    "index_high",
    "top_share",
    "top_low",
    "top_high",
)


def values_of(responses: Responses) -> dict[str, Floats]:
    """Answers of the value variables, or else of the outcomes, by name, counted from the bottom of their scale.

    Those in the basis are left out: the segments were made to differ in them. So are those with answers below 0.
    """
    spent = {variable.name for variable in spent_criteria(responses.questionnaire)}
    for role in ("value", "outcome"):
        found = {name: codes for name, codes in _amounts(responses, role).items() if name not in spent}
        if found:
            return found
    return {}


def below_zero(responses: Responses) -> tuple[str, ...]:
    """Value variables, and outcomes where no value is left, that somebody answered below 0: they have no shares."""
    found: dict[str, bool] = {}
    counted = values_of(responses)
    for role in ("value", "outcome"):
        answered = {variable.name: bool(known.min() < 0) for variable, _, known in _answered(responses, role)}
        found |= answered
        if not counted.keys().isdisjoint(answered):
            break
    return tuple(name for name, below in found.items() if below)


def known_in_all(values: Floats, labels: npt.NDArray[np.int64], k: int) -> bool:
    """Whether at least ten values are known in every segment, counted from 1."""
    return bool((np.bincount(labels[~np.isnan(values)], minlength=k + 1)[1:] >= FEWEST).all())


def _answered(responses: Responses, role: str) -> Iterator[tuple[Variable, Floats, Floats]]:
    """The variables of a role that have a mean, with everybody's answers and those of people who count."""
    for variable in responses.questionnaire.variables():
        if role in variable.roles and variable.kind in {"scale", "number"} and variable.name in responses.answers:
            codes = _from_bottom(variable, responses.answers[variable.name].to_numpy(dtype=np.float64))
            known = codes[~np.isnan(codes) & (responses.weights > 0)]
            if len(known):
                yield variable, codes, known


def _amounts(responses: Responses, role: str) -> dict[str, Floats]:
    answered = _answered(responses, role)
    return {variable.name: codes for variable, codes, known in answered if known.min() >= 0 and known.max() > 0}


def _from_bottom(variable: Variable, codes: Floats) -> Floats:
    """Answers counted from the bottom of their rating scale; of a number the declared least is no zero: it stays."""
    if variable.low is None or variable.high is None:
        return codes
    if variable.reverse:
        return variable.high - codes
    return codes if variable.question.type == "number" else codes - variable.low


def value_table(segmentation: Segmentation, responses: Responses) -> pd.DataFrame:
    """Whose money it is: each segment's part of every value that was asked or joined from the customer database.

    A row per value variable and segment: people_share (of those whose value is known), value_share = sum of w x value
    in the segment / sum of w x value, index = 100 x value_share / people_share, top_share (the part of the segment's
    value that its best fifth holds: .2 where all are worth the same). 95 % intervals by linearisation, of the shares on
    the logit and of the index on the log scale. Amounts are counted from 0: a rating scale from its lowest point.
    A variable with answers below 0 has no rows. Empty without a variable of the role value; NaN for a segment in which
    fewer than ten values are known, and for all segments then, because the last one could be worked out. R twin:
    `survey::svyratio`.
    """
    texts = {variable.name: variable.text for variable in responses.questionnaire.variables()}
    rows = [
        {"variable": name, "text": texts[name]} | row
        for name, column in _amounts(responses, "value").items()
        for row in _rows(column, responses.weights, segmentation.labels, segmentation.k)
    ]
    return pd.DataFrame(rows, columns=list(VALUE_COLUMNS))


def _rows(values: Floats, weights: Floats, labels: npt.NDArray[np.int64], k: int) -> Iterator[dict[str, Any]]:
    known = ~np.isnan(values) & (weights > 0)
    v, w, member = values[known], weights[known], labels[known]
    enough = known_in_all(v, member, k)
    for segment in range(1, k + 1):
        here = member == segment
        row: dict[str, Any] = {"segment": segment, "base": int(here.sum()), "n_eff": effective_base(w[here])}
        yield row | (_worth(v, w, here) if enough else {})


def _worth(v: Floats, w: Floats, here: npt.NDArray[np.bool_]) -> dict[str, float]:
    inside = here.astype(np.float64)
    share, d_share = _ratio(inside, np.ones(len(v)), w)
    part, d_part = _ratio(v * inside, v, w)
    index = part / share
    d_index = (d_part - index * d_share) / share
    top, d_top = top_share(v[here], w[here])
    part_ends, top_ends = logit_interval(part, _error(d_part)), logit_interval(top, _error(d_top))
    reach = Z * _error(d_index) / index if index > 0 else np.nan
    return {
        "people_share": share,
        "value_share": part,
        "value_low": part_ends[0],
        "value_high": part_ends[1],
        "index": 100 * index,
        "index_low": float(100 * index * np.exp(-reach)),
        "index_high": float(100 * index * np.exp(reach)),
        "top_share": top,
        "top_low": top_ends[0],
        "top_high": top_ends[1],
    }


def _ratio(above: Floats, below: Floats, w: Floats) -> tuple[float, Floats]:
    """A ratio of two weighted sums, and what each person contributes to it (linearised)."""
    whole = float(w @ below)
    if not whole > 0:
        return float("nan"), np.full(len(w), np.nan)
    ratio = float(w @ above) / whole
    return ratio, w * (above - ratio * below) / whole


def top_share(values: Floats, weights: Floats, part: float = TOP) -> tuple[float, Floats]:
    """What the best `part` of people hold of the whole, and what each contributes to it (linearised).

    People at the border count in part, so that a weight of two is two people. NaN where the whole is 0.

    >>> round(top_share(np.array([8.0, 1.0, 1.0, 0.0, 0.0]), np.ones(5))[0], 2)
    0.8
    """
    whole, people = float(weights @ values), float(weights.sum())
    if not whole > 0:
        return float("nan"), np.full(len(values), np.nan)
    order = np.lexsort([weights, -values])
    before = np.cumsum(weights[order]) - weights[order]
    inside = np.clip(part * people - before, 0.0, weights[order])
    share = float(inside @ values[order]) / whole
    border = float(values[order][np.flatnonzero(inside > 0)[-1]])
    each = weights * (np.maximum(values - border, 0.0) + part * border - share * values) / whole
    return share, each


def _error(each: Floats) -> float:
    """The standard error of what is linearised, people drawn with replacement."""
    n = len(each)
    return float(np.sqrt(np.square(each - each.mean()).sum() * n / (n - 1))) if n > 1 else float("nan")


def logit_interval(share: float, error: float) -> tuple[float, float]:
    """The 95 % interval of a share by its standard error, on the logit scale; R twin: `survey::svyciprop` (logit).

    NaN where the share is 0 or 1: there its standard error is 0, which is not to be sure.

    >>> low, high = logit_interval(0.5, 0.05)
    >>> round(low, 4), round(high, 4)
    (0.4032, 0.5968)
    """
    if not 0 < share < 1:
        return float("nan"), float("nan")
    centre, reach = np.log(share / (1 - share)), Z * error / (share * (1 - share))
    return float(1 / (1 + np.exp(-(centre - reach)))), float(1 / (1 + np.exp(-(centre + reach))))

"""The figures of one row of a table: shares or means by column, their intervals, letters and index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from survey_seg.stats.column_tests import (
    SURE,
    Correction,
    corrected,
    letters,
    means_differ_pairwise,
    shares_differ,
    shares_differ_pairwise,
)
from survey_seg.stats.significance import mean_interval, wilson
from survey_seg.stats.weights import weighted_variance

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = tuple[float | None, ...]

ROUNDED = 1
"""Decimals of a mean beside hidden answers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `kind` is "answer", "net" or "mean". Every tuple has an entry for everybody and then one per segment.

    `value` is a share or a mean, `low` and `high` the ends of its 95 % interval, None where it is not shown. `letters`
    names the segments that lie clearly below; `rest` is "higher" or "lower" than all others together, or "". `hidden`:
    the value is not shown because it would tell on few people. `rounded`: so would more decimals, and an interval.
    """

    kind: Literal["answer", "net", "mean"]
    label: str
    value: Numbers
    low: Numbers
    high: Numbers
    index: Numbers
    letters: tuple[str, ...]
    rest: tuple[str, ...]
    hidden: tuple[bool, ...]
    rounded: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns of a table: who answered (columns x people), bases, and which columns may be tested.

    `others`: the effective base of all people of other segments. The first column is everybody.
    """

    groups: Flags
    weights: Floats
    n_eff: Floats
    others: Floats
    usable: Flags
    correction: Correction


def share_row(kind: Literal["answer", "net"], label: str, gave: Flags, figures: Figures, hidden: Flags) -> Row:
    """The shares of those who gave an answer, or any of several."""
    mass = figures.groups @ figures.weights
    inside = (figures.groups & gave) @ figures.weights
    share = _ratio(inside, mass)
    rest = _ratio(inside[0] - inside, mass[0] - mass)
    usable = figures.usable & ~hidden
    bases = np.where(usable, figures.n_eff, np.nan)[1:]
    p_rest = shares_differ(share[1:], bases, rest[1:], np.where(usable, figures.others, np.nan)[1:])
    low, high = wilson(share, figures.n_eff)
    return Row(
        kind=kind,
        label=label,
        value=_shown(share, hidden),
        low=_shown(low, hidden),
        high=_shown(high, hidden),
        index=_index(share, hidden),
        letters=("", *letters(shares_differ_pairwise(share[1:], bases), share[1:], figures.correction)),
        rest=("", *_against(p_rest, (share - rest)[1:], figures.correction)),
        hidden=tuple(bool(one) for one in hidden),
        rounded=(False,) * len(share),
    )


def mean_row(values: Floats, figures: Figures, hidden: Flags, rounded: Flags, *, index: bool) -> Row:
    """The means of a scale or of amounts; an `index` is only given for amounts, which have a true zero."""
    parts = [(values[group], figures.weights[group]) for group in figures.groups]
    means, variances = np.array([_moments(*part) for part in parts]).T
    others = np.array([_moments(values[one], figures.weights[one]) for one in figures.groups[0] & ~figures.groups]).T
    usable = figures.usable & ~hidden
    bases = np.where(usable, figures.n_eff, np.nan)
    p_rest = np.array([
        means_differ_pairwise(np.array([means[i], others[0][i]]), np.array([variances[i], others[1][i]]),
                              np.array([bases[i], figures.others[i]]))[0, 1]
        for i in range(1, len(means))
    ])  # fmt: skip
    ends = [
        mean_interval(float(m), float(v), float(n)) for m, v, n in zip(means, variances, figures.n_eff, strict=True)
    ]
    low, high = np.array(ends).T
    pairs = means_differ_pairwise(means[1:], variances[1:], bases[1:])
    return Row(
        kind="mean",
        label="Mean",
        value=_shown(np.where(rounded, means.round(ROUNDED), means), hidden),
        low=_shown(low, hidden | rounded),
        high=_shown(high, hidden | rounded),
        index=_index(means, hidden) if index else (None,) * len(means),
        letters=("", *letters(pairs, means[1:], figures.correction)),
        rest=("", *_against(p_rest, (means - others[0])[1:], figures.correction)),
        hidden=tuple(bool(one) for one in hidden),
        rounded=tuple(bool(one) for one in rounded & ~hidden),
    )


def _moments(values: Floats, weights: Floats) -> tuple[float, float]:
    if not weights.any():
        return float("nan"), float("nan")
    return float(np.average(values, weights=weights)), float(weighted_variance(values[:, None], weights)[0])


def _ratio(part: Floats, whole: Floats) -> Floats:
    filled: Floats = np.full(len(part), np.nan)
    np.divide(part, whole, out=filled, where=whole > 1e-9 * whole[0])
    return filled


def _index(values: Floats, hidden: Flags) -> Numbers:
    total = float(values[0])
    if hidden[0] or not total > 0:
        return (None,) * len(values)
    return _shown(100 * values / total, hidden)


def _against(p: Floats, difference: Floats, correction: Correction) -> list[str]:
    sure = corrected(p, correction) < SURE
    return [("higher" if d > 0 else "lower") if real else "" for real, d in zip(sure, difference, strict=True)]


def _shown(values: Floats, hidden: Flags) -> Numbers:
    known = np.isfinite(values) & ~hidden
    return tuple(float(value) if show else None for value, show in zip(values, known, strict=True))

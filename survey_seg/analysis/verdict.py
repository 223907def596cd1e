"""What the evidence says about segments: natural, reproducible, constructive, or none.

| verdict | more stable than one population | gaps between segments | stable in itself |
|---|---|---|---|
| natural | yes | half of the segments or more | |
| reproducible | yes | fewer | |
| constructive | no | | yes |
| none | no | | no |

"One population" is twenty studies simulated with this study's margins, correlations and skewness, and nobody in any
segment (`stats.null_model`): correlated answers alone make clusters look stable, so the level to beat is the study's
own for so many segments, with the margin that the best of all numbers in question has there: the best is taken here
too; and it is never below .4.
A gap: the people of two segments have two humps on the axis that tells them apart best (`stats.separation`). Stable in
itself: stability and every segment's Jaccard similarity at least .6, where fpc::clusterboot stops trusting. The words
are those of Dolnicar & Leisch (2010), Marketing Letters 21. How often the rule is right was measured on simulated
studies with and without segments: `benchmarks/verdict.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Verdict

Floats = npt.NDArray[np.float64]

SMALLEST = 0.05
"""A segment below this share is neither found again nor worth a programme."""

DEVICE = 0.6
"""Stability and worst Jaccard from which an arbitrary division can still be used as a management device."""

LEAST = 0.4
"""Below this stability nothing counts as found again, whatever one population shows: in simulated studies segments
so unstable agreed with the true ones by .22."""

GAPS = 0.5
"""Share of segments with a gap to every other from which segments are called natural."""

NORMAL_95 = 1.7
"""Standard deviations above the mean that 95 in 100 stay below (normal 1.64; a little more for twenty draws)."""

SENTENCES: Mapping[Verdict, str] = {
    "natural": "These groups exist: they are found again in resampled data far more reliably than groups cut out of "
    "one population, and gaps run between them.",
    "reproducible": "These groups are found again in resampled data more reliably than groups cut out of one "
    "population would be, but there are no gaps between them: people near a border could be in either.",
    "constructive": "There is no evidence of separate groups; this is a stable way of dividing one population, useful "
    "as a device to work with, not a discovery.",
    "none": "There are no segments here: any division of these answers would come out differently with other people of "
    "the same kind.",
}


MORE = 0.3
"""The power of log k by which the same stability counts for more the more segments it is found for."""

UNLIKELY = 0.2
"""What the least likely number of segments loses beside the most likely one, by the first model's BIC."""


ENOUGH_ITEMS = 10
"""Ratings from which a mixture of normal groups is judged by its BIC. It fits the few points of fewer items, or of
short scales, with groups of its own and likes ever more segments: with it 22 % of 40 simulated studies of 6 and 8 items
had the right number, without it 48 %; of 15 studies of three-point scales none and 27 %."""


def support(table: pd.DataFrame, *, with_likelihood: bool = True) -> Floats:
    """How well each number of segments is supported, on the scale of stability; NaN for one segment.

    `table`: columns k, stability, agreement, bic. The same segments are found in other samples (stability) and by
    other models (agreement): the mean of both. `with_likelihood` (for ENOUGH_ITEMS ratings and more) two things are
    added. That mean comes down as k goes up whatever the truth, so it is weighted by (log k / log 3) to the power MORE:
    what is agreed about six segments says more than the same about three. And the model with so many segments is to be
    likely: off comes UNLIKELY times the place of its BIC between the best (0) and the worst (1) of three segments and
    more; nothing where no BIC is known. Both constants lie in the middle of a wide plateau on 150 simulated studies,
    and none of the three alone is right as often (`benchmarks/recovery.py`).

    >>> table = pd.DataFrame({"k": [3, 4], "stability": [0.8, 0.7], "agreement": 0.6, "bic": [9.0, 5.0]})
    >>> support(table).round(3).tolist()
    [0.5, 0.697]
    """
    k = table["k"].to_numpy(dtype=np.float64)
    found: Floats = table[["stability", "agreement"]].mean(axis=1, skipna=False).to_numpy()
    if not with_likelihood:
        return found
    bic = table["bic"].to_numpy(dtype=np.float64)
    several = bic[(k > 2) & ~np.isnan(bic)]
    worse = np.zeros(len(k))
    if len(several) and np.ptp(several) > 0:
        worse = np.nan_to_num(np.clip((bic - several.min()) / np.ptp(several), 0.0, 1.0))
    weighted: Floats = found * (np.log(k) / np.log(3)) ** MORE - UNLIKELY * worse
    return weighted


def null_level(stability: Floats) -> float:
    """The stability that 95 of 100 studies with one population stay below, from some simulated ones.

    >>> null_level(np.array([0.2, 0.2, 0.2]))
    0.2
    """
    known = stability[~np.isnan(stability)]
    if not len(known):
        return float("nan")
    spread = float(known.std(ddof=1)) if len(known) > 1 else 0.0
    return float(min(known.mean() + NORMAL_95 * spread, known.max()))


def found_again(stability: Floats | float, level: Floats | float) -> npt.NDArray[np.bool_]:
    """Whether a stability is above what one population stays below, and high enough to count at all.

    >>> found_again(np.array([0.5, 0.35]), 0.3).tolist()
    [True, False]
    """
    return np.asarray(np.greater(stability, level) & np.greater_equal(stability, LEAST))


def verdict_of(row: Mapping[str, float], level: float) -> Verdict:
    """The verdict on one solution, a row of `Candidates.table`. `level`: what one population stays below.

    >>> row = {"stability": 0.8, "jaccard_min": 0.7, "separated": 1.0}
    >>> verdict_of(row, 0.7), verdict_of(row | {"separated": 0.2}, 0.7), verdict_of(row, 0.9)
    ('natural', 'reproducible', 'constructive')
    """
    if found_again(row["stability"], level):
        return "natural" if row["separated"] >= GAPS else "reproducible"
    return "constructive" if min(row["stability"], row["jaccard_min"]) >= DEVICE else "none"


def levels(null: Floats, k_range: tuple[int, int]) -> dict[int, float]:
    """For each k of a range the stability that one population stays below when the best k of the range is taken.

    `null`: studies x (k = 2, 3, ...). The mean of the studies at k, plus what their best margin over such means within
    the range stays below: fewer segments are stabler in any data, so margins are compared, not stabilities.

    >>> levels(np.array([[0.9, 0.3, 0.2], [0.7, 0.5, 0.2]]), (2, 3))
    {2: 0.9, 3: 0.5}
    """
    ks = [k for k in range(max(k_range[0], 2), k_range[1] + 1) if k - 2 < null.shape[1]]
    inside = null[:, [k - 2 for k in ks]] if ks else null[:, :0]
    inside = inside[~np.isnan(inside).all(1)]
    if not inside.size:
        return {}
    mean = np.array([float(column[~np.isnan(column)].mean()) for column in inside.T if not np.isnan(column).all()])
    best = null_level(np.nanmax(inside[:, : len(mean)] - mean, axis=1))
    return {k: float(level + best) for k, level in zip(ks, mean, strict=False)}


def choose_k(table: pd.DataFrame, null: Floats, k_range: tuple[int, int]) -> tuple[int, str]:
    """How many segments, and why in a sentence.

    Solutions with a segment below 5 % are not considered. Inside the range the best supported solution (`support`)
    among those more stable than one population is taken; if there is none, the best supported one outside that is (from
    three segments on: two are stable wherever answers correlate). Then the most stable of the range that can serve as a
    device. Otherwise one segment: everybody.
    """
    if len(table) == 1:
        return 1, "People answer too much alike, or are too few, for more than one segment."
    low, high = k_range
    span = f"{low} to {high}" if low != high else f"{low}"
    large = table[(table["k"] > 1) & (table["share_min"] >= SMALLEST)]
    inside = large[large["k"].between(low, high)]
    outside = large[~large["k"].between(low, high) & (large["k"] > 2)]
    for rows, level, text in (
        (inside, levels(null, k_range), f"Of the solutions with {span} segments this is the best supported"),
        (outside, levels(null, (3, int(table["k"].max()))), f"Nothing with {span} segments is beyond one population; "
         "of the rest this is the best supported"),
    ):  # fmt: skip
        beyond = found_again(rows["stability"].to_numpy(), rows["k"].map(level).to_numpy(dtype=np.float64))
        best = _highest(rows[beyond], "support")
        if best is not None:
            figures = f"{_figures(best, level)}, models agree {best['agreement']:.2f}"
            return int(best["k"]), f"{text} ({figures})."
    best = _highest(inside, "stability")
    if best is None:
        if table["k"].max() < low:
            return 1, f"People are too few, or answer too much alike, for {span} segments."
        return 1, f"Every solution with {span} segments has one below {SMALLEST:.0%} of the people."
    level = levels(null, k_range)
    if verdict_of(best, level.get(int(best["k"]), np.nan)) == "constructive":
        text = f"No solution with {span} segments is more stable than one population; this is the most stable division"
        return int(best["k"]), f"{text} ({_figures(best, level)})."
    text = f"No solution with {span} segments is more stable than one population and than {LEAST}, or stable in itself"
    return 1, f"{text} (the best: {_figures(best, level)})."


def _highest(rows: pd.DataFrame, by: str) -> dict[str, float] | None:
    if not len(rows):
        return None
    ordered = rows.sort_values([by, "k"], ascending=[False, True]).to_dict("records")
    return {str(name): float(value) for name, value in ordered[0].items()}


def _figures(row: Mapping[str, float], level: Mapping[int, float]) -> str:
    known = "one population answers too much alike to compare"
    if row["k"] in level:
        known = f"one population up to {level[int(row['k'])]:.2f}"
    return f"stability {row['stability']:.2f}, {known}"

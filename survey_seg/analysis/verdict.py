"""What the evidence says about segments: natural, reproducible, constructive, or none.

| verdict | tighter than one population ever is | more stable than one population | stable in itself |
|---|---|---|---|
| natural | yes | either of the two | either of the two |
| reproducible | no | yes | |
| constructive | | no | yes |
| none | | no | no |

"One population" is sixty studies simulated with this study's margins, correlations and skewness, and nobody in any
segment (`stats.null_model`): correlated answers alone make k-means look stable, so the level to beat is the study's
own. More stable: above all twenty whose stability is measured (one population gets there in fewer than five studies of
a hundred). Tighter: the share of variance within segments is more than three standard deviations below theirs.
Stable in itself: stability and every segment's Jaccard similarity at least .6, where fpc::clusterboot stops trusting.
The words are those of Dolnicar & Leisch (2010), Marketing Letters 21. How often the rule is right was measured on
simulated studies with and without segments: `benchmarks/verdict.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from survey_seg.analysis.model import Verdict

SMALLEST = 0.05
"""A segment below this share is neither found again nor worth a programme."""

DEVICE = 0.6
"""Stability and worst Jaccard from which an arbitrary division can still be used as a management device."""

SENTENCES: Mapping[Verdict, str] = {
    "natural": "These groups exist: they are tighter than answers of one population with the same correlations ever "
    "are, and they are found again in resampled data.",
    "reproducible": "These groups are found again in resampled data more reliably than groups cut out of one "
    "population would be, but there are no gaps between them: people near a border could be in either.",
    "constructive": "There is no evidence of separate groups; this is a stable way of dividing one population, useful "
    "as a device to work with, not a discovery.",
    "none": "There are no segments here: any division of these answers would come out differently with other people of "
    "the same kind.",
}


def verdict_of(row: Mapping[str, float]) -> Verdict:
    """The verdict on one solution, a row of `Candidates.table`.

    >>> row = {"stability": 0.8, "null_stability": 0.7, "explained": 0.4, "null_within": 0.5, "jaccard_min": 0.7}
    >>> verdict_of(row), verdict_of(row | {"null_stability": 0.9}), verdict_of(row | {"null_within": 0.65})
    ('reproducible', 'constructive', 'natural')
    """
    above = row["stability"] > row["null_stability"]
    stable = min(row["stability"], row["jaccard_min"]) >= DEVICE
    if 1 - row["explained"] < row["null_within"] and (above or stable):
        return "natural"
    if above:
        return "reproducible"
    return "constructive" if stable else "none"


def choose_k(table: pd.DataFrame, k_range: tuple[int, int]) -> tuple[int, str]:
    """How many segments, and why in a sentence.

    Solutions with a segment below 5 % are not considered. Inside the range natural solutions go before reproducible
    ones, and among equals the one farthest above the stability of one population is taken (stability alone prefers few
    segments, whether there are any or not). Only if the range holds neither, a natural solution outside it. Then the
    most stable solution of the range that can serve as a device. Otherwise one segment: everybody.
    """
    low, high = k_range
    if len(table) == 1:
        return 1, "People answer too much alike, or are too few, for more than one segment."
    tried = table[table["k"] > 1].assign(above=table["stability"] - table["null_stability"])
    large = tried[tried["share_min"] >= SMALLEST]
    inside = large["k"].between(low, high)
    verdicts = pd.Series([verdict_of(row) for row in large.to_dict("records")], index=large.index, dtype=object)
    span = f"{low} to {high}" if low != high else f"{low}"
    for chosen, by, text in (
        (large[inside & (verdicts == "natural")], "above", f"Of the natural solutions with {span} segments"),
        (large[inside & (verdicts == "reproducible")], "above", f"Of the reproducible solutions with {span} segments"),
        (
            large[verdicts == "natural"],
            "above",
            f"Nothing with {span} segments is natural or reproducible; of the rest",
        ),
        (large[inside & (verdicts == "constructive")], "stability", f"Of the divisions into {span} segments"),
    ):
        if len(chosen):
            best = chosen.sort_values([by, "k"], ascending=[False, True]).iloc[0]
            what = "most stable" if by == "stability" else "most stable against one population"
            figures = f"stability {best['stability']:.2f}, one population up to {best['null_stability']:.2f}"
            return int(best["k"]), f"{text} this is the {what} ({figures})."
    if not inside.any():
        return 1, f"Every solution with {span} segments has one below {SMALLEST:.0%} of the people."
    return 1, f"No solution with {span} segments is more stable or tighter than one population, or stable in itself."

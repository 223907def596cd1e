"""What else a researcher should look at before settling on a number of segments.

Segments that would merge or split next to it, other divisions of people that are supported as well, and small segments
that only appear with more of them and are worth much. All of it follows from the solutions that were compared; nothing
is fitted again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.choice import SHAKY, SMALL
from survey_seg.analysis.model import Candidates
from survey_seg.analysis.verdict import SMALLEST, found_again
from survey_seg.stats.agreement import adjusted_rand, cross_table
from survey_seg.stats.alignment import kept
from survey_seg.stats.segment_level import flows, merge_candidates, split_candidates
from survey_seg.stats.significance import mean_interval
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEAR = 0.05
"""Solutions whose support (or a model whose stability) is no more than this below the chosen one's are supported about
as well. In 150 simulated studies with 3 to 6 known segments the number with most support was right in 50 %, it or one
of these in 67 %, with .6 of these a study (`benchmarks/recovery.py`)."""

ANOTHER = 0.05
"""Share of people that has to move for a division to be another one."""

WELL_ABOVE = 150.0
"""Value index (100 is average) from which a small segment is worth a look."""

FEWEST = 20
"""People with a known value (effective number) below which a segment's mean value is not judged."""

LEVEL = 0.95

MERGES = ("segment", "other", "into", "share", "recovery")
SPLITS = ("segment", "one", "other", "share", "recovery")
EQUALS = ("k", "method", "stability", "support", "agreement", "moved")
SMALL_ONES = ("k", "segment", "share", "recovery", "variable", "index", "low", "origin", "origin_share")


def merges(candidates: Candidates, weights: Floats, k: int) -> pd.DataFrame:
    """Segments of the chosen solution that are one with a segment less.

    `weights`: one per person. A row per pair: segment, other (both of k); into (of k - 1); share (of their people who
    go there, the smaller one's); recovery (Jaccard similarity of the merged one in bootstrap samples). Segments are
    numbered from 1.
    """
    if k < 3 or k not in candidates.labels:
        return pd.DataFrame(columns=list(MERGES))
    rows = [
        (one.segments[0] + 1, one.segments[1] + 1, one.into + 1, one.share, float(candidates.jaccard[k - 1][one.into]))
        for one in merge_candidates(_flow(candidates, weights, k - 1))
    ]
    return pd.DataFrame(rows, columns=list(MERGES))


def splits(candidates: Candidates, weights: Floats, k: int) -> pd.DataFrame:
    """Segments of the chosen solution that are two stable ones with a segment more.

    A row per segment: segment (of k), one, other (of k + 1), share (of its people in the smaller part), recovery
    (Jaccard similarity of the less stable part). Numbered from 1.
    """
    if k < 2 or k + 1 not in candidates.labels:
        return pd.DataFrame(columns=list(SPLITS))
    rows = [
        (one.segment + 1, one.into[0] + 1, one.into[1] + 1, one.share, one.recovery)
        for one in split_candidates(_flow(candidates, weights, k), candidates.jaccard[k + 1])
    ]
    return pd.DataFrame(rows, columns=list(SPLITS))


def near_equals(candidates: Candidates, weights: Floats, k: int) -> pd.DataFrame:
    """Other divisions of people that are supported about as well as the chosen one (see NEAR), best first.

    Other numbers of segments: more stable than one population, no segment below 5 %, and as much support. At the
    chosen number: a model's own division that is found again as reliably and moves at least 5 % of the people. A row
    each: k, method ("" for what the models agree on), stability, support (NaN for one model), agreement (adjusted Rand
    index with the chosen solution), moved (share of people who would be in another segment).
    """
    if k < 2 or k not in candidates.labels:
        return pd.DataFrame(columns=list(EQUALS))
    table = candidates.table.set_index("k")
    found = [*_other_numbers(candidates, table, weights, k), *_own_divisions(candidates, table, k)]
    return pd.DataFrame(found, columns=list(EQUALS))


def small_but_valuable(candidates: Candidates, weights: Floats, k: int, values: Mapping[str, Floats]) -> pd.DataFrame:
    """Small segments that only appear with more segments than chosen, are found again, and are worth much per head.

    `values`: amounts from 0 up by name, one per person, NaN where not known. Small: below 10 % of the people; found
    again: Jaccard similarity of .6 or more; worth much: a mean of at least 1.5 times everybody's whose interval lies
    above it (95 %, shared out over all means that are looked at). Each is shown with the fewest segments it appears
    with; a segment the chosen solution has already is not shown. A row per segment, with the value that stands out
    most: k, segment (numbered from 1), share, recovery, variable, index (100 is average), low (of the interval),
    origin (the chosen solution's segment most of its people come from), origin_share (how many of them).
    """
    looked = list(_new_small_ones(candidates, weights, k)) if k > 1 else []
    tests = max(1, len(looked) * len(values))
    rows: list[dict[str, Any]] = []
    for many, one in looked:
        people = candidates.labels[many] == one
        worth = _worth(people, weights, values, level=1 - (1 - LEVEL) / tests)
        if worth is not None:
            origin = np.bincount(candidates.labels[k][people], weights[people], k) / weights[people].sum()
            row: dict[str, Any] = {"k": many, "segment": one + 1, "share": float(weights[people].sum() / weights.sum())}
            row["recovery"] = float(candidates.jaccard[many][one])
            rows.append(row | worth | {"origin": int(origin.argmax()) + 1, "origin_share": float(origin.max())})
    return pd.DataFrame(rows, columns=list(SMALL_ONES))


def _flow(candidates: Candidates, weights: Floats, k: int) -> Floats:
    return flows({number: candidates.labels[number] for number in (k, k + 1)}, weights)[k]


def _other_numbers(candidates: Candidates, table: pd.DataFrame, weights: Floats, k: int) -> Iterator[dict[str, Any]]:
    mine = candidates.labels[k]
    fine = table[(table.index > 1) & (table.index != k) & (table["share_min"] >= SMALLEST)]
    fine = fine[found_again(fine["stability"].to_numpy(), fine["null_stability"].to_numpy())]
    fine = fine[fine["support"] >= table.loc[k, "support"] - NEAR]
    for number, row in fine.sort_values("support", ascending=False, kind="stable").iterrows():
        other = candidates.labels[int(str(number))]
        yield {
            "k": int(str(number)),
            "method": "",
            "stability": row["stability"],
            "support": row["support"],
            "agreement": adjusted_rand(mine, other, weights),
            "moved": 1 - kept(cross_table(mine, other, weights)),
        }


def _own_divisions(candidates: Candidates, table: pd.DataFrame, k: int) -> Iterator[dict[str, Any]]:
    """What single models find at the chosen number, as far as their stability was measured."""
    models = candidates.methods[candidates.methods["k"] == k]
    as_stable = models[models["stability"] >= table.loc[k, "stability"] - NEAR]
    another = as_stable[as_stable["moved"] >= ANOTHER].sort_values("stability", ascending=False, kind="stable")
    for row in another.to_dict("records"):
        yield {str(name): row[name] for name in ("k", "method", "stability", "agreement", "moved")}


def _new_small_ones(candidates: Candidates, weights: Floats, k: int) -> Iterator[tuple[int, int]]:
    """Number of segments and place of each small segment that is found again, where it first appears."""
    seen = [candidates.labels[k] == one for one in range(k)]
    for many in sorted(number for number in candidates.labels if number > k):
        labels, recovery = candidates.labels[many], candidates.jaccard[many]
        share = np.bincount(labels, weights, many) / weights.sum()
        for one in np.flatnonzero((share < SMALL) & (recovery >= SHAKY)).tolist():
            people = labels == one
            if all(_overlap(people, other, weights) < SHAKY for other in seen):
                seen.append(people)
                yield many, one


def _overlap(one: Flags, other: Flags, weights: Floats) -> float:
    return float(weights[one & other].sum() / weights[one | other].sum())


def _worth(people: Flags, weights: Floats, values: Mapping[str, Floats], *, level: float) -> dict[str, Any] | None:
    """The value by which these people stand out most, with its index; None where none stands well above."""
    best: dict[str, Any] | None = None
    for name, amounts in values.items():
        known = ~np.isnan(amounts) & (weights > 0)
        own, mass = amounts[known & people], weights[known & people]
        if effective_base(mass) < FEWEST:
            continue
        total = float(weights[known] @ amounts[known] / weights[known].sum())
        mean = float(mass @ own / mass.sum())
        variance = float(mass @ (own - mean) ** 2 / mass.sum())
        low, _ = mean_interval(mean, variance, effective_base(mass), level=level)
        index = 100 * mean / total if total > 0 else 0.0
        if index >= WELL_ABOVE and low > total and (best is None or index > best["index"]):
            best = {"variable": name, "index": index, "low": 100 * low / total}
    return best

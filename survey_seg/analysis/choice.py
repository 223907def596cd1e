"""The segments to work with, and what would change with one segment less or more."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Basis, Candidates, Segmentation, Verdict
from survey_seg.analysis.rule import rule_memberships
from survey_seg.analysis.verdict import choose_k, levels, verdict_of
from survey_seg.errors import CannotCompute, Notice, Problem
from survey_seg.stats.segment_level import CORE, MOST, SWING, flows, merge_candidates
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SMALL = 0.1
SHAKY = 0.6


def choose_segments(
    candidates: Candidates,
    basis: Basis,
    *,
    k_range: tuple[int, int] = (3, 5),
    k: int | None = None,
    because: str = "",
) -> Segmentation:
    """The segments to work with: how many, which, how large, how sure; or everybody in one when there are none.

    Without `k` the evidence chooses (see `verdict.choose_k`); with `k` a person does, for the reason in `because`, and
    the verdict says what the evidence thinks of it; where the evidence sees nothing the verdict is "constructive", a
    device by decision, and a notice says so. Raises CannotCompute when `k` was not among the candidates.
    """
    chosen, reason = _chosen(candidates, k_range, k, because)
    row = _row(candidates, chosen)
    verdict = _verdict(candidates, chosen, k_range, by_person=k is not None)
    notices = [*candidates.notices, *_notices(row, verdict, by_person=k is not None)]
    if verdict == "none" and chosen > 1:
        verdict = "constructive"
    labels = candidates.labels[chosen] + 1
    return Segmentation(
        k=chosen,
        verdict=verdict,
        reason=reason,
        chosen_by="evidence" if k is None else "person",
        labels=labels,
        memberships=rule_memberships(candidates.rules[chosen], basis.matrix),
        centroids=candidates.centroids[chosen],
        rule=candidates.rules[chosen],
        names=tuple(f"Segment {segment}" for segment in range(1, chosen + 1)),
        sizes=_sizes(candidates, labels, basis.weights, chosen),
        stability_global=float(row["stability"]),
        stability=candidates.jaccard[chosen],
        neighbours=_neighbours(candidates, basis.weights, chosen, k_range),
        notices=tuple(notices),
    )


def segment_sizes(labels: Ints, weights: Floats, k: int) -> pd.DataFrame:
    """How large the segments are: weighted share with its Wilson interval, people (base) and their effective number.

    `labels`: 1..k per person.

    >>> segment_sizes(np.array([1, 1, 2]), np.ones(3), 2)[["segment", "base", "n_eff"]].values.tolist()
    [[1.0, 2.0, 2.0], [2.0, 1.0, 1.0]]
    """
    share = np.bincount(labels - 1, weights, k) / weights.sum()
    low, high = wilson(share, effective_base(weights))
    return pd.DataFrame(
        {
            "segment": np.arange(1, k + 1),
            "share": share,
            "low": low,
            "high": high,
            "base": np.bincount(labels[weights > 0] - 1, minlength=k),
            "n_eff": [effective_base(weights[labels == segment]) for segment in range(1, k + 1)],
        }
    )


def _chosen(candidates: Candidates, k_range: tuple[int, int], k: int | None, because: str) -> tuple[int, str]:
    if k is None:
        return choose_k(candidates.table, candidates.null, k_range)
    tried = set(candidates.table["k"])
    if k not in tried:
        expected = f"1 to {int(candidates.table['k'].max())}"
        raise CannotCompute(Problem("SEGMENTS_K_NOT_TRIED", f"{k} segments were not compared", expected=expected))
    return k, because or "Chosen by a person, without a reason given."


def _row(candidates: Candidates, k: int) -> dict[str, float]:
    (row,) = candidates.table[candidates.table["k"] == k].to_dict("records")
    return {str(name): float(value) for name, value in row.items()}


def _verdict(candidates: Candidates, k: int, k_range: tuple[int, int], *, by_person: bool) -> Verdict:
    """The verdict on a number of segments: a person's is judged alone, the best of a range against the best ones."""
    if k == 1:
        return "none"
    asked = (k, k) if by_person else k_range
    if not asked[0] <= k <= asked[1]:
        asked = (3, int(candidates.table["k"].max()))
    return verdict_of(_row(candidates, k), levels(candidates.null, asked).get(k, np.nan))


def _sizes(candidates: Candidates, labels: Ints, weights: Floats, k: int) -> pd.DataFrame:
    keeps = candidates.keeps[k]
    known = np.where(np.isnan(keeps), 0.0, weights)
    mass = np.maximum(np.bincount(labels - 1, known, k), np.finfo(float).tiny)
    return segment_sizes(labels, weights, k).assign(
        core=np.bincount(labels - 1, known * (keeps >= CORE), k) / mass,
        swing=np.bincount(labels - 1, known * (keeps < SWING), k) / mass,
        separated=candidates.separated[k],
    )


def _neighbours(candidates: Candidates, weights: Floats, chosen: int, k_range: tuple[int, int]) -> pd.DataFrame:
    """What one segment less or more would mean."""
    known = [k for k in (chosen - 1, chosen + 1) if k > 1 and k in candidates.labels and chosen > 1]
    rows = []
    for k in known:
        few, many = sorted((k, chosen))
        flow = flows({few: candidates.labels[few], many: candidates.labels[many]}, weights)[few]
        row = _row(candidates, k)
        rows.append(
            {
                "k": k,
                "stability": row["stability"],
                "verdict": _verdict(candidates, k, (min(k, k_range[0]), max(k, k_range[1])), by_person=False),
                "share_min": row["share_min"],
                "change": _change(flow, less=k < chosen),
            }
        )
    return pd.DataFrame(rows, columns=["k", "stability", "verdict", "share_min", "change"])


def _change(flow: Floats, *, less: bool) -> str:
    """In words, which segments become one, or which one becomes two."""
    merges = merge_candidates(flow)
    if not merges:
        return "people are divided anew, no segment simply merges or splits"
    one, other = (segment + 1 for segment in merges[0].segments)
    into = merges[0].into + 1
    text = f"segments {one} and {other} become one" if less else f"segment {into} becomes two"
    return text if _rest_stays(flow) else f"{text}, and others change too"


def _rest_stays(flow: Floats) -> bool:
    """Whether nearly all of each finer segment comes from one coarser, two of them from the same and no more."""
    mass = flow.sum(0)
    share = flow / np.where(mass > 0, mass, 1.0)
    children = np.bincount(share.argmax(0), minlength=len(flow))
    return bool((share.max(0) >= MOST).all() and (children > 0).all())


def _notices(row: dict[str, float], verdict: Verdict, *, by_person: bool) -> Iterator[Notice]:
    k = int(row["k"])
    if k == 1:
        return
    if by_person and verdict == "none":
        text = f"The evidence finds no {k} segments here; a person decided to divide people in this way all the same."
        yield Notice("SEGMENTS_AGAINST_EVIDENCE", text)
    if row["share_min"] < SMALL:
        text = f"The smallest segment holds {row['share_min']:.0%} of the people; so small ones are rarely found again."
        yield Notice("SEGMENTS_SMALL", text)
    if row["jaccard_min"] < SHAKY:
        text = f"The least stable segment is found again with a Jaccard similarity of {row['jaccard_min']:.2f} only."
        yield Notice("SEGMENTS_SHAKY", text)

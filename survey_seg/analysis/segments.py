"""How many segments there are, if any, and which: every k is tried and judged against studies without segments.

Questions asked of each k: Do several models agree on the segments? Are the same ones found when other people of the
same kind are asked, more reliably than in one population with the same margins and correlations? Do gaps run between
them? Is every segment found again, and large enough?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.evidence import Stability, null_stability, predicted, stability, together, witnesses
from survey_seg.analysis.frame import MOST_FITTED, Frame, frame_of
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.model import Basis, Candidates
from survey_seg.analysis.partition import Partition, fit_members, partition_of
from survey_seg.analysis.rule import point_labels
from survey_seg.analysis.verdict import ENOUGH_ITEMS, null_level, support
from survey_seg.errors import CannotCompute, Notice
from survey_seg.stats.agreement import adjusted_rand, cross_table
from survey_seg.stats.alignment import kept
from survey_seg.stats.partition_criteria import bic, silhouettes
from survey_seg.stats.progress import Progress, silent
from survey_seg.stats.seeds import stream
from survey_seg.stats.segment_level import flows, keeps, stability_across
from survey_seg.stats.separation import separation
from survey_seg.stats.stability import MOST_DRAWN, segment_recovery

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PEOPLE_PER_SEGMENT = 10
LOW, HIGH = 5, 95

COLUMNS = (
    "k",
    "stability",
    "stability_low",
    "stability_high",
    "null_stability",
    "explained",
    "jaccard_min",
    "share_min",
    "separated",
    "agreement",
    "support",
    "silhouette",
    "prediction_strength",
    "bic",
    "slsa_min",
)
METHOD_COLUMNS = ("k", "method", "stability", "agreement", "moved", "bic")
PAIR_COLUMNS = ("k", "method", "other", "agreement")


def compare_segments(basis: Basis, *, seed: int = 1, k_max: int = 8, progress: Progress = silent) -> Candidates:
    """Every number of segments from 1 to `k_max` with the evidence for it.

    Fewer are tried when there are fewer different answer patterns, fewer than ten people per segment, or when people
    cannot be divided into so many: a notice says so. See `Candidates` for the columns of the table; the row of k = 1
    has no stability. Raises CannotCompute when nobody has weight, or there is one item only.
    """
    frame = frame_of(basis.matrix, basis.weights, reverse=basis.reverse, raw=basis.raw)
    people = int((basis.weights > 0).sum())
    most = max(1, min(k_max, len(frame.points.rows) - 1, people // PEOPLE_PER_SEGMENT))
    partitions = _partitions(frame, basis, most, seed, progress)
    several = range(2, len(partitions) + 1)
    found, null = None, np.empty((0, 0))
    if several:
        found = stability(frame, basis.weights, several, seed=seed)
        null = null_stability(frame, basis.weights, several, seed=seed, progress=_second_half(progress))
    cases = [_case(frame, partition, k, found) for k, partition in partitions.items()]
    methods = pd.DataFrame([row for one in cases for row in _members(frame, one, found)], columns=list(METHOD_COLUMNS))
    pairs = pd.DataFrame([row for one in cases for row in _model_pairs(frame, one)], columns=list(PAIR_COLUMNS))
    alike = pairs.groupby("k")["agreement"].mean()
    table = pd.DataFrame([_row(basis, one, found, null) for one in cases])
    if several:
        table["agreement"] = np.where(table["k"] > 1, table["k"].map(alike).fillna(1.0), np.nan)
        table = table.assign(**_known_criteria(frame, basis, cases, methods, seed))
        fits = frame.kind == "ratings" and basis.matrix.shape[1] >= ENOUGH_ITEMS
        table["support"] = support(table, with_likelihood=fits)
    progress("numbers of segments compared", 1.0)
    return Candidates(
        table=table.reindex(columns=list(COLUMNS)),
        methods=methods,
        model_pairs=pairs,
        null=null,
        labels={one.k: one.partition.labels for one in cases},
        centroids={one.k: one.partition.centroids for one in cases},
        jaccard={one.k: one.jaccard for one in cases},
        separated={one.k: one.separated for one in cases},
        keeps={one.k: np.where(frame.points.group >= 0, one.keeps[frame.points.group], np.nan) for one in cases},
        rules={one.k: one.partition.rule for one in cases},
        samples=0 if found is None else len(found.samples.weights),
        seed=seed,
        notices=tuple(_notices(people, len(partitions), most)),
    )


def _partitions(frame: Frame, basis: Basis, most: int, seed: int, progress: Progress) -> dict[int, Partition]:
    """The segments for every k up to `most`, or up to the last one that leaves no segment empty."""
    people = (basis.matrix, basis.weights)
    voters = [method for method in METHODS if method.votes_on(frame)]

    def one(k: int) -> Partition | None:
        try:
            partition = partition_of(
                frame, fit_members(frame, k, seed=seed, methods=voters), k, people=people, seed=seed
            )
        except CannotCompute:
            if k == 1:
                raise
            return None
        return partition if len(np.unique(partition.labels[basis.weights > 0])) == k else None

    found: dict[int, Partition] = {}
    for k, partition in enumerate(together(one, range(1, most + 1)), start=1):
        if partition is not None and len(found) == k - 1:
            found[k] = partition
        progress(f"comparing {k} segments" if k > 1 else "comparing one segment", 0.5 * k / most)
    return found


def _second_half(progress: Progress) -> Progress:
    return lambda what, share: progress(what, 0.5 + 0.5 * share)


@dataclass(frozen=True, slots=True)
class _Case:
    """One number of segments: the partition, its labels on the points, and what is known of each segment."""

    k: int
    partition: Partition
    labels: Ints
    jaccard: Floats
    keeps: Floats
    separated: npt.NDArray[np.bool_]


def _case(frame: Frame, partition: Partition, k: int, found: Stability | None) -> _Case:
    labels = point_labels(partition.rule, frame)
    if k == 1 or found is None:
        alone = np.ones(len(labels))
        return _Case(k, partition, labels, np.array([np.nan]), alone, np.zeros(1, dtype=np.bool_))
    again = found.found[k]
    return _Case(
        k=k,
        partition=partition,
        labels=labels,
        jaccard=segment_recovery(again, found.samples.drawn, labels, k),
        keeps=keeps(labels, again, frame.weights),
        separated=separation(frame.profile_rows, labels, frame.weights, k=k).separated(),
    )


def _row(basis: Basis, case: _Case, found: Stability | None, null: Floats) -> dict[str, float]:
    """One row of the table."""
    k = case.k
    shares = np.bincount(case.partition.labels, basis.weights, k) / basis.weights.sum()
    row: dict[str, float] = {"k": k, "explained": _explained(basis, case.partition), "share_min": float(shares.min())}
    if k == 1 or found is None:
        return row
    place = found.ks.index(k)
    low, high = np.percentile(found.pairs[place], [LOW, HIGH])
    return row | {
        "stability": float(found.mean[place]),
        "stability_low": float(low),
        "stability_high": float(high),
        "null_stability": null_level(null[:, place]),
        "jaccard_min": float(case.jaccard.min()),
        "separated": float(case.separated.mean()),
    }


def _known_criteria(
    frame: Frame, basis: Basis, cases: Sequence[_Case], methods: pd.DataFrame, seed: int
) -> dict[str, Floats]:
    """The field's criteria for each number of segments, columns of the table: NaN for one segment."""
    several = [one.k for one in cases if one.k > 1]
    flow = flows({one.k: one.partition.labels for one in cases}, basis.weights)
    likely = methods[methods["method"] == witnesses(frame)[0].name].set_index("k")["bic"]
    silhouette = silhouettes(
        frame.profile_rows, [one.labels for one in cases if one.k > 1], frame.weights, stream(seed, "silhouette")
    )
    return {
        "silhouette": np.concatenate([[np.nan], silhouette]),
        "prediction_strength": np.concatenate([[np.nan], predicted(frame, basis.weights, several, seed=seed)]),
        "bic": likely.reindex([one.k for one in cases]).to_numpy(dtype=np.float64),
        "slsa_min": np.array([np.nan, *(stability_across(flow[k - 1]).min() for k in several)]),
    }


def _explained(basis: Basis, partition: Partition) -> float:
    """The share of the items' variance that lies between the segments."""
    centre = basis.weights @ basis.matrix / basis.weights.sum()
    total = basis.weights @ ((basis.matrix - centre) ** 2).sum(1)
    between = basis.weights @ ((partition.centroids[partition.labels] - centre) ** 2).sum(1)
    return float(between / total) if total > 0 else 0.0


def _model_pairs(frame: Frame, case: _Case) -> Iterator[dict[str, object]]:
    """How much the models agree on the segments, two by two."""
    members = list(case.partition.members.items()) if case.k > 1 else []
    for place, (name, one) in enumerate(members):
        for other, two in members[:place]:
            agreement = adjusted_rand(one.labels, two.labels, frame.weights)
            yield {"k": case.k, "method": name, "other": other, "agreement": agreement}


def _members(frame: Frame, case: _Case, found: Stability | None) -> list[dict[str, object]]:
    """What each model says for one k."""
    asked = [method.name for method in witnesses(frame)]
    rows: list[dict[str, object]] = []
    for name, fitted in case.partition.members.items():
        measured = case.k > 1 and found is not None and name in asked
        rows.append(
            {
                "k": case.k,
                "method": name,
                "stability": found.of[asked.index(name), case.k - 2] if measured and found else np.nan,
                "agreement": adjusted_rand(fitted.labels, case.labels, frame.weights),
                "moved": 1 - kept(cross_table(case.labels, fitted.labels, frame.weights)),
                "bic": bic(fitted.log_likelihood, fitted.parameters, people=frame.people, mass=frame.weights.sum())
                if fitted.parameters
                else np.nan,
            }
        )
    return rows


def _notices(people: int, tried: int, most: int) -> Iterator[Notice]:
    if tried < most:
        text = f"People answer in too few ways to be divided into {tried + 1} segments; up to {tried} were compared."
        yield Notice("SEGMENTS_NOT_DIVISIBLE", text)
    if people > MOST_FITTED:
        text = f"Models were fitted to {MOST_FITTED} drawn people of {people}; the rule they gave sorted everybody."
        yield Notice("SEGMENTS_FITTED_ON_SAMPLE", text)
    if people > MOST_DRAWN:
        text = (
            f"Stability was measured on samples of {MOST_DRAWN} of {people} people, as a study of that size shows it."
        )
        yield Notice("SEGMENTS_STABILITY_SAMPLED", text)

"""How many segments there are, if any, and which: every k is tried, judged against a study without segments, one taken.

Three questions per k. Are the same segments found when other people of the same kind are asked (stability)? Would
answers of one population, with the same margins and correlations, look as stable and as tight (null)? Is every
segment found again, and large enough?
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Basis, Candidates, Segmentation, Verdict
from survey_seg.analysis.partition import Partition, fit_partition, memberships, softness_of
from survey_seg.analysis.verdict import choose_k, verdict_of
from survey_seg.errors import CannotCompute, Notice, Problem
from survey_seg.stats.kmeans import Points, distinct_points, nearest, quick_kmeans
from survey_seg.stats.null_model import draw_null, fit_null
from survey_seg.stats.progress import Progress, silent
from survey_seg.stats.seeds import stream
from survey_seg.stats.significance import wilson
from survey_seg.stats.stability import MOST_DRAWN, pair_agreement, replicate, segment_recovery
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STARTS = 10
PAIRS = 30
NULL_SETS = 60
NULL_STABLE = 20
NULL_FITS = 4
"""Starts per bootstrap fit; pairs of bootstrap samples (two fits each) of the study; simulated studies without
segments; those of them whose stability is measured, and bootstrap fits of each, of which all pairs are compared. The
level of tightness moves with the seed when there are few: for five segments of the demo .331 and .338 with twenty
studies, .334 and .336 with a hundred."""

PEOPLE_PER_SEGMENT = 10
LOW, HIGH = 5, 95

FAR = 3.0
"""Standard deviations below one population's share of variance within segments."""

SMALL = 0.1
SHAKY = 0.6


def compare_segments(basis: Basis, *, seed: int = 1, k_max: int = 8, progress: Progress = silent) -> Candidates:
    """Every number of segments from 1 to `k_max` with the evidence for it.

    Fewer are tried when there are fewer different answer patterns, or fewer than ten people per segment. See
    `Candidates` for the columns of the table; the row of k = 1 has no stability.
    """
    points = distinct_points(basis.matrix, basis.weights)
    people = int((basis.weights > 0).sum())
    tried = range(1, max(1, min(k_max, len(points.rows), people // PEOPLE_PER_SEGMENT)) + 1)
    twins = _twins(basis, seed) if len(tried) > 1 else []
    rows, labels, centroids, jaccard = [], {}, {}, {}
    for k in tried:
        progress(f"comparing {k} segments" if k > 1 else "comparing one segment", (k - 1) / len(tried))
        partition = fit_partition(basis.matrix, basis.weights, k, seed=seed)
        row, recovery = _evidence(points, basis, partition, seed=seed)
        rows.append(row | (_null_levels(twins, k, seed) if k > 1 else {}))
        labels[k], centroids[k], jaccard[k] = partition.labels, partition.centroids, recovery
    progress("numbers of segments compared", 1.0)
    return Candidates(
        table=pd.DataFrame(rows, columns=list(COLUMNS)),
        labels=labels,
        centroids=centroids,
        jaccard=jaccard,
        starts=STARTS,
        pairs=PAIRS,
        null_sets=NULL_SETS,
        seed=seed,
    )


COLUMNS = (
    "k",
    "within_ss",
    "explained",
    "stability",
    "stability_low",
    "stability_high",
    "null_stability",
    "null_within",
    "jaccard_min",
    "share_min",
)


def _evidence(points: Points, basis: Basis, partition: Partition, *, seed: int) -> tuple[dict[str, float], Floats]:
    """One row of the table, without the null levels, and the recovery of each segment."""
    k = len(partition.centroids)
    shares = np.bincount(partition.labels, basis.weights, k) / basis.weights.sum()
    total = float((points.rows**2).sum(1) @ points.weights)
    row = {
        "k": k,
        "within_ss": partition.within_ss,
        "explained": 1 - partition.within_ss / total if k > 1 else 0.0,
        "share_min": float(shares.min()),
    }
    if k == 1:
        return row, np.array([np.nan])
    found = replicate(points, basis.weights, k, seed=seed, samples=2 * PAIRS, starts=STARTS)
    agreement = pair_agreement(points, found, np.arange(2 * PAIRS).reshape(-1, 2), k)
    recovery = segment_recovery(found, nearest(points.rows, partition.centroids - points.centre), k)
    low, high = np.percentile(agreement, [LOW, HIGH])
    row |= {"stability": float(agreement.mean()), "stability_low": float(low), "stability_high": float(high)}
    return row | {"jaccard_min": float(recovery.min())}, recovery


@dataclasses.dataclass(frozen=True, slots=True)
class _Twin:
    """A simulated study without segments."""

    points: Points
    weights: Floats
    seed: int


def _twins(basis: Basis, seed: int) -> list[_Twin]:
    """Studies of the same size with the same margins, correlations and weights, but one population."""
    there = basis.weights > 0
    weights = np.sort(basis.weights[there])
    model = fit_null(_own_items(basis.matrix[there], basis.weights[there]), basis.weights[there])
    twins = []
    for number in range(NULL_SETS):
        rng = stream(seed, "null", number)
        points = distinct_points(draw_null(model, len(weights), rng), weights)
        twins.append(_Twin(points, weights, int(rng.integers(2**31))))
    return twins


def _own_items(matrix: Floats, weights: Floats) -> Floats:
    """The items turned and ordered by themselves, so that coding and order of the questionnaire change no level."""
    mean = weights @ matrix / weights.sum()
    turned = np.where(np.round(mean, 9) > 0.5, 1 - matrix, matrix)
    mean = weights @ turned / weights.sum()
    spread = weights @ (turned - mean) ** 2 / weights.sum()
    return turned[:, np.lexsort((np.round(spread, 9), np.round(mean, 9)))]


def _null_levels(twins: list[_Twin], k: int, seed: int) -> dict[str, float]:
    pairs = np.array([(one, other) for other in range(NULL_FITS) for one in range(other)])
    stability: list[float] = []
    within: list[float] = []
    for twin in (twin for twin in twins if len(twin.points.rows) >= k):
        if len(stability) < NULL_STABLE:
            found = replicate(twin.points, twin.weights, k, seed=twin.seed, samples=NULL_FITS, starts=STARTS)
            stability.append(float(pair_agreement(twin.points, found, pairs, k).mean()))
        within.append(_within_share(twin.points, k, stream(seed, "null within", k, twin.seed)))
    if not stability:
        return {}
    far = float(np.mean(within) - FAR * np.std(within, ddof=min(1, len(within) - 1)))
    return {"null_stability": float(np.max(stability)), "null_within": far}


def _within_share(points: Points, k: int, rng: np.random.Generator) -> float:
    centroids = quick_kmeans(points, points.weights, k, rng, starts=STARTS)
    left = ((points.rows - centroids[nearest(points.rows, centroids)]) ** 2).sum(1) @ points.weights
    return float(left / ((points.rows**2).sum(1) @ points.weights))


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
    table = candidates.table
    if k is None:
        chosen, reason = choose_k(table, k_range)
    else:
        chosen, reason = k, because or "Chosen by a person, without a reason given."
        if k not in set(table["k"]):
            expected = f"1 to {int(table['k'].max())}"
            raise CannotCompute(Problem("SEGMENTS_K_NOT_TRIED", f"{k} segments were not compared", expected=expected))
    row = table[table["k"] == chosen].to_dict("records")[0]
    verdict: Verdict = "none" if chosen == 1 else verdict_of(row)
    notices = list(_notices(row, verdict, basis, by_person=k is not None))
    if verdict == "none" and chosen > 1:
        verdict = "constructive"
    labels = candidates.labels[chosen] + 1
    centroids = candidates.centroids[chosen]
    softness = softness_of(basis.matrix, basis.weights, centroids)
    return Segmentation(
        k=chosen,
        verdict=verdict,
        reason=reason,
        chosen_by="evidence" if k is None else "person",
        labels=labels,
        memberships=memberships(basis.matrix, centroids, softness=softness),
        centroids=centroids,
        names=tuple(f"Segment {segment}" for segment in range(1, chosen + 1)),
        sizes=segment_sizes(labels, basis.weights, chosen),
        stability_global=float(row["stability"]),
        stability=candidates.jaccard[chosen],
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


def _notices(row: dict[str, float], verdict: Verdict, basis: Basis, *, by_person: bool) -> Iterator[Notice]:
    k, people = int(row["k"]), int((basis.weights > 0).sum())
    if by_person and verdict == "none" and k > 1:
        text = f"The evidence finds no {k} segments here; a person decided to divide people in this way all the same."
        yield Notice("SEGMENTS_AGAINST_EVIDENCE", text)
    if k > 1 and row["share_min"] < SMALL:
        text = f"The smallest segment holds {row['share_min']:.0%} of the people; so small ones are rarely found again."
        yield Notice("SEGMENTS_SMALL", text)
    if k > 1 and row["jaccard_min"] < SHAKY:
        text = f"The least stable segment is found again with a Jaccard similarity of {row['jaccard_min']:.2f} only."
        yield Notice("SEGMENTS_SHAKY", text)
    if people > MOST_DRAWN:
        text = (
            f"Stability was measured on samples of {MOST_DRAWN} of {people} people, as a study of that size shows it."
        )
        yield Notice("SEGMENTS_STABILITY_SAMPLED", text)

"""Would the other half of the people show the same segments? And what did leaving people out do to their sizes?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.basis import scale_answers
from survey_seg.analysis.evidence import together
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.rule import rule_labels
from survey_seg.analysis.tables import FEWEST_FOR_A_SUM
from survey_seg.errors import CannotCompute, Problem
from survey_seg.responses.model import Responses
from survey_seg.stats.agreement import adjusted_rand, cross_table, jaccard
from survey_seg.stats.alignment import kept
from survey_seg.stats.null_model import draw_null, fit_null
from survey_seg.stats.seeds import stream
from survey_seg.stats.significance import mean_interval
from survey_seg.stats.weights import effective_base, weighted_variance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SPLITS = 2
NULL_SPLITS = 4
"""Splits into halves; studies of one population, split once each."""

FEWEST = 100
MOST = 3_000
"""People below which halves are too small to be segmented; people that take part, of a larger study those drawn."""

MOST_MISSING = 0.5
"""Basis items a person who was left out may have left blank and still be sorted."""

SPLIT_COLUMNS = ("split", "agreement", "same")
RECOVERED_COLUMNS = ("segment", "jaccard")
REMOVAL_COLUMNS = ("segment", "kept", "everybody", "removed", "change")
VALUE_COLUMNS = (
    "variable", "text", "segment", "mean", "low", "high", "base", "people", "value_share", "index",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SplitHalf:
    """Two halves of the people, segmented apart and typed by each other.

    `splits`: a row per split: agreement (adjusted Rand index of what the two halves' rules say of everybody), same
    (share of people whom both put into the same segment). `agreement`, `same`: their means. `segments`: jaccard, how
    well each segment is found again in the halves. `null_agreement`, `null_same`: the mean of studies of one population
    like this one; `null_highest`: the highest agreement among them. `people`: how many took part.
    """

    splits: pd.DataFrame
    agreement: float
    same: float
    segments: pd.DataFrame
    null_agreement: float
    null_same: float
    null_highest: float
    null_studies: int
    people: int


def split_half(segmentation: Segmentation, basis: Basis, *, seed: int) -> SplitHalf:
    """How alike two random halves of the people are segmented, each from scratch, and studies without segments.

    The question it answers: had the other half been asked, would the same people be in the same segments? Each half
    is segmented as the whole was, with the number of segments that was taken, and its rule sorts everybody. 1 is the
    same segments, 0 is chance. Halves are smaller than the study, so this is a lower bound. Who is in which half
    follows from ids and seed. Raises CannotCompute for fewer than 100 people with weight, or without segments.
    """
    k, people = segmentation.k, _people(basis)
    if k < 2 or len(people) < FEWEST:
        what = "there are no segments" if k < 2 else f"{len(people)} people are too few to be halved"
        raise CannotCompute(Problem("VALIDATION_NO_HALVES", what, expected=f"at least {FEWEST} people in segments"))
    study = _Study(basis.matrix[people], basis.weights[people], basis.reverse, k)
    model = fit_null(study.matrix, study.weights)

    def null(number: int) -> tuple[Ints, Ints]:
        drawn = draw_null(model, len(people), stream(seed, "split-half null", number))
        return _halved(_Study(drawn, study.weights, study.reverse, k), seed, number)

    found = list(together(lambda number: _halved(study, seed, number), range(SPLITS)))
    nulls = list(together(null, range(NULL_SPLITS)))
    splits = pd.DataFrame(
        [(at, *_alike(one, other, study.weights)) for at, (one, other) in enumerate(found, start=1)],
        columns=list(SPLIT_COLUMNS),
    )
    own = segmentation.labels[people] - 1
    again = np.array([jaccard(own, half, study.weights, k=k) for pair in found for half in pair]).mean(0)
    against = np.array([_alike(one, other, study.weights) for one, other in nulls])
    return SplitHalf(
        splits=splits,
        agreement=float(splits["agreement"].mean()),
        same=float(splits["same"].mean()),
        segments=pd.DataFrame({"segment": range(1, k + 1), "jaccard": again}, columns=list(RECOVERED_COLUMNS)),
        null_agreement=float(against[:, 0].mean()),
        null_same=float(against[:, 1].mean()),
        null_highest=float(against[:, 0].max()),
        null_studies=NULL_SPLITS,
        people=len(people),
    )


@dataclass(frozen=True, slots=True)
class _Study:
    """What is segmented: people x items on 0..1, weights, items that were turned, number of segments."""

    matrix: Floats
    weights: Floats
    reverse: Flags
    k: int


def _people(basis: Basis) -> Ints:
    """The places of those who take part, in an order that follows from their ids."""
    checks = np.array([crc32(identifier.encode()) for identifier in basis.ids], dtype=np.int64)
    there = np.flatnonzero(basis.weights > 0)
    order: Ints = there[np.lexsort((np.array(basis.ids)[there], checks[there]))][:MOST]
    return order


def _halved(study: _Study, seed: int, number: int) -> tuple[Ints, Ints]:
    """What the rules of two halves say of everybody."""
    first = np.zeros(len(study.weights), dtype=np.bool_)
    first[stream(seed, "split-half", number).permutation(len(first))[: len(first) // 2]] = True
    one, other = (
        fit_partition(study.matrix, study.weights * half, study.k, seed=seed, reverse=study.reverse).labels
        for half in (first, ~first)
    )
    return one, other


def _alike(one: Ints, other: Ints, weights: Floats) -> tuple[float, float]:
    size = int(max(one.max(), other.max())) + 1
    return adjusted_rand(one, other, weights), kept(cross_table(one, other, weights, shape=(size, size)))


def removals(segmentation: Segmentation, basis: Basis, read: Responses, kept_people: Flags) -> pd.DataFrame:
    """What leaving people out did to the sizes of the segments: a row per segment.

    kept: share among those who are used; removed: among those who were left out, sorted by the same rule; everybody:
    of both together; change: kept less everybody. People who were left out and answered fewer than half of the basis
    are not sorted. NaN in `removed` where nobody was left out; no rows without segments.
    """
    if segmentation.k < 2:
        return pd.DataFrame(columns=list(REMOVAL_COLUMNS))
    out = read.answers.loc[~kept_people, list(basis.items)].to_numpy(dtype=np.float64).reshape(-1, len(basis.items))
    told = np.isnan(out).mean(1) <= MOST_MISSING
    weights = np.concatenate([basis.weights * _scale(read, kept_people), read.weights[~kept_people][told]])
    sorted_in = rule_labels(segmentation.rule, scale_answers(basis, out[told])) + 1 if told.any() else np.empty(0, int)
    labels = np.concatenate([segmentation.labels, sorted_in])
    used = np.arange(len(labels)) < len(segmentation.labels)
    rows = []
    for segment in range(1, segmentation.k + 1):
        kept_share, everybody, removed = (
            float(weights[part & (labels == segment)].sum() / weights[part].sum())
            if weights[part].sum() > 0
            else np.nan
            for part in (used, np.ones(len(labels), dtype=np.bool_), ~used)
        )
        rows.append((segment, kept_share, everybody, removed, kept_share - everybody))
    return pd.DataFrame(rows, columns=list(REMOVAL_COLUMNS))


def _scale(read: Responses, kept_people: Flags) -> float:
    """The weights of kept people were scaled to mean 1: back to those of everybody read."""
    return float(read.weights[kept_people].mean()) if kept_people.any() else 1.0


def value_map(segmentation: Segmentation, responses: Responses, basis: Basis) -> pd.DataFrame:
    """Who holds the value: a row per value variable and segment.

    mean with its interval and base; people: share of those who gave it; value_share: share of its sum; index: 100 times
    value share over share of people. Only amounts are summed: numbers without answer labels that are never negative.
    NaN for all segments where fewer than ten people of one gave it, as in `value_table`.
    """
    return pd.DataFrame(list(_value_rows(segmentation, responses, basis)), columns=list(VALUE_COLUMNS))


def _value_rows(segmentation: Segmentation, responses: Responses, basis: Basis) -> Iterator[dict[str, Any]]:
    for variable in responses.questionnaire.having("value"):
        if variable.codes or variable.name not in responses.answers.columns or segmentation.k < 2:
            continue
        codes = responses.answers[variable.name].to_numpy(dtype=np.float64)
        there = ~np.isnan(codes) & (basis.weights > 0)
        codes, weights, labels = codes[there], basis.weights[there], segmentation.labels[there]
        total = float(codes @ weights)
        if not len(codes) or codes.min() < 0 or total <= 0:
            continue
        enough = all((labels == segment).sum() >= FEWEST_FOR_A_SUM for segment in range(1, segmentation.k + 1))
        for segment in range(1, segmentation.k + 1):
            inside = labels == segment
            own, mass = codes[inside], weights[inside]
            row = {"variable": variable.name, "text": variable.text, "segment": segment, "base": int(inside.sum())}
            if not enough:
                yield row
                continue
            mean, share = float(np.average(own, weights=mass)), float(mass.sum() / weights.sum())
            low, high = mean_interval(mean, float(weighted_variance(own[:, None], mass)[0]), effective_base(mass))
            value = float(own @ mass / total)
            figures = {"mean": mean, "low": low, "high": high, "people": share, "value_share": value}
            yield row | figures | {"index": 100 * value / share}

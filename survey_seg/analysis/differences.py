"""How the segments differ: on every item, on the axes that tell them apart best, and two by two.

All of it is on the basis, which made the segments: it describes them and proves nothing about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Basis, Candidates, Segmentation
from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.association import means_differ, standardised_difference
from survey_seg.stats.canonical import Canonical, canonical, half_contour
from survey_seg.stats.eta_squared import eta_squared_interval
from survey_seg.stats.item_order import item_order
from survey_seg.stats.segment_level import flows, stability_across
from survey_seg.stats.separation import LEVEL, separation
from survey_seg.stats.significance import mean_interval
from survey_seg.stats.weights import effective_base, weighted_covariance, weighted_variance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MARKER, QUARTER = 0.5, 0.25
"""An item marks a segment when its mean there is so many standard deviations from the rest, or so much of the item's
range from everybody's mean (Dolnicar, Gruen & Leisch 2018 take a quarter of the largest value)."""

AXES = 2
NAMED = 3
CARRIES = 0.3
"""Axes of the picture; items that name each end of an axis; correlation from which an item carries an axis."""

ITEM_COLUMNS = ("variable", "text", "place", "low", "high", "total_mean", "base", "eta_squared", "eta_low", "eta_high")
CELL_COLUMNS = ("segment", "variable", "mean", "low", "high", "base", "n_eff", "difference", "marker")
PAIR_COLUMNS = ("segment", "other", "distance", "overlap", "gap")
AXIS_COLUMNS = ("axis", "part", "between")
CARRIER_COLUMNS = ("axis", "end", "variable", "text", "correlation")
CONTOUR_COLUMNS = ("segment", "x", "y", "large", "small", "angle")


@dataclass(frozen=True, slots=True)
class Differences:
    """How the segments differ on the basis.

    `items`: a row per item: place (in the order in which items that go together are neighbours), range, mean of all,
    base, and the share of its differences that lies between segments with its interval. `cells`: a row per item and
    segment: mean with interval and bases, difference (standardised, from the rest), marker. `pairs`: a row per two
    segments: distance (Mahalanobis), overlap (share that two normal groups at this distance have in common), gap (their
    people form two humps). `axes`: the canonical axes: part (of all differences between segments), between (share of
    its variance). `carriers`: the items that name each end ("high", "low") of an axis. `contours`: a row per segment:
    its centre on the axes and the ellipse that holds half of its people; y is NaN where there is one axis, the ellipse
    where there are fewer than ten people.
    """

    items: pd.DataFrame
    cells: pd.DataFrame
    pairs: pd.DataFrame
    axes: pd.DataFrame
    carriers: pd.DataFrame
    contours: pd.DataFrame


def differences(segmentation: Segmentation, basis: Basis) -> Differences:
    """How the segments differ on every item, two by two, and on the two axes that tell them apart best.

    Means are of the answers as they were asked; axes and distances are in the filled basis on 0..1. Nothing is tested:
    the segments were made from these items. Raises CannotCompute for fewer than two segments.
    """
    k = segmentation.k
    if k < 2:
        raise CannotCompute(Problem("DIFFERENCES_ONE_SEGMENT", "there are no segments that could differ"))
    labels, weights = segmentation.labels - 1, basis.weights
    axes = canonical(basis.matrix, labels, weights, k=k)
    cells = pd.DataFrame(list(_cells(segmentation.labels, basis, k)), columns=list(CELL_COLUMNS))
    return Differences(
        items=pd.DataFrame(list(_items(labels, basis, k)), columns=list(ITEM_COLUMNS)),
        cells=cells,
        pairs=pd.DataFrame(list(_pairs(labels, basis, k)), columns=list(PAIR_COLUMNS)),
        axes=pd.DataFrame(
            [(at + 1, axes.part[at], axes.between[at]) for at in range(_shown(axes))], columns=list(AXIS_COLUMNS)
        ),
        carriers=pd.DataFrame(list(_carriers(axes, basis)), columns=list(CARRIER_COLUMNS)),
        contours=pd.DataFrame(list(_contours(axes, labels, weights, k)), columns=list(CONTOUR_COLUMNS)),
    )


def _items(labels: Ints, basis: Basis, k: int) -> Iterator[dict[str, Any]]:
    covariance = weighted_covariance(basis.matrix, basis.weights)
    spread = np.sqrt(np.diag(covariance))
    scale = np.where(spread > 0, spread, np.nan)
    place = np.empty(len(basis.items), dtype=np.int64)
    place[item_order(covariance / np.outer(scale, scale))] = np.arange(1, len(basis.items) + 1)
    for item, variable in enumerate(basis.items):
        codes, weights, inside = _answered(basis, item, labels)
        eta, n_eff = means_differ(codes, inside, weights).effect, effective_base(weights)
        low, high = eta_squared_interval(eta, k, n_eff)
        yield {
            "variable": variable,
            "text": basis.texts[item],
            "place": int(place[item]),
            "low": basis.low[item],
            "high": basis.high[item],
            "total_mean": float(np.average(codes, weights=weights)),
            "base": len(codes),
            "eta_squared": eta,
            "eta_low": low,
            "eta_high": high,
        }


def _cells(segments: Ints, basis: Basis, k: int) -> Iterator[dict[str, Any]]:
    for item, variable in enumerate(basis.items):
        codes, weights, own = _answered(basis, item, segments)
        total, span = float(np.average(codes, weights=weights)), float(basis.high[item] - basis.low[item])
        for segment in range(1, k + 1):
            inside = own == segment
            answers, mass = codes[inside], weights[inside]
            n_eff = effective_base(mass)
            row = {"segment": segment, "variable": variable, "base": len(answers), "n_eff": n_eff}
            if not len(answers):
                yield row | {"marker": False}
                continue
            mean, spread = float(np.average(answers, weights=mass)), weighted_variance(answers[:, None], mass)
            low, high = mean_interval(mean, float(spread[0]), n_eff)
            apart = standardised_difference(codes, inside, weights)
            marks = abs(apart) >= MARKER or abs(mean - total) >= QUARTER * span
            yield row | {"mean": mean, "low": low, "high": high, "difference": apart, "marker": bool(marks)}


def _answered(basis: Basis, item: int, labels: Ints) -> tuple[Floats, Floats, Ints]:
    """The answers to an item, with the weights and segments of those who gave them."""
    there = ~np.isnan(basis.raw[:, item]) & (basis.weights > 0)
    return basis.raw[there, item], basis.weights[there], labels[there]


def _pairs(labels: Ints, basis: Basis, k: int) -> Iterator[tuple[int, int, float, float, bool]]:
    found = separation(basis.matrix, labels, basis.weights, k=k)
    for one in range(k):
        for other in range(one + 1, k):
            gap = bool(found.p[one, other] < LEVEL)
            yield one + 1, other + 1, float(found.distance[one, other]), float(found.overlap[one, other]), gap


def _shown(axes: Canonical) -> int:
    return min(AXES, len(axes.between))


def _carriers(axes: Canonical, basis: Basis) -> Iterator[tuple[int, str, str, str, float]]:
    """The items that go most with each end of each axis, as they were asked: reversed items turned back."""
    asked = np.where(basis.reverse, -1.0, 1.0)[:, None] * axes.structure
    for axis in range(_shown(axes)):
        for end, sign in (("high", 1.0), ("low", -1.0)):
            along = sign * asked[:, axis]
            order = np.lexsort((np.arange(len(along)), -np.round(along, 9)))
            for item in order[:NAMED]:
                if along[item] >= CARRIES:
                    yield axis + 1, end, basis.items[item], basis.texts[item], float(asked[item, axis])


def _contours(axes: Canonical, labels: Ints, weights: Floats, k: int) -> Iterator[dict[str, float]]:
    shown = _shown(axes)
    for segment in range(k):
        x, *rest = axes.means[segment, :shown]
        row = {"segment": segment + 1, "x": float(x), "y": float(rest[0]) if rest else float("nan")}
        places = axes.scores[labels == segment, :shown]
        flat = places if rest else np.column_stack([places, np.zeros(len(places))])
        ellipse = half_contour(flat, weights[labels == segment])
        if ellipse is not None:
            row |= {"large": ellipse.radii[0], "small": ellipse.radii[1] if rest else 0.0, "angle": ellipse.angle}
        yield row


NODE_COLUMNS = ("k", "segment", "share", "slsa")
FLOW_COLUMNS = ("k", "segment", "into", "share")


def across(candidates: Candidates, weights: Floats) -> dict[str, pd.DataFrame]:
    """Where the people of each segment go when there is one segment more: the numbers of the SLSA plot.

    nodes: a row per number of segments and segment: share of people, slsa (1: its people come from one segment of the
    number before, 0: equally from all; NaN up to two segments). flows: a row per two segments of neighbouring numbers
    that share people: share of all people who are in both. R twin: `flexclust::slsaplot`.
    """
    tables = flows(candidates.labels, weights)
    nodes: list[tuple[int, int, float, float]] = []
    moves: list[tuple[int, int, int, float]] = []
    for k in sorted(candidates.labels):
        shares = np.bincount(candidates.labels[k], weights, k) / weights.sum()
        pure: Sequence[float] = stability_across(tables[k - 1]).tolist() if k - 1 in tables else [float("nan")] * k
        nodes += [(k, i + 1, float(shares[i]), pure[i]) for i in range(k)]
    for k, table in tables.items():
        part = table / table.sum()
        moves += [(k, i + 1, j + 1, float(part[i, j])) for i, j in zip(*np.nonzero(part > 0), strict=True)]
    return {
        "nodes": pd.DataFrame(nodes, columns=list(NODE_COLUMNS)),
        "flows": pd.DataFrame(moves, columns=list(FLOW_COLUMNS)),
    }

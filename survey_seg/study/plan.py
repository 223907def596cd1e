"""How many people to ask, and how well a short typing tool would work, before anybody was asked.

The real pipeline runs on answers made up for the questionnaire: quality screen, basis, segments, golden questions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.choice import segment_sizes
from survey_seg.analysis.model import Basis, Ints, Segmentation
from survey_seg.analysis.partition import Partition, fit_partition
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses.crowd import planted_shares
from survey_seg.responses.model import Responses
from survey_seg.responses.quality.screen import screen
from survey_seg.responses.read import read_responses
from survey_seg.responses.simulate import simulate, write_simulated
from survey_seg.stats.agreement import cross_table
from survey_seg.stats.progress import Progress, silent
from survey_seg.typing_tool.making.fit import fit_typing_tool

LADDER = (150, 300, 600, 1200, 2400)
FRESH = 2000
"""People of the same population whom no segment was made from."""

REPEATS = 3
CLOSE = 0.02
"""A smaller sample is enough when its segments are within two points of those of the largest one."""

FEW = 0.75
"""Segments into which fewer people are put rightly are hardly found, however many people are asked."""

READABLE = 0.1
"""The half width up to which shares inside the smallest segment can be read."""

NORMAL = 1.96
"""The 95 % interval of a share, in standard errors to each side."""

STEP = 50
"""Sample sizes are rounded up to multiples of it."""

ASKED = (4, 6, 8)


@dataclass(frozen=True, slots=True)
class Rung:
    """A sample size: the share of fresh people put into the segment they were drawn from, mean and range over repeats.

    `margin` is the half width of the 95 % interval of a share of one half inside the smallest planted segment.
    """

    n: int
    found: float
    low: float
    high: float
    margin: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What a study of this questionnaire could find if its segments were as far apart as assumed.

    `separation` is the distance of segments in standard deviations of the constructs. `close` is the smallest sample
    tried that finds nearly as much as the largest, `readable` the one whose smallest segment can be read, `enough` the
    larger of the two. `few` says that even the largest sample finds little, `rising` that it finds more than the one
    before. `typing` is the accuracy at `enough` by number of questions, on unseen people, into the segments found: how
    far these are the true ones is in the rungs.
    """

    segments: int
    separation: float
    rungs: tuple[Rung, ...]
    close: int
    readable: int
    enough: int
    few: bool
    rising: bool
    typing: tuple[tuple[int, float], ...]


def plan(
    questionnaire: Questionnaire,
    *,
    segments: int = 4,
    separation: float = 1.0,
    seed: int = 1,
    progress: Progress = silent,
) -> Plan:
    """The sample size from which more people add little, and the accuracy to expect of 4, 6 and 8 golden questions.

    The answer depends on how far apart the segments are, which nobody knows before fielding: look at several values
    of `separation`. Raises what the stages raise, for example where the basis has too few items.
    """
    rungs, work = [], len(LADDER) * REPEATS
    smallest = float(planted_shares(segments).min())
    for place, n in enumerate(LADDER):
        shares = []
        for repeat in range(REPEATS):
            progress(f"{n:,} made-up people", (place * REPEATS + repeat) / (work + 3))
            crowd = _crowd(questionnaire, n, (segments, separation, seed + repeat))
            shares.append(_found_again(crowd, segments, seed))
        rungs.append(Rung(n, float(np.mean(shares)), min(shares), max(shares), half_width(smallest * n)))
    most = rungs[-1].found
    close = next(rung.n for rung in rungs if rung.found >= most - CLOSE)
    readable = people_for(smallest)
    enough = max(close, readable)
    progress(f"typing {enough:,} made-up people", work / (work + 3))
    crowd = _crowd(questionnaire, enough, (segments, separation, seed))
    return Plan(
        segments=segments,
        separation=separation,
        rungs=tuple(rungs),
        close=close,
        readable=readable,
        enough=enough,
        few=most < FEW,
        rising=len(rungs) > 1 and most - rungs[-2].found > CLOSE,
        typing=_typing(crowd, segments, seed),
    )


def half_width(people: float) -> float:
    """The half width of the 95 % interval of a share of one half among so many people: 1.96 * sqrt(0.25 / n).

    >>> round(half_width(100), 3)
    0.098
    """
    return NORMAL * sqrt(0.25 / max(1.0, people))


def people_for(smallest: float) -> int:
    """How many to ask so that shares inside a segment of this share of people are known to READABLE, in whole STEPs.

    >>> people_for(0.1), people_for(0.25)
    (1000, 400)
    """
    inside = 0.25 * (NORMAL / READABLE) ** 2
    return STEP * ceil(inside / smallest / STEP)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Made-up people after the screen: those asked have weight 1, the fresh ones weight 0; 1-based planted segments."""

    responses: Responses
    basis: Basis
    truth: Ints


def _crowd(questionnaire: Questionnaire, n: int, drawn: tuple[int, float, int]) -> _Crowd:
    segments, separation, seed = drawn
    made = simulate(questionnaire, n + FRESH, seed=seed, segments=segments, separation=separation)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made_up.csv"
        write_simulated(made, path)
        read = read_responses(path, questionnaire)
    kept = screen(read).kept
    asked = np.where(np.arange(n + FRESH) < n, 1.0, 0.0)
    responses = replace(read.kept(kept), weights=asked[kept])
    return _Crowd(responses, build_basis(responses), made.truth[kept])


def _fit(crowd: _Crowd, k: int, seed: int) -> Partition:
    basis = crowd.basis
    return fit_partition(basis.matrix, basis.weights, k, seed=seed, reverse=basis.reverse)


def _found_again(crowd: _Crowd, k: int, seed: int) -> float:
    """The share of fresh people who are in the segment they were drawn from, segments matched one to one."""
    fresh = crowd.basis.weights == 0
    table = cross_table(_fit(crowd, k, seed).labels[fresh], crowd.truth[fresh] - 1)
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum() / fresh.sum())


def _typing(crowd: _Crowd, k: int, seed: int) -> tuple[tuple[int, float], ...]:
    """The accuracy of a typing tool by the number of its questions, on people it was not made from."""
    asked = crowd.basis.weights > 0
    responses = crowd.responses.kept(asked)
    basis = build_basis(responses)
    partition = fit_partition(basis.matrix, basis.weights, k, seed=seed, reverse=basis.reverse)
    labels = partition.labels + 1
    segmentation = Segmentation(
        k=k,
        verdict="constructive",
        reason="made up",
        chosen_by="person",
        labels=labels,
        memberships=partition.memberships,
        centroids=partition.centroids,
        rule=partition.rule,
        names=tuple(f"Segment {code}" for code in range(1, k + 1)),
        sizes=segment_sizes(labels, basis.weights, k),
        stability_global=float("nan"),
        stability=np.full(k, np.nan),
        neighbours=pd.DataFrame(),
    )
    spec = fit_typing_tool(segmentation, responses, basis, seed=seed)
    curve = {int(row["questions"]): float(row["value"]) for row in spec.evidence["curve"]}
    return tuple((m, curve[m]) for m in ASKED if m in curve)

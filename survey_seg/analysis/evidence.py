"""What bootstrap samples say of each number of segments, and what they say where there are none.

The same segments should be found when other people of the same kind are asked. Three methods that see the answers
differently are asked, because any one of them may be stable for a reason of its own; and the level to beat is that of
this study's twins: one population with the same margins, correlations and skewness, and nobody in any segment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame, Kind, frame_of
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.methods.method import Method
from survey_seg.stats.null_model import NullModel, draw_null, fit_null
from survey_seg.stats.partition_criteria import prediction_strength
from survey_seg.stats.progress import Progress
from survey_seg.stats.seeds import stream
from survey_seg.stats.stability import MOST_DRAWN, Samples, bootstrap, halves, pair_agreement

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

SAMPLES = 20
NULL_STUDIES = 20
NULL_SAMPLES = 4
SPLITS = 4
"""Bootstrap samples of the study, all pairs of which are compared (190); twins without segments; samples of each;
splits into halves."""

WITNESSES: Mapping[Kind, tuple[str, ...]] = {
    "ratings": ("profile_level", "common_factors"),
    "short": ("profile_level", "ordinal_latent_class", "row_centred"),
    "yes_no": ("latent_class", "kmeans"),
}
"""The methods whose stability counts, by the kind of items; the first also tells how each segment is found again."""

WORKERS = min(4, os.cpu_count() or 1)
"""Threads; results do not depend on how many."""


@dataclass(frozen=True, slots=True)
class Stability:
    """For each number of segments: `mean` and `of` each method (methods x k); `found[k]`: samples x points.

    `found` are the sortings by the first method; `samples` who was drawn.
    """

    ks: tuple[int, ...]
    of: Floats
    pairs: Floats
    found: dict[int, Ints]
    samples: Samples

    @property
    def mean(self) -> Floats:
        """Mean over the methods, one per k."""
        mean: Floats = self.of.mean(0)
        return mean


def witnesses(frame: Frame) -> tuple[Method, ...]:
    """The methods whose stability counts for such answers."""
    named = {method.name: method for method in METHODS}
    return tuple(named[name] for name in WITNESSES[frame.kind])


def stability(
    frame: Frame, weights: Floats, ks: Sequence[int], *, seed: int, samples: int = SAMPLES, threads: bool = True
) -> Stability:
    """How alike the segments of bootstrap samples are, for each number of segments and method.

    `weights`: one per person, as the frame was made from; `threads`: several k at a time.
    """
    drawn = bootstrap(frame.points, weights, seed=seed, samples=samples)
    mass = frame.weights * ((weights > 0).sum() / frame.weights.sum())

    def one(k: int) -> tuple[Ints, Floats]:
        each = _sortings(frame, drawn.weights, k, seed)
        return each[0], np.stack([pair_agreement(labels, mass, k) for labels in each])

    found = list((together if threads else map)(one, ks))
    return Stability(
        ks=tuple(ks),
        of=np.stack([agreement.mean(1) for _, agreement in found], axis=1),
        pairs=np.stack([agreement.mean(0) for _, agreement in found]),
        found={k: labels for k, (labels, _) in zip(ks, found, strict=True)},
        samples=drawn,
    )


def _sortings(frame: Frame, weights: Floats, k: int, seed: int) -> list[Ints]:
    """What each witness finds in each sample: B x points."""
    found: list[Ints] = []
    for method in witnesses(frame):
        if method.replicate is not None:
            chance = stream(seed, "stability", method.name, k)
            found.append(method.replicate(frame, weights, k, chance, tuple(found)))
    return found


def predicted(frame: Frame, weights: Floats, ks: Sequence[int], *, seed: int) -> Floats:
    """The prediction strength of each number of segments: what the first witness finds in random halves."""
    split = halves(frame.points, weights, seed=seed, splits=SPLITS)
    first = witnesses(frame)[0]

    def one(k: int) -> float:
        if first.replicate is None:
            return float("nan")
        found = first.replicate(frame, split.weights, k, stream(seed, "halves", first.name, k), ())
        return prediction_strength(found[:, split.owner].reshape(SPLITS, 2, -1), split.first, split.mass)

    return np.array(list(together(one, ks)))


def null_stability(
    frame: Frame, weights: Floats, ks: Sequence[int], *, seed: int, progress: Progress, studies: int = NULL_STUDIES
) -> Floats:
    """The stability of studies like this one, but with one population: studies x k.

    At most MOST_DRAWN people each, as the study's own bootstrap samples hold.
    """
    people = np.sort(weights[weights > 0])
    if len(people) > MOST_DRAWN:
        people = people[np.linspace(0, len(people) - 1, MOST_DRAWN).round().astype(np.int64)]
    model = fit_null(_turned(frame.rows, frame.weights), frame.weights)
    rows = []

    def one(number: int) -> Floats:
        return _null_study(model, people, ks, (seed, number))

    for number, row in enumerate(together(one, range(studies))):
        progress("comparing with studies that have no segments", (number + 1) / studies)
        rows.append(row)
    return np.stack(rows)


def _null_study(model: NullModel, weights: Floats, ks: Sequence[int], name: tuple[int, int]) -> Floats:
    seed, number = name
    rng = stream(seed, "null", number)
    frame = frame_of(draw_null(model, len(weights), rng), weights)
    possible = [k for k in ks if k <= len(frame.points.rows)]
    level = np.full(len(ks), np.nan)
    if not possible:
        return level
    level[: len(possible)] = stability(
        frame, weights, possible, seed=int(rng.integers(2**31)), samples=NULL_SAMPLES, threads=False
    ).mean
    return level


def together(work: Callable[[Task], Outcome], tasks: Sequence[Task]) -> Iterator[Outcome]:
    """The outcome of each task, in the order of the tasks, done by a few threads.

    >>> list(together(lambda number: number * 2, [1, 2, 3]))
    [2, 4, 6]
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        yield from pool.map(work, tasks)


def _turned(matrix: Floats, weights: Floats) -> Floats:
    """All items turned round when that lowers the mean answer, so that either coding gives the same twins."""
    mean = weights @ matrix / weights.sum()
    return 1 - matrix if np.round(mean.mean(), 9) > 0.5 else matrix

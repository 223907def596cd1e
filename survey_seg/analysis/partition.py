"""One partition of people into k segments: what several models agree on, and the rule by which new people belong.

Each model sees the answers differently, and all of them allow for people who agree with everything or use only the ends
of the scale. Their consensus recovered more of the truth in simulated studies than any one of them; the rule that
carries it to new people is one step of discriminant analysis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame, frame_of
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.rule import Rule, rule_labels, rule_memberships, rule_of
from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.consensus import consensus
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True)
class Partition:
    """People in k segments, numbered from 0 by weighted size, largest first.

    `labels`: one per person. `centroids`: k x items, the weighted mean profile. `memberships`: people x k, sums to 1.
    `rule`: how answers become a segment. `members`: what each model found, by name, on the points of the frame.
    """

    labels: Ints
    centroids: Floats
    memberships: Floats
    rule: Rule
    members: Mapping[str, Fitted]


def fit_partition(
    matrix: Floats, weights: Floats, k: int, *, seed: int, reverse: Flags | None = None, method: str = CONSENSUS
) -> Partition:
    """People in k segments: by the consensus of the models, or by one method.

    `matrix`: people x items on 0..1 without blanks; `weights`: one per person, 0 for people who are only assigned;
    `reverse`: the items that were turned round. The same seed gives the same segments in whatever order people and
    items come. Raises CannotCompute when fewer than k people answer differently.

    >>> answers = np.array([[0.0, 0.0, 0.1], [0.0, 0.1, 0.0], [1.0, 1.0, 0.9], [0.9, 1.0, 1.0], [1.0, 0.9, 1.0]])
    >>> fit_partition(answers, np.ones(5), 2, seed=1, method="kmeans").labels.tolist()
    [1, 1, 0, 0, 0]
    """
    frame = frame_of(matrix, weights, reverse=reverse)
    members = fit_members(frame, k, seed=seed, methods=[one for one in METHODS if _wanted(one, method, frame)])
    return partition_of(frame, members, k, people=(matrix, weights), seed=seed)


def fit_members(frame: Frame, k: int, *, seed: int, methods: Sequence[Method]) -> dict[str, Fitted]:
    """What each method finds, by name; a method that cannot be used with these answers is left out."""
    if k == 1:
        return {one.name: Fitted(np.zeros(len(frame.weights), dtype=np.int64)) for one in methods}
    if len(frame.weights) < k:
        what = f"{k} segments were asked for, and people answer in {len(frame.weights)} different ways"
        raise CannotCompute(Problem("SEGMENTS_TOO_FEW_PATTERNS", what, expected=f"1 to {len(frame.weights)} segments"))
    found: dict[str, Fitted] = {}
    reasons: list[Problem] = []
    for one in methods:
        try:
            found[one.name] = one.fit(frame, k, stream(seed, "fit", one.name, k))
        except CannotCompute as error:
            reasons += error.problems
    if not found:
        raise CannotCompute(reasons)
    return found


def partition_of(
    frame: Frame, members: Mapping[str, Fitted], k: int, *, people: tuple[Floats, Floats], seed: int
) -> Partition:
    """The consensus of what models found, carried over to people (their matrix and weights) by its rule."""
    found = [fitted.labels for fitted in members.values()]
    labels = found[0] if len(found) == 1 else consensus(found, frame.weights, k, stream(seed, "consensus", k)).labels
    rule = rule_of(frame, labels, k)
    matrix, weights = people
    sorted_in = rule_labels(rule, matrix)
    return Partition(
        labels=sorted_in,
        centroids=mean_profiles(matrix, weights, sorted_in, k),
        memberships=rule_memberships(rule, matrix),
        rule=rule,
        members=members,
    )


def mean_profiles(matrix: Floats, weights: Floats, labels: Ints, k: int) -> Floats:
    """The weighted mean answers of each segment, k x items; the mean of all where a segment holds nobody.

    >>> mean_profiles(np.array([[0.0], [1.0], [1.0]]), np.ones(3), np.array([0, 1, 1]), 2).tolist()
    [[0.0], [1.0]]
    """
    member = (labels == np.arange(k)[:, None]) * weights
    mass = member.sum(1, keepdims=True)
    everybody = weights @ matrix / weights.sum()
    profiles: Floats = np.where(mass > 0, member @ matrix / np.where(mass > 0, mass, 1.0), everybody)
    return profiles


def _wanted(one: Method, method: str, frame: Frame) -> bool:
    return one.votes_on(frame) if method == CONSENSUS else one.name == method

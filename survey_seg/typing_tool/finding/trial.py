"""A find tool tried on people it has not seen: fields, penalty and weights chosen again without each fold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.special import softmax

from survey_seg.analysis.basis import build_basis, scale_answers
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.rule import rule_labels
from survey_seg.errors import CannotCompute, Problem
from survey_seg.responses.model import Responses
from survey_seg.stats.seeds import stream
from survey_seg.typing_tool.finding.choice import Choice, choose_fields, fold_moments
from survey_seg.typing_tool.finding.evidence import HeldOut
from survey_seg.typing_tool.making.candidates import Design
from survey_seg.typing_tool.making.trial import nearest_final
from survey_seg.typing_tool.making.weigh import weigh

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FOLDS = 10
FEWEST = 50
"""People below which nothing is judged: five per fold."""
MOST = 20_000
"""People from whom fields are learnt and judged; of a larger study, those whose ids come first by their checksum."""


@dataclass(frozen=True, slots=True)
class People:
    """The people who are learnt from and judged.

    `places`: where they stand in the basis. `design`: their fields. `memberships`: people x segments; `truth`: 0-based
    segment; `folds`: 0 to 9.
    """

    places: Ints
    design: Design
    memberships: Floats
    truth: Ints
    weights: Floats
    folds: Ints


def people_of(design: Design, segmentation: Segmentation, basis: Basis) -> People:
    """The people with weight, in an order and in folds that follow from their ids alone.

    Raises CannotCompute when there are fewer than 50.
    """
    checks = np.array([crc32(identifier.encode()) for identifier in basis.ids], dtype=np.int64)
    there = np.flatnonzero(basis.weights > 0)
    if len(there) < FEWEST:
        what = f"{len(there)} people are too few to judge fields by"
        raise CannotCompute(Problem("FIND_TOO_FEW", what, expected=f"at least {FEWEST}"))
    places = there[np.lexsort((np.array(basis.ids)[there], checks[there]))][:MOST]
    return People(
        places=places,
        design=Design(design.variables, design.columns[places], design.groups),
        memberships=segmentation.memberships[places],
        truth=segmentation.labels[places] - 1,
        weights=basis.weights[places],
        folds=checks[places] % FOLDS,
    )


def choices(people: People) -> tuple[Choice, dict[int, Choice]]:
    """The fields and the penalty that everybody together calls for, and those that all but one fold call for."""
    moments = fold_moments(people.design, people.memberships, people.weights, people.folds)
    folds = np.unique(people.folds).tolist()
    without = {fold: choose_fields(moments, [other for other in folds if other != fold]) for fold in folds}
    return choose_fields(moments, folds), without


def held_out(people: People, without: Mapping[int, Choice]) -> HeldOut:
    """What is said of the people of each fold by a tool made without them; people of other folds are left away."""
    n, k = people.memberships.shape
    scores, alone, chances = np.zeros((n, k), dtype=np.int64), np.zeros((n, k)), np.zeros((n, k))
    for fold, choice in without.items():
        out = people.folds == fold
        seen, weights = people.memberships[~out], people.weights[~out]
        alone[out] = chances[out] = weights @ seen / weights.sum()
        if choice.fields:
            tool = weigh(people.design.of(~out), choice.fields, seen, weights, ridge=choice.ridge)
            scores[out] = tool.scores(people.design.of(out))
            chances[out] = softmax(scores[out] / tool.scale, axis=1)
    own = np.isin(people.folds, list(without))
    return HeldOut(people.truth[own], scores[own], chances[own], alone[own], people.folds[own], people.weights[own])


def held_out_anew(
    design: Design, segmentation: Segmentation, responses: Responses, basis: Basis, *, seed: int
) -> HeldOut:
    """The same when the people of each fold had no part in the segments either: ten times the work of the analysis.

    Where a field is what the segments are built on, a fold that keeps the segments of everybody would flatter it. The
    truth about people is what the fold's own segments say of all their answers; they take the numbers of the nearest
    final segments.
    """
    people = people_of(design, segmentation, basis)
    parts = []
    for fold in np.unique(people.folds).tolist():
        out = np.zeros(len(basis.ids), dtype=np.bool_)
        out[people.places[people.folds == fold]] = True
        train = build_basis(responses.kept(~out))
        chance = int(stream(seed, "find", "segments", fold).integers(2**31))
        found = fit_partition(train.matrix, train.weights, segmentation.k, seed=chance, reverse=train.reverse)
        final = nearest_final(found.centroids, segmentation.centroids)
        labels, soft = np.zeros(len(out), dtype=np.int64), np.zeros((len(out), segmentation.k))
        labels[out] = final[rule_labels(found.rule, scale_answers(train, basis.raw[out]))]
        soft[out, labels[out]] = 1.0
        soft[np.ix_(~out, final)], labels[~out] = found.memberships, final[found.labels]
        again = people_of(design, replace(segmentation, labels=labels + 1, memberships=soft), basis)
        parts.append(held_out(again, {fold: choices(again)[1][fold]}))
    return HeldOut(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(HeldOut)))

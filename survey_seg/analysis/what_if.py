"""What would change: the segments found again with one thing changed, beside the ones that were chosen.

Which items carry the segments, and which could go? Do they hang on a seed, on weights, on people of doubtful care, on
the method? Every variation is fitted from scratch, by the way that made the chosen segments unless it names another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.evidence import together
from survey_seg.analysis.frame import frame_of
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.model import Basis
from survey_seg.analysis.partition import CONSENSUS, fit_members, partition_of
from survey_seg.errors import CannotCompute, Problem
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import QualityReport, Responses
from survey_seg.stats.agreement import adjusted_rand, adjusted_rand_of, cross_table
from survey_seg.stats.alignment import kept, matching
from survey_seg.stats.progress import Progress, silent

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Kind = Literal["item", "people", "weights", "seed", "method", "own"]

SEEDS = 5
"""Other seeds that are tried: what they move is chance, and the yardstick for everything else."""

FACTOR_CLUSTER, ITEM_CLUSTER = "factor_scores", "kmeans"

COLUMNS = ("kind", "name", "what", "k", "n", "sizes", "agreement", "keeps", "words", "problem")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The segments that variations are compared with, and what they were made from.

    `responses`: the people kept; `basis`: made from them; `labels`: 1..k, one per person (`Segmentation.labels`).
    """

    responses: Responses
    basis: Basis
    labels: Ints
    k: int
    seed: int

    @property
    def items(self) -> tuple[Variable, ...]:
        """The variables of the basis."""
        known = {variable.name: variable for variable in self.responses.questionnaire.variables()}
        return tuple(known[item] for item in self.basis.items)


@dataclass(frozen=True, slots=True)
class Variation:
    """Segments to find: from which people and weights, which items, how many, with which seed and method.

    `name`: the item, check, seed or method it is about; `what` says it, so that "<what> moves 31 % of the people" is a
    sentence.
    """

    kind: Kind
    name: str
    what: str
    responses: Responses
    items: tuple[Variable, ...]
    k: int
    seed: int
    method: str = CONSENSUS


@dataclass(frozen=True, slots=True)
class Outcome:
    """A variation beside the chosen segments.

    `labels`: one per person of the variation, 0-based and with the number of the chosen segment it corresponds to; new
    segments come after those; -1 where a method leaves people of weight zero unsorted. `ids`: these people. `sizes`:
    weighted shares by that number, 0 for a chosen segment that is gone. `agreement` (adjusted Rand index) and `keeps`
    (share who keep their segment) are over the people who are in both, with the weights of the chosen segments.
    """

    variation: Variation
    ids: tuple[str, ...]
    labels: Ints
    n: int
    sizes: Floats
    agreement: float
    keeps: float


def standard_variations(
    chosen: Chosen, *, everybody: Responses | None = None, quality: QualityReport | None = None
) -> tuple[Variation, ...]:
    """One change at a time: each item left out, other seeds, no weights, other people, every other method.

    `everybody` and `quality`: all who were read, and what the screen said of them; without them nothing is tried about
    people who were flagged.
    """
    start = Variation("own", "", "", chosen.responses, chosen.items, chosen.k, chosen.seed)
    found = [
        replace(start, kind="item", name=item.name, what=f"leaving out {item.name}",
                items=tuple(one for one in start.items if one != item))
        for item in start.items
    ]  # fmt: skip
    found += [other_seed(chosen, chosen.seed + step) for step in range(1, SEEDS + 1)]
    if chosen.responses.weighted:
        found.append(replace(start, kind="weights", name="none", what="counting everybody once, without weights",
                             responses=unweighted(chosen.responses)))  # fmt: skip
    if everybody is not None and quality is not None:
        found += [
            replace(start, kind="people", name=name, what=what, responses=people)
            for name, what, people in _other_people(everybody, quality)
        ]
    found += [replace(start, kind="method", name=one.name, what=one.words, method=one.name) for one in METHODS]
    return tuple(found)


def other_seed(chosen: Chosen, seed: int) -> Variation:
    """The same again with another seed."""
    what = f"another seed ({seed})"
    return Variation("seed", str(seed), what, chosen.responses, chosen.items, chosen.k, seed)


def unweighted(responses: Responses) -> Responses:
    """The same people, each counted once."""
    return replace(responses, weights=np.ones(responses.n), weighted=False)


def fit_variations(
    variations: Sequence[Variation], chosen: Chosen, *, progress: Progress = silent
) -> tuple[Outcome | Problem, ...]:
    """What each variation finds, in their order; where one cannot be computed, why."""

    def one(variation: Variation) -> Outcome | Problem:
        try:
            return fit_variation(variation, chosen)
        except CannotCompute as error:
            return error.problems[0]

    found: list[Outcome | Problem] = []
    progress("trying other segments", 0.0)
    for outcome in together(one, variations):
        found.append(outcome)
        progress(f"trying {variations[len(found) - 1].what}", len(found) / len(variations))
    return tuple(found)


def fit_variation(variation: Variation, chosen: Chosen) -> Outcome:
    """What a variation finds beside the chosen segments.

    Raises CannotCompute when there are too few items or people, or when nobody is in both.
    """
    same = variation.responses is chosen.responses and variation.items == chosen.items
    basis = chosen.basis if same else build_basis(variation.responses, variables=variation.items)
    labels = _segments(basis, variation)
    place = pd.Index(chosen.basis.ids).get_indexer(pd.Index(basis.ids))
    both = (place >= 0) & (labels >= 0) & (chosen.basis.weights[place] > 0)
    if not both.any():
        raise CannotCompute(Problem("WHAT_IF_NOBODY_IN_BOTH", "nobody of the chosen segments is left to compare"))
    weights, before = chosen.basis.weights[place[both]], chosen.labels[place[both]] - 1
    table = cross_table(before, labels[both], weights, shape=(chosen.k, variation.k))
    number = matching(table)
    numbered = np.where(labels >= 0, number[labels], -1)
    sorted_in = labels >= 0
    mass = np.bincount(numbered[sorted_in], basis.weights[sorted_in], max(chosen.k, variation.k))
    return Outcome(
        variation=variation,
        ids=basis.ids,
        labels=numbered,
        n=int((basis.weights > 0).sum()),
        sizes=mass / mass.sum(),
        agreement=adjusted_rand_of(table),
        keeps=kept(table),
    )


def variations_table(variations: Sequence[Variation], outcomes: Sequence[Outcome | Problem]) -> pd.DataFrame:
    """A row per variation: kind, name, what, k, n, sizes, agreement, keeps, words ("leaving out q7 moves 31 %...").

    `problem` says why a variation could not be computed, "" where it could.
    """
    rows = []
    for variation, found in zip(variations, outcomes, strict=True):
        row: dict[str, object] = {one: getattr(variation, one) for one in ("kind", "name", "what", "k")}
        if isinstance(found, Problem):
            row |= {"words": f"{variation.what}: not computed", "problem": found.line(), "sizes": ()}
        else:
            row |= {"n": found.n, "sizes": tuple(found.sizes.tolist()), "agreement": found.agreement}
            row |= {"keeps": found.keeps, "problem": ""}
            row["words"] = f"{variation.what} moves {percent(1 - found.keeps)} of the people"
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def factor_against_items(outcomes: Sequence[Outcome | Problem]) -> float:
    """The adjusted Rand index of factor-cluster with k-means on the same items; NaN where either was not tried."""
    found = {one.variation.name: one for one in outcomes if isinstance(one, Outcome) and one.variation.kind == "method"}
    if FACTOR_CLUSTER not in found or ITEM_CLUSTER not in found:
        return float("nan")
    one, other = found[FACTOR_CLUSTER], found[ITEM_CLUSTER]
    weights = np.where(one.labels >= 0, one.variation.responses.weights, 0.0)
    return adjusted_rand(np.maximum(one.labels, 0), np.maximum(other.labels, 0), weights)


def percent(share: float) -> str:
    """A share of people in a sentence.

    >>> percent(0.3149), percent(0.0), percent(0.004)
    ('31 %', '0 %', 'less than 1 %')
    """
    return "less than 1 %" if 1e-9 < share < 0.005 else f"{100 * max(share, 0.0):.0f} %"


def _segments(basis: Basis, variation: Variation) -> Ints:
    """The segment of each person, 0-based: by the rule of the consensus, or as another method sorts them itself."""
    frame = frame_of(basis.matrix, basis.weights, reverse=basis.reverse, raw=basis.raw)
    named = variation.method != CONSENSUS
    methods = [one for one in METHODS if (one.name == variation.method if named else one.votes_on(frame))]
    members = fit_members(frame, variation.k, seed=variation.seed, methods=methods)
    if not named:
        people = (basis.matrix, basis.weights)
        return partition_of(frame, members, variation.k, people=people, seed=variation.seed).labels
    group = frame.points.group
    return np.where(group >= 0, members[variation.method].labels[group], -1).astype(np.int64)


def _other_people(everybody: Responses, quality: QualityReport) -> Iterator[tuple[str, str, Responses]]:
    """Those who were left out taken back in; those who were kept in spite of a flag left out."""
    if not quality.kept.all():
        yield "left_out", "taking back the people who were left out", everybody.kept(np.ones_like(quality.kept))
    flags = quality.flags.to_numpy(dtype=np.bool_)
    checks = [place for place in range(flags.shape[1]) if (flags[:, place] & quality.kept).any()]
    for place in checks:
        check = str(quality.flags.columns[place])
        what = f"leaving out people flagged for {check.replace('_', ' ')}"
        yield check, what, everybody.kept(quality.kept & ~flags[:, place])
    if len(checks) > 1:
        yield "flagged", "leaving out people with any flag", everybody.kept(quality.kept & ~flags.any(axis=1))

"""How well fields find the people of each segment, on people whom the tool has not seen.

People are ranked by the score that a tool gives them for the segment, as whoever gets the scores will rank them, and
inside their fold: scores of different folds are not on one scale to the last digit, and a tool that tells nothing must
come out as telling nothing. Where people have the same score, each place among them is shared out evenly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.stats.explained import Explained, explained
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

DECILES = 10
CAMPAIGNS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.5)
"""Shares of all people to whom a campaign may go."""

REACHED = (0.5, 0.8)
"""Shares of a segment for which the size of the campaign is given that reaches them."""

HALVINGS = 40


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What was said of people whom the tool had not seen.

    `truth`: 0-based segment. `scores`: people x segments, those of the tool of their fold, whole numbers; `chances`:
    the same as probabilities, rows sum to 1; `alone`: those from the shares of the segments only. `folds`: where each
    person was left out.
    """

    truth: Ints
    scores: Ints
    chances: Floats
    alone: Floats
    folds: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Places:
    """Where each person stands in a ranking: from the share of people above to that share with all equals, 0 to 1."""

    above: Floats
    through: Floats

    def inside(self, low: float, high: float) -> Floats:
        """How much of each person lies between two shares of the ranking, 0 to 1.

        >>> Places(np.array([0.0, 0.0, 0.5]), np.array([0.5, 0.5, 1.0])).inside(0.0, 0.25).tolist()
        [0.5, 0.5, 0.0]
        """
        width = self.through - self.above
        overlap = np.minimum(self.through, high) - np.maximum(self.above, low)
        part: Floats = np.divide(overlap, width, out=np.zeros_like(width), where=width > 0)
        return np.clip(part, 0.0, 1.0)


def share_explained(held: HeldOut) -> Explained:
    """The share of the segments' entropy that the fields take away, with its 95 % interval.

    Question: of all doubt about the segment of somebody new, how much goes when the fields are known? One minus the
    cross-entropy of the segment people belong to, by the cross-entropy when everybody is given the shares of the
    segments (McFadden's R squared, on people held out). 0: nothing; 1: everybody's segment; below 0: worse than the
    shares. The interval is that of a ratio of two weighted sums over people.
    """
    rows = np.arange(len(held.truth))
    error, alone = -np.log(held.chances[rows, held.truth]), -np.log(held.alone[rows, held.truth])
    return explained(error, alone, held.weights)


def places(scores: Ints, folds: Ints, weights: Floats) -> Places:
    """Where people stand by score, the highest first, each fold by itself.

    >>> found = places(np.array([9, 1, 1, 5]), np.zeros(4, dtype=np.int64), np.ones(4))
    >>> found.above.tolist(), found.through.tolist()
    ([0.0, 0.5, 0.5, 0.25], [0.25, 1.0, 1.0, 0.5])
    """
    above, through = np.zeros(len(scores)), np.zeros(len(scores))
    for fold in np.unique(folds):
        inside = np.flatnonzero(folds == fold)
        _, rank = np.unique(-scores[inside], return_inverse=True)
        mass = np.bincount(rank.reshape(-1), weights[inside])
        reached = mass.cumsum() / max(float(mass.sum()), 1e-300)
        above[inside] = np.concatenate([[0.0], reached[:-1]])[rank.reshape(-1)]
        through[inside] = reached[rank.reshape(-1)]
    return Places(above, through)


def segment_rows(held: HeldOut) -> list[dict[str, Any]]:
    """What a campaign for each segment would find, in plain types: a row per segment.

    `share` of all people; `deciles`: people by their score, best tenth first, with `precision` (share of them that
    belongs), its Wilson interval and `lift` (precision by share); `campaigns`: the same for the best 1, 5, 10, 20, 30
    and 50 %, with `reached` (share of the segment among them); `to_reach`: the share of all people that a campaign must
    go to for half and for four fifths of the segment. `n_eff`: effective people behind each figure.
    """
    return [_segment(held, segment) for segment in range(held.scores.shape[1])]


def accuracy(held: HeldOut) -> dict[str, Any]:
    """How often the segment with the highest score is the right one, with its Wilson interval."""
    typed = held.scores.argmax(axis=1)
    everybody = np.ones(len(typed))
    return _share(held, typed == held.truth, everybody, counted=True)


def labels_rows(held: HeldOut) -> dict[str, list[dict[str, Any]]]:
    """Recall and precision of each segment when everybody gets the one with the highest score."""
    typed, segments = held.scores.argmax(axis=1), range(held.scores.shape[1])
    right = typed == held.truth
    among = {"recall": held.truth, "precision": typed}
    return {
        name: [{"segment": s + 1, **_share(held, right, (own == s) * 1.0, counted=True)} for s in segments]
        for name, own in among.items()
    }


def _segment(held: HeldOut, segment: int) -> dict[str, Any]:
    member = held.truth == segment
    share = float(held.weights[member].sum() / held.weights.sum())
    ranking = places(held.scores[:, segment], held.folds, held.weights)
    tenths = [(number, ranking.inside((number - 1) / DECILES, number / DECILES)) for number in range(1, DECILES + 1)]
    campaigns = [(size, ranking.inside(0.0, size)) for size in CAMPAIGNS]
    return {
        "segment": segment + 1,
        "share": share,
        "deciles": [{"decile": number, **_found(held, member, part, share)} for number, part in tenths],
        "campaigns": [
            {"size": size, **_found(held, member, part, share), "reached": _reached(held, member, part)}
            for size, part in campaigns
        ],
        "to_reach": [{"reached": part, "size": _size_to_reach(held, member, ranking, part)} for part in REACHED],
    }


def _found(held: HeldOut, member: Flags, part: Floats, share: float) -> dict[str, Any]:
    found = _share(held, member, part)
    value, base = found["value"], {"n_eff": effective_base(held.weights * part)}
    lift = value / share if value is not None and share > 0 else None
    return {"precision": value, "low": found["low"], "high": found["high"], "lift": lift, **base}


def _reached(held: HeldOut, member: Flags, part: Floats) -> float | None:
    mass = float(held.weights[member].sum())
    return float((held.weights * part)[member].sum()) / mass if mass > 0 else None


def _size_to_reach(held: HeldOut, member: Flags, ranking: Places, wanted: float) -> float | None:
    """The smallest share of all people whose best ranked hold the wanted share of the segment."""
    if not held.weights[member].sum() > 0:
        return None
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        enough = (_reached(held, member, ranking.inside(0.0, middle)) or 0.0) >= wanted
        low, high = (low, middle) if enough else (middle, high)
    return high


def _share(held: HeldOut, what: Flags, part: Floats, *, counted: bool = False) -> dict[str, Any]:
    """The share of what among people who count by their part, with the interval that their effective number gives."""
    weights = held.weights * part
    people = {"n": int((weights > 0).sum())} if counted else {}
    if not weights.sum() > 0:
        return {"value": None, "low": None, "high": None, **people}
    value = float(weights[what].sum() / weights.sum())
    low, high = wilson(value, effective_base(weights))
    return {"value": value, "low": float(low), "high": float(high), **people}

"""When the adaptive form stops, how short it is, and how often it is right about people it has not seen."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.artifact import plain
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base, weighted_quantile
from survey_seg.typing_tool.adaptive import EQUAL, odds_band
from survey_seg.typing_tool.classify import BANDS
from survey_seg.typing_tool.making.adaptive_model import Joint, Walk
from survey_seg.typing_tool.making.evidence import CLOSE
from survey_seg.typing_tool.spec import GoldenQuestion

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEAST = 2
"""Answers before the form may stop."""

NEVER = 1.0
"""No probability is as large: everybody is asked all questions."""

THRESHOLDS = (*(0.4 + 0.01 * np.arange(55)).round(2).tolist(), 0.96, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, NEVER)
LEVELS = (0.0, 0.6, 0.75, 0.9, 1.0)
"""Probabilities between which people are looked at together."""

SHOWN = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, NEVER)


@dataclass(frozen=True, slots=True)
class Unseen:
    """People from whom the form did not learn: their walks, true segments (0-based) and weights.

    `repeats`: rows per person.
    """

    walked: Walk
    truth: Ints
    weights: Floats
    repeats: int = 1


def stops(walked: Walk, sure: float, *, least: int = LEAST) -> Ints:
    """The step, from 0, at which each person's form ends when it ends at a probability of `sure`."""
    reached = (walked.sure >= sure - EQUAL) & (walked.answers >= least)
    reached[:, -1] = True
    ends: Ints = reached.argmax(axis=1)
    return ends


def length_and_accuracy(unseen: Unseen, sure: float) -> tuple[float, float]:
    """The weighted mean number of questions, and the share of people put right, when the form ends at `sure`."""
    ends = stops(unseen.walked, sure)
    right = _at(unseen.walked.best, ends) == unseen.truth
    mass = unseen.weights.sum()
    return float(unseen.weights @ (ends + 1.0) / mass), float(unseen.weights @ right / mass)


def sure_enough(unseen: Unseen, target: float) -> float:
    """The probability at which the form may stop so that it is right as often as `target` about unseen people.

    Question: how sure must the form be before it stops asking? The smallest probability from which on accuracy does
    not fall below the target any more; where it never reaches it, the smallest that is as good as the best.
    """
    found = [length_and_accuracy(unseen, sure)[1] for sure in THRESHOLDS]
    enough = min(target, max(found))
    last_below = max((place for place, value in enumerate(found) if value < enough - EQUAL), default=-1)
    if last_below + 1 < len(found):
        return float(THRESHOLDS[last_below + 1])
    return float(THRESHOLDS[int(np.argmax(np.array(found) >= enough - EQUAL))])


def adaptive_part(
    questions: Sequence[GoldenQuestion], joint: Joint, unseen: Unseen, *, fixed: Mapping[str, Any], method: str
) -> dict[str, Any]:
    """The adaptive part of a tool's file: questions, model, stop rule and what was measured, in plain types.

    `questions`: those of `joint`, in its order. `fixed`: `questions`, the number of the fixed form's, and `accuracy`,
    what share of the same unseen people it puts right; the form stops where it is right as often. `method`: how the
    people came to be unseen, in words.
    """
    sure = sure_enough(unseen, fixed["accuracy"])
    rows = [joint.moments[place, : place + 1].tolist() for place in range(len(joint.mean))]
    content = plain(
        {
            "questions": [_content(question) for question in questions],
            "model": {"mean": joint.mean.tolist(), "moments": rows, "noise": joint.noise},
            "stop": {"sure": sure},
            "least": min(LEAST, len(questions)),
            "most": unseen.walked.best.shape[1],
            "evidence": _evidence(unseen, sure, fixed, method),
        }
    )
    return content if isinstance(content, dict) else {}


def _evidence(unseen: Unseen, sure: float, fixed: Mapping[str, Any], method: str) -> dict[str, Any]:
    ends = stops(unseen.walked, sure)
    right = _at(unseen.walked.best, ends) == unseen.truth
    questions, accuracy = length_and_accuracy(unseen, sure)
    everybody = np.ones(len(right), dtype=bool)
    low, high = map(float, wilson(accuracy, effective_base(unseen.weights) / unseen.repeats))
    return {
        "accuracy": {"value": accuracy, "low": low, "high": high, "n": _people(unseen, everybody), "method": method},
        "mean_questions": questions,
        "nine_in_ten": int(weighted_quantile(ends.astype(np.float64) + 1, unseen.weights, 0.9)),
        "fixed": dict(fixed),
        "as_good": accuracy >= fixed["accuracy"] - CLOSE,
        "bands": _bands(unseen, ends, right),
        "levels": _levels(unseen, ends, right),
        "curve": [
            dict(zip(("sure", "questions", "value"), (level, *length_and_accuracy(unseen, level)), strict=True))
            for level in SHOWN
        ],
    }


def _levels(unseen: Unseen, ends: Ints, right: Flags) -> list[dict[str, Any]]:
    """How often the form was right where it said between `low` and `high`."""
    said = _at(unseen.walked.sure, ends)
    rows = []
    for low, high in itertools.pairwise(LEVELS):
        inside: Flags = (said >= low) & ((said < high) | (high == LEVELS[-1]))
        rows.append({"low": low, "high": high, **_share(unseen, inside, right)})
    return rows


def _bands(unseen: Unseen, ends: Ints, right: Flags) -> list[dict[str, Any]]:
    """How often people of each band were put right; the odds against the runner-up are where their form ended."""
    name = np.array([odds_band(odds, 1.0) for odds in _at(unseen.walked.odds, ends).tolist()])
    return [{"band": band, **_share(unseen, name == band, right)} for band in BANDS]


def _share(unseen: Unseen, among: Flags, right: Flags) -> dict[str, Any]:
    """How many of all people these are, how often they were put right, and their number."""
    mass = unseen.weights
    own = float(mass[among].sum())
    accuracy = float(mass[among & right].sum()) / own if own > 0 else None
    return {"share": own / float(mass.sum()), "accuracy": accuracy, "n": _people(unseen, among)}


def _people(unseen: Unseen, among: Flags) -> int:
    return round(int((unseen.weights[among] > 0).sum()) / unseen.repeats)


def _at(values: npt.NDArray[Any], ends: Ints) -> npt.NDArray[Any]:
    return np.take_along_axis(values, ends[:, None], axis=1)[:, 0]


def _content(question: GoldenQuestion) -> dict[str, Any]:
    """A question as it stands in the file; what it gives to each segment is in the model."""
    content = plain(question)
    kept = content if isinstance(content, dict) else {}
    return {key: value for key, value in kept.items() if key not in ("w", "points", "missing")}

"""Do the segments differ in what they answer, or in how high they answer throughout?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.segment_nature import AnswerLevel
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses

Floats = npt.NDArray[np.float64]

OPINIONS = frozenset({None, "attitude", "need"})
"""Data types of ratings; how often people do something, or what they earn, is no way of answering."""

FEWEST_ITEMS = 6
"""Of fewer ratings, the mean holds much of everything that is there: a sixth of a direction picked at random."""

FEWEST_POINTS = 4

ROUNDING = 1e-9
"""A variance smaller than this is rounding (answers on 0..1)."""


def answer_level(segmentation: Segmentation, responses: Responses, basis: Basis) -> AnswerLevel | None:
    """The share of what sets segments apart on the rating questions that is in the mean of a person's answers.

    Ratings are scales of four points or more on attitudes and needs (or of no stated type), in the basis or not, as
    asked: who agrees with everything also agrees with the reversed items. Each is standardised; the variance between
    segments is that of their means, over all items; the level's part of it is p times that of the mean over items.
    None for one segment, fewer than six ratings, or segments that do not differ on them.
    """
    there = basis.weights > 0
    labels, weights = segmentation.labels[there], basis.weights[there]
    items = [one for one in responses.questionnaire.variables() if _is_rating(one, responses)]
    columns = [responses.answers[one.name].to_numpy(dtype=np.float64)[there] for one in items]
    found = [_segment_means(codes, labels, weights, segmentation.k) for codes in columns]
    means = np.array([one for one in found if one is not None])
    if segmentation.k < 2 or len(means) < FEWEST_ITEMS:
        return None
    shares = np.bincount(labels - 1, weights, segmentation.k) / weights.sum()
    apart = means - (means @ shares)[:, None]
    total, level = float(np.square(apart).mean(0) @ shares), float(np.square(apart.mean(0)) @ shares)
    return AnswerLevel(level / total, len(means)) if total > ROUNDING else None


def _is_rating(variable: Variable, responses: Responses) -> bool:
    question = variable.question
    points = len(variable.codes) or 1 + int((variable.high or 0) - (variable.low or 0))
    return (
        question.type in {"scale", "grid"}
        and variable.kind == "scale"
        and question.data_type in OPINIONS
        and points >= FEWEST_POINTS
        and variable.name in responses.answers.columns
    )


def _segment_means(codes: Floats, labels: npt.NDArray[np.int64], weights: Floats, k: int) -> Floats | None:
    """The mean of each segment on one standardised item (0 where nobody answered); None for an item without answers."""
    known = ~np.isnan(codes)
    if not known.any():
        return None
    codes, labels, weights = codes[known], labels[known] - 1, weights[known]
    centred = codes - np.average(codes, weights=weights)
    spread = float(np.sqrt(np.average(np.square(centred), weights=weights)))
    if spread <= ROUNDING * max(1.0, float(np.abs(codes).max())):
        return None
    mass = np.bincount(labels, weights, k)
    means: Floats = np.bincount(labels, weights * centred, k) / np.where(mass > 0, mass, 1.0) / spread
    return means

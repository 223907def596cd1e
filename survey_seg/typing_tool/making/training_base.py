"""How the people whom a tool was made from answer it: what people who are typed later are compared with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.artifact import plain
from survey_seg.stats.weights import TIE, effective_base
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_GROUPS = 12
"""A question with more answers than this is compared in ten groups of answers that are about equally large."""
GROUPS = 10


def training_base(spec: TypingSpec, answers: Mapping[str, Any], weights: Floats) -> dict[str, Any]:
    """How people answer the golden questions and are typed, as shares: the `base` of a tool.

    Question: what do people look like for whom the tool's accuracy was measured? `answers` holds codes by question id
    (people; NaN where not answered; a data frame will do), `weights` one weight per person. What is not a code of its
    question counts as not answered.

    Given back, in plain types: `n` (people with a weight above 0), `n_eff` (Kish), `questions` (`id`, `groups` of
    answers as pairs of lowest and highest code, the `shares` of these groups among those who answered, and the share
    `unanswered`), `segments` (shares of the typed, in the order of the tool), `bands` (shares of the typed) and
    `too_few` (the share of people with fewer than `min_answered` answers). Raises ValueError when the weights are not
    one per person or all of them are 0.
    """
    columns = [_codes(question, answers[question.id]) for question in spec.questions]
    if any(column.shape != weights.shape for column in columns) or not weights.sum() > 0:
        raise ValueError("one weight per person is needed, and somebody must count")
    content = {
        "n": int((weights > 0).sum()),
        "n_eff": effective_base(weights),
        "questions": [
            _question(question, column, weights) for question, column in zip(spec.questions, columns, strict=True)
        ],
        **_typed(spec, columns, weights),
    }
    found = plain(content)
    return found if isinstance(found, dict) else {}


def _codes(question: GoldenQuestion, column: Any) -> Floats:  # noqa: ANN401 - a series, an array or a list
    """The codes of a column, NaN where there is none that the question scores."""
    codes = np.asarray(column, dtype=np.float64)
    if question.options:
        valid = np.isin(codes, [option.code for option in question.options])
    else:
        valid = (codes == np.rint(codes)) & (codes >= (question.min or 0)) & (codes <= (question.max or 0))
    kept: Floats = np.where(valid, codes, np.nan)
    return kept


def _question(question: GoldenQuestion, codes: Floats, weights: Floats) -> dict[str, Any]:
    there = ~np.isnan(codes)
    mass = float(weights[there].sum())
    groups = _groups(question, codes[there], weights[there])
    inside = [float(weights[(codes >= low) & (codes <= high)].sum()) for low, high in groups]
    return {
        "id": question.id,
        "groups": [list(group) for group in groups],
        "shares": [part / mass if mass > 0 else 0.0 for part in inside],
        "unanswered": float(weights[~there].sum() / weights.sum()),
    }


def _groups(question: GoldenQuestion, codes: Floats, weights: Floats) -> list[tuple[int, int]]:
    """Groups of answers: each code, or tenths of the people when there are many codes."""
    low, high = math.ceil(question.min or 0), math.floor(question.max or 0)
    known = sorted(option.code for option in question.options) or range(low, high + 1)
    if question.type == "choice" or len(known) <= MOST_GROUPS:
        return [(code, code) for code in known]
    order = np.argsort(codes, kind="stable")
    reached = np.cumsum(weights[order])
    targets = reached[-1:] * np.arange(1, GROUPS) / GROUPS * (1 - TIE)
    ends = sorted({int(codes[order[place]]) for place in np.searchsorted(reached, targets)} - {known[-1]})
    return list(zip([known[0], *(end + 1 for end in ends)], [*ends, known[-1]], strict=True))


def _typed(spec: TypingSpec, columns: list[Floats], weights: Floats) -> dict[str, Any]:
    scores = np.tile(np.array(spec.constants, dtype=np.int64), (len(weights), 1))
    for question, codes in zip(spec.questions, columns, strict=True):
        blank = np.isnan(codes)
        scores[blank] += np.array(question.missing, dtype=np.int64)
        if question.type == "scale":
            whole = codes[~blank].astype(np.int64)
            scores[~blank] += whole[:, None] * np.array(question.w, dtype=np.int64)
        else:
            for code, points in question.points.items():
                scores[codes == code] += np.array(points, dtype=np.int64)
    enough = sum((~np.isnan(codes)).astype(np.int64) for codes in columns) >= spec.min_answered
    best: Ints = scores.argmax(axis=1)
    margin = -np.diff(np.sort(scores, axis=1)[:, -2:][:, ::-1], axis=1)[:, 0]
    mass = float(weights[enough].sum())

    def share(what: npt.NDArray[np.bool_]) -> float:
        return float(weights[enough & what].sum()) / mass if mass > 0 else 0.0

    clear, lean = margin >= spec.bands["clear"], margin >= spec.bands["lean"]
    return {
        "segments": [share(best == place) for place in range(len(spec.segments))],
        "bands": {"clear": share(clear), "lean": share(lean & ~clear), "unclear": share(~lean)},
        "too_few": 1 - mass / float(weights.sum()),
    }

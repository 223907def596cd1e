"""Test vectors: answers and what they must give, so that every other program can test itself."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.stats.seeds import stream
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

Ints = npt.NDArray[np.int64]

SEARCHED = 50_000
RANDOM, BLANK, OUTSIDE, CLOSE, TIES = 20, 12, 8, 12, 24
"""How many vectors of each kind; ties as many as the search finds, up to the last number."""


def vectors(spec: TypingSpec, *, seed: int) -> tuple[dict[str, Any], ...]:
    """Answer patterns with their scores, segment, margin and band.

    Random patterns, patterns with answers missing (down to none at all), answers out of range, the ties and the
    smallest margins among many random patterns. Patterns are drawn, never taken from people who answered.
    """
    chance = stream(seed, "typing", "vectors")
    codes = [_codes(question) for question in spec.questions]
    drawn = np.column_stack([chance.integers(0, len(some), SEARCHED) for some in codes])
    distinct = _distinct(drawn, [len(some) for some in codes])
    chance.shuffle(distinct)
    margins = _margins(spec, codes, distinct)
    close = distinct[np.argsort(margins, kind="stable")]
    ties = int((margins == 0).sum())
    patterns = [_answers(codes, row) for row in [*distinct[:RANDOM], *close[: min(ties, TIES)]]]
    patterns += [_answers(codes, row) for row in close[ties : ties + CLOSE]]
    for row in distinct[RANDOM : RANDOM + BLANK]:
        kept = chance.random(len(codes)) < chance.random()
        patterns.append([code if stays else None for code, stays in zip(_answers(codes, row), kept, strict=True)])
    patterns.append([None] * len(codes))
    for number, row in enumerate(distinct[RANDOM + BLANK : RANDOM + BLANK + OUTSIDE]):
        answers = _answers(codes, row)
        place = number % len(codes)
        answers[place] = (max(codes[place]) + 1, min(codes[place]) - 1, 99_999, 2.5)[number % 4]
        patterns.append(answers)
    return tuple(_vector(spec, answers) for answers in patterns)


def _distinct(rows: Ints, sizes: list[int]) -> Ints:
    """The different rows in lexical order; as single numbers where one number can hold a row, which sort faster."""
    if math.prod(sizes) > np.iinfo(np.int64).max:
        return np.unique(rows, axis=0)
    numbers = np.unique(np.ravel_multi_index(tuple(rows.T), sizes))
    return np.column_stack(np.unravel_index(numbers, sizes))


def _codes(question: GoldenQuestion) -> list[int]:
    if question.options:
        return [option.code for option in question.options]
    return list(range(int(np.ceil(question.min or 0)), int(np.floor(question.max or 0)) + 1))


def _answers(codes: list[list[int]], row: Ints) -> list[Any]:
    return [some[place] for some, place in zip(codes, row.tolist(), strict=True)]


def _margins(spec: TypingSpec, codes: list[list[int]], rows: Ints) -> Ints:
    scores = np.tile(np.array(spec.constants, dtype=np.int64), (len(rows), 1))
    for question, some, column in zip(spec.questions, codes, rows.T, strict=True):
        scores += np.array([question.score(code) for code in some], dtype=np.int64)[column]
    best = np.partition(scores, -2, axis=1)
    margins: Ints = best[:, -1] - best[:, -2]
    return margins


def _vector(spec: TypingSpec, answers: list[Any]) -> dict[str, Any]:
    typed = classify(spec, dict(zip((question.id for question in spec.questions), answers, strict=True)))
    result = {"segment": typed.segment, "scores": list(typed.scores), "margin": typed.margin, "band": typed.band}
    return {"answers": answers, **result}

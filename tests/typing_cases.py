"""Tools and answers on which programs that type people are likely to disagree, for every export and engine."""

import itertools
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.typing_tool.classify import Typed, classify
from survey_seg.typing_tool.spec import GoldenQuestion, Option, ToolSegment, TypingSpec

Answers = list[Any]
Ints = npt.NDArray[np.int64]
QUESTIONS, POINTS, SEGMENTS = 8, 6, 4

OUTSIDE = (None, 0, -1, 7, 9, 98, 99, 127, -128, 99_999, 2.5, float("nan"))
"""What a column of numbers may hold instead of an answer."""
TEXT = ("", " ", "3", "3.0", " 4 ", "04", "3,5", "1e0", "=1+1", "x" * 300, "3.5", "-1", "NULL", "'; --", "Ünï", "+3")
"""What a column of text may hold besides codes."""


def eight_by_six(seed: int = 1) -> TypingSpec:
    """Eight six-point questions, four segments: 1,679,616 answer patterns, some hundred of them ties."""
    rng = np.random.default_rng(seed)
    weights = np.rint(rng.normal(0, 350, (QUESTIONS, SEGMENTS))).astype(int)
    weights -= np.rint(weights.mean(axis=1, keepdims=True)).astype(int)
    middle = (POINTS + 1) / 2
    missing = np.rint(weights * middle).astype(int)
    constants = -missing.sum(axis=0) + np.array([120, 0, 40, -60])
    options = tuple(Option(code, f"{code} of {POINTS}") for code in range(1, POINTS + 1))
    questions = tuple(
        GoldenQuestion(
            id=f"q{place + 1}",
            column=f"Q{place + 1}",
            text=f"Question {place + 1}",
            type="scale",
            options=options,
            min=1,
            max=POINTS,
            w=tuple(weights[place].tolist()),
            points={},
            missing=tuple(missing[place].tolist()),
            no_answer=(),
        )
        for place in range(QUESTIONS)
    )
    segments = tuple(
        ToolSegment(code, f"Segment {code}", 1 / SEGMENTS, f"Do {code}", f"Say {code}")
        for code in range(1, SEGMENTS + 1)
    )
    return TypingSpec(
        model_id="tool-eight",
        title="Eight questions",
        kind="ask",
        hard_labels=True,
        scale=1000,
        segments=segments,
        questions=questions,
        constants=tuple(constants.tolist()),
        min_answered=6,
        bands={"clear": 1099, "lean": 405},
        priors={"train": [1 / SEGMENTS] * SEGMENTS},
        base={},
        adaptive=None,
        evidence={},
        card={},
        vectors=(),
    )


def codes_of(spec: TypingSpec) -> list[list[int]]:
    """The codes of each question."""
    return [
        [option.code for option in question.options] or list(range(int(question.min or 0), int(question.max or 0) + 1))
        for question in spec.questions
    ]


def every_pattern() -> Ints:
    """All answer patterns of `eight_by_six`, patterns x questions."""
    grids = np.indices((POINTS,) * QUESTIONS, dtype=np.int8)
    return grids.reshape(QUESTIONS, -1).T + np.int8(1)


def every_score(spec: TypingSpec, patterns: Ints) -> Ints:
    """Scores of whole patterns of scale questions, patterns x segments, exact."""
    weights = np.array([question.w for question in spec.questions], dtype=np.int64)
    return patterns.astype(np.int64) @ weights + np.array(spec.constants, dtype=np.int64)


def margins(scores: Ints) -> Ints:
    """The best score minus the second best."""
    best = np.partition(scores, -2, axis=1)
    return best[:, -1] - best[:, -2]


def hard_cases(spec: TypingSpec, *, text: bool = True, seed: int = 7, least: int = 4000) -> list[Answers]:
    """At least 4,000 lists of answers in the order of the questions.

    Ties, margins of 2 and less, the closest others, random ones, one to all answers missing, codes out of range, and
    with `text` cells of text. Without it every value is a whole number, 2.5, NaN or None, as in a column of numbers.
    """
    rng = np.random.default_rng(seed)
    codes = codes_of(spec)
    sizes = [len(some) for some in codes]
    whole = np.column_stack([rng.integers(0, size, 200_000) for size in sizes])
    if np.prod(sizes, dtype=float) <= 2_000_000 and spec.questions[0].type == "scale":
        whole = np.indices(sizes).reshape(len(sizes), -1).T
    scores = np.tile(np.array(spec.constants, dtype=np.int64), (len(whole), 1))
    for place, question in enumerate(spec.questions):
        scores += np.array([question.score(code) for code in codes[place]], dtype=np.int64)[whole[:, place]]
    close = whole[np.argsort(margins(scores), kind="stable")[: least // 4]]
    free = whole[rng.choice(len(whole), least // 4)]
    cases = [[codes[place][at] for place, at in enumerate(row)] for row in itertools.chain(close, free)]
    strange = [*OUTSIDE, *(TEXT if text else ())]
    for number in range(least // 2):
        row = whole[rng.integers(len(whole))]
        answers: Answers = [codes[place][at] for place, at in enumerate(row)]
        for place in rng.choice(len(codes), 1 + number % len(codes), replace=False):
            answers[place] = None if number % 3 == 0 else strange[rng.integers(len(strange))]
        cases.append(answers)
    cases += [
        [value if place == at else codes[place][0] for place in range(len(codes))]
        for at in range(len(codes))
        for value in strange
    ]
    return cases


def typed(spec: TypingSpec, answers: Answers) -> Typed:
    """What the reference says of one person."""
    return classify(spec, dict(zip((question.id for question in spec.questions), answers, strict=True)))

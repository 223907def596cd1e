"""The typing tool as a table of every answer pattern: no arithmetic is left, one byte is looked up."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.typing_tool.exporters.bundle import write_bundle
from survey_seg.typing_tool.exporters.labels import require_exact, require_labels
from survey_seg.typing_tool.exporters.wording import about, safe_words
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec
from survey_seg.typing_tool.terms import Range, terms

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

MOST_QUESTIONS, MOST_PATTERNS, MOST_SEGMENTS = 8, 50_000_000, 63
BANDS = ("unclear", "lean", "clear")
BAND = 64
"""A byte is the place of the segment plus this times the place of the band."""

USE = (
    "table.bin holds one byte for every answer pattern. The place of a pattern, from 0: for each question, take the "
    "digit of the answer from digits.csv (its empty code is every answer that is none of the codes, and no answer), "
    "times the stride of the question, and add these up.",
    "The byte: 0 means too few answers. Otherwise byte modulo 64 is the place of the segment in segments.csv, and "
    "byte divided by 64, whole part, says how sure: 0 unclear, 1 lean, 2 clear.",
    "Codes are whole numbers: turn 3.0 and the text 3 into 3 before looking them up.",
)


def export(spec: TypingSpec, path: Path) -> None:
    """Write a zip archive with table.bin (a byte per answer pattern), digits.csv, segments.csv and README.txt.

    Raises CannotCompute: EXPORT_TOO_LARGE for more than 8 questions or 50 million patterns, EXPORT_NO_LABELS for a
    tool that may not name segments.
    """
    require_labels(spec, "a look-up table")
    require_exact(spec)
    codes = [_codes(spec, question) for question in spec.questions]
    levels = [len(some) + 1 for some in codes]
    if len(levels) > MOST_QUESTIONS or math.prod(levels) > MOST_PATTERNS or len(spec.segments) > MOST_SEGMENTS:
        raise CannotCompute(_too_large(spec, f"{math.prod(levels):,} answer patterns"))
    strides = [math.prod(levels[place + 1 :]) for place in range(len(levels))]
    digits = ["question,column,code,digit,stride"]
    for place, (question, some) in enumerate(zip(spec.questions, codes, strict=True), start=1):
        name = safe_words(question.column).replace(",", " ")
        digits += [f"{place},{name},{code},{digit},{strides[place - 1]}" for digit, code in enumerate([*some, ""])]
    segments = ["place,code,name"]
    for place, segment in enumerate(spec.segments, start=1):
        segments.append(f"{place},{segment.code},{safe_words(segment.name).replace(',', ' ').lstrip('+-=')}")
    files: dict[str, str | bytes] = {
        "README.txt": "\n\n".join([*about(spec), *USE]) + "\n",
        "digits.csv": "\n".join(digits) + "\n",
        "segments.csv": "\n".join(segments) + "\n",
        "table.bin": b"".join(part.tobytes() for part in table(spec)),
    }
    write_bundle(path, files)


def table(spec: TypingSpec) -> Iterator[Bytes]:
    """The byte of every pattern, in parts by the answer to the first question.

    Patterns are numbered like digits: the last question's answer changes fastest; an answer's digit is its place among
    the codes in increasing order, no answer comes last.
    """
    first, *rest = (_points(question, _codes(spec, question)) for question in spec.questions)
    scores = np.array([spec.constants], dtype=np.int64)
    answered = np.zeros(1, dtype=np.int8)
    for points in rest:
        there = np.ones(len(points), dtype=np.int8)
        there[-1] = 0
        scores = (scores[:, None, :] + points[None]).reshape(-1, scores.shape[1])
        answered = (answered[:, None] + there[None]).ravel()
    for digit, points in enumerate(first):
        yield _bytes(spec, scores + points, answered + np.int8(digit < len(first) - 1))


def _bytes(spec: TypingSpec, scores: Ints, answered: npt.NDArray[np.int8]) -> Bytes:
    best = scores.argmax(axis=1)
    two = np.partition(scores, -2, axis=1)[:, -2:]
    margin = two[:, 1] - two[:, 0]
    band = (margin >= spec.bands["lean"]).astype(np.int64) + (margin >= spec.bands["clear"])
    found: Bytes = (best + 1 + BAND * band).astype(np.uint8)
    found[answered < spec.min_answered] = 0
    return found


def _points(question: GoldenQuestion, codes: list[int]) -> Ints:
    """Codes and no answer x segments."""
    return np.array([*(question.score(code) for code in codes), question.missing], dtype=np.int64)


def _codes(spec: TypingSpec, question: GoldenQuestion) -> list[int]:
    """The codes that are answers, in increasing order."""
    one = terms(question)
    if not isinstance(one, Range):
        codes = sorted(one.points)
    elif one.high - one.low < MOST_PATTERNS:
        codes = [code for code in range(one.low, one.high + 1) if code not in one.without]
    else:
        raise CannotCompute(_too_large(spec, f"{one.high - one.low + 1:,} answers to one question"))
    return codes


def _too_large(spec: TypingSpec, found: str) -> Problem:
    what = f"a look-up table of this tool would hold {found}"
    most = f"at most {MOST_QUESTIONS} questions, {MOST_PATTERNS:,} answer patterns and {MOST_SEGMENTS} segments"
    hint = f"the tool has {len(spec.questions)} questions; export it as sql, python or js, which have no such limit"
    return Problem("EXPORT_TOO_LARGE", what, expected=most, hint=hint)

"""The portable typing tool: integer weights, one tie rule, test vectors. Needs nothing but the standard library.

A person's score for a segment is the segment's constant plus, for every golden question, `w * answer` (scale
questions) or the points of the chosen answer (choice questions), or the question's `missing` points when it was not
answered or the answer is not one of its codes. The highest score wins; ties go to the segment that comes first.
All numbers are integers (the model's weights times `scale`, rounded), so every engine computes the same scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

FORMAT = "survey-seg/typing/1"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a person can give: its code and its words."""

    code: int
    label: str


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One question of the tool; `w` for scale questions, `points` by code for choice questions (one per segment)."""

    id: str
    column: str
    text: str
    type: Literal["scale", "choice"]
    options: tuple[Option, ...]
    min: float | None
    max: float | None
    w: tuple[int, ...]
    points: Mapping[int, tuple[int, ...]]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToolSegment:
    """A segment as the tool names it, with what to do when someone is in it."""

    code: int
    name: str
    share: float
    action: str


@dataclass(frozen=True, slots=True)
class TypingSpec:
    """The whole tool. `bands`: margins between best and second best from which a person is "clear" or "lean"."""

    model_id: str
    title: str
    scale: int
    segments: tuple[ToolSegment, ...]
    questions: tuple[GoldenQuestion, ...]
    constants: tuple[int, ...]
    min_answered: int
    bands: Mapping[str, int]
    evidence: Mapping[str, Any]
    card: Mapping[str, Any]
    vectors: tuple[Mapping[str, Any], ...]

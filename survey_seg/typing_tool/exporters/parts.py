"""What the forms in program code hold of a tool: the same plain numbers and words in each language."""

from __future__ import annotations

from typing import Any

from survey_seg.typing_tool.exporters.letter_case import folded_words
from survey_seg.typing_tool.spec import GoldenQuestion
from survey_seg.typing_tool.terms import Range, terms


def labels_of(question: GoldenQuestion) -> dict[str, int]:
    """Codes by the words of the answers without case; of equal words the first answer counts."""
    found: dict[str, int] = {}
    for option in question.options:
        found.setdefault(folded_words(option.label), option.code)
    return found


def parts_of(question: GoldenQuestion) -> dict[str, Any]:
    """A question as plain values: `points` by code, or `low`, `high` and `w` for a range (`low` is None otherwise)."""
    one = terms(question)
    ranged = isinstance(one, Range)
    return {
        "id": question.id,
        "column": question.column,
        "points": {} if isinstance(one, Range) else dict(one.points),
        "low": one.low if isinstance(one, Range) else None,
        "high": one.high if isinstance(one, Range) else None,
        "w": question.w if ranged else (),
        "missing": question.missing,
        "no_answer": question.no_answer,
        "labels": labels_of(question),
    }

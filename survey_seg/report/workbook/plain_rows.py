"""Rows of the results as they are in a sheet: a column per key, its head, and how its numbers look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from survey_seg.report.language.speech import marked, say
from survey_seg.report.workbook.grid import Cell, Column, Figure, Line

Row = Mapping[str, Any]

HEADS: Mapping[str, str] = {
    "segment": marked("Segment"),
    "rank": marked("Rank"),
    "score": marked("Score"),
    "p_top2": marked("Chance to lead"),
    "decision": marked("Decision"),
    "criterion": marked("Criterion"),
    "axis": marked("Axis"),
    "value": marked("Value"),
    "value_low": marked("Value low"),
    "value_high": marked("Value high"),
    "one": marked("One"),
    "ten": marked("Ten"),
    "rating": marked("Rating"),
    "weight": marked("Weight"),
    "used": marked("Used"),
    "source": marked("Source"),
    "k": marked("Segments"),
    "stability": marked("Stability"),
    "null_stability": marked("Without segments, up to"),
    "stability_low": marked("Stability: 5th percentile"),
    "stability_high": marked("Stability: 95th percentile"),
    "explained": marked("Differences explained"),
    "jaccard_min": marked("Least stable segment"),
    "share_min": marked("Smallest segment"),
    "separated": marked("Segments with a gap"),
    "agreement": marked("Models agree"),
    "support": marked("Support"),
    "silhouette": marked("Silhouette"),
    "prediction_strength": marked("Prediction strength"),
    "slsa_min": marked("Purest origin, least"),
    "bic": marked("Bayesian criterion"),
    "typability": marked("Typed right"),
    "reach": marked("Told by reach"),
    "what": marked("What"),
    "share": marked("Share"),
    "low": marked("Low (95\u00a0%)"),
    "high": marked("High (95\u00a0%)"),
    "n": marked("People"),
}
WAYS: Mapping[str, str] = {
    "segment": "count", "rank": "count", "score": "score", "p_top2": "share", "value": "mean", "value_low": "mean",
    "value_high": "mean", "one": "mean", "ten": "mean", "rating": "score", "weight": "decimal", "k": "count",
    "explained": "share", "share_min": "share", "separated": "share", "bic": "count", "typability": "share",
    "reach": "share", "share": "share", "low": "share", "high": "share", "n": "count",
}  # fmt: skip
CODES: Mapping[str, Mapping[str, str]] = {
    "decision": {"win": marked("win"), "serve": marked("serve")},
    "criterion": {
        "size": marked("size"),
        "value": marked("value"),
        "unmet need": marked("unmet need"),
        "reach": marked("reach"),
        "stability": marked("stability"),
    },
    "axis": {"attractiveness": marked("attractiveness"), "ability": marked("ability")},
    "source": {
        "measured": marked("measured"),
        "declared": marked("declared"),
        "not measured": marked("not measured"),
    },
}
"""Words of ours among the values; a criterion of the house keeps its name."""

Look = Callable[[Row, str], str | None]
"""How the number of a row under a key looks, where that differs from the rest of its column."""


def word(key: str, code: str) -> str:
    """A code of the results in words.

    >>> word("decision", "win"), word("criterion", "our own")
    ('win', 'our own')
    """
    words = CODES.get(key, {})
    return say(words[code]) if code in words else code


def columns_of(rows: Sequence[Row]) -> tuple[Column, ...]:
    """A column per key that holds a text or a number."""
    return tuple(_column(key, rows) for key in _keys(rows)) or (Column(say("What")),)


def lines_of(rows: Sequence[Row], look: Look = lambda _row, _key: None) -> tuple[Line, ...]:
    """A line per row."""
    keys = _keys(rows)
    return tuple(Line(tuple(_cell(row, key, look(row, key)) for key in keys)) for row in rows)


def _keys(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key, value in row.items() if not isinstance(value, list | dict)))


def _column(key: str, rows: Sequence[Row]) -> Column:
    head = say(HEADS[key]) if key in HEADS else key.replace("_", " ").capitalize()
    way = WAYS.get(key, "decimal" if any(isinstance(row.get(key), float) for row in rows) else "plain")
    longest = max((len(word(key, v)) for row in rows if isinstance(v := row.get(key), str)), default=0)
    return Column(head, way, max(12, min(60, 4 + longest * 1.1)), wrap=True)


def _cell(row: Row, key: str, look: str | None) -> Cell:
    value = row.get(key)
    if isinstance(value, str):
        return word(key, value)
    if look is not None and isinstance(value, int | float):
        return Figure(value, look)
    return value if isinstance(value, int | float) else None

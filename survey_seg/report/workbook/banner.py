"""The banner tables as two sheets: shares with letters, and intervals with index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from survey_seg.report import table_view
from survey_seg.report.evidence import names
from survey_seg.report.wording import shortened
from survey_seg.report.workbook.grid import Cell, Column, Figure, Grid, Line

SHEET, INTERVALS = "Tables", "Intervals"
KINDS: Mapping[str, str] = {"answer": "Answer", "net": "Net", "mean": "Mean"}
STATES: Mapping[str, str] = {"small": "small base", "tiny": "too few to test", "hidden": "too few to show"}
HIDDEN = "hidden"

HEADS = (
    Column("Table", "count", 7),
    Column("Question", width=12),
    Column("Text", width=38),
    Column("Row", width=14),
    Column("Answer", width=34, wrap=True),
)


def banner_grid(results: Mapping[str, Any]) -> Grid:
    """Shares and means of every question by segment, the letters in columns of their own."""
    part = results["tables"]
    columns = [*HEADS, Column("All", "share", 10)]
    for letter, title in zip(part["letters"], _segments(results), strict=False):
        columns += [Column(title, "share", 14), Column(f"{letter}: above", width=14)]
    lines = [line for number, table in _numbered(part) for line in _table_lines(number, table)]
    note = (
        f"{table_view.lead(results)} Under “above” stand the letters of the segments whose value is clearly lower: "
        f"capital at {part['sure']:.2f}, small at {part['likely']:.2f}, {_correction(part)}. "
        f"{table_view.hidden_sentence(results)}"
    )
    return Grid(SHEET, "Every question by segment", note, (*columns, Column("Note", width=44)), tuple(lines), keep=5)


def interval_grid(results: Mapping[str, Any]) -> Grid:
    """The 95 % interval and the index of every figure of the tables, and how a segment stands to all others."""
    part = results["tables"]
    columns = [*HEADS, Column("All: low", "share", 10), Column("All: high", "share", 10)]
    for title in _segments(results):
        columns += [Column(f"{title}: low", "share"), Column(f"{title}: high", "share")]
        columns += [Column(f"{title}: index", "index", 10), Column(f"{title}: to the rest", width=10)]
    lines = [
        Line((*_head(number, table), KINDS.get(row["kind"], row["kind"]), row["label"], *_interval_cells(row)))
        for number, table in _numbered(part)
        for row in table["rows"]
    ]
    note = (
        "Intervals hold the true value in 95 of 100 samples (Wilson for shares, Student for means, with the effective "
        "base). An index of 100 is average. “To the rest”: clearly higher or lower than all other segments together."
    )
    return Grid(INTERVALS, "Intervals and index", note, tuple(columns), tuple(lines), keep=5)


def table_rows(results: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any], int]]:
    """For each table its number, itself, and how many rows of the sheet stand before it."""
    before = 0
    for number, table in _numbered(results["tables"]):
        yield number, table, before
        before += sum(1 for _ in _table_lines(number, table))


def _numbered(part: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    yield from enumerate(part["questions"], start=1)


def _segments(results: Mapping[str, Any]) -> list[str]:
    known = names(results).values()
    return [
        f"{letter} {shortened(name, 40)}" for letter, name in zip(results["tables"]["letters"], known, strict=False)
    ]


def _correction(part: Mapping[str, Any]) -> str:
    return {
        "bh": "corrected within the row (Benjamini and Hochberg)",
        "bonferroni": "corrected within the row (Bonferroni)",
    }.get(part["correction"], "not corrected")


def _head(number: int, table: Mapping[str, Any]) -> tuple[Cell, ...]:
    return number, table["variable"], table["text"]


def _table_lines(number: int, table: Mapping[str, Any]) -> Iterator[Line]:
    head = _head(number, table)
    states = [STATES.get(state, "") for state in table["state"]]
    note = "" if table["tested"] else table["note"]
    yield Line((*head, "Base", "People who answered", *_pairs(table["base"], states, "count"), note), "strong")
    yield Line((*head, "Base", "Effective base", *_pairs(table["n_eff"], [""] * len(states), "count")), "quiet")
    for row in table["rows"]:
        cells: list[Cell] = []
        for place, value in enumerate(row["value"]):
            cells.append(HIDDEN if row["hidden"][place] else Figure(value, _way(row, place)))
            cells += [row["letters"][place]] if place else []
        yield Line((*head, KINDS.get(row["kind"], row["kind"]), row["label"], *cells))
    for label in ("No answer", "Not asked"):
        counts = table[label.lower().replace(" ", "_")]
        if any(counts):
            yield Line((*head, label, f"{label}, people", *_pairs(counts, [""] * len(states), "count")), "quiet")


def _way(row: Mapping[str, Any], place: int) -> str:
    if row["kind"] != "mean":
        return "share"
    return "score" if row["rounded"][place] else "mean"


def _pairs(values: list[float | None], beside: list[str], way: str) -> list[Cell]:
    cells: list[Cell] = [HIDDEN if values[0] is None else Figure(values[0], way)]
    for value, text in zip(values[1:], beside[1:], strict=True):
        cells += [HIDDEN if value is None else Figure(value, way), text]
    return cells


def _interval_cells(row: Mapping[str, Any]) -> list[Cell]:
    way = "mean" if row["kind"] == "mean" else "share"
    cells: list[Cell] = []
    for i, hidden in enumerate(row["hidden"]):
        ends = (HIDDEN, HIDDEN) if hidden else (Figure(row["low"][i], way), Figure(row["high"][i], way))
        cells += [*ends] if i == 0 else [*ends, row["index"][i], row["rest"][i]]
    return cells

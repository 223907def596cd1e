"""The banner tables as two sheets: shares with letters, and intervals with index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from survey_seg.report import table_view
from survey_seg.report.evidence import names
from survey_seg.report.language.answer_words import answer_words
from survey_seg.report.language.numbers import decimal
from survey_seg.report.language.speech import marked, say, told
from survey_seg.report.language.wording import shortened
from survey_seg.report.workbook.grid import Cell, Column, Figure, Grid, Line

KINDS: Mapping[str, str] = {"answer": marked("Answer"), "net": marked("Net"), "mean": marked("Mean")}
STATES: Mapping[str, str] = {
    "small": marked("small base"),
    "tiny": marked("too few to test"),
    "hidden": marked("too few to show"),
}
RESTS: Mapping[str, str] = {"higher": marked("higher"), "lower": marked("lower")}
LEFT_OUT: tuple[tuple[str, str, str], ...] = (
    ("no_answer", marked("No answer"), marked("No answer, people")),
    ("not_asked", marked("Not asked"), marked("Not asked, people")),
)
"""Who is not in the base: the key of the counts, the kind of the row and its label."""
ABOVE: Mapping[str, str] = {
    "bh": marked(
        "Under “above” stand the letters of the segments whose value is clearly lower: "
        "capital at {capital}, small at {small}, corrected within the row (Benjamini and Hochberg)."
    ),
    "bonferroni": marked(
        "Under “above” stand the letters of the segments whose value is clearly lower: "
        "capital at {capital}, small at {small}, corrected within the row (Bonferroni)."
    ),
    "": marked(
        "Under “above” stand the letters of the segments whose value is clearly lower: "
        "capital at {capital}, small at {small}, not corrected."
    ),
}


def banner_grid(results: Mapping[str, Any]) -> Grid:
    """Shares and means of every question by segment, the letters in columns of their own."""
    part = results["tables"]
    columns = [*_heads(), Column(say("All"), "share", 10)]
    for letter, title in zip(part["letters"], _segments(results), strict=False):
        columns += [Column(title, "share", 14), Column(say("{letter}: above", letter=letter), least=14)]
    lines = [line for number, table in _numbered(part) for line in _table_lines(number, table)]
    above = say(ABOVE.get(part["correction"], ABOVE[""]), capital=decimal(part["sure"]), small=decimal(part["likely"]))
    return Grid(
        say("Every question by segment"),
        f"{table_view.lead(results)} {above} {table_view.hidden_sentence(results)}",
        (*columns, Column(say("Note"), least=44)),
        tuple(lines),
        keep=5,
    )


def interval_grid(results: Mapping[str, Any]) -> Grid:
    """The 95 % interval and the index of every figure of the tables, and how a segment stands to all others."""
    part = results["tables"]
    columns = [*_heads(), Column(say("All: low"), "share", 10), Column(say("All: high"), "share", 10)]
    for title in _segments(results):
        columns += [
            Column(say("{segment}: low", segment=title), "share"),
            Column(say("{segment}: high", segment=title), "share"),
            Column(say("{segment}: index", segment=title), "index", 10),
            Column(say("{segment}: to the rest", segment=title), least=13),
        ]
    lines = [
        Line((*_head(number, table), *_named(table, row), *_interval_cells(row)))
        for number, table in _numbered(part)
        for row in table["rows"]
    ]
    note = say(
        "Intervals hold the true value in 95 of 100 samples (Wilson for shares, Student for means, with the effective "
        "base). An index of 100 is average. “To the rest”: clearly higher or lower than all other segments together."
    )
    return Grid(say("Intervals and index"), note, tuple(columns), tuple(lines), keep=5)


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


def _heads() -> tuple[Column, ...]:
    return (
        Column(say("Table"), "count", 7),
        Column(say("Question")),
        Column(say("Text"), least=38),
        Column(say("Row"), least=14),
        Column(say("Answer"), least=34, wrap=True),
    )


def _head(number: int, table: Mapping[str, Any]) -> tuple[Cell, ...]:
    return number, table["variable"], table["text"]


def _named(table: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[Cell, ...]:
    return _word(KINDS, row["kind"]), answer_words(table, row)


def _word(words: Mapping[str, str], code: str) -> str:
    return say(words[code]) if code in words else code


def _table_lines(number: int, table: Mapping[str, Any]) -> Iterator[Line]:
    head, base = _head(number, table), say("Base")
    states = [say(STATES[state]) if state in STATES else "" for state in table["state"]]
    nothing = [""] * len(states)
    note = "" if table["tested"] else told(table["note"])
    yield Line((*head, base, say("People who answered"), *_pairs(table["base"], states, "count"), note), "strong")
    yield Line((*head, base, say("Effective base"), *_pairs(table["n_eff"], nothing, "count")), "quiet")
    for row in table["rows"]:
        cells: list[Cell] = []
        for place, value in enumerate(row["value"]):
            cells.append(say("hidden") if row["hidden"][place] else Figure(value, _way(row, place)))
            cells += [row["letters"][place]] if place else []
        yield Line((*head, *_named(table, row), *cells))
    for key, kind, label in LEFT_OUT:
        if any(table[key]):
            yield Line((*head, say(kind), say(label), *_pairs(table[key], nothing, "count")), "quiet")


def _way(row: Mapping[str, Any], place: int) -> str:
    if row["kind"] != "mean":
        return "share"
    return "score" if row["rounded"][place] else "mean"


def _pairs(values: list[float | None], beside: list[str], way: str) -> list[Cell]:
    cells: list[Cell] = [say("hidden") if values[0] is None else Figure(values[0], way)]
    for value, text in zip(values[1:], beside[1:], strict=True):
        cells += [say("hidden") if value is None else Figure(value, way), text]
    return cells


def _interval_cells(row: Mapping[str, Any]) -> list[Cell]:
    way = "mean" if row["kind"] == "mean" else "share"
    cells: list[Cell] = []
    for i, hidden in enumerate(row["hidden"]):
        shut = say("hidden")
        ends = (shut, shut) if hidden else (Figure(row["low"][i], way), Figure(row["high"][i], way))
        cells += [*ends] if i == 0 else [*ends, row["index"][i], _word(RESTS, row["rest"][i])]
    return cells

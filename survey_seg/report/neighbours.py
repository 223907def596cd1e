"""What one segment less or more would mean, and what else to look at: merges, splits, equals, small segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report.evidence import Found, Row, rows
from survey_seg.report.numbers import counted, decimal, share
from survey_seg.report.wording import listed

Results = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A number of segments next to the one that was taken; `won` and `lost` are sentences, "nothing" among them."""

    path: str
    row: Row
    less: bool
    won: str
    lost: str


@dataclass(frozen=True, slots=True)
class Equal:
    """Another division of the people that is supported as well: the path of its row, and what it is."""

    path: str
    row: Row
    words: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What a researcher should look at beside the chosen solution; each part may be empty."""

    merges: Sequence[Found]
    splits: Sequence[Found]
    equals: Sequence[Equal]
    small: Sequence[Found]


def alternatives(results: Results) -> Alternatives:
    """What stands beside the chosen solution, with the models named as people know them."""
    words = {row["method"]: row["words"] for _, row in rows(results, "segments", "models")}

    def part(name: str) -> list[Found]:
        found = results["segments"]["alternatives"][name]
        return [(f"segments.alternatives.{name}.{i}", row) for i, row in enumerate(found)]

    equals = [
        Equal(path, row, _division(row, words.get(row["method"], str(row["method"]))))
        for path, row in part("near_equals")
    ]
    return Alternatives(part("merges"), part("splits"), equals, part("small_but_valuable"))


def _division(row: Row, model: str) -> str:
    text = counted(row["k"], "segment")
    return f"{text}, as one model alone finds them: {model}" if model else text


def taken(results: Results) -> Found | None:
    """The row of the evidence on the number of segments that was taken; None when that is one."""
    k = results["segments"]["k"]
    return next((found for found in rows(results, "segments", "candidates") if found[1]["k"] == k > 1), None)


def neighbours(results: Results) -> list[Neighbour]:
    """The numbers of segments next to the one that was taken, the smaller first."""
    mine = taken(results)
    tried = {row["k"]: row for _, row in rows(results, "segments", "candidates")}
    found = []
    for path, row in rows(results, "segments", "neighbours"):
        better, worse = _differences(tried.get(row["k"], {}), mine[1] if mine else {})
        less = row["k"] < results["segments"]["k"]
        found.append(Neighbour(path, row, less, listed(better) or "nothing", listed(worse) or "nothing"))
    return found


def _differences(other: Row, mine: Row) -> tuple[list[str], list[str]]:
    """In what the other number of segments is better, and in what worse, as far as it shows in print."""
    better: list[str] = []
    worse: list[str] = []
    for name, words, printed in (
        ("stability", "stability", decimal),
        ("agreement", "agreement of the models", decimal),
        ("explained", "differences explained", share),
        ("share_min", "size of the smallest segment", share),
    ):
        here, there = mine.get(name), other.get(name)
        if here is None or there is None or printed(here) == printed(there):
            continue
        (better if there > here else worse).append(f"{words} ({printed(there)} instead of {printed(here)})")
    return better, worse

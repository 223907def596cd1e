"""What one segment less or more would mean, and what else to look at: merges, splits, equals, small segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report.evidence import Found, Row, rows
from survey_seg.report.language.numbers import decimal, share
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import listed

Results = Mapping[str, Any]

VERDICTS: Mapping[str, str] = {
    "natural": marked("natural"),
    "reproducible": marked("reproducible"),
    "constructive": marked("constructive"),
    "none": marked("no segments"),
}
FIGURES = (
    ("stability", marked("stability ({there} instead of {here})"), decimal),
    ("agreement", marked("agreement of the models ({there} instead of {here})"), decimal),
    ("explained", marked("differences explained ({there} instead of {here})"), share),
    ("share_min", marked("size of the smallest segment ({there} instead of {here})"), share),
)
"""What two numbers of segments are compared by: the figure, the words, and the way it is printed."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A number of segments next to the one that was taken, and what would change.

    `won` and `lost` list figures, or say that there is nothing; `verdict`: on that number of segments, in a word.
    """

    path: str
    row: Row
    less: bool
    change: str
    verdict: str
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
    words = {row["method"]: told(row["words"]) for _, row in rows(results, "segments", "models")}

    def part(name: str) -> list[Found]:
        found = results["segments"]["alternatives"][name]
        return [(f"segments.alternatives.{name}.{i}", row) for i, row in enumerate(found)]

    equals = [
        Equal(path, row, _division(row, words.get(row["method"], str(row["method"]))))
        for path, row in part("near_equals")
    ]
    return Alternatives(part("merges"), part("splits"), equals, part("small_but_valuable"))


def _division(row: Row, model: str) -> str:
    if not model:
        return say_n("one segment", "{n} segments", row["k"])
    return say_n(
        "one segment, as one model alone finds it: {model}",
        "{n} segments, as one model alone finds them: {model}",
        row["k"],
        model=model,
    )


def chosen(results: Results) -> int | None:
    """The number of segments that somebody or the evidence chose; None where the evidence shows no segments.

    >>> chosen({"segments": {"verdict": "none", "chosen_by": "evidence", "k": 1}})
    """
    part = results["segments"]
    nobody = part["verdict"] == "none" and part["chosen_by"] == "evidence"
    return None if nobody else int(part["k"])


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
        verdict = say(VERDICTS[row["verdict"]])
        won, lost = listed(better) or say("nothing"), listed(worse) or say("nothing")
        found.append(Neighbour(path, row, less, told(row["change"]), verdict, won, lost))
    return found


def _differences(other: Row, mine: Row) -> tuple[list[str], list[str]]:
    """In what the other number of segments is better, and in what worse, as far as it shows in print."""
    better: list[str] = []
    worse: list[str] = []
    for name, words, printed in FIGURES:
        here, there = mine.get(name), other.get(name)
        if here is None or there is None or printed(here) == printed(there):
            continue
        (better if there > here else worse).append(say(words, there=printed(there), here=printed(here)))
    return better, worse

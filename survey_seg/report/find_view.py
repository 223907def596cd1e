"""What the page says about finding people without asking them: sentences, and the rows of its two tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report.evidence import not_computed
from survey_seg.report.language.numbers import SPACE, localised
from survey_seg.report.language.speech import say, say_n, told
from survey_seg.report.language.wording import listed
from survey_seg.report.sentences import called, via_word
from survey_seg.typing_tool.find_words import explained_percent, find_sentences

Results = Mapping[str, Any]

FEWEST = 30
"""A share of fewer effective people is not printed."""


@dataclass(frozen=True, slots=True)
class FindRow:
    """One segment: its number, the path of its row, the paths of its campaigns ("" where too few people are behind).

    `campaigns` and `tenths` have one path per column of the tables.
    """

    segment: int
    path: str
    campaigns: Sequence[str]
    tenths: Sequence[str]


@dataclass(frozen=True, slots=True)
class FindView:
    """The part of the page about fields that are known without asking.

    `sizes`: shares of people, the columns of the campaigns. `fields`: each with where it is seen, in words.
    """

    sentences: Sequence[str]
    fields: Sequence[tuple[str, str]]
    sizes: Sequence[float]
    rows: Sequence[FindRow]


def find_view(results: Results) -> FindView | None:
    """What is to be laid out; None where there is no find tool, or the results are older than find tools."""
    found = results.get("find")
    if found is None or not_computed(found) is not None:
        return None
    names = [called(results, [row["segment"]]) for row in found["segments"]]
    return FindView(
        sentences=[told(text).replace(" %", f"{SPACE}%") for text in find_sentences(found, names)],
        fields=[(field["text"], _seen(field["seen"])) for field in found["used"]],
        sizes=[campaign["size"] for campaign in found["segments"][0]["campaigns"]],
        rows=[_row(place, row) for place, row in enumerate(found["segments"])],
    )


def find_line(results: Results) -> str:
    """The find tool in one sentence, for the screen; empty where the results are older than find tools.

    >>> find_line({"find": {"not_computed": "no fields"}})
    'Find tool: none, because no fields'
    """
    found = results.get("find")
    if found is None:
        return ""
    if (reason := not_computed(found)) is not None:
        return say("Find tool: none, because {reason}", reason=told(reason))
    explained = found["explained"]
    value, low, high = (_percent(explained[name]) for name in ("value", "low", "high"))
    told_of = say_n(
        "Find tool: one field known without asking tells {share} of the segments (95\u00a0% interval {low} to {high})",
        "Find tool: {count} fields known without asking tell {share} of the segments (95\u00a0% interval {low} to "
        "{high})",
        found["fields"],
        count=found["fields"],
        share=value,
        low=low,
        high=high,
    )
    if found["hard_labels"]:
        return say("{what}: scores and segments.", what=told_of)
    return say("{what}: scores, never segments.", what=told_of)


def _percent(value: float) -> str:
    return localised(explained_percent(value)).replace(" %", f"{SPACE}%")


def _row(place: int, row: Mapping[str, Any]) -> FindRow:
    path = f"find.segments.{place}"
    return FindRow(
        segment=row["segment"],
        path=path,
        campaigns=[
            f"{path}.campaigns.{i}" if campaign["n_eff"] >= FEWEST else ""
            for i, campaign in enumerate(row["campaigns"])
        ],
        tenths=[f"{path}.deciles.{i}" if tenth["n_eff"] >= FEWEST else "" for i, tenth in enumerate(row["deciles"])],
    )


def _seen(ways: Sequence[Mapping[str, Any]]) -> str:
    """Where a field is seen: "customer database (plan_tier)"; geography needs no route."""
    words = [via_word(way["via"]) + (f" ({way['field']})" if way["field"] else "") for way in ways]
    return listed(words) if words else say("geography")

"""What the page says about finding people without asking them: sentences, and the rows of its two tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report.evidence import not_computed
from survey_seg.report.numbers import SPACE
from survey_seg.report.sentences import VIA, called
from survey_seg.report.wording import listed
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
        sentences=[text.replace(" %", f"{SPACE}%") for text in find_sentences(found, names)],
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
        return f"Find tool: none, because {reason}"
    told, labels = found["explained"], "scores and segments" if found["hard_labels"] else "scores, never segments"
    count = found["fields"]
    return (
        f"Find tool: {count} field{'s' if count > 1 else ''} known without asking tell "
        f"{explained_percent(told['value'])} of the segments (95% interval {explained_percent(told['low'])} to "
        f"{explained_percent(told['high'])}): {labels}."
    )


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
    words = [VIA.get(way["via"], way["via"]) + (f" ({way['field']})" if way["field"] else "") for way in ways]
    return listed(words) if words else "geography"

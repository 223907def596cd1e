"""What the page says about each segment, ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from survey_seg.report import sentences
from survey_seg.report.charts.bars import marker_chart
from survey_seg.report.charts.svg import Words
from survey_seg.report.evidence import (
    Found,
    Row,
    cues,
    markers,
    names,
    of_segment,
    one_a_question,
    rows,
    telling,
    telling_means,
)
from survey_seg.report.language.speech import say
from survey_seg.report.priority_words import parts

SHOWN_ACTIONS = 4
SHOWN_CUES = 3
MORE_CUES = 8
SHOWN_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a segment stands in the order of priorities; `path` leads to its row."""

    path: str
    row: Row
    win: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers that are more or less common in a segment, and how many more there are than shown."""

    shown: Sequence[Found]
    more: int


@dataclass(frozen=True, slots=True)
class SegmentView:
    """One segment: every field is a row of the results with its path, or a sentence made from them."""

    number: int
    heading: str
    name: str
    path: str
    size: Row
    stability_path: str
    stability: float | None
    difference: str
    rank: Rank | None
    value: str | None
    actions: Sequence[Found]
    more_actions: Sequence[Found]
    cues: Sequence[Found]
    more_cues: Sequence[Found]
    further_cues: int
    markers: Sequence[Found]
    chart: Markup | None
    telling: Answers
    means: Sequence[tuple[str, Row, str]]
    recall: Found | None


def segment_views(results: Mapping[str, Any], short: Mapping[str, str]) -> list[SegmentView]:
    """The segments in the order of their numbers; none when the verdict is that there are none.

    `short` gives the texts of basis items without the stem of their grid.
    """
    if results["segments"]["verdict"] == "none":
        return []
    return [_view(results, short, path, row) for path, row in rows(results, "segments", "sizes")]


def _view(results: Mapping[str, Any], short: Mapping[str, str], path: str, size: Row) -> SegmentView:
    number = size["segment"]
    marking = markers(results, number)
    actions = of_segment(rows(results, "actions"), number)
    found_by = cues(results, number)
    best = one_a_question(found_by)[:SHOWN_CUES]
    others = [found for found in found_by if found not in best]
    answers = telling(results, number)
    order = int(path.rsplit(".", 1)[1])
    stability = results["segments"]["stability"]["per_segment"]
    return SegmentView(
        number=number,
        heading=sentences.heading(results, number),
        name=names(results)[number],
        path=path,
        size=size,
        stability_path=f"segments.stability.per_segment.{order}",
        stability=stability[order],
        difference=sentences.difference(results, number, short),
        rank=_rank(results, number),
        value=_value(results, number),
        actions=actions[:SHOWN_ACTIONS],
        more_actions=actions[SHOWN_ACTIONS:],
        cues=best,
        more_cues=others[:MORE_CUES],
        further_cues=len(others[MORE_CUES:]),
        markers=marking,
        chart=_chart(results, number, marking, short),
        telling=Answers(answers[:SHOWN_ANSWERS], len(answers[SHOWN_ANSWERS:])),
        means=telling_means(results, number),
        recall=next(iter(of_segment(rows(results, "typing", "recall"), number)), None),
    )


def _rank(results: Mapping[str, Any], number: int) -> Rank | None:
    for path, row in of_segment(rows(results, "priorities", "rank"), number):
        return Rank(path, row, row["decision"] == "win")
    return None


def _value(results: Mapping[str, Any], number: int) -> str | None:
    """The path of the segment's share of the value, of the first value that was measured for it."""
    own = of_segment(parts(results, "value"), number)
    return next((f"{path}.value_share" for path, row in own if row["value_share"] is not None), None)


def _chart(
    results: Mapping[str, Any], number: int, marking: Sequence[Found], short: Mapping[str, str]
) -> Markup | None:
    if not marking:
        return None
    words = Words(
        say("What marks {segment}", segment=sentences.heading(results, number)),
        f"{sentences.difference(results, number, short)} "
        f"{say('Each row: the mean of the segment against the mean of all.')}",
    )
    labelled = [{**row, "label": short.get(row["text"], row["text"])} for _, row in marking]
    return marker_chart(f"chart-markers-{number}", labelled, words)

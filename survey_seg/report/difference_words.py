"""What the report says of how segments differ, whether they can be found, and what validates them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.evidence import names, not_computed, of_segment, rows
from survey_seg.report.numbers import SPACE, count, counted, decimal, share
from survey_seg.report.sentences import VIA, called
from survey_seg.report.wording import listed, quoted

Row = Mapping[str, Any]
Results = Mapping[str, Any]

OLDER = "this study was made before the report had this part; analyze it again to get it"
FOUND = {
    "yes": "can be found",
    "with many others": "found only together with many others",
    "only by asking": "cannot be found, only recognised by asking",
}
DIFFER = 0.1
"""Agreement of two halves above that of studies without segments from which it counts as more."""


def missing(results: Results, part: str) -> str | None:
    """Why a part of the results is not there, or None when it is.

    >>> missing({"differences": {"not_computed": "one segment"}}, "differences"), missing({"across": {}}, "across")
    ('one segment', None)
    """
    return OLDER if part not in results else not_computed(results[part])


def differences_sentence(results: Results, short: Mapping[str, str]) -> str:
    """Where the segments lie furthest apart, and which two are nearest to each other."""
    items = sorted(results["differences"]["items"], key=lambda row: -(row["eta_squared"] or 0))
    named = listed(quoted(short.get(row["text"], row["text"]), 60) for row in items[:2])
    most = share(items[0]["eta_squared"])
    text = f"The segments differ most on {named}: {most} of the differences in the first lie between segments."
    pairs = [row for row in results["differences"]["pairs"] if row["overlap"] is not None]
    if len(pairs) < 2:
        return text
    near = max(pairs, key=lambda row: row["overlap"])
    both = called(results, [near["segment"], near["other"]])
    return f"{text} The two nearest to each other are {both}, with an overlap of {share(near['overlap'])}."


def markers_finding(results: Results) -> str:
    """How many items mark each segment, for the profile plot's description.

    >>> cells = [{"segment": 1, "marker": True}, {"segment": 2, "marker": False}]
    >>> markers_finding({"segments": {"sizes": [{"segment": 1, "name": ""}, {"segment": 2, "name": ""}]},
    ...                  "differences": {"cells": cells}})
    'One item marks segment 1, none mark segment 2.'
    """
    parts = []
    for segment in names(results):
        marking = sum(row["marker"] for row in results["differences"]["cells"] if row["segment"] == segment)
        said = f"{counted(marking, 'item')} {'marks' if marking == 1 else 'mark'}" if marking else "none mark"
        parts.append(f"{said} segment {segment}")
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def separation_finding(results: Results) -> str:
    """How far the picture of two axes shows the segments, and how much the pairs overlap."""
    part = sum(row["part"] for row in results["differences"]["axes"])
    axes = "This axis shows" if len(results["differences"]["axes"]) == 1 else "These two axes show"
    overlaps = [row["overlap"] for row in results["differences"]["pairs"] if row["overlap"] is not None]
    text = f"{axes} {share(min(part, 1.0))} of all differences between the segments."
    if not overlaps:
        return text
    if len(overlaps) == 1:
        return f"{text} The two segments overlap by {share(overlaps[0])}."
    return f"{text} Pairs of segments overlap by {share(min(overlaps))} to {share(max(overlaps))}."


def flow_finding(results: Results) -> str:
    """How purely the chosen segments come from single ones of the number before."""
    k = results["segments"]["k"]
    known = [row for row in results["across"]["nodes"] if row["k"] == k and row["slsa"] is not None]
    if not known:
        return "Where the people of each segment go when there is one segment more."
    least = min(known, key=lambda row: row["slsa"])
    if least["slsa"] >= 0.8:
        return f"Every one of the {count(k)} segments is a segment, or a part of one, of the number before."
    return (
        f"Segment {least['segment']} is the most mixed of the {count(k)}: its people come from several segments of the "
        f"number before (SLSA {decimal(least['slsa'])})."
    )


def reach_sentence(results: Results) -> str:
    """Which segments can be found without asking, and which cannot."""
    found = results["findability"]["segments"]
    verdicts: dict[str, list[int]] = {}
    for row in found:
        verdicts.setdefault(row["found"], []).append(row["segment"])
    if set(verdicts) == {"yes"}:
        return "Every segment can be found by fields that are known without asking."
    parts = []
    for verdict in ("yes", "with many others", "only by asking"):
        if verdict in verdicts:
            segments = verdicts[verdict]
            words = FOUND[verdict] if verdict != "with many others" else f"{_is(segments)} {FOUND[verdict]}"
            parts.append(f"{called(results, segments)} {words}")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else "No segment was judged."


def _is(segments: Sequence[int]) -> str:
    return "are" if len(segments) > 1 else "is"


def ways_of(results: Results, segment: int) -> str:
    """The way by which a segment is found best, in words.

    >>> ways_of({"findability": {"segments": [{"segment": 1, "best": "crm"}]}}, 1)
    'best by the customer database'
    """
    row = next((row for _, row in of_segment(rows(results, "findability", "segments"), segment)), None)
    return f"best by the {VIA.get(row['best'], row['best'])}" if row and row["best"] else ""


def halves_sentence(split: Row) -> str:
    """What two halves of the people, segmented apart, agree on, beside studies without segments."""
    text = (
        f"Two halves of the people, each segmented on its own, put {share(split['same'])} of everybody into the same "
        f"segment (agreement {decimal(split['agreement'])}; 1 is the same, 0 is chance)."
    )
    mean, highest = decimal(split["null_agreement"]), decimal(split["null_highest"])
    null = f"studies of one population, halved in the same way, agree by {mean}, the most alike of them by {highest}"
    if split["agreement"] >= split["null_highest"] + DIFFER:
        return f"{text} That is well above what an absence of segments gives: {null}."
    if split["agreement"] > split["null_highest"]:
        return f"{text} That is above what an absence of segments gives, but not by much: {null}."
    return f"{text} An absence of segments can give as much: {null}."


def removal_sentence(results: Results) -> str:
    """What leaving people out did to the sizes of the segments."""
    held = results.get("validation", {}).get("removals") or []
    known = [row for row in held if row["removed"] is not None]
    if not known:
        return "Nobody was left out whose answers could be sorted into a segment, so the sizes are those of everybody."
    most = max(known, key=lambda row: abs(row["change"]))
    points = 100 * abs(most["change"])
    if points < 0.5:
        return "Leaving them out moved no segment’s size by as much as half a percentage point."
    way = "larger" if most["change"] > 0 else "smaller"
    return (
        f"Leaving them out changed the sizes by at most {points:.1f}{SPACE}percentage points: "
        f"{called(results, [most['segment']])} is {way} than with everybody."
    )

"""What the report says of how segments differ, whether they can be found, and what validates them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from survey_seg.report.evidence import Found, names, not_computed, rows
from survey_seg.report.language.numbers import count, decimal, score, share
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import listed, quoted, sentence
from survey_seg.report.sentences import called

Row = Mapping[str, Any]
Results = Mapping[str, Any]

OLDER = marked("this study was made before the report had this part; analyze it again to get it")
FOUND = {
    "yes": marked("can be found"),
    "with many others": marked("found only together with many others"),
    "by chance": marked("hardly found better than by chance"),
    "only by asking": marked("cannot be found, only recognised by asking"),
}
"""Whether a segment can be found, in words."""
BEST = {
    "crm": marked("best by the customer database"),
    "ad_platform": marked("best by the advertising platform"),
    "media": marked("best by media"),
    "list": marked("best by a bought list"),
}
MOST = 0.5
"""Share of everybody above which a rule points at most people; share of these below which most of them are others."""
HARDLY = 120
"""Index below which the people that fields point at are hardly more often of the segment than everybody."""
DIFFER = 0.1
"""Agreement of two halves above that of studies without segments from which it counts as more."""


def missing(results: Results, part: str) -> str | None:
    """Why a part of the results is not there, or None when it is.

    >>> missing({"differences": {"not_computed": "one segment"}}, "differences"), missing({"across": {}}, "across")
    ('one segment', None)
    """
    if part not in results:
        return say(OLDER)
    reason = not_computed(results[part])
    return reason and told(reason)


def differences_sentence(results: Results, short: Mapping[str, str]) -> str:
    """Where the segments lie furthest apart, and which two are nearest to each other."""
    items = sorted(results["differences"]["items"], key=lambda row: -(row["eta_squared"] or 0))
    named = listed(quoted(short.get(row["text"], row["text"]), 60) for row in items[:2])
    text = say(
        "The segments differ most on {items}: {share} of the differences in the first lie between segments.",
        items=named,
        share=share(items[0]["eta_squared"]),
    )
    pairs = [row for row in results["differences"]["pairs"] if row["overlap"] is not None]
    if len(pairs) < 2:
        return text
    near = max(pairs, key=lambda row: row["overlap"])
    nearest = say(
        "The two nearest to each other are {segments}, with an overlap of {share}.",
        segments=called(results, [near["segment"], near["other"]]),
        share=share(near["overlap"]),
    )
    return f"{text} {nearest}"


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
        parts.append(
            say_n("one item marks segment {segment}", "{n} items mark segment {segment}", marking, segment=segment)
            if marking
            else say("none mark segment {segment}", segment=segment)
        )
    return sentence(", ".join(parts))


def separation_finding(results: Results) -> str:
    """How far the picture of two axes shows the segments, and how much the pairs overlap."""
    part = sum(row["part"] for row in results["differences"]["axes"])
    text = say_n(
        "This axis shows {share} of all differences between the segments.",
        "These two axes show {share} of all differences between the segments.",
        len(results["differences"]["axes"]),
        share=share(min(part, 1.0)),
    )
    overlaps = [row["overlap"] for row in results["differences"]["pairs"] if row["overlap"] is not None]
    if not overlaps:
        return text
    ends = {"low": share(min(overlaps)), "high": share(max(overlaps))}
    if len(overlaps) == 1:
        return f"{text} {say('The two segments overlap by {low}.', **ends)}"
    return f"{text} {say('Pairs of segments overlap by {low} to {high}.', **ends)}"


def flow_finding(results: Results) -> str:
    """How purely the chosen segments come from single ones of the number before."""
    k = results["segments"]["k"]
    known = [row for row in results["across"]["nodes"] if row["k"] == k and row["slsa"] is not None]
    if not known:
        return say("Where the people of each segment go when there is one segment more.")
    least = min(known, key=lambda row: row["slsa"])
    if least["slsa"] >= 0.8:
        return say("Every one of the {k} segments is a segment, or a part of one, of the number before.", k=count(k))
    return say(
        "Segment {segment} is the most mixed of the {k}: its people come from several segments of the number before "
        "(SLSA {slsa}).",
        segment=least["segment"],
        k=count(k),
        slsa=decimal(least["slsa"]),
    )


def reach_sentence(results: Results) -> str:
    """Which segments can be found without asking and which cannot, and how many people are pointed at for it."""
    found: dict[str, list[Row]] = {}
    for _, row in rows(results, "findability", "segments"):
        found.setdefault(verdict(results, row), []).append(row)
    sizes = [way_to(results, row)[1]["size"] for row in found.get("yes", [])]
    if set(found) == {"yes"}:
        return say(
            "Every segment can be found by fields that are known without asking, pointing at {low} to {high} of "
            "everybody.",
            low=share(min(sizes)),
            high=share(max(sizes)),
        )
    parts = [_reached(results, one, found[one]) for one in FOUND if one in found]
    return sentence(reduce(_and_then, parts)) if parts else say("No segment was judged.")


def _and_then(first: str, second: str) -> str:
    return say("{first}; {second}", first=first, second=second)


def _reached(results: Results, found: str, segments: Sequence[Row]) -> str:
    """A clause on the segments of one verdict."""
    number = len(segments)
    places = {
        "segments": called(results, [row["segment"] for row in segments]),
        "shares": listed(share(way_to(results, row)[1]["size"]) for row in segments),
    }
    if found == "yes":
        return say_n(
            "{segments} can be found, pointing at {shares} of everybody",
            "{segments} can be found, pointing at {shares} of everybody",
            number,
            **places,
        )
    if found == "with many others":
        return say_n(
            "{segments} is found only together with many others, pointing at {shares} of everybody",
            "{segments} are found only together with many others, pointing at {shares} of everybody",
            number,
            **places,
        )
    if found == "by chance":
        return say_n(
            "{segments} is hardly found better than by chance, pointing at {shares} of everybody",
            "{segments} are hardly found better than by chance, pointing at {shares} of everybody",
            number,
            **places,
        )
    return say_n(
        "{segments} cannot be found, only recognised by asking",
        "{segments} cannot be found, only recognised by asking",
        number,
        **places,
    )


def verdict(results: Results, row: Row) -> str:
    """Whether a segment can be found, a key of FOUND: a rule that points at nearly everybody finds nobody.

    >>> row = {"segment": 1, "found": "yes", "best": "", "size": 0.3, "index": 200, "precision": 0.4, "share": 0.2}
    >>> row |= {"precision_low": 0.35}
    >>> verdict({}, row), verdict({}, row | {"size": 0.6}), verdict({}, row | {"index": 110})
    ('yes', 'with many others', 'by chance')
    """
    if row["found"] == "only by asking":
        return "only by asking"
    _, way = way_to(results, row)
    if way["index"] < HARDLY or (way["precision_low"] is not None and way["precision_low"] <= row["share"]):
        return "by chance"
    crowd = way["size"] > MOST and (way["precision"] is None or way["precision"] < MOST)
    return "with many others" if crowd else str(row["found"])


def way_to(results: Results, row: Row) -> Found:
    """The figures of the way by which a segment is found best, with their path; of all fields together where none is.

    >>> way = {"segment": 1, "via": "crm", "size": 0.3}
    >>> row = {"segment": 1, "best": "crm", "size": 0.5}
    >>> way_to({"findability": {"channels": [way]}}, row)[0]
    'findability.channels.0'
    """
    ways = rows(results, "findability", "channels") if row["best"] else []
    own = (found for found in ways if (found[1]["segment"], found[1]["via"]) == (row["segment"], row["best"]))
    return next(own, ("", row))


def best_by(via: str) -> str:
    """The way by which a segment is found best, in words.

    >>> best_by("crm"), best_by("radio")
    ('best by the customer database', 'best by radio')
    """
    return say(BEST[via]) if via in BEST else say("best by {way}", way=via)


def halves_sentence(split: Row) -> str:
    """What two halves of the people, segmented apart, agree on, beside studies without segments."""
    text = say(
        "Two halves of the people, each segmented on its own, put {same} of everybody into the same segment (agreement "
        "{agreement}; 1 is the same, 0 is chance).",
        same=share(split["same"]),
        agreement=decimal(split["agreement"]),
    )
    null = say(
        "studies of one population, halved in the same way, agree by {mean}, the most alike of them by {highest}",
        mean=decimal(split["null_agreement"]),
        highest=decimal(split["null_highest"]),
    )
    if split["agreement"] >= split["null_highest"] + DIFFER:
        return f"{text} {say('That is well above what an absence of segments gives: {null}.', null=null)}"
    if split["agreement"] > split["null_highest"]:
        above = say("That is above what an absence of segments gives, but not by much: {null}.", null=null)
        return f"{text} {above}"
    return f"{text} {say('An absence of segments can give as much: {null}.', null=null)}"


def removal_sentence(results: Results) -> str:
    """What leaving people out did to the sizes of the segments."""
    held = results.get("validation", {}).get("removals") or []
    known = [row for row in held if row["removed"] is not None]
    if not known:
        return say(
            "Nobody was left out whose answers could be sorted into a segment, so the sizes are those of everybody."
        )
    most = max(known, key=lambda row: abs(row["change"]))
    points = 100 * abs(most["change"])
    if points < 0.5:
        return say("Leaving them out moved no segment’s size by as much as half a percentage point.")
    places = {"points": score(points), "segment": called(results, [most["segment"]])}
    if most["change"] > 0:
        return say(
            "Leaving them out changed the sizes by at most {points}\u00a0percentage points: "
            "{segment} is larger than with everybody.",
            **places,
        )
    return say(
        "Leaving them out changed the sizes by at most {points}\u00a0percentage points: "
        "{segment} is smaller than with everybody.",
        **places,
    )

"""How the segments differ: profiles, distances, axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from survey_seg.report.charts import heat_map
from survey_seg.report.charts.profile import Profile, profile_chart
from survey_seg.report.charts.separation import separation_chart
from survey_seg.report.charts.svg import Words
from survey_seg.report.difference_words import differences_sentence, markers_finding, missing, separation_finding
from survey_seg.report.evidence import Found, names, rows
from survey_seg.report.language import numbers, wording
from survey_seg.report.language.speech import marked, say
from survey_seg.report.section import Results, Section

DRAWN = 20
"""Items in the profile plot at most: those on which the segments differ most."""
LONG = 16
"""Rows from which a table scrolls under its head."""
NAME = 30
"""Letters of a name or an item in the separation plot."""


def view(results: Results) -> Mapping[str, Any]:
    """Items in the order of their blocks, the plots, the pairs and what carries the axes."""
    reason = missing(results, "differences")
    if reason is not None:
        return {"reason": reason}
    short = wording.short_texts(results)
    items = sorted(rows(results, "differences", "items"), key=lambda found: found[1]["place"])
    cells = {(row["variable"], row["segment"]): path for path, row in rows(results, "differences", "cells")}
    drawn = _drawn(items)
    return {
        "reason": None,
        "lead": differences_sentence(results, short),
        "numbers": list(names(results)),
        "items": [(path, row, [cells.get((row["variable"], s)) for s in names(results)]) for path, row in items],
        "drawn": {row["variable"] for _, row in drawn},
        "profiles": _profiles(results, drawn, short),
        "separation": _separation(results, short),
        "carried": _carried(results),
        "long": len(items) >= LONG,
        "at": dict(rows(results, "differences", "cells")),
        "steps": [numbers.decimal(step) for step in heat_map.STEPS],
    }


def _drawn(items: Sequence[Found]) -> list[Found]:
    telling = sorted(items, key=lambda found: -(found[1]["eta_squared"] or 0))[:DRAWN]
    kept = {row["variable"] for _, row in telling}
    return [(path, row) for path, row in items if row["variable"] in kept]


def _profiles(results: Results, drawn: Sequence[Found], short: Mapping[str, str]) -> Markup:
    cells = {(row["variable"], row["segment"]): row for row in results["differences"]["cells"]}
    profiles = [
        Profile(
            short.get(row["text"], row["text"]),
            row["low"],
            row["high"],
            row["total_mean"],
            [cells.get((row["variable"], segment)) for segment in names(results)],
        )
        for _, row in drawn
    ]
    heads = [str(segment) for segment in names(results)]
    return profile_chart(profiles, heads, Words(say("Profiles of the segments"), markers_finding(results)))


def _separation(results: Results, short: Mapping[str, str]) -> Markup | None:
    contours = results["differences"]["contours"]
    if not contours:
        return None
    words = Words(say("Where the segments lie on the axes that tell them apart best"), separation_finding(results))
    named = {segment: wording.shortened(name, NAME) for segment, name in names(results).items()}
    ends = [next(iter(high), None) for _, high, _ in _carried(results)]
    across, up, *_ = [*(_end(found, short) for found in ends), "", ""]
    return separation_chart(contours, named, words, ends=(across, up))


def _end(found: Found | None, short: Mapping[str, str]) -> str:
    return wording.shortened(short.get(found[1]["text"], found[1]["text"]), NAME) if found else ""


def _carried(results: Results) -> list[tuple[Found, list[Found], list[Found]]]:
    """Each axis with the items that carry its high and its low end."""
    carriers = rows(results, "differences", "carriers")

    def end(axis: int, which: str) -> list[Found]:
        return [(path, row) for path, row in carriers if row["axis"] == axis and row["end"] == which]

    return [
        ((path, row), end(row["axis"], "high"), end(row["axis"], "low"))
        for path, row in rows(results, "differences", "axes")
    ]


SECTION = Section("differences", marked("How the segments differ"), view)

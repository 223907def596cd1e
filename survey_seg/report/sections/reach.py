"""Whether each segment can be found without asking, and by what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report.difference_words import FOUND, missing, reach_sentence, ways_of
from survey_seg.report.evidence import names, of_segment, rows
from survey_seg.report.find_view import find_view
from survey_seg.report.section import Results, Section
from survey_seg.report.speech import marked


def view(results: Results) -> Mapping[str, Any]:
    """Each segment's verdict, the ways by which it is reached, the answers behind them, and the find tool."""
    reason = missing(results, "findability")
    ways: dict[int, Any] = {}
    if reason is None:
        ways = {
            segment: {
                "best": ways_of(results, segment),
                "traits": of_segment(rows(results, "findability", "traits"), segment),
                "rules": of_segment(rows(results, "findability", "rules"), segment),
            }
            for segment in names(results)
        }
    return {
        "reason": reason,
        "lead": reach_sentence(results) if reason is None else "",
        "found": FOUND,
        "ways": ways,
        "find": find_view(results),
    }


SECTION = Section("reach", marked("Reach"), view)

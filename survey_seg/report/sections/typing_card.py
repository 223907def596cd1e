"""How a new person is put into a segment by asking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import evidence, sentences
from survey_seg.report.charts.drawn import typing_chart
from survey_seg.report.language.speech import marked, say
from survey_seg.report.section import Results, Section

BANDS = {"clear": marked("clear"), "lean": marked("lean"), "unclear": marked("unclear")}
"""How sure the tool is of somebody."""


def view(results: Results) -> Mapping[str, Any]:
    """The typing tool's accuracy, and its words for how sure it is."""
    there = evidence.not_computed(results["typing"]) is None
    return {
        "lead": sentences.accuracy_sentence(results["typing"]) if there else "",
        "chart": typing_chart(results),
        "sure": {band: say(word) for band, word in BANDS.items()},
    }


SECTION = Section("typing", marked("Typing tool"), view)

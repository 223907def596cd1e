"""The page that decides: segments, whom to win, what to decide, how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import sentences
from survey_seg.report.charts.drawn import sizes_chart
from survey_seg.report.language import wording
from survey_seg.report.language.speech import marked
from survey_seg.report.neighbours import taken
from survey_seg.report.section import Results, Section
from survey_seg.report.segment_views import segment_views


def view(results: Results) -> Mapping[str, Any]:
    """Segments as cards, what to decide, and the figures of trust."""
    return {
        "segments": segment_views(results, wording.short_texts(results)),
        "sizes": sizes_chart(results),
        "found": sentences.found(results["segments"]),
        "kept": sentences.kept_sentence(results["data"]),
        "decide": sentences.decide(results),
        "taken": taken(results),
    }


SECTION = Section("summary", marked("Summary"), view)

"""A page for each segment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report.language import wording
from survey_seg.report.language.speech import marked
from survey_seg.report.section import Results, Section
from survey_seg.report.segment_views import segment_views


def view(results: Results) -> Mapping[str, Any]:
    """The segments in the order of their numbers."""
    return {"segments": segment_views(results, wording.short_texts(results))}


SECTION = Section("segments", marked("The segments"), view)

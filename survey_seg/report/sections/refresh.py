"""When to look again, and by which rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import sentences
from survey_seg.report.section import Results, Section
from survey_seg.report.speech import marked


def view(results: Results) -> Mapping[str, Any]:
    """The dates in one sentence."""
    return {"lead": sentences.cadence_sentence(results["cadence"])}


SECTION = Section("refresh", marked("When to look again"), view)

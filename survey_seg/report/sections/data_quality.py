"""How good the answers are, who was left out, and what that did to the sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import sentences
from survey_seg.report.difference_words import missing, removal_sentence
from survey_seg.report.language.speech import marked
from survey_seg.report.section import Results, Section


def view(results: Results) -> Mapping[str, Any]:
    """How much of the data is used, and the sizes with and without those who were left out."""
    reason = missing(results, "validation")
    held = [] if reason else results["validation"]["removals"]
    return {
        "kept": sentences.kept_sentence(results["data"]),
        "reason": reason,
        "removed": removal_sentence(results) if reason is None else "",
        "sorted_out": any(row["removed"] is not None for row in held),
    }


SECTION = Section("data_quality", marked("Data quality"), view)

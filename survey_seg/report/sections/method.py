"""How every number was made: data, basis, dimensions, settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import evidence, sentences
from survey_seg.report.language.speech import marked
from survey_seg.report.method import adequacy, command, extraction, factor_names, loading_rows, setting_rows
from survey_seg.report.models import measured
from survey_seg.report.section import Results, Section


def view(results: Results) -> Mapping[str, Any]:
    """Settings, dimensions and the command that gives the same study again."""
    there = evidence.not_computed(results["factors"]) is None
    return {
        "votes": sentences.votes_line(results["factors"]) if there else "",
        "measured": measured(results),
        "most": max(row["k"] for row in results["segments"]["candidates"]),
        "method": {
            "factors": factor_names(results),
            "loadings": loading_rows(results),
            "extraction": extraction(results["factors"]) if there else "",
            "adequacy": adequacy(results["factors"]) if there else "",
            "settings": setting_rows(results["settings"]),
            "command": command(results),
        },
    }


SECTION = Section("method", marked("Method"), view)

"""Whom to win, and how sure the order is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import evidence, sentences
from survey_seg.report.charts import priority_chart
from survey_seg.report.section import Results, Section


def view(results: Results) -> Mapping[str, Any]:
    """The order in one sentence, as a chart and as rows."""
    there = evidence.not_computed(results["priorities"]) is None
    return {
        "lead": sentences.priority_sentence(results) if there else "",
        "chart": priority_chart(results),
        "ranked": evidence.by_rank(results),
    }


SECTION = Section("priorities", "Priorities", view)

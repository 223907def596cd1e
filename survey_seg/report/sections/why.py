"""What speaks for this number of segments, and against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import evidence, sentences, wording
from survey_seg.report.charts import stability_chart
from survey_seg.report.models import by_model, matrix, model_rows
from survey_seg.report.neighbours import alternatives, neighbours
from survey_seg.report.section import Results, Section
from survey_seg.report.segment_views import segment_views


def view(results: Results) -> Mapping[str, Any]:
    """The curve of stability, the evidence by number of segments, and what other numbers would change."""
    return {
        "segments": segment_views(results, wording.short_texts(results)),
        "chart": stability_chart(results),
        "stability_finding": sentences.stability_finding(results),
        "reading": sentences.reading_sentence(results["segments"]),
        "evidence": {
            "columns": evidence.COLUMNS,
            "neighbours": neighbours(results),
            "alternatives": alternatives(results),
            "models": model_rows(results),
            "matrix": matrix(results),
            "stability": by_model(results, "stability"),
            "bic": by_model(results, "bic"),
        },
    }


SECTION = Section("why", "Why this many segments", view)

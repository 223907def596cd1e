"""What speaks for this number of segments, and against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import evidence, sentences
from survey_seg.report.charts.drawn import stability_chart
from survey_seg.report.charts.flow import flow_chart
from survey_seg.report.charts.svg import Words
from survey_seg.report.difference_words import flow_finding
from survey_seg.report.language import wording
from survey_seg.report.language.speech import marked, say
from survey_seg.report.models import by_model, matrix, model_rows
from survey_seg.report.neighbours import alternatives, chosen, neighbours
from survey_seg.report.section import Results, Section
from survey_seg.report.segment_views import segment_views


def view(results: Results) -> Mapping[str, Any]:
    """The curve of stability, the evidence by number of segments, and what other numbers would change."""
    return {
        "chosen": chosen(results),
        "segments": segment_views(results, wording.short_texts(results)),
        "chart": stability_chart(results),
        "flow": _flow(results),
        "stability_finding": sentences.stability_finding(results),
        "reading": sentences.reading_sentence(results["segments"]),
        "evidence": {
            "columns": [(say(name), say(meaning)) for name, meaning in evidence.COLUMNS],
            "neighbours": neighbours(results),
            "alternatives": alternatives(results),
            "models": model_rows(results),
            "matrix": matrix(results),
            "stability": by_model(results, "stability"),
            "bic": by_model(results, "bic"),
        },
    }


def _flow(results: Results) -> Mapping[str, Any] | None:
    """Where the people of each segment go as their number grows; None where nothing is known of it."""
    part = results.get("across")
    if part is None or max((row["k"] for row in part["nodes"]), default=1) < 3:
        return None
    finding = flow_finding(results)
    words = Words(say("The segments as their number grows"), finding)
    several = [(f"across.nodes.{at}", row) for at, row in enumerate(part["nodes"]) if row["k"] > 1]
    return {
        "finding": finding,
        "nodes": several,
        "chart": flow_chart(part["nodes"], part["flows"], results["segments"]["k"], words),
    }


SECTION = Section("why", marked("Why this many segments"), view)

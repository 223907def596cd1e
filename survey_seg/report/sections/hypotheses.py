"""What was believed before the data, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import hypothesis_view
from survey_seg.report.language.speech import marked
from survey_seg.report.section import Results, Section


def view(results: Results) -> Mapping[str, Any]:
    """The verdicts in one sentence, by hypothesis, as a chart, and by persona."""
    reason = hypothesis_view.absent(results)
    if reason:
        return {"reason": reason}
    part = results["hypotheses"]
    return {
        "reason": "",
        "lead": hypothesis_view.lead(part),
        "held": hypothesis_view.rows_view(part),
        "chart": hypothesis_view.chart(part),
        "personas": hypothesis_view.persona_views(results),
        "surprises": hypothesis_view.surprises(results),
    }


SECTION = Section("hypotheses", marked("Hypotheses and personas"), view)

"""Every question by segment, folded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import table_view
from survey_seg.report.language.speech import marked
from survey_seg.report.section import Results, Section


def view(results: Results) -> Mapping[str, Any]:
    """What differs in one sentence, and the tables that a page has room for."""
    reason = table_view.absent(results)
    if reason:
        return {"reason": reason}
    blocks = table_view.blocks(results)
    return {
        "reason": "",
        "lead": table_view.lead(results),
        "hidden": table_view.hidden_sentence(results),
        "blocks": blocks,
        "brief": table_view.brief(results),
        "beyond": table_view.beyond(results, blocks),
    }


SECTION = Section("tables", marked("Tables"), view)

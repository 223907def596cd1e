"""CSV by Python alone: nothing needs to be installed, and every problem is named by its row."""

from __future__ import annotations

from pathlib import Path

from survey_seg.typing_tool.batch import BatchCounts, classify_file
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.spec import TypingSpec


def type_file(spec: TypingSpec, people: Path, draft: Path | None, _order: Order) -> BatchCounts:
    """See `batch.classify_file`: a CSV holds all there is to say of each person."""
    return classify_file(spec, people, draft)

"""The part of results.json beside the order of priorities, made plain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.analysis.priority_background import Background


def beside(background: Background | None, reason: str) -> Mapping[str, Any]:
    """samda, value, more and white_space by name; what nothing was asked for says so.

    `reason`: why there is nothing beside the order, where there is nothing.
    """
    if background is None:
        missing = {"not_computed": reason}
        return dict.fromkeys(("samda", "value", "more", "white_space"), missing)
    no_value = {
        "not_computed": "no value was asked or joined that has amounts from 0 up, so nobody knows whose money it is"
    }
    gaps = background.white_space
    return {
        "samda": background.samda,
        "value": background.value if len(background.value) else no_value,
        "more": background.more,
        "white_space": {"not_computed": background.no_gaps} if gaps is None else gaps,
    }

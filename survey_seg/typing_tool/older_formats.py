"""Typing tools of earlier formats, read as if they had been written today. Needs nothing but the standard library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OLDER = ("survey-seg/typing/1",)
"""Formats that are still read."""


def in_newest_format(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The content of a file of any format that is read, with what has been added since then.

    Format 1 knew golden questions only: no other population, no base to compare with, no adaptive questions, and for
    a segment no message.
    """
    if content.get("format") not in OLDER:
        return content
    segments = content.get("segments")
    segments = segments if isinstance(segments, list) else []
    shares = [segment.get("share") for segment in segments if isinstance(segment, dict)]
    added = {"kind": "ask", "hard_labels": True, "priors": {"train": shares}, "base": {}, "adaptive": None}
    with_message = [{"message": "", **segment} if isinstance(segment, dict) else segment for segment in segments]
    return {**added, **content, **({"segments": with_message} if segments else {})}

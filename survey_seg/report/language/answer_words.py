"""The labels of the rows of a table: answers are other people's words; nets, means and groups of numbers are ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from survey_seg.report.language.numbers import localised
from survey_seg.report.language.speech import marked, say

SUMS: Mapping[str, str] = {
    "Top two": marked("Top two"),
    "Bottom two": marked("Bottom two"),
    "First two places": marked("First two places"),
    "Mean": marked("Mean"),
}
_LIMIT = r"(-?\d[\d.]*(?:e[+-]\d+)?)"
_UP_TO = re.compile(f"up to {_LIMIT}")
_BETWEEN = re.compile(f"more than {_LIMIT}, up to {_LIMIT}")
_ABOVE = re.compile(f"more than {_LIMIT}")


def answer_words(table: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The label of a row in the language of the report; an answer somebody wrote stays as it is.

    >>> answer_words({"type": "number"}, {"kind": "answer", "label": "more than 33, up to 50.5"})
    'more than 33, up to 50.5'
    >>> answer_words({"type": "single"}, {"kind": "answer", "label": "Mean"})
    'Mean'
    """
    label = str(row["label"])
    if row["kind"] != "answer":
        return say(SUMS[label]) if label in SUMS else label
    return _band(label) if table.get("type") in {"number", "scale"} else label


def _band(label: str) -> str:
    """A group of numbers by its limits, where the label is one."""
    if found := _UP_TO.fullmatch(label):
        return say("up to {high}", high=localised(found[1]))
    if found := _BETWEEN.fullmatch(label):
        return say("more than {low}, up to {high}", low=localised(found[1]), high=localised(found[2]))
    if found := _ABOVE.fullmatch(label):
        return say("more than {low}", low=localised(found[1]))
    return label

"""What speaks for the segments beyond the answers that made them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from survey_seg.report.difference_words import halves_sentence, missing
from survey_seg.report.evidence import names, not_computed, rows
from survey_seg.report.language.catalogue import current
from survey_seg.report.language.speech import marked, say
from survey_seg.report.language.wording import listed
from survey_seg.report.models import model_rows
from survey_seg.report.neighbours import taken
from survey_seg.report.section import Results, Section

EFFECTS: Mapping[str, str] = {"cramers_v": marked("Cramér’s V"), "eta_squared": "η²"}


def view(results: Results) -> Mapping[str, Any]:
    """Two halves, studies without segments, outcomes, factor scores and who holds the value."""
    reason = missing(results, "validation")
    split = None if reason else results["validation"]["split_half"]
    why_not = reason or (not_computed(split) if split is not None else None)
    return {
        "reason": why_not,
        "lead": halves_sentence(split) if split is not None and why_not is None else "",
        "again": {row["segment"]: path for path, row in _again(results, why_not)},
        "values": [] if reason else rows(results, "validation", "values"),
        "taken": taken(results),
        "factor_scores": next((one for one in model_rows(results) if one.row["method"] == "factor_scores"), None),
        "several": len(names(results)) > 1,
        "named": _named,
        "effects": {name: say(words) for name, words in EFFECTS.items()},
    }


def _named(split: str) -> str:
    """The questions of a split, listed as the language of the report lists; what is no such list stays as it is."""
    quotes = current().conventions.quotes
    found = re.findall("“([^“”]*)”", split)
    text = listed(quotes[0] + name + quotes[1] for name in found)
    *first, last = [f"“{name}”" for name in found] or [""]
    return text if split == (f"{', '.join(first)} and {last}" if first else last) else split


def _again(results: Results, reason: str | None) -> list[tuple[str, Mapping[str, Any]]]:
    if reason is not None:
        return []
    found = results["validation"]["split_half"]["segments"]
    return [(f"validation.split_half.segments.{at}", row) for at, row in enumerate(found)]


SECTION = Section("validation", marked("Validation"), view)

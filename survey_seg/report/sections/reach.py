"""Whether each segment can be found without asking, and by what."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from survey_seg.report.difference_words import FOUND, HARDLY, best_by, missing, reach_sentence, verdict, way_to
from survey_seg.report.evidence import names, of_segment, rows
from survey_seg.report.find_view import find_view
from survey_seg.report.language.numbers import count, localised
from survey_seg.report.language.speech import marked, say
from survey_seg.report.section import Results, Section
from survey_seg.report.sentences import said

_NUMBER = r"(-?\d[\d.]*(?:e[+-]\d+)?)"
_RANGE = re.compile(f"{_NUMBER} to {_NUMBER}")


def view(results: Results) -> Mapping[str, Any]:
    """Each segment's verdict, the ways by which it is reached, the answers behind them, and the find tool."""
    reason = missing(results, "findability")
    return {
        "reason": reason,
        "lead": reach_sentence(results) if reason is None else "",
        "verdicts": _verdicts(results) if reason is None else {},
        "hardly": count(HARDLY),
        "ways": _ways(results) if reason is None else {},
        "find": find_view(results),
    }


def _verdicts(results: Results) -> Mapping[int, Mapping[str, str]]:
    """Each segment's verdict, the way that finds it best, and the path of whom this way points at."""
    found = {}
    for _, row in rows(results, "findability", "segments"):
        one, best = verdict(results, row), row["best"]
        found[row["segment"]] = {
            "code": one,
            "words": say(FOUND.get(one, one)),
            "best": best_by(best) if best else "",
            "path": way_to(results, row)[0],
        }
    return found


def _ways(results: Results) -> Mapping[int, Mapping[str, Any]]:
    """The answers that point at each segment, and what defines it."""
    tables = results.get("tables", {}).get("questions", [])
    numeric = frozenset(table["variable"] for table in tables if table["type"] == "number")
    return {
        segment: {
            "traits": of_segment(rows(results, "findability", "traits"), segment),
            "rules": [
                (path, row, _answers(row, numeric))
                for path, row in of_segment(rows(results, "findability", "rules"), segment)
            ],
        }
        for segment in names(results)
    }


def _answers(row: Mapping[str, Any], numeric: Collection[str]) -> str:
    """The answers of a rule; of a question for a number they are groups that we made."""
    found = [_RANGE.fullmatch(answer) if row["question"] in numeric else None for answer in row["answers"]]
    return said(
        [
            say("{low} to {high}", low=localised(one[1]), high=localised(one[2])) if one else answer
            for answer, one in zip(row["answers"], found, strict=True)
        ]
    )


SECTION = Section("reach", marked("Reach"), view)

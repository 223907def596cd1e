"""Whom to win, and how sure the order is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from survey_seg.report import evidence, priority_words, sentences
from survey_seg.report.charts.drawn import priority_chart
from survey_seg.report.charts.matrix import Bubble, matrix_chart, moves
from survey_seg.report.charts.svg import Words
from survey_seg.report.evidence import Found
from survey_seg.report.language.speech import marked, say
from survey_seg.report.neighbours import alternatives
from survey_seg.report.section import Results, Section

LATER = ("axes", "samda", "value", "more", "white_space")
"""Parts that results of older studies do not have."""


def view(results: Results) -> Mapping[str, Any]:
    """The order in one sentence, as a chart and as rows, and what stands beside it."""
    there = evidence.not_computed(results["priorities"]) is None
    bubbles = _bubbles(results)
    missing = {part: priority_words.part_missing(results, part) if there else "" for part in LATER}
    return {
        "lead": sentences.priority_sentence(results) if there else "",
        "chart": priority_chart(results),
        "two_lead": len(evidence.leading(results)) > 1,
        "ranked": evidence.by_rank(results),
        "matrix": _matrix(bubbles, results) if bubbles else None,
        "moved": moves(bubbles),
        "absent_parts": missing,
        "no_gaps_asked": there and priority_words.no_gaps_asked(results),
        "parts": lambda part, table="": priority_words.parts(results, part, table),
        "tests": [priority_words.word_of_test(test) for test in priority_words.TESTS],
        "words": priority_words,
        "values": _by_variable(priority_words.parts(results, "value")),
        "value_said": priority_words.value_sentence(results) if there else "",
        "samda_said": priority_words.samda_sentence(results) if there and missing["samda"] is None else "",
        "gaps_said": priority_words.gap_sentence(results) if there and missing["white_space"] is None else "",
        "more_said": priority_words.one_more(results) if there else "",
        "other": alternatives(results) if results["segments"]["verdict"] != "none" else None,
    }


def _by_variable(found: Sequence[Found]) -> list[list[Found]]:
    """The rows of each value variable, in the order in which they were asked."""
    names = dict.fromkeys(row["variable"] for _, row in found)
    return [[(path, row) for path, row in found if row["variable"] == name] for name in names]


def _bubbles(results: Results) -> list[Bubble]:
    """The segments for which both axes were measured."""
    ranked = {row["segment"]: row for _, row in evidence.by_rank(results)}
    names, sizes = evidence.names(results), {row["segment"]: row["share"] for row in results["segments"]["sizes"]}
    worth = {row["segment"]: row["value_share"] for _, row in reversed(priority_words.parts(results, "value"))}
    held = sizes if None in worth.values() or not worth else worth
    return [
        Bubble(
            number=row["segment"],
            label=names[row["segment"]],
            across=_ends(row, "attractiveness"),
            up=_ends(row, "ability"),
            part=held.get(row["segment"]) or 0.0,
            look=_look(ranked[row["segment"]]),
        )
        for _, row in priority_words.parts(results, "axes")
        if row["attractiveness"] is not None and row["ability"] is not None and row["segment"] in ranked
    ]


def _matrix(bubbles: Sequence[Bubble], results: Results) -> Markup:
    return matrix_chart(bubbles, Words(say("Prioritisation matrix"), priority_words.matrix_sentence(results)))


def _ends(row: Mapping[str, Any], axis: str) -> tuple[float, float, float]:
    value = row[axis]
    low, high = (row[f"{axis}_{end}"] for end in ("low", "high"))
    return value, value if low is None else low, value if high is None else high


def _look(row: Mapping[str, Any]) -> str:
    return "win" if row["decision"] == "win" else "out" if row["knocked_out"] else "serve"


SECTION = Section("priorities", marked("Priorities"), view)

"""What was believed before the data, as sheets: hypotheses, personas beside the segments, traits of personas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import evidence, hypothesis_view
from survey_seg.report.language.condition_phrases import condition_phrase
from survey_seg.report.language.speech import marked, say, told
from survey_seg.report.workbook.grid import Cell, Column, Figure, Grid, Line

Row = Mapping[str, Any]
Results = Mapping[str, Any]

OUTCOMES: Mapping[str, str] = {
    "matched": marked("is a segment"),
    "part": marked("is part of a larger segment"),
    "unlike": marked("is no segment"),
    "split": marked("is split over segments"),
    "orphaned": marked("is orphaned"),
    "unclear": marked("cannot be told"),
}
UNITS: Mapping[str, str] = {
    "points": marked("percentage points"),
    "sd": marked("standard deviations"),
    "correlation": marked("correlation"),
}


def hypothesis_grid(results: Results) -> Grid:
    """A row per hypothesis: the verdict and the figures behind it."""
    rows = results["hypotheses"]["rows"]
    columns = (
        Column(say("Hypothesis")), Column(say("What was believed"), least=44, wrap=True),
        Column(say("Persona"), least=16), Column(say("Compared"), least=44, wrap=True),
        Column(say("Verdict"), least=14),
        Column(say("Why"), least=34, wrap=True), Column(say("By construction"), least=24, wrap=True),
        Column(say("Unit"), least=20), Column(say("Matters from"), "decimal"), Column(say("Estimate"), "decimal"),
        Column(say("Low (95\u00a0%)"), "decimal"), Column(say("High (95\u00a0%)"), "decimal"),
        Column(say("p"), "p", 10), Column(say("p, adjusted"), "p", 10), Column(say("There"), "mean"),
        Column(say("Elsewhere"), "mean"), Column(say("People there"), "count"),
        Column(say("Effective base there"), "count"), Column(say("People elsewhere"), "count"),
        Column(say("Effective base elsewhere"), "count"),
    )  # fmt: skip
    note = say(
        "Above zero an estimate goes the way that was expected. Shares differ in percentage points, means in standard "
        "deviations; two scales have a correlation, from −1 to 1. “There” is the group, or the segment nearest to a "
        "persona. p is adjusted for the number of hypotheses that were tested."
    )
    said = f"{hypothesis_view.lead(results['hypotheses'])} {note}" if rows else _nothing(results)
    return Grid(say("Hypotheses"), said, columns, tuple(map(_hypothesis, rows)), keep=2)


def _hypothesis(row: Row) -> Line:
    way = "score" if row["unit"] == "points" else "decimal"
    of_group = "share" if row["unit"] == "points" else "mean"
    verdict = _word(hypothesis_view.VERDICTS, row["verdict"])
    words = (row["id"], row["text"], row["persona"], hypothesis_view.compared(row), verdict)
    why = (hypothesis_view.why(row), told(row["by_construction"] or ""), _word(UNITS, row["unit"]))
    estimates = tuple(Figure(row[key], way) for key in ("smallest", "estimate", "low", "high"))
    groups = tuple(Figure(row[key], of_group) for key in ("inside", "outside"))
    bases = tuple(row[key] for key in ("base_inside", "n_eff_inside", "base_outside", "n_eff_outside"))
    return Line((*words, *why, *estimates, row["p"], row["p_adjusted"], *groups, *bases))


def persona_grid(results: Results) -> Grid:
    """Per persona a row for everybody and a row per segment: how many of its people are there."""
    part, called = results["hypotheses"], evidence.names(results)
    columns = (
        Column(say("Hypothesis")), Column(say("Persona"), least=24), Column(say("Segment"), "count", 10),
        Column(say("Name"), least=40, wrap=True), Column(say("Outcome"), least=26), Column(say("Base"), "count"),
        Column(say("Effective base"), "count"), Column(say("Share of these people"), "share"),
        Column(say("Low (95\u00a0%)"), "share"), Column(say("High (95\u00a0%)"), "share"),
        Column(say("Share elsewhere"), "share"), Column(say("Effective base elsewhere"), "count"),
        Column(say("Difference"), "share"), Column(say("Difference: low"), "share"),
        Column(say("Difference: high"), "share"), Column(say("p"), "p", 10),
        Column(say("Of these people, in it"), "share"), Column(say("In it: low"), "share"),
        Column(say("In it: high"), "share"), Column(say("Clearly more")), Column(say("These people"), "count"),
        Column(say("Traits"), "count"), Column(say("Traits needed"), "count"),
        Column(say("Traits in the basis"), "count"),
    )  # fmt: skip
    lines: list[Line] = []
    for row in part["personas"]:
        lines.append(_everybody(row))
        lines += [_by_segment(one, row, called) for one in part["segments"] if one["id"] == row["id"]]
    note = say(
        "A persona is a customer somebody had in mind; personas had no part in making the segments. Its people are "
        "those who show more than half of its traits. The first row of a persona is on everybody, the others are on "
        "one segment each."
    )
    said = f"{note} {hypothesis_view.surprises(results)}".strip() if lines else _nothing(results)
    return Grid(say("Personas beside the segments"), said, columns, tuple(lines), keep=4)


def _everybody(row: Row) -> Line:
    head = (row["id"], row["persona"], None, say("Everybody"), _word(OUTCOMES, row["outcome"]))
    shares = (row["base"], row["n_eff"], row["share"], row["low"], row["high"])
    nothing: tuple[Cell, ...] = (None,) * 10
    traits = (row["people"], row["traits"], row["needed"], row["basis_traits"])
    return Line((*head, *shares, *nothing, *traits), "strong")


def _by_segment(row: Row, persona: Row, called: Mapping[int, str]) -> Line:
    here = row["segment"] == persona["segment"]
    outcome = say("nearest segment") if here else ""
    head = (row["id"], persona["persona"], row["segment"], called.get(row["segment"], ""), outcome)
    keys = ("base", "n_eff", "share", "share_low", "share_high", "rest", "n_eff_rest", "difference", "low", "high", "p",
            "recall", "recall_low", "recall_high", "clearly_more")  # fmt: skip
    return Line((*head, *(row[key] for key in keys)))


def trait_grid(results: Results) -> Grid:
    """A row per persona and trait: how common it is in the nearest segment."""
    part = results["hypotheses"]
    persona = {row["id"]: row["persona"] for row in part["personas"]}
    columns = (
        Column(say("Hypothesis")), Column(say("Persona"), least=24), Column(say("Trait"), least=60, wrap=True),
        Column(say("In the basis")), Column(say("Base"), "count"), Column(say("Everybody"), "share"),
        Column(say("Nearest segment"), "share"), Column(say("The rest"), "share"), Column(say("Difference"), "share"),
        Column(say("Difference: low"), "share"), Column(say("Difference: high"), "share"),
    )  # fmt: skip
    keys = ("basis", "base", "total", "share", "rest", "difference", "low", "high")
    lines = tuple(
        Line((row["id"], persona.get(row["id"]), condition_phrase(row["trait"]), *(row[key] for key in keys)))
        for row in part["traits"]
    )
    note = say(
        "How many of the nearest segment and of the rest show each trait. Of a trait in the basis a difference is no "
        "surprise: the segments were built on it."
    )
    return Grid(say("Traits of the personas"), note if lines else _nothing(results), columns, lines, keep=3)


def _nothing(results: Results) -> str:
    """Why there is nothing in a sheet."""
    if results["hypotheses"]["rows"]:
        return say("No persona was held against the segments.")
    return hypothesis_view.lead(results["hypotheses"])


def _word(words: Mapping[str, str], code: str) -> str:
    return say(words[code]) if code in words else code

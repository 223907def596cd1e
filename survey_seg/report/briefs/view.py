"""A positioning brief, picked from the results and ready to be laid out on a page or in a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report.briefs import words as brief_words
from survey_seg.report.briefs.message_fit import message_fit
from survey_seg.report.evidence import Found, Row, cues, names, one_a_question
from survey_seg.report.labels import either
from survey_seg.report.language.speech import say
from survey_seg.report.language.wording import shortened
from survey_seg.report.sentences import heading

Results = Mapping[str, Any]

CUES, BELIEFS, MOVES, AVOIDED, PROOFS, PARTS = 2, 4, 3, 3, 3, 3
"""Rows that have room on one page."""


@dataclass(frozen=True, slots=True)
class End:
    """A belief at the end of its scale that matters: "top" or "bottom"; `answer` is what stands there."""

    path: str
    row: Row
    end: str
    answer: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """One brief; rows come with their paths in the results.

    `cannot` says why `moves` is empty, `fit` for whom else the message is right.
    """

    anchor: str
    heading: str
    path: str
    row: Row
    lead: str
    cues: Sequence[Found]
    believe: Sequence[End]
    moves: Sequence[End]
    cannot: str
    proof: Sequence[Found]
    message: Found | None
    fit: str
    more_messages: int
    avoid: Sequence[tuple[str, Row, str]]
    quotes: Sequence[Row]
    quotes_line: str
    goal: str
    tests: Sequence[Found]
    mix: Sequence[Found]
    fields: Sequence[str]


def brief_views(results: Results) -> list[BriefView]:
    """The briefs in the order in which the segments are to be won; none where there are none."""
    if brief_words.reason_missing(results):
        return []
    return [_view(results, f"briefs.segments.{i}", row) for i, row in enumerate(results["briefs"]["segments"])]


def role_views(results: Results) -> list[BriefView]:
    """The briefs for the parts in the buying."""
    if brief_words.reason_missing(results):
        return []
    return [_view(results, f"briefs.roles.{i}", row) for i, row in enumerate(results["briefs"]["roles"])]


def _view(results: Results, path: str, row: Row) -> BriefView:
    number = row["segment"]
    others = () if number else [shortened(one["role"], 40) for one in results["briefs"]["roles"]]
    moves = [_end(results, found, up=found[1]["slope"]) for found in _rows(f"{path}.drivers", row["drivers"], "items")]
    believe = [_end(results, found, up=_gap(found[1])) for found in _rows(path, row, "believe")]
    messages = _rows(path, row, "messages")
    avoid = [_in_words(results, found) for found in _rows(path, row, "avoid")[:AVOIDED]]
    goal = f"{path}.goal" if row["goal"] else ""
    return BriefView(
        anchor=f"brief-{number}" if number else f"brief-part-{path.rsplit('.', 1)[1]}",
        heading=heading(results, number) if number else row["role"] or say("A part without a name"),
        path=path,
        row=row,
        lead=brief_words.lead(results, row),
        cues=one_a_question(cues(results, number))[:CUES] if number else [],
        believe=believe[:BELIEFS],
        moves=[one for one in moves if one.row["clear"]][:MOVES],
        cannot=brief_words.cannot(results, row),
        proof=[_in_words(results, found) for found in _rows(path, row, "proof")[:PROOFS]],
        message=messages[0] if messages else None,
        fit=message_fit(results, row),
        more_messages=max(len(messages) - 1, 0),
        avoid=[(at, one, brief_words.why_not(results, one, others)) for at, one in avoid],
        quotes=row["quotes"],
        quotes_line=brief_words.quotes_line(results, row),
        goal=goal,
        tests=[(f"{goal}.tests.{i}", one) for i, one in enumerate(row["goal"]["tests"])] if goal else [],
        mix=sorted(_rows(path, row, "mix"), key=lambda found: -(found[1]["share"] or 0))[:PARTS],
        fields=row["fields"],
    )


def _rows(path: str, row: Row, table: str) -> list[Found]:
    return [(f"{path}.{table}.{i}", one) for i, one in enumerate(row[table])]


def _gap(row: Row) -> float:
    """Above 0 where the top of the scale sets the group apart, below where the bottom does, of those that are told."""
    if (row["top"] is None) != (row["bottom"] is None):
        return -1.0 if row["top"] is None else 1.0
    top, bottom = ((row[end] or 0) - (row[f"total_{end}"] or 0) for end in ("top", "bottom"))
    return float(top - bottom)


def _end(results: Results, found: Found, *, up: float | None) -> End:
    path, row = found
    end = "top" if (up or 0) >= 0 else "bottom"
    return End(path, row, end, either(results, row["variable"], row[f"{end}_answer"]))


def _in_words(results: Results, found: Found) -> Found:
    """A row with its answers as the report's language joins them."""
    path, row = found
    answers = {name: row[name] for name in ("answer", "top_answer") if name in row}
    return path, {**row, **{name: either(results, row["variable"], one) for name, one in answers.items()}}


def segment_names(results: Results) -> Mapping[int, str]:
    """The names of the segments, short enough for a table."""
    return {number: shortened(name, 50) for number, name in names(results).items()}

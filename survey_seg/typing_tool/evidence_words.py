"""How good the tool is, in sentences and small tables that every form of it shows alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.typing_tool.find_words import find_sentences
from survey_seg.typing_tool.spec import TypingSpec

SURE = {"clear": "Clear", "lean": "Leaning", "unclear": "Unclear"}
"""How sure the tool is, as people read it."""

Row = tuple[str | float | None, ...]

FEWEST = 30
"""A share of fewer people is not quoted."""

TOO_FEW = "Too few answers"


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """A table of shares: a title, what to read from it, column names, and rows (first cell text, then shares)."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def percent(share: float | None) -> str:
    """A share as people read it; nothing is rounded up to all or down to none.

    >>> percent(0.744), percent(0.998), percent(None)
    ('74 %', 'over 99 %', 'not known')
    """
    if share is None:
        return "not known"
    if 0.995 <= share < 1:
        return "over 99 %"
    return "under 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def between(figure: Mapping[str, Any]) -> str:
    """The interval of a figure: "71 % to 77 %"."""
    return f"{percent(figure.get('low'))} to {percent(figure.get('high'))}"


def headline(spec: TypingSpec) -> tuple[str, ...]:
    """What somebody who uses the tool must know about it, most important first."""
    if spec.kind == "find" and "explained" in spec.evidence:
        return find_sentences(spec.evidence, [segment.name for segment in spec.segments])
    accuracy = spec.evidence.get("accuracy")
    if not accuracy:
        return ("How often this tool is right was not measured.",)
    sentences = [
        f"Of new people, {percent(accuracy['value'])} get the segment that the whole questionnaire would "
        f"give them (95 % interval: {between(accuracy)}; {accuracy['method']}, {accuracy['n']} people).",
    ]
    if "baseline" in spec.evidence:
        sentences.append(
            f"Guessing the largest segment every time would be right {percent(spec.evidence['baseline'])}."
        )
    if "ceiling" in spec.evidence:
        sentences.append(f"Asking all candidate questions would reach {percent(spec.evidence['ceiling'])}.")
    return tuple(sentences)


def sure_sentence(spec: TypingSpec, name: str) -> str:
    """How often people in a band were typed right: the meaning of "clear", "leaning" and "unclear"."""
    return sure_by(spec.evidence.get("bands", ()), name)


def sure_by(bands: Sequence[Mapping[str, Any]], name: str) -> str:
    """The same for bands that were measured: `band`, `accuracy`, `n` people.

    >>> sure_by([{"band": "clear", "accuracy": 0.86, "n": 400}], "clear")
    'Clear: right for 86 % of the people typed like this'
    """
    found = [row for row in bands if row["band"] == name and row.get("n", 0) >= FEWEST]
    if not found:
        return f"{SURE[name]}: too few people were typed like this to say how often it is right"
    return f"{SURE[name]}: right for {percent(found[0]['accuracy'])} of the people typed like this"


def evidence_tables(spec: TypingSpec) -> tuple[EvidenceTable, ...]:
    """The evidence as tables; those that were not measured are left out."""
    made = _campaigns(spec), _segments(spec), _bands(spec), _curve(spec), _confusion(spec)
    return tuple(table for table in made if table.rows)


def _campaigns(spec: TypingSpec) -> EvidenceTable:
    """Of a find tool: what the people with the highest scores for each segment are worth."""
    found = spec.evidence.get("segments", ()) if spec.kind == "find" else ()
    names = {segment.code: segment.name for segment in spec.segments}
    rows = tuple(
        (names.get(row["segment"], ""), row["share"], *(campaign["precision"] for campaign in row["campaigns"]))
        for row in found
    )
    sizes = tuple(f"best {percent(campaign['size'])}" for row in found[:1] for campaign in row["campaigns"])
    note = "Share of the people with the highest scores for a segment who belong to it, by the size of the campaign."
    return EvidenceTable("Campaigns", note, ("Segment", "Everybody", *sizes), rows)


def _segments(spec: TypingSpec) -> EvidenceTable:
    names = {segment.code: segment.name for segment in spec.segments}
    true = {row["segment"]: row["value"] for row in spec.evidence.get("precision", ())}
    rows = tuple(
        (names.get(row["segment"], ""), row["value"], row["low"], row["high"], true.get(row["segment"]))
        for row in spec.evidence.get("recall", ())
    )
    note = (
        "Found: share of the segment's people whom the tool puts there. True: share of those it puts there who belong."
    )
    return EvidenceTable("Segment by segment", note, ("Segment", "Found", "from", "to", "True"), rows)


def _bands(spec: TypingSpec) -> EvidenceTable:
    rows = tuple((SURE[row["band"]], row["share"], row["accuracy"]) for row in spec.evidence.get("bands", ()))
    note = "How sure the tool is about people, and how often it is right about them."
    return EvidenceTable("How sure", note, ("Band", "People", "Right"), rows)


def _curve(spec: TypingSpec) -> EvidenceTable:
    rows = tuple(
        (f"{row['questions']} asked", row["value"], row["low"], row["high"]) for row in spec.evidence.get("curve", ())
    )
    note = "How often the tool is right with fewer or more questions. One question more costs every person some time."
    return EvidenceTable("Number of questions", note, ("Questions", "Right", "from", "to"), rows)


def _confusion(spec: TypingSpec) -> EvidenceTable:
    matrix: Sequence[Sequence[float]] = spec.evidence.get("confusion", ())
    names = [segment.name for segment in spec.segments]
    rows: tuple[Row, ...] = tuple((name, *shares) for name, shares in zip(names, matrix, strict=False))
    note = "Rows: where people belong. Columns: where the tool puts them. Each row adds up to 100 %."
    header = ("Belongs to", *(f"typed {segment.code}" for segment in spec.segments))
    return EvidenceTable("Mistaken for whom", note, header, rows)

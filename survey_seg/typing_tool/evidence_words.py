"""How good the tool is, in sentences and small tables that every form of it shows alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from survey_seg.typing_tool.find_words import find_sentences
from survey_seg.typing_tool.shares import percent, points
from survey_seg.typing_tool.spec import TypingSpec

SURE = {"clear": "Clear", "lean": "Leaning", "unclear": "Unclear"}
"""How sure the tool is, as people read it."""

Row = tuple[str | float | None, ...]

FEWEST = 30
"""A share of fewer people is not quoted."""

TOO_FEW = "Too few answers"


class EvidenceTable(NamedTuple):
    """A table of shares: a title, what to read from it, column names, and rows (first cell text, then shares)."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


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
    return (*sentences, *_further(spec.evidence))


def _further(evidence: Mapping[str, Any]) -> Iterator[str]:
    """What helps to use the tool well, where it was measured."""
    if "runner_up" in evidence:
        share = percent(evidence["runner_up"]["value"])
        yield f"The segment or the runner-up is the right one for {share} of new people."
    if covered := [row for row in evidence.get("coverage", ()) if row["share"] < 1 and row.get("n", 0) >= FEWEST]:
        shares = ", ".join(f"{percent(row['value'])} of the surest {percent(row['share'])}" for row in covered)
        yield f"Leaving out those it is least sure about, the tool is right for {shares}."
    if "retest" in evidence:
        retest = evidence["retest"]
        yield f"Asked again, {percent(retest['value'])} would be expected in the same segment ({retest['assumption']})."


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
    made = (
        _campaigns(spec), _segments(spec), _bands(spec), _coverage(spec), _curve(spec), _sensitivity(spec),
        _questions(spec), _confusion(spec),
    )  # fmt: skip
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
    true = {row["segment"]: row for row in spec.evidence.get("precision", ())}
    shares = {row["segment"]: (row["true"], row["typed"]) for row in spec.evidence.get("shares", ())}
    rows: list[Row] = []
    for row in spec.evidence.get("recall", ()):
        right = true.get(row["segment"], {})
        found = row["value"], row["low"], row["high"], right.get("value"), right.get("low"), right.get("high")
        rows.append((names.get(row["segment"], ""), *found, *shares.get(row["segment"], ())))
    note = (
        "Found: share of the segment's people whom the tool puts there. True: share of those it puts there who belong. "
        "Belong and typed: shares of all people."
    )
    header = ("Segment", "Found", "from", "to", "True", "from", "to", *(("Belong", "Typed") if shares else ()))
    return EvidenceTable("Segment by segment", note, header, tuple(rows))


def _bands(spec: TypingSpec) -> EvidenceTable:
    rows = tuple((SURE[row["band"]], row["share"], row["accuracy"]) for row in spec.evidence.get("bands", ()))
    note = "How sure the tool is about people, and how often it is right about them."
    return EvidenceTable("How sure", note, ("Band", "People", "Right"), rows)


def _coverage(spec: TypingSpec) -> EvidenceTable:
    rows = tuple(
        (f"the surest {percent(row['share'])}" if row["share"] < 1 else "everybody", *_interval(row))
        for row in spec.evidence.get("coverage", ())
    )
    note = "How often the tool is right when people it is least sure about are left without a segment."
    return EvidenceTable("Only the surest", note, ("Typed", "Right", "from", "to"), rows)


def _interval(figure: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    return figure["value"], figure["low"], figure["high"]


def _curve(spec: TypingSpec) -> EvidenceTable:
    rows = tuple(
        (f"{row['questions']} asked", *_interval(row), points(row.get("gain")))
        for row in spec.evidence.get("curve", ())
    )
    note = (
        "How often the tool is right with fewer or more questions, and what the last question brought. One question "
        "more costs every person some time; one fewer costs what the last one brought."
    )
    return EvidenceTable("Number of questions", note, ("Questions", "Right", "from", "to", "The last brought"), rows)


def _sensitivity(spec: TypingSpec) -> EvidenceTable:
    rows = tuple(
        (f"{row['questions']} asked", row["accuracy"], row["moved"], *row["recall"])
        for row in spec.evidence.get("sensitivity", ())
    )
    note = "Move: share of people who would get another segment than now. Finds: share of each segment's people found."
    header = ("Questions", "Right", "Move", *(f"finds {segment.code}" for segment in spec.segments))
    return EvidenceTable("One question fewer or more", note, header, rows)


def _questions(spec: TypingSpec) -> EvidenceTable:
    """How stable each question is, what could replace it, and whom it can reach."""
    rows = tuple(
        (
            row["id"],
            row["stability"],
            ", ".join(f"{other['id']} ({percent(other['share'])})" for other in row["substitutes"]) or "none",
            ", ".join(row["reach"]) or "not said",
        )
        for row in spec.evidence.get("each_question", ())
    )
    note = (
        "Chosen again: share of samples of the same size, drawn from these people, that choose the question too. "
        "Instead: what is chosen where it is not. Reach: how people who answer so can be found, as the questionnaire "
        "says it."
    )
    return EvidenceTable("Question by question", note, ("Question", "Chosen again", "Instead", "Reach"), rows)


def _confusion(spec: TypingSpec) -> EvidenceTable:
    matrix: Sequence[Sequence[float]] = spec.evidence.get("confusion", ())
    names = [segment.name for segment in spec.segments]
    rows: tuple[Row, ...] = tuple((name, *shares) for name, shares in zip(names, matrix, strict=False))
    note = "Rows: where people belong. Columns: where the tool puts them. Each row adds up to 100 %."
    header = ("Belongs to", *(f"typed {segment.code}" for segment in spec.segments))
    return EvidenceTable("Mistaken for whom", note, header, rows)

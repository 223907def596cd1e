"""What became of what was believed before the data: supported, refuted, or not to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey_seg.report.deck.content import Block, Column, Paragraph, Run, Slide, Table, Words, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story
from survey_seg.report.evidence import Row
from survey_seg.report.hypothesis_view import SIGNS, VERDICTS, WAYS, lead, surprises, why
from survey_seg.report.language.speech import say
from survey_seg.report.language.wording import quoted, started


def believed(story: Story) -> Sequence[Row]:
    """The hypotheses of a study; none where nobody wrote any, or none could be tested."""
    part = story.results.get("hypotheses")
    return (part.get("rows") or []) if isinstance(part, Mapping) else []


def hypotheses_slide(story: Story) -> Slide:
    """Every hypothesis with its verdict, what was found, and why the verdict is what it is."""
    sheet, part = story.sheet(), story.results["hypotheses"]
    known = list(VERDICTS)
    found = sorted(enumerate(believed(story)), key=lambda pair: _place(known, pair[1]["verdict"]))
    title = started(lead(part).rstrip("."))
    columns = (
        Column(say("Verdict"), 0.14),
        Column(say("What was believed"), 0.38),
        Column(say("Difference, as expected"), 0.21),
        Column(say("Why"), 0.27),
    )
    rows = tuple(_row(story, sheet, f"hypotheses.rows.{at}", row) for at, row in found)
    new = surprises(story.results)
    height = 0.9 if new else 1.0
    blocks: list[Block] = [Table(say("Hypotheses"), (0, 0, 1, height), f"{title}.", columns, rows, (14, 10))]
    if new:
        blocks.append(Words(say("Surprises"), (0, 0.92, 1, 0.08), (paragraph(Run(new, ours=True)),), (13, 10)))
    return sheet.slide([title], blocks, _notes())


def _place(known: Sequence[str], verdict: str) -> int:
    return known.index(verdict) if verdict in known else len(known)


def _notes() -> list[str]:
    return [
        say(
            "A hypothesis was written into the questionnaire before anybody answered (hypotheses in results.json). It "
            "is supported when the difference is real and at least as large as what matters, refuted when the whole "
            "interval lies below that."
        ),
        say(
            "A difference above zero goes the way that was expected, with its 95\u00a0% interval: shares in percentage "
            "points, means in standard deviations, two scales as a correlation."
        ),
    ]


def _row(story: Story, sheet: Sheet, path: str, row: Row) -> tuple[Paragraph, ...]:
    verdict = say(VERDICTS[row["verdict"]]) if row["verdict"] in VERDICTS else str(row["verdict"])
    return (
        paragraph(Run(f"{SIGNS.get(row['verdict'], '?')} {verdict}", strong=row["verdict"] == "supported")),
        paragraph(Run(str(row["text"]), own=True)),
        paragraph(_difference(sheet, path, row)),
        paragraph(Run(_reason(story, row), ours=True)),
    )


def _difference(sheet: Sheet, path: str, row: Row) -> str:
    """What was found with its interval, in the unit it is measured in."""
    if None in (row["estimate"], row["low"], row["high"]):
        return "–"
    way = WAYS.get(row["unit"], "decimal")
    found = {end: sheet.number(f"{path}.{end}", way) for end in ("estimate", "low", "high")}
    if row["unit"] == "points":
        return say("{estimate} points ({low} to {high})", **found)
    if row["unit"] == "sd":
        return say("{estimate} standard deviations ({low} to {high})", **found)
    return say("correlation {estimate} ({low} to {high})", **found)


def _reason(story: Story, row: Row) -> str:
    """Why the verdict is what it is; of a persona, where its people are."""
    if row["form"] != "persona":
        return why(row)
    found = story.results["hypotheses"]["personas"]
    own: Row = next((one for one in found if one["id"] == row["id"]), {})
    who, outcome = Run(quoted(str(row["persona"] or ""), 40), own=True), own.get("outcome")
    if outcome == "split":
        return say("{persona} is split over several segments.", persona=who)
    if outcome == "orphaned":
        return say("{persona} is orphaned: no segment has clearly more of these people.", persona=who)
    if outcome not in {"matched", "part", "unlike"}:
        return why(row)
    segment = story.called([own["segment"]])
    if outcome == "matched":
        return say("{persona} is {segment}.", persona=who, segment=segment)
    if outcome == "part":
        return say("{persona} is part of {segment}.", persona=who, segment=segment)
    return say("{persona} is no segment: nearest, but unlike, is {segment}.", persona=who, segment=segment)

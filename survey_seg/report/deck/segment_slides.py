"""One slide per segment: size, what marks it, how to spot it, what to do, how sure; and those that share a slide."""

from __future__ import annotations

from collections.abc import Sequence

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Chart, Column, Paragraph, Slide, Table, Words, head, paragraph
from survey_seg.report.deck.sheet import Sheet, number_format
from survey_seg.report.deck.story import Story, action_line, cue_line, decision_word
from survey_seg.report.evidence import Found
from survey_seg.report.numbers import counted, end_of_scale
from survey_seg.report.wording import listed, shortened

LABEL = 54
"""Letters of a question beside its bars."""

SHOWN = 3
METHOD = (
    "Bars: means of the questions that mark the segment most, beside the mean of all, on the scale as it was asked. "
    "These questions made the segments, so their differences have no p-values: those would be circular.",
    "How to spot them: findable answers that are more common in the segment than overall (reach in results.json, each "
    "with its 95% interval). What to do: the questionnaire's intended actions (actions in results.json).",
    "Found again: the mean Jaccard similarity of the segment over redraws of the study (1: the same people).",
)


def segment_slide(story: Story, segment: int) -> Slide:
    """One segment on one slide."""
    sheet = story.sheet()
    path, _ = story.size(segment)
    share = sheet.number(f"{path}.share", "share")
    rank = story.rank(segment)
    standing = f", {decision_word(rank[1])}" if rank is not None else ""
    size = paragraph(share, " of people (95% interval ", sheet.interval(path, "share"), "; base ",
                     sheet.number(f"{path}.base", "count"), ")")  # fmt: skip
    side = (size, *_spot(story, sheet, segment), *_deeds(story, sheet, segment), *_sure(story, sheet, segment))
    chart = _chart(story, sheet, segment)
    marks = [head("What marks it"), story.apart(segment)]
    if chart is not None:
        marks.append(paragraph(_scale(story, segment), look="quiet"))
    return sheet.slide(
        [*story.numbered(segment), ": ", share, f" of people{standing}"],
        [
            Words("What marks it", (0, 0, 0.56, 0.24 if chart else 1), tuple(marks), (15, 11)),
            *([chart] if chart else []),
            Words("Portrait", (0.6, 0, 0.4, 1), side, (15, 11)),
        ],
        METHOD,
    )


def _chart(story: Story, sheet: Sheet, segment: int) -> Chart | None:
    marking = evidence.markers(story.results, segment)
    if not marking:
        return None
    ends = {(row["low"], row["high"]) for _, row in marking}
    here = sheet.series(f"Segment {segment}", [f"{path}.mean" for path, _ in marking], "mean")
    everybody = sheet.series("All", [f"{path}.total_mean" for path, _ in marking], "mean", "other")
    return Chart(
        f"What marks segment {segment}",
        (0, 0.25, 0.56, 0.75),
        sentences.difference(story.results, segment, story.short),
        "bars",
        tuple(_label(story, found, several=len(ends) > 1) for found in marking),
        (here, everybody),
        number_format("mean", ()),
        (min(0, *(low for low, _ in ends)), max(high for _, high in ends)),
    )


def _label(story: Story, found: Found, *, several: bool) -> str:
    row = found[1]
    text = shortened(story.text(row["text"]), LABEL)
    return f"{text} ({_ends(row['low'], row['high'])})" if several else text


def _scale(story: Story, segment: int) -> str:
    ends = {(row["low"], row["high"]) for _, row in evidence.markers(story.results, segment)}
    scale = f"a scale from {_ends(*ends.pop())}" if len(ends) == 1 else "the scale of each question"
    return f"Means on {scale}: the segment (full bar) and all people (open bar)."


def _ends(low: float, high: float) -> str:
    return f"{end_of_scale(low)} to {end_of_scale(high)}"


def _spot(story: Story, sheet: Sheet, segment: int) -> list[Paragraph]:
    found = [cue_line(story, sheet, cue) for cue in story.cues(segment, SHOWN)]
    nothing = [paragraph("No findable answer is more common here.", look="item")]
    return [head("How to spot them"), *(found or nothing)]


def _deeds(story: Story, sheet: Sheet, segment: int) -> list[Paragraph]:
    found = [action_line(sheet, deed) for deed in story.actions(segment)[:SHOWN]]
    nothing = [paragraph("No tagged question sets it apart.", look="item")]
    return [head("What to do"), *(found or nothing)]


def _sure(story: Story, sheet: Sheet, segment: int) -> list[Paragraph]:
    place = story.size(segment)[0].rsplit(".", 1)[1]
    stability = story.results["segments"]["stability"]["per_segment"][int(place)]
    lines = [paragraph(f"Found again: {sentences.jaccard_word(stability)}", look="item")]
    if stability is not None:
        path = f"segments.stability.per_segment.{place}"
        lines = [paragraph(f"Found again: {sentences.jaccard_word(stability)} (", sheet.number(path, "decimal"), ")",
                           look="item")]  # fmt: skip
    for path, row in evidence.of_segment(evidence.rows(story.results, "typing", "recall"), segment):
        if row["value"] is not None:
            lines.append(paragraph("The typing tool recognises ", sheet.number(f"{path}.value", "share"), " of them (",
                                   sheet.interval(path, "share"), ")", look="item"))  # fmt: skip
    return [head("How sure"), *lines]


def others_slide(story: Story, segments: Sequence[int]) -> Slide:
    """Several segments that are not pursued, on one slide."""
    sheet = story.sheet()
    rows = []
    for segment in segments:
        path, _ = story.size(segment)
        cue = story.cues(segment, 1)
        deed = story.actions(segment)[:1]
        rows.append(
            (
                Paragraph(story.numbered(segment, 50)),
                paragraph(sheet.number(f"{path}.share", "share")),
                paragraph(sheet.interval(path, "share")),
                story.apart(segment),
                _cell(cue_line(story, sheet, cue[0])) if cue else paragraph("no findable answer"),
                _cell(action_line(sheet, deed[0])) if deed else paragraph("no tagged question"),
            )
        )
    return sheet.slide(
        [f"{counted(len(segments), 'segment').capitalize()} to serve, not to target"],
        [
            Table(
                "The other segments",
                (0, 0, 1, 1),
                f"Segments {listed(str(segment) for segment in segments)}, which are served but not pursued.",
                (
                    Column("Segment", 0.16),
                    Column("Size", 0.07, figures=True),
                    Column("95% interval", 0.11, figures=True),
                    Column("What sets it apart", 0.22),
                    Column("How to spot them", 0.22),
                    Column("What to do", 0.22),
                ),
                tuple(rows),
                (13, 10),
            )
        ],
        ["These segments share a slide so that the deck stays short; the report has a page for each.", *METHOD[1:2]],
    )


def _cell(line: Paragraph) -> Paragraph:
    return Paragraph(line.runs)

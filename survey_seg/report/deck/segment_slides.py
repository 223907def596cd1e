"""One slide per segment: size, what marks it, how to spot it, what to do, how sure; and those that share a slide."""

from __future__ import annotations

from collections.abc import Sequence

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Chart, Column, Paragraph, Slide, Table, Words, head, paragraph
from survey_seg.report.deck.sheet import Sheet, number_format
from survey_seg.report.deck.story import Story, action_line, cue_line, decision_word
from survey_seg.report.evidence import Found
from survey_seg.report.language.numbers import end_of_scale
from survey_seg.report.language.speech import marked, say, say_n
from survey_seg.report.language.wording import listed, shortened, started

LABEL = 54
"""Letters of a question beside its bars."""

SHOWN = 3
BARS = marked(
    "Bars: means of the questions that mark the segment most, beside the mean of all, on the scale as it was asked. "
    "These questions made the segments, so their differences have no p-values: those would be circular."
)
SPOT = marked(
    "How to spot them: findable answers that are more common in the segment than overall (reach in results.json, each "
    "with its 95\u00a0% interval). What to do: the questionnaire's intended actions (actions in results.json)."
)
AGAIN = marked(
    "Found again: the mean Jaccard similarity of the segment over redraws of the study (1: the same people)."
)


def segment_slide(story: Story, segment: int) -> Slide:
    """One segment on one slide."""
    sheet = story.sheet()
    path, _ = story.size(segment)
    share, interval = sheet.number(f"{path}.share", "share"), sheet.interval(path, "share")
    size = say(
        "{share} of people (95\u00a0% interval {interval}; base {base})",
        share=share,
        interval=interval,
        base=sheet.number(f"{path}.base", "count"),
    )
    side = (
        paragraph(size),
        *_spot(story, sheet, segment),
        *_deeds(story, sheet, segment),
        *_sure(story, sheet, segment),
    )
    chart = _chart(story, sheet, segment)
    marks = [head(say("What marks it")), story.apart(segment)]
    if chart is not None:
        marks.append(paragraph(_scale(story, segment), look="quiet"))
    title = say("{segment}: {share} of people", segment=Paragraph(story.numbered(segment)), share=share)
    if (rank := story.rank(segment)) is not None:
        title = f"{title}, {decision_word(rank[1])}"
    return sheet.slide(
        [title],
        [
            Words(say("What marks it"), (0, 0, 0.56, 0.24 if chart else 1), tuple(marks), (15, 11)),
            *([chart] if chart else []),
            Words(say("Portrait"), (0.6, 0, 0.4, 1), side, (15, 11)),
        ],
        (say(BARS), say(SPOT), say(AGAIN)),
    )


def _chart(story: Story, sheet: Sheet, segment: int) -> Chart | None:
    marking = evidence.markers(story.results, segment)
    if not marking:
        return None
    ends = {(row["low"], row["high"]) for _, row in marking}
    here = sheet.series(say("Segment {number}", number=segment), [f"{path}.mean" for path, _ in marking], "mean")
    everybody = sheet.series(say("All"), [f"{path}.total_mean" for path, _ in marking], "mean", "other")
    return Chart(
        say("What marks segment {number}", number=segment),
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
    if len(ends) > 1:
        return say("Means on the scale of each question: the segment (full bar) and all people (open bar).")
    low, high = (end_of_scale(end) for end in ends.pop())
    return say(
        "Means on a scale from {low} to {high}: the segment (full bar) and all people (open bar).", low=low, high=high
    )


def _ends(low: float, high: float) -> str:
    return say("{low} to {high}", low=end_of_scale(low), high=end_of_scale(high))


def _spot(story: Story, sheet: Sheet, segment: int) -> list[Paragraph]:
    found = [cue_line(story, sheet, cue) for cue in story.cues(segment, SHOWN)]
    nothing = [paragraph(say("No findable answer is more common here."), look="item")]
    return [head(say("How to spot them")), *(found or nothing)]


def _deeds(story: Story, sheet: Sheet, segment: int) -> list[Paragraph]:
    found = [action_line(sheet, deed) for deed in story.actions(segment)[:SHOWN]]
    nothing = [paragraph(say("No tagged question sets it apart."), look="item")]
    return [head(say("What to do")), *(found or nothing)]


def _sure(story: Story, sheet: Sheet, segment: int) -> list[Paragraph]:
    place = story.size(segment)[0].rsplit(".", 1)[1]
    stability = story.results["segments"]["stability"]["per_segment"][int(place)]
    word = sentences.jaccard_word(stability)
    if stability is None:
        again = say("Found again: {word}", word=word)
    else:
        value = sheet.number(f"segments.stability.per_segment.{place}", "decimal")
        again = say("Found again: {word} ({value})", word=word, value=value)
    lines = [paragraph(again, look="item")]
    for path, row in evidence.of_segment(evidence.rows(story.results, "typing", "recall"), segment):
        if row["value"] is not None:
            typed = say(
                "The typing tool recognises {share} of them ({interval})",
                share=sheet.number(f"{path}.value", "share"),
                interval=sheet.interval(path, "share"),
            )
            lines.append(paragraph(typed, look="item"))
    return [head(say("How sure")), *lines]


def others_slide(story: Story, segments: Sequence[int]) -> Slide:
    """Several segments that are not pursued, on one slide."""
    sheet = story.sheet()
    numbers = listed(str(segment) for segment in segments)
    table = Table(
        say("The other segments"),
        (0, 0, 1, 1),
        say_n(
            "Segment {numbers}, which is served but not pursued.",
            "Segments {numbers}, which are served but not pursued.",
            len(segments),
            numbers=numbers,
        ),
        (
            Column(say("Segment"), 0.16),
            Column(say("Size"), 0.07, figures=True),
            Column(say("95\u00a0% interval"), 0.11, figures=True),
            Column(say("What sets it apart"), 0.22),
            Column(say("How to spot them"), 0.22),
            Column(say("What to do"), 0.22),
        ),
        tuple(_other(story, sheet, segment) for segment in segments),
        (13, 10),
    )
    title = say_n("one segment to serve, not to target", "{n} segments to serve, not to target", len(segments))
    short = say("These segments share a slide so that the deck stays short; the report has a page for each.")
    return sheet.slide([started(title)], [table], [short, say(SPOT)])


def _other(story: Story, sheet: Sheet, segment: int) -> tuple[Paragraph, ...]:
    path, _ = story.size(segment)
    cue, deed = story.cues(segment, 1), story.actions(segment)[:1]
    return (
        Paragraph(story.numbered(segment, 50)),
        paragraph(sheet.number(f"{path}.share", "share")),
        paragraph(sheet.interval(path, "share")),
        story.apart(segment),
        _cell(cue_line(story, sheet, cue[0])) if cue else paragraph(say("no findable answer")),
        _cell(action_line(sheet, deed[0])) if deed else paragraph(say("no tagged question")),
    )


def _cell(line: Paragraph) -> Paragraph:
    return Paragraph(line.runs)

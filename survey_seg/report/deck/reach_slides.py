"""How to find the segments without asking anybody, and how well that goes."""

from __future__ import annotations

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Column, Paragraph, Run, Slide, Table, Words, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story
from survey_seg.report.difference_words import missing, reach_sentence, verdict, way_to
from survey_seg.report.evidence import Found
from survey_seg.report.find_view import find_line
from survey_seg.report.language.numbers import DASH, SPACE, spelled
from survey_seg.report.language.speech import say, say_n
from survey_seg.report.language.wording import quoted, started

ALL_ROWS = 9
"""Rows of the table of ways to find people."""

POINTED = ("yes", "with many others", "by chance")
"""Verdicts that say how many people are pointed at."""

ASKED = ("sales_cue",)
"""Ways that recognise people rather than find them, in results without a part on that."""


def reach_slide(story: Story) -> Slide:
    """The best ways to find each segment, and whether they are good enough."""
    sheet = story.sheet()
    each = 2 if 2 * len(story.segments) <= ALL_ROWS else 1
    found = {segment: _cues(story, segment, each) for segment in story.segments}
    rows = tuple(_way(story, sheet, segment, cue) for segment, cues in found.items() for cue in cues)
    title = _title(story, found)
    columns = (
        Column(say("Segment"), 0.19),
        Column(say("Where it is seen"), 0.16),
        Column(say("Answer"), 0.36),
        Column(say("Share"), 0.08, figures=True),
        Column(say("95\u00a0% interval"), 0.13, figures=True),
        Column(say("All"), 0.08, figures=True),
    )
    name = say("Ways to find the segments")
    nothing = say(
        "No question of this study says how people are reached, or no findable answer is more common in a segment."
    )
    table = Table(name, (0, 0, 1, 0.81), f"{title}.", columns, rows, (13, 10))
    empty = Words(name, (0, 0, 1, 0.8), (paragraph(nothing),), (18, 12))
    unseen = [segment for segment, cues in found.items() if not cues] if rows else []
    foot = Words(say("Findability"), (0, 0.83, 1, 0.17), _foot(story, sheet, unseen), (12, 10))
    return sheet.slide(
        [title],
        [table if rows else empty, foot],
        [
            say(
                "Share: of the segment's people who give the answer; all: of everybody (reach in results.json). The "
                "best answers of different questions are shown; the report has every way."
            ),
            say("The find tool scores people by fields that are known without asking them anything."),
        ],
    )


def _asked(story: Story) -> tuple[str, ...]:
    """The ways that only recognise people: a sales talk asks before it knows."""
    if missing(story.results, "findability") is not None:
        return ASKED
    return tuple(story.results["findability"]["asked"])


def _cues(story: Story, segment: int, most: int) -> list[Found]:
    """The best findable answers of a segment, those that find before those that only recognise."""
    asked = _asked(story)
    cues = sorted(evidence.cues(story.results, segment), key=lambda found: found[1]["via"] in asked)
    return evidence.one_a_question(cues)[:most]


def _title(story: Story, found: dict[int, list[Found]]) -> str:
    if missing(story.results, "findability") is None:
        rows = evidence.rows(story.results, "findability", "segments")
        findable = sum(verdict(story.results, row) == "yes" for _, row in rows)
    else:
        asked = _asked(story)
        findable = sum(any(row["via"] not in asked for _, row in cues) for cues in found.values())
    if not findable:
        return say("No segment can be found by what is known without asking")
    if findable == len(found):
        return say("Every segment can be found by what is known without asking")
    return started(
        say_n(
            "one of {all} segments can be found by what is known without asking",
            "{n} of {all} segments can be found by what is known without asking",
            findable,
            all=spelled(len(found)),
        )
    )


def _foot(story: Story, sheet: Sheet, unseen: list[int]) -> tuple[Paragraph, ...]:
    """Whether each segment can be found, whom no answer tells, and what the find tool does."""
    lines = []
    if missing(story.results, "findability") is None:
        for path, row in evidence.rows(story.results, "findability", "segments"):
            way = way_to(story.results, row)[0] or path
            if verdict(story.results, row) in POINTED:
                sheet.number(f"{way}.size", "share")
        lines.append(paragraph(Run(reach_sentence(story.results), ours=True)))
    if unseen:
        segments = story.called(unseen)
        lines.append(paragraph(say("No findable answer is more common in {segments}.", segments=segments)))
    if tool := find_line(story.results):
        lines.append(paragraph(Run(tool.replace(" %", f"{SPACE}%"), ours=True), look="quiet"))
    return tuple(lines)


def _way(story: Story, sheet: Sheet, segment: int, found: Found) -> tuple[Paragraph, ...]:
    path, row = found
    answer = say(
        "{answer} to {question}",
        answer=Run(quoted(sentences.said(row["answers"]), 70), own=True),
        question=Run(quoted(story.text(row["text"]), 100), own=True),
    )
    return (
        Paragraph(story.numbered(segment, 40)),
        paragraph(_seen(story, row)),
        paragraph(answer),
        paragraph(sheet.number(f"{path}.share", "share")),
        paragraph(sheet.interval(path, "share") if row.get("low") is not None else DASH),
        paragraph(sheet.number(f"{path}.total_share", "share")),
    )


def _seen(story: Story, row: evidence.Row) -> str:
    way = sentences.via_word(str(row["via"]))
    if row["via"] in _asked(story):
        way = say("{way}: recognises only", way=way)
    field = Run(f" ({row['field']})", own=True)
    return f"{way}{field}" if row["field"] else way

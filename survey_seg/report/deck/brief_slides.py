"""A positioning brief per segment to win: who, what they believe, what to offer and say; what is still to be filled."""

from __future__ import annotations

from collections.abc import Iterable

from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.report import sentences
from survey_seg.report.deck.content import Column, Paragraph, Run, Slide, Table, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story, action_line, cue_line
from survey_seg.report.evidence import Found

MESSAGE = "message"
"""The verb of an action that is something to say."""

SHOWN = 2
TO_FILL = "to fill"
NOTES = (
    "Measured: from the answers. Declared: written in the questionnaire before the answers came; the shares beside it "
    "are measured. To fill: nothing in this study says it, so the team decides.",
    "What they believe now describes the segment; it does not say what causes anything.",
)


def brief_slide(story: Story, segment: int) -> Slide:
    """The brief of one segment as a table: each part with where it comes from."""
    sheet = story.sheet()
    deeds = story.actions(segment)
    said = [deed for deed in deeds if canonical(deed[1]["verb"]) == MESSAGE]
    done = [deed for deed in deeds if deed not in said]
    rows = (
        _row(
            "Who, and how to spot them", _joined(cue_line(sheet, cue) for cue in story.cues(segment, SHOWN)), "measured"
        ),
        _row(
            "What they believe now",
            paragraph(Run(sentences.difference(story.results, segment, story.short), own=True)),
            "measured",
        ),
        _row("What they need to believe", None, TO_FILL),
        _row("What to offer", _acts(sheet, done), "declared"),
        _row("The message", _acts(sheet, said), "declared"),
        _row("What not to say", None, TO_FILL),
        _row("How success is measured", None, TO_FILL),
    )
    path, _ = story.size(segment)
    return sheet.slide(
        ["Brief: win ", *story.numbered(segment), " (", sheet.number(f"{path}.share", "share"), " of people)"],
        [
            Table(
                f"Brief for segment {segment}",
                (0, 0, 1, 1),
                f"Positioning brief for segment {segment}, {story.names[segment]}.",
                (Column("Part", 0.22), Column("What is known", 0.64), Column("From", 0.14)),
                rows,
                (14, 10),
            )
        ],
        NOTES,
    )


def _row(part: str, known: Paragraph | None, source: str) -> tuple[Paragraph, ...]:
    if known is None:
        return paragraph(Run(part, strong=True)), paragraph("……"), paragraph(TO_FILL)
    return paragraph(Run(part, strong=True)), known, paragraph(source)


def _acts(sheet: Sheet, deeds: list[Found]) -> Paragraph | None:
    return _joined(action_line(sheet, deed) for deed in deeds[:SHOWN])


def _joined(lines: Iterable[Paragraph]) -> Paragraph | None:
    """Several lines as one paragraph; None without any."""
    runs: list[Run] = []
    for line in lines:
        runs += [*([Run("; ")] if runs else []), *line.runs]
    return Paragraph(tuple(runs)) if runs else None

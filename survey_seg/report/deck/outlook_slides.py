"""How to find the segments, when to look again, how the numbers were made and what they cannot say."""

from __future__ import annotations

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Column, Paragraph, Run, Slide, Table, Words, head, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story
from survey_seg.report.evidence import Found
from survey_seg.report.find_view import find_line
from survey_seg.report.models import measured
from survey_seg.report.numbers import DASH, SPACE, counted, month
from survey_seg.report.wording import listed, quoted, sentence, shortened

ALL_ROWS = 9
"""Rows of the table of ways to find people."""

WARNINGS = 4


def reach_slide(story: Story) -> Slide:
    """The best ways to find each segment."""
    sheet = story.sheet()
    each = 2 if 2 * len(story.segments) <= ALL_ROWS else 1
    found = {segment: story.cues(segment, each) for segment in story.segments}
    rows = tuple(_way(story, sheet, segment, cue) for segment, cues in found.items() for cue in cues)
    none = [segment for segment, cues in found.items() if not cues]
    foot = [paragraph(Run(find_line(story.results).replace(" %", f"{SPACE}%"), own=True), look="quiet")]
    if none and rows:
        foot.insert(0, paragraph(f"No findable answer is more common in {sentences.called(story.results, none)}."))
    columns = (
        Column("Segment", 0.19),
        Column("Where it is seen", 0.16),
        Column("Answer", 0.36),
        Column("Share", 0.08, figures=True),
        Column("95% interval", 0.13, figures=True),
        Column("All", 0.08, figures=True),
    )
    title = _reach_title(len(found) - len(none), len(found))
    table = Table("Ways to find the segments", (0, 0, 1, 0.84), f"{title}.", columns, rows, (13, 10))
    empty = Words("Ways to find the segments", (0, 0, 1, 0.8), (paragraph(
        "No question of this study says how people are reached, or no findable answer is more common in a segment."),),
        (18, 12))  # fmt: skip
    return sheet.slide(
        [title],
        [table if rows else empty, Words("Find tool", (0, 0.87, 1, 0.13), tuple(foot), (12, 10))],
        [
            "Share: of the segment's people who give the answer; all: of everybody (reach in results.json). "
            "The best answers of different questions are shown; the report has every way.",
            "The find tool scores people by fields that are known without asking them anything.",
        ],
    )


def _reach_title(found: int, all_segments: int) -> str:
    if not found:
        return "No segment can be found by what is known without asking"
    if found == all_segments:
        return "Every segment has an answer by which it can be found"
    return f"{counted(found, 'segment').capitalize()} of {all_segments} can be found by a known answer"


def _way(story: Story, sheet: Sheet, segment: int, found: Found) -> tuple[Paragraph, ...]:
    path, row = found
    via = sentences.VIA.get(row["via"], str(row["via"]))
    interval = sheet.interval(path, "share") if row.get("low") is not None else Run(DASH)
    return (
        Paragraph(story.numbered(segment, 40)),
        paragraph(via, Run(f" ({row['field']})" if row["field"] else "", own=True)),
        paragraph(
            Run(quoted(sentences.said(row["answers"]), 70), own=True),
            Run(f" to {quoted(story.text(row['text']), 100)}", own=True),
        ),
        paragraph(sheet.number(f"{path}.share", "share")),
        paragraph(interval),
        paragraph(sheet.number(f"{path}.total_share", "share")),
    )


def calendar_slide(story: Story) -> Slide:
    """When to look again, by which rules."""
    results, sheet = story.results, story.sheet()
    cadence = results["cadence"]
    reason = evidence.not_computed(cadence)
    if reason is not None:
        lines = (paragraph("No calendar: ", Run(sentence(reason), own=True)),)
        return sheet.slide(["When to look again is not known"], [Words("Why", (0, 0, 1, 0.6), lines, (18, 12))], [])
    rows = [
        (paragraph(Run("Light review", strong=True)), _when(cadence, "light"),
         paragraph("Type a fresh sample; compare sizes and golden questions.")),
        (paragraph(Run("Full study", strong=True)), _when(cadence, "full"),
         paragraph("Field the questionnaire again and make the segments anew.")),
    ]  # fmt: skip
    rows += [
        (
            paragraph(f"Rule {row['rule']}"),
            paragraph(Run(row["source"], own=True)),
            paragraph(Run(row["text"], own=True)),
        )
        for row in cadence["reasons"]
    ]
    title = sentences.cadence_sentence(cadence).split(". Until")[0].rstrip(".")
    columns = (Column("What", 0.16), Column("When, or source", 0.3), Column("Why, and what is done", 0.54))
    provisional = ["Until the review the segments are provisional."] if cadence["provisional"] else []
    return sheet.slide(
        [title],
        [Table("Calendar", (0, 0, 1, 1), f"{title}.", columns, tuple(rows), (14, 10))],
        ["Dates follow rules, each with its source (cadence in results.json).", *provisional],
    )


def _when(cadence: evidence.Row, which: str) -> Paragraph:
    date = cadence[f"next_{which}"]
    return paragraph(Run(month(date), own=True) if date else f"{cadence[f'{which}_months']} months after fielding")


def method_slide(story: Story) -> Slide:
    """How the numbers were made, and what they cannot say."""
    results, sheet = story.results, story.sheet()
    items = len(results["basis"]["items"]) if evidence.not_computed(results["basis"]) is None else 0
    made = [
        head("How the numbers were made"),
        paragraph(Run(sentences.kept_sentence(results["data"])), look="item"),
        _weights(story, sheet),
        paragraph(f"Segments are built on {counted(items, 'question')}; models whose stability counts: ",
                  f"{listed(measured(results)) or 'none'}.", look="item"),
        paragraph("Intervals are 95% intervals; differences in what the segments were made from are described, never "
                  "tested.", look="item"),
        paragraph(f"Compared: {results['settings']['samples']} redraws of the study, "
                  f"{results['settings']['null_studies']} simulated studies without segments.", look="item"),
    ]  # fmt: skip
    limits = [head("What the numbers cannot say"), *_limits(story)]
    return sheet.slide(
        ["How the numbers were made, and their limits"],
        [
            Words("Method", (0, 0, 0.48, 1), tuple(made), (15, 10)),
            Words("Limits", (0.52, 0, 0.48, 1), tuple(limits), (15, 10)),
        ],
        [
            f"Data: {shortened(results['data']['file'], 80)}, SHA-256 {results['data']['sha256']}.",
            "Versions: " + listed(f"{name} {version}" for name, version in results["versions"].items()) + ".",
            "The report's method section has every setting and the command that makes the numbers again.",
        ],
    )


def _weights(story: Story, sheet: Sheet) -> Paragraph:
    if not story.results["data"]["weighted"]:
        return paragraph("Unweighted: every interview counts the same.", look="item")
    return paragraph("Weighted: the interviews are worth ", sheet.number("data.n_eff", "count"), " unweighted ones.",
                     look="item")  # fmt: skip


def _limits(story: Story) -> list[Paragraph]:
    missing = [paragraph(Run(f"Not computed: {part} ({reason})", own=True), look="item")
               for part, reason in evidence.missing_parts(story.results)]  # fmt: skip
    told = [paragraph(Run(row["text"], own=True), look="item") for row in story.results["warnings"]]
    more = len(told) - WARNINGS
    counted_more = [paragraph(f"And {counted(more, 'more remark')} in the report.", look="item")] if more > 0 else []
    always = paragraph("Segments describe people as they answered then; they do not say what would change them.",
                       look="item")  # fmt: skip
    return [always, *missing, *told[:WARNINGS], *counted_more]

"""The slides that most people read: the title, the answer on one page, the decisions with their owners."""

from __future__ import annotations

from survey_seg.report import evidence, sentences, wording
from survey_seg.report.deck.content import Block, Column, Paragraph, Run, Slide, Table, Words, head, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story, base_line
from survey_seg.report.neighbours import taken
from survey_seg.report.numbers import counted, month, share

MANY = 6
"""Segments from which each has but one mark on the page of the answer."""

SHOWN = 4
"""Decisions on the page of the answer."""


def title_slide(story: Story) -> Slide:
    """Study, question, population, when, how many interviews."""
    results, sheet = story.results, story.sheet()
    study = results["study"]
    lines = [paragraph("Which customers to win, why, and when to look again")]
    if study["commercial_question"]:
        lines.append(paragraph(Run(study["commercial_question"], own=True)))
    facts = [study["population"], study["source"], month(study["fielded"]) if study["fielded"] else None]
    known = " ".join(wording.sentence(str(fact)) for fact in facts if fact)
    if known:
        lines.append(paragraph(Run(known, own=True), look="quiet"))
    lines.append(base_line(results, sheet))
    slide = sheet.slide(
        [Run(study["title"] or "Untitled study", own=True)],
        [Words("Subtitle", (0, 0, 1, 1), tuple(lines), (20, 10))],
        ["Every number of this deck stands in results.json; the notes of each slide say where."],
    )
    return Slide(slide.title, slide.blocks, slide.notes, slide.numbers, opening=True)


def answer_slide(story: Story) -> Slide:
    """Segments, sizes, whom to win, what to decide, how far to trust it."""
    results, sheet = story.results, story.sheet()
    left, notes = (_segment_table(story, sheet), _answer_notes(results)) if story.segments else (None, [])
    if left is None:
        reason = (
            paragraph(Run(sentences.found(results["segments"]), strong=True)),
            paragraph(Run(wording.sentence(results["segments"]["reason"]))),
        )
        blocks: list[Block] = [Words("Why", (0, 0, 0.57, 0.84), reason, (20, 12))]
    else:
        blocks = [left]
    decide = Words("Decide this", (0.61, 0, 0.39, 0.84), _decide(story), (15, 10))
    trust = Words("Trust", (0, 0.87, 1, 0.13), (_trust(story, sheet),), (13, 10))
    return sheet.slide(_answer(story), [*blocks, decide, trust], notes)


def _answer(story: Story) -> list[str | Run]:
    segments = story.results["segments"]
    if not story.segments:
        return ["There are no segments here: do not plan by segment on these data"]
    found = counted(len(story.segments), "segment").capitalize()
    if not story.pursued:
        return [f"{found}: {segments['verdict_sentence'][:1].lower()}{segments['verdict_sentence'][1:]}".rstrip(".")]
    return [f"{found}; win ", Run(sentences.called(story.results, story.pursued), own=True)]


def _answer_notes(results: evidence.Row) -> list[str]:
    notes = [
        "Sizes are shares of people with their 95% intervals (Wilson, with the effective base where weights are used).",
        f"Why this number of segments: {results['segments']['reason']}",
    ]
    if (reason := evidence.not_computed(results["priorities"])) is not None:
        notes.append(f"Priorities were not computed: {reason}")
    return notes


def _segment_table(story: Story, sheet: Sheet) -> Table:
    rows = []
    for segment in story.segments:
        path, _ = story.size(segment)
        rank = story.rank(segment)
        standing = (
            paragraph(sheet.number(f"{rank[0]}.rank", "count"), f": {rank[1]['decision']}")
            if rank is not None
            else paragraph("not computed")
        )
        size = (paragraph(sheet.number(f"{path}.share", "share")), paragraph(sheet.interval(path, "share")))
        rows.append(
            (
                Paragraph(story.numbered(segment, 50)),
                *size,
                standing,
                story.apart(segment, 2 if len(story.segments) < MANY else 1),
            )
        )
    finding = wording.listed(f"{story.names[row['segment']]} {share(row['share'])}" for row in _sizes(story))
    return Table(
        "Segments",
        (0, 0, 0.58, 0.84),
        f"The segments and their shares of the people: {finding}.",
        (
            Column("Segment", 0.22),
            Column("Size", 0.1, figures=True),
            Column("95% interval", 0.16, figures=True),
            Column("Priority", 0.16),
            Column("What sets it apart", 0.36),
        ),
        tuple(rows),
        (13, 10),
    )


def _sizes(story: Story) -> list[evidence.Row]:
    return [row for _, row in evidence.rows(story.results, "segments", "sizes")]


def _decide(story: Story) -> tuple[Paragraph, ...]:
    lines = sentences.decide(story.results)
    shown = [head("Decide this")]
    for line in lines[:SHOWN]:
        who = ", ".join(part for part in (line["who"], f"by {month(line['when'])}" if line["when"] else "") if part)
        runs = [Run(wording.sentence(line["what"]), own=True, strong=True)]
        shown.append(Paragraph((*runs, *([Run(f" {who}", own=True)] if who else [])), "item"))
        if line is lines[0]:
            shown.append(paragraph(Run(_first_reason(story, line["why"]), own=True), look="quiet"))
    more = len(lines) - SHOWN
    if more > 0:
        shown.append(paragraph(f"And {counted(more, 'more decision')}: see the last slide.", look="quiet"))
    return tuple(shown)


def _first_reason(story: Story, why: str) -> str:
    """Why to confirm the segments, or why there is nothing to confirm; the odds are on the slide of priorities."""
    if not story.segments or evidence.not_computed(story.results["priorities"]) is not None:
        return why
    if sentences.alone(story.results):
        return "No other segment passes the knock-out criteria."
    if story.results["priorities"]["separable"]:
        return "The order is clear: the next slide shows how sure it is."
    return "The order is not clear-cut: other people, or other weights of the criteria, would change it."


def _trust(story: Story, sheet: Sheet) -> Paragraph:
    """How far to trust it: stability against no segments, the typing tool, the base."""
    results = story.results
    runs: list[str | Run] = [Run("How far to trust it: ", strong=True)]
    if results["segments"]["stability"]["global"] is not None:
        runs += ["stability ", sheet.number("segments.stability.global", "decimal"), " (1: the same again, 0: chance"]
        mine = taken(results)
        if mine is not None and mine[1]["null_stability"] is not None:
            runs += ["; without segments up to ", sheet.number(f"{mine[0]}.null_stability", "decimal")]
        runs.append("); ")
    if evidence.not_computed(results["typing"]) is None and results["typing"]["accuracy"]["value"] is not None:
        runs += ["the typing tool puts ", sheet.number("typing.accuracy.value", "share"), " of new people right; "]
    runs += [
        sheet.number("data.n_kept", "count"),
        " of ",
        sheet.number("data.n_read", "count"),
        " interviews are used.",
    ]
    return paragraph(*runs)


def decisions_slide(story: Story) -> Slide | None:
    """Every open decision with owner, date and evidence; None where the questionnaire has none."""
    sheet = story.sheet()
    lines = sentences.decide(story.results)[1:]
    if not lines:
        return None
    rows = tuple(
        (
            paragraph(Run(line["what"], own=True)),
            paragraph(Run(line["who"] or "nobody yet", own=bool(line["who"]))),
            paragraph(Run(month(line["when"]) if line["when"] else "no date", own=True)),
            paragraph(Run(line["why"], own=True)),
        )
        for line in lines
    )
    without = sum(not line["who"] for line in lines)
    number = f"{counted(len(lines), 'decision').capitalize()} {'is' if len(lines) == 1 else 'are'} open"
    columns = (Column("Decision", 0.32), Column("Owner", 0.14), Column("By", 0.15), Column("Evidence", 0.39))
    owners = f"{number}; {counted(without, 'has', 'have')} no owner" if without else f"{number}, each with its owner"
    return sheet.slide(
        [owners],
        [Table("Open decisions", (0, 0, 1, 1), f"{owners}.", columns, rows)],
        [
            "Decisions, owners and dates are those of the questionnaire (study.decisions in results.json).",
            "The evidence is the strongest intended action that names the decision (actions in results.json): the "
            "share of the segment that gives the answers the action waits for, beside that of everybody.",
        ],
    )

"""The slides that most people read: the title, the answer on one page, the decisions with their owners."""

from __future__ import annotations

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Block, Column, Paragraph, Run, Slide, Table, Words, head, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story, base_line, clauses
from survey_seg.report.language import wording
from survey_seg.report.language.numbers import month, share
from survey_seg.report.language.speech import say, say_n, told
from survey_seg.report.neighbours import taken

MANY = 6
"""Segments from which each has but one mark on the page of the answer."""

SHOWN = 4
"""Decisions on the page of the answer."""


def title_slide(story: Story) -> Slide:
    """Study, question, population, when, how many interviews."""
    results, sheet = story.results, story.sheet()
    study = results["study"]
    lines = [paragraph(say("Which customers to win, why, and when to look again"))]
    if study["commercial_question"]:
        lines.append(paragraph(Run(study["commercial_question"], own=True)))
    facts = [study["population"], study["source"], month(study["fielded"]) if study["fielded"] else None]
    known = " ".join(wording.sentence(str(fact)) for fact in facts if fact)
    if known:
        lines.append(paragraph(Run(known, own=True), look="quiet"))
    lines.append(base_line(results, sheet))
    slide = sheet.slide(
        [Run(study["title"], own=True) if study["title"] else say("Untitled study")],
        [Words(say("Subtitle"), (0, 0, 1, 1), tuple(lines), (20, 10))],
        [say("Every number of this deck stands in results.json; the notes of each slide say where.")],
    )
    return Slide(slide.title, slide.blocks, slide.notes, slide.numbers, opening=True)


def answer_slide(story: Story) -> Slide:
    """Segments, sizes, whom to win, what to decide, how far to trust it."""
    results, sheet = story.results, story.sheet()
    left, notes = (_segment_table(story, sheet), _answer_notes(results)) if story.segments else (None, [])
    if left is None:
        reason = (
            paragraph(Run(sentences.found(results["segments"]), strong=True)),
            paragraph(Run(wording.sentence(told(results["segments"]["reason"])))),
        )
        blocks: list[Block] = [Words(say("Why"), (0, 0, 0.57, 0.84), reason, (20, 12))]
    else:
        blocks = [left]
    decide = Words(say("Decide this"), (0.61, 0, 0.39, 0.84), _decide(story), (15, 10))
    trust = Words(say("Trust"), (0, 0.87, 1, 0.13), (_trust(story, sheet),), (13, 10))
    return sheet.slide([_answer(story)], [*blocks, decide, trust], notes)


def _answer(story: Story) -> str:
    if not story.segments:
        return say("There are no segments here: do not plan by segment on these data")
    if not story.pursued:
        return sentences.found(story.results["segments"]).rstrip(".")
    return wording.started(
        say_n(
            "one segment; win {segments}",
            "{n} segments; win {segments}",
            len(story.segments),
            segments=story.called(story.pursued),
        )
    )


def _answer_notes(results: evidence.Row) -> list[str]:
    notes = [
        say(
            "Sizes are shares of people with their 95\u00a0% intervals (Wilson, with the effective base where weights "
            "are used)."
        ),
        say("Why this number of segments: {reason}", reason=told(results["segments"]["reason"])),
    ]
    if (reason := evidence.not_computed(results["priorities"])) is not None:
        notes.append(say("Priorities were not computed: {reason}", reason=told(reason)))
    return notes


def _segment_table(story: Story, sheet: Sheet) -> Table:
    rows = []
    for segment in story.segments:
        path, _ = story.size(segment)
        rows.append((
            Paragraph(story.numbered(segment, 50)),
            paragraph(sheet.number(f"{path}.share", "share")),
            paragraph(sheet.interval(path, "share")),
            _standing(story, sheet, segment),
            story.apart(segment, 2 if len(story.segments) < MANY else 1),
        ))  # fmt: skip
    finding = wording.listed(f"{story.names[row['segment']]} {share(row['share'])}" for row in _sizes(story))
    return Table(
        say("The segments"),
        (0, 0, 0.58, 0.84),
        say("The segments and their shares of the people: {shares}.", shares=finding),
        (
            Column(say("Segment"), 0.22),
            Column(say("Size"), 0.1, figures=True),
            Column(say("95\u00a0% interval"), 0.16, figures=True),
            Column(say("Priority"), 0.16),
            Column(say("What sets it apart"), 0.36),
        ),
        tuple(rows),
        (13, 10),
    )


def _standing(story: Story, sheet: Sheet, segment: int) -> Paragraph:
    rank = story.rank(segment)
    if rank is None:
        return paragraph(say("not computed"))
    place, word = sheet.number(f"{rank[0]}.rank", "count"), sentences.decision_word(rank[1]["decision"])
    return paragraph(say("{rank}: {decision}", rank=place, decision=word))


def _sizes(story: Story) -> list[evidence.Row]:
    return [row for _, row in evidence.rows(story.results, "segments", "sizes")]


def _decide(story: Story) -> tuple[Paragraph, ...]:
    lines = sentences.decide(story.results)
    shown = [head(say("Decide this"))]
    for line in lines[:SHOWN]:
        first = line is lines[0]
        due = say("by {month}", month=month(line["when"])) if line["when"] else ""
        who = ", ".join(part for part in (str(Run(line["who"], own=True)) if line["who"] else "", due) if part)
        what = Run(wording.sentence(line["what"]), own=not first, strong=True, ours=first)
        shown.append(paragraph(f"{what} {who}".rstrip(), look="item"))
        if first:
            shown.append(paragraph(Run(_first_reason(story, line["why"]), ours=True), look="quiet"))
    more = len(lines) - SHOWN
    if more > 0:
        rest = say_n("And one more decision: see the last slide.", "And {n} more decisions: see the last slide.", more)
        shown.append(paragraph(rest, look="quiet"))
    return tuple(shown)


def _first_reason(story: Story, why: str) -> str:
    """Why to confirm the segments, or why there is nothing to confirm; the odds are on the slide of priorities."""
    if not story.segments or evidence.not_computed(story.results["priorities"]) is not None:
        return why
    if sentences.alone(story.results):
        return say("No other segment passes the knock-out criteria.")
    if story.results["priorities"]["separable"]:
        return say("The order is clear: the next slide shows how sure it is.")
    return say("The order is not clear-cut: other people, or other weights of the criteria, would change it.")


def _trust(story: Story, sheet: Sheet) -> Paragraph:
    """How far to trust it: stability against no segments, the typing tool, the base."""
    results = story.results
    reasons = _stability(story, sheet)
    if evidence.not_computed(results["typing"]) is None and results["typing"]["accuracy"]["value"] is not None:
        right = sheet.number("typing.accuracy.value", "share")
        reasons.append(say("the typing tool puts {share} of new people right", share=right))
    reasons.append(
        say_n(
            "{kept} of {read} interviews is used",
            "{kept} of {read} interviews are used",
            results["data"]["n_kept"],
            kept=sheet.number("data.n_kept", "count"),
            read=sheet.number("data.n_read", "count"),
        )
    )
    return paragraph(Run(say("How far to trust it:"), strong=True), f" {clauses(reasons)}.")


def _stability(story: Story, sheet: Sheet) -> list[str]:
    if story.results["segments"]["stability"]["global"] is None:
        return []
    value, mine = sheet.number("segments.stability.global", "decimal"), taken(story.results)
    if mine is None or mine[1]["null_stability"] is None:
        return [say("stability {value} (1: the same again, 0: chance)", value=value)]
    return [
        say(
            "stability {value} (1: the same again, 0: chance; without segments up to {null})",
            value=value,
            null=sheet.number(f"{mine[0]}.null_stability", "decimal"),
        )
    ]


def decisions_slide(story: Story) -> Slide | None:
    """Every open decision with owner, date and evidence; None where the questionnaire has none."""
    sheet = story.sheet()
    lines = sentences.decide(story.results)[1:]
    if not lines:
        return None
    rows = tuple(
        (
            paragraph(Run(line["what"], own=True)),
            paragraph(Run(line["who"], own=True) if line["who"] else say("nobody yet")),
            paragraph(Run(month(line["when"]), ours=True) if line["when"] else say("no date")),
            paragraph(Run(line["why"], ours=True)),
        )
        for line in lines
    )
    columns = (
        Column(say("Decision"), 0.32),
        Column(say("Owner"), 0.14),
        Column(say("Due"), 0.15),
        Column(say("Evidence"), 0.39),
    )
    owners = _owners(len(lines), sum(not line["who"] for line in lines))
    return sheet.slide(
        [owners],
        [Table(say("Open decisions"), (0, 0, 1, 1), f"{owners}.", columns, rows)],
        [
            say("Decisions, owners and dates are those of the questionnaire (study.decisions in results.json)."),
            say(
                "The evidence is the strongest intended action that names the decision (actions in results.json): the "
                "share of the segment that gives the answers the action waits for, beside that of everybody."
            ),
        ],
    )


def _owners(decisions: int, without: int) -> str:
    """How many decisions are open, and how many of them belong to nobody."""
    if not without:
        owned = say_n("one decision is open, with its owner", "{n} decisions are open, each with its owner", decisions)
        return wording.started(owned)
    open_ones = say_n("one decision is open", "{n} decisions are open", decisions)
    return wording.started(clauses([open_ones, say_n("one has no owner", "{n} have no owner", without)]))

"""A positioning brief per segment to win: who, what they believe, what to say and what not; what is still to be filled.

Nobody's own words are quoted: a deck is passed on to people who were not meant to read them.
"""

from __future__ import annotations

from collections.abc import Iterable

from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.report.deck.content import Column, Paragraph, Run, Slide, Table, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story, action_line, cue_line
from survey_seg.report.evidence import Found, Row, not_computed
from survey_seg.report.numbers import counted
from survey_seg.report.wording import quoted, sentence, shortened

MESSAGE = "message"
"""The verb of an action that is something to say."""

SHOWN = 2
TO_FILL = "to fill"
SEEN = 0.05
"""The difference, in points of the share that acts, that the planned test is to see."""

NOTES = (
    "Measured: from the answers. Declared: written in the questionnaire before the answers came; the shares beside it "
    "are measured. To fill: nothing in this study says it, so the team decides.",
    "What goes with the outcome is association within the segment, not cause: a test shows whether it can be moved.",
)
CANNOT = {
    "nothing": "nothing that was asked goes clearly with the outcome among them",
    "few": "too few people to tell",
    "constant": "all of them answer the outcome the same way",
    "no_outcome": "no question of this study is an outcome or a value",
}
"""Why it cannot be told what would move a segment, by the verdict on its drivers."""


def brief_slide(story: Story, segment: int) -> Slide:
    """The brief of one segment as a table: each part with where it comes from."""
    sheet = story.sheet()
    deeds = story.actions(segment)
    done = [deed for deed in deeds if canonical(deed[1]["verb"]) != MESSAGE]
    spot = _joined(cue_line(story, sheet, cue) for cue in story.cues(segment, SHOWN))
    found = _brief(story, segment)
    told = _measured(story, sheet, *found) if found else _from_actions(story, sheet, segment)
    rows = (
        _row("Who, and how to spot them", spot, "measured"),
        *told[:3],
        _row("What to offer", _joined(action_line(sheet, deed) for deed in done[:SHOWN]), "declared"),
        *told[3:],
    )
    path, _ = story.size(segment)
    return sheet.slide(
        ["Brief: win ", *story.numbered(segment), " (", sheet.number(f"{path}.share", "share"), " of people)"],
        [
            Table(
                f"Brief for segment {segment}",
                (0, 0, 1, 1),
                f"Positioning brief for segment {segment}, {story.names[segment]}.",
                (Column("Part", 0.2), Column("What is known", 0.68), Column("From", 0.12)),
                rows,
                (14, 10),
            )
        ],
        [*NOTES, *_roles(story)],
    )


def _roles(story: Story) -> list[str]:
    """That a business study has briefs for parts in the buying too, which find no room in a deck."""
    briefs = story.results.get("briefs") or {}
    roles = briefs.get("roles") or []
    if not roles:
        return []
    return [
        f"Left out for want of slides: {counted(len(roles), 'brief')} for parts in the buying, which the report has."
    ]


def _brief(story: Story, segment: int) -> Found | None:
    """The computed brief of a segment with its path; None in results that have none."""
    briefs = story.results.get("briefs")
    if briefs is None or not_computed(briefs) is not None:
        return None
    found = enumerate(briefs["segments"])
    return next(((f"briefs.segments.{i}", row) for i, row in found if row["segment"] == segment), None)


def _measured(story: Story, sheet: Sheet, path: str, brief: Row) -> list[tuple[Paragraph, ...]]:
    beliefs = [_belief(sheet, f"{path}.believe.{i}", row) for i, row in enumerate(brief["believe"][: SHOWN + 1])]
    proof = [_belief(sheet, f"{path}.proof.{i}", row) for i, row in enumerate(brief["proof"][:SHOWN])]
    said = [_message(sheet, f"{path}.messages.{i}", row) for i, row in enumerate(brief["messages"][:SHOWN])]
    avoid = [_avoided(sheet, f"{path}.avoid.{i}", row) for i, row in enumerate(brief["avoid"][:SHOWN])]
    return [
        _row("What they believe now", _joined(beliefs), "measured"),
        _row("What they need to believe", _needed(story, brief["drivers"]), "measured"),
        _row("Proof", _joined(proof), "measured"),
        _row("The message", _joined(said), "declared"),
        _row("What not to say", _joined(avoid), "measured"),
        _row("How success is measured", _goal(story, sheet, f"{path}.goal", brief["goal"]), "measured"),
    ]


def _from_actions(story: Story, sheet: Sheet, segment: int) -> list[tuple[Paragraph, ...]]:
    """The parts of a brief where none was computed: what the segment answers, and the declared messages."""
    said = [deed for deed in story.actions(segment) if canonical(deed[1]["verb"]) == MESSAGE][:SHOWN]
    return [
        _row("What they believe now", story.apart(segment, SHOWN + 1), "measured"),
        _row("What they need to believe", None, TO_FILL),
        _row("Proof", None, TO_FILL),
        _row("The message", _joined(action_line(sheet, deed) for deed in said), "declared"),
        _row("What not to say", None, TO_FILL),
        _row("How success is measured", None, TO_FILL),
    ]


def _belief(sheet: Sheet, path: str, row: Row) -> Paragraph:
    """A belief at the end of its scale that sets the segment apart: how many are there, and of all.

    Where the share at that end is not told, the other end is.
    """
    ends = ("top", "bottom") if (row["difference"] or 0) >= 0 else ("bottom", "top")
    end = next((end for end in ends if row[end] is not None), ends[0])
    return paragraph(
        Run(quoted(str(row[f"{end}_answer"]), 50), own=True),
        Run(f" to {quoted(row['statement'], 80)}", own=True),
        ": ",
        sheet.number(f"{path}.{end}", "share"),
        ", all ",
        sheet.number(f"{path}.total_{end}", "share"),
    )


def _needed(story: Story, drivers: Row) -> Paragraph:
    clear = [row for row in drivers["items"] if row["clear"]]
    if not clear:
        reason = CANNOT.get(drivers["verdict"], "the answers do not say")
        return paragraph(f"Can’t tell: {reason}")
    outcome = story.results["briefs"]["outcome"]
    asked = Run(quoted(outcome["text"], 60), own=True) if outcome else "the outcome"
    runs: list[str | Run] = ["With ", asked, " goes most: "]
    for place, row in enumerate(clear[:SHOWN]):
        less = " (the less they think so, the more)" if (row["slope"] or 0) < 0 else ""
        runs += ["; " if place else "", Run(quoted(row["statement"], 80), own=True), less]
    return paragraph(*runs)


def _message(sheet: Sheet, path: str, row: Row) -> Paragraph:
    owner = f" ({shortened(row['owner'], 24)})" if row["owner"] else ""
    return paragraph(
        Run(sentence(shortened(str(row["text"]), 120)).rstrip("."), own=True),
        Run(owner, own=True),
        ": ",
        sheet.number(f"{path}.share", "share"),
        " give the answers that call for it, all ",
        sheet.number(f"{path}.total_share", "share"),
    )


def _avoided(sheet: Sheet, path: str, row: Row) -> Paragraph:
    why = " goes against the outcome among them" if row["why"] == "against" else f" is what segment {row['other']} says"
    if row["why"] != "against" and not row["other"]:
        why = " is what others say"
    answer = Run(quoted(str(row["answer"]), 50), own=True)
    share: list[str | Run] = [] if row["share"] is None else [" (", sheet.number(f"{path}.share", "share"), " say so)"]
    return paragraph(answer, Run(f" to {quoted(row['statement'], 80)}", own=True), why, *share)


def _goal(story: Story, sheet: Sheet, path: str, goal: Row | None) -> Paragraph | None:
    outcome = story.results["briefs"]["outcome"]
    if goal is None or outcome is None:
        return None
    runs: list[str | Run] = [Run(f"{quoted(outcome['answer'], 50)} to {quoted(outcome['text'], 60)}", own=True), ": ",
                             sheet.number(f"{path}.share", "share"), " (95% interval ",
                             sheet.interval(path, "share"), ")"]  # fmt: skip
    for place, test in enumerate(goal["tests"]):
        if test["lift"] == SEEN and test["per_arm"] is not None:
            people = sheet.number(f"{path}.tests.{place}.per_arm", "count")
            runs += ["; a test that sees 5 points more needs ", people, " people per arm"]
    return paragraph(*runs)


def _row(part: str, known: Paragraph | None, source: str) -> tuple[Paragraph, ...]:
    if known is None:
        return paragraph(Run(part, strong=True)), paragraph("……"), paragraph(TO_FILL)
    return paragraph(Run(part, strong=True)), known, paragraph(source)


def _joined(lines: Iterable[Paragraph]) -> Paragraph | None:
    """Several lines as one paragraph; None without any."""
    runs: list[Run] = []
    for line in lines:
        runs += [*([Run("; ")] if runs else []), *line.runs]
    return Paragraph(tuple(runs)) if runs else None

"""A positioning brief per segment to win: who, what they believe, what to say and what not; what is still to be filled.

Nobody's own words are quoted: a deck is passed on to people who were not meant to read them.
"""

from __future__ import annotations

from collections.abc import Iterable

from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.report.deck.content import Column, Paragraph, Run, Slide, Table, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story, action_line, called_for, clauses, cue_line
from survey_seg.report.evidence import Found, Row, not_computed
from survey_seg.report.language.speech import marked, say, say_n
from survey_seg.report.language.wording import quoted

MESSAGE = "message"
"""The verb of an action that is something to say."""

SHOWN = 2
MEASURED, DECLARED, TO_FILL = marked("measured"), marked("declared"), marked("to fill")
SEEN = 0.05
"""The difference, in points of the share that acts, that the planned test is to see."""

NOTES = (
    marked(
        "Measured: from the answers. Declared: written in the questionnaire before the answers came; the shares beside "
        "it are measured. To fill: nothing in this study says it, so the team decides."
    ),
    marked(
        "What goes with the outcome is association within the segment, not cause: a test shows whether it can be moved."
    ),
)
CANNOT = {
    "nothing": marked("Can’t tell: nothing that was asked goes clearly with the outcome among them"),
    "few": marked("Can’t tell: too few people to tell"),
    "constant": marked("Can’t tell: all of them answer the outcome the same way"),
    "no_outcome": marked("Can’t tell: no question of this study is an outcome or a value"),
}
"""Why it cannot be told what would move a segment, by the verdict on its drivers."""


def brief_slide(story: Story, segment: int) -> Slide:
    """The brief of one segment as a table: each part with where it comes from."""
    sheet = story.sheet()
    path, _ = story.size(segment)
    share = sheet.number(f"{path}.share", "share")
    columns = (Column(say("Part"), 0.2), Column(say("What is known"), 0.68), Column(say("From"), 0.12))
    table = Table(
        say("Brief for segment {number}", number=segment),
        (0, 0, 1, 1),
        say("Positioning brief for segment {number}, {name}.", number=segment, name=story.names[segment]),
        columns,
        _rows(story, sheet, segment),
        (14, 10),
    )
    title = say("Brief: win {segment} ({share} of people)", segment=Paragraph(story.numbered(segment)), share=share)
    return sheet.slide([title], [table], [*(say(note) for note in NOTES), *_roles(story)])


def _rows(story: Story, sheet: Sheet, segment: int) -> tuple[tuple[Paragraph, ...], ...]:
    done = [deed for deed in story.actions(segment) if canonical(deed[1]["verb"]) != MESSAGE]
    spot = _joined(cue_line(story, sheet, cue) for cue in story.cues(segment, SHOWN))
    found = _brief(story, segment)
    told = _measured(story, sheet, *found) if found else _from_actions(story, sheet, segment)
    return (
        _row(say("Who, and how to spot them"), spot, MEASURED),
        *told[:3],
        _row(say("What to offer"), _joined(action_line(sheet, deed) for deed in done[:SHOWN]), DECLARED),
        *told[3:],
    )


def _roles(story: Story) -> list[str]:
    """That a business study has briefs for parts in the buying too, which find no room in a deck."""
    briefs = story.results.get("briefs") or {}
    roles = briefs.get("roles") or []
    if not roles:
        return []
    return [
        say_n(
            "Left out for want of slides: one brief for a part in the buying, which the report has.",
            "Left out for want of slides: {n} briefs for parts in the buying, which the report has.",
            len(roles),
        )
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
    said = [
        called_for(sheet, f"{path}.messages.{i}", row, str(row["text"]))
        for i, row in enumerate(brief["messages"][:SHOWN])
    ]
    avoid = [_avoided(sheet, f"{path}.avoid.{i}", row) for i, row in enumerate(brief["avoid"][:SHOWN])]
    return [
        _row(say("What they believe now"), _joined(beliefs), MEASURED),
        _row(say("What they need to believe"), _needed(story, brief["drivers"]), MEASURED),
        _row(say("Proof"), _joined(proof), MEASURED),
        _row(say("The message"), _joined(said), DECLARED),
        _row(say("What not to say"), _joined(avoid), MEASURED),
        _row(say("How success is measured"), _goal(story, sheet, f"{path}.goal", brief["goal"]), MEASURED),
    ]


def _from_actions(story: Story, sheet: Sheet, segment: int) -> list[tuple[Paragraph, ...]]:
    """The parts of a brief where none was computed: what the segment answers, and the declared messages."""
    said = [deed for deed in story.actions(segment) if canonical(deed[1]["verb"]) == MESSAGE][:SHOWN]
    return [
        _row(say("What they believe now"), story.apart(segment, SHOWN + 1), MEASURED),
        _row(say("What they need to believe"), None, TO_FILL),
        _row(say("Proof"), None, TO_FILL),
        _row(say("The message"), _joined(action_line(sheet, deed) for deed in said), DECLARED),
        _row(say("What not to say"), None, TO_FILL),
        _row(say("How success is measured"), None, TO_FILL),
    ]


def _belief(sheet: Sheet, path: str, row: Row) -> Paragraph:
    """A belief at the end of its scale that sets the segment apart: how many are there, and of all.

    Where the share at that end is not told, the other end is.
    """
    ends = ("top", "bottom") if (row["difference"] or 0) >= 0 else ("bottom", "top")
    end = next((end for end in ends if row[end] is not None), ends[0])
    return paragraph(
        say(
            "{answer} to {statement}: {share}, all {total}",
            answer=Run(quoted(str(row[f"{end}_answer"]), 50), own=True),
            statement=Run(quoted(row["statement"], 80), own=True),
            share=sheet.number(f"{path}.{end}", "share"),
            total=sheet.number(f"{path}.total_{end}", "share"),
        )
    )


def _needed(story: Story, drivers: Row) -> Paragraph:
    clear = [row for row in drivers["items"] if row["clear"]]
    if not clear:
        known = drivers["verdict"] in CANNOT
        return paragraph(say(CANNOT[drivers["verdict"]]) if known else say("Can’t tell: the answers do not say"))
    believed = clauses(_driver(row) for row in clear[:SHOWN])
    outcome = story.results["briefs"]["outcome"]
    if not outcome:
        return paragraph(say("With the outcome goes most: {statements}", statements=believed))
    asked = Run(quoted(outcome["text"], 60), own=True)
    return paragraph(say("With {question} goes most: {statements}", question=asked, statements=believed))


def _driver(row: Row) -> str:
    statement = Run(quoted(row["statement"], 80), own=True)
    if (row["slope"] or 0) >= 0:
        return str(statement)
    return say("{statement} (the less they think so, the more)", statement=statement)


def _avoided(sheet: Sheet, path: str, row: Row) -> Paragraph:
    line = _why_avoided(row)
    if row["share"] is not None:
        line = say("{line} ({share} say so)", line=line, share=sheet.number(f"{path}.share", "share"))
    return paragraph(line)


def _why_avoided(row: Row) -> str:
    answer = Run(quoted(str(row["answer"]), 50), own=True)
    statement = Run(quoted(row["statement"], 80), own=True)
    if row["why"] == "against":
        return say("{answer} to {statement} goes against the outcome among them", answer=answer, statement=statement)
    if not row["other"]:
        return say("{answer} to {statement} is what others say", answer=answer, statement=statement)
    return say(
        "{answer} to {statement} is what segment {other} says", answer=answer, statement=statement, other=row["other"]
    )


def _goal(story: Story, sheet: Sheet, path: str, goal: Row | None) -> Paragraph | None:
    outcome = story.results["briefs"]["outcome"]
    if goal is None or outcome is None:
        return None
    line = say(
        "{answer} to {question}: {share} (95\u00a0% interval {interval})",
        answer=Run(quoted(outcome["answer"], 50), own=True),
        question=Run(quoted(outcome["text"], 60), own=True),
        share=sheet.number(f"{path}.share", "share"),
        interval=sheet.interval(path, "share"),
    )
    tests = [
        say(
            "a test that sees 5 points more needs {people} people per arm",
            people=sheet.number(f"{path}.tests.{place}.per_arm", "count"),
        )
        for place, test in enumerate(goal["tests"])
        if test["lift"] == SEEN and test["per_arm"] is not None
    ]
    return paragraph(clauses([line, *tests]))


def _row(part: str, known: Paragraph | None, source: str) -> tuple[Paragraph, ...]:
    if known is None:
        return paragraph(Run(part, strong=True)), paragraph("……"), paragraph(say(TO_FILL))
    return paragraph(Run(part, strong=True)), known, paragraph(say(source))


def _joined(lines: Iterable[Paragraph]) -> Paragraph | None:
    """Several lines as one paragraph; None without any."""
    text = clauses(lines)
    return paragraph(text) if text else None

"""Whom to win, and how sure the order is."""

from __future__ import annotations

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import (
    Area,
    Block,
    Chart,
    Column,
    Dot,
    Matrix,
    Paragraph,
    Run,
    Slide,
    Table,
    Words,
    paragraph,
)
from survey_seg.report.deck.sheet import Sheet, number_format, read
from survey_seg.report.deck.story import Story
from survey_seg.report.evidence import Found
from survey_seg.report.language.numbers import score
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import listed, quoted, sentence, shortened
from survey_seg.report.priority_words import knocked_out

NAME = 30
"""Letters of a name beside its dot or its bar."""

PICTURE: Area = (0, 0.2, 0.38, 0.8)
AXES = ("attractiveness", "ability")
HEADS = {
    "attractiveness": (marked("Attractive"), 0.17),
    "ability": (marked("Ability"), 0.14),
    "score": (marked("Score"), 0.15),
}
"""Heads and widths of the columns of figures."""


def priorities_slide(story: Story) -> Slide:
    """The matrix of priorities, or scores as bars where there are no axes, and how sure the order is."""
    results, sheet = story.results, story.sheet()
    reason = evidence.not_computed(results["priorities"])
    if reason is not None:
        return _by_judgement(sheet, reason)
    placed = _placed(story)
    odds = _odds(story)
    blocks: list[Block] = [
        Words(say("Finding"), (0, 0, 1, 0.17), (paragraph(odds), *_value(story, sheet)), (15, 11)),
        _matrix(story, sheet, placed) if placed else _chart(story, sheet),
        _table(story, sheet, placed),
    ]
    method = say(
        "Scores run from 1 to 10: criteria rated by fixed anchors, with the weights of priorities.ratings in "
        "results.json."
    )
    return sheet.slide([_title(story)], blocks, (method, odds))


def _by_judgement(sheet: Sheet, reason: str) -> Slide:
    most = sheet.number("study.pursue_max", "count")
    lines = (
        paragraph(say("Priorities were not computed: {reason}", reason=Run(sentence(told(reason)), ours=True))),
        paragraph(say("Choose the segments to win by judgement: at most {n}.", n=most)),
    )
    return sheet.slide([say("No order of priorities")], [Words(say("Why"), (0, 0, 1, 0.6), lines, (18, 12))], [])


def _odds(story: Story) -> str:
    """What the column of `p_top2` says."""
    if evidence.several_lead(story.results):
        return say(
            "Top two: how often a segment ranks first or second when the people and the criteria’s weights are drawn "
            "again."
        )
    return say("First: how often a segment ranks first when the people and the criteria’s weights are drawn again.")


def _title(story: Story) -> str:
    if not story.pursued:
        return say("No segment passes the knock-out criteria: serve them all, target none")
    return say(
        "Win {segments}: {order}", segments=story.called(story.pursued), order=sentences.order_words(story.results)
    )


def _placed(story: Story) -> dict[int, Found]:
    """The rows of the matrix by segment; none where an axis of one of them was not measured."""
    rows = story.results["priorities"].get("axes") or []
    if not isinstance(rows, list) or any(row[axis] is None for row in rows for axis in AXES):
        return {}
    return {row["segment"]: (f"priorities.axes.{i}", row) for i, row in enumerate(rows)}


def _value(story: Story, sheet: Sheet) -> list[Paragraph]:
    """What the first priority holds of the value, where a value was asked or joined."""
    rows = story.results["priorities"].get("value")
    if not isinstance(rows, list) or not story.pursued:
        return []
    first = story.pursued[0]
    for place, row in enumerate(rows):
        if row["segment"] == first and row["value_share"] is not None:
            path = f"priorities.value.{place}"
            line = say(
                "Your first priority is {people} of the people who answered {question} and holds {value} of it.",
                people=sheet.number(f"{path}.people_share", "share"),
                question=Run(quoted(row["text"], 70), own=True),
                value=sheet.number(f"{path}.value_share", "share"),
            )
            return [paragraph(line)]
    return []


def _matrix(story: Story, sheet: Sheet, placed: dict[int, Found]) -> Matrix:
    dots = []
    for segment, (path, _) in placed.items():
        across, up = (read(sheet.number(f"{path}.{axis}", "score").text) for axis in AXES)
        label = f"{segment} {shortened(story.names[segment], NAME)}"
        dots.append(Dot(segment, label, across or 0.0, up or 0.0, segment in story.pursued))
    said = listed(
        say("segment {number}: {across} and {up}", number=dot.number, across=score(dot.across), up=score(dot.up))
        for dot in dots
    )
    return Matrix(
        say("Matrix of priorities"),
        PICTURE,
        say(
            "Circles: to win, diamonds: to serve. Attractiveness and ability to win, from 1 to 10: {segments}.",
            segments=said,
        ),
        tuple(dots),
        say("attractiveness"),
        say("ability to win"),
        (1, 10),
    )


def _chart(story: Story, sheet: Sheet) -> Chart:
    ranked = evidence.by_rank(story.results)
    scores = sheet.series(say("Score out of ten"), [f"{path}.score" for path, _ in ranked], "score")
    names = tuple(f"{row['segment']} {shortened(story.names[row['segment']], NAME)}" for _, row in ranked)
    said = listed(
        say("segment {number}: {score}", number=row["segment"], score=score(value))
        for (_, row), value in zip(ranked, scores.values, strict=True)
        if value is not None
    )
    return Chart(
        say("Scores"),
        PICTURE,
        say("Scores of the segments out of ten: {segments}.", segments=said),
        "bars",
        names,
        (scores,),
        number_format("score", scores.values),
        (0, 10),
    )


def _table(story: Story, sheet: Sheet, placed: dict[int, Found]) -> Table:
    figures = AXES if placed else ("score",)
    rows = []
    for path, row in evidence.by_rank(story.results):
        source = placed[row["segment"]][0] if placed else path
        win = row["decision"] == "win"
        shape = ("● " if win else "◆ ") if placed else ""
        rows.append((
            paragraph(sheet.number(f"{path}.rank", "count")),
            _who(story, row),
            *(paragraph(sheet.number(f"{source}.{key}", "score")) for key in figures),
            paragraph(sheet.number(f"{path}.p_top2", "share")),
            paragraph(shape, Run(sentences.decision_word(row["decision"]), strong=win)),
        ))  # fmt: skip
    return Table(
        say("Order of priorities"),
        (0.41, 0.2, 0.59, 0.8),
        say_n(
            "The order of the segments: one segment is to be won, the others served.",
            "The order of the segments: {n} segments are to be won, the others served.",
            len(story.pursued),
        ),
        (
            Column(say("Rank"), 0.1, figures=True),
            Column(say("Segment"), 0.28 if placed else 0.44),
            *(Column(say(HEADS[key][0]), HEADS[key][1], figures=True) for key in figures),
            Column(say("Top two") if evidence.several_lead(story.results) else say("First"), 0.12, figures=True),
            Column(say("To do"), 0.19),
        ),
        tuple(rows),
        (14, 10),
    )


def _who(story: Story, row: evidence.Row) -> Paragraph:
    """A segment with why it is knocked out, where it is."""
    name = Paragraph(story.numbered(row["segment"], 50))
    if not row["knocked_out"]:
        return name
    reason = Run(knocked_out(row), ours=True)
    return paragraph(say("{segment} (knocked out: {reason})", segment=name, reason=reason))

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
from survey_seg.report.numbers import counted
from survey_seg.report.wording import listed, quoted, sentence, shortened

NAME = 30
"""Letters of a name beside its dot or its bar."""

PICTURE: Area = (0, 0.2, 0.38, 0.8)
AXES = ("attractiveness", "ability")
METHOD = (
    "Scores run from 1 to 10: criteria rated by fixed anchors, with the weights of priorities.ratings in results.json."
)


def priorities_slide(story: Story) -> Slide:
    """The matrix of priorities, or scores as bars where there are no axes, and how sure the order is."""
    results, sheet = story.results, story.sheet()
    reason = evidence.not_computed(results["priorities"])
    if reason is not None:
        lines = (paragraph("Priorities were not computed: ", Run(sentence(reason), own=True)),
                 paragraph("Choose the segments to win by judgement: at most ",
                           sheet.number("study.pursue_max", "count"), "."))  # fmt: skip
        return sheet.slide(["No order of priorities"], [Words("Why", (0, 0, 1, 0.6), lines, (18, 12))], [])
    placed = _placed(story)
    odds = (
        f"{_top(story)}: how often a segment ranks {evidence.top_words(results)} when the people and the criteria’s "
        "weights are drawn again."
    )
    finding = [paragraph(odds), *_value(story, sheet)]
    blocks: list[Block] = [
        Words("Finding", (0, 0, 1, 0.17), tuple(finding), (15, 11)),
        _matrix(story, sheet, placed) if placed else _chart(story, sheet),
        _table(story, sheet, placed),
    ]
    return sheet.slide(_title(story), blocks, (METHOD, odds))


def _top(story: Story) -> str:
    """The head of the column of `p_top2`."""
    return "First" if evidence.top_words(story.results) == "first" else "Top two"


def _title(story: Story) -> list[str | Run]:
    if not story.pursued:
        return ["No segment passes the knock-out criteria: serve them all, target none"]
    return ["Win ", Run(sentences.called(story.results, story.pursued), own=True),
            f": {sentences.order_words(story.results)}"]  # fmt: skip


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
            return [paragraph("Your first priority is ", sheet.number(f"{path}.people_share", "share"),
                              " of the people who answered ", Run(quoted(row["text"], 70), own=True), " and holds ",
                              sheet.number(f"{path}.value_share", "share"), " of it.")]  # fmt: skip
    return []


def _matrix(story: Story, sheet: Sheet, placed: dict[int, Found]) -> Matrix:
    dots = []
    for segment, (path, _) in placed.items():
        across, up = (read(sheet.number(f"{path}.{axis}", "score").text) for axis in AXES)
        label = f"{segment} {shortened(story.names[segment], NAME)}"
        dots.append(Dot(segment, label, across or 0.0, up or 0.0, segment in story.pursued))
    said = listed(f"segment {dot.number}: {dot.across} and {dot.up}" for dot in dots)
    return Matrix(
        "Matrix of priorities",
        PICTURE,
        f"Circles: to win, diamonds: to serve. Attractiveness and ability to win, from 1 to 10: {said}.",
        tuple(dots),
        "attractiveness",
        "ability to win",
        (1, 10),
    )


def _chart(story: Story, sheet: Sheet) -> Chart:
    ranked = evidence.by_rank(story.results)
    scores = sheet.series("Score out of ten", [f"{path}.score" for path, _ in ranked], "score")
    names = tuple(f"{row['segment']} {shortened(story.names[row['segment']], NAME)}" for _, row in ranked)
    pairs = zip(ranked, scores.values, strict=True)
    said = listed(f"segment {row['segment']} {value:.1f}" for (_, row), value in pairs if value is not None)
    return Chart(
        "Scores",
        PICTURE,
        f"Scores of the segments out of ten: {said}.",
        "bars",
        names,
        (scores,),
        number_format("score", scores.values),
        (0, 10),
    )


def _table(story: Story, sheet: Sheet, placed: dict[int, Found]) -> Table:
    figures = (("Attractive", "attractiveness"), ("Ability", "ability")) if placed else (("Score", "score"),)
    rows = []
    for path, row in evidence.by_rank(story.results):
        source = placed[row["segment"]][0] if placed else path
        out = Run(f" (knocked out: {row['knocked_out']})" if row["knocked_out"] else "", own=True)
        win = row["decision"] == "win"
        shape = ("● " if win else "◆ ") if placed else ""
        rows.append((
            paragraph(sheet.number(f"{path}.rank", "count")),
            Paragraph((*story.numbered(row["segment"], 50), out)),
            *(paragraph(sheet.number(f"{source}.{key}", "score")) for _, key in figures),
            paragraph(sheet.number(f"{path}.p_top2", "share")),
            paragraph(shape, Run(str(row["decision"]), strong=win)),
        ))  # fmt: skip
    wins = counted(len(story.pursued), "segment is", "segments are")
    widths = {"Attractive": 0.19, "Ability": 0.15, "Score": 0.15}
    return Table(
        "Order of priorities",
        (0.41, 0.2, 0.59, 0.8),
        f"The order of the segments: {wins} to be won, the others served.",
        (
            Column("Rank", 0.12, figures=True),
            Column("Segment", 0.26 if placed else 0.45),
            *(Column(name, widths[name], figures=True) for name, _ in figures),
            Column(_top(story), 0.13, figures=True),
            Column("To do", 0.15),
        ),
        tuple(rows),
        (14, 10),
    )

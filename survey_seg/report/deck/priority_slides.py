"""Whom to win, and how sure the order is."""

from __future__ import annotations

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Block, Chart, Column, Paragraph, Run, Slide, Table, Words, paragraph
from survey_seg.report.deck.sheet import Sheet, number_format
from survey_seg.report.deck.story import Story, decision_word
from survey_seg.report.numbers import counted
from survey_seg.report.wording import listed, sentence, shortened

METHOD = (
    "Scores run from 0 to 10: criteria rated 1 to 10 by fixed anchors, with the weights of priorities.ratings.",
    "First or second: the share of redraws of people and of the criteria's weights in which the segment ranks so.",
)


def priorities_slide(story: Story) -> Slide:
    """Scores as bars, and how often each segment ranks first or second."""
    results, sheet = story.results, story.sheet()
    reason = evidence.not_computed(results["priorities"])
    if reason is not None:
        lines = (paragraph("Priorities were not computed: ", Run(sentence(reason), own=True)),
                 paragraph("Choose the segments to win by judgement: at most ",
                           sheet.number("study.pursue_max", "count"), "."))  # fmt: skip
        return sheet.slide(["No order of priorities"], [Words("Why", (0, 0, 1, 0.6), lines, (18, 12))], [])
    blocks: list[Block] = [
        Words("Finding", (0, 0, 1, 0.16), (paragraph(Run(sentences.priority_sentence(results), own=True)),), (15, 10)),
        _chart(story, sheet),
        _table(story, sheet),
    ]
    for path, row in evidence.by_rank(results):
        if row["rank"] in {1, 2}:
            sheet.number(f"{path}.p_top2", "share")
    return sheet.slide(_title(story), blocks, METHOD)


def _title(story: Story) -> list[str | Run]:
    if not story.pursued:
        return ["No segment passes the knock-out criteria: serve them all, target none"]
    sure = "the order is clear" if story.results["priorities"]["separable"] else "the order is not clear-cut"
    return ["Win ", Run(sentences.called(story.results, story.pursued), own=True), f": {sure}"]


def _chart(story: Story, sheet: Sheet) -> Chart:
    ranked = evidence.by_rank(story.results)
    scores = sheet.series("Score out of ten", [f"{path}.score" for path, _ in ranked], "score")
    names = tuple(f"{row['segment']} {shortened(story.names[row['segment']], 34)}" for _, row in ranked)
    said = listed(f"segment {row['segment']} {value:.1f}" for (_, row), value in zip(ranked, scores.values, strict=True)
                  if value is not None)  # fmt: skip
    return Chart(
        "Scores",
        (0, 0.18, 0.42, 0.82),
        f"Scores of the segments out of ten: {said}.",
        "bars",
        names,
        (scores,),
        number_format("score", scores.values),
        (0, 10),
    )


def _table(story: Story, sheet: Sheet) -> Table:
    rows = tuple(
        (
            paragraph(sheet.number(f"{path}.rank", "count")),
            Paragraph(story.numbered(row["segment"], 50)),
            paragraph(sheet.number(f"{path}.score", "score")),
            paragraph(sheet.number(f"{path}.p_top2", "share")),
            paragraph(Run(decision_word(row), strong=row["decision"] == "win"),
                      Run(f"; {row['knocked_out']}" if row["knocked_out"] else "", own=True)),
        )
        for path, row in evidence.by_rank(story.results)
    )  # fmt: skip
    wins = counted(len(story.pursued), "segment is", "segments are")
    return Table(
        "Order of priorities",
        (0.45, 0.18, 0.55, 0.82),
        f"The order of the segments: {wins} to be won, the others served.",
        (
            Column("Rank", 0.1, figures=True),
            Column("Segment", 0.34),
            Column("Score", 0.12, figures=True),
            Column("First or second", 0.17, figures=True),
            Column("What to do", 0.27),
        ),
        rows,
        (14, 10),
    )

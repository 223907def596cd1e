"""The report's charts, each from the rows of the results it shows, with its finding in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from survey_seg.report import sentences
from survey_seg.report.charts.bars import priority_bars, size_strip
from survey_seg.report.charts.curves import Curve, Level, Point, curve_chart
from survey_seg.report.charts.svg import Words
from survey_seg.report.evidence import by_rank, names, rows, several_lead
from survey_seg.report.language.numbers import decimal, score, share
from survey_seg.report.language.speech import say
from survey_seg.report.language.wording import listed
from survey_seg.report.neighbours import chosen

Results = Mapping[str, Any]


def sizes_chart(results: Results) -> Markup:
    """How large the segments are, side by side."""
    sizes = results["segments"]["sizes"]
    called = names(results)
    finding = listed(
        say("{segment}: {share}", segment=called[row["segment"]], share=share(row["share"])) for row in sizes
    )
    return size_strip(sizes, Words(say("Sizes of the segments"), finding))


def stability_chart(results: Results) -> Markup | None:
    """How well each number of segments comes back, against studies without segments; None without any measurement."""
    table = [row for _, row in rows(results, "segments", "candidates")]
    points = tuple(Point(row["k"], row["stability"], row["stability_low"], row["stability_high"]) for row in table)
    if all(point.value is None for point in points):
        return None
    null = Level(
        say("95 of 100 without segments stay below"),
        tuple(Point(row["k"], row["null_stability"]) for row in table),
    )
    return curve_chart(
        Curve(
            name="chart-stability",
            words=Words(say("Stability by number of segments"), sentences.stability_finding(results)),
            series=say("these answers"),
            points=points,
            levels=(null,),
            across=say("number of segments"),
            chosen=chosen(results),
            printed=decimal,
        )
    )


def typing_chart(results: Results) -> Markup | None:
    """Accuracy of the typing tool by number of questions, between guessing and asking everything; None without it."""
    curve = [row for _, row in rows(results, "typing", "curve")]
    if not curve:
        return None
    typing = results["typing"]
    at = [row["questions"] for row in curve]
    return curve_chart(
        Curve(
            name="chart-typing",
            words=Words(say("Accuracy by number of questions"), sentences.accuracy_sentence(typing)),
            series=say("typing tool"),
            points=tuple(Point(row["questions"], row["value"], row["low"], row["high"]) for row in curve),
            levels=(
                Level(say("asking every candidate question"), tuple(Point(count, typing["ceiling"]) for count in at)),
                Level(say("guessing the largest segment"), tuple(Point(count, typing["baseline"]) for count in at)),
            ),
            across=say("questions asked"),
            chosen=len(typing["questions"]),
            printed=share,
        )
    )


def priority_chart(results: Results) -> Markup | None:
    """Scores and how sure the leaders are; None when priorities were not computed."""
    ranked = [row for _, row in by_rank(results)]
    if not ranked:
        return None
    called = names(results)
    several = several_lead(results)
    drawn = [
        {
            **row,
            "label": f"{row['segment']} · {sentences.decision_word(row['decision'])} · {called[row['segment']]}",
            "scored": say("{score} of 10", score=score(row["score"])),
            "leads": _leads(share(row["p_top2"]), several=several),
        }
        for row in ranked
    ]
    return priority_bars(drawn, Words(say("Priority of the segments"), sentences.priority_sentence(results)))


def _leads(often: str, *, several: bool) -> str:
    return say("top 2 in {share}", share=often) if several else say("first in {share}", share=often)

"""The report's charts, each from the rows of the results it shows, with its finding in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from survey_seg.report import sentences
from survey_seg.report.bar_charts import priority_bars, size_strip
from survey_seg.report.curve_charts import Curve, Level, Point, curve_chart
from survey_seg.report.evidence import by_rank, names, rows, top_words
from survey_seg.report.numbers import decimal, share
from survey_seg.report.svg import Words
from survey_seg.report.wording import listed

Results = Mapping[str, Any]


def sizes_chart(results: Results) -> Markup:
    """How large the segments are, side by side."""
    sizes = results["segments"]["sizes"]
    called = names(results)
    finding = listed(f"{called[row['segment']]}: {share(row['share'])}" for row in sizes)
    return size_strip(sizes, Words("Sizes of the segments", finding))


def stability_chart(results: Results) -> Markup | None:
    """How well each number of segments comes back, against studies without segments; None without any measurement."""
    table = [row for _, row in rows(results, "segments", "candidates")]
    points = tuple(Point(row["k"], row["stability"], row["stability_low"], row["stability_high"]) for row in table)
    if all(point.value is None for point in points):
        return None
    null = Level(
        "95 of 100 without segments stay below",
        tuple(Point(row["k"], row["null_stability"]) for row in table),
    )
    return curve_chart(
        Curve(
            name="chart-stability",
            words=Words("Stability by number of segments", sentences.stability_finding(results)),
            series="these answers",
            points=points,
            levels=(null,),
            across="number of segments",
            chosen=results["segments"]["k"],
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
            words=Words("Accuracy by number of questions", sentences.accuracy_sentence(typing)),
            series="typing tool",
            points=tuple(Point(row["questions"], row["value"], row["low"], row["high"]) for row in curve),
            levels=(
                Level("asking every candidate question", tuple(Point(count, typing["ceiling"]) for count in at)),
                Level("guessing the largest segment", tuple(Point(count, typing["baseline"]) for count in at)),
            ),
            across="questions asked",
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
    top = "first" if top_words(results) == "first" else "top 2"
    drawn = [
        {**row, "top": top, "label": f"{row['segment']} · {_decision(row)} · {called[row['segment']]}"}
        for row in ranked
    ]
    return priority_bars(drawn, Words("Priority of the segments", sentences.priority_sentence(results)))


def _decision(row: Mapping[str, Any]) -> str:
    return "win" if row["decision"] == "win" else "serve"

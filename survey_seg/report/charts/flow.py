"""The SLSA plot: every segment at every number of segments, and where its people go when there is one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from survey_seg.report.charts.svg import Words, box, drawing, text
from survey_seg.report.language.numbers import decimal
from survey_seg.report.language.speech import say

Row = Mapping[str, Any]

TOP, PLOT, GAP, FOOT = 26.0, 300.0, 9.0, 40.0
"""Pixels: above, of all people of a column, between two segments of a column, below."""
LEFT, RIGHT, NODE = 3.0, 90.0, 1.6
"""Percent: the first and the last column, half of a segment's width."""
LEAST = 0.01
"""People who move together are drawn from this share of everybody on."""
MAIN = 0.5
"""Share of a segment's people from which they count as most of it."""


def flow_chart(nodes: Sequence[Row], flows: Sequence[Row], chosen: int, words: Words) -> Markup:
    """Columns are numbers of segments; a segment is as tall as it is large, with its SLSA beside it.

    Segments of a column stand in the order of where their people come from. `chosen`: the column that is marked.

    >>> nodes = [{"k": 2, "segment": s, "share": 0.5, "slsa": None} for s in (1, 2)]
    >>> flow_chart(nodes, [], 2, Words("Segments", "two")).count("<rect")
    3
    """
    ks = sorted({row["k"] for row in nodes if row["k"] > 1})
    if not ks:
        return Markup("")
    columns = {k: LEFT + (RIGHT - LEFT) * at / max(len(ks) - 1, 1) for at, k in enumerate(ks)}
    places = _places(nodes, flows, ks)
    height = TOP + PLOT + GAP * (max(ks) - 1) + FOOT
    pieces = [
        box(columns[chosen] - 3, 4, 10, height - FOOT + 4, "chosen") if chosen in columns else Markup(""),
        _bands(flows, columns, places, height),
    ]
    for row in nodes:
        if row["k"] in columns:
            pieces += _node(row, columns[row["k"]], places[row["k"], row["segment"]], bold=row["k"] == chosen)
    for k, x in columns.items():
        pieces.append(text(x, height - FOOT + 22, str(k), "value" if k == chosen else "small", anchor="middle"))
    pieces.append(text((LEFT + RIGHT) / 2, height - 2, say("number of segments"), "small", anchor="middle"))
    return drawing("chart-flow", words, height, pieces)


Span = tuple[float, float]


def _places(nodes: Sequence[Row], flows: Sequence[Row], ks: Sequence[int]) -> dict[tuple[int, int], Span]:
    """Top and height of every segment: the first column by size, every other by where its people come from."""
    found: dict[tuple[int, int], Span] = {}
    for k in ks:
        own = [row for row in nodes if row["k"] == k]
        own.sort(key=lambda row: (_origin(row, flows, found), row["segment"]))
        y = TOP
        for row in own:
            tall = PLOT * row["share"]
            found[k, row["segment"]] = (y, tall)
            y += tall + GAP
    return found


def _origin(row: Row, flows: Sequence[Row], found: Mapping[tuple[int, int], Span]) -> float:
    """The mean height from which a segment's people come."""
    into = [flow for flow in flows if flow["k"] == row["k"] - 1 and flow["into"] == row["segment"]]
    spans = [
        (flow["share"], found[flow["k"], flow["segment"]]) for flow in into if (flow["k"], flow["segment"]) in found
    ]
    mass = sum(share for share, _ in spans)
    return round(sum(share * (y + tall / 2) for share, (y, tall) in spans) / mass, 6) if mass else 0.0


def _bands(
    flows: Sequence[Row],
    columns: Mapping[int, float],
    places: Mapping[tuple[int, int], Span],
    height: float,
) -> Markup:
    """Bands between neighbouring columns, as wide as the people who move; those of one segment lie side by side."""
    out = {key: y for key, (y, _) in places.items()}
    inn = dict(out)
    paths = []
    shown = [row for row in flows if (row["k"], row["segment"]) in out and (row["k"] + 1, row["into"]) in inn]
    shown.sort(key=lambda row: (row["k"], out[row["k"], row["segment"]], places[row["k"] + 1, row["into"]][0]))
    whole = {(row["k"], row["segment"]): places[row["k"], row["segment"]][1] / PLOT for row in shown}
    for row in shown:
        start, end = (row["k"], row["segment"]), (row["k"] + 1, row["into"])
        wide = PLOT * row["share"]
        left, right = columns[row["k"]] + NODE, columns[row["k"] + 1] - NODE
        if row["share"] >= LEAST:
            look = "band main" if row["share"] >= MAIN * whole[start] else "band"
            paths.append(_band((left, out[start]), (right, inn[end]), wide, look))
        out[start] += wide
        inn[end] += wide
    start_tag = Markup(
        '<svg x="0" y="0" width="100%" height="{0}" viewBox="0 0 100 {0}" preserveAspectRatio="none">'
    ).format(f"{height:g}")
    return start_tag + Markup("").join(paths) + Markup("</svg>")


def _band(start: tuple[float, float], end: tuple[float, float], wide: float, look: str) -> Markup:
    (x, y), (to_x, to_y) = start, end
    middle = (x + to_x) / 2
    upper = f"M{x:.2f} {y:.2f}C{middle:.2f} {y:.2f} {middle:.2f} {to_y:.2f} {to_x:.2f} {to_y:.2f}"
    lower = f"V{to_y + wide:.2f}C{middle:.2f} {to_y + wide:.2f} {middle:.2f} {y + wide:.2f} {x:.2f} {y + wide:.2f}Z"
    return Markup('<path class="{}" d="{}"/>').format(look, upper + lower)


def _node(row: Row, x: float, place: Span, *, bold: bool) -> list[Markup]:
    y, tall = place
    pieces = [box(x - NODE, y, 2 * NODE, max(tall, 1.0), "piece")]
    said = "" if row["slsa"] is None else decimal(row["slsa"])
    if tall >= 11 and said:
        pieces.append(text(x + NODE, y + tall / 2 + 4, said, "value back" if bold else "small back", shift=3))
    return pieces

"""What became of what was believed, in sentences and as one chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from survey_seg.report.evidence import not_computed
from survey_seg.report.numbers import counted, decimal, score, share, spelled
from survey_seg.report.sentences import called
from survey_seg.report.svg import Words, box, dot, drawing, line, text
from survey_seg.report.wording import listed, sentence, shortened, wrapped

Row = Mapping[str, Any]
Results = Mapping[str, Any]

OLDER = "This study was made before hypotheses were scored; analyze it again."
VERDICTS = ("supported", "refuted", "can't tell", "not testable")
SIGNS = {"supported": "✓", "refuted": "✕", "can't tell": "?", "not testable": "–"}
UNITS = {"points": " points", "sd": " standard deviations", "correlation": ""}
WAYS = {"points": "score", "sd": "decimal", "correlation": "decimal"}
"""How an estimate is printed, by its unit."""

PLOT = (3.0, 97.0)
REACH = 4.0
"""The chart goes from so many times the difference that matters below zero to as many above, unless one lies beyond."""


def absent(results: Results) -> str:
    """Why there is nothing to show of hypotheses; empty where there is."""
    part = results.get("hypotheses")
    return OLDER if part is None else not_computed(part) or ""


def lead(part: Row) -> str:
    """How many of the hypotheses were supported, refuted and not decided, in one sentence.

    >>> lead({"rows": [{"verdict": "supported"}, {"verdict": "refuted"}, {"verdict": "not testable"}]})
    'Of three hypotheses written before the data, one was supported, one was refuted and one could not be tested.'
    """
    rows = part["rows"]
    if not rows:
        return "Nobody wrote down before the data what they expected, so nothing that was believed was put to the test."
    told = {
        "supported": ("was supported", "were supported"),
        "refuted": ("was refuted", "were refuted"),
        "can't tell": ("is undecided", "are undecided"),
        "not testable": ("could not be tested", "could not be tested"),
    }
    found = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in VERDICTS}
    shown = [verdict for verdict in VERDICTS if found[verdict] or verdict in {"supported", "refuted"}]
    numbers = {verdict: "none" if not found[verdict] else spelled(found[verdict]) for verdict in shown}
    words = [f"{numbers[verdict]} {told[verdict][found[verdict] > 1]}" for verdict in shown]
    start = "The one hypothesis" if len(rows) == 1 else f"Of {counted(len(rows), 'hypothesis', 'hypotheses')}"
    if len(rows) == 1:
        return f"{start} written before the data {told.get(rows[0]['verdict'], ('is undecided',))[0]}."
    return f"{start} written before the data, {listed(words)}."


def rows_view(part: Row) -> list[dict[str, Any]]:
    """Each hypothesis with its path, its sign, what was compared in words, and the ways its figures are printed."""
    return [
        {
            "path": f"hypotheses.rows.{at}",
            "row": row,
            "sign": SIGNS.get(row["verdict"], "?"),
            "compared": compared(row),
            "why": why(row),
            "way": WAYS.get(row["unit"], "decimal"),
            "of_group": "share" if row["unit"] == "points" else "mean",
            "unit": UNITS.get(row["unit"], ""),
        }
        for at, row in enumerate(part["rows"])
    ]


def compared(row: Row) -> str:
    """What was compared with what.

    >>> compared({"form": "mean", "claim": "Spend", "against": "Age: less than 35", "more": True, "persona": None})
    'Mean of Spend. Expected higher where Age: less than 35.'
    """
    if row["form"] == "words":
        return ""
    if row["form"] == "persona":
        return f"Expected: one segment is “{row['persona']}”."
    if row["form"] == "correlation":
        return f"Expected: {row['claim']} goes {'up' if row['more'] else 'down'} with {row['against']}."
    if row["form"] == "share":
        return f"{row['claim']}. Expected {'more' if row['more'] else 'less'} often where {row['against']}."
    return f"Mean of {row['claim']}. Expected {'higher' if row['more'] else 'lower'} where {row['against']}."


def why(row: Row) -> str:
    """Why the verdict is what it is, in one sentence that needs no figure beside it."""
    if row["reason"]:
        return sentence(str(row["reason"]))
    if row["verdict"] == "supported":
        return "Real, and large enough to matter."
    if row["verdict"] == "refuted" and row["form"] == "persona":
        return "No segment is this person; where these people are stands below."
    if row["verdict"] == "refuted":
        against = row["estimate"] is not None and row["high"] is not None and row["high"] < 0
        return "It is the other way round." if against else "Whatever there is, is too small to matter."
    if row["low"] is None or row["high"] is None:
        return "Nobody differs, so nothing can be compared."
    if row["form"] == "persona":
        return "The answers do not decide where these people are."
    if row["low"] > 0:
        return "The direction is as expected; whether it is large enough to matter is open."
    return "Too few people to tell it from nothing, or from enough to matter."


def persona_views(results: Results) -> list[dict[str, Any]]:
    """Each persona that was looked for: the finding, and its rows by segment and by trait with their paths."""
    part = results["hypotheses"]
    return [
        {
            "path": f"hypotheses.personas.{at}",
            "row": row,
            "finding": persona_finding(results, row),
            "segments": _own(part, "segments", row["id"]),
            "traits": _own(part, "traits", row["id"]),
        }
        for at, row in enumerate(part["personas"])
    ]


def _own(part: Row, table: str, identifier: str) -> list[tuple[str, Row]]:
    return [(f"hypotheses.{table}.{at}", row) for at, row in enumerate(part[table]) if row["id"] == identifier]


def persona_finding(results: Results, row: Row) -> str:
    """Where a persona's people are, in a sentence or two."""
    who, part = f"“{shortened(row['persona'] or '', 60)}”", results["hypotheses"]
    own = [one for one in part["segments"] if one["id"] == row["id"]]
    if row["outcome"] in {"matched", "part", "unlike"}:
        where = f"{share(row['recall'])} of these people are in {called(results, [row['segment']])}"
        among = f"they are {share(row['precision'])} of it"
        if row["outcome"] == "matched":
            return f"{who} is {called(results, [row['segment']])}: {where}, and {among}."
        if row["outcome"] == "unlike":
            lacks = "that segment has some of the traits less often than the rest"
            return f"{who} is no segment: {where} and {among}, but {lacks}."
        return f"{who} is part of a larger segment: {where}, but {among}."
    clear = [one["segment"] for one in own if one["clearly_more"]]
    if row["outcome"] == "split":
        most = max(own, key=lambda one: one["recall"] or 0)
        where = f"{called(results, clear)} hold{'s' if len(clear) == 1 else ''} more of these people than the rest"
        return (
            f"{who} is split: {where}, but no segment holds half of them; at most {share(most['recall'])} are in one."
        )
    if row["outcome"] == "orphaned":
        nobody = row["people"] == 0
        return f"{who} is orphaned: " + (
            "nobody shows more than half of the traits." if nobody else "no segment has clearly more of these people."
        )
    return f"Where {who} is cannot be told: too few of these people, or too even a spread."


def surprises(results: Results) -> str:
    """The segments that nobody had in mind, in one sentence; empty where that cannot be told."""
    part = results["hypotheses"]
    if not part["surprises"]:
        more = {row["segment"] for row in part["segments"] if row["clearly_more"]}
        if not more or more < {row["segment"] for row in part["segments"]}:
            return ""
        return "Every segment holds clearly more of some persona than the others do: nobody new turned up."
    what = "has" if len(part["surprises"]) == 1 else "have"
    return f"Nobody had these people in mind: {called(results, part['surprises'])} {what} no persona."


def chart(part: Row) -> Markup | None:
    """A row per comparison: its estimate and interval, in multiples of the difference that matters."""
    known = [row for row in part["rows"] if row["form"] != "persona" and _drawn(row)]
    if not known:
        return None
    ends = [value / row["smallest"] for row in known for value in (row["low"], row["high"])]
    reach = max(REACH, *(abs(end) for end in ends)) * 1.05
    y, pieces = 30.0, []
    for row in known:
        for piece in wrapped(f"{row['id']} {row['text']}"):
            y += 17
            pieces.append(text(0, y, piece, "label"))
        y += 31
        pieces += _interval(row, y, reach)
        y += 14
    frame = [
        box(_x(0, reach), 26, _x(1, reach) - _x(0, reach), y - 22, "chosen"),
        line((_x(0, reach), 26), (_x(0, reach), y + 4), "grid"),
        line((_x(1, reach), 26), (_x(1, reach), y + 4), "level"),
        text(_x(0, reach), 18, "no difference", "small", anchor="end", shift=-4),
        text(_x(1, reach), 18, "matters from here", "small all", shift=4),
    ]
    return drawing("chart-hypotheses", Words("Hypotheses against the data", finding(known)), y + 6, [*frame, *pieces])


def _drawn(row: Row) -> bool:
    return bool(row["smallest"]) and None not in (row["estimate"], row["low"], row["high"])


def _x(value: float, reach: float) -> float:
    return PLOT[0] + (PLOT[1] - PLOT[0]) * (value + reach) / (2 * reach)


def _interval(row: Row, y: float, reach: float) -> Sequence[Markup]:
    low, here, high = (_x(row[name] / row["smallest"], reach) for name in ("low", "estimate", "high"))
    printed = (score if row["unit"] == "points" else decimal)(row["estimate"])
    look = "dot" if row["verdict"] == "supported" else "hollow"
    return (
        line((PLOT[0], y), (PLOT[1], y), "grid"),
        line((low, y), (high, y), "whisker"),
        dot(here, y, 5.5, look),
        text(here, y - 9, f"{printed}{UNITS.get(row['unit'], '')}", "small back", anchor="middle"),
    )


def finding(known: Sequence[Row]) -> str:
    """What the chart shows, for its description."""
    beyond = [row["id"] for row in known if row["verdict"] == "supported"]
    short = [row["id"] for row in known if row["verdict"] == "refuted"]
    said = (
        f"Large enough to matter and real: {listed(beyond)}." if beyond else "None is real and large enough to matter."
    )
    return f"{said} Surely too small or the other way round: {listed(short)}." if short else said

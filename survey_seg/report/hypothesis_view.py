"""What became of what was believed, in sentences and as one chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from survey_seg.report.charts.svg import Words, box, dot, drawing, line, text
from survey_seg.report.evidence import not_computed
from survey_seg.report.language.condition_phrases import condition_phrase
from survey_seg.report.language.numbers import decimal, score, share, spelled
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import listed, quoted, sentence, wrapped
from survey_seg.report.sentences import called

Row = Mapping[str, Any]
Results = Mapping[str, Any]

OLDER = marked("This study was made before hypotheses were scored; analyze it again.")
VERDICTS = {
    "supported": marked("supported"),
    "refuted": marked("refuted"),
    "can't tell": marked("can't tell"),
    "not testable": marked("not testable"),
}
SIGNS = {"supported": "✓", "refuted": "✕", "can't tell": "?", "not testable": "–"}
WAYS = {"points": "score", "sd": "decimal", "correlation": "decimal"}
"""How an estimate is printed, by its unit."""

PLOT = (3.0, 97.0)
REACH = 4.0
"""The chart goes from so many times the difference that matters below zero to as many above, unless one lies beyond."""


def absent(results: Results) -> str:
    """Why there is nothing to show of hypotheses; empty where there is."""
    part = results.get("hypotheses")
    return say(OLDER) if part is None else told(not_computed(part) or "")


def lead(part: Row) -> str:
    """How many of the hypotheses were supported, refuted and not decided, in one sentence.

    >>> lead({"rows": [{"verdict": "supported"}, {"verdict": "refuted"}, {"verdict": "not testable"}]})
    'Of three hypotheses written before the data, one was supported, one was refuted and one could not be tested.'
    """
    verdicts = [row["verdict"] for row in part["rows"]]
    if not verdicts:
        return say(
            "Nobody wrote down before the data what they expected, so nothing that was believed was put to the test."
        )
    if len(verdicts) == 1:
        return _only(verdicts[0])
    found = {verdict: verdicts.count(verdict) for verdict in VERDICTS}
    words = [_supported(found["supported"]), _refuted(found["refuted"])]
    if open_ones := found["can't tell"]:
        words.append(say_n("one is undecided", "{n} are undecided", open_ones))
    if untested := found["not testable"]:
        words.append(say_n("one could not be tested", "{n} could not be tested", untested))
    return say(
        "Of {n} hypotheses written before the data, {verdicts}.", n=spelled(len(verdicts)), verdicts=listed(words)
    )


def _only(verdict: str) -> str:
    if verdict == "supported":
        return say("The one hypothesis written before the data was supported.")
    if verdict == "refuted":
        return say("The one hypothesis written before the data was refuted.")
    if verdict == "not testable":
        return say("The one hypothesis written before the data could not be tested.")
    return say("The one hypothesis written before the data is undecided.")


def _supported(number: int) -> str:
    return say_n("one was supported", "{n} were supported", number) if number else say("none was supported")


def _refuted(number: int) -> str:
    return say_n("one was refuted", "{n} were refuted", number) if number else say("none was refuted")


def rows_view(part: Row) -> list[dict[str, Any]]:
    """Each hypothesis with its path, its sign, what was compared in words, and the ways its figures are printed."""
    return [
        {
            "path": f"hypotheses.rows.{at}",
            "row": row,
            "sign": SIGNS.get(row["verdict"], "?"),
            "verdict": say(VERDICTS.get(row["verdict"], row["verdict"])),
            "compared": compared(row),
            "why": why(row),
            "way": WAYS.get(row["unit"], "decimal"),
            "of_group": "share" if row["unit"] == "points" else "mean",
            "construction": told(row["by_construction"]),
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
        return say("Expected: one segment is {persona}.", persona=quoted(row["persona"] or "", 60))
    sides = {"claim": condition_phrase(row["claim"]), "against": condition_phrase(row["against"])}
    if row["form"] == "correlation":
        if row["more"]:
            return say("Expected: {claim} goes up with {against}.", **sides)
        return say("Expected: {claim} goes down with {against}.", **sides)
    if row["form"] == "share":
        if row["more"]:
            return say("{claim}. Expected more often where {against}.", **sides)
        return say("{claim}. Expected less often where {against}.", **sides)
    if row["more"]:
        return say("Mean of {claim}. Expected higher where {against}.", **sides)
    return say("Mean of {claim}. Expected lower where {against}.", **sides)


def why(row: Row) -> str:
    """Why the verdict is what it is, in one sentence that needs no figure beside it."""
    if row["reason"]:
        return sentence(say("; ").join(told(reason) for reason in str(row["reason"]).split("; ")))
    if row["verdict"] == "supported":
        return say("Real, and large enough to matter.")
    if row["verdict"] == "refuted":
        return _refutation(row)
    if row["low"] is None or row["high"] is None:
        return say("Nobody differs, so nothing can be compared.")
    if row["form"] == "persona":
        return say("The answers do not decide where these people are.")
    if row["low"] > 0:
        return say("The direction is as expected; whether it is large enough to matter is open.")
    return say("Too few people to tell it from nothing, or from enough to matter.")


def _refutation(row: Row) -> str:
    if row["form"] == "persona":
        return say("No segment is this person; where these people are stands below.")
    if row["estimate"] is not None and row["high"] is not None and row["high"] < 0:
        return say("It is the other way round.")
    return say("Whatever there is, is too small to matter.")


def persona_views(results: Results) -> list[dict[str, Any]]:
    """Each persona that was looked for: the finding, and its rows by segment and by trait with their paths."""
    part = results["hypotheses"]
    return [
        {
            "path": f"hypotheses.personas.{at}",
            "row": row,
            "finding": persona_finding(results, row),
            "segments": _own(part, "segments", row["id"]),
            "traits": [
                (path, {**trait, "phrase": condition_phrase(trait["trait"])})
                for path, trait in _own(part, "traits", row["id"])
            ],
        }
        for at, row in enumerate(part["personas"])
    ]


def _own(part: Row, table: str, identifier: str) -> list[tuple[str, Row]]:
    return [(f"hypotheses.{table}.{at}", row) for at, row in enumerate(part[table]) if row["id"] == identifier]


def persona_finding(results: Results, row: Row) -> str:
    """Where a persona's people are, in a sentence or two."""
    who = quoted(row["persona"] or "", 60)
    if row["outcome"] in {"matched", "part", "unlike"}:
        return _in_one(results, row, who)
    own = [one for one in results["hypotheses"]["segments"] if one["id"] == row["id"]]
    if row["outcome"] == "split":
        clear = [one["segment"] for one in own if one["clearly_more"]]
        return say_n(
            "{persona} is split: {segments} holds more of these people than the rest, but no segment holds half of "
            "them; at most {share} are in one.",
            "{persona} is split: {segments} hold more of these people than the rest, but no segment holds half of "
            "them; at most {share} are in one.",
            len(clear),
            persona=who,
            segments=called(results, clear),
            share=share(max(one["recall"] or 0 for one in own)),
        )
    if row["outcome"] == "orphaned":
        if row["people"] == 0:
            return say("{persona} is orphaned: nobody shows more than half of the traits.", persona=who)
        return say("{persona} is orphaned: no segment has clearly more of these people.", persona=who)
    return say("Where {persona} is cannot be told: too few of these people, or too even a spread.", persona=who)


def _in_one(results: Results, row: Row, who: str) -> str:
    """The finding where at least half of a persona's people are in one segment."""
    places = {
        "persona": who,
        "segment": called(results, [row["segment"]]),
        "recall": share(row["recall"]),
        "precision": share(row["precision"]),
    }
    if row["outcome"] == "matched":
        return say(
            "{persona} is {segment}: {recall} of these people are in {segment}, and they are {precision} of it.",
            **places,
        )
    if row["outcome"] == "unlike":
        return say(
            "{persona} is no segment: {recall} of these people are in {segment} and they are {precision} of it, but "
            "that segment has some of the traits less often than the rest.",
            **places,
        )
    return say(
        "{persona} is part of a larger segment: {recall} of these people are in {segment}, but they are {precision} "
        "of it.",
        **places,
    )


def surprises(results: Results) -> str:
    """The segments that nobody had in mind, in one sentence; empty where that cannot be told."""
    part = results["hypotheses"]
    if not part["surprises"]:
        more = {row["segment"] for row in part["segments"] if row["clearly_more"]}
        if not more or more < {row["segment"] for row in part["segments"]}:
            return ""
        return say("Every segment holds clearly more of some persona than the others do: nobody new turned up.")
    return say_n(
        "Nobody had these people in mind: {segments} has no persona.",
        "Nobody had these people in mind: {segments} have no persona.",
        len(part["surprises"]),
        segments=called(results, part["surprises"]),
    )


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
        text(_x(0, reach), 18, say("no difference"), "small", anchor="end", shift=-4),
        text(_x(1, reach), 18, say("matters from here"), "small all", shift=4),
    ]
    return drawing(
        "chart-hypotheses", Words(say("Hypotheses against the data"), finding(known)), y + 6, [*frame, *pieces]
    )


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
        text(here, y - 9, _with_unit(printed, row["unit"]), "small back", anchor="middle"),
    )


def _with_unit(printed: str, unit: str) -> str:
    if unit == "points":
        return say("{figure} points", figure=printed)
    return say("{figure} standard deviations", figure=printed) if unit == "sd" else printed


def finding(known: Sequence[Row]) -> str:
    """What the chart shows, for its description."""
    beyond = [row["id"] for row in known if row["verdict"] == "supported"]
    short = [row["id"] for row in known if row["verdict"] == "refuted"]
    if beyond:
        text = say("Large enough to matter and real: {hypotheses}.", hypotheses=listed(beyond))
    else:
        text = say("None is real and large enough to matter.")
    if not short:
        return text
    return f"{text} {say('Surely too small or the other way round: {hypotheses}.', hypotheses=listed(short))}"

"""What the priorities say in plain words: matrix, whose money it is, scorecard, gaps, and what one more costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.evidence import by_rank, not_computed, rows
from survey_seg.report.language.numbers import count, score, share, share_interval, spelled
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import listed, quoted, started
from survey_seg.report.sentences import called

Row = Mapping[str, Any]
Results = Mapping[str, Any]

TESTS = {
    "sizable": marked("sizable"),
    "accessible": marked("accessible"),
    "measurable": marked("measurable"),
    "differentiable": marked("differentiable"),
    "actionable": marked("actionable"),
}
"""What makes a segment fit to be served."""

VERDICTS = {
    "pass": marked("pass"),
    "fail": marked("fail"),
    "can't tell": marked("can't tell"),
    "open": marked("open"),
    "met": marked("met"),
    "white space": marked("white space"),
    "unserved, but small": marked("unserved, but small"),
    "served": marked("served"),
}
"""What tests and gaps come to."""

CRITERIA = {
    "size": marked("size"),
    "value": marked("value"),
    "unmet need": marked("unmet need"),
    "reach": marked("reach"),
    "stability": marked("stability"),
}
"""The criteria that every study can measure; others have names of the questionnaire."""

SOURCES = {"measured": marked("measured"), "not measured": marked("not measured")}
AGAIN = marked("this study was made before they were; analyze it again")
NEEDS_KEY = "study.priorities.needs"
"""The key of the questionnaire that the reason names where nothing was asked about white space."""


def part_missing(results: Results, part: str) -> str | None:
    """Why a part of the priorities is not there, or None when it is.

    >>> part_missing({"priorities": {"rank": []}}, "samda")
    'this study was made before they were; analyze it again'
    """
    priorities = results["priorities"]
    if part not in priorities:
        return say(AGAIN)
    reason = not_computed(priorities[part])
    return None if reason is None else told(reason)


def no_gaps_asked(results: Results) -> bool:
    """Whether there is nothing about white space because the questionnaire names no questions about it."""
    return NEEDS_KEY in (not_computed(results["priorities"].get("white_space")) or "")


def word_of_test(test: str) -> str:
    """One of the five tests in a word.

    >>> word_of_test("sizable")
    'sizable'
    """
    return say(TESTS.get(test, test))


def word_of_verdict(verdict: str) -> str:
    """What a test or a gap came to, in a word or two.

    >>> word_of_verdict("can't tell")
    "can't tell"
    """
    return say(VERDICTS.get(verdict, verdict))


def word_of_criterion(criterion: str) -> str:
    """A criterion by its name: in the language of the report where every study can measure it.

    >>> word_of_criterion("size"), word_of_criterion("Fit with our brand")
    ('size', 'Fit with our brand')
    """
    return say(CRITERIA[criterion]) if criterion in CRITERIA else criterion


def word_of_source(source: str) -> str:
    """Where the rating of a criterion is from, in a word.

    >>> word_of_source("measured")
    'measured'
    """
    return say(SOURCES.get(source, source))


def knocked_out(row: Row) -> str:
    """Why a segment is knocked out; "" where it is not.

    >>> knocked_out({"knocked_out": "too small; not found again"})
    'too small; not found again'
    """
    return say("; ").join(told(reason) for reason in row["knocked_out"].split("; "))


def parts(results: Results, part: str, table: str = "") -> list[tuple[str, Row]]:
    """The rows of a part of the priorities with their paths; none where it is not there."""
    if not_computed(results["priorities"]) is not None or part_missing(results, part) is not None:
        return []
    found = results["priorities"][part]
    path = f"priorities.{part}.{table}" if table else f"priorities.{part}"
    return [(f"{path}.{i}", row) for i, row in enumerate(found[table] if table else found)]


def matrix_sentence(results: Results) -> str:
    """Where the segments stand on the two axes, the first rank first."""
    axes = {row["segment"]: row for _, row in parts(results, "axes")}
    words = [
        say(
            MATRIX["win" if row["decision"] == "win" else "serve"],
            segment=called(results, [row["segment"]]),
            attractiveness=score(axes[row["segment"]]["attractiveness"]),
            ability=score(axes[row["segment"]]["ability"]),
        )
        for _, row in by_rank(results)
        if row["segment"] in axes
    ]
    return say("; ").join(words) + "." if words else say("The axes were not measured.")


MATRIX = {
    "win": marked("{segment} (win): attractiveness {attractiveness}, ability to win {ability}"),
    "serve": marked("{segment} (serve): attractiveness {attractiveness}, ability to win {ability}"),
}


def value_sentence(results: Results) -> str:
    """How much of the money the first priority and all segments to win hold; "" where nobody knows."""
    found = [row for _, row in parts(results, "value") if row["value_share"] is not None]
    first = next((row["segment"] for _, row in by_rank(results) if not row["knocked_out"]), None)
    here = [row for row in found if row["variable"] == found[0]["variable"]]
    own = next((row for row in here if row["segment"] == first), None)
    if own is None:
        return ""
    figures = {
        "segment": called(results, [own["segment"]]),
        "value": share(own["value_share"]),
        "people": share(own["people_share"]),
        "index": count(own["index"]),
    }
    if own["value_low"] is None:
        text = say(
            "Your first priority, {segment}, holds {value} of the value with {people} of the people: per head {index} "
            "where everybody is 100.",
            **figures,
        )
    else:
        text = say(
            "Your first priority, {segment}, holds {value} of the value ({interval}) with {people} of the people: per "
            "head {index} where everybody is 100.",
            interval=share_interval(own["value_low"], own["value_high"]),
            **figures,
        )
    won = [row["value_share"] for row in here if row["segment"] in results["priorities"]["pursue"]]
    if len(won) < 2:
        return text
    return f"{text} {say('The segments to win hold {value} together.', value=share(min(sum(won), 1.0)))}"


def samda_sentence(results: Results) -> str:
    """Which of the segments to win pass all five tests, and where the others fall short."""
    found = [row for _, row in parts(results, "samda")]
    pursued = results["priorities"]["pursue"]
    own = {segment: [row for row in found if row["segment"] == segment] for segment in pursued}
    sound = [segment for segment in pursued if all(row["verdict"] == "pass" for row in own[segment])]
    words = []
    if sound:
        segments = called(results, sound)
        words.append(
            say_n(
                "{segments} passes all five tests",
                "{segments} pass all five tests",
                len(sound),
                segments=segments,
            )
        )
    words += [short for segment in pursued if (short := _short_of(called(results, [segment]), own[segment]))]
    return f"{started(say('; ').join(words))}." if words else say("No segment is to be won.")


def _short_of(segment: str, own: Sequence[Row]) -> str:
    """Which tests a segment fails, and of which it is open; "" where it passes all."""
    failed = [word_of_test(row["test"]) for row in own if row["verdict"] == "fail"]
    unsure = [word_of_test(row["test"]) for row in own if row["verdict"] == "can't tell"]
    tests = {"failed": listed(failed), "unsure": listed(unsure, last="or")}
    if failed and unsure:
        return say("{segment} is not {failed} and may or may not be {unsure}", segment=segment, **tests)
    if failed:
        return say("{segment} is not {failed}", segment=segment, **tests)
    return say("{segment} may or may not be {unsure}", segment=segment, **tests) if unsure else ""


def gap_sentence(results: Results) -> str:
    """Which needs nobody meets anywhere, and which large segments nobody serves."""
    gaps = results["priorities"]["white_space"]
    empty = [row["segment"] for row in gaps["unserved"] if row["verdict"] == "white space"]
    words = [say("{need} is wanted and not met in every segment", need=quoted(need)) for need in gaps["everywhere"]]
    if empty:
        segments = called(results, empty)
        words.append(
            say_n(
                "most of {segments} is served by nobody",
                "most of {segments} are served by nobody",
                len(empty),
                segments=segments,
            )
        )
    if not words:
        return say("No need is open in every segment, and no large segment is mostly unserved.")
    return f"{started(say('; ').join(words))}."


def one_more(results: Results) -> str:
    """What the next segment beyond those to win would add, and what it could share; "" where there is none."""
    table = [row for _, row in parts(results, "more")]
    pursued = results["priorities"]["pursue"]
    following = next((row for row in table if row["segment"] not in pursued), None)
    if following is None or not pursued:
        return ""
    segment, people = called(results, [following["segment"]]), share(following["share"])
    if following["value_share"] is None:
        added = say("Going for {segment} too would add {people} of the people.", segment=segment, people=people)
    else:
        added = say(
            "Going for {segment} too would add {people} of the people and {value} of the value.",
            segment=segment,
            people=people,
            value=share(following["value_share"]),
        )
    return f"{added} {_sharing(following)}"


def _sharing(row: Row) -> str:
    """What of the effort for a segment is there already."""
    ways, actions = row["channels"], row["actions"]
    shared = [_ways(row["channels_shared"], ways)] if ways else []
    shared += [_actions(row["actions_shared"], actions)] if actions else []
    if not shared:
        return say("It has no clear way to be found and no clear action of its own.")
    return started(say("{efforts} serve the segments before it already.", efforts=listed(shared)))


def _ways(shared: int, ways: int) -> str:
    if ways == 1:
        return say("one of its one way to be found") if shared else say("none of its one way to be found")
    if not shared:
        return say("none of its {ways} ways to be found", ways=spelled(ways))
    return say_n("one of its {ways} ways to be found", "{n} of its {ways} ways to be found", shared, ways=spelled(ways))


def _actions(shared: int, actions: int) -> str:
    if actions == 1:
        return say("one of its one action") if shared else say("none of its one action")
    if not shared:
        return say("none of its {actions} actions", actions=spelled(actions))
    return say_n("one of its {actions} actions", "{n} of its {actions} actions", shared, actions=spelled(actions))


def covered(found: Sequence[Row], decision: str) -> bool:
    """Whether an action that clearly fits a segment speaks to a decision.

    >>> covered([{"decision": "D1", "low": 0.5, "total_share": 0.4}], "D1")
    True
    """
    return any(row["decision"] == decision and is_clear(row) for row in found)


def is_clear(row: Row) -> bool:
    """Whether the whole interval of a share lies above the share of everybody."""
    return row["low"] is not None and bool(row["low"] > row["total_share"])


def unresolved(results: Results) -> list[dict[str, str]]:
    """The decisions that no segment speaks to or that nobody owns, with what is missing."""
    acts = [row for _, row in rows(results, "actions")]
    found = []
    for row in results["study"]["decisions"]:
        if row["status"] != "open":
            continue
        missing = [
            "" if covered(acts, row["id"]) else say("no segment calls for an action that feeds it"),
            "" if row["owner"] else say("nobody owns it"),
        ]
        if any(missing):
            found.append({"id": row["id"], "text": row["text"], "why": listed(why for why in missing if why)})
    return found

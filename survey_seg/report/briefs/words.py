"""What a positioning brief says in sentences: each is a rule on the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.evidence import names, not_computed
from survey_seg.report.labels import either
from survey_seg.report.language.numbers import count, localised
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import listed, quoted, started
from survey_seg.report.sentences import called

Row = Mapping[str, Any]
Results = Mapping[str, Any]

MEASURED, DECLARED, TO_FILL = "measured", "declared", "to fill"
SOURCES = {MEASURED: marked("measured"), DECLARED: marked("declared"), TO_FILL: marked("to fill")}
"""Where a part of a brief comes from."""

SHORT = 60


def reason_missing(results: Results) -> str:
    """Why there are no briefs, or nothing where there are.

    >>> reason_missing({})
    'This study was made before there were briefs; analyze it again.'
    """
    briefs = results.get("briefs")
    if briefs is None:
        return say("This study was made before there were briefs; analyze it again.")
    return told(not_computed(briefs) or "")


def finding(results: Results) -> str:
    """Which briefs there are, in one sentence."""
    briefs = results["briefs"]
    pursued = [brief["segment"] for brief in briefs["segments"]]
    text = say_n(
        "one segment to win, and a brief for each: {segments}.",
        "{n} segments to win, and a brief for each: {segments}.",
        len(pursued),
        segments=called(results, pursued),
    )
    moved = [brief["segment"] for brief in briefs["segments"] if brief["drivers"]["verdict"] == "clear"]
    return f"{started(text)} {_what_moves(results, moved, len(pursued))}"


def _what_moves(results: Results, moved: Sequence[int], pursued: int) -> str:
    if len(moved) == pursued:
        return say_n(
            "We can say which beliefs go with the outcome.",
            "For all of them we can say which beliefs go with the outcome.",
            pursued,
        )
    if not moved:
        return say("Which beliefs would move them, these answers cannot tell.")
    return say("Which beliefs go with the outcome can be told for {segments} only.", segments=called(results, moved))


def goal_words(results: Results) -> str:
    """What a brief wants more people to answer, as a phrase; empty where no outcome was asked."""
    outcome = results["briefs"]["outcome"]
    if outcome is None:
        return ""
    asked, answer = quoted(outcome["text"], SHORT), str(outcome["answer"])
    if outcome["way"] == "rank":
        middle = localised(answer.removeprefix("more than "))
        return say("more than {number} on {question}", number=middle, question=asked)
    answer = either(results, outcome["variable"], answer)
    return say("{answer} to {question}", answer=quoted(answer, 50), question=asked)


def gain_note(results: Results) -> str:
    """How to read a gain."""
    cause = say(
        "People who think so answer so more often: that is association, not cause. A test shows whether it can be "
        "moved."
    )
    gain = say(
        "Gain: points of the outcome ({goal}), which runs from 0 to 100, for a quarter of the belief’s scale.",
        goal=goal_words(results),
    )
    return f"{cause} {gain}"


def lead(results: Results, brief: Row) -> str:
    """What moves a group, or why that cannot be told, in one sentence."""
    drivers = brief["drivers"]
    clear = [row for row in drivers["items"] if row["clear"]]
    if drivers["verdict"] != "clear" or not clear:
        return cannot(results, brief)
    ends = ("top" if (row["slope"] or 0) >= 0 else "bottom" for row in clear[:2])
    answers = (either(results, row["variable"], row[f"{end}_answer"]) for row, end in zip(clear, ends, strict=False))
    beliefs = [
        say("{answer} to {question}", answer=quoted(answer, 40), question=quoted(row["statement"], 60))
        for row, answer in zip(clear, answers, strict=False)
    ]
    return say("What goes most with {goal} among them: {beliefs}.", goal=goal_words(results), beliefs=listed(beliefs))


def cannot(results: Results, brief: Row) -> str:
    """Why it cannot be told what would move a group."""
    drivers = brief["drivers"]
    people = count(drivers.get("n_eff"))
    if drivers["verdict"] == "nothing":
        return say(
            "We cannot tell what would move them: nothing that was asked goes clearly with {goal} among {people} "
            "people (effective base).",
            goal=goal_words(results),
            people=people,
        )
    if drivers["verdict"] == "few":
        return say(
            "We cannot tell what would move them: {people} people (effective base) are too few to tell beliefs apart "
            "by {goal}.",
            people=people,
            goal=goal_words(results),
        )
    if drivers["verdict"] == "constant":
        return say(
            "We cannot tell what would move them: all of them answer {goal} the same way.", goal=goal_words(results)
        )
    if drivers["verdict"] == "no_outcome":
        return say(
            "We cannot tell what would move them: no question of this study is an outcome or a value to hold beliefs "
            "against."
        )
    return say("We cannot tell what would move them.")


def why_not(results: Results, row: Row, groups: Sequence[str] = ()) -> str:
    """Why something is not to be said, without its numbers.

    >>> why_not({"segments": {"sizes": []}}, {"why": "other", "other": 0})
    'it is what others say'
    """
    if row["why"] == "against":
        return say("among them it goes against {goal}", goal=goal_words(results))
    other = row["other"]
    if groups and 0 < other <= len(groups):
        return say("it is what “{part}” say", part=groups[other - 1])
    if not groups and other in names(results):
        return say("it is what people of {segment} say", segment=called(results, [other]))
    return say("it is what others say")


def quotes_line(results: Results, brief: Row) -> str:
    """Why nobody is quoted, or how the quotes were chosen."""
    briefs = results["briefs"]
    if not briefs["quoted"]:
        return say("Quotes are switched off for this report.")
    if not briefs["open_questions"]:
        return say("No open question was asked whose answers can be quoted.")
    if not brief["quotes"]:
        return say(
            "No answer is safe to quote: all are too short, too rare in their words, or name somebody or something."
        )
    return say(
        "Chosen by rule from people well inside; names, numbers and words that fewer than five people use are left out."
    )


def accounts_line(accounts: Row) -> str:
    """How many companies speak with one voice.

    >>> accounts_line({"n": 120, "people": 300, "several": 80, "together": 50, "mixed": None})
    '300 people speak for 120 companies. Of the 80 with two people or more, 50 have all of them in one segment.'
    """
    text = say_n(
        "{people} people speak for one company.",
        "{people} people speak for {n} companies.",
        accounts["n"],
        people=count(accounts["people"]),
    )
    if not accounts["several"] or accounts["together"] is None:
        return text
    if accounts["together"] == 0:
        none = say(
            "Of the {several} with two people or more, none has all of them in one segment.",
            several=count(accounts["several"]),
        )
        return f"{text} {none}"
    together = say_n(
        "Of the {several} with two people or more, one has all of them in one segment.",
        "Of the {several} with two people or more, {n} have all of them in one segment.",
        accounts["together"],
        several=count(accounts["several"]),
    )
    return f"{text} {together}"


def minds_line(accounts: Row) -> str:
    """When a company belongs to a segment, and how many belong to none.

    >>> minds_line({"mixed": 31})
    'A company belongs to a segment if more than half of its people do; for 31 companies that is true of no segment.'
    """
    if accounts["mixed"] is None:
        return say(
            "A company belongs to a segment if more than half of its people do; how many belong to none is not shown, "
            "as they are few."
        )
    if accounts["mixed"] == 0:
        return say(
            "A company belongs to a segment if more than half of its people do; here every company belongs to one."
        )
    return say_n(
        "A company belongs to a segment if more than half of its people do; for one company that is true of no "
        "segment.",
        "A company belongs to a segment if more than half of its people do; for {n} companies that is true of no "
        "segment.",
        accounts["mixed"],
    )

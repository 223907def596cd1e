"""What a positioning brief says in sentences: each is a rule on the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.evidence import names, not_computed
from survey_seg.report.numbers import count, counted, spelled
from survey_seg.report.sentences import called
from survey_seg.report.wording import listed, quoted

Row = Mapping[str, Any]
Results = Mapping[str, Any]

OLD = "This study was made before there were briefs; analyze it again."
NOT_CAUSE = (
    "People who think so answer so more often: that is association, not cause. A test shows whether it can be moved."
)
SHORT = 60


def reason_missing(results: Results) -> str:
    """Why there are no briefs, or nothing where there are.

    >>> reason_missing({})
    'This study was made before there were briefs; analyze it again.'
    """
    briefs = results.get("briefs")
    return OLD if briefs is None else not_computed(briefs) or ""


def finding(results: Results) -> str:
    """Which briefs there are, in one sentence."""
    briefs = results["briefs"]
    pursued = [brief["segment"] for brief in briefs["segments"]]
    text = f"{counted(len(pursued), 'segment').capitalize()} to win, and a brief for each: {called(results, pursued)}."
    moved = [brief["segment"] for brief in briefs["segments"] if brief["drivers"]["verdict"] == "clear"]
    if len(moved) == len(pursued):
        return f"{text} {'For all of them we' if len(pursued) > 1 else 'We'} can say which beliefs go with the outcome."
    if not moved:
        return f"{text} Which beliefs would move them, these answers cannot tell."
    return f"{text} Which beliefs go with the outcome can be told for {called(results, moved)} only."


def goal_words(results: Results) -> str:
    """What a brief wants more people to do, as a phrase."""
    outcome = results["briefs"]["outcome"]
    if outcome is None:
        return "the outcome"
    asked = quoted(outcome["text"], SHORT)
    if outcome["way"] == "rank":
        return f"{outcome['answer']} on {asked}"
    return f"{quoted(outcome['answer'], 50)} to {asked}"


def lead(results: Results, brief: Row) -> str:
    """What moves a group, or why that cannot be told, in one sentence."""
    drivers = brief["drivers"]
    clear = [row for row in drivers["items"] if row["clear"]]
    if drivers["verdict"] == "clear" and clear:
        ends = ("top" if (row["slope"] or 0) >= 0 else "bottom" for row in clear[:2])
        said = [(row["statement"], row[f"{end}_answer"]) for row, end in zip(clear, ends, strict=False)]
        first = [f"{quoted(answer, 40)} to {quoted(statement, 60)}" for statement, answer in said]
        return f"What goes most with {goal_words(results)} among them: {listed(first)}."
    return cannot(results, brief)


def cannot(results: Results, brief: Row) -> str:
    """Why it cannot be told what would move a group."""
    drivers = brief["drivers"]
    start = "We cannot tell what would move them"
    if drivers["verdict"] == "nothing":
        return f"{start}: nothing that was asked goes clearly with {goal_words(results)} among {_people(drivers)}."
    if drivers["verdict"] == "few":
        return f"{start}: {_people(drivers)} are too few to tell beliefs apart by {goal_words(results)}."
    if drivers["verdict"] == "constant":
        return f"{start}: all of them answer {goal_words(results)} the same way."
    if drivers["verdict"] == "no_outcome":
        return f"{start}: no question of this study is an outcome or a value to hold beliefs against."
    return f"{start}."


def _people(drivers: Row) -> str:
    return f"{count(drivers.get('n_eff'))} people (effective base)"


def why_not(results: Results, row: Row, groups: Sequence[str] = ()) -> str:
    """Why something is not to be said, without its numbers.

    >>> row = {"why": "against", "other": 0}
    >>> why_not({"briefs": {"outcome": None}}, row)
    'among them it goes against the outcome'
    """
    if row["why"] == "against":
        return f"among them it goes against {goal_words(results)}"
    other = row["other"]
    if groups:
        return f"it is what “{groups[other - 1]}” say" if 0 < other <= len(groups) else "it is what others say"
    known = other in names(results)
    return f"it is what people of {called(results, [other])} say" if known else "it is what others say"


def quotes_line(results: Results, brief: Row) -> str:
    """Why nobody is quoted, or how the quotes were chosen."""
    briefs = results["briefs"]
    if not briefs["quoted"]:
        return "Quotes are switched off for this report."
    if not briefs["open_questions"]:
        return "No open question was asked whose answers can be quoted."
    if not brief["quotes"]:
        return "No answer is safe to quote: all are too short, too rare in their words, or name somebody or something."
    return (
        "Chosen by rule from people well inside; names, numbers and words that fewer than five people use are left out."
    )


def accounts_line(accounts: Row) -> str:
    """How many companies speak with one voice.

    >>> accounts_line({"n": 120, "people": 300, "several": 80, "together": 50, "mixed": None})
    '300 people speak for 120 companies. Of the 80 with two people or more, 50 have all of them in one segment.'
    """
    text = f"{count(accounts['people'])} people speak for {counted(accounts['n'], 'company', 'companies')}."
    if accounts["several"] and accounts["together"] is not None:
        text += f" Of the {count(accounts['several'])} with two people or more, "
        text += f"{spelled(accounts['together'])} have all of them in one segment."
    return text


def minds_line(accounts: Row) -> str:
    """When a company belongs to a segment, and how many belong to none.

    >>> minds_line({"mixed": 31})
    'A company belongs to the segment that more than half of its people are in; 31 are of two minds.'
    """
    start = "A company belongs to the segment that more than half of its people are in"
    if accounts["mixed"] is None:
        return f"{start}; how many are of two minds is not shown, as they are few."
    return f"{start}; {spelled(accounts['mixed'])} are of two minds."

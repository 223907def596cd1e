"""What is decided, by whom and until when, and what is not, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from survey_seg.errors import printable

Row = Mapping[str, Any]
Results = Mapping[str, Any]


def is_overdue(due: str | None, today: str) -> bool:
    """Whether a date has passed; a month has passed when the next one has begun.

    >>> is_overdue("2027-01", "2027-01-31"), is_overdue("2027-01", "2027-02-01"), is_overdue("2027-01-15", "2027-01-16")
    (False, True, True)
    """
    return bool(due) and bool(today) and today[: len(str(due))] > str(due)


def undecided_lines(results: Results, today: str) -> Iterator[str]:
    """The open decisions of the questionnaire, and the segments for which nothing was decided.

    A decision is open until the log holds it for everybody or for each segment.
    """
    log = [row for row in results.get("decision_log", ()) if row["current"]]
    numbers = [row["segment"] for row in results["segments"]["sizes"]] if results["segments"]["k"] > 1 else []
    for row in results["study"]["decisions"]:
        taken = {one["segment"] for one in log if one["decision"] == row["id"]}
        if row["status"] == "open" and None not in taken and not (numbers and taken.issuperset(numbers)):
            late = f", was due {row['due']}" if is_overdue(row["due"], today) else ""
            missing = [str(number) for number in numbers if number not in taken] if taken else []
            rest = f", open for segment {', '.join(missing)}" if missing else ""
            owner = printable(row["owner"] or "nobody")
            yield f"decision {printable(row['id'])}: {printable(row['text'])} (owner: {owner}{late}{rest})"
    whole = any(row["segment"] is None for row in log)
    decided = {row["segment"] for row in log}
    for row in results["segments"]["sizes"] if numbers and not whole else ():
        if row["segment"] not in decided:
            yield f"segment {row['segment']} ({printable(row['name'])}) has no decision"


def decided_lines(results: Results, today: str) -> Iterator[str]:
    """What was decided, with its owner and date; overdue and older divisions are marked.

    >>> row = {"decision": "D1", "segment": None, "what": "Go", "owner": "cmo", "due": "2026-10", "on": "2026-09-01"}
    >>> list(decided_lines({"decision_log": [row | {"current": True}], "segments": {"sizes": []}}, "2026-11-22"))
    ['D1, everybody: Go (owner: cmo, due 2026-10, overdue; decided 2026-09-01)']
    """
    names = {row["segment"]: row["name"] for row in results["segments"]["sizes"]}
    for row in results.get("decision_log", ()):
        whom = "everybody" if row["segment"] is None else f"segment {row['segment']}"
        if row["current"] and row["segment"] in names:
            whom += f" ({printable(names[row['segment']])})"
        due = f", due {row['due']}" if row["due"] else ", no date"
        late = ", overdue" if is_overdue(row["due"], today) else ""
        older = "" if row["current"] else "; for an earlier division of the people: decide again"
        text = f"{printable(row['decision'])}, {whom}: {printable(row['what'])}"
        yield f"{text} (owner: {printable(row['owner'])}{due}{late}; decided {row['on']}{older})"

"""What the priorities say in plain words: matrix, whose money it is, scorecard, gaps, and what one more costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.evidence import by_rank, not_computed, rows
from survey_seg.report.numbers import count, counted, score, share, share_interval, spelled
from survey_seg.report.sentences import called
from survey_seg.report.wording import listed, quoted

Row = Mapping[str, Any]
Results = Mapping[str, Any]

TESTS = ("sizable", "accessible", "measurable", "differentiable", "actionable")
AGAIN = "this study was made before they were; analyze it again"


def part_missing(results: Results, part: str) -> str | None:
    """Why a part of the priorities is not there, or None when it is.

    >>> part_missing({"priorities": {"rank": []}}, "samda")
    'this study was made before they were; analyze it again'
    """
    priorities = results["priorities"]
    return AGAIN if part not in priorities else not_computed(priorities[part])


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
    words = []
    for _, row in by_rank(results):
        here = axes.get(row["segment"])
        if here is not None:
            decision = "win" if row["decision"] == "win" else "serve"
            words.append(
                f"{called(results, [row['segment']])} ({decision}): attractiveness {score(here['attractiveness'])}, "
                f"ability to win {score(here['ability'])}"
            )
    return "; ".join(words) + "." if words else "The axes were not measured."


def value_sentence(results: Results) -> str:
    """How much of the money the first priority and all segments to win hold; "" where nobody knows."""
    found = [row for _, row in parts(results, "value") if row["value_share"] is not None]
    first = next((row["segment"] for _, row in by_rank(results) if not row["knocked_out"]), None)
    here = [row for row in found if row["variable"] == found[0]["variable"]]
    own = next((row for row in here if row["segment"] == first), None)
    if own is None:
        return ""
    ends = f" ({share_interval(own['value_low'], own['value_high'])})" if own["value_low"] is not None else ""
    text = (
        f"Your first priority, {called(results, [own['segment']])}, holds {share(own['value_share'])} of the value"
        f"{ends} with {share(own['people_share'])} of the people: "
        f"per head {count(own['index'])} where everybody is 100."
    )
    won = [row["value_share"] for row in here if row["segment"] in results["priorities"]["pursue"]]
    return f"{text} The segments to win hold {share(min(sum(won), 1.0))} together." if len(won) > 1 else text


def samda_sentence(results: Results) -> str:
    """Which of the segments to win pass all five tests, and where the others fall short."""
    found = [row for _, row in parts(results, "samda")]
    pursued = results["priorities"]["pursue"]
    own = {segment: [row for row in found if row["segment"] == segment] for segment in pursued}
    sound = [segment for segment in pursued if all(row["verdict"] == "pass" for row in own[segment])]
    words = [f"{called(results, sound)} pass{'es' if len(sound) == 1 else ''} all five tests"] if sound else []
    for segment in pursued:
        failed = listed(row["test"] for row in own[segment] if row["verdict"] == "fail")
        unsure = listed((row["test"] for row in own[segment] if row["verdict"] == "can't tell"), last="or")
        said = [f"is not {failed}" if failed else "", f"may or may not be {unsure}" if unsure else ""]
        if any(said):
            words.append(f"{called(results, [segment])} {' and '.join(part for part in said if part)}")
    text = "; ".join(words)
    return f"{text[:1].upper()}{text[1:]}." if text else "No segment is to be won."


def gap_sentence(results: Results) -> str:
    """Which needs nobody meets anywhere, and which large segments nobody serves."""
    gaps = results["priorities"]["white_space"]
    empty = [row["segment"] for row in gaps["unserved"] if row["verdict"] == "white space"]
    needs = [f"{quoted(need)} is wanted and not met in every segment" for need in gaps["everywhere"]]
    served = (
        [f"most of {called(results, empty)} {'is' if len(empty) == 1 else 'are'} served by nobody"] if empty else []
    )
    text = "; ".join([*needs, *served])
    if not text:
        return "No need is open in every segment, and no large segment is mostly unserved."
    return f"{text[:1].upper()}{text[1:]}."


def one_more(results: Results) -> str:
    """What the next segment beyond those to win would add, and what it could share; "" where there is none."""
    table = [row for _, row in parts(results, "more")]
    pursued = results["priorities"]["pursue"]
    following = next((row for row in table if row["segment"] not in pursued), None)
    if following is None or not pursued:
        return ""
    worth = f" and {share(following['value_share'])} of the value" if following["value_share"] is not None else ""
    return (
        f"Going for {called(results, [following['segment']])} too would add {share(following['share'])} of the people"
        f"{worth}. {_sharing(following)}"
    )


def _sharing(row: Row) -> str:
    """What of the effort for a segment is there already."""
    said = [
        f"{spelled(row[f'{name}_shared']) if row[f'{name}_shared'] else 'none'} of its {counted(row[name], one, many)}"
        for name, one, many in (("channels", "way to be found", "ways to be found"), ("actions", "action", "actions"))
        if row[name]
    ]
    if not said:
        return "It has no clear way to be found and no clear action of its own."
    text = listed(said)
    return f"{text[:1].upper()}{text[1:]} serve the segments before it already."


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
            "" if covered(acts, row["id"]) else "no segment calls for an action that feeds it",
            "" if row["owner"] else "nobody owns it",
        ]
        if any(missing):
            found.append({"id": row["id"], "text": row["text"], "why": listed(why for why in missing if why)})
    return found

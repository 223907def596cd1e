"""What fields tell about segments, in sentences. Needs nothing but the standard library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.errors import printable
from survey_seg.typing_tool.shares import percent

SHORT = 60
"""Letters of a name in a sentence."""

CAMPAIGN = 0.1
"""The campaign that sentences speak of: the best tenth of the people."""


def find_sentences(evidence: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    """What somebody who uses a find tool must know about it, most important first.

    `evidence`: the figures of the tool (`explained`, `accuracy`, `segments`...); `names`: of the segments, in order.
    """
    rows, called = evidence["segments"], [_short(name) for name in names]
    return _explained(evidence), labels_sentence(evidence), _best(rows, called), *_not_found(rows, called)


def explained_percent(share: float) -> str:
    """A share of entropy with the digits that matter around the limit of 5 %.

    >>> explained_percent(0.0132), explained_percent(0.189), explained_percent(-0.001)
    ('1.3 %', '19 %', '-0.1 %')
    """
    return f"{100 * share:.1f} %" if abs(share) < 0.0995 else f"{100 * share:.0f} %"


def _explained(evidence: Mapping[str, Any]) -> str:
    found, fields = evidence["explained"], evidence["fields"]
    what = "The one field tells" if fields == 1 else f"The {fields} fields tell"
    return (
        f"{what} {explained_percent(found['value'])} of what there is to know about the segment of somebody new "
        f"(95 % interval: {explained_percent(found['low'])} to {explained_percent(found['high'])}; {found['method']}, "
        f"{evidence['n']} people)."
    )


def labels_sentence(evidence: Mapping[str, Any]) -> str:
    """Whether anybody may be given a segment by these fields, and why."""
    found, limit = evidence["explained"], f"{100 * evidence['limit']:.0f} %"
    told = f"What they tell ({explained_percent(found['value'])})"
    if found["value"] < evidence["limit"]:
        near = f", though it could be {explained_percent(found['high'])}" if found["high"] >= evidence["limit"] else ""
        verdict = f"{told} is under {limit}{near}: people get scores to rank them by, never a segment."
    elif found["low"] < evidence["limit"]:
        verdict = f"{told} is not under {limit}, but could be: people may be given a segment, and scores are safer."
    else:
        verdict = f"{told} is above {limit}: people may be given a segment."
    return (
        f"{verdict} The segment with the highest score is right for {percent(evidence['accuracy']['value'])}, the "
        f"largest segment for {percent(evidence['baseline'])}."
    )


def _best(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str:
    best = max(rows, key=lambda row: (campaign(row)["lift"] or 0.0, -row["segment"]))
    top = campaign(best)
    return (
        f"Best found is {names[best['segment'] - 1]}: of the {percent(CAMPAIGN)} of people with the highest scores "
        f"for it {percent(top['precision'])} belong to it, of everybody {percent(best['share'])} "
        f"({top['lift'] or 0:.1f} times as many)."
    )


def _not_found(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[str]:
    """The segments whose best tenth may hold no more of them than everybody does."""
    lost = [names[row["segment"] - 1] for row in rows if not (campaign(row)["low"] or 0.0) > row["share"]]
    if not lost:
        return []
    if len(lost) == len(rows):
        return ["For no segment is the best tenth clearly better than everybody: do not pay for these scores."]
    return [f"Not clearly better than everybody: the best tenth for {'; '.join(lost)}."]


def campaign(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The figures of a segment for the campaign that sentences speak of."""
    found: Mapping[str, Any] = next(one for one in row["campaigns"] if one["size"] == CAMPAIGN)
    return found


def _short(name: str) -> str:
    clean = printable(name)
    return clean if len(clean) <= SHORT else clean[: SHORT - 1].rstrip() + "…"

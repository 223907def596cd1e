"""What stands beside the order of priorities: the scorecard, whose money it is, what one more costs, white space."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from survey_seg.analysis.actions import segment_actions, segment_reach
from survey_seg.analysis.model import Priorities, Profiles, Segmentation
from survey_seg.analysis.priority_gaps import white_space
from survey_seg.analysis.priority_samda import samda
from survey_seg.analysis.priority_value import value_table
from survey_seg.errors import CannotCompute
from survey_seg.responses.model import Responses

MORE_COLUMNS = (
    "pursued",
    "segment",
    "decision",
    "share",
    "share_so_far",
    "value_share",
    "value_so_far",
    "channels",
    "channels_shared",
    "actions",
    "actions_shared",
)


@dataclass(frozen=True, slots=True)
class Background:
    """What stands beside the order.

    `samda`: see `priority_samda.samda`. `value`: see `priority_value.value_table`. `more`: see `one_more`.
    `white_space`: see `priority_gaps.white_space`, None where nothing was asked that would show it; `no_gaps` says why.
    """

    samda: pd.DataFrame
    value: pd.DataFrame
    more: pd.DataFrame
    white_space: Mapping[str, Any] | None
    no_gaps: str = ""


def background(
    segmentation: Segmentation,
    profiles: Profiles,
    responses: Responses,
    priorities: Priorities,
    recall: Sequence[Mapping[str, Any]],
) -> Background:
    """Everything beside the order; `recall`: per segment what the typing tool finds of it, empty without a tool."""
    actions = segment_actions(profiles, responses.questionnaire)
    reach = segment_reach(profiles, responses.questionnaire)
    value = value_table(segmentation, responses)
    gaps, reason = None, ""
    try:
        gaps = white_space(segmentation, responses)
    except CannotCompute as error:
        reason = " ".join(problem.sentence() for problem in error.problems)
    return Background(
        samda=samda(segmentation, profiles, priorities, actions, recall),
        value=value,
        more=one_more(segmentation, priorities, value, actions, reach),
        white_space=gaps,
        no_gaps=reason,
    )


def one_more(
    segmentation: Segmentation, priorities: Priorities, value: pd.DataFrame, actions: pd.DataFrame, reach: pd.DataFrame
) -> pd.DataFrame:
    """What each segment adds when segments are pursued in their order, those knocked out left aside.

    A row per segment: pursued (how many with it), decision, share and value_share (of the first value variable, NaN
    without one) that it adds and what the pursued then hold; channels: clear ways to find it, and channels_shared: how
    many of them the segments before it use already; actions and actions_shared likewise. Whatever is not shared is the
    effort that one more segment costs.
    """
    first = value[value["variable"] == value["variable"].iloc[0]] if len(value) else value
    worth = dict(zip(first["segment"], first["value_share"].astype(float), strict=True))
    sizes = dict(zip(segmentation.sizes["segment"], segmentation.sizes["share"], strict=True))
    alive = priorities.table[priorities.table["knocked_out"] == ""].sort_values("rank")
    rows = list(_rows(alive, sizes, worth, _keys(actions, "actions"), _keys(reach, "channels")))
    return pd.DataFrame(rows, columns=list(MORE_COLUMNS))


def _rows(
    alive: pd.DataFrame,
    sizes: Mapping[int, float],
    worth: Mapping[int, float],
    actions: Mapping[int, set[str]],
    channels: Mapping[int, set[str]],
) -> Iterator[dict[str, Any]]:
    held = value = 0.0
    used: set[str] = set()
    for pursued, row in enumerate(alive.to_dict("records"), start=1):
        segment = int(row["segment"])
        held, value = held + float(sizes[segment]), value + worth.get(segment, float("nan"))
        own = {"channels": channels.get(segment, set()), "actions": actions.get(segment, set())}
        counts = {name: len(deeds) for name, deeds in own.items()}
        counts |= {f"{name}_shared": len(deeds & used) for name, deeds in own.items()}
        used |= own["channels"] | own["actions"]
        yield {
            "pursued": pursued,
            "segment": segment,
            "decision": row["decision"],
            "share": float(sizes[segment]),
            "share_so_far": held,
            "value_share": worth.get(segment, float("nan")),
            "value_so_far": value,
            **counts,
        }


KEYS = {"actions": ("verb", "action"), "channels": ("via", "field")}
"""What makes two efforts the same: the deed, or the place where people are found."""


def _keys(table: pd.DataFrame, kind: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for row in table.to_dict("records"):
        if row["clear"]:
            parts = [str(row[name] or row["question"]) for name in KEYS[kind]]
            found.setdefault(int(row["segment"]), set()).add(repr([kind, *parts]))
    return found

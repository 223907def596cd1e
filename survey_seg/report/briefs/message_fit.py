"""Whether a message is a segment's own: whom else to win it would fit as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report.evidence import rows
from survey_seg.report.labels import labels, taken_apart
from survey_seg.report.language.numbers import share
from survey_seg.report.language.speech import say, say_n
from survey_seg.report.language.wording import listed
from survey_seg.report.sentences import called

Row = Mapping[str, Any]
Results = Mapping[str, Any]

NEAR = 0.10
"""Points of a share: an answer given by hardly fewer people of another segment speaks for that segment as well."""


def message_fit(results: Results, brief: Row) -> str:
    """For whom else to win the message of a brief is right; nothing where it is this segment's own, or not known.

    A message is there because of an answer. It fits another segment to win where that answer is nearly as common, or
    where the questionnaire has the same message for it.
    """
    if not brief["messages"] or not brief["segment"]:
        return ""
    message = brief["messages"][0]
    others = [row for row in results["briefs"]["segments"] if row["segment"] != brief["segment"]]
    near = _near(results, message, [row["segment"] for row in others])
    same = [row["segment"] for row in others if row["segment"] not in near and _has(row, message["text"])]
    said = []
    if near:
        said.append(
            say(
                "Fits {segments} as well: the answer behind it is given by {shares} there, by {share} here.",
                segments=called(results, list(near)),
                shares=listed(share(one) for one in near.values()),
                share=share(message["share"]),
            )
        )
    if same:
        said.append(
            say_n(
                "The brief for {segments} has the same message.",
                "The briefs for {segments} have the same message.",
                len(same),
                segments=called(results, same),
            )
        )
    if message["share"] is not None and not message["clear"]:
        said.append(
            say(
                "The answer behind it is not clearly more common here than among everybody: {share} against {total}.",
                share=share(message["share"]),
                total=share(message["total_share"]),
            )
        )
    return " ".join(said)


def _near(results: Results, message: Row, segments: list[int]) -> dict[int, float]:
    """The shares of those segments in which the answers behind a message are nearly as common as where it stands."""
    own, question, answers = (message[name] for name in ("share", "question", "answers"))
    if own is None or not answers:
        return {}
    chosen = taken_apart(answers, labels(results, question), ", ")
    found = {}
    for segment in segments:
        given = [
            row["share"]
            for _, row in rows(results, "profiles", "answers")
            if row["variable"] == question and row["segment"] == segment and row["label"] in chosen
        ]
        if given and None not in given and sum(given) >= own - NEAR:
            found[segment] = float(sum(given))
    return found


def _has(brief: Row, text: str) -> bool:
    return any(message["text"] == text for message in brief["messages"])

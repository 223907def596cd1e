"""Is each segment sizable, accessible, measurable, differentiable and actionable? Computed from the answers.

Each test compares a figure and its 95 % interval with a least figure: pass where the whole interval reaches it, fail
where the whole interval stays below, and can't tell in between or where nothing was asked. Source of the five: Kotler &
Keller, Marketing Management (measurable, substantial, accessible, differentiable, actionable).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr

from survey_seg.analysis.model import Priorities, Profiles, Segmentation
from survey_seg.stats.significance import adjusted

Floats = npt.NDArray[np.float64]
Verdict = Literal["pass", "fail", "can't tell"]

LEAST = {"sizable": 0.05, "accessible": 0.1, "measurable": 0.7, "differentiable": 0.05, "actionable": 1.0}
"""Share of the people; how much more of the segment than of others its best clear cue finds; share of its people whom
the typing tool puts into it; share of the answers outside the basis that are clearly more or less common in it; actions
that clearly fit it."""

SAMDA_COLUMNS = ("segment", "test", "verdict", "figure", "low", "high", "least", "of", "reason")


def samda(
    segmentation: Segmentation,
    profiles: Profiles,
    priorities: Priorities,
    actions: pd.DataFrame,
    recall: Sequence[Mapping[str, Any]],
) -> pd.DataFrame:
    """The scorecard: five rows per segment.

    Columns: segment, test, verdict ("pass", "fail" or "can't tell"), figure with low and high (NaN where it has no
    interval), least (the figure that is asked for), of (how many answers or actions a figure was counted among, NaN
    for others), reason in words. `actions`: as of `segment_actions`. `recall`: per segment the share of its people whom
    the typing tool finds (value, low, high), empty without a tool.
    """
    reach = priorities.ratings[priorities.ratings["criterion"] == "reach"].set_index("segment")
    by_segment = {row["segment"]: row for row in recall}
    rows: list[dict[str, Any]] = []
    for size in segmentation.sizes.to_dict("records"):
        segment = int(size["segment"])
        tests = {
            "sizable": _sizable(size),
            "accessible": _accessible(reach.loc[segment].to_dict() if segment in reach.index else {}),
            "measurable": _measurable(by_segment.get(segment, {})),
            "differentiable": _differentiable(profiles.answers, segment, float(size["share"])),
            "actionable": _actionable(actions, segment),
        }
        for test, found in tests.items():
            rows.append({"segment": segment, "test": test, "least": LEAST[test], **found})
    return pd.DataFrame(rows, columns=list(SAMDA_COLUMNS))


def verdict_of(low: float, high: float, least: float) -> Verdict:
    """What an interval says of a least figure.

    >>> verdict_of(0.1, 0.2, 0.05), verdict_of(0.01, 0.04, 0.05), verdict_of(0.04, 0.06, 0.05)
    ('pass', 'fail', "can't tell")
    >>> verdict_of(float("nan"), float("nan"), 0.05)
    "can't tell"
    """
    if low >= least:
        return "pass"
    return "fail" if high < least else "can't tell"


def _judged(figure: Mapping[str, Any], name: str, test: str, words: Mapping[str, str]) -> dict[str, Any]:
    value, low, high = (float(figure[key]) for key in (name, "low", "high"))
    verdict = verdict_of(low, high, LEAST[test])
    return {"verdict": verdict, "figure": value, "low": low, "high": high, "reason": words[verdict]}


def _unknown(reason: str) -> dict[str, Any]:
    return {"verdict": "can't tell", "reason": reason}


def _sizable(size: Mapping[Any, Any]) -> dict[str, Any]:
    words = {
        "pass": "large enough to be worth an effort of its own",
        "fail": "too small for an effort of its own",
        "can't tell": "too few people were asked to say whether it is large enough",
    }
    return _judged(size, "share", "sizable", words)


def _accessible(reach: Mapping[Any, Any]) -> dict[str, Any]:
    if not reach:
        return _unknown("reach is no criterion of this study, so it was not measured")
    if np.isnan(reach["value"]):
        return _unknown("no question says how people are reached")
    words = {
        "pass": "its best clear cue finds clearly more of it than of the others",
        "fail": "no cue finds noticeably more of it than of the others",
        "can't tell": "its best cue finds more of it than of the others, or not",
    }
    return _judged(reach, "value", "accessible", words)


def _measurable(recall: Mapping[str, Any]) -> dict[str, Any]:
    if recall.get("value") is None or recall.get("low") is None:
        return _unknown("there is no typing tool that could tell its people")
    words = {
        "pass": "the typing tool finds its people",
        "fail": "the typing tool misses too many of its people",
        "can't tell": "whether the typing tool finds enough of its people is open",
    }
    return _judged(recall, "value", "measurable", words)


def _differentiable(answers: pd.DataFrame, segment: int, size: float) -> dict[str, Any]:
    """How much of what was not used to make segments differs: at least one answer in twenty, after adjustment."""
    own = answers[(answers["segment"] == segment) & ~answers["role"].str.contains("basis")]
    if own.empty:
        return _unknown("nothing outside the basis was asked")
    found, rest = own["share"].to_numpy(dtype=np.float64), own["total_share"].to_numpy(dtype=np.float64)
    rest = np.clip((rest - size * found) / max(1 - size, 1e-12), 0.0, 1.0)
    n = own["n_eff"].to_numpy(dtype=np.float64)
    others = n * (1 - size) / max(size, 1e-12)
    clear = int((adjusted(_two_sided(found, rest, n, others)) < 0.05).sum())
    share = clear / len(own)
    fits = share >= LEAST["differentiable"]
    enough = float(np.median(n)) >= 100
    reason = (
        "it answers otherwise than the rest outside the basis too"
        if fits
        else "it hardly differs from the rest outside the basis"
        if enough
        else "too few people to see differences outside the basis"
    )
    verdict: Verdict = "pass" if fits else "fail" if enough else "can't tell"
    return {"verdict": verdict, "figure": share, "of": len(own), "reason": reason}


def _two_sided(one: Floats, other: Floats, n: Floats, m: Floats) -> Floats:
    """p-values of differences of shares, pooled variance; 1 where nothing varies. R twin: `prop.test`."""
    pooled = (n * one + m * other) / np.maximum(n + m, 1e-300)
    error = np.sqrt(pooled * (1 - pooled) * (1 / np.maximum(n, 1e-300) + 1 / np.maximum(m, 1e-300)))
    z = np.divide(np.abs(one - other), error, out=np.zeros(len(one)), where=error > 0)
    p_values: Floats = 2 * ndtr(-z)
    return p_values


def _actionable(actions: pd.DataFrame, segment: int) -> dict[str, Any]:
    if actions.empty:
        return _unknown("no action of the questionnaire waits for an answer that any segment gives more often")
    own = actions[actions["segment"] == segment]
    clear = int(own["clear"].astype(bool).sum())
    verdict: Verdict = "pass" if clear >= LEAST["actionable"] else "can't tell" if len(own) else "fail"
    words = {
        "pass": "intended actions clearly fit it",
        "can't tell": "an intended action may fit it, but its answers are not clearly above everybody's",
        "fail": "no intended action waits for what it answers more often",
    }
    return {"verdict": verdict, "figure": float(clear), "of": len(own), "reason": words[verdict]}

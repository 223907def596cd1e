"""White space: needs that nobody meets in any segment, and large segments that nobody serves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Segmentation
from survey_seg.analysis.priority_case import unmet
from survey_seg.errors import CannotCompute, Problem
from survey_seg.questionnaire.brief import Unserved
from survey_seg.responses.model import Responses
from survey_seg.stats.significance import mean_interval, wilson
from survey_seg.stats.weights import effective_base, weighted_variance

Floats = npt.NDArray[np.float64]

OPEN = 0.25
"""Importance x (1 - satisfaction) of people in the middle of both scales: above it a need is more wanted than met."""

LARGE, MOST = 0.2, 0.5
"""A large segment holds a fifth of the people; nobody serves it where more than half say so."""

GAP_COLUMNS = ("need", "segment", "unmet", "low", "high", "base", "verdict")
UNSERVED_COLUMNS = ("segment", "share", "low", "high", "base", "n_eff", "size", "verdict")


def white_space(segmentation: Segmentation, responses: Responses) -> dict[str, Any]:
    """Gaps in the market, from the questions that `study.priorities` names: "needs", "everywhere" and "unserved".

    needs: a row per need and segment: unmet (the mean of importance x (1 - satisfaction), 0..1) with its 95 % interval,
    base, verdict ("open" where the whole interval lies above .25, "met" where it lies below, "can't tell"). everywhere:
    the needs that are open in every segment. unserved: a row per segment: share of its people whom nobody serves, with
    its interval; verdict ("white space" where a segment of a fifth of the people or more is mostly unserved for sure,
    "unserved, but small" where it is smaller, "served" where most are not unserved, "can't tell"). Raises
    CannotCompute where the questionnaire names neither.
    """
    rules = responses.questionnaire.study.priorities
    if not rules.needs and rules.unserved is None:
        what = "the questionnaire names no needs and no answer of people whom nobody serves"
        expected = "study.priorities.needs (importance and satisfaction) or study.priorities.unserved"
        raise CannotCompute(Problem("PRIORITIES_NO_GAPS_ASKED", what, expected))
    needs = pd.DataFrame(_needs(segmentation, responses), columns=list(GAP_COLUMNS))
    everywhere = [need for need, own in needs.groupby("need", sort=False) if (own["verdict"] == "open").all()]
    unserved = _unserved(segmentation, responses, rules.unserved) if rules.unserved else iter(())
    return {
        "needs": needs,
        "everywhere": everywhere,
        "unserved": pd.DataFrame(unserved, columns=list(UNSERVED_COLUMNS)),
    }


def _needs(segmentation: Segmentation, responses: Responses) -> Iterator[dict[str, Any]]:
    for need in responses.questionnaire.study.priorities.needs:
        gap = unmet(need, responses)
        for segment in range(1, segmentation.k + 1) if gap is not None else ():
            values, weights = _known(gap, responses.weights, segmentation.labels == segment)
            row = {"need": need.name, "segment": segment, "base": len(values)}
            if not len(values):
                yield row | {"verdict": "can't tell"}
                continue
            mean = float(np.average(values, weights=weights))
            variance = float(weighted_variance(values[:, None], weights)[0])
            low, high = mean_interval(mean, variance, effective_base(weights))
            verdict = "open" if low > OPEN else "met" if high < OPEN else "can't tell"
            yield row | {"unmet": mean, "low": max(low, 0.0), "high": min(high, 1.0), "verdict": verdict}


def _known(values: Floats | None, weights: Floats, here: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    whole = np.empty(0) if values is None else values
    there = here & (weights > 0) & ~np.isnan(whole)
    return whole[there], weights[there]


def _unserved(segmentation: Segmentation, responses: Responses, rule: Unserved) -> Iterator[dict[str, Any]]:
    if rule.question not in responses.answers:
        return
    codes = responses.answers[rule.question].to_numpy(dtype=np.float64)
    for size in segmentation.sizes.to_dict("records"):
        values, weights = _known(codes, responses.weights, segmentation.labels == size["segment"])
        if not len(values):
            continue
        n_eff = effective_base(weights)
        share = float(np.average(np.isin(values, rule.codes), weights=weights))
        low, high = (float(end) for end in wilson(share, n_eff))
        large, small = size["low"] >= LARGE, size["high"] < LARGE
        empty = "white space" if large else "unserved, but small" if small else "can't tell"
        verdict = empty if low > MOST else "served" if high < MOST else "can't tell"
        found = {"share": share, "low": low, "high": high, "base": len(values), "n_eff": n_eff, "verdict": verdict}
        yield {"segment": int(size["segment"]), "size": float(size["share"]), **found}

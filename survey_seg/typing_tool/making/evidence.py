"""How good a tool is on people it has not seen, and how many questions are worth asking."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base, weighted_quantile
from survey_seg.typing_tool.making.trial import Trial

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CLEAR, LEAN = math.log(3), math.log(1.5)
"""From three to one a person is "clear", from one and a half to one "lean"."""

CLOSE = 0.01
"""Numbers of questions whose accuracy differs by less than this are as good as each other."""

COVERED = (1.0, 0.9, 0.8, 0.7)
"""Shares of people who are typed when only the surest are."""

SHARPEST = 100.0


def accuracies(trial: Trial) -> Floats:
    """The weighted share of people typed right with 1, 2, ... questions."""
    right = trial.typed == trial.truth[:, None]
    shares: Floats = np.minimum(trial.weights @ right / trial.weights.sum(), 1.0)  # sums round
    return shares


def questions_worth_asking(trial: Trial, fewest: int, most: int) -> int:
    """The fewest questions, between `fewest` and `most`, that are as good as the best number of them up to `most`.

    As good: within one standard error of the best, or within one point. Breiman, Friedman, Olshen & Stone (1984),
    Classification and Regression Trees, section 3.4.3, for cross-validated error and the size of a tree.
    """
    found = accuracies(trial)[:most]
    best = float(found.max())
    error = math.sqrt(best * (1 - best) / _base(trial, np.ones(len(trial.truth), dtype=bool)))
    good = np.flatnonzero(found >= best - max(error, CLOSE)) + 1
    return int(max(min(fewest, len(found)), good.min()))


def sharpness(trial: Trial, m: int) -> float:
    """What margins must be multiplied by so that they are log odds of the best segment against the runner-up.

    Question: among people who belong to one of the two segments the tool puts first, a margin of x should go with odds
    of e^x that it is the first. One number, fitted to people the tool had not seen (Guo et al. 2017, ICML 70,
    1321-1330, there called temperature); it changes nobody's segment.
    """
    typed, second, margin = trial.typed[:, m - 1], trial.second[:, m - 1], trial.margin[:, m - 1]
    between = (typed == trial.truth) | (second == trial.truth)
    sign = np.where(typed == trial.truth, 1.0, -1.0)[between]
    gap, weights = margin[between], trial.weights[between]
    if not weights.sum() > 0:
        return 1.0

    def loss(log_factor: float) -> float:
        return float(weights @ np.logaddexp(0.0, -sign * math.exp(log_factor) * gap) / weights.sum())

    found = minimize_scalar(loss, bounds=(-math.log(SHARPEST), math.log(SHARPEST)), method="bounded")
    return round(math.exp(float(found.x)), 2)


def evidence(trial: Trial, m: int, k: int, factor: float) -> dict[str, Any]:
    """Everything that was measured about the tool with m questions, in plain types.

    `accuracy`, `recall` and `precision` per segment, the `curve` over numbers of questions (`gain`: what the last of
    them brought), `ceiling` (all candidate questions), `runner_up` (the segment is among the first two), `coverage`
    (accuracy when only the surest are typed), `shares` of the segments (true, typed), `sensitivity` (one question fewer
    and one more: who is found, and who would move), `bands` and the `confusion` matrix (rows: where people belong). All
    of it on people who were left out when the segments, the questions and the weights were made. Intervals: Wilson with
    the effective base.
    """
    truth, typed = trial.truth, trial.typed[:, m - 1]
    everybody = np.ones(len(truth), dtype=bool)
    found = accuracies(trial)
    curve = [
        {
            "questions": number,
            **_share(trial, trial.typed[:, number - 1] == truth, everybody, counted=False),
            "gain": float(found[number - 1] - found[number - 2]) if number > 1 else None,
        }
        for number in range(1, trial.typed.shape[1] + 1)
    ]
    return {
        "accuracy": {**_share(trial, typed == truth, everybody), "method": method_in_words(trial)},
        "recall": [{"segment": s + 1, **_share(trial, typed == truth, truth == s)} for s in range(k)],
        "precision": [{"segment": s + 1, **_share(trial, typed == truth, typed == s)} for s in range(k)],
        "curve": curve,
        "ceiling": _weighted(trial, trial.everything == truth, everybody),
        "runner_up": _share(trial, (typed == truth) | (trial.second[:, m - 1] == truth), everybody),
        "coverage": _coverage(trial, m),
        "shares": [
            {
                "segment": s + 1,
                "true": _weighted(trial, truth == s, everybody),
                "typed": _weighted(trial, typed == s, everybody),
            }
            for s in range(k)
        ],
        "sensitivity": _sensitivity(trial, m, k),
        "bands": _bands(trial, m, factor),
        "confusion": [[_weighted(trial, typed == other, truth == s) for other in range(k)] for s in range(k)],
        "folds": trial.folds,
        "repeats": trial.repeats,
        "sharpness": factor,
    }


def method_in_words(trial: Trial) -> str:
    """How people came to be unseen."""
    return f"{trial.folds}-fold cross-validation of the whole pipeline" + ("" if trial.repeats == 1 else ", twice")


def _coverage(trial: Trial, m: int) -> list[dict[str, Any]]:
    """The accuracy among the surest people, when the others are left without a segment."""
    margin = trial.margin[:, m - 1]
    right = trial.typed[:, m - 1] == trial.truth
    rows = []
    for covered in COVERED:
        surest = margin >= -weighted_quantile(-margin, trial.weights, covered)
        rows.append({"share": covered, **_share(trial, right, surest)})
    return rows


def _sensitivity(trial: Trial, m: int, k: int) -> list[dict[str, Any]]:
    """One question fewer, as it is, one more: accuracy, recall by segment, and the share of people who would move."""
    rows = []
    for number in (m - 1, m, m + 1):
        if 1 <= number <= trial.typed.shape[1]:
            typed = trial.typed[:, number - 1]
            everybody = np.ones(len(typed), dtype=bool)
            rows.append(
                {
                    "questions": number,
                    "accuracy": _weighted(trial, typed == trial.truth, everybody),
                    "moved": _weighted(trial, typed != trial.typed[:, m - 1], everybody),
                    "recall": [_weighted(trial, typed == trial.truth, trial.truth == s) for s in range(k)],
                }
            )
    return rows


def _bands(trial: Trial, m: int, factor: float) -> list[dict[str, Any]]:
    margin = factor * trial.margin[:, m - 1]
    everybody = np.ones(len(margin), dtype=bool)
    right = trial.typed[:, m - 1] == trial.truth
    members = {"clear": margin >= CLEAR, "lean": (margin >= LEAN) & (margin < CLEAR), "unclear": margin < LEAN}
    return [
        {
            "band": name,
            "share": _weighted(trial, inside, everybody),
            "accuracy": _weighted(trial, right, inside),
            "n": _people(trial, inside),
        }
        for name, inside in members.items()
    ]


def _weighted(trial: Trial, what: Flags, among: Flags) -> float | None:
    mass = float(trial.weights[among].sum())
    return min(float(trial.weights[among & what].sum()) / mass, 1.0) if mass > 0 else None


def _base(trial: Trial, among: Flags) -> float:
    """Effective people, each counted once however often they were typed."""
    return effective_base(trial.weights[among]) / trial.repeats


def _share(trial: Trial, what: Flags, among: Flags, *, counted: bool = True) -> dict[str, Any]:
    value = _weighted(trial, what, among)
    low, high = (None, None) if value is None else map(float, wilson(value, _base(trial, among)))
    people = {"n": _people(trial, among)} if counted else {}
    return {"value": value, "low": low, "high": high, **people}


def _people(trial: Trial, among: Flags) -> int:
    return round(int((trial.weights[among] > 0).sum()) / trial.repeats)

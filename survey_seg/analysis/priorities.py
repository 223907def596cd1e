"""Which segments to win: criteria rated on fixed scales, knock-outs, and how sure the order is.

A segment's score is the weighted mean of its ratings (1 to 10). The scales have fixed ends, so a rating means the same
in every study and does not change because another segment did; best and worst of the study are not stretched to 1 and
10. Source: McDonald & Dunbar; Dolnicar, Gruen & Leisch (2018), Market Segmentation Analysis, step 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.actions import segment_reach
from survey_seg.analysis.model import Priorities, Profiles, Segmentation
from survey_seg.errors import CannotCompute, Notice, Problem, quoted
from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]

DEFAULT_CRITERIA: Mapping[str, float] = {"size": 30, "value": 40, "reach": 20, "stability": 10}
"""What makes a segment worth winning, and how many of 100 points each counts."""

ANCHORS: Mapping[str, tuple[float, float]] = {
    "size": (0.05, 0.40),
    "value": (50.0, 200.0),
    "reach": (0.0, 1.0),
    "stability": (0.5, 0.95),
}
"""Which figure is a 1 and which a 10: share of people; value index (on a log scale, 100 is in the middle); share of
the segment that its best clear cue finds; bootstrap Jaccard similarity."""

NEUTRAL = 5.0
DRAWS = 500
CONCENTRATION = 20.0
"""The weights of the criteria are drawn from a Dirichlet distribution around those given: nobody agrees exactly."""

SMALLEST_SHARE = 0.05
DISSOLVED = 0.5
SURE = 0.7
TOP = 2


def rank(
    segmentation: Segmentation,
    profiles: Profiles,
    responses: Responses,
    *,
    criteria: Mapping[str, float] = DEFAULT_CRITERIA,
    pursue_max: int = 3,
    seed: int = 1,
) -> Priorities:
    """Segments in the order in which to win them, with what speaks for each and how sure the order is.

    Criteria: `size` (share of people), `value` (index of the value variables, or of the outcomes where there are none),
    `reach` (see `segment_reach`), `stability`. What cannot be measured gets a neutral 5, declared, and a notice.
    Knocked out are segments below 5 %, segments that dissolve when resampled (Jaccard below .5), and segments in which
    no answer that people can be found by is more frequent than in everybody. At most `pursue_max` are to be won, and
    never all. `p_top2` is the share of 500 draws (people resampled, weights of the criteria varied) in which the
    segment comes first or second; the order counts as separable where both leaders have .7. Raises CannotCompute for
    unknown criteria or weights that do not sum to 100.
    """
    _check(criteria)
    case = _case(segmentation, profiles, responses)
    figures = _figures(case, case.weights[None])[0]
    weights = np.array([criteria.get(name, 0.0) for name in ANCHORS]) / 100
    score = _ratings(figures) @ weights
    reasons = _knock_outs(segmentation, case)
    out = np.array([reason != "" for reason in reasons])
    order = np.lexsort((np.arange(segmentation.k), -np.round(score, 9), out))
    alive = [int(j) for j in order if not out[j]]
    pursue = alive[: max(1, min(pursue_max, segmentation.k - 1))]
    p_top2 = _sureness(case, weights, out, seed)
    separable = bool(alive) and bool((p_top2[alive[:2]] >= SURE).all())
    table = pd.DataFrame(
        {
            "segment": np.arange(1, segmentation.k + 1),
            "score": score,
            "rank": np.argsort(order) + 1,
            "p_top2": p_top2,
            "knocked_out": reasons,
            "decision": ["win" if j in pursue else "serve" for j in range(segmentation.k)],
        }
    )
    return Priorities(
        table=table,
        ratings=_rating_table(case, figures, criteria),
        pursue=tuple(j + 1 for j in pursue),
        separable=separable,
        notices=tuple(_notices(case, criteria, separable=separable)),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """People who count, sorted by what they hold so that the order of the file changes nothing.

    `member`: people x k, 1 for the own segment. `values`: people x value variables, from 0 up, NaN where blank.
    `reach`: share of each segment that its best clear cue finds; 0 where no cue is clear, -1 where none is even above
    average; NaN where the questionnaire names no way to reach people.
    """

    weights: Floats
    member: Floats
    values: Floats
    reach: Floats
    stability: Floats


def _case(segmentation: Segmentation, profiles: Profiles, responses: Responses) -> _Case:
    there = responses.weights > 0
    labels, weights = segmentation.labels[there], responses.weights[there]
    values = [column[there] for column in values_of(responses).values()]
    order = np.lexsort([*values, weights, labels])
    return _Case(
        weights=weights[order],
        member=(labels[order][:, None] == np.arange(1, segmentation.k + 1)).astype(np.float64),
        values=np.column_stack([value[order] for value in values]) if values else np.empty((len(order), 0)),
        reach=_reach(profiles, responses.questionnaire, segmentation.k),
        stability=segmentation.stability,
    )


def values_of(responses: Responses) -> dict[str, Floats]:
    """Answers of the value variables, or else of the outcomes, by name, counted from the bottom of their scale."""
    for role in ("value", "outcome"):
        found: dict[str, Floats] = {}
        for variable in responses.questionnaire.variables():
            if role in variable.roles and variable.kind in {"scale", "number"} and variable.name in responses.answers:
                codes = responses.answers[variable.name].to_numpy(dtype=np.float64)
                codes = _from_bottom(variable, codes)
                known = ~np.isnan(codes) & (responses.weights > 0)
                if known.any() and float(codes[known] @ responses.weights[known]) > 0:
                    found[variable.name] = codes
        if found:
            return found
    return {}


def _from_bottom(variable: Variable, codes: Floats) -> Floats:
    if variable.low is None or variable.high is None:
        return codes
    return variable.high - codes if variable.reverse else codes - variable.low


def _reach(profiles: Profiles, questionnaire: Questionnaire, k: int) -> Floats:
    tagged = any(reach.via != "none" for question in questionnaire.questions for reach in question.reach)
    if not tagged:
        return np.full(k, np.nan)
    ways = segment_reach(profiles, questionnaire)
    share = ways["share"] * ways["coverage"].fillna(1.0) * ways["clear"].astype(float)
    found = share.groupby(ways["segment"]).max()
    return np.array([float(found.get(segment, -1.0)) for segment in range(1, k + 1)])


def _figures(case: _Case, weights: Floats) -> Floats:
    """What is rated, draws x k x criteria in the order of ANCHORS; `weights`: draws x people."""
    draws, k = len(weights), case.member.shape[1]
    size = weights @ case.member / weights.sum(1, keepdims=True)
    logs = np.full((draws, k), np.nan)
    if case.values.shape[1]:
        logs = np.mean([_log_index(case.member, column, weights) for column in case.values.T], axis=0)
    reach = np.broadcast_to(np.maximum(case.reach, 0.0), (draws, k))
    return np.stack([size, 100 * np.exp2(logs), reach, np.broadcast_to(case.stability, (draws, k))], axis=2)


def _log_index(member: Floats, values: Floats, weights: Floats) -> Floats:
    """log2 of segment mean over total mean, draws x k; between -4 and 4, NaN for a segment without answers."""
    known = ~np.isnan(values)
    mass, sums = weights[:, known], weights[:, known] * values[known]
    base = mass @ member[known]
    mean = np.divide(sums @ member[known], base, out=np.full(base.shape, np.nan), where=base > 0)
    total = sums.sum(1, keepdims=True) / np.maximum(mass.sum(1, keepdims=True), 1e-300)
    return np.asarray(np.log2(np.clip(mean / np.maximum(total, 1e-300), 2.0**-4, 2.0**4)))


def _ratings(figures: Floats) -> Floats:
    """Figures on 1..10 by the fixed anchors; what was not measured is neutral."""
    ratings = np.empty(figures.shape)
    for place, (name, (one, ten)) in enumerate(ANCHORS.items()):
        found, low, high = figures[..., place], one, ten
        if name == "value":
            found, low, high = np.log2(found), float(np.log2(one)), float(np.log2(ten))
        ratings[..., place] = np.clip(1 + 9 * (found - low) / (high - low), 1, 10)
    return np.where(np.isnan(ratings), NEUTRAL, ratings)


def _sureness(case: _Case, weights: Floats, out: npt.NDArray[np.bool_], seed: int) -> Floats:
    """The share of draws in which each segment is first or second of those not knocked out."""
    rng = stream(seed, "priorities")
    people = len(case.weights)
    counts = rng.multinomial(people, np.full(people, 1 / people), size=DRAWS)
    used = weights > 0
    drawn = np.zeros((DRAWS, len(weights)))
    drawn[:, used] = rng.dirichlet(CONCENTRATION * weights[used], size=DRAWS)
    score = np.einsum("dkc,dc->dk", _ratings(_figures(case, counts * case.weights)), drawn)
    score[:, out] = -np.inf
    place = (-np.round(score, 9)).argsort(axis=1, kind="stable").argsort(axis=1)
    sure: Floats = ((place < TOP) & ~out).mean(axis=0)
    return sure


def _knock_outs(segmentation: Segmentation, case: _Case) -> list[str]:
    reasons = []
    for row, similar, reach in zip(segmentation.sizes.to_dict("records"), case.stability, case.reach, strict=True):
        failed = (
            f"smaller than {SMALLEST_SHARE:.0%} of the people" if row["share"] < SMALLEST_SHARE else "",
            f"not found again in resampled data (Jaccard {similar:.2f})" if similar < DISSOLVED else "",
            "no reachable answer is more frequent in it" if reach < 0 else "",
        )
        reasons.append("; ".join(reason for reason in failed if reason))
    return reasons


def _rating_table(case: _Case, figures: Floats, criteria: Mapping[str, float]) -> pd.DataFrame:
    ratings = _ratings(figures)
    rows = [
        {
            "segment": j + 1,
            "criterion": name,
            "value": figures[j, place],
            "rating": ratings[j, place],
            "weight": criteria[name],
            "source": "declared" if np.isnan(figures[j, place]) else "measured",
        }
        for j in range(case.member.shape[1])
        for place, name in enumerate(ANCHORS)
        if name in criteria
    ]
    return pd.DataFrame(rows, columns=["segment", "criterion", "value", "rating", "weight", "source"])


def _notices(case: _Case, criteria: Mapping[str, float], *, separable: bool) -> Iterator[Notice]:
    if not case.values.shape[1] and criteria.get("value", 0) > 0:
        text = (
            "No value or outcome was asked or answered: the value of every segment is declared neutral, not measured."
        )
        yield Notice("PRIORITIES_VALUE_NEUTRAL", text)
    if np.isnan(case.reach).all() and criteria.get("reach", 0) > 0:
        text = "No question says how people are reached: the reach of every segment is declared neutral, not measured."
        yield Notice("PRIORITIES_REACH_NEUTRAL", text)
    if not separable:
        text = "The order is not separable: other people of the same kind, or slightly other weights, would change it."
        yield Notice("PRIORITIES_NOT_SEPARABLE", text)


def _check(criteria: Mapping[str, float]) -> None:
    problems = [
        Problem("PRIORITIES_UNKNOWN_CRITERION", f"no criterion is called {quoted(name)}", expected=", ".join(ANCHORS))
        for name in criteria
        if name not in ANCHORS
    ]
    if any(weight < 0 for weight in criteria.values()) or abs(sum(criteria.values()) - 100) > 1e-6:
        given = ", ".join(f"{name} {weight:g}" for name, weight in criteria.items())
        what = f"the weights of the criteria are {given}"
        problems.append(Problem("PRIORITIES_WEIGHTS", what, expected="weights from 0 that sum to 100"))
    if problems:
        raise CannotCompute(problems)

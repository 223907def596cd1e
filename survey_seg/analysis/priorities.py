"""Which segments to win: criteria rated on fixed scales, knock-outs, and how sure the order is.

A segment's score is the weighted mean of its ratings (1 to 10). Source: McDonald & Dunbar; Dolnicar, Gruen & Leisch
(2018), Market Segmentation Analysis, step 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Priorities, Profiles, Segmentation
from survey_seg.analysis.priority_case import Case, case_of, drawn_reach, figures, reach_of
from survey_seg.analysis.priority_criteria import AXES, Criterion, criteria_of, ratings, spread
from survey_seg.analysis.priority_value import FEWEST, below_zero, values_of
from survey_seg.errors import CannotCompute, Notice, Problem
from survey_seg.questionnaire.brief import PriorityRules
from survey_seg.responses.model import Responses
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DEFAULT_CRITERIA: Mapping[str, float] = {"size": 30, "value": 40, "reach": 20, "stability": 10}
"""What makes a segment worth winning, and how many of 100 points each counts, where nobody says otherwise."""

DRAWS = 500
CONCENTRATION = 20.0
"""The weights of the criteria are drawn from a Dirichlet distribution around those given: nobody agrees exactly."""

SMALLEST_SHARE = 0.05
DISSOLVED = 0.5
SURE = 0.7
TOP = 2
ENDS = (0.025, 0.975)


def weights_of(rules: PriorityRules, decided: Mapping[str, float]) -> Mapping[str, float]:
    """The weights of the criteria: what people decided for the study, else the questionnaire's, else the usual ones.

    >>> weights_of(PriorityRules(), DEFAULT_CRITERIA) == DEFAULT_CRITERIA
    True
    """
    written = {criterion.name: float(criterion.weight) for criterion in rules.criteria}
    return written if written and dict(decided) == dict(DEFAULT_CRITERIA) else decided


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

    Criteria: those that every study measures (`priority_criteria.BUILT_IN`) and those the questionnaire defines by a
    question (`study.priorities`). What cannot be measured is left out with a notice, and its weight goes to the rest of
    its axis. Knocked out are segments below 5 %, segments that dissolve when resampled (Jaccard below .5), and segments
    in which no answer that people can be found by is more frequent than in everybody. At most `pursue_max` are to be
    won, and never all. `p_top2` is the share of 500 draws (people resampled, weights of the criteria varied) in which
    the segment comes first or second, or first where only two are left: of two, both are always first or second. The
    order counts as separable where the leaders have .7: the first two, or the first of two. Raises CannotCompute
    for unknown criteria, for weights that do not sum to 100, and where no criterion can be measured.
    """
    chosen = criteria_of(responses.questionnaire, criteria)
    case = case_of(segmentation, profiles, responses, chosen)
    found = figures(case, chosen, case.weights[None], reach_of(case.ways, case.ways.found[None], case.ways.rest[None]))
    weights = np.array([criteria[criterion.name] for criterion in chosen]) / 100
    scored = _scores(found, weights, chosen)
    if np.isnan(scored[0, :, 0]).any():
        what = "no criterion could be measured in every segment"
        raise CannotCompute(Problem("PRIORITIES_NOTHING_MEASURED", what, "a criterion with a weight and an answer"))
    drawn, drawn_figures = _drawn(case, chosen, weights, seed)
    reasons = _knock_outs(segmentation, case)
    out = np.array([reason != "" for reason in reasons])
    order = np.lexsort((np.arange(segmentation.k), -np.round(scored[0, :, 0], 9), out))
    alive = [int(j) for j in order if not out[j]]
    pursue = alive[: max(1, min(pursue_max, segmentation.k - 1))]
    sure = _sureness(drawn[..., 0], out)
    separable = bool(alive) and bool((sure["p_top2"].to_numpy()[alive[: _top(out)]] >= SURE).all())
    table = pd.DataFrame(
        {
            "segment": np.arange(1, segmentation.k + 1),
            "score": scored[0, :, 0],
            "rank": np.argsort(order) + 1,
            **sure,
            "knocked_out": reasons,
            "decision": ["win" if j in pursue else "serve" for j in range(segmentation.k)],
        }
    )
    return Priorities(
        table=table,
        ratings=_rating_table(found[0], drawn_figures, weights, chosen),
        axes=_axes(scored[0], drawn),
        pursue=tuple(j + 1 for j in pursue),
        separable=separable,
        notices=tuple(_notices(chosen, found[0], responses, separable=separable)),
    )


def _scores(found: Floats, weights: Floats, criteria: tuple[Criterion, ...]) -> Floats:
    """Score, attractiveness and ability to win, draws x k x 3, each 1..10; NaN where nothing was measured.

    `found`: draws x k x criteria; `weights`: criteria, or draws x criteria.
    """
    rated = ratings(found, criteria)
    measured = ~np.isnan(rated)
    used = spread(np.atleast_2d(weights)[:, None, :], measured, criteria)
    points = used * np.where(measured, rated, 0.0)
    kinds = [np.ones(len(criteria), dtype=bool)]
    kinds += [np.array([criterion.axis == axis for criterion in criteria]) for axis in AXES]
    sums = np.stack([points[..., own].sum(-1) for own in kinds], axis=-1)
    totals = np.stack([used[..., own].sum(-1) for own in kinds], axis=-1)
    scores: Floats = np.divide(sums, totals, out=np.full(sums.shape, np.nan), where=totals > 0)
    return scores


def _drawn(case: Case, criteria: tuple[Criterion, ...], weights: Floats, seed: int) -> tuple[Floats, Floats]:
    """Scores (see `_scores`) and figures of 500 draws: people resampled, weights of the criteria varied."""
    rng = stream(seed, "priorities")
    people = len(case.weights)
    counts = rng.multinomial(people, np.full(people, 1 / people), size=DRAWS)
    used = weights > 0
    drawn = np.zeros((DRAWS, len(weights)))
    drawn[:, used] = rng.dirichlet(CONCENTRATION * weights[used], size=DRAWS)
    found = figures(case, criteria, counts * case.weights, drawn_reach(case.ways, DRAWS, rng))
    return _scores(found, drawn, criteria), found


def _top(out: Flags) -> int:
    """How many lead: two, or one where no more than two are not knocked out."""
    return max(1, min(TOP, int((~out).sum()) - 1))


def _sureness(score: Floats, out: Flags) -> pd.DataFrame:
    """How often each segment leads those not knocked out (see `_top`), and the 95 % interval of its rank.

    Of segments with the same score each is as often the first of them.
    """
    ordered = np.where(out | np.isnan(score), -np.inf, np.round(score, 9))
    above = (ordered[:, None, :] > ordered[..., None]).sum(axis=-1)
    alike = (ordered[:, None, :] == ordered[..., None]).sum(axis=-1)
    low, high = (
        np.quantile(place, end, axis=0, method="inverted_cdf").astype(np.float64)
        for place, end in zip((above + 1, above + alike), ENDS, strict=True)
    )
    return pd.DataFrame(
        {
            "p_top2": np.where(out, 0.0, np.clip((_top(out) - above) / alike, 0.0, 1.0)).mean(axis=0),
            "rank_low": np.where(out, np.nan, low),
            "rank_high": np.where(out, np.nan, high),
        }
    )


def _axes(scored: Floats, drawn: Floats) -> pd.DataFrame:
    columns: dict[str, npt.ArrayLike] = {"segment": np.arange(1, len(scored) + 1)}
    for place, axis in enumerate(AXES, start=1):
        low, high = _ends(drawn[..., place])
        columns |= {axis: scored[:, place], f"{axis}_low": low, f"{axis}_high": high}
    return pd.DataFrame(columns)


def _ends(drawn: Floats) -> Floats:
    """The 95 % interval of draws, 2 x what is drawn; NaN where a draw could not be measured."""
    return np.asarray(np.quantile(drawn, ENDS, axis=0))


def _knock_outs(segmentation: Segmentation, case: Case) -> list[str]:
    reasons = []
    for row, similar, best in zip(segmentation.sizes.to_dict("records"), case.stability, case.ways.best, strict=True):
        failed = (
            f"smaller than {SMALLEST_SHARE:.0%} of the people" if row["share"] < SMALLEST_SHARE else "",
            f"not found again in resampled data (Jaccard {similar:.2f})" if similar < DISSOLVED else "",
            "no reachable answer is more frequent in it" if best < 0 else "",
        )
        reasons.append("; ".join(reason for reason in failed if reason))
    return reasons


def _rating_table(found: Floats, drawn: Floats, weights: Floats, criteria: tuple[Criterion, ...]) -> pd.DataFrame:
    rated = ratings(found, criteria)
    used = spread(weights, ~np.isnan(rated), criteria)
    low, high = _ends(drawn)
    rows = [
        {
            "segment": j + 1,
            "criterion": criterion.name,
            "axis": criterion.axis,
            "value": found[j, place],
            "low": low[j, place],
            "high": high[j, place],
            "one": criterion.one,
            "ten": criterion.ten,
            "rating": rated[j, place],
            "weight": 100 * weights[place],
            "used": 100 * used[j, place],
            "source": "not measured" if np.isnan(found[j, place]) else "measured",
        }
        for j in range(len(found))
        for place, criterion in enumerate(criteria)
    ]
    return pd.DataFrame(rows)


REASONS = {
    "unmet need": ("PRIORITIES_NOT_MEASURED", "no need was asked with its importance and satisfaction"),
    "reach": ("PRIORITIES_REACH_NEUTRAL", "no question says how people are reached"),
}


def _no_value(responses: Responses) -> str:
    """Why the criterion value could not be measured."""
    if values_of(responses):
        return f"fewer than {FEWEST} people of a segment gave one"
    if below_zero(responses):
        return "nothing but amounts below 0 was left to measure it by"
    return "no value or outcome outside the basis was answered whose answers have an amount above 0 or an order"


def _notices(
    criteria: tuple[Criterion, ...], found: Floats, responses: Responses, *, separable: bool
) -> Iterator[Notice]:
    for name in below_zero(responses):
        text = (
            f"Some answers to {name} are below 0, so they have no shares: {name} is left out wherever value is counted."
        )
        yield Notice("PRIORITIES_VALUE_BELOW_ZERO", text)
    for place, criterion in enumerate(criteria):
        if not np.isnan(found[:, place]).all():
            continue
        usual = ("PRIORITIES_NOT_MEASURED", criterion.reason or f"nobody answered {criterion.question}")
        value = ("PRIORITIES_VALUE_NEUTRAL", _no_value(responses))
        code, reason = usual if criterion.question else (REASONS | {"value": value})[criterion.name]
        text = f"The criterion {criterion.name} is left out, its weight goes to the rest of its axis: {reason}."
        yield Notice(code, text)
    if not separable:
        text = "The order is not separable: other people of the same kind, or slightly other weights, would change it."
        yield Notice("PRIORITIES_NOT_SEPARABLE", text)

"""The figures that criteria rate, for the people as they are and for people drawn again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.actions import segment_reach
from survey_seg.analysis.model import Profiles, Segmentation
from survey_seg.analysis.priority_criteria import Criterion
from survey_seg.analysis.priority_value import known_in_all, values_of
from survey_seg.questionnaire.brief import Need
from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.model import Responses

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ways:
    """How segments can be found: the best clear cue of each segment (counted from 0) that has one.

    `found`, `rest`: shares of the segment and of all others who show the cue; `bases`, `rest_bases`: their effective
    bases; `coverage`: for how many of 1 the field is known. `best`: per segment 1 where an answer is clearly more
    frequent, 0 where one is but not clearly, -1 where none is; NaN where no question says how people are reached.
    """

    segment: npt.NDArray[np.int64]
    found: Floats
    rest: Floats
    bases: Floats
    rest_bases: Floats
    coverage: Floats
    best: Floats


@dataclass(frozen=True, slots=True)
class Case:
    """People who count, sorted by what they hold so that the order of the file changes nothing.

    `member`: people x k, 1 for the own segment. `values`: people x value variables that ten people or more of every
    segment answered, from 0 up, NaN where blank.
    `answers`: what the other criteria take the mean of, by the name of the criterion, NaN where blank.
    """

    weights: Floats
    member: Floats
    values: Floats
    answers: Mapping[str, Floats]
    ways: Ways
    stability: Floats


def case_of(
    segmentation: Segmentation, profiles: Profiles, responses: Responses, criteria: tuple[Criterion, ...]
) -> Case:
    """Everything the criteria are measured by; people without weight are not there."""
    there = responses.weights > 0
    labels, weights = segmentation.labels[there], responses.weights[there]
    asked = [column[there] for column in values_of(responses).values()]
    values = [column for column in asked if known_in_all(column, labels, segmentation.k)]
    answers = {name: column[there] for name, column in _answers(responses, criteria).items()}
    order = np.lexsort([*answers.values(), *values, weights, labels])
    return Case(
        weights=weights[order],
        member=(labels[order][:, None] == np.arange(1, segmentation.k + 1)).astype(np.float64),
        values=np.column_stack([value[order] for value in values]) if values else np.empty((len(order), 0)),
        answers={name: column[order] for name, column in answers.items()},
        ways=_ways(segmentation, profiles, responses.questionnaire),
        stability=segmentation.stability,
    )


def _answers(responses: Responses, criteria: tuple[Criterion, ...]) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for criterion in criteria:
        if criterion.question and not criterion.reason and criterion.question in responses.answers:
            found[criterion.name] = responses.answers[criterion.question].to_numpy(dtype=np.float64)
        elif criterion.name == "unmet need" and not criterion.question:
            each = [unmet(need, responses) for need in responses.questionnaire.study.priorities.needs]
            known = [one for one in each if one is not None]
            if known:
                found[criterion.name] = _mean_of_known(np.column_stack(known))
    return found


def _mean_of_known(columns: Floats) -> Floats:
    known = ~np.isnan(columns)
    count = known.sum(1)
    sums = np.where(known, columns, 0.0).sum(1)
    means: Floats = np.divide(sums, count, out=np.full(len(columns), np.nan), where=count > 0)
    return means


def unmet(need: Need, responses: Responses) -> Floats | None:
    """How unmet a need is for each person: importance x (1 - satisfaction), 0..1, NaN where one was not answered.

    None where a question was not asked, or is no scale with two ends.
    """
    variables = {variable.name: variable for variable in responses.questionnaire.variables()}
    importance = _of_one(variables.get(need.importance), responses)
    satisfaction = _of_one(variables.get(need.satisfaction), responses)
    return None if importance is None or satisfaction is None else importance * (1 - satisfaction)


def _of_one(variable: Variable | None, responses: Responses) -> Floats | None:
    """Answers between the ends of their scale, 0..1."""
    if variable is None or variable.low is None or variable.high is None or variable.name not in responses.answers:
        return None
    codes = responses.answers[variable.name].to_numpy(dtype=np.float64)
    from_bottom: Floats = variable.high - codes if variable.reverse else codes - variable.low
    return from_bottom / (variable.high - variable.low)


def _ways(segmentation: Segmentation, profiles: Profiles, questionnaire: Questionnaire) -> Ways:
    k, share = segmentation.k, segmentation.sizes["share"].to_numpy(dtype=np.float64)
    tagged = any(reach.via != "none" for question in questionnaire.questions for reach in question.reach)
    table = segment_reach(profiles, questionnaire) if tagged else pd.DataFrame(columns=["segment", "clear"])
    best = np.full(k, -1.0 if tagged else np.nan)
    for segment, clear in zip(table["segment"], table["clear"], strict=True):
        best[segment - 1] = max(best[segment - 1], float(clear))
    clear_ones = table[table["clear"].astype(bool)]
    segment = clear_ones["segment"].to_numpy(dtype=np.int64) - 1
    if not len(clear_ones):
        none = np.empty(0)
        return Ways(segment, none, none, none, none, none, best)
    found, total = (clear_ones[name].to_numpy(dtype=np.float64) for name in ("share", "total_share"))
    own = share[segment]
    rest = np.clip((total - own * found) / np.maximum(1 - own, 1e-12), 0.0, 1.0)
    bases = profiles.answers.groupby(["variable", "segment"])["n_eff"].first()
    by_variable = bases.groupby("variable").sum()
    n_eff = np.array([bases[key] for key in zip(clear_ones["question"], clear_ones["segment"], strict=True)])
    others = by_variable[clear_ones["question"]].to_numpy(dtype=np.float64) - n_eff
    coverage = clear_ones["coverage"].fillna(1.0).to_numpy(dtype=np.float64)
    every = Ways(segment, found, rest, n_eff.astype(np.float64), others, coverage, best)
    return _best(every)


def _best(every: Ways) -> Ways:
    """The best way of each segment alone: were it chosen in every draw anew, chance would look like reach."""
    gained = every.coverage * (every.found - every.rest)
    order = np.lexsort([-gained, every.segment])
    first = order[np.unique(every.segment[order], return_index=True)[1]]
    return Ways(
        segment=every.segment[first],
        found=every.found[first],
        rest=every.rest[first],
        bases=every.bases[first],
        rest_bases=every.rest_bases[first],
        coverage=every.coverage[first],
        best=every.best,
    )


def figures(case: Case, criteria: tuple[Criterion, ...], weights: Floats, reach: Floats) -> Floats:
    """What is rated, draws x k x criteria; NaN where it is not measured.

    `weights`: draws x people. `reach`: draws x k (see `reach_of`).
    """
    draws, k = len(weights), case.member.shape[1]
    found = np.full((draws, k, len(criteria)), np.nan)
    for place, criterion in enumerate(criteria):
        if criterion.name in case.answers:
            found[..., place] = _means(case.member, case.answers[criterion.name], weights)[0]
        elif criterion.question:
            continue
        elif criterion.name == "size":
            found[..., place] = weights @ case.member / weights.sum(1, keepdims=True)
        elif criterion.name == "value" and case.values.shape[1]:
            logs = np.mean([_log_index(case.member, column, weights) for column in case.values.T], axis=0)
            found[..., place] = 100 * np.exp2(logs)
        elif criterion.name == "reach":
            found[..., place] = reach
        elif criterion.name == "stability":
            found[..., place] = case.stability
    return found


def _means(member: Floats, values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Means of the segments, draws x k (NaN without answers), and of everybody, draws x 1."""
    known = ~np.isnan(values)
    mass, sums = weights[:, known], weights[:, known] * values[known]
    base = mass @ member[known]
    mean = np.divide(sums @ member[known], base, out=np.full(base.shape, np.nan), where=base > 0)
    return mean, sums.sum(1, keepdims=True) / np.maximum(mass.sum(1, keepdims=True), 1e-300)


def _log_index(member: Floats, values: Floats, weights: Floats) -> Floats:
    """log2 of segment mean over total mean, draws x k; between -4 and 4, NaN for a segment without answers."""
    mean, total = _means(member, values, weights)
    return np.asarray(np.log2(np.clip(mean / np.maximum(total, 1e-300), 2.0**-4, 2.0**4)))


def reach_of(ways: Ways, found: Floats, rest: Floats) -> Floats:
    """How much more of a segment than of others its best clear cue finds, draws x k; 0 where no cue is clear.

    `found`, `rest`: draws x ways. A field that is known of half the people finds half as many. NaN where the
    questionnaire names no way to reach people.
    """
    gained = ways.coverage * np.maximum(found - rest, 0.0)
    best = np.zeros((len(found), len(ways.best)))
    best[:, ways.segment] = gained
    best[:, np.isnan(ways.best)] = np.nan
    return best


def drawn_reach(ways: Ways, draws: int, rng: np.random.Generator) -> Floats:
    """Reach in people drawn again: each share from the beta distribution its answers leave possible (Jeffreys)."""
    shape = (draws, len(ways.segment))
    found, rest = (
        rng.beta(share * bases + 0.5, (1 - share) * bases + 0.5, size=shape)
        for share, bases in ((ways.found, ways.bases), (ways.rest, np.maximum(ways.rest_bases, 0.0)))
    )
    return reach_of(ways, found, rest)

"""The criteria of priorities: what is measured for each, on which axis, and which figure is a 1 and which a 10.

The scales have fixed ends, so a rating means the same in every study and does not change because another segment did.
Source of the two axes: McDonald & Dunbar; Dolnicar, Gruen & Leisch (2018), Market Segmentation Analysis, step 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem, quoted
from survey_seg.questionnaire.model import Questionnaire, Variable

Floats = npt.NDArray[np.float64]
Axis = Literal["attractiveness", "ability"]

AXES: tuple[Axis, Axis] = ("attractiveness", "ability")
"""What the segment is worth to the firm, and how well the firm can win it."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: `one` and `ten` are the figures that are rated 1 and 10 (`log`: on a log scale).

    `question` is the variable whose mean is rated, "" where the criterion is measured otherwise. `reason` says why it
    cannot be measured, where that is known before anybody is counted.
    """

    name: str
    axis: Axis
    one: float
    ten: float
    log: bool = False
    question: str = ""
    reason: str = ""


BUILT_IN = {
    criterion.name: criterion
    for criterion in (
        Criterion("size", "attractiveness", 0.05, 0.40),
        Criterion("value", "attractiveness", 50.0, 200.0, log=True),
        Criterion("unmet need", "attractiveness", 0.10, 0.50),
        Criterion("reach", "ability", 0.0, 0.5),
        Criterion("stability", "ability", 0.5, 0.95),
    )
}
"""Share of people; value index (100 is average, and in the middle); mean of importance x (1 - satisfaction), which is
.25 for people in the middle of both scales; how much more of the segment than of others its best clear cue finds;
bootstrap Jaccard similarity."""


def criteria_of(questionnaire: Questionnaire, weights: Mapping[str, float]) -> tuple[Criterion, ...]:
    """The criteria that weights are given for, as the questionnaire defines them or as every study measures them.

    Raises CannotCompute, with everything that is wrong, for names that are neither and for weights that are below zero
    or do not sum to 100.
    """
    variables = {variable.name: variable for variable in questionnaire.variables()}
    asked = {
        rule.name: _asked(rule.name, rule.question, rule.axis, variables, ends=(rule.worst, rule.best))
        for rule in questionnaire.study.priorities.criteria
        if rule.question is not None
    }
    known = BUILT_IN | asked
    problems = list(_problems(weights, known))
    if problems:
        raise CannotCompute(problems)
    return tuple(known[name] for name in weights)


def _asked(
    name: str,
    question: str,
    axis: Axis | None,
    variables: Mapping[str, Variable],
    *,
    ends: tuple[float | None, float | None],
) -> Criterion:
    """A criterion that is the mean of a question; by default the ends of its scale are 1 and 10."""
    on: Axis = axis or "attractiveness"
    variable = variables.get(question)
    if variable is None or variable.kind not in {"scale", "number", "binary"}:
        return Criterion(name, on, 0, 1, question=question, reason=f"the answers to {question} have no mean")
    turned = (variable.high, variable.low) if variable.reverse else (variable.low, variable.high)
    one, ten = (given if given is not None else end for given, end in zip(ends, turned, strict=True))
    if one is None or ten is None or one == ten:
        return Criterion(name, on, 0, 1, question=question, reason=f"nobody says which mean of {question} is best")
    return Criterion(name, on, float(one), float(ten), question=question)


def _problems(weights: Mapping[str, float], known: Mapping[str, Criterion]) -> Iterator[Problem]:
    for name in weights:
        if name not in known:
            what = f"no criterion is called {quoted(name)}"
            yield Problem("PRIORITIES_UNKNOWN_CRITERION", what, expected=", ".join(known))
    if any(weight < 0 for weight in weights.values()) or abs(sum(weights.values()) - 100) > 1e-6:
        given = ", ".join(f"{name} {weight:g}" for name, weight in weights.items())
        what = f"the weights of the criteria are {given}"
        yield Problem("PRIORITIES_WEIGHTS", what, expected="weights from 0 that sum to 100")


def ratings(figures: Floats, criteria: tuple[Criterion, ...]) -> Floats:
    """Figures (... x criteria) on 1..10 by the fixed ends; NaN stays NaN.

    >>> ratings(np.array([[0.05, 100.0], [0.5, np.nan]]), (BUILT_IN["size"], BUILT_IN["value"])).round(2).tolist()
    [[1.0, 5.5], [10.0, nan]]
    """
    rated = np.empty(figures.shape)
    for place, criterion in enumerate(criteria):
        found, one, ten = figures[..., place], criterion.one, criterion.ten
        if criterion.log:
            found, one, ten = np.log2(found), float(np.log2(one)), float(np.log2(ten))
        rated[..., place] = np.clip(1 + 9 * (found - one) / (ten - one), 1, 10)
    return rated


def spread(weights: Floats, measured: npt.NDArray[np.bool_], criteria: tuple[Criterion, ...]) -> Floats:
    """The weights that count: what was not measured gives its weight to the rest of its axis, or else to the other.

    `weights`: ... x criteria, from 0; `measured`: of a shape that goes with it. They sum to 1, or are 0 where nothing
    was measured.

    >>> chosen = (BUILT_IN["size"], BUILT_IN["value"], BUILT_IN["reach"])
    >>> spread(np.array([30.0, 40.0, 30.0]), np.array([True, False, True]), chosen).tolist()
    [0.7, 0.0, 0.3]
    """
    counts = np.where(measured, weights, 0.0)
    for axis in AXES:
        own = np.array([criterion.axis == axis for criterion in criteria])
        whole = np.broadcast_to(weights, counts.shape)[..., own].sum(-1, keepdims=True)
        there = counts[..., own].sum(-1, keepdims=True)
        counts[..., own] *= np.divide(whole, there, out=np.zeros(there.shape), where=there > 0)
    total = counts.sum(-1, keepdims=True)
    used: Floats = np.divide(counts, total, out=np.zeros(counts.shape), where=total > 0)
    return used

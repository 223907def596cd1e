"""What moves an outcome within a group of people: which beliefs go with it, how far, and how sure that is.

It is association, not cause: who believes more is more likely to do it; whether people who are brought to believe it
will do it, a test has to show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import stdtr, stdtrit

from survey_seg.analysis.beliefs import success
from survey_seg.analysis.criterion import criteria
from survey_seg.analysis.model import Basis
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.relative_weights import (
    ROUNDING,
    RelativeWeights,
    relative_weights,
    shrinkage,
    shrunken_correlation,
)
from survey_seg.stats.seeds import stream
from survey_seg.stats.significance import adjusted
from survey_seg.stats.weights import effective_base, weighted_quantile, weighted_variance

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Verdict = Literal["clear", "nothing", "few", "constant"]

FEWEST = 60
PER_ITEM = 3
"""The effective base from which drivers are looked for, and at least how many people for each item."""

DRAWS = 400
LEVEL = 0.05
MOST = 60
"""Items that are looked at together; of more, those that go most with the outcome among the other people."""

BLANK = 0.3
SAME = 0.95
"""Items that more of the group left blank, or to which more gave one answer, say nothing here."""

STEPS = 4
"""A step is a quarter of the item's range: one answer of five."""

MANY_ANSWERS = 12
"""A bounded number with more different answers is an amount; with fewer it is a scale."""

COLUMNS = ("variable", "importance", "importance_low", "importance_high", "slope", "low", "high", "clear")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a brief wants to move. `values`: 0..100 per person, NaN where not known; `good`: who counts as won.

    `way`: "scale", "yes/no" or "rank" (a number, of which the rank among everybody is taken).
    """

    variable: Variable
    values: Floats
    good: Flags
    answer: str
    way: str


@dataclass(frozen=True, slots=True)
class Drivers:
    """`verdict`: "clear", "nothing" (can't tell: nothing moves it clearly), "few" or "constant".

    `items`: a row per item, the most important first (COLUMNS). `explained`: R squared of all items together, shrunken
    as the items are; `shrunken`: by how much; NaN where nothing was computed.
    """

    verdict: Verdict
    items: pd.DataFrame
    explained: float
    shrunken: float
    base: int
    n_eff: float


def main_outcome(responses: Responses, basis: Basis) -> Outcome | None:
    """The first outcome outside the basis whose answers have an order, or else the first value; None without either.

    Scales run from 0 (their lowest answer) to 100, turned where they are marked reversed; of a yes/no question the
    favourable answer is 100; a number is its rank among everybody, so that a few large ones do not decide, and who is
    above the median counts as won.
    """
    known = criteria(responses, basis)
    for role in ("outcome", "value"):
        for variable in known:
            if role in variable.roles and variable.kind in {"scale", "binary", "number"}:
                return _outcome(variable, responses)
    return None


def _outcome(variable: Variable, responses: Responses) -> Outcome:
    codes = responses.answers[variable.name].to_numpy(dtype=np.float64)
    known = ~np.isnan(codes) & (responses.weights > 0)
    if variable.kind == "binary":
        good, words = success(variable, codes)
        return Outcome(variable, np.where(np.isnan(codes), np.nan, 100.0 * good), good, words, "yes/no")
    if variable.kind == "number" or (not variable.codes and len(np.unique(codes[known])) > MANY_ANSWERS):
        middle = weighted_quantile(codes[known], responses.weights[known], 0.5)
        ranks = np.full(len(codes), np.nan)
        ranks[known] = _ranks(codes[known], responses.weights[known])
        return Outcome(variable, ranks, codes > middle, f"more than {middle:g}", "rank")
    low, high = float(variable.low or 0.0), float(variable.high or 1.0)
    place = 100 * (codes - low) / (high - low)
    good, words = success(variable, codes, turned=variable.reverse)
    return Outcome(variable, 100 - place if variable.reverse else place, good, words, "scale")


def _ranks(codes: Floats, weights: Floats) -> Floats:
    """0..100: the share of people below, and half of those alike."""
    values, place = np.unique(codes, return_inverse=True)
    mass = np.bincount(place, weights, len(values))
    ranks: Floats = 100 * ((mass.cumsum() - mass / 2) / mass.sum())[place]
    return ranks


def group_drivers(
    inside: Flags, outcome: Outcome, items: Sequence[Variable], responses: Responses, *, seed: int, name: str
) -> Drivers:
    """Which items move the outcome within a group, with 95 % intervals; "can't tell" is an answer.

    Per item: importance (its part of what the items explain together, Johnson's relative weights), slope (by how many
    points of 100 the outcome differs between people one step apart on this item and alike on all others; a step is a
    quarter of the item's range) with its interval, and whether it is clear: after allowing for the number of items
    (Benjamini and Hochberg on 400 resamples of people). All correlations are drawn towards zero by as much as this many
    people ask for. Blanks of items stand at the group's mean. Weights count; `name` names the random stream.
    """
    there = inside & ~np.isnan(outcome.values) & (responses.weights > 0)
    weights, base = responses.weights[there], int(there.sum())
    n_eff = effective_base(weights)
    if n_eff < FEWEST:
        return _none("few", base, n_eff)
    y = outcome.values[there]
    if weighted_variance(y[:, None], weights)[0] <= ROUNDING * np.average(y**2, weights=weights):
        return _none("constant", base, n_eff)
    used, columns = _usable(_foremost(items, outcome, responses, ~inside), responses, there)
    if not used:
        return _none("nothing", base, n_eff)
    if n_eff < PER_ITEM * len(used):
        return _none("few", base, n_eff)
    data = np.column_stack([*columns, y])
    order = np.lexsort((*data.T, weights))
    return _fitted(used, data[order], weights[order], stream(seed, "drivers", name))


def _none(verdict: Verdict, base: int, n_eff: float) -> Drivers:
    return Drivers(verdict, pd.DataFrame(columns=list(COLUMNS)), float("nan"), float("nan"), base, n_eff)


def _foremost(items: Sequence[Variable], outcome: Outcome, responses: Responses, others: Flags) -> Sequence[Variable]:
    """All items, or of very many those that go most with the outcome among the others, so no group chooses its own."""
    if len(items) <= MOST:
        return items
    size = []
    for item in items:
        codes = responses.answers[item.name].to_numpy(dtype=np.float64)
        known = others & ~np.isnan(codes) & ~np.isnan(outcome.values) & (responses.weights > 0)
        pair = np.column_stack([codes[known], outcome.values[known]])
        try:
            size.append(abs(float(shrunken_correlation(pair, responses.weights[known], 0.0)[0, 1])))
        except (CannotCompute, ZeroDivisionError):
            size.append(0.0)
    kept = set(np.argsort(-np.round(size, 9), kind="stable")[:MOST].tolist())
    return [item for place, item in enumerate(items) if place in kept]


def _usable(items: Sequence[Variable], responses: Responses, there: Flags) -> tuple[list[Variable], list[Floats]]:
    """The items that vary within the group, in steps, blanks at the group's mean."""
    used, columns, weights = [], [], responses.weights[there]
    for item in items:
        if item.name not in responses.answers.columns:
            continue
        codes = responses.answers[item.name].to_numpy(dtype=np.float64)[there]
        known = ~np.isnan(codes)
        mass = float(weights[known].sum())
        if not mass or mass < (1 - BLANK) * float(weights.sum()):
            continue
        _, place = np.unique(codes[known], return_inverse=True)
        if np.bincount(place, weights[known]).max() > SAME * mass:
            continue
        low, high = item.low, item.high
        span = float(high - low) if high is not None and low is not None and high > low else float(np.ptp(codes[known]))
        step = 1.0 if item.kind == "binary" else span / STEPS
        used.append(item)
        columns.append(np.where(known, codes, np.average(codes[known], weights=weights[known])) / step)
    return used, columns


def _fitted(items: Sequence[Variable], data: Floats, weights: Floats, rng: np.random.Generator) -> Drivers:
    people, n_eff = len(weights), effective_base(weights)
    amount = shrinkage(data, weights)
    found, slopes = _solved(data, weights, amount)
    drawn: list[tuple[Floats, Floats]] = []
    for _ in range(DRAWS):
        counts = rng.multinomial(people, np.full(people, 1 / people))
        try:
            one, slope = _solved(data, weights * counts, amount)
        except CannotCompute:
            continue
        drawn.append((one.weights / max(one.explained, 1e-300), slope))
    if len(drawn) < DRAWS // 2:
        return _none("few", people, n_eff)
    df = max(n_eff - len(items) - 1, 1.0)
    # Redrawn people repeat each other's errors, the more so the more items are fitted to them.
    error = np.std([slope for _, slope in drawn], axis=0) * np.sqrt(n_eff / df)
    half = float(stdtrit(df, 1 - LEVEL / 2)) * error
    p = 2 * stdtr(df, -np.abs(slopes) / np.maximum(error, 1e-300))
    clear = adjusted(p) <= LEVEL
    shares = np.array([share for share, _ in drawn])
    table = pd.DataFrame(
        {
            "variable": [item.name for item in items],
            "importance": found.weights / max(found.explained, 1e-300),
            "importance_low": np.quantile(shares, LEVEL / 2, axis=0),
            "importance_high": np.quantile(shares, 1 - LEVEL / 2, axis=0),
            "slope": slopes,
            "low": slopes - half,
            "high": slopes + half,
            "clear": clear,
        }
    ).sort_values(["clear", "importance"], ascending=False, kind="stable")
    verdict: Verdict = "clear" if clear.any() else "nothing"
    return Drivers(verdict, table.reset_index(drop=True), found.explained, amount, people, n_eff)


def _solved(data: Floats, weights: Floats, amount: float) -> tuple[RelativeWeights, Floats]:
    """Relative weights, and slopes in points of the outcome per step of each item."""
    found = relative_weights(shrunken_correlation(data, weights, amount))
    spread: Any = np.sqrt(weighted_variance(data, weights))
    slopes: Floats = found.slopes * spread[-1] / spread[:-1]
    return found, slopes

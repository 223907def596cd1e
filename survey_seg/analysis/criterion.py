"""What segments are good for: how much of an outcome they were not built on they explain, beside other splits.

A segmentation that does not tell who buys, stays or spends better than age and region do is not worth its price. So
the yardstick stands beside every figure: the best split into as many groups that demographic answers allow, and splits
at random. Everything is judged on people held out (see `stats.explained`), because the demographic split is chosen for
the outcome and the segments are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.demographics import FEWEST, Demographics, in_short, listed
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.explained import (
    Feature,
    best_split,
    explained,
    explains_more,
    held_out_error,
    held_out_split,
    share_explained,
    split,
)
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

RANDOM = 20
"""Splits at random into groups as large as the segments; the highest of them is passed by chance once in 21 times."""

NAMED = 3
"""Outcomes that the sentence names one by one."""

COLUMNS = (
    "variable",
    "text",
    "role",
    "measure",
    "base",
    "in_sample",
    "share",
    "low",
    "high",
    "demographic",
    "demographic_low",
    "demographic_high",
    "by",
    "alone",
    "alone_by",
    "gain",
    "gain_low",
    "gain_high",
    "random",
)


@dataclass(frozen=True, slots=True)
class _Held:
    """One outcome among those who gave it: its columns, and everything that is held against it."""

    y: Floats
    weights: Floats
    segments: Ints
    folds: Ints
    features: tuple[Feature, ...]
    k: int


def criteria_table(segmentation: Segmentation, responses: Responses, basis: Basis, who: Demographics) -> pd.DataFrame:
    """How much of every outcome and value outside the basis the segments explain, and what else would.

    A row per variable: measure ("eta_squared", or "goodman_kruskal_tau" for categories); base; in_sample (the plain
    share on the people themselves); share (of squared error taken away on people held out; below 0 is worse than the
    overall mean), low, high; demographic (the same for the best split by who people are into as many groups), its
    interval, by (the variables in it); alone (the best single one), alone_by; gain (share less demographic), gain_low,
    gain_high; random (the highest of 20 random splits). NaN where there are no demographics, where nothing differs, or
    for fewer than 50 people.
    """
    rows = []
    for variable in criteria(responses, basis) if segmentation.k > 1 else ():
        held, ordered = _held(variable, segmentation, responses, basis, who)
        row = {
            "variable": variable.name,
            "text": variable.text,
            "role": "outcome" if "outcome" in variable.roles else "value",
            "measure": "eta_squared" if ordered else "goodman_kruskal_tau",
            "base": len(held.y),
        }
        rows.append(row | (_judged(held, who, variable.name) if len(held.y) >= FEWEST else {}))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def criteria(responses: Responses, basis: Basis) -> tuple[Variable, ...]:
    """The outcomes and values that the segments were not built on and that somebody answered."""
    spent, answers = {one.name for one in spent_criteria(responses.questionnaire)}, responses.answers[basis.weights > 0]
    return tuple(
        one
        for one in responses.questionnaire.variables()
        if _is_criterion(one)
        and one.name not in spent
        and one.name in answers.columns
        and answers[one.name].notna().any()
    )


def spent_criteria(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """The outcomes and values that are in the basis, by their role or by the column they read."""
    columns = {one.column for one in questionnaire.having("basis")}
    return tuple(one for one in questionnaire.variables() if _is_criterion(one) and one.column in columns)


def criteria_sentence(table: pd.DataFrame) -> str:
    """What the segments explain, and what the best demographic split explains, in plain words.

    >>> criteria_sentence(pd.DataFrame(columns=list(COLUMNS)))
    'No outcome or value stands outside the basis, so nothing shows what the segments are good for.'
    """
    if table.empty:
        return "No outcome or value stands outside the basis, so nothing shows what the segments are good for."
    rows = table[table["share"].notna()].sort_values("share", ascending=False, kind="stable").to_dict("records")
    if not rows:
        return "Too few people gave an outcome or a value, or all the same one, to say what the segments explain."
    named = rows if len(rows) <= NAMED else [rows[0], rows[-1]]
    parts = [_said(row) for row in named]
    if len(rows) > NAMED:
        parts = [f"At most, {parts[0]}", f"at least, {parts[1]}"]
    text = "; ".join(parts)
    chance = percent(max(row["random"] for row in rows))
    return (
        f"{text[0].upper()}{text[1:]}. {_compared(rows)} Of {RANDOM} random splits into groups of these sizes the best "
        f"explains {chance}. All figures are for people who were held out."
    )


def _compared(rows: list[dict[str, Any]]) -> str:
    known = [row for row in rows if row["gain"] == row["gain"]]
    if not known:
        return "No demographic, firmographic or geographic question was asked to hold against it."
    more = sum(row["gain_low"] > 0 for row in known)
    less = sum(row["gain_high"] < 0 for row in known)
    if len(known) == 1:
        words = "clearly more" if more else "clearly less" if less else "neither clearly more nor clearly less"
        return f"That is {words} than the demographic split."
    return (
        f"Of {len(known)} outcomes and values the segments explain clearly more than the best demographic split in "
        f"{more}, clearly less in {less}."
    )


def _said(row: dict[str, Any]) -> str:
    text = f"the segments explain {percent(row['share'])} of the differences in {in_short(row['text'])}"
    if np.isnan(row["demographic"]):
        return text
    text += f", the best demographic split into as many groups {percent(row['demographic'])}"
    if row["demographic"] <= 0 or not row["by"]:
        return text
    alone = f", {row['alone_by']} alone {percent(row['alone'])}" if row["by"] != row["alone_by"] else ""
    return f"{text} (by {row['by']}{alone})"


def percent(share: float) -> str:
    """A share in words that do not claim more than the figure.

    >>> percent(0.137), percent(0.004), percent(-0.01)
    ('14 %', 'less than 1 %', 'nothing')
    """
    if share <= 0:
        return "nothing"
    return "less than 1 %" if share < 0.01 else f"{100 * share:.0f} %"


def _is_criterion(variable: Variable) -> bool:
    named = not {"outcome", "value"}.isdisjoint(variable.roles)
    return named and variable.kind in {"scale", "binary", "nominal", "number"}


def _held(
    variable: Variable, segmentation: Segmentation, responses: Responses, basis: Basis, who: Demographics
) -> tuple[_Held, bool]:
    codes = responses.answers[variable.name].to_numpy(dtype=np.float64)[who.people]
    known = np.flatnonzero(~np.isnan(codes))
    ordered = variable.kind in {"scale", "number"}
    y = codes[known][:, None] if ordered else (codes[known][:, None] == np.unique(codes[known])).astype(np.float64)
    people = who.people[known]
    features = tuple(one.of(known) for one in who.features)
    segments = segmentation.labels[people] - 1
    return _Held(y, basis.weights[people], segments, who.folds[known], features, segmentation.k), ordered


def _judged(held: _Held, who: Demographics, name: str) -> dict[str, Any]:
    """Everything of a row that is computed."""
    y, weights, folds = held.y, held.weights, held.folds
    nobody = np.zeros(len(y), dtype=np.int64)
    alone = held_out_error(y, nobody, weights, folds)
    error = held_out_error(y, held.segments, weights, folds)
    in_sample = share_explained(y, held.segments, weights)
    if np.isnan(in_sample):
        return {}
    found = explained(error, alone, weights)
    row: dict[str, Any] = {"in_sample": in_sample, "share": found.share, "low": found.low, "high": found.high}
    row["random"] = max(explained(one, alone, weights).share for one in _random_errors(held, name))
    return row | (_demographic(held, who, error, alone) if held.features else {})


def _random_errors(held: _Held, name: str) -> Iterator[Floats]:
    rng = stream(1, "random split", name)
    for _ in range(RANDOM):
        yield held_out_error(held.y, rng.permutation(held.segments), held.weights, held.folds)


def _demographic(held: _Held, who: Demographics, error: Floats, alone: Floats) -> dict[str, Any]:
    """The best split by any of the demographics together, and by one of them; the better one is the yardstick."""
    sets: dict[str, list[Sequence[Feature]]] = {"any": [held.features], "one": [[feature] for feature in held.features]}
    errors = {name: _split_error(held, choices) for name, choices in sets.items()}
    shares = {name: explained(one, alone, held.weights) for name, one in errors.items()}
    best = "any" if shares["any"].share > shares["one"].share else "one"
    single, cuts = best_split(held.y, sets["one"], held.weights, held.k)
    if best == "any":
        cuts = split(held.y, held.features, held.weights, held.k)
    used = dict.fromkeys(who.texts[cut.feature if best == "any" else single] for cut in cuts)
    gain = explains_more(error, errors[best], alone, held.weights)
    return {
        "demographic": shares[best].share,
        "demographic_low": shares[best].low,
        "demographic_high": shares[best].high,
        "by": listed(list(used)),
        "alone": shares["one"].share,
        "alone_by": who.texts[single],
        "gain": gain.share,
        "gain_low": gain.low,
        "gain_high": gain.high,
    }


def _split_error(held: _Held, choices: Sequence[Sequence[Feature]]) -> Floats:
    forecast = held_out_split(held.y, choices, held.weights, held.folds, held.k)
    error: Floats = np.square(held.y - forecast).sum(1)
    return error

"""A segment, its firmness and factor scores for every row of a table, as one SELECT of plain SQL.

The rule is linear in the standardised answers of a person, of whom the general level and the width of the answers may
be taken out first. It is written with additions, multiplications, a square root and comparisons of pairs, because
GREATEST and LEAST treat NULL differently from engine to engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.scale.engine import number, total

Floats = npt.NDArray[np.float64]

DECIMALS = 9
"""Scores that agree so far are equal, and the first segment wins: the rule of `analysis.rule`."""
SHOWN = 4
"""Decimals of what is said about single people."""


@dataclass(frozen=True, slots=True)
class LinearRule:
    """How p answers x become a segment of k, and f factor scores.

    z = x * slope + shift (p). With `soft` z is replaced by (z - level) / sqrt(var(z) + soft^2), where level and var are
    over the person's own items, and `keep_level` adds the level again. Score of a segment: constants (k) +
    coefficients (k x p) times that. Factor scores: `factor_constants` (f) + x times `factors` (p x f).
    """

    slope: Floats
    shift: Floats
    soft: float | None
    keep_level: bool
    coefficients: Floats
    constants: Floats
    factors: Floats
    factor_constants: Floats

    @property
    def factor_names(self) -> tuple[str, ...]:
        """F1, F2, ... as in the study's tables."""
        return tuple(f"F{j + 1}" for j in range(self.factors.shape[1]))


def rule_sql(rule: LinearRule, table: str, *, keep: Sequence[str] = ("id",)) -> str:
    """The SELECT: the columns to `keep`, segment (1..k, the first of equals), membership (posterior, 4 decimals), F1...

    `table` has the columns x1 ... xp and those to keep. Rows with a blank item are left out: fill them first.
    """
    kept = [*keep]
    names = list(rule.factor_names)
    k = len(rule.constants)
    scores = [f"s{j}" for j in range(1, k + 1)]
    placed = f"SELECT {', '.join([*kept, *_standardised(rule)])} FROM {table} AS people WHERE {_complete(rule)}"
    formed = f"SELECT {', '.join([*kept, *_forms(rule)])} FROM ({placed}) AS placed"
    scored = f"SELECT {', '.join([*kept, *names, *_scores(rule)])} FROM ({formed}) AS formed"
    chosen = f"SELECT {', '.join([*kept, *names, *scores])}, {_winner(k)} AS segment FROM ({scored}) AS scored"
    best = " ".join(f"WHEN {j} THEN s{j}" for j in range(1, k + 1))
    best = f"SELECT {', '.join([*kept, 'segment', *names, *scores])}, CASE segment {best} END AS best"
    likely = total([f"EXP({score} - best)" for score in scores])
    last = [*kept, "segment", f"ROUND(1e0 / {likely}, {SHOWN}) AS membership", *names]
    return f"SELECT {', '.join(last)} FROM ({best} FROM ({chosen}) AS chosen) AS won"


def _complete(rule: LinearRule) -> str:
    return " AND ".join(f"x{i} IS NOT NULL" for i in range(1, len(rule.slope) + 1))


def _standardised(rule: LinearRule) -> list[str]:
    pairs = enumerate(zip(rule.slope, rule.shift, strict=True), start=1)
    return [f"x{i} * {number(slope)} + {number(shift)} AS z{i}" for i, (slope, shift) in pairs]


def _form(coefficients: Floats, constant: float = 0.0) -> str:
    terms = [f"z{i} * {number(c)}" for i, c in enumerate(coefficients, start=1) if c != 0.0]
    return total([number(constant), *terms])


def _forms(rule: LinearRule) -> list[str]:
    """Linear forms of z: one per segment, one per factor; the person's level, and squared width."""
    p = len(rule.slope)
    forms = [f"{_form(row)} AS l{j}" for j, row in enumerate(rule.coefficients, start=1)]
    turned = rule.factors / rule.slope[:, None]
    constants = rule.factor_constants - rule.shift @ turned
    columns = zip(rule.factor_names, turned.T, constants, strict=True)
    forms += [f"ROUND({_form(column, float(constant))}, {SHOWN}) AS {name}" for name, column, constant in columns]
    if rule.soft is not None:
        forms.append(f"{total([f'z{i}' for i in range(1, p + 1)])} / {number(p)} AS m")
        forms.append(f"{total([f'z{i} * z{i}' for i in range(1, p + 1)])} / {number(p)} AS q")
    return forms


def _scores(rule: LinearRule) -> list[str]:
    scores = []
    for j, (row, constant) in enumerate(zip(rule.coefficients, rule.constants, strict=True), start=1):
        score = f"{number(constant)} + l{j}"
        if rule.soft is not None:
            own = number(float(row.sum()))
            score = f"{number(constant)} + (l{j} - m * {own}) / SQRT(q - m * m + {number(rule.soft**2)})"
            score += f" + m * {own}" if rule.keep_level else ""
        scores.append(f"ROUND({score}, {DECIMALS}) AS s{j}")
    return scores


def _winner(k: int) -> str:
    """The first segment that no other beats."""
    if k == 1:
        return "1"
    cases = []
    for j in range(1, k):
        others = " AND ".join(f"s{j} >= s{other}" for other in range(j + 1, k + 1))
        cases.append(f"WHEN {others} THEN {j}")
    return f"CASE {' '.join(cases)} ELSE {k} END"

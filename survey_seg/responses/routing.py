"""Who is asked a question: `show_if` applied to a table of answers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from survey_seg.questionnaire.conditions import SIGNS, Combined, Comparison, Condition, Value
from survey_seg.responses.model import Flags, Floats


def holds(condition: Condition, answers: Mapping[str, Floats], n: int) -> Flags:
    """For each of n people, whether a condition holds.

    `answers`: codes per variable, NaN where there is no answer. A comparison with an answer that was not given does
    not hold, whatever the comparison; nor does one with words, because answers are codes.

    >>> from survey_seg.questionnaire.conditions import read_condition
    >>> holds(read_condition("q1 in [2, 3]"), {"q1": np.array([1.0, 2.0, np.nan])}, 3).tolist()
    [False, True, False]
    """
    if isinstance(condition, Comparison):
        return _compare(condition, answers, n)
    return _combine(condition, answers, n)


def _combine(condition: Combined, answers: Mapping[str, Floats], n: int) -> Flags:
    parts = [holds(part, answers, n) for part in condition.parts]
    if condition.how == "not":
        return ~parts[0]
    joined: Flags = np.logical_and.reduce(parts) if condition.how == "and" else np.logical_or.reduce(parts)
    return joined


def _compare(condition: Comparison, answers: Mapping[str, Floats], n: int) -> Flags:
    if condition.operator == "contains":
        chosen = [answers.get(f"{condition.name}_{value}", np.full(n, np.nan)) == 1.0 for value in condition.values]
        anyone: Flags = np.logical_or.reduce(chosen)
        return anyone
    values = answers.get(condition.name, np.full(n, np.nan))
    given = ~np.isnan(values)
    codes = [float(value) for value in condition.values if _is_number(value)]
    if condition.operator in {"in", "not in"}:
        inside: Flags = np.isin(values, codes)
        return given & (inside if condition.operator == "in" else ~inside)
    if not codes:
        return np.zeros(n, dtype=bool)
    told: Flags = given & SIGNS[condition.operator](values, codes[0])
    return told


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float)

"""Whom an expectation speaks of: conditions on answers, person by person, where a blank is neither yes nor no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from survey_seg.questionnaire.conditions import SIGNS, Comparison, Condition, comparisons
from survey_seg.questionnaire.expectations import Expectation
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses

Floats = npt.NDArray[np.float64]
Codes = Mapping[str, tuple[Variable, Floats]]

WITHOUT_CODES = {"text", "date"}


def codes_by_name(responses: Responses) -> Codes:
    """Every variable with codes and the answers to it, under each name that conditions may call it by.

    One answer of a question with several is `<question>_<code>`: 1 ticked, 0 not ticked. Codes are as asked, NaN where
    there is no answer that counts.
    """
    found: dict[str, tuple[Variable, Floats]] = {}
    for variable in responses.questionnaire.variables():
        if variable.kind in WITHOUT_CODES or variable.name not in responses.answers.columns:
            continue
        codes = responses.answers[variable.name].to_numpy(dtype=np.float64)
        for name in _names(variable):
            found.setdefault(name, (variable, codes))
    return found


def _names(variable: Variable) -> Iterator[str]:
    yield variable.name
    yield variable.column
    if variable.question.type == "multi":
        yield f"{variable.question.column}_{variable.name.removeprefix(variable.question.id + '_')}"


def held(condition: Condition, codes: Codes, n: int) -> Floats:
    """For each of n people 1 where a condition holds, 0 where it does not, NaN where the answers do not tell.

    "and" does not hold where one part does not, whatever the blanks; "or" holds where one part does.
    """
    if isinstance(condition, Comparison):
        return _compared(condition, codes, n)
    parts = np.array([held(part, codes, n) for part in condition.parts])
    if condition.how == "not":
        return np.asarray(1.0 - parts[0])
    return _all_of(parts) if condition.how == "and" else np.asarray(1.0 - _all_of(1.0 - parts))


def _all_of(parts: Floats) -> Floats:
    no = (parts == 0.0).any(axis=0)
    return np.where(no, 0.0, np.where(np.isnan(parts).any(axis=0), np.nan, 1.0))


def _compared(condition: Comparison, codes: Codes, n: int) -> Floats:
    if condition.operator == "contains":
        ticks = np.array([_column(f"{condition.name}_{value}", codes, n) for value in condition.values])
        return np.asarray(1.0 - _all_of(1.0 - ticks))
    given = _column(condition.name, codes, n)
    values = [float(value) for value in condition.values if not isinstance(value, str)]
    if condition.operator in {"in", "not in"}:
        told = np.isin(given, values) == (condition.operator == "in")
    else:
        told = SIGNS[condition.operator](given, values[0]) if values else np.zeros(n, dtype=bool)
    return np.where(np.isnan(given), np.nan, told.astype(np.float64))


def _column(name: str, codes: Codes, n: int) -> Floats:
    return codes[name][1] if name in codes else np.full(n, np.nan)


def variables_of(expectation: Expectation, codes: Codes) -> dict[str, tuple[Variable, ...]]:
    """The variables behind each name of an expectation; none where the response file does not hold them."""
    found: dict[str, list[Variable]] = {name: [] for name in expectation.names}
    several = {
        part.name: [f"{part.name}_{value}" for value in part.values]
        for condition in expectation.conditions
        for part in comparisons(condition)
        if part.operator == "contains"
    }
    for name in found:
        found[name] = [codes[one][0] for one in several.get(name, [name]) if one in codes]
    return {name: tuple(variables) for name, variables in found.items()}

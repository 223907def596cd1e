"""The rows of a table: which people gave each answer of a question, and which answers add up to a net."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.table_routing import chance
from survey_seg.questionnaire.model import Question, Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.weights import weighted_quantile

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

QUARTERS = (0.25, 0.5, 0.75)
MANY_POINTS = 12
"""A scale without labelled answers and with more points than this is shown in groups of about equal size."""
FEWEST_FOR_NETS = 4
"""Points a scale must have for the upper two and the lower two to be different people."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One table before it is filled: people who count (weight above 0) in the order of the answers.

    `answers`: a label and whether each person gave it; `codes` what each counts in a mean, empty for groups of numbers.
    `nets`: a label and the places of its answers. `values`: what a
    mean is of, None where there is none. `apart`: people may give several answers, each with its own share of all.
    `answered`, `no_answer` and `not_asked` divide the people.
    """

    name: str
    text: str
    short: str
    question: Question
    variable: Variable
    answers: tuple[tuple[str, Flags], ...]
    nets: tuple[tuple[str, tuple[int, ...]], ...]
    codes: tuple[int, ...]
    values: Floats | None
    apart: bool
    answered: Flags
    no_answer: Flags
    not_asked: Flags


def single(variable: Variable, responses: Responses, weights: Floats, got: Flags) -> Asked:
    """The table of a variable with one answer per person: a closed question, a scale, a grid row, a number."""
    codes = responses.answers[variable.name].to_numpy(dtype=np.float64)
    answered = ~np.isnan(codes) & (weights > 0)
    answers = _answers(variable, codes, np.where(answered, weights, 0.0))
    return _asked(
        variable,
        (variable.name, variable.text, variable.short),
        answers=tuple((label, flags & answered) for label, flags in answers),
        codes=_points(variable, codes),
        values=codes if variable.kind in {"scale", "number"} else None,
        who=_who(variable.question, answered, responses.declared_missing[variable.name].to_numpy(), (got, weights)),
    )


def several(variables: tuple[Variable, ...], responses: Responses, weights: Floats, got: Flags) -> Asked:
    """The table of a question with several answers per person; its base is the people who answered any."""
    question = variables[0].question
    chosen = {variable.name: responses.answers[variable.name].to_numpy(dtype=np.float64) for variable in variables}
    answered = np.logical_or.reduce([~np.isnan(codes) for codes in chosen.values()]) & (weights > 0)
    unsure = np.logical_or.reduce([responses.declared_missing[variable.name].to_numpy() for variable in variables])
    return _asked(
        variables[0],
        (question.id, question.text, question.short or question.text),
        answers=tuple((variable.short, (chosen[variable.name] == 1) & answered) for variable in variables),
        codes=(),
        values=None,
        who=_who(question, answered, unsure, (got, weights)),
    )


def _asked(
    variable: Variable,
    names: tuple[str, str, str],
    *,
    answers: tuple[tuple[str, Flags], ...],
    codes: tuple[int, ...],
    values: Floats | None,
    who: tuple[Flags, Flags, Flags],
) -> Asked:
    return Asked(
        *names,
        question=variable.question,
        variable=variable,
        answers=answers,
        nets=() if values is None else _nets(variable, codes),
        codes=codes,
        values=values,
        apart=variable.question.type == "multi",
        answered=who[0],
        no_answer=who[1],
        not_asked=who[2],
    )


def _who(
    question: Question, answered: Flags, unsure: Flags, people: tuple[Flags, Floats]
) -> tuple[Flags, Flags, Flags]:
    """Who answered, who was asked and gave no answer, and who was not asked."""
    got, weights = people
    there = weights > 0
    asked = unsure.astype(np.bool_) if chance(question) else got | unsure.astype(np.bool_)
    return answered, there & ~answered & asked, there & ~answered & ~asked


def _answers(variable: Variable, codes: Floats, weights: Floats) -> list[tuple[str, Flags]]:
    if variable.codes:
        return [(variable.label(code), codes == code) for code in variable.codes]
    points = _points(variable, codes)
    return [(f"{point}", codes == point) for point in points] if points else _bands(codes, weights)


def _points(variable: Variable, codes: Floats) -> tuple[int, ...]:
    """The answers as numbers: codes, or the points of a short scale of whole numbers by its declared ends."""
    if variable.codes or variable.kind != "scale" or variable.low is None or variable.high is None:
        return variable.codes
    points = tuple(range(int(variable.low), int(variable.high) + 1))
    return points if len(points) <= MANY_POINTS and np.isin(codes[~np.isnan(codes)], points).all() else ()


def _bands(codes: Floats, weights: Floats) -> list[tuple[str, Flags]]:
    """Numbers in groups of about a quarter of the people, named by their limits: no smallest or largest answer."""
    if not weights.any():
        return []
    there = weights > 0
    cuts = sorted({weighted_quantile(codes[there], weights[there], share) for share in QUARTERS})
    group = np.where(there, np.searchsorted(cuts, codes, side="left"), -1)
    labels = [f"up to {cuts[0]:g}"]
    labels += [f"more than {low:g}, up to {high:g}" for low, high in pairwise(cuts)]
    labels.append(f"more than {cuts[-1]:g}")
    bands = [(label, group == place) for place, label in enumerate(labels)]
    return [(label, flags) for label, flags in bands if flags.any()]


def _nets(variable: Variable, codes: tuple[int, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The upper two and the lower two answers of a scale; of a ranking the first two places."""
    if variable.kind != "scale" or len(codes) < FEWEST_FOR_NETS:
        return ()
    order = tuple(int(place) for place in np.argsort(codes, kind="stable"))
    if variable.question.type == "rank":
        return (("First two places", order[:2]),)
    return ("Top two", order[-2:]), ("Bottom two", order[:2])

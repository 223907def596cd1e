"""From coded answers to the numeric matrix that segments are built on.

Every item is put on 0..1 by its *declared* range, so the answer to "which segments are there?" does not depend on how
the answers happen to be coded, nor on which end of a scale nobody ticked. Blanks are filled by what the person's other
answers lead one to expect; how many, item by item, travels with the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.model import Basis
from survey_seg.errors import CannotCompute, Notice, Problem
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.imputation import NormalFit, fill_blanks, fit_normal
from survey_seg.stats.weights import effective_base, weighted_quantile

Floats = npt.NDArray[np.float64]

USABLE = ("scale", "binary", "number")
"""Kinds of variables whose codes are an order: distances between them mean something."""

FEWEST_ITEMS = 2
PEOPLE_PER_ITEM = 10
"""Below this many people per item the correlations are mostly noise (a rule of thumb of the factor literature)."""

TAIL = 0.01
"""Share of people beyond each end of the range of a number question that has no declared range."""


def build_basis(responses: Responses, *, variables: tuple[Variable, ...] | None = None) -> Basis:
    """The basis: people x items on 0..1, without blanks, and how to make it again for new people.

    Takes the variables with the role basis, or those given, if their kind is scale, binary or number. A number without
    a declared range runs from the 1st to the 99th weighted percentile of the answers; what lies outside moves to the
    end. People of weight zero get a row, but move nothing. Notices say what was filled, clipped, doubled or thin.

    Raises CannotCompute with every problem at once: no or too few items, items without an order, without answers, or
    with one answer only, and fewer people than items.
    """
    variables = responses.questionnaire.having("basis") if variables is None else variables
    problems = list(_problems(variables, responses))
    if problems:
        raise CannotCompute(problems)
    raw = np.column_stack([_codes(responses, variable) for variable in variables])
    weights = responses.weights
    ranges = np.array([_range(variable, raw[:, j], weights) for j, variable in enumerate(variables)])
    low, high, reverse = ranges[:, 0], ranges[:, 1], np.array([variable.reverse for variable in variables])
    scaled = _scaled(raw, low, high, reverse)
    fit = fit_normal(scaled, weights)
    there = weights > 0
    return Basis(
        items=tuple(variable.name for variable in variables),
        texts=tuple(variable.short for variable in variables),
        ids=tuple(str(identifier) for identifier in responses.answers.index),
        low=low,
        high=high,
        reverse=reverse,
        mean=fit.mean,
        covariance=fit.covariance,
        matrix=_filled(scaled, fit.mean, fit.covariance),
        raw=raw,
        weights=weights,
        imputed=np.isnan(raw[there]).sum(axis=0).astype(np.int64),
        notices=tuple(_notices(variables, raw[there], ranges, weights[there], fit)),
        constructs=tuple(variable.construct or "" for variable in variables),
    )


def scale_codes(basis: Basis, raw: Floats) -> Floats:
    """Answers on 0..1 by the basis' own ranges, reversed items turned, NaN still NaN.

    `raw`: people x items in the order of `basis.items`, codes as asked. Answers beyond a range become its end.
    """
    return _scaled(raw, basis.low, basis.high, basis.reverse)


def scale_answers(basis: Basis, raw: Floats) -> Floats:
    """The row of the basis matrix that each of these people would have had: scaled, turned, blanks filled.

    `raw`: people x items in the order of `basis.items`, codes as asked, NaN where blank. The people of the basis get
    their rows of `basis.matrix` again, so that a new wave and a typing tool see people as the segmentation did.
    """
    return _filled(scale_codes(basis, raw), basis.mean, basis.covariance)


def _scaled(raw: Floats, low: Floats, high: Floats, reverse: npt.NDArray[np.bool_]) -> Floats:
    share = np.clip((raw - low) / (high - low), 0.0, 1.0)
    return np.where(reverse, 1.0 - share, share)


def _filled(scaled: Floats, mean: Floats, covariance: Floats) -> Floats:
    return np.clip(fill_blanks(scaled, mean, covariance), 0.0, 1.0)


def _codes(responses: Responses, variable: Variable) -> Floats:
    codes: Floats = responses.answers[variable.name].to_numpy(dtype=np.float64)
    return codes


def _range(variable: Variable, codes: Floats, weights: Floats) -> tuple[float, float]:
    """The declared ends; an end that is not declared is the 1st or 99th percentile of the answers."""
    known = ~np.isnan(codes) & (weights > 0)
    answers, shares = codes[known], weights[known]
    low = weighted_quantile(answers, shares, TAIL) if variable.low is None else variable.low
    high = weighted_quantile(answers, shares, 1 - TAIL) if variable.high is None else variable.high
    if low >= high:  # nearly everybody gave one answer: then the few others are the range
        low, high = answers.min(), answers.max()
    return float(low), float(high)


def _problems(variables: tuple[Variable, ...], responses: Responses) -> Iterator[Problem]:
    if len(variables) < FEWEST_ITEMS:
        yield Problem(
            "BASIS_TOO_FEW_ITEMS",
            f"{len(variables)} variables have the role basis",
            expected=f"at least {FEWEST_ITEMS}",
            hint="give `role: [basis]` to the questions that segments should be built on",
            file=responses.questionnaire.file,
        )
    for variable in variables:
        yield from _item_problems(variable, responses)
    people = int((responses.weights > 0).sum())
    if people < len(variables):
        yield Problem(
            "BASIS_TOO_FEW_PEOPLE",
            f"{people} people for {len(variables)} basis items",
            expected=f"at least as many people as items, better {PEOPLE_PER_ITEM} times as many",
            file=responses.file,
        )


def _item_problems(variable: Variable, responses: Responses) -> Iterator[Problem]:
    def problem(code: str, what: str, expected: str = "", hint: str = "") -> Problem:
        return Problem(code, what, expected=expected, hint=hint, file=responses.file, column=variable.column)

    if variable.kind not in USABLE:
        yield problem(
            "BASIS_NO_ORDER",
            f"the basis variable {variable.name} is {variable.kind}: its answers have no order",
            "a scale, a yes/no answer, or a number",
            "ask it as `type: multi` (one yes/no per option), as `type: scale` if the options are ordered, "
            "or give it the role descriptor",
        )
    elif variable.name not in responses.answers.columns:
        yield problem("BASIS_NO_COLUMN", f"the basis variable {variable.name} has no column in the file")
    else:
        codes = _codes(responses, variable)[responses.weights > 0]
        answers = np.unique(codes[~np.isnan(codes)])
        if len(answers) == 0:
            yield problem("BASIS_NO_ANSWERS", f"nobody answered {variable.name}", hint="take it out of the basis")
        elif len(answers) == 1:
            yield problem(
                "BASIS_CONSTANT",
                f"everybody who answered {variable.name} gave the same answer, {answers[0]:g}",
                "at least two different answers",
                "take it out of the basis: it cannot tell people apart",
            )
        elif variable.low is not None and variable.low == variable.high:
            yield problem(
                "BASIS_NO_RANGE", f"{variable.name} has one answer only", "at least two answers to choose from"
            )


def _notices(
    variables: tuple[Variable, ...], raw: Floats, ranges: Floats, weights: Floats, fit: NormalFit
) -> Iterator[Notice]:
    """What a reader must know; everything here is about people with weight."""
    names = [variable.name for variable in variables]
    yield from _range_notices(variables, raw, ranges)
    blank = np.isnan(raw)
    if blank.any():
        share = f"{blank.sum()} of {blank.size} answers ({100 * blank.mean():.1f} %)"
        worst = ", ".join(f"{names[j]} {blank[:, j].sum()}" for j in np.argsort(-blank.sum(axis=0), kind="stable")[:5])
        text = f"{share} were blank and filled by what the other answers lead one to expect; most blanks: {worst}."
        yield Notice("BASIS_IMPUTED", text)
    if silent := int(blank.all(axis=1).sum()):
        yield Notice("BASIS_NO_ANSWER_AT_ALL", f"{silent} people answered no basis item; they stand at the average.")
    if not fit.converged:
        yield Notice(
            "BASIS_FILL_UNFINISHED", "The estimate behind the filled blanks had not settled; read them loosely."
        )
    base = effective_base(weights)
    if base < PEOPLE_PER_ITEM * len(names):
        text = (
            f"{base:.0f} people (effective base) are few for {len(names)} items; {PEOPLE_PER_ITEM} per item is a floor."
        )
        yield Notice("BASIS_FEW_PEOPLE", text)
    if twins := [f"{names[j]} and {names[k]}" for j, k in _twins(raw)]:
        more = f", and {len(twins) - 5} more pairs" if len(twins) > 5 else ""
        text = f"Items that hold the same answers count twice: {', '.join(twins[:5])}{more}."
        yield Notice("BASIS_DUPLICATE_ITEMS", text)


def _range_notices(variables: tuple[Variable, ...], raw: Floats, ranges: Floats) -> Iterator[Notice]:
    for variable, codes, (low, high) in zip(variables, raw.T, ranges, strict=True):
        beyond = int(((codes < low) | (codes > high)).sum())
        if variable.low is None or variable.high is None:
            text = (
                f"{variable.name} has no declared range; the middle 98 % of the answers, {low:g} to {high:g}, was taken"
            )
            yield Notice("BASIS_RANGE_OBSERVED", f"{text}, and {beyond} answers beyond it were moved to its ends.")
        elif beyond:
            text = f"{beyond} answers of {variable.name} lie beyond its declared range of {low:g} to {high:g}"
            yield Notice("BASIS_CLIPPED", f"{text} and were moved to its ends.")


def _twins(raw: Floats) -> Iterator[tuple[int, int]]:
    """Pairs of items with the same answers, or the same answers on other codes or turned round."""
    spans = np.nanmax(raw, axis=0) - np.nanmin(raw, axis=0)
    up = np.round((raw - np.nanmin(raw, axis=0)) / spans, 9)
    either = [min(up_or_down.tobytes() for up_or_down in (one + 0.0, np.round(1 - one, 9) + 0.0)) for one in up.T]
    for j, k in combinations(range(len(either)), 2):
        if either[j] == either[k]:
            yield j, k

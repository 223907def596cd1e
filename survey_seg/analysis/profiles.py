"""Who the segments are: every closed answer and every number, segment against everybody, with bases and intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.answer_level import answer_level
from survey_seg.analysis.criterion import criteria_sentence, criteria_table
from survey_seg.analysis.demographics import demographics, recovered
from survey_seg.analysis.markers import find_markers
from survey_seg.analysis.model import Basis, Profiles, Segmentation
from survey_seg.analysis.profile_notices import LOW_BASE, base_notices, basis_notices, explained_notices
from survey_seg.questionnaire.conditions import read_when
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.association import Association, categories_differ, means_differ, standardised_difference
from survey_seg.stats.significance import adjusted, mean_interval, wilson
from survey_seg.stats.survey_tests import DesignTest, holm, means_differ_by_design, rao_scott
from survey_seg.stats.weights import effective_base, weighted_quantile, weighted_variance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ROLES = ("basis", "descriptor", "outcome", "value", "typing")
"""What is profiled, and which role a variable with several is listed under; anything with an action or a reach too."""

CLOSED = ("scale", "binary", "nominal")
QUARTERS = (0.25, 0.5, 0.75)
MANY_ANSWERS = 12
"""A scale without labelled answers (a slider) and with more different answers than this is shown in groups."""

ANSWER_COLUMNS = (
    "variable",
    "text",
    "role",
    "answer",
    "label",
    "segment",
    "share",
    "low",
    "high",
    "base",
    "n_eff",
    "total_share",
    "index",
)
MEAN_COLUMNS = (
    "variable",
    "text",
    "role",
    "segment",
    "mean",
    "low",
    "high",
    "base",
    "n_eff",
    "total_mean",
    "difference",
)
TEST_COLUMNS = (
    "variable",
    "text",
    "effect",
    "effect_name",
    "test",
    "statistic",
    "df",
    "df_within",
    "p",
    "p_adjusted",
    "p_holm",
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One variable among those who answered it: codes, weights and segments of people with weight."""

    variable: Variable
    role: str
    codes: Floats
    weights: Floats
    segments: Ints


def describe(segmentation: Segmentation, responses: Responses, basis: Basis) -> Profiles:
    """How the segments differ on every variable that is a basis, descriptor, outcome, value or typing variable.

    Shares and means are of those who gave an answer that counts (don't know is none), with weights; intervals use the
    effective base. An index of 100 is average, 150 half as likely again as everybody. Numbers appear with their mean
    and in four groups of about equal size, cut also where an action's `when` cuts. Tests take weights for what they
    are: Rao and Scott's for answers, Wald's F with linearised variances for means; where a table has too many empty
    cells for the first, chi-square on the effective base (see `test`). p is adjusted over all of them, `p_adjusted`
    after Benjamini and Hochberg (of the differences called real, 5 % are none), `p_holm` after Holm (in 5 % of studies
    any is none). Basis items have no test: a difference is there by construction.
    """
    asked, who = list(_asked(segmentation, responses, basis)), demographics(responses, basis)
    answers = [row for one in asked for row in _answer_rows(one, segmentation.k)]
    means = [
        row for one in asked if one.variable.kind in {"scale", "number"} for row in _mean_rows(one, segmentation.k)
    ]
    criteria = criteria_table(segmentation, responses, basis, who)
    found, level = recovered(segmentation, who, basis.weights), answer_level(segmentation, responses, basis)
    built_on = any("basis" in one.variable.roles for one in asked)
    return Profiles(
        answers=pd.DataFrame(answers, columns=ANSWER_COLUMNS),
        means=pd.DataFrame(means, columns=MEAN_COLUMNS),
        tests=_tests(asked),
        markers=find_markers(segmentation.labels, basis),
        criteria=criteria,
        criteria_sentence=criteria_sentence(criteria),
        recovered=found,
        answer_level=level,
        notices=(
            *base_notices(segmentation.sizes, list(_thin(asked, segmentation)), basis=built_on),
            *basis_notices(responses.questionnaire),
            *explained_notices(criteria, found, level),
        ),
    )


def _asked(segmentation: Segmentation, responses: Responses, basis: Basis) -> Iterator[_Asked]:
    there = basis.weights > 0
    for variable in responses.questionnaire.variables():
        question = variable.question
        role = next((role for role in ROLES if role in variable.roles), "")
        wanted = role or question.action or any(reach.via != "none" for reach in question.reach)
        if not wanted or variable.kind not in {*CLOSED, "number"} or variable.name not in responses.answers.columns:
            continue
        codes = responses.answers[variable.name].to_numpy(dtype=np.float64)
        known = there & ~np.isnan(codes)
        if known.any():
            yield _Asked(variable, role, codes[known], basis.weights[known], segmentation.labels[known])


def _answer_rows(one: _Asked, k: int) -> Iterator[dict[str, Any]]:
    mass = np.array([one.weights[one.segments == segment].sum() for segment in range(1, k + 1)])
    bases = np.array([(one.segments == segment).sum() for segment in range(1, k + 1)])
    n_eff = np.array([effective_base(one.weights[one.segments == segment]) for segment in range(1, k + 1)])
    for answer, label, gave in _groups(one):
        inside = np.bincount(one.segments[gave] - 1, one.weights[gave], k)
        share = np.divide(inside, mass, out=np.full(k, np.nan), where=mass > 0)
        total = float(one.weights[gave].sum() / one.weights.sum())
        low, high = wilson(share, n_eff)
        for j in range(k):
            yield {
                "variable": one.variable.name,
                "text": one.variable.text,
                "role": one.role,
                "answer": answer,
                "label": label,
                "segment": j + 1,
                "share": share[j],
                "low": low[j],
                "high": high[j],
                "base": int(bases[j]),
                "n_eff": n_eff[j],
                "total_share": total,
                "index": 100 * share[j] / total if total > 0 else float("nan"),
            }


def _groups(one: _Asked) -> Iterator[tuple[float, str, npt.NDArray[np.bool_]]]:
    """The answers of a variable: code (for groups of numbers the smallest), label, and who gave it."""
    variable = one.variable
    if variable.codes:
        for code in variable.codes:
            yield float(code), variable.label(code), one.codes == code
        return
    found = np.unique(one.codes)
    if variable.kind == "scale" and len(found) <= MANY_ANSWERS:
        for code in found:
            yield float(code), f"{code:g}", one.codes == code
        return
    group = np.searchsorted(_cuts(one), one.codes, side="left")
    for number in np.unique(group):
        inside = one.codes[group == number]
        low, high = float(inside.min()), float(inside.max())
        yield low, f"{low:g}" if low == high else f"{low:g} to {high:g}", group == number


def _cuts(one: _Asked) -> Floats:
    """Where numbers are cut, as the value up to which each group goes: quarters of the people, and actions' limits."""
    cuts = {weighted_quantile(one.codes, one.weights, share) for share in QUARTERS}
    for action in one.variable.question.action:
        for entry in action.when or ():
            sign, value = read_when(entry)
            below = float(np.nextafter(value, -np.inf))
            cuts |= {"<": {below}, ">=": {below}, "<=": {float(value)}, ">": {float(value)}}.get(
                sign, {below, float(value)}
            )
    return np.array(sorted(cuts))


def _mean_rows(one: _Asked, k: int) -> Iterator[dict[str, Any]]:
    total = float(np.average(one.codes, weights=one.weights))
    for segment in range(1, k + 1):
        inside = one.segments == segment
        codes, weights = one.codes[inside], one.weights[inside]
        n_eff, mean, low, high = effective_base(weights), float("nan"), float("nan"), float("nan")
        if len(codes):
            mean = float(np.average(codes, weights=weights))
            low, high = mean_interval(mean, float(weighted_variance(codes[:, None], weights)[0]), n_eff)
        yield {
            "variable": one.variable.name,
            "text": one.variable.text,
            "role": one.role,
            "segment": segment,
            "mean": mean,
            "low": low,
            "high": high,
            "base": int(inside.sum()),
            "n_eff": n_eff,
            "total_mean": total,
            "difference": standardised_difference(one.codes, inside, one.weights),
        }


def _tests(asked: list[_Asked]) -> pd.DataFrame:
    tests = pd.DataFrame([_test_row(one) for one in asked if "basis" not in one.variable.roles], columns=TEST_COLUMNS)
    p = tests["p"].to_numpy(dtype=np.float64)
    return tests.assign(p_adjusted=adjusted(p), p_holm=holm(p))


def _test_row(one: _Asked) -> dict[str, Any]:
    row: dict[str, Any] = {"variable": one.variable.name, "text": one.variable.text}
    found: Association | DesignTest
    if one.variable.kind in {"scale", "number"}:
        row |= {"effect": means_differ(one.codes, one.segments, one.weights).effect, "effect_name": "eta_squared"}
        name, found = "wald_f", means_differ_by_design(one.codes, one.segments, one.weights)
    else:
        codes = one.codes.astype(np.int64)
        simple = categories_differ(codes, one.segments, one.weights)
        row |= {"effect": simple.effect, "effect_name": "cramers_v"}
        name, found = "rao_scott_f", rao_scott(codes, one.segments, one.weights)
        if np.isnan(found.p):
            name, found = "chi_square", simple
    figures = {"statistic": found.statistic, "df": found.df, "df_within": found.df_within, "p": found.p}
    return row | {"test": "" if np.isnan(found.p) else name} | figures


def _thin(asked: list[_Asked], segmentation: Segmentation) -> Iterator[str]:
    """The variables that fewer than thirty people of a segment of thirty or more answered."""
    large = segmentation.sizes["base"].to_numpy() >= LOW_BASE
    for one in asked:
        if ((np.bincount(one.segments - 1, minlength=segmentation.k) < LOW_BASE) & large).any():
            yield one.variable.name

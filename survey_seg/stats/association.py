"""Does an answer differ between segments, and how much? For categories and for numbers, with survey weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, fdtrc

from survey_seg.stats.weights import effective_base, weighted_variance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Association:
    """A test and the size of what it tests: `effect` is Cramer's V or eta squared, 0 (none) to 1.

    `df_within` is NaN for the chi-square test. All are NaN where nothing can be compared.
    """

    effect: float
    statistic: float
    df: float
    df_within: float
    p: float


NOTHING = Association(float("nan"), float("nan"), float("nan"), float("nan"), float("nan"))


def categories_differ(answers: Ints, groups: Ints, weights: Floats) -> Association:
    """Chi-square test of the weighted cross table, scaled to the effective base, and Cramer's V.

    `answers` and `groups`: one category each per person. The first-order correction of Rao and Scott with one design
    effect. Cramer's V: .1 small, .3 medium, .5 large. R twins: `chisq.test(correct = FALSE)` for equal weights,
    `survey::svychisq`; source: Rao & Scott (1984), Annals of Statistics 12.

    >>> found = categories_differ(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 1]), np.ones(4))
    >>> found.effect, found.statistic
    (1.0, 4.0)
    """
    there = weights > 0
    answers, groups, weights = answers[there], groups[there], weights[there]
    _, row = np.unique(answers, return_inverse=True)
    _, column = np.unique(groups, return_inverse=True)
    if not len(row) or row.max() == 0 or column.max() == 0:
        return NOTHING
    shape = (int(row.max()) + 1, int(column.max()) + 1)
    shares = np.bincount(row * shape[1] + column, weights, shape[0] * shape[1]).reshape(shape) / weights.sum()
    expected = np.outer(shares.sum(1), shares.sum(0))
    distance = float(((shares - expected) ** 2 / expected).sum())
    statistic, df = distance * effective_base(weights), (shape[0] - 1) * (shape[1] - 1)
    effect = float(np.sqrt(distance / (min(shape) - 1)))
    return Association(effect, statistic, float(df), float("nan"), float(chdtrc(df, statistic)))


def means_differ(values: Floats, groups: Ints, weights: Floats) -> Association:
    """Welch's test that the group means are equal, with effective bases, and eta squared.

    Eta squared is the share of the variance that lies between groups: .01 small, .06 medium, .14 large. Groups with
    an effective base of one or less, or without variance, are left out of the test. R twin: `oneway.test` for equal
    weights; source: Welch (1951), Biometrika 38.

    >>> found = means_differ(np.array([1.0, 2, 3, 5, 6, 7]), np.array([0, 0, 0, 1, 1, 1]), np.ones(6))
    >>> round(found.effect, 4), round(found.statistic, 4), round(found.df_within, 4)
    (0.8571, 24.0, 4.0)
    """
    there = weights > 0
    values, groups, weights = values[there], groups[there], weights[there]
    total = float(weighted_variance(values[:, None], weights)[0]) if len(values) else 0.0
    parts = [(values[groups == group], weights[groups == group]) for group in np.unique(groups)]
    if total <= 0 or len(parts) < 2:
        return NOTHING
    means = np.array([np.average(value, weights=weight) for value, weight in parts])
    variances = np.array([float(weighted_variance(value[:, None], weight)[0]) for value, weight in parts])
    bases = np.array([effective_base(weight) for _, weight in parts])
    mass = np.array([weight.sum() for _, weight in parts])
    effect = 1 - float(mass @ variances) / float(mass.sum()) / total
    usable = (bases > 1) & (variances > 0)
    if usable.sum() < 2:
        return Association(effect, float("nan"), float("nan"), float("nan"), float("nan"))
    return _welch(effect, means[usable], variances[usable], bases[usable])


def _welch(effect: float, means: Floats, variances: Floats, bases: Floats) -> Association:
    precision = (bases - 1) / variances
    weight = precision / precision.sum()
    grand, between = float(weight @ means), len(means) - 1
    spread = float(((1 - weight) ** 2 / (bases - 1)).sum())
    top = float(precision @ (means - grand) ** 2) / between
    statistic = top / (1 + 2 * (between - 1) / ((between + 1) ** 2 - 1) * spread)
    within = ((between + 1) ** 2 - 1) / (3 * spread)
    return Association(effect, statistic, float(between), within, float(fdtrc(between, within, statistic)))


def standardised_difference(values: Floats, inside: npt.NDArray[np.bool_], weights: Floats) -> float:
    """How far the mean inside a group lies from the mean of the rest, in pooled standard deviations (Cohen's d).

    .2 is small, .5 medium, .8 large; NaN where one side is empty, 0 where nobody differs. Pooled by weight. R twin:
    `effsize::cohen.d` up to its n - 2.

    >>> standardised_difference(np.array([1.0, 3.0, 3.0, 5.0]), np.array([False, False, True, True]), np.ones(4))
    2.0
    """
    sides = [(values[side], weights[side]) for side in (inside & (weights > 0), ~inside & (weights > 0))]
    if any(len(value) == 0 for value, _ in sides):
        return float("nan")
    means = [float(np.average(value, weights=weight)) for value, weight in sides]
    variances = np.array([float(weighted_variance(value[:, None], weight)[0]) for value, weight in sides])
    mass = np.array([float(weight.sum()) for _, weight in sides])
    pooled = float(np.sqrt(mass @ variances / mass.sum()))
    difference = means[0] - means[1]
    if pooled > 0:
        return difference / pooled
    return 0.0 if difference == 0 else float(np.copysign(np.inf, difference))

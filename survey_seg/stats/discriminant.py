"""Linear discriminant analysis: the linear scores that sort people into groups as given labels do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NULL = 1e-9
FLOOR = 1e-4
"""A direction with less than the first share of an item's variance is no direction. Of the variance in any other one at
least the second share counts as within groups: an answer that one group alone gives does not vary within groups."""


@dataclass(frozen=True, slots=True)
class Discriminant:
    """Linear scores of k groups: `coefficients` (k x d), `constants` (k); their softmax is the posterior."""

    coefficients: Floats
    constants: Floats


def discriminant(rows: Floats, labels: Ints, weights: Floats, k: int) -> Discriminant:
    """The linear rule of k normal groups with one covariance whose members are known.

    `rows`: people x dimensions; `labels`: 0-based; `weights`: one per person. Directions without variance are left out;
    one without variance within groups decides. R twin: MASS::lda (with priors as observed). Raises CannotCompute for an
    empty group.

    >>> rule = discriminant(np.array([[0.0], [0.2], [1.0], [1.2]]), np.array([0, 0, 1, 1]), np.ones(4), 2)
    >>> discriminant_labels(rule, np.array([[0.4], [0.7]])).tolist()
    [0, 1]
    """
    member = (labels == np.arange(k)[:, None]) * weights
    mass = member.sum(1)
    if (mass <= 0).any():
        empty = ", ".join(str(group + 1) for group in np.flatnonzero(mass <= 0))
        raise CannotCompute(Problem("DISCRIMINANT_EMPTY", f"group {empty} has nobody in it"))
    means = member @ rows / mass[:, None]
    turn = _whitening(rows - weights @ rows / weights.sum(), weights)
    centred = (rows - means[labels]) @ turn
    values, vectors = np.linalg.eigh((centred * weights[:, None]).T @ centred / weights.sum())
    turn = turn @ vectors / np.sqrt(np.maximum(values, FLOOR))
    slopes = means @ turn @ turn.T
    constants = np.log(mass / mass.sum()) - 0.5 * (slopes * means).sum(1)
    return Discriminant(slopes, constants)


def _whitening(centred: Floats, weights: Floats) -> Floats:
    """Axes (d x r) on which centred rows have covariance 1, of the directions in which they vary."""
    spread = np.sqrt(weights @ np.square(centred) / weights.sum())
    real = spread > NULL * max(float(spread.max()), 1e-300)
    scale = np.where(real, 1 / np.where(real, spread, 1.0), 0.0)
    scaled = centred * scale
    values, vectors = np.linalg.eigh((scaled * weights[:, None]).T @ scaled / weights.sum())
    kept = values > NULL
    axes: Floats = scale[:, None] * vectors[:, kept] / np.sqrt(values[kept])
    return axes


def discriminant_scores(rule: Discriminant, rows: Floats) -> Floats:
    """The scores of each person in each group, n x k: the highest wins, the softmax is the posterior."""
    scores: Floats = rows @ rule.coefficients.T + rule.constants
    return scores


def discriminant_labels(rule: Discriminant, rows: Floats) -> Ints:
    """The most likely group of each person, 0-based; of two equally likely ones, the first."""
    labels: Ints = discriminant_scores(rule, rows).argmax(1).astype(np.int64)
    return labels

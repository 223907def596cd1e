"""How a person gets a segment from their answers: the linear rule that every later use of the segments goes by."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Asked, Frame
from survey_seg.stats.discriminant import discriminant
from survey_seg.stats.row_style import RowSpace, place

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rule:
    """Linear scores in a space of the items: `coefficients` k x d, `constants` k; the highest score wins.

    `asked` and `space` say how answers become coordinates.
    """

    asked: Asked
    space: RowSpace
    coefficients: Floats
    constants: Floats


def rule_of(frame: Frame, labels: Ints, k: int) -> Rule:
    """The rule that sorts people as given segments of the frame's points do, numbered by what it gives each segment.

    One step of discriminant analysis: segments are normal groups with one covariance in the frame's space of items. On
    150 simulated studies the rule agreed with the truth as well as the labels it was made from.
    """
    found = discriminant(frame.space_rows, labels, frame.weights, k)
    rule = Rule(frame.asked, frame.space, found.coefficients, found.constants)
    mass = np.bincount(_scores_at(rule, frame.space_rows).argmax(1), frame.weights, k)
    norm = np.bincount(labels, frame.weights * (frame.space_rows**2).sum(1), k)
    order = np.lexsort((np.round(norm / frame.weights.sum(), 9), -np.round(mass / mass.sum(), 11)))
    return replace(rule, coefficients=found.coefficients[order], constants=found.constants[order])


def rule_scores(rule: Rule, matrix: Floats) -> Floats:
    """The score of each person in each segment, people x k. `matrix`: people x items on 0..1 as in the basis."""
    return _scores_at(rule, place(rule.space, rule.asked.of(matrix)))


def rule_labels(rule: Rule, matrix: Floats) -> Ints:
    """The segment of each person, 0-based; of equal scores the first."""
    labels: Ints = np.round(rule_scores(rule, matrix), 9).argmax(1).astype(np.int64)
    return labels


def point_labels(rule: Rule, frame: Frame) -> Ints:
    """The segment of each point of the frame that the rule was made from."""
    labels: Ints = np.round(_scores_at(rule, frame.space_rows), 9).argmax(1).astype(np.int64)
    return labels


def rule_memberships(rule: Rule, matrix: Floats) -> Floats:
    """How firmly each person belongs to each segment: people x k, every row sums to 1 (posterior)."""
    scores = rule_scores(rule, matrix)
    likely = np.exp(scores - scores.max(1, keepdims=True))
    shares: Floats = likely / likely.sum(1, keepdims=True)
    return shares


def _scores_at(rule: Rule, coordinates: Floats) -> Floats:
    scores: Floats = coordinates @ rule.coefficients.T + rule.constants
    return scores

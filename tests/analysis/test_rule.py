"""The rule that carries segments to everybody else."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.analysis.frame import frame_of
from survey_seg.analysis.partition import fit_partition, mean_profiles
from survey_seg.analysis.rule import (
    Rule,
    point_labels,
    rule_labels,
    rule_memberships,
    rule_of,
    rule_scores,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MEANS = np.array([[1, 1, 1, 1, 5, 5, 5, 5], [5, 5, 5, 5, 1, 1, 1, 1], [1, 5, 1, 5, 1, 5, 1, 5]])


def people(seed: int, n: int = 250) -> tuple[Floats, Ints]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    return (np.clip(np.round(rng.normal(MEANS[truth], 0.9)), 1, 5) - 1) / 4, truth


MATRIX, TRUTH = people(1)
WEIGHTS = np.random.default_rng(2).uniform(0.5, 2, 250)


def taught(matrix: Floats = MATRIX, weights: Floats = WEIGHTS, **how: Floats) -> tuple[Rule, Ints]:
    """The rule that sorts people as their true segments do, and the segments of the points."""
    frame = frame_of(matrix, weights, **how)
    labels = np.empty(len(frame.weights), dtype=np.int64)
    there = frame.points.group >= 0
    labels[frame.points.group[there]] = TRUTH[there]
    rule = rule_of(frame, labels, 3)
    return rule, point_labels(rule, frame)[frame.points.group]


def test_the_rule_gives_back_the_segments_it_was_made_from_and_sorts_new_people() -> None:
    rule, _ = taught()
    assert np.mean(rule_labels(rule, MATRIX) == TRUTH) > 0.97
    new, truth = people(3)
    assert np.mean(rule_labels(rule, new) == truth) > 0.97


def test_points_and_people_get_the_same_segment() -> None:
    rule, of_points = taught()
    assert (rule_labels(rule, MATRIX) == of_points).all()


def test_the_labels_of_a_partition_are_what_its_rule_says() -> None:
    found = fit_partition(MATRIX, WEIGHTS, 3, seed=1)
    assert (found.labels == rule_labels(found.rule, MATRIX)).all()
    assert (found.memberships.argmax(1) == found.labels).all()
    assert np.allclose(found.centroids, mean_profiles(MATRIX, WEIGHTS, found.labels, 3))


def test_memberships_sum_to_one_and_their_log_odds_are_differences_of_scores() -> None:
    rule, _ = taught()
    shares, scores = rule_memberships(rule, MATRIX), rule_scores(rule, MATRIX)
    assert shares.sum(1) == pytest.approx(np.ones(250))
    firm = shares.min(1) > 1e-200
    odds = np.log(shares[firm, 0] / shares[firm, 1])
    assert np.allclose(odds, scores[firm, 0] - scores[firm, 1], atol=1e-6)


def test_segments_are_numbered_by_what_the_rule_gives_them() -> None:
    _, labels = taught()
    assert (np.diff(np.bincount(labels, WEIGHTS)) <= 0).all()


def test_reversed_items_are_turned_back_for_new_people() -> None:
    reverse = np.array([True, False, True, False, False, True, False, False])
    plain, _ = taught()
    turned, _ = taught(np.where(reverse, 1 - MATRIX, MATRIX), reverse=reverse)
    new, _ = people(4)
    assert np.allclose(rule_scores(plain, new), rule_scores(turned, np.where(reverse, 1 - new, new)))


def test_of_equal_scores_the_first_segment_wins() -> None:
    rule, _ = taught()
    flat = replace(rule, coefficients=np.zeros_like(rule.coefficients), constants=np.array([0.1, 0.1 + 1e-12, 0.1]))
    assert set(rule_labels(flat, MATRIX)) == {0}
    assert np.allclose(rule_memberships(flat, MATRIX), 1 / 3)


def test_people_of_weight_zero_get_a_segment_and_do_not_move_the_rule() -> None:
    absent = np.arange(250) < 50
    weights = np.where(absent, 0.0, WEIGHTS)
    found = fit_partition(MATRIX, weights, 3, seed=1)
    without = fit_partition(MATRIX[~absent], weights[~absent], 3, seed=1)
    assert np.allclose(rule_scores(found.rule, MATRIX), rule_scores(without.rule, MATRIX))
    assert np.mean(found.labels[absent] == TRUTH[absent]) > 0.9


def test_one_segment_is_everybody() -> None:
    found = fit_partition(MATRIX, WEIGHTS, 1, seed=1)
    assert set(found.labels) == {0}
    assert (found.memberships == 1).all()


def test_an_answer_that_only_one_segment_gives_decides() -> None:
    first = np.repeat([0.0, 1.0], [60, 40])
    matrix = np.column_stack([first, np.random.default_rng(5).random((100, 3))])
    frame = frame_of(matrix, np.ones(100))
    labels = np.empty(100, dtype=np.int64)
    labels[frame.points.group] = first.astype(np.int64)
    rule = rule_of(frame, labels, 2)
    assert (rule_labels(rule, matrix) == first).all()
    swapped = matrix.copy()
    swapped[:, 0] = 1 - first
    assert (rule_labels(rule, swapped) == 1 - first).all()


def test_extreme_answers_have_finite_memberships() -> None:
    rule, _ = taught()
    shares = rule_memberships(rule, np.array([[0.0] * 8, [1.0] * 8, [0.0, 1.0] * 4]))
    assert np.isfinite(shares).all()
    assert shares.sum(1) == pytest.approx(np.ones(3))

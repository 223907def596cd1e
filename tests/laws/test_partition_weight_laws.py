"""A weight that is accepted reaches the partition: the four laws."""

import numpy as np

from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.rule import rule_scores

RNG = np.random.default_rng(5)
MATRIX = np.round(RNG.normal(RNG.integers(0, 3, (160, 1)) * 2.0, 1, (160, 4)) * 4) / 20
WEIGHTS = RNG.integers(0, 4, 160).astype(np.float64)


def test_weight_of_two_equals_two_people() -> None:
    copies = WEIGHTS.astype(int)
    weighted = fit_partition(MATRIX, WEIGHTS, 3, seed=1)
    repeated = fit_partition(np.repeat(MATRIX, copies, axis=0), np.ones(copies.sum()), 3, seed=1)
    assert (np.repeat(weighted.labels, copies) == repeated.labels).all()
    assert np.allclose(weighted.centroids, repeated.centroids, atol=1e-12)
    assert np.allclose(rule_scores(weighted.rule, MATRIX), rule_scores(repeated.rule, MATRIX))


def test_scaling_all_weights_changes_nothing() -> None:
    one, seven = fit_partition(MATRIX, WEIGHTS, 4, seed=1), fit_partition(MATRIX, 7.3 * WEIGHTS, 4, seed=1)
    assert (one.labels == seven.labels).all()
    assert np.allclose(one.memberships, seven.memberships, atol=1e-10)


def test_weight_of_zero_is_absence() -> None:
    there = WEIGHTS > 0
    with_zeros, without = (
        fit_partition(MATRIX, WEIGHTS, 3, seed=1),
        fit_partition(MATRIX[there], WEIGHTS[there], 3, seed=1),
    )
    assert (with_zeros.labels[there] == without.labels).all()
    assert np.allclose(with_zeros.centroids, without.centroids, atol=1e-12)
    assert (with_zeros.labels >= 0).all()


def test_unit_weights_equal_no_weights() -> None:
    found = fit_partition(MATRIX, np.ones(160), 3, seed=1)
    means = [MATRIX[found.labels == j].mean(0) for j in range(3)]
    assert np.allclose(found.centroids, means)

"""Agreement of partitions against scikit-learn and closed forms."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from survey_seg.stats.agreement import adjusted_rand, cross_table, jaccard

RNG = np.random.default_rng(8)
ONE = RNG.integers(0, 4, 300)
OTHER = np.where(RNG.random(300) < 0.6, ONE, RNG.integers(0, 5, 300))
WEIGHTS = RNG.integers(0, 3, 300).astype(np.float64)


def test_the_adjusted_rand_index_is_scikit_learns() -> None:
    assert adjusted_rand(ONE, OTHER) == pytest.approx(adjusted_rand_score(ONE, OTHER), abs=1e-12)
    assert adjusted_rand(ONE, OTHER, np.ones(300)) == pytest.approx(adjusted_rand_score(ONE, OTHER), abs=1e-12)


def test_scaling_weights_changes_no_agreement() -> None:
    assert adjusted_rand(ONE, OTHER, 5 * WEIGHTS) == pytest.approx(adjusted_rand(ONE, OTHER, WEIGHTS), abs=1e-12)
    assert jaccard(ONE, OTHER, 5 * WEIGHTS) == pytest.approx(jaccard(ONE, OTHER, WEIGHTS))


def test_weight_of_zero_is_absence_in_agreement() -> None:
    there = WEIGHTS > 0
    assert adjusted_rand(ONE, OTHER, WEIGHTS) == pytest.approx(adjusted_rand(ONE[there], OTHER[there], WEIGHTS[there]))
    assert jaccard(ONE, OTHER, WEIGHTS) == pytest.approx(jaccard(ONE[there], OTHER[there], WEIGHTS[there]))


def test_weight_of_two_is_two_people_in_agreement() -> None:
    copies = WEIGHTS.astype(int)
    repeated = np.repeat(ONE, copies), np.repeat(OTHER, copies)
    assert jaccard(ONE, OTHER, WEIGHTS) == pytest.approx(jaccard(*repeated))
    assert adjusted_rand(ONE, OTHER, WEIGHTS) == pytest.approx(adjusted_rand(*repeated), abs=4 / copies.sum())


def test_the_same_partition_agrees_whatever_its_numbers() -> None:
    renamed = np.array([2, 0, 3, 1])[ONE]
    assert adjusted_rand(ONE, renamed) == pytest.approx(1)
    assert jaccard(ONE, renamed) == pytest.approx(1)


def test_one_segment_each_is_full_agreement() -> None:
    assert adjusted_rand(np.zeros(9, dtype=np.int64), np.zeros(9, dtype=np.int64)) == 1.0


def test_a_segment_without_people_has_no_similarity() -> None:
    found = jaccard(np.array([0, 0, 2]), np.array([0, 0, 1]))
    assert np.isnan(found[1])
    assert found[[0, 2]].tolist() == [1, 1]


def test_the_cross_table_of_weighted_people_sums_to_the_people_with_weight() -> None:
    assert cross_table(ONE, OTHER, WEIGHTS).sum() == pytest.approx((WEIGHTS > 0).sum())

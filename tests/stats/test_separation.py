"""Gaps between segments are seen, cuts through one cloud are not called gaps."""

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.kmeans import distinct_points, kmeans
from survey_seg.stats.separation import separation

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def three(seed: int, n: int = 400) -> tuple[Floats, Ints]:
    """Two groups near each other and one far away."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, n)
    return rng.normal(size=(n, 3)) + np.array([[0.0, 0, 0], [7, 0, 0], [8, 1, 0]])[labels], labels


def test_a_gap_is_seen_and_its_absence_too() -> None:
    rows, labels = three(1)
    found = separation(rows, labels, np.ones(400), k=3)
    assert found.separated().tolist() == [True, False, False]
    assert found.nearest.tolist() == [1, 2, 1]
    assert found.distance[1, 2] == pytest.approx(2**0.5, abs=0.3)
    assert found.overlap[1, 2] == pytest.approx(0.48, abs=0.1)


def test_segments_cut_out_of_one_cloud_are_not_separated() -> None:
    rng = np.random.default_rng(2)
    for _ in range(3):
        points = distinct_points(rng.normal(size=(200, 12)), np.ones(200))
        labels = kmeans(points, 4, rng, starts=10).labels
        assert not separation(points.rows, labels, np.ones(200), k=4).separated().any()


def test_scale_of_weights_and_items_absence_and_order_change_nothing() -> None:
    rows, labels = three(3)
    weights = np.random.default_rng(4).uniform(0.5, 2, 400)
    weights[::9] = 0
    expected, there = separation(rows, labels, weights, k=3), weights > 0
    order = np.random.default_rng(5).permutation(400)
    for again in (
        separation(rows, labels, 3.7 * weights, k=3),
        separation(rows[there], labels[there], weights[there], k=3),
        separation(rows[order], labels[order], weights[order], k=3),
        separation(rows[:, ::-1] * np.array([5.0, 0.1, -2.0]), labels, weights, k=3),
    ):
        assert again.distance == pytest.approx(expected.distance, rel=1e-6)
        assert again.p == pytest.approx(expected.p, rel=1e-4)


def test_weight_two_is_two_people_for_the_distance() -> None:
    rows, labels = three(6)
    weights = np.random.default_rng(7).integers(1, 3, 400)
    copies = np.repeat(np.arange(400), weights)
    doubled = separation(rows[copies], labels[copies], np.ones(len(copies)), k=3)
    assert separation(rows, labels, weights.astype(np.float64), k=3).distance == pytest.approx(doubled.distance)


def test_an_empty_segment_a_constant_item_and_few_people_are_no_obstacle() -> None:
    rows, labels = three(8)
    rows = np.column_stack([rows, np.ones(400), rows[:, 0]])
    found = separation(rows, labels, np.ones(400), k=4)
    assert np.isnan(found.distance[3, :3]).all()
    assert found.nearest.tolist() == [1, 2, 1, -1]
    assert not separation(rows[:3], np.array([0, 1, 2]), np.ones(3), k=3).separated().any()
    assert separation(rows, labels * 0, np.ones(400), k=1).separated().tolist() == [False]


def test_blanks_are_words() -> None:
    rows, labels = three(9)
    rows[0, 0] = np.nan
    with pytest.raises(CannotCompute, match="blanks"):
        separation(rows, labels, np.ones(400), k=3)

"""Stability under resampling against flexclust and fpc, and what must not move it."""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.stats.kmeans import Points, distinct_points, kmeans
from survey_seg.stats.stability import Replicates, pair_agreement, replicate, segment_recovery

Floats = npt.NDArray[np.float64]
PAIRS = np.arange(60).reshape(-1, 2)


@pytest.fixture(scope="module")
def mcdonalds(shared: Path) -> Floats:
    answers = pd.read_csv(shared / "data" / "mcdonalds.csv").iloc[:, :11]
    return (answers == "Yes").to_numpy(dtype=np.float64)


def resample(matrix: Floats, k: int, *, samples: int = 60, starts: int = 10) -> tuple[Points, Replicates]:
    points = distinct_points(matrix, np.ones(len(matrix)))
    return points, replicate(points, np.ones(len(matrix)), k, seed=1, samples=samples, starts=starts)


def test_global_stability_is_that_of_flexclust(mcdonalds: Floats, shared: Path) -> None:
    reference = json.loads((shared / "reference" / "boot_mcdonalds_flexclust.json").read_text(encoding="utf-8"))
    for k, expected in zip(reference["k"][:5], reference["ARI_mean"], strict=False):
        assert pair_agreement(*resample(mcdonalds, k), PAIRS, k).mean() == pytest.approx(expected, abs=0.05)


def test_segments_are_found_again_as_by_fpc(mcdonalds: Floats) -> None:
    # fpc::clusterboot, 100 samples, 20 runs: k = 4 gives .90 .84 .92 .94, k = 6 two segments of .50 and below
    points, again = resample(mcdonalds, 4, samples=100, starts=15)
    found = segment_recovery(again, kmeans(points, 4, np.random.default_rng(1)).labels, 4)
    assert np.sort(found) == pytest.approx([0.84, 0.90, 0.92, 0.94], abs=0.05)
    points, again = resample(mcdonalds, 6, starts=15)
    assert segment_recovery(again, kmeans(points, 6, np.random.default_rng(1)).labels, 6).min() < 0.65


def test_well_separated_groups_are_stable_and_noise_is_not() -> None:
    rng = np.random.default_rng(1)
    separated = rng.normal(rng.integers(0, 3, (300, 1)) * 4.0, 0.5, (300, 3))
    assert pair_agreement(*resample(separated, 3, samples=20), PAIRS[:10], 3).mean() > 0.98
    noise = rng.normal(size=(300, 6))
    assert pair_agreement(*resample(noise, 4, samples=20), PAIRS[:10], 4).mean() < 0.6


def test_the_order_of_people_does_not_move_stability() -> None:
    rng = np.random.default_rng(2)
    matrix, weights, order = rng.integers(0, 3, (200, 4)) / 2, rng.uniform(0.5, 2, 200), rng.permutation(200)
    points, shuffled = distinct_points(matrix, weights), distinct_points(matrix[order], weights[order])
    one = replicate(points, weights, 3, seed=1, samples=6)
    other = replicate(shuffled, weights[order], 3, seed=1, samples=6)
    assert (one.labels == other.labels).all()


def test_people_of_weight_zero_do_not_move_stability() -> None:
    rng = np.random.default_rng(3)
    matrix, weights = rng.integers(0, 3, (200, 4)) / 2, rng.integers(0, 3, 200).astype(np.float64)
    there = weights > 0
    with_zeros = replicate(distinct_points(matrix, weights), weights, 3, seed=1, samples=6)
    without = replicate(distinct_points(matrix[there], weights[there]), weights[there], 3, seed=1, samples=6)
    assert (with_zeros.labels == without.labels).all()


def test_scaling_weights_does_not_move_stability() -> None:
    rng = np.random.default_rng(4)
    matrix, weights = rng.integers(0, 3, (200, 4)) / 2, rng.uniform(0.5, 2, 200)
    found = [
        pair_agreement(points, replicate(points, scaled, 3, seed=1, samples=6), PAIRS[:3], 3)
        for scaled in (weights, 4 * weights)
        for points in [distinct_points(matrix, scaled)]
    ]
    assert found[0] == pytest.approx(found[1], abs=0.02)


def test_unequal_weights_make_segments_less_stable() -> None:
    rng = np.random.default_rng(5)
    matrix = rng.normal(rng.integers(0, 3, (300, 1)) * 1.2, 1, (300, 4))
    uneven = np.exp(rng.normal(0, 1.2, 300))
    stable = [
        pair_agreement(points, replicate(points, weights, 3, seed=1, samples=40), PAIRS[:20], 3).mean()
        for weights in (np.ones(300), uneven)
        for points in [distinct_points(matrix, weights)]
    ]
    assert stable[1] < stable[0]

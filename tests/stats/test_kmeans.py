"""The k-means search against the best values known, and the things that must not change its answer."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.kmeans import distinct_points, kmeans, nearest, quick_kmeans
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class People:
    """A k-means solution on people: their labels, uncentred centroids, within sum of squares."""

    labels: npt.NDArray[np.int64]
    centroids: Floats
    within_ss: float


def grouped(matrix: Floats, weights: Floats, k: int, *, seed: int) -> People:
    points = distinct_points(matrix, weights)
    best = kmeans(points, k, stream(seed, "kmeans", k))
    return People(best.labels[points.group], best.centroids + points.centre, best.within_ss)


@pytest.fixture(scope="module")
def mcdonalds(shared: Path) -> Floats:
    answers = pd.read_csv(shared / "data" / "mcdonalds.csv").iloc[:, :11]
    return (answers == "Yes").to_numpy(dtype=np.float64)


@pytest.fixture(scope="module")
def vacmot(shared: Path) -> Floats:
    reference = json.loads((shared / "reference" / "seg_vacmot.json").read_text(encoding="utf-8"))
    answers = pd.read_csv(shared / "data" / "vacmot.csv")[reference["items"]]
    return answers.replace({"yes": 1, "no": 0}).to_numpy(dtype=np.float64)


def blobs(seed: int = 1, n: int = 300) -> tuple[Floats, npt.NDArray[np.int64]]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    return rng.normal(np.array([[0, 0, 0, 0], [3, 3, 0, 0], [0, 0, 3, 3]])[truth], 0.7), truth


def same(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> bool:
    return bool((one == other).all())


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_every_seed_finds_the_best_known_mcdonalds_solution(mcdonalds: Floats, seed: int) -> None:
    found = grouped(mcdonalds, np.ones(len(mcdonalds)), 4, seed=seed)
    assert found.within_ss <= 1602.9076
    assert same(found.labels, nearest(mcdonalds, found.centroids))


@pytest.mark.parametrize("coding", ["turned", "one and two", "some turned"])
def test_the_coding_of_yes_and_no_changes_nothing(mcdonalds: Floats, coding: str) -> None:
    recoded = {"turned": 1 - mcdonalds, "one and two": mcdonalds + 1, "some turned": mcdonalds.copy()}[coding]
    if coding == "some turned":
        recoded[:, [1, 4, 8]] = 1 - recoded[:, [1, 4, 8]]
    weights = np.ones(len(mcdonalds))
    assert same(grouped(recoded, weights, 4, seed=3).labels, grouped(mcdonalds, weights, 4, seed=3).labels)


def test_the_objective_is_as_good_as_the_reference_for_every_k(mcdonalds: Floats, vacmot: Floats, shared: Path) -> None:
    for name, matrix in (("seg_mcdonalds_best_kmeans", mcdonalds), ("seg_vacmot", vacmot)):
        reference = json.loads((shared / "reference" / f"{name}.json").read_text(encoding="utf-8"))["kmeans"]
        for k, within in zip(reference["k"], reference["tot_withinss"], strict=True):
            assert grouped(matrix, np.ones(len(matrix)), k, seed=1).within_ss <= 1.002 * within


def test_planted_groups_are_found() -> None:
    matrix, truth = blobs()
    found = grouped(matrix, np.ones(len(matrix)), 3, seed=1).labels
    agree = sum(np.bincount(found[truth == j]).max() for j in range(3))
    assert agree >= 0.98 * len(truth)


def test_the_order_of_people_changes_nothing() -> None:
    matrix, _ = blobs(2)
    order = np.random.default_rng(1).permutation(len(matrix))
    weights = np.random.default_rng(2).uniform(0.5, 2, len(matrix))
    straight = grouped(matrix, weights, 4, seed=1)
    shuffled = grouped(matrix[order], weights[order], 4, seed=1)
    assert same(straight.labels[order], shuffled.labels)
    assert np.allclose(straight.centroids, shuffled.centroids, atol=1e-12)


def test_the_order_of_items_changes_nothing(mcdonalds: Floats) -> None:
    order = np.random.default_rng(1).permutation(mcdonalds.shape[1])
    weights = np.ones(len(mcdonalds))
    straight = grouped(mcdonalds, weights, 5, seed=1)
    assert same(straight.labels, grouped(mcdonalds[:, order], weights, 5, seed=1).labels)


def test_groups_are_numbered_by_weight() -> None:
    matrix, _ = blobs(3)
    weights = np.random.default_rng(3).uniform(0.2, 3, len(matrix))
    labels = grouped(matrix, weights, 4, seed=1).labels
    sizes = np.bincount(labels, weights)
    assert (np.diff(sizes) <= 0).all()


def test_centroids_are_weighted_means_and_within_ss_is_their_sum_of_squares() -> None:
    matrix, _ = blobs(4)
    weights = np.random.default_rng(4).uniform(0.2, 3, len(matrix))
    found = grouped(matrix, weights, 3, seed=1)
    for j in range(3):
        there = found.labels == j
        assert np.allclose(found.centroids[j], np.average(matrix[there], axis=0, weights=weights[there]))
    spread = ((matrix - found.centroids[found.labels]) ** 2).sum(1) @ weights
    assert found.within_ss == pytest.approx(spread, rel=1e-12)


def test_one_group_is_everybody() -> None:
    matrix, _ = blobs(5)
    found = grouped(matrix, np.ones(len(matrix)), 1, seed=1)
    assert set(found.labels) == {0}
    assert found.within_ss == pytest.approx(((matrix - matrix.mean(0)) ** 2).sum())


def test_more_groups_than_answer_patterns_are_refused() -> None:
    matrix = np.repeat([[0.0, 0.0], [1.0, 0.0]], 10, axis=0)
    assert grouped(matrix, np.ones(20), 2, seed=1).within_ss == 0
    with pytest.raises(CannotCompute, match="KMEANS_TOO_MANY_GROUPS"):
        grouped(matrix, np.ones(20), 3, seed=1)


def test_constant_answers_make_one_group() -> None:
    matrix = np.full((12, 3), 0.5)
    assert grouped(matrix, np.ones(12), 1, seed=1).within_ss == 0
    with pytest.raises(CannotCompute):
        grouped(matrix, np.ones(12), 2, seed=1)


def test_nobody_with_weight_is_refused() -> None:
    with pytest.raises(CannotCompute, match="KMEANS_NO_PEOPLE"):
        distinct_points(np.ones((3, 2)), np.zeros(3))


def test_as_many_groups_as_patterns_leave_nothing_within() -> None:
    matrix = np.random.default_rng(6).random((9, 2))
    assert grouped(matrix, np.ones(9), 9, seed=1).within_ss == pytest.approx(0, abs=1e-12)


def test_no_group_is_empty_even_when_starts_coincide() -> None:
    matrix = np.r_[np.zeros((200, 2)), np.ones((1, 2)), [[0.0, 1.0]], [[1.0, 0.0]]]
    points = distinct_points(matrix, np.ones(len(matrix)))
    for seed in range(20):
        assert len(set(kmeans(points, 4, np.random.default_rng(seed), starts=2).labels)) == 4


def test_the_quick_fit_is_nearly_as_good() -> None:
    matrix, _ = blobs(7)
    points = distinct_points(matrix, np.ones(len(matrix)))
    rng = np.random.default_rng(1)
    thorough = kmeans(points, 3, rng).within_ss
    centroids = quick_kmeans(points, points.weights, 3, rng)
    labels = nearest(points.rows, centroids)
    assert ((points.rows - centroids[labels]) ** 2).sum() <= 1.01 * thorough


@pytest.mark.parametrize("seed", range(5))
def test_the_search_ends_for_every_number_of_groups_up_to_that_of_patterns(seed: int) -> None:
    matrix = np.random.default_rng(seed).random((8, 2))
    points = distinct_points(np.repeat(matrix, 3, axis=0), np.ones(24))
    within = [kmeans(points, k, np.random.default_rng(seed)).within_ss for k in range(1, 9)]
    assert within == sorted(within, reverse=True)
    assert within[-1] == pytest.approx(0, abs=1e-12)

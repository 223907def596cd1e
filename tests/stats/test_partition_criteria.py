"""Criteria for the number of segments against scikit-learn, the textbook case, closed forms and the laws of weights."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from sklearn.metrics import silhouette_score

from survey_seg.stats.kmeans import Points, distinct_points, nearest, quick_kmeans
from survey_seg.stats.partition_criteria import bic, prediction_strength, silhouettes
from survey_seg.stats.stability import MOST_DRAWN, halves

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def study(seed: int = 1, n: int = 120) -> tuple[Floats, Ints]:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, n)
    return rng.normal(size=(n, 4)) + 1.5 * np.eye(4)[labels], labels


def exact(rows: Floats, labels: Ints, weights: Floats) -> float:
    return float(silhouettes(rows, [labels], weights, np.random.default_rng(1))[0])


def strength(rows: Floats, k: int, *, weights: Floats | None = None, splits: int = 4) -> float:
    """Prediction strength of k-means in random halves."""
    weights = np.ones(len(rows)) if weights is None else weights
    points = distinct_points(rows, weights)
    found = halves(points, weights, seed=1, splits=splits)
    rng = np.random.default_rng(1)
    sorted_in = [nearest(points.rows, quick_kmeans(points, mass, k, rng, starts=10)) for mass in found.weights]
    labels = np.array(sorted_in)[:, found.owner].reshape(splits, 2, -1)
    return prediction_strength(labels, found.first, found.mass)


def test_unit_weights_give_the_figures_of_scikit_learn() -> None:
    rows, labels = study()
    labels[0] = 7  # alone
    coarse = labels // 2
    found = silhouettes(rows, [labels, coarse], np.ones(120), np.random.default_rng(1))
    assert found == pytest.approx([silhouette_score(rows, labels), silhouette_score(rows, coarse)], abs=1e-9)


def test_the_silhouette_keeps_the_laws_of_weights() -> None:
    rows, labels = study(2)
    weights = np.random.default_rng(3).integers(0, 3, 120).astype(np.float64)
    expected, there = exact(rows, labels, weights), weights > 0
    assert exact(rows, labels, 5.5 * weights) == pytest.approx(expected, rel=1e-9)
    assert exact(rows[there], labels[there], weights[there]) == pytest.approx(expected, rel=1e-9)
    order = np.random.default_rng(4).permutation(120)
    assert exact(rows[order][:, ::-1], labels[order], weights[order]) == pytest.approx(expected, rel=1e-9)


def test_weight_two_is_two_people_up_to_one_person() -> None:
    rows, labels = study(5)
    weights = np.random.default_rng(6).integers(1, 3, 120)
    copies = np.repeat(np.arange(120), weights)
    ones, mass = np.ones(len(copies)), weights.astype(np.float64)
    assert exact(rows, labels, mass) == pytest.approx(exact(rows[copies], labels[copies], ones), abs=0.02)


def test_a_sample_gives_about_the_silhouette_of_all() -> None:
    rows, labels = study(7, 1500)
    sampled = silhouettes(rows, [labels], np.ones(1500), np.random.default_rng(1), most=500)[0]
    assert sampled == pytest.approx(exact(rows, labels, np.ones(1500)), abs=0.02)


def test_one_segment_has_no_silhouette() -> None:
    assert np.isnan(exact(study()[0], np.zeros(120, dtype=np.int64), np.ones(120)))


def test_separate_groups_are_predicted_and_one_cloud_is_not() -> None:
    rng = np.random.default_rng(8)
    groups = rng.normal(0, 0.3, (200, 3)) + 3 * np.eye(3)[rng.integers(0, 3, 200)]
    assert strength(groups, 3) > 0.98
    assert strength(rng.normal(size=(200, 3)), 4) < 0.7


def test_prediction_strength_counts_pairs() -> None:
    first = np.arange(8) < 4
    one, other = np.zeros(8, dtype=np.int64), np.array([0, 0, 0, 1, 0, 0, 0, 1])
    # one direction: of six pairs three stay together; the other: the pairs of the large segment all do
    assert prediction_strength(np.array([[one, other]]), first[None], np.ones(8)) == 0.75
    assert prediction_strength(np.array([[one, other]]), first[None], np.full(8, 2.5)) == 0.75
    absent = np.r_[np.ones(8), 0.0]
    more = np.array([[np.r_[one, 1], np.r_[other, 1]]])
    assert prediction_strength(more, np.r_[first, True][None], absent) == 0.75


def test_halves_hold_everybody_once_whatever_their_order_and_the_scale_of_weights() -> None:
    rows, weights = study(10)[0].round(), np.random.default_rng(11).integers(0, 4, 120).astype(np.float64)
    found = halves(distinct_points(rows, weights), weights, seed=3, splits=5)
    assert found.first.sum(1).tolist() == [(weights > 0).sum() // 2] * 5
    whole = found.weights.reshape(5, 2, -1).sum(1)
    assert whole == pytest.approx(np.tile(distinct_points(rows, weights).weights, (5, 1)))
    order = np.random.default_rng(12).permutation(120)
    other = halves(distinct_points(rows[order], 2 * weights[order]), 2 * weights[order], seed=3, splits=5)
    assert other.weights == pytest.approx(2 * found.weights)


def test_halves_of_many_people_are_drawn() -> None:
    n = MOST_DRAWN + 500
    points = Points(np.zeros((2, 1)), np.array([n / 2, n / 2]), np.zeros(1), np.arange(n) % 2)
    found = halves(points, np.ones(n), seed=1, splits=2)
    assert found.weights.sum(1).tolist() == [MOST_DRAWN / 2] * 4


def test_the_textbook_case_is_predicted_as_measured_before(shared: Path) -> None:
    # prediction strength of k-means, k = 2..6: .94 .84 .76 .75 .59 (another program, other splits)
    answers = pd.read_csv(shared / "data" / "mcdonalds.csv").iloc[:, :11]
    rows = (answers == "Yes").to_numpy(dtype=np.float64)
    assert [strength(rows, k, splits=10) for k in (2, 3, 6)] == pytest.approx([0.94, 0.84, 0.59], abs=0.12)


def test_bic_does_not_move_with_the_scale_of_weights() -> None:
    expected = bic(-240.0, 5, people=70.0, mass=80.0)
    assert bic(4 * -240.0, 5, people=70.0, mass=320.0) == pytest.approx(expected)
    assert bic(-7111.108, 47, people=1453, mass=1453) == pytest.approx(2 * 7111.108 + 47 * np.log(1453))

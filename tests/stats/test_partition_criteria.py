"""Criteria for the number of segments against scikit-learn, the textbook case, closed forms and the laws of weights."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from sklearn.metrics import calinski_harabasz_score, silhouette_score

from survey_seg.errors import CannotCompute
from survey_seg.stats.kmeans import distinct_points, nearest, quick_kmeans
from survey_seg.stats.partition_criteria import (
    Classifier,
    Fit,
    bic,
    calinski_harabasz,
    icl,
    prediction_strength,
    relative_entropy,
    silhouettes,
    simplified_silhouette,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def study(seed: int = 1, n: int = 120) -> tuple[Floats, Ints]:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, n)
    return rng.normal(size=(n, 4)) + 1.5 * np.eye(4)[labels], labels


def exact(rows: Floats, labels: Ints, weights: Floats) -> float:
    return float(silhouettes(rows, [labels], weights, np.random.default_rng(1))[0])


def k_groups(k: int) -> Fit:
    def fit(rows: Floats, weights: Floats, rng: np.random.Generator) -> Classifier:
        points = distinct_points(rows, weights)
        centroids = quick_kmeans(points, points.weights, k, rng, starts=10)
        return lambda some: nearest(some - points.centre, centroids)

    return fit


def test_unit_weights_give_the_figures_of_scikit_learn() -> None:
    rows, labels = study()
    labels[0] = 7  # alone
    coarse = labels // 2
    found = silhouettes(rows, [labels, coarse], np.ones(120), np.random.default_rng(1))
    assert found == pytest.approx([silhouette_score(rows, labels), silhouette_score(rows, coarse)], abs=1e-9)
    assert calinski_harabasz(rows, labels, np.ones(120)) == pytest.approx(calinski_harabasz_score(rows, labels))


@pytest.mark.parametrize("criterion", [exact, calinski_harabasz, simplified_silhouette])
def test_criteria_keep_the_laws_of_weights(criterion: Callable[[Floats, Ints, Floats], float]) -> None:
    rows, labels = study(2)
    weights = np.random.default_rng(3).integers(0, 3, 120).astype(np.float64)
    expected, there = criterion(rows, labels, weights), weights > 0
    assert criterion(rows, labels, 5.5 * weights) == pytest.approx(expected, rel=1e-9)
    assert criterion(rows[there], labels[there], weights[there]) == pytest.approx(expected, rel=1e-9)
    order = np.random.default_rng(4).permutation(120)
    assert criterion(rows[order][:, ::-1], labels[order], weights[order]) == pytest.approx(expected, rel=1e-9)


def test_weight_two_is_two_people_up_to_one_person() -> None:
    rows, labels = study(5)
    weights = np.random.default_rng(6).integers(1, 3, 120)
    copies = np.repeat(np.arange(120), weights)
    ones, mass = np.ones(len(copies)), weights.astype(np.float64)
    doubled = simplified_silhouette(rows[copies], labels[copies], ones)
    assert simplified_silhouette(rows, labels, mass) == pytest.approx(doubled, rel=1e-9)
    assert exact(rows, labels, mass) == pytest.approx(exact(rows[copies], labels[copies], ones), abs=0.02)
    share = calinski_harabasz(rows, labels, mass) / (120 - 3)
    assert share == pytest.approx(calinski_harabasz(rows[copies], labels[copies], ones) / (len(copies) - 3), rel=1e-9)


def test_a_sample_gives_about_the_silhouette_of_all() -> None:
    rows, labels = study(7, 1500)
    sampled = silhouettes(rows, [labels], np.ones(1500), np.random.default_rng(1), most=500)[0]
    assert sampled == pytest.approx(exact(rows, labels, np.ones(1500)), abs=0.02)


def test_one_segment_has_no_criteria() -> None:
    rows, labels = study()[0], np.zeros(120, dtype=np.int64)
    assert np.isnan([criterion(rows, labels, np.ones(120)) for criterion in (exact, calinski_harabasz)]).all()
    assert np.isnan(simplified_silhouette(rows, labels, np.ones(120)))
    assert np.isnan(relative_entropy(np.ones((120, 1)), np.ones(120)))


def test_separate_groups_are_predicted_and_one_cloud_is_not() -> None:
    rng = np.random.default_rng(8)
    groups = rng.normal(0, 0.3, (200, 3)) + 3 * np.eye(3)[rng.integers(0, 3, 200)]
    assert prediction_strength(groups, np.ones(200), k_groups(3), rng, splits=3) > 0.98
    assert prediction_strength(rng.normal(size=(200, 3)), np.ones(200), k_groups(4), rng, splits=3) < 0.7


def test_prediction_strength_counts_pairs() -> None:
    halves = iter([np.array([0, 0, 0, 0]), np.array([0, 0, 0, 1])] * 2)

    def fit(rows: Floats, weights: Floats, rng: np.random.Generator) -> Classifier:
        mine = next(halves)
        return lambda some: mine

    # one direction: of six pairs three stay together; the other: the pairs of the large segment all do
    assert prediction_strength(np.zeros((8, 1)), np.ones(8), fit, np.random.default_rng(1), splits=1) == 0.75
    with pytest.raises(CannotCompute, match="3 people"):
        prediction_strength(np.zeros((3, 1)), np.ones(3), fit, np.random.default_rng(1))


def test_the_textbook_case_is_predicted_as_measured_before(shared: Path) -> None:
    # prediction strength of k-means, k = 2..6: .94 .84 .76 .75 .59 (another program, other splits)
    answers = pd.read_csv(shared / "data" / "mcdonalds.csv").iloc[:, :11]
    rows = (answers == "Yes").to_numpy(dtype=np.float64)
    found = [prediction_strength(rows, np.ones(len(rows)), k_groups(k), np.random.default_rng(k)) for k in (2, 3, 6)]
    assert found == pytest.approx([0.94, 0.84, 0.59], abs=0.12)


def test_bic_and_icl_do_not_move_with_the_scale_of_weights() -> None:
    rng = np.random.default_rng(9)
    weights, posterior = rng.uniform(0.5, 2, 80), rng.dirichlet(np.ones(3), 80)
    density = rng.normal(-3, 1, 80)
    total = float(weights @ density)
    for scale in (1.0, 4.0):
        mass = scale * weights
        assert bic(scale * total, 5, mass) == pytest.approx(bic(total, 5, weights))
        assert icl(scale * total, 5, posterior, mass) == pytest.approx(icl(total, 5, posterior, weights))
        assert relative_entropy(posterior, mass) == pytest.approx(relative_entropy(posterior, weights))
    assert bic(-7111.108, 47, np.ones(1453)) == pytest.approx(2 * 7111.108 + 47 * np.log(1453))

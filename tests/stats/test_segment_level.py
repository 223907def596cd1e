"""Flow between numbers of segments, stability of single segments, core and swing respondents, splits and merges."""

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.stats.segment_level import (
    CORE,
    SWING,
    flows,
    keeps,
    merge_candidates,
    split_candidates,
    stability_across,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def labels_of(seed: int, k: int, n: int = 150) -> Ints:
    return np.random.default_rng(seed).integers(0, k, n)


def test_flow_counts_every_person_once() -> None:
    weights = np.random.default_rng(1).uniform(0.5, 2, 150)
    found = flows({4: labels_of(2, 4), 2: labels_of(3, 2), 3: labels_of(4, 3)}, weights)
    assert {k: table.shape for k, table in found.items()} == {2: (2, 3), 3: (3, 4)}
    assert [table.sum() for table in found.values()] == pytest.approx([150, 150])
    assert found[3].sum(0) == pytest.approx(np.bincount(labels_of(2, 4), weights) * 150 / weights.sum())


def test_entropy_of_the_origin_is_that_of_the_formula() -> None:
    # 1 - H / log k with shares .5 .25 .25 of three segments: H = 1.5 log 2
    flow = np.array([[2.0, 7.0], [1.0, 0.0], [1.0, 0.0]])
    assert stability_across(flow) == pytest.approx([1 - 1.5 * np.log(2) / np.log(3), 1.0])
    assert np.isnan(stability_across(np.array([[3.0, 4.0]]))).all()
    assert np.isnan(stability_across(np.array([[3.0, 0.0], [1.0, 0.0]]))[1])


def test_flow_keeps_the_laws_of_weights() -> None:
    weights = np.random.default_rng(5).integers(0, 3, 150).astype(np.float64)
    partitions = {2: labels_of(6, 2), 3: labels_of(7, 3)}
    expected = stability_across(flows(partitions, weights)[2])
    copies = np.repeat(np.arange(150), weights.astype(int))
    twice = {k: labels[copies] for k, labels in partitions.items()}
    assert stability_across(flows(twice, np.ones(len(copies)))[2]) == pytest.approx(expected)
    assert stability_across(flows(partitions, 3 * weights)[2]) == pytest.approx(expected)


def test_people_between_segments_swing_and_the_others_are_core() -> None:
    rng = np.random.default_rng(12)
    rows = np.concatenate([rng.normal(0, 0.5, 60), rng.normal(6, 0.5, 60), np.full(20, 3.0) + rng.normal(0, 0.1, 20)])
    labels = (rows > 3).astype(np.int64)
    cuts = rng.normal(3, 0.5, 200)
    again = np.array([(rows > cut).astype(np.int64) ^ (number % 2) for number, cut in enumerate(cuts)])
    kept = keeps(labels, again, np.ones(140))
    assert (kept[:120] >= CORE).all()
    assert (kept[120:] < CORE).all()
    assert (kept[120:] < SWING).sum() > 5


def test_splits_and_merges_are_two_views_of_one_event() -> None:
    flow = np.array([[40.0, 35.0, 0.0, 1.0], [0.0, 5.0, 50.0, 0.0], [2.0, 0.0, 0.0, 60.0]])
    assert [(one.segments, one.into) for one in merge_candidates(flow)] == [((0, 1), 0)]
    assert [(one.segment, one.into) for one in split_candidates(flow, np.full(4, 0.8))] == [(0, (0, 1))]


def test_a_part_that_is_not_found_again_or_is_a_splinter_makes_no_split() -> None:
    flow = np.array([[40.0, 35.0, 0.0], [0.0, 5.0, 50.0]])
    assert split_candidates(flow, np.array([0.9, 0.6, 0.9])) == []
    assert split_candidates(np.array([[90.0, 10.0, 0.0], [0.0, 0.0, 50.0]]), np.full(3, 0.9)) == []
    assert split_candidates(np.zeros((2, 3)), np.full(3, 0.9)) == []

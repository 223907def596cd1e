"""Segments are matched one to one so that most people keep theirs."""

from itertools import permutations

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.stats.agreement import cross_table
from survey_seg.stats.alignment import kept, matching


def partition(seed: int, k: int, n: int = 200) -> npt.NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, k, n)


def test_another_numbering_of_the_same_partition_is_undone() -> None:
    labels, weights = partition(1, 5), np.random.default_rng(2).uniform(0, 2, 200)
    for order in permutations(range(5)):
        table = cross_table(labels, np.array(order)[labels], weights)
        assert (matching(table)[np.array(order)[labels]] == labels).all()
        assert kept(table) == pytest.approx(1)


def test_no_other_renaming_keeps_more_people() -> None:
    reference, labels, weights = partition(3, 4), partition(4, 4), np.random.default_rng(5).uniform(0, 2, 200)
    most = max(weights[np.array(order)[labels] == reference].sum() for order in permutations(range(4)))
    assert kept(cross_table(reference, labels, weights)) == pytest.approx(most / weights.sum())


def test_weights_keep_their_laws() -> None:
    reference, labels = partition(6, 4), partition(7, 5)
    weights = np.random.default_rng(8).integers(0, 3, 200).astype(np.float64)
    expected = kept(cross_table(reference, labels, weights))
    assert kept(cross_table(reference, labels, 7.5 * weights)) == pytest.approx(expected)
    copies = np.repeat(np.arange(200), weights.astype(int))
    assert kept(cross_table(reference[copies], labels[copies])) == pytest.approx(expected)


def test_what_is_left_over_gets_new_numbers_heaviest_first_and_moves() -> None:
    table = np.array([[9.0, 1.0, 2.0, 0.0], [0.0, 1.0, 2.0, 9.0]])
    assert matching(table).tolist() == [0, 3, 2, 1]
    assert kept(table) == kept(table.T) == 0.75

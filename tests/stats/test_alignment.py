"""Segments keep their number: across seeds, refits and numbers of segments."""

from itertools import permutations

import numpy as np
import numpy.typing as npt

from survey_seg.stats.agreement import cross_table
from survey_seg.stats.alignment import aligned, matching, numbered_along_k, numbered_by_size, parents


def partition(seed: int, k: int, n: int = 200) -> npt.NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, k, n)


def test_another_numbering_of_the_same_partition_is_undone() -> None:
    labels, weights = partition(1, 5), np.random.default_rng(2).uniform(0, 2, 200)
    for order in permutations(range(5)):
        assert (aligned(np.array(order)[labels], labels, weights) == labels).all()


def test_no_other_renaming_keeps_more_people() -> None:
    reference, labels, weights = partition(3, 4), partition(4, 4), np.random.default_rng(5).uniform(0, 2, 200)
    kept = weights[aligned(labels, reference, weights) == reference].sum()
    assert kept >= max(weights[np.array(order)[labels] == reference].sum() for order in permutations(range(4))) - 1e-9


def test_weights_keep_their_laws() -> None:
    reference, labels, weights = (
        partition(6, 4),
        partition(7, 5),
        np.random.default_rng(8).integers(0, 3, 200).astype(np.float64),
    )
    expected = aligned(labels, reference, weights)
    assert (aligned(labels, reference, 7.5 * weights) == expected).all()
    copies = np.repeat(np.arange(200), weights.astype(int))
    assert (aligned(labels[copies], reference[copies], np.ones(len(copies))) == expected[copies]).all()
    order = np.random.default_rng(9).permutation(200)
    shuffled = aligned(labels[order], reference[order], weights[order])
    assert (shuffled == expected[order]).all()


def test_what_is_left_over_gets_new_numbers_heaviest_first() -> None:
    table = np.array([[9.0, 1.0, 2.0, 0.0], [0.0, 1.0, 2.0, 9.0]])
    assert matching(table).tolist() == [0, 3, 2, 1]


def test_numbers_go_by_size() -> None:
    labels = np.array([4, 4, 1, 7, 7, 7])
    assert numbered_by_size(labels, np.ones(6)).tolist() == [1, 1, 2, 0, 0, 0]
    assert numbered_by_size(labels, np.array([1, 1, 9.0, 1, 1, 1])).tolist() == [2, 2, 0, 1, 1, 1]


def test_a_split_shows_its_parent_and_the_rest_keeps_its_number() -> None:
    three = np.repeat([0, 1, 2], [50, 40, 30])
    four = np.concatenate([np.repeat([3, 1], [30, 20]), np.repeat([0, 2], [40, 30])])
    numbered = numbered_along_k({3: three, 4: four}, np.ones(120))
    assert numbered[4].tolist() == np.repeat([0, 3, 1, 2], [30, 20, 40, 30]).tolist()
    assert parents(numbered[3], numbered[4], np.ones(120)).tolist() == [0, 1, 2, 0]
    assert (cross_table(numbered[3], numbered[4]) > 0).sum() == 4

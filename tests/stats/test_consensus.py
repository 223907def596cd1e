"""A consensus finds what its members share; near ties are found whatever they are numbered."""

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.agreement import adjusted_rand
from survey_seg.stats.consensus import certainty, consensus

Ints = npt.NDArray[np.int64]


def noisy(truth: Ints, share: float, seed: int) -> Ints:
    """The true partition, renumbered, with a share of the people put anywhere."""
    rng = np.random.default_rng(seed)
    k = int(truth.max()) + 1
    wrong = rng.random(len(truth)) < share
    return np.where(wrong, rng.integers(0, k, len(truth)), rng.permutation(k)[truth]).astype(np.int64)


TRUTH = np.random.default_rng(1).choice(4, 300, p=[0.4, 0.3, 0.2, 0.1])
MEMBERS = [noisy(TRUTH, 0.3, seed) for seed in range(5)]


def found(members: list[Ints], weights: npt.NDArray[np.float64]) -> Ints:
    return consensus(members, weights, 4, np.random.default_rng(2), starts=20).labels


def test_several_poor_members_make_a_good_consensus() -> None:
    single = max(adjusted_rand(TRUTH, member) for member in MEMBERS)
    assert adjusted_rand(TRUTH, found(MEMBERS, np.ones(300))) > single + 0.15


def test_equal_members_are_their_own_consensus() -> None:
    result = consensus([TRUTH] * 3, np.ones(300), 4, np.random.default_rng(2), starts=5)
    assert (result.labels == TRUTH).all()
    assert result.agreement.tolist() == [1, 1, 1]
    assert (result.certainty == 1).all()


def test_numbering_and_order_do_not_move_the_consensus() -> None:
    expected = found(MEMBERS, np.ones(300))
    order = np.random.default_rng(3).permutation(300)
    assert (found([3 - member for member in MEMBERS], np.ones(300)) == expected).all()
    assert (found(MEMBERS[::-1], np.ones(300)) == expected).all()
    assert (found([member[order] for member in MEMBERS], np.ones(300)) == expected[order]).all()


def test_the_consensus_keeps_the_laws_of_weights() -> None:
    weights = np.random.default_rng(4).integers(0, 3, 300).astype(np.float64)
    expected, copies = found(MEMBERS, weights), np.repeat(np.arange(300), weights.astype(int))
    assert (found(MEMBERS, 2.5 * weights) == expected).all()
    assert (found([member[copies] for member in MEMBERS], np.ones(len(copies))) == expected[copies]).all()
    there = weights > 0
    assert (found([member[there] for member in MEMBERS], weights[there]) == expected[there]).all()
    sure = certainty(MEMBERS, expected, weights)
    doubled = certainty([member[copies] for member in MEMBERS], expected[copies], np.ones(len(copies)))
    assert sure[copies] == pytest.approx(doubled)


def test_memberships_count_as_what_they_are() -> None:
    sure = [np.eye(4)[member] for member in MEMBERS]
    mixed = consensus([*sure[:3], *MEMBERS[3:]], np.ones(300), 4, np.random.default_rng(2), starts=20)
    assert (mixed.labels == found(MEMBERS, np.ones(300))).all()
    vague = consensus([TRUTH, np.full((300, 4), 0.25)], np.ones(300), 4, np.random.default_rng(2), starts=5)
    assert (vague.labels == TRUTH).all()
    assert vague.certainty == pytest.approx(np.full(300, 0.625))


def test_people_the_members_disagree_on_are_less_certain() -> None:
    result = consensus(MEMBERS, np.ones(300), 4, np.random.default_rng(2), starts=20)
    same = np.array([[(member[s == TRUTH] == m).mean() for m in range(4)] for member in MEMBERS for s in range(4)])
    home = same.argmax(1).reshape(5, 4)
    votes = sum((member == home[number][TRUTH]).astype(int) for number, member in enumerate(MEMBERS))
    assert result.certainty[votes == 5].mean() > result.certainty[votes <= 3].mean() + 0.15


def test_too_few_kinds_of_people_are_words() -> None:
    with pytest.raises(CannotCompute, match="2 different"):
        consensus([np.array([0, 0, 1, 1])], np.ones(4), 3, np.random.default_rng(1))
    with pytest.raises(CannotCompute, match="no partition"):
        consensus([], np.ones(4), 3, np.random.default_rng(1))

"""Greedy pursuit with groups that must and must not be taken, with costs, and for many samples at once."""

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.stats.pursuit import Terms, pursue, pursue_samples

Floats = npt.NDArray[np.float64]
GROUPS = (0, 1, 2, 3, 4, 5, 5, 5)


def sample(seed: int, n: int = 300) -> tuple[Floats, Floats, Floats]:
    """Six questions, the last one nominal; three soft groups; weights with zeros."""
    rng = np.random.default_rng(seed)
    scales = rng.integers(1, 6, (n, 5)).astype(np.float64)
    place = np.eye(3)[rng.integers(0, 3, n)]
    pull = scales[:, :3] * (1.0, 0.8, 0.6) + place
    odds = np.exp(pull + rng.normal(0, 1, pull.shape))
    return np.column_stack([scales, place]), odds / odds.sum(axis=1, keepdims=True), rng.integers(0, 3, n) + 0.0


def told(columns: Floats, targets: Floats, weights: Floats, taken: list[int]) -> float:
    """How much of the targets the groups explain together, by plain least squares."""
    use = np.flatnonzero(np.isin(GROUPS, taken))
    root = np.sqrt(weights)[:, None]
    x = root * np.column_stack([np.ones(len(columns)), columns[:, use]])
    y = root * targets
    centred = root * (targets - np.average(targets, axis=0, weights=weights))
    return float(np.square(centred).sum() - np.square(y - x @ np.linalg.lstsq(x, y)[0]).sum())


@pytest.mark.parametrize("seed", range(4))
def test_every_step_takes_what_least_squares_says_is_best(seed: int) -> None:
    columns, targets, weights = sample(seed)
    order = list(pursue(columns, targets, weights, GROUPS, 5))
    for step, group in enumerate(order):
        others = [other for other in range(6) if other not in order[:step]]
        gains = {other: told(columns, targets, weights, [*order[:step], other]) for other in others}
        assert group == max(gains, key=lambda other: gains[other])


def test_what_must_be_asked_comes_first_and_what_must_not_never() -> None:
    columns, targets, weights = sample(1)
    free = pursue(columns, targets, weights, GROUPS, 6)
    worst, best = free[-1], free[0]
    order = pursue(columns, targets, weights, GROUPS, 4, terms=Terms(first=(worst,), never=(best,)))
    assert order[0] == worst
    assert best not in order
    assert len(order) == 4


def test_a_question_that_tells_nothing_is_asked_when_it_must_be() -> None:
    columns, targets, weights = sample(2)
    columns[:, 4] = 3.0
    assert 4 not in pursue(columns, targets, weights, GROUPS, 6)
    assert pursue(columns, targets, weights, GROUPS, 6, terms=Terms(first=(4,)))[0] == 4


def test_a_dear_question_is_taken_later_and_equal_costs_change_nothing() -> None:
    columns, targets, weights = sample(3)
    free = pursue(columns, targets, weights, GROUPS, 6)
    dear = tuple(1e6 if group == free[0] else 1.0 for group in range(6))
    assert pursue(columns, targets, weights, GROUPS, 6, terms=Terms(cost=dear))[-1] == free[0]
    assert pursue(columns, targets, weights, GROUPS, 6, terms=Terms(cost=(7.0,) * 6)) == free


def test_many_samples_at_once_give_what_each_gives_alone() -> None:
    columns, targets, _ = sample(4)
    targets = np.random.default_rng(1).permuted(targets, axis=0)
    draws = np.random.default_rng(5).multinomial(300, np.full(300, 1 / 300), 40).astype(np.float64)
    terms = Terms(first=(3,), never=(1,), cost=(1.0, 1.0, 2.0, 1.0, 1.0, 1.5))
    together = pursue_samples(columns, targets, draws, GROUPS, 4, terms=terms)
    alone = [pursue(columns, targets, draw, GROUPS, 4, terms=terms) for draw in draws]
    assert [tuple(row[row >= 0].tolist()) for row in together] == alone
    assert len(set(alone)) > 1


def test_a_sample_in_which_a_question_has_one_answer_does_without_it() -> None:
    columns, targets, _ = sample(6)
    columns[:, 0] = np.arange(300) < 2
    draws = np.ones((2, 300))
    draws[1, :2] = 0
    order = pursue_samples(columns + 1000.0, targets, draws, GROUPS, 6)
    assert 0 in order[0]
    assert 0 not in order[1]
    assert order[1, -1] == -1

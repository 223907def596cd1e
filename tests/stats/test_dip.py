"""The dip against its definition (a linear programme), published quantiles, and the laws of weights."""

import numpy as np
import numpy.typing as npt
import pytest
from scipy.optimize import linprog

from survey_seg.errors import CannotCompute
from survey_seg.stats.dip import dip, dip_p, dip_test

Floats = npt.NDArray[np.float64]


def nearest_with_one_hump(values: Floats, weights: Floats) -> float:
    """The smallest gap to a distribution function that is convex up to a mode and concave after it, by brute force."""
    x, which = np.unique(values, return_inverse=True)
    mass = np.bincount(which, weights) / weights.sum()
    return min(_with_mode(x, np.cumsum(mass) - mass, np.cumsum(mass), mode) for mode in range(len(x)))


def _with_mode(x: Floats, below: Floats, above: Floats, mode: int) -> float:
    # unknown: the function left of each point up to the mode, right of each from the mode on, and the gap
    left, size = mode + 1, len(x) + 2
    rows: list[tuple[dict[int, float], float]] = [({mode: 1, left: -1}, 0.0)]
    place = {**{i: i for i in range(left)}, **{i: i + 1 for i in range(mode + 1, len(x))}}
    for i in range(len(x)):
        rows.append(({place[i]: 1, size - 1: -1}, float(below[i])))
        rows.append(({left if i == mode else place[i]: -1, size - 1: -1}, -float(above[i])))
    for start, stop, shift, sign in ((0, mode, 0, 1.0), (mode, len(x) - 1, 1, -1.0)):
        rows += [({i + shift: 1.0, i + 1 + shift: -1.0}, 0.0) for i in range(start, stop)]
        for i in range(start + 1, stop):
            p, q = sign / (x[i] - x[i - 1]), sign / (x[i + 1] - x[i])
            rows.append(({i + shift: p + q, i - 1 + shift: -p, i + 1 + shift: -q}, 0.0))
    matrix = np.zeros((len(rows), size))
    for number, (entries, _) in enumerate(rows):
        for column, value in entries.items():
            matrix[number, column] += value
    cost = np.zeros(size)
    cost[-1] = 1
    found = linprog(cost, A_ub=matrix, b_ub=[limit for _, limit in rows], bounds=(0, 1))
    return float(found.fun)


@pytest.mark.parametrize("seed", range(12))
def test_the_dip_is_the_distance_to_the_nearest_distribution_with_one_hump(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 11))
    values = rng.random(n) if seed % 2 else rng.integers(0, 6, n).astype(np.float64)
    weights = rng.integers(1, 5, n).astype(np.float64)
    assert dip(values, weights) == pytest.approx(nearest_with_one_hump(values, weights), abs=1e-8)


def test_p_values_are_those_of_published_quantiles() -> None:
    # R package diptest, table qDiptab: (n, quantile at .95), (n, quantile at .99)
    for n, five, one in (
        (10, 0.13961, 0.15968),
        (50, 0.07027, 0.0812),
        (200, 0.03684, 0.04269),
        (1000, 0.01693, 0.01961),
    ):
        assert dip_p(five, n) == pytest.approx(0.05, abs=0.004)
        assert dip_p(one, n) == pytest.approx(0.01, abs=0.0015)
    assert dip_p(0.00203, 72_000) == pytest.approx(0.05, abs=0.005)


def test_one_hump_has_no_more_alarms_than_announced_and_two_are_seen() -> None:
    rng = np.random.default_rng(1)
    alarms = [dip_test(rng.random(100), np.exp(rng.normal(0, 0.8, 100)))[1] < 0.05 for _ in range(400)]
    assert 0.01 < np.mean(alarms) < 0.08
    two = np.concatenate([rng.normal(0, 1, 100), rng.normal(4, 1, 100)])
    assert dip_test(two, np.ones(200))[1] <= 0.01
    assert dip_test(rng.normal(size=500), np.ones(500))[1] > 0.5


def test_the_dip_keeps_the_laws_of_weights() -> None:
    rng = np.random.default_rng(2)
    values, weights = rng.normal(size=80).round(1), rng.integers(0, 3, 80).astype(np.float64)
    expected, copies = dip(values, weights), np.repeat(np.arange(80), weights.astype(int))
    assert dip(values[copies], np.ones(len(copies))) == pytest.approx(expected, abs=1e-12)
    assert dip(values, 7.3 * weights) == pytest.approx(expected, abs=1e-12)
    order = rng.permutation(80)
    assert dip(values[order], weights[order]) == pytest.approx(expected, abs=1e-12)
    assert dip(3 - 2 * values, weights) == pytest.approx(expected, abs=1e-12)


def test_nobody_and_blanks_are_words() -> None:
    with pytest.raises(CannotCompute, match="nobody"):
        dip(np.ones(3), np.zeros(3))
    with pytest.raises(CannotCompute, match="missing"):
        dip(np.array([1.0, np.nan]), np.ones(2))
    assert dip_test(np.ones(9), np.ones(9)) == (0.0, 1.0)

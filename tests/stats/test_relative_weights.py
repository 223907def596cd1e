"""Relative weights, shrunken correlations and people per arm against R.

R 4.2.2 with corpcor 1.6.10:
    i <- 1:40; w <- 1 + (i %% 4) / 2
    x <- cbind((i*7)%%5, (i*3+i%%4)%%7, (i*i)%%6, (i*7)%%5+(i*i)%%6+i%%3)
    estimate.lambda(x, rep(1, 40)); estimate.lambda(x, w); R <- matrix(cor.shrink(x, w = w), 4)
    s <- svd(R[1:3,1:3]); L <- s$u %*% diag(sqrt(s$d)) %*% t(s$u); L^2 %*% (solve(L) %*% R[1:3,4])^2
    solve(R[1:3,1:3], R[1:3,4]); power.prop.test(p1 = .07, p2 = .09, power = .8)$n
"""

import numpy as np
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.arm_size import people_per_arm
from survey_seg.stats.relative_weights import relative_weights, shrinkage, shrunken_correlation

I = np.arange(1, 41)  # noqa: E741 - as in the script above
X = np.column_stack([(I * 7) % 5, (I * 3 + I % 4) % 7, (I * I) % 6, (I * 7) % 5 + (I * I) % 6 + I % 3]).astype(float)
W = 1 + (I % 4) / 2


def test_the_shrinkage_is_corpcors() -> None:
    assert shrinkage(X, np.ones(40)) == pytest.approx(0.159982485433, abs=1e-10)
    assert shrinkage(X, W) == pytest.approx(0.165553825966, abs=1e-10)
    found = shrunken_correlation(X, W, shrinkage(X, W))
    assert found[:3, 3] == pytest.approx([0.5391779810810, -0.0164206272634, 0.6124474398228], abs=1e-10)


def test_relative_weights_and_slopes_are_those_of_r() -> None:
    found = relative_weights(shrunken_correlation(X, W, shrinkage(X, W)))
    assert found.weights == pytest.approx([0.26844309363067, 0.00252176315691, 0.35323903373601], abs=1e-10)
    assert found.slopes == pytest.approx([0.50171160289075, 0.00944218957771, 0.57775911051252], abs=1e-10)


@pytest.mark.parametrize(("r", "one", "two"), [(0.5, 0.5, 0.2), (0.0, 0.3, 0.4), (-0.6, 0.1, 0.5)])
def test_two_items_share_as_the_mean_over_both_orders_of_entry(r, one, two) -> None:
    found = relative_weights(np.array([[1, r, one], [r, 1, two], [one, two, 1.0]]))
    explained = (one**2 + two**2 - 2 * r * one * two) / (1 - r**2)
    lmg = [(one**2 + explained - two**2) / 2, (two**2 + explained - one**2) / 2]
    assert found.weights == pytest.approx(lmg, abs=1e-12)
    assert found.explained == pytest.approx(explained, abs=1e-12)


def test_uncorrelated_items_carry_their_squared_correlations() -> None:
    r = np.eye(4)
    r[:3, 3] = r[3, :3] = [0.5, -0.3, 0.0]
    assert relative_weights(r).weights == pytest.approx([0.25, 0.09, 0.0], abs=1e-12)


def test_a_scale_of_the_weights_changes_nothing_and_weight_zero_is_absence() -> None:
    assert shrinkage(X, 7 * W) == pytest.approx(shrinkage(X, W), abs=1e-12)
    gone = np.where(I > 30, 0.0, W)
    assert shrinkage(X, gone) == pytest.approx(shrinkage(X[:30], W[:30]), abs=1e-12)
    assert shrunken_correlation(X, gone, 0.1) == pytest.approx(shrunken_correlation(X[:30], W[:30], 0.1), abs=1e-12)
    assert shrunken_correlation(X, W, 0) == pytest.approx(np.corrcoef(np.repeat(X, (2 * W).astype(int), axis=0).T))


def test_more_people_are_shrunken_less() -> None:
    amounts = [shrinkage(np.tile(X, (times, 1)), np.ones(40 * times)) for times in (1, 2, 8)]
    assert amounts[0] > amounts[1] > amounts[2]


def test_what_says_nothing_is_refused() -> None:
    with pytest.raises(CannotCompute):
        shrinkage(np.column_stack([np.ones(9), np.arange(9.0)]), np.ones(9))
    with pytest.raises(CannotCompute):
        shrinkage(X[:2], np.ones(2))
    with pytest.raises(CannotCompute):
        relative_weights(np.ones((3, 3)))


def test_people_per_arm_are_those_of_power_prop_test() -> None:
    assert people_per_arm(0.2, 0.05) == 1094
    assert people_per_arm(0.07, 0.02) == 2888
    assert people_per_arm(0.09, -0.02) == 2888


@pytest.mark.parametrize(("share", "lift"), [(0.95, 0.1), (0.2, 0.0), (-0.1, 0.2)])
def test_an_impossible_test_is_refused(share, lift) -> None:
    with pytest.raises(CannotCompute):
        people_per_arm(share, lift)

"""The two estimators of the typing tool against an outside value: a brute-force search and a plain optimiser."""

import numpy as np
import numpy.typing as npt
import pytest
from scipy.optimize import minimize
from scipy.special import log_softmax

from survey_seg.errors import CannotCompute
from survey_seg.stats.logit import RIDGE, fit_logit
from survey_seg.stats.pursuit import pursue

Floats = npt.NDArray[np.float64]


def soft_groups(seed: int, n: int = 400, p: int = 6, k: int = 4) -> tuple[Floats, Floats, Floats]:
    rng = np.random.default_rng(seed)
    columns = rng.integers(1, 7, (n, p)).astype(np.float64)
    odds = np.exp(columns[:, :k] * np.linspace(1.5, 0.5, k) + rng.normal(0, 1, (n, k)))
    return columns, odds / odds.sum(axis=1, keepdims=True), rng.random(n) + 0.1


@pytest.mark.parametrize("k", [2, 4])
def test_logit_is_the_optimum_a_plain_optimiser_finds(k: int) -> None:
    columns, memberships, weights = soft_groups(5, k=k)
    share = weights / weights.sum()
    middle = share @ columns
    spread = np.sqrt(share @ (columns - middle) ** 2)
    standard = (columns - middle) / spread
    p = columns.shape[1]

    def loss(values: Floats) -> float:
        slopes, constants = values[: p * k].reshape(p, k), values[p * k :]
        fit = log_softmax(standard @ slopes + constants, axis=1)
        return float(-share @ (memberships * fit).sum(axis=1) + RIDGE / 2 * np.square(slopes).sum())

    found = minimize(loss, np.zeros(p * k + k), method="BFGS", options={"gtol": 1e-6}).x
    mine = fit_logit(columns, memberships, weights)
    np.testing.assert_allclose(mine.coefficients, found[: p * k].reshape(p, k) / spread[:, None], atol=2e-4)


def test_predictors_are_log_odds_whatever_the_units() -> None:
    columns, memberships, weights = soft_groups(6)
    plain = fit_logit(columns, memberships, weights).predictors(columns)
    other = 100 - 7 * columns
    np.testing.assert_allclose(fit_logit(other, memberships, weights).predictors(other), plain, atol=1e-5)
    np.testing.assert_allclose(plain.mean(axis=1), 0, atol=1e-9)


def test_a_constant_column_says_nothing() -> None:
    columns, memberships, weights = soft_groups(7)
    with_constant = np.column_stack([columns, np.full(len(columns), 3.0)])
    fit = fit_logit(with_constant, memberships, weights)
    assert not fit.coefficients[-1].any()
    order = pursue(with_constant, memberships, weights, range(7), 7)
    assert 6 not in order


def test_a_group_without_members_is_refused() -> None:
    columns, _, weights = soft_groups(8)
    hard = np.zeros((len(columns), 3))
    hard[:, 0] = 1
    with pytest.raises(CannotCompute, match="LOGIT_EMPTY_GROUP"):
        fit_logit(columns, hard, weights)


def test_the_first_choice_is_the_column_that_explains_most() -> None:
    columns, memberships, weights = soft_groups(9)
    share = weights / weights.sum()
    centred, targets = columns - share @ columns, memberships - share @ memberships
    explained = [np.sum((share * column @ targets) ** 2) / (share @ column**2) for column in centred.T]
    assert pursue(columns, memberships, weights, range(6), 1) == (int(np.argmax(explained)),)


def test_a_copy_of_a_chosen_column_is_not_chosen() -> None:
    columns, memberships, weights = soft_groups(10)
    best = pursue(columns, memberships, weights, range(6), 1)[0]
    order = pursue(np.column_stack([columns, 2 * columns[:, best] + 1]), memberships, weights, range(7), 7)
    assert 6 not in order
    assert order[0] == best


def test_the_columns_of_a_nominal_question_are_chosen_together() -> None:
    columns, _, weights = soft_groups(12)
    place = np.eye(4)[np.random.default_rng(1).integers(0, 4, len(columns))]
    memberships = 0.7 * place + 0.1 * np.ones(4)
    order = pursue(np.column_stack([columns, place]), memberships, weights, [0, 1, 2, 3, 4, 5, 6, 6, 6, 6], 2)
    assert order[0] == 6

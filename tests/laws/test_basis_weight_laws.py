"""The four laws of weights for sums, fills and the basis."""

from collections.abc import Callable

import numpy as np
import pytest

from survey_seg.stats.imputation import fit_normal
from survey_seg.stats.weights import (
    effective_base,
    weighted_covariance,
    weighted_mean,
    weighted_quantile,
    weighted_variance,
)

Function = Callable[[np.ndarray, np.ndarray], object]
RNG = np.random.default_rng(11)
VALUES = RNG.normal(size=(40, 3)) @ RNG.normal(size=(3, 3))
HOLES = np.where(RNG.random(VALUES.shape) < 0.15, np.nan, VALUES)
COUNTS = RNG.integers(1, 4, size=40)

FUNCTIONS: dict[str, tuple[Function, np.ndarray]] = {
    "mean": (weighted_mean, VALUES),
    "variance": (weighted_variance, VALUES),
    "covariance": (weighted_covariance, VALUES),
    "quantile": (lambda x, w: [weighted_quantile(x[:, 0], w, share) for share in (0.01, 0.25, 0.5, 0.99)], VALUES),
    "em mean": (lambda x, w: fit_normal(x, w).mean, HOLES),
    "em covariance": (lambda x, w: fit_normal(x, w).covariance, HOLES),
}
CASES = pytest.mark.parametrize(("function", "values"), FUNCTIONS.values(), ids=FUNCTIONS)


@CASES
def test_weight_of_two_equals_two_people(function: Function, values: np.ndarray) -> None:
    repeated = np.repeat(values, COUNTS, axis=0)
    np.testing.assert_allclose(
        function(values, COUNTS.astype(float)), function(repeated, np.ones(len(repeated))), atol=1e-9
    )


@CASES
def test_scaling_all_weights_changes_nothing(function: Function, values: np.ndarray) -> None:
    weights = COUNTS.astype(float)
    np.testing.assert_allclose(function(values, weights), function(values, weights * 0.37), atol=1e-9)


@CASES
def test_weight_zero_is_absence(function: Function, values: np.ndarray) -> None:
    weights = np.where(np.arange(40) < 10, 0.0, COUNTS)
    np.testing.assert_allclose(function(values, weights), function(values[10:], weights[10:]), atol=1e-9)


@pytest.mark.parametrize(
    ("function", "unweighted"),
    [
        (weighted_mean, VALUES.mean(axis=0)),
        (weighted_variance, VALUES.var(axis=0)),
        (weighted_covariance, np.cov(VALUES.T, bias=True)),
        (lambda x, w: weighted_quantile(x[:, 0], w, 0.3), np.quantile(VALUES[:, 0], 0.3, method="inverted_cdf")),
    ],
    ids=["mean", "variance", "covariance", "quantile"],
)
def test_unit_weights_equal_none(function: Function, unweighted: object) -> None:
    np.testing.assert_allclose(function(VALUES, np.ones(40)), unweighted, atol=1e-12)


def test_effective_base_is_n_for_equal_weights_and_ignores_scale_and_absence() -> None:
    assert effective_base(np.full(7, 3.0)) == pytest.approx(7)
    assert effective_base(np.array([1.0, 2.0])) == pytest.approx(effective_base(np.array([10.0, 20.0])))
    assert effective_base(np.array([1.0, 2.0, 0.0])) == pytest.approx(effective_base(np.array([1.0, 2.0])))
    assert effective_base(np.zeros(3)) == 0.0

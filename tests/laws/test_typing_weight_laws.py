"""What a weight means for the typing tool's estimators: a number of people."""

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.stats.logit import fit_logit
from survey_seg.stats.pursuit import pursue

Floats = npt.NDArray[np.float64]
Sample = tuple[Floats, Floats, Floats]
GROUPS = (0, 1, 2, 3, 3, 3, 4)


@pytest.fixture
def sample() -> Sample:
    """Five questions (one nominal, as three columns), three soft groups, whole weights with zeros."""
    rng = np.random.default_rng(11)
    scales = rng.integers(1, 6, (120, 4)).astype(np.float64)
    place = np.eye(3)[rng.integers(0, 3, 120)]
    columns = np.column_stack([scales[:, :3], place, scales[:, 3]])
    pull = np.column_stack([scales[:, 0], scales[:, 1] + place[:, 0], scales[:, 2] + 2 * place[:, 1]])
    odds = np.exp(pull + rng.normal(0, 0.5, pull.shape))
    return columns, odds / odds.sum(axis=1, keepdims=True), rng.integers(0, 4, 120).astype(np.float64)


def answers(columns: Floats, memberships: Floats, weights: Floats) -> Floats:
    """Everything the two estimators say, as one row of numbers."""
    order = pursue(columns, memberships, weights, GROUPS, 4)
    fit = fit_logit(columns, memberships, weights)
    return np.concatenate([np.array(order, dtype=np.float64), fit.coefficients.ravel(), fit.constants])


def test_weight_of_two_equals_two_people(sample: Sample) -> None:
    columns, memberships, weights = sample
    times = weights.astype(int)
    repeated = np.repeat(columns, times, axis=0), np.repeat(memberships, times, axis=0)
    np.testing.assert_allclose(
        answers(columns, memberships, weights), answers(*repeated, np.ones(times.sum())), rtol=1e-6, atol=1e-7
    )


def test_scaling_all_weights_changes_nothing(sample: Sample) -> None:
    columns, memberships, weights = sample
    np.testing.assert_allclose(
        answers(columns, memberships, weights), answers(columns, memberships, 7.5 * weights), rtol=1e-9, atol=1e-9
    )


def test_weight_of_zero_is_absence(sample: Sample) -> None:
    columns, memberships, weights = sample
    there = weights > 0
    columns = np.where(there[:, None], columns, 1e6)
    np.testing.assert_allclose(
        answers(columns, memberships, weights),
        answers(columns[there], memberships[there], weights[there]),
        rtol=1e-6,
        atol=1e-7,
    )


def test_unit_weights_are_no_weights(sample: Sample) -> None:
    columns, memberships, _ = sample
    unit = np.ones(len(columns))
    covariance = np.cov(np.column_stack([columns, memberships]).T, bias=True)
    tops = np.abs(covariance[:3, len(GROUPS) :]).sum(axis=1)
    assert pursue(columns[:, :3], memberships, unit, (0, 1, 2), 1)[0] in np.argsort(-tops)[:2]
    np.testing.assert_allclose(
        answers(columns, memberships, unit), answers(columns, memberships, np.full(len(columns), 1 / 3)), rtol=1e-9
    )

"""Shares of classes in another population."""

import numpy as np
import pytest
from scipy.optimize import minimize

from survey_seg.stats.prior_shift import shifted_shares, softmax

MEANS = np.array([[0.0, 0.0], [1.6, 0.2], [0.3, 1.8]])
TRAINED = np.array([0.5, 0.3, 0.2])


def people(shares: list[float], n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Exact posteriors under the trained shares of people drawn with other shares, and their classes."""
    rng = np.random.default_rng(seed)
    classes = rng.choice(3, n, p=shares)
    seen = MEANS[classes] + rng.normal(size=(n, 2))
    distances = ((seen[:, None] - MEANS[None]) ** 2).sum(axis=2)
    return softmax(np.log(TRAINED) - distances / 2), classes


@pytest.mark.parametrize("shares", [[0.5, 0.3, 0.2], [0.1, 0.1, 0.8], [0.05, 0.9, 0.05], [0.0, 0.5, 0.5]])
def test_shares_are_found_where_counting_is_far_off(shares: list[float]) -> None:
    posteriors, classes = people(shares, 20_000, seed=1)
    true = np.bincount(classes, minlength=3) / len(classes)
    found = shifted_shares(posteriors, np.ones(len(posteriors)), TRAINED)
    counted = np.bincount(posteriors.argmax(axis=1), minlength=3) / len(posteriors)
    assert np.abs(found - true).sum() / 2 < 0.012
    assert np.abs(found - true).sum() < 0.25 * np.abs(counted - true).sum()


def test_they_are_the_maximum_of_the_likelihood() -> None:
    posteriors, _ = people([0.2, 0.2, 0.6], 400, seed=2)
    weights = np.random.default_rng(3).uniform(0.5, 2, 400)

    def loss(logits: np.ndarray) -> float:
        shares = softmax(np.append(logits, 0.0)[None])[0]
        return -float(weights @ np.log(posteriors / TRAINED @ shares))

    best = softmax(np.append(minimize(loss, np.zeros(2), tol=1e-12).x, 0.0)[None])[0]
    assert shifted_shares(posteriors, weights, TRAINED) == pytest.approx(best, abs=1e-5)


def test_weight_laws() -> None:
    posteriors, _ = people([0.2, 0.2, 0.6], 300, seed=4)
    weights = np.random.default_rng(5).integers(0, 3, 300).astype(float)
    found = shifted_shares(posteriors, weights, TRAINED)
    often = np.repeat(posteriors, weights.astype(int), axis=0)
    assert found == pytest.approx(shifted_shares(often, np.ones(len(often)), TRAINED), abs=1e-8)
    assert found == pytest.approx(shifted_shares(posteriors, 7.3 * weights, TRAINED), abs=1e-8)
    there = weights > 0
    assert found == pytest.approx(shifted_shares(posteriors[there], weights[there], TRAINED), abs=1e-8)


def test_nobody_has_no_shares() -> None:
    with pytest.raises(ValueError, match="somebody"):
        shifted_shares(np.ones((2, 3)) / 3, np.zeros(2), TRAINED)

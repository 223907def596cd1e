"""Ordinal items in latent classes: the restriction holds, and no other parameters of its kind fit better."""

import numpy as np
import numpy.typing as npt
import pytest
from scipy.optimize import minimize

from survey_seg.stats.latent_class import LatentClasses, fit_latent_class, latent_class_posterior

Floats = npt.NDArray[np.float64]


def scale_study(n: int = 300, seed: int = 1, points: int = 4) -> Floats:
    rng = np.random.default_rng(seed)
    truth = rng.choice(2, n, p=[0.55, 0.45])
    raw = rng.normal(np.where(truth[:, None] == 1, [1.0, -1.0, 0.9, -0.7], [-0.8, 0.8, -0.6, 1.0]), 1.0)
    return np.digitize(raw, np.linspace(-1, 1, points - 1)).astype(np.float64)


def fitted(rows: Floats, k: int, ordinal: list[bool] | bool = True) -> LatentClasses:
    flags = np.broadcast_to(ordinal, rows.shape[1])
    return fit_latent_class(rows, np.ones(len(rows)), k, np.random.default_rng(1), ordinal=flags)


def log_likelihood(parameters: Floats, rows: Floats, points: int) -> float:
    """Two classes, straight from the definition: share, constants (items x points - 1), slopes (items x 2)."""
    items = rows.shape[1]
    constants = np.c_[np.zeros(items), parameters[1 : 1 + items * (points - 1)].reshape(items, -1)]
    slopes = np.c_[np.zeros(items), parameters[1 + items * (points - 1) :]]
    people = np.array([0.0, parameters[0]]) - np.logaddexp(0, parameters[0])
    people = np.repeat(people[None], len(rows), axis=0)
    for item in range(items):
        score = constants[item] + slopes[item][:, None] * np.arange(points)
        score -= np.logaddexp.reduce(score, axis=1)[:, None]
        people += score[:, rows[:, item].astype(int)].T
    return float(np.logaddexp.reduce(people, axis=1).sum())


def test_log_odds_of_neighbouring_categories_differ_between_classes_by_a_constant() -> None:
    found = fitted(scale_study(), 2)
    for chances in found.probabilities:
        odds = np.log(chances[:, 1:] / chances[:, :-1])
        assert odds[0] - odds[1] == pytest.approx(np.full(3, (odds[0] - odds[1]).mean()), abs=1e-9)


def test_no_other_parameters_fit_better() -> None:
    rows = scale_study(points=3)
    found = fitted(rows, 2)
    assert found.parameters == 1 + 4 * 2 + 4
    start = np.random.default_rng(3)
    tries = [
        minimize(lambda p: -log_likelihood(p, rows, 3), start.normal(0, 1, 13), method="BFGS", options={"gtol": 1e-4})
        for _ in range(3)
    ]
    assert found.log_likelihood == pytest.approx(-min(one.fun for one in tries), abs=1e-5)


def test_ordinal_yes_no_items_are_nominal_ones() -> None:
    rows = (scale_study(seed=2) > 1).astype(np.float64)
    one, other = fitted(rows, 2), fitted(rows, 2, ordinal=False)
    assert one.parameters == other.parameters
    assert one.log_likelihood == pytest.approx(other.log_likelihood, abs=1e-6)
    assert one.shares == pytest.approx(other.shares, abs=1e-4)


def test_one_class_fits_the_margins() -> None:
    rows = scale_study(seed=3)
    assert fitted(rows, 1).log_likelihood == pytest.approx(fitted(rows, 1, ordinal=False).log_likelihood, abs=1e-9)


def test_ordinal_and_nominal_items_of_different_lengths_stand_side_by_side() -> None:
    rows = scale_study(seed=4, points=5)
    rows[:, 1] = rows[:, 1] > 2
    rows[:, 2] = np.minimum(rows[:, 2], 2)
    found = fitted(rows, 2, ordinal=[True, True, True, False])
    assert found.parameters == 1 + (4 + 1) + 2 + (2 + 1) + 8
    free = fitted(rows, 2, ordinal=False)
    assert found.log_likelihood < free.log_likelihood
    agree = (latent_class_posterior(found, rows).argmax(1) == latent_class_posterior(free, rows).argmax(1)).mean()
    assert max(agree, 1 - agree) > 0.9


def test_the_restriction_pays_by_bic_where_it_is_true() -> None:
    rows = scale_study(800, seed=5, points=5)
    assert fitted(rows, 2).bic < fitted(rows, 2, ordinal=False).bic


def test_a_class_that_never_uses_one_end_stays_finite() -> None:
    rows = np.repeat([[0.0, 0.0, 0.0], [1.0, 0.0, 1.0], [3.0, 3.0, 3.0], [3.0, 2.0, 3.0]], [30, 20, 25, 10], axis=0)
    found = fitted(rows, 2)
    assert all(np.isfinite(chances).all() for chances in found.probabilities)
    assert found.shares == pytest.approx([50 / 85, 35 / 85], abs=1e-3)

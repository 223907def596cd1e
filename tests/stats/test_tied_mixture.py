"""A mixture with one common covariance is what it says it is, whoever counts, and however the data are written."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.tied_mixture import fit_tied, replicate_tied, tied_labels, tied_posterior, tied_starts

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
K = 3


def study(seed: int = 1, n: int = 240, d: int = 4) -> tuple[Floats, Floats, Ints]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(K, n, p=[0.5, 0.3, 0.2])
    rows = 2.5 * rng.normal(size=(K, d))[truth] + rng.normal(size=(n, d)) @ np.linalg.qr(rng.normal(size=(d, d)))[
        0
    ] @ np.diag([1.0, 2.0, 0.5, 1.0])
    return rows, rng.integers(1, 4, size=n).astype(float), truth


def start(truth: Ints, seed: int = 3) -> list[Ints]:
    rng = np.random.default_rng(seed)
    return [np.where(rng.random(len(truth)) < 0.2, rng.integers(K, size=len(truth)), truth)]


def pairs(labels: Ints) -> npt.NDArray[np.bool_]:
    return np.asarray(labels[:, None] == labels)


def test_log_likelihood_and_posterior_are_those_of_scikit_learn() -> None:
    from sklearn.mixture import GaussianMixture

    rows, _, truth = study()
    first = start(truth)[0]
    members = (np.arange(K)[:, None] == first).astype(float)
    means = members @ rows / members.sum(1, keepdims=True)
    left = rows - means[first]
    peer = GaussianMixture(
        K,
        covariance_type="tied",
        tol=1e-12,
        max_iter=5000,
        reg_covar=0.0,
        weights_init=members.mean(1),
        means_init=means,
        precisions_init=np.linalg.inv(left.T @ left / len(rows)),
    ).fit(rows)
    ours = fit_tied(rows, np.ones(len(rows)), K, [first])
    assert ours.converged
    assert ours.log_likelihood / len(rows) == pytest.approx(peer.score(rows), abs=1e-8)
    order = np.argsort(-peer.weights_)
    assert np.allclose(ours.means, peer.means_[order], atol=1e-3)
    assert np.allclose(ours.within, peer.covariances_, atol=1e-3)
    assert np.allclose(tied_posterior(ours, rows), peer.predict_proba(rows)[:, order], atol=1e-3)
    d = rows.shape[1]
    assert ours.parameters == K - 1 + K * d + d * (d + 1) // 2


def test_one_group_is_the_normal_distribution() -> None:
    from scipy.stats import multivariate_normal

    rows, weights, _ = study()
    fit = fit_tied(rows, weights, 1, [np.zeros(len(rows), dtype=np.int64)])
    density = multivariate_normal(fit.means[0], fit.within).logpdf(rows)
    assert fit.log_likelihood == pytest.approx(weights @ density, rel=1e-10)
    assert np.allclose(fit.within, np.cov(rows.T, fweights=weights.astype(int), ddof=0))


def same_model(one: Any, other: Any, scale: float = 1.0) -> None:
    assert other.log_likelihood == pytest.approx(scale * one.log_likelihood, rel=1e-9)
    for field in ("shares", "means", "within"):
        assert np.allclose(getattr(one, field), getattr(other, field), atol=1e-5), field


def test_weights_are_people() -> None:
    rows, weights, truth = study()
    begin = start(truth)[0]
    fit = fit_tied(rows, weights, K, [begin])
    each = np.repeat(np.arange(len(rows)), weights.astype(int))
    same_model(fit, fit_tied(rows[each], np.ones(len(each)), K, [begin[each]]))
    same_model(fit, fit_tied(rows, 7 * weights, K, [begin]), scale=7)
    absent = np.r_[rows, 100 + rows[:5]]
    same_model(fit, fit_tied(absent, np.r_[weights, np.zeros(5)], K, [np.r_[begin, begin[:5]]]))


def test_starts_and_fit_do_not_depend_on_order_scale_or_sign() -> None:
    rows, weights, _ = study()
    labels = tied_starts(rows, weights, K, np.random.default_rng(1), starts=2)
    people = np.random.default_rng(2).permutation(len(rows))
    columns = np.array([2, 0, 3, 1])
    again = tied_starts(
        rows[people][:, columns] * [-1, 3, 10, 0.5], weights[people], K, np.random.default_rng(1), starts=2
    )
    for one, other in zip(labels, again, strict=True):
        assert (one[people] == other).all()
    fit = fit_tied(rows, weights, K, labels)
    other = fit_tied(rows[people][:, columns], weights[people], K, again)
    assert np.allclose(fit.means[:, columns], other.means, atol=1e-6)
    assert (tied_labels(fit, rows)[people] == tied_labels(other, rows[people][:, columns])).all()


def test_groups_are_numbered_by_weight() -> None:
    rows, weights, truth = study()
    assert (np.diff(fit_tied(rows, weights, K, [2 - truth]).shares) < 0).all()


def test_data_that_sum_to_a_constant_lose_a_direction_and_nothing_else() -> None:
    rows, weights, truth = study()
    closed = np.c_[rows, 5 - rows.sum(1), np.full(len(rows), 3.0)]
    fit, plain = fit_tied(closed, weights, K, start(truth)), fit_tied(rows, weights, K, start(truth))
    assert fit.parameters == plain.parameters
    assert np.allclose(fit.means[:, :4], plain.means, atol=1e-4)
    assert (tied_labels(fit, closed) == tied_labels(plain, rows)).all()
    assert np.allclose(fit.means.sum(1), 8)


def test_groups_without_spread_inside_still_give_finite_numbers() -> None:
    rows = np.repeat([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]], 30, axis=0)
    truth = np.repeat(np.arange(3), 30)
    fit = fit_tied(rows, np.ones(90), 3, [truth])
    assert np.isfinite(fit.log_likelihood)
    assert (pairs(tied_labels(fit, rows)) == pairs(truth)).all()


def test_what_cannot_be_fitted_is_said() -> None:
    start_of_all = [np.zeros(4, dtype=np.int64)]
    with pytest.raises(CannotCompute, match="MIXTURE_NOTHING_VARIES"):
        fit_tied(np.ones((4, 2)), np.ones(4), 1, start_of_all)
    with pytest.raises(CannotCompute, match="MIXTURE_TOO_MANY_GROUPS"):
        fit_tied(np.array([[0.0], [0.0], [1.0], [1.0]]), np.ones(4), 3, start_of_all)
    with pytest.raises(CannotCompute, match="MIXTURE_NO_PEOPLE"):
        fit_tied(np.ones((4, 2)), np.zeros(4), 1, start_of_all)


def draws(n: int, samples: int) -> Floats:
    rng = np.random.default_rng(8)
    return np.array([np.bincount(rng.integers(n, size=n), minlength=n) for _ in range(samples)], dtype=float)


def test_bootstrap_fits_find_what_a_thorough_fit_finds() -> None:
    rows, _, truth = study(n=500)
    drawn = draws(len(rows), 6)
    labels = replicate_tied(rows, drawn, K, np.random.default_rng(1))
    full = pairs(tied_labels(fit_tied(rows, np.ones(len(rows)), K, [truth]), rows))
    assert np.mean([(pairs(one) == full).mean() for one in labels]) > 0.93


def test_a_bootstrap_fit_does_not_depend_on_the_others_or_on_the_order_of_people() -> None:
    rows, _, _ = study()
    drawn = draws(len(rows), 4)
    labels = replicate_tied(rows, drawn, K, np.random.default_rng(1))
    people = np.random.default_rng(2).permutation(len(rows))
    again = replicate_tied(rows[people], drawn[:, people] * 2, K, np.random.default_rng(1))
    assert np.mean(labels[:, people] == again) > 0.999


def test_few_people_in_many_dimensions_are_sorted_all_the_same() -> None:
    rows = np.random.default_rng(1).normal(size=(30, 25))
    labels = replicate_tied(rows, draws(30, 3), 4, np.random.default_rng(1))
    assert labels.shape == (3, 30)
    assert set(labels.ravel().tolist()) <= set(range(4))

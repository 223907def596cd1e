"""What must hold for any battery."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_seg.errors import CannotCompute
from survey_seg.stats.adequacy import bartlett, kmo, kmo_word
from survey_seg.stats.correlation import smoothed, weighted_correlation
from survey_seg.stats.factor import communalities, explained, maximum_likelihood, minres, most_factors
from survey_seg.stats.factor_scores import determinacy, scoring_weights
from survey_seg.stats.polychoric import known_shares, polychoric
from survey_seg.stats.reliability import omega, reliability
from survey_seg.stats.retention import average_partials, random_eigenvalues, retention, votes_sentence
from survey_seg.stats.rotation import geomin, oblimin, promax, varimax

FEW = settings(max_examples=12, deadline=None)
SEEDS = st.integers(0, 10_000)


def answers(seed: int, n: int = 60, p: int = 6, blanks: float = 0.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    data = np.round(rng.normal(size=(n, 2)) @ rng.normal(size=(2, p)) + rng.normal(size=(n, p)))
    return np.where(rng.random(data.shape) < blanks, np.nan, data)


def battery(loadings: np.ndarray, phi: np.ndarray | None = None) -> np.ndarray:
    R = loadings @ (np.eye(loadings.shape[1]) if phi is None else phi) @ loadings.T
    np.fill_diagonal(R, 1.0)
    return R


@given(seed=SEEDS, blanks=st.sampled_from([0.0, 0.2, 0.4]))
@FEW
def test_smoothed_correlations_are_positive_definite_and_kmo_is_a_share(seed: int, blanks: float) -> None:
    data = answers(seed, blanks=blanks)
    weights = np.random.default_rng(seed).uniform(0.2, 3, size=len(data))
    R, _ = smoothed(weighted_correlation(data, weights))
    assert np.linalg.eigvalsh(R).min() > 0
    np.testing.assert_array_equal(R, R.T)
    np.testing.assert_array_equal(np.diag(R), np.ones(6))
    overall, items = kmo(R)
    assert 0 <= overall <= 1
    assert items.min() >= 0
    assert items.max() <= 1


@given(seed=SEEDS)
@FEW
def test_rotation_leaves_what_the_factors_explain_of_each_pair(seed: int) -> None:
    loadings = np.random.default_rng(seed).uniform(-0.7, 0.7, size=(8, 3))
    for turned in (varimax(loadings), oblimin(loadings), promax(loadings), geomin(loadings)):
        np.testing.assert_allclose(turned.loadings @ turned.phi @ turned.loadings.T, loadings @ loadings.T, atol=1e-9)
        np.testing.assert_allclose(np.diag(turned.phi), 1.0)
        shares = communalities(turned.loadings, turned.phi)
        assert explained(turned.loadings, turned.phi).sum() == pytest.approx(shares.sum())


@given(seed=SEEDS, slope=st.sampled_from([-3.0, -0.1, 0.5, 20.0]), shift=st.floats(-50, 50))
@FEW
def test_coding_of_an_item_turns_its_correlations_at_most(seed: int, slope: float, shift: float) -> None:
    data = answers(seed, blanks=0.1)
    recoded = data.copy()
    recoded[:, 2] = shift + slope * data[:, 2]
    sign = np.where(np.arange(6) == 2, np.sign(slope), 1.0)
    R, other = weighted_correlation(data, np.ones(60)), weighted_correlation(recoded, np.ones(60))
    np.testing.assert_allclose(other, R * np.outer(sign, sign), atol=1e-9)


def test_factors_that_made_the_correlations_are_found() -> None:
    loadings = np.zeros((9, 3))
    loadings[range(9), np.arange(9) // 3] = [0.8, 0.7, 0.6, 0.75, 0.65, 0.7, 0.6, 0.8, 0.5]
    phi = np.array([[1.0, 0.3, -0.2], [0.3, 1.0, 0.1], [-0.2, 0.1, 1.0]])
    R = battery(loadings, phi)
    assert retention(R, 500).suggested == 3
    found = oblimin(minres(R, 3).loadings)
    order = np.abs(found.loadings).argmax(axis=0) // 3
    np.testing.assert_allclose(np.abs(found.loadings), loadings[:, order], atol=1e-4)
    np.testing.assert_allclose(np.abs(found.phi), np.abs(phi)[np.ix_(order, order)], atol=1e-4)


def test_items_without_anything_in_common_have_no_factor() -> None:
    votes = retention(np.eye(6), 300)
    assert len(votes.votes) == 8
    assert {suggests for _, suggests in votes.votes} == {0}
    assert kmo(np.eye(6))[0] == 0
    assert bartlett(np.eye(6), 300) == (0.0, 15, 1.0)
    assert np.abs(minres(np.eye(6), 1).loadings).max() < 1e-6


def test_heywood_case_is_held_at_the_bound_and_named() -> None:
    R = np.array([[1.0, 0.9, 0.8], [0.9, 1.0, 0.5], [0.8, 0.5, 1.0]])
    for found in (minres(R, 1), maximum_likelihood(R, 1)):
        assert found.heywood == (0,)
        assert communalities(found.loadings, np.eye(1))[0] == pytest.approx(0.995)


def test_no_more_factors_than_the_items_can_determine() -> None:
    for p in range(3, 40):
        m = most_factors(p)
        assert (p - m) ** 2 >= p + m
        assert (p - m - 1) ** 2 < p + m + 1


def test_random_eigenvalues_depend_on_the_seed_alone() -> None:
    one, other = random_eigenvalues(6, 200, draws=300, seed=4), random_eigenvalues(6, 200.0000001, draws=300, seed=4)
    np.testing.assert_array_equal(one[0], other[0])
    np.testing.assert_array_equal(one[1], other[1])
    assert not np.array_equal(one[0], random_eigenvalues(6, 200, draws=300, seed=5)[0])


def test_fewer_people_give_chance_more_room() -> None:
    few, many = random_eigenvalues(8, 50)[0], random_eigenvalues(8, 5000)[0]
    assert few[0] > many[0] > 1


def test_rotation_starts_do_not_stop_at_a_saddle() -> None:
    """Both factors cross every item alike: the gradient is zero at the start, and still there is a better turn."""
    loadings = np.array([[0.6, 0.6], [0.6, 0.6], [0.6, -0.6], [0.6, -0.6]])
    assert np.sort(np.abs(varimax(loadings).loadings), axis=1)[:, 0].max() < 1e-6


def test_words_and_sentence_say_what_the_numbers_say() -> None:
    values = (0.95, 0.85, 0.75, 0.65, 0.55, 0.45)
    words = ["marvellous", "meritorious", "middling", "mediocre", "miserable", "unacceptable"]
    assert [kmo_word(value) for value in values] == words
    assert votes_sentence((("a", 1), ("b", 1)), 1) == "2 of 2 criteria suggest 1 factor: a 1, b 1."


def test_partials_of_two_blocks_are_smallest_at_two() -> None:
    loadings = np.zeros((8, 2))
    loadings[:4, 0] = loadings[4:, 1] = 0.8
    assert np.argmin(average_partials(battery(loadings))) == 2


def test_pair_that_nobody_answered_together_has_no_correlation() -> None:
    data = answers(1)
    data[:30, 0] = np.nan
    data[30:, 1] = np.nan
    R = weighted_correlation(data, np.ones(60))
    assert np.isnan(R[0, 1])
    assert np.isnan(R).sum() == 2


@pytest.mark.parametrize("extract", [minres, maximum_likelihood])
def test_singular_and_missing_correlations_are_refused_in_words(extract: Callable) -> None:
    twin = battery(np.full((4, 1), 0.7))
    twin[0], twin[:, 0] = twin[1], twin[:, 1]
    twin[0, 0] = 1
    with pytest.raises(CannotCompute, match="CORRELATION_SINGULAR"):
        extract(twin, 1)
    twin[0, 1] = twin[1, 0] = np.nan
    with pytest.raises(CannotCompute, match="CORRELATION_MISSING"):
        extract(twin, 1)


def test_scale_of_items_that_cancel_out_has_no_alpha() -> None:
    for R in (np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([[1.0, np.nan], [np.nan, 1.0]]), np.eye(1)):
        with pytest.raises(CannotCompute, match="RELIABILITY_NO_SCALE"):
            reliability(R, np.ones(len(R)))


@given(seed=SEEDS)
@FEW
def test_order_and_sign_of_items_only_permute_the_factors(seed: int) -> None:
    R = np.corrcoef(answers(seed, n=200, p=7).T)
    order = np.random.default_rng(seed).permutation(7)
    for extract in (minres, maximum_likelihood):
        one, other = extract(R, 2), extract(R[np.ix_(order, order)], 2)
        np.testing.assert_allclose(
            one.loadings[order] @ one.loadings[order].T, other.loadings @ other.loadings.T, atol=1e-5
        )
    assert omega(R, 2).total == pytest.approx(omega(R[np.ix_(order, order)], 2).total, abs=1e-5)


def test_scores_have_the_correlations_they_promise() -> None:
    loadings, phi = np.kron(np.eye(2), [[0.8], [0.7], [0.6]]), np.array([[1.0, 0.4], [0.4, 1.0]])
    R = battery(loadings, phi)
    like = scoring_weights(R, loadings, phi, "ten Berge")
    np.testing.assert_allclose(like.T @ R @ like, phi, atol=1e-9)
    pure = scoring_weights(R, loadings, phi, "bartlett")
    np.testing.assert_allclose(pure.T @ loadings, np.eye(2), atol=1e-9)
    best = scoring_weights(R, loadings, phi)
    np.testing.assert_allclose(np.diag(best.T @ R @ best), determinacy(R, loadings, phi), atol=1e-9)


def test_chance_eigenvalues_of_polychoric_correlations_are_wider_as_simulated() -> None:
    rng = np.random.default_rng(3)
    draws = [(rng.normal(size=(300, 6)) > 0.5).astype(float) for _ in range(60)]
    seen = [np.linalg.eigvalsh(polychoric(draw, np.ones(300)).matrix)[::-1] for draw in draws]
    known = known_shares(draws[0], np.ones(300))
    drawn, _ = random_eigenvalues(6, 300, known=known)
    np.testing.assert_allclose(drawn, np.quantile(seen, 0.95, axis=0), atol=0.06)
    assert drawn[0] > random_eigenvalues(6, 300)[0][0] + 0.08

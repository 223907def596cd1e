"""What must not change a latent class solution, and the quick fits that bootstrap samples get."""

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.agreement import adjusted_rand
from survey_seg.stats.answer_patterns import answer_patterns
from survey_seg.stats.latent_class import (
    LatentClasses,
    fit_latent_class,
    latent_class_posterior,
    replicate_latent_class,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

KINDS = [None, np.array([True, False, True, True, False, True])]


def study(n: int = 240, seed: int = 1) -> tuple[Floats, Ints]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(2, n, p=[0.6, 0.4])
    raw = rng.normal(np.where(truth[:, None] == 1, [1, -1, 1, 1, -1, 0.8], [-0.8, 0.8, -0.8, -0.6, 1, -0.6]), 1)
    rows = np.column_stack([np.digitize(raw[:, j], np.linspace(-1.2, 1.2, 2 + j % 3)) for j in range(6)]).astype(float)
    rows[rng.random(rows.shape) < 0.06] = np.nan
    return rows, truth


def fitted(rows: Floats, weights: Floats, ordinal: npt.NDArray[np.bool_] | None, k: int = 2) -> LatentClasses:
    return fit_latent_class(rows, weights, k, np.random.default_rng(7), ordinal=ordinal)


def same(one: LatentClasses, other: LatentClasses, scale: float = 1.0) -> None:
    assert one.log_likelihood * scale == pytest.approx(other.log_likelihood, rel=1e-11)
    assert one.shares == pytest.approx(other.shares, abs=1e-6)
    for ours, theirs in zip(one.probabilities, other.probabilities, strict=True):
        assert ours == pytest.approx(theirs, abs=1e-5)


@pytest.fixture(params=KINDS, ids=["nominal", "mixed"])
def ordinal(request: pytest.FixtureRequest) -> npt.NDArray[np.bool_] | None:
    return request.param


@pytest.fixture
def weights() -> Floats:
    return np.random.default_rng(2).integers(0, 4, 240).astype(np.float64)


def test_a_weight_of_two_is_two_people_and_a_weight_of_zero_is_absence(
    ordinal: npt.NDArray[np.bool_] | None, weights: Floats
) -> None:
    rows, _ = study()
    repeated = np.repeat(rows, weights.astype(int), axis=0)
    same(fitted(rows, weights, ordinal), fitted(repeated, np.ones(len(repeated)), ordinal))


def test_scaling_all_weights_changes_nothing_but_the_total(
    ordinal: npt.NDArray[np.bool_] | None, weights: Floats
) -> None:
    rows, _ = study()
    same(fitted(rows, weights, ordinal), fitted(rows, 3.7 * weights, ordinal), 3.7)


def test_the_order_of_people_changes_nothing(ordinal: npt.NDArray[np.bool_] | None, weights: Floats) -> None:
    rows, _ = study()
    order = np.random.default_rng(3).permutation(len(rows))
    same(fitted(rows, weights, ordinal), fitted(rows[order], weights[order], ordinal))


def test_the_order_of_items_only_permutes_them(ordinal: npt.NDArray[np.bool_] | None, weights: Floats) -> None:
    rows, _ = study()
    order = np.array([4, 0, 5, 2, 1, 3])
    straight = fitted(rows, weights, ordinal, 3)
    turned = fitted(rows[:, order], weights, None if ordinal is None else ordinal[order], 3)
    assert straight.log_likelihood == pytest.approx(turned.log_likelihood, rel=1e-11)
    for place, item in enumerate(order):
        assert turned.probabilities[place] == pytest.approx(straight.probabilities[item], abs=1e-5)


def test_the_coding_of_answers_changes_nothing(ordinal: npt.NDArray[np.bool_] | None, weights: Floats) -> None:
    rows, _ = study()
    same(fitted(rows, weights, ordinal), fitted(10 * rows + 1, weights, ordinal))
    turned = fitted(9 - rows, weights, ordinal)
    straight = fitted(rows, weights, ordinal)
    assert straight.log_likelihood == pytest.approx(turned.log_likelihood, rel=1e-11)
    assert turned.probabilities[3][:, ::-1] == pytest.approx(straight.probabilities[3], abs=1e-5)


def test_blanks_below_zero_and_nan_are_the_same() -> None:
    rows, _ = study()
    same(fitted(rows, np.ones(240), None), fitted(np.where(np.isnan(rows), -1.0, rows), np.ones(240), None))


def test_classes_are_numbered_by_share() -> None:
    rows, _ = study(seed=4)
    assert (np.diff(fitted(rows, np.ones(240), None, 3).shares) <= 0).all()


def test_the_same_seed_gives_the_same_solution() -> None:
    rows, _ = study(seed=5)
    one, other = (fitted(rows, np.ones(240), None, 3) for _ in range(2))
    assert one.log_likelihood == other.log_likelihood
    assert (one.shares == other.shares).all()


def test_patterns_keep_their_weight_and_their_people() -> None:
    rows, _ = study()
    weights = np.random.default_rng(6).uniform(0, 2, 240)
    weights[:10] = 0
    patterns = answer_patterns(rows, weights)
    assert patterns.weights.sum() == pytest.approx(weights.sum())
    assert (patterns.group[:10] == -1).all()
    for item, known in enumerate(patterns.values):
        place = patterns.codes[patterns.group[10:], item]
        assert np.array_equal(np.where(place >= 0, known[place], np.nan), rows[10:, item], equal_nan=True)


def test_nobody_with_weight_is_refused() -> None:
    with pytest.raises(CannotCompute, match="nobody has a weight above zero"):
        answer_patterns(np.ones((3, 2)), np.zeros(3))


def test_quick_fits_agree_with_the_thorough_one(ordinal: npt.NDArray[np.bool_] | None) -> None:
    rows, _ = study(600, seed=8)
    rng = np.random.default_rng(1)
    samples = np.stack([np.bincount(rng.integers(600, size=600), minlength=600) for _ in range(9)]).astype(float)
    quick = replicate_latent_class(rows, samples, 2, np.random.default_rng(2), ordinal=ordinal)
    assert quick.shape == (9, 600)
    for weights, labels in zip(samples, quick, strict=True):
        thorough = latent_class_posterior(fitted(rows, weights, ordinal), rows).argmax(1)
        assert adjusted_rand(thorough, labels, np.ones(600)) > 0.95


def test_quick_fits_keep_the_laws_of_weights() -> None:
    rows, _ = study(300, seed=9)
    weights = np.random.default_rng(4).integers(0, 3, (2, 300)).astype(np.float64)
    weights[:, :5] = 0
    found = replicate_latent_class(rows, weights, 2, np.random.default_rng(3))
    order = np.random.default_rng(5).permutation(300)
    shuffled = replicate_latent_class(rows[order], 2 * weights[:, order], 2, np.random.default_rng(3))
    absent = replicate_latent_class(rows[5:], weights[:, 5:], 2, np.random.default_rng(3))
    assert (found[:, order] == shuffled).all()
    assert (found[:, 5:] == absent).all()

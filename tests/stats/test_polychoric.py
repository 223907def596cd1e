"""Polychoric, tetrachoric and polyserial correlations: against R, the laws of weights, and awkward tables."""

from typing import Any

import numpy as np
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.bivariate_normal import bivariate_cdf
from survey_seg.stats.polychoric import named_pairs, polychoric
from survey_seg.stats.polyserial import mixed_correlation, polyserial

RNG = np.random.default_rng(7)
N = 220
LATENT = RNG.normal(size=(N, 2)) @ RNG.uniform(-0.9, 0.9, size=(2, 6)) + 0.8 * RNG.normal(size=(N, 6))
CODES = np.column_stack(
    [np.digitize(LATENT[:, j], np.linspace(-0.9, 1.1, 4)[: 1 + j % 4]) for j in range(5)] + [LATENT[:, 5]]
)
BLANKS = np.where(RNG.random(CODES.shape) < 0.07, np.nan, CODES)
COUNTS = RNG.integers(1, 4, size=N)
ORDINAL = np.arange(6) < 5

LAVAAN = {(0, 1): 0.8271548, (0, 2): 0.7369358, (1, 2): 0.7395424, (0, 3): 0.4571576, (1, 3): 0.2919751}
LAVAAN |= {(2, 3): 0.3131200}
"""lavaan 0.6.14 lavCor on what `waves` makes; polycor 0.8.1 polychor gives the same between ordered answers."""


def waves() -> np.ndarray:
    wave = np.sin(np.arange(1, 241)[:, None] * np.sqrt([2, 3, 5, 7, 11, 13]))
    x = wave[:, 0] + 0.5 * wave[:, 1]
    y = np.digitize(x + 0.7 * wave[:, 3], [-0.8, 0, 0.3], right=True)
    return np.column_stack([x, y, x + wave[:, 4] > 0.4, x + 1.5 * wave[:, 5] > 0.2]).astype(float)


def matrix(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return mixed_correlation(values, weights, ORDINAL).matrix


def test_all_kinds_of_pairs_equal_r() -> None:
    found = mixed_correlation(waves(), np.ones(240), np.array([False, True, True, True])).matrix
    for (i, j), expected in LAVAAN.items():
        assert found[i, j] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("name", ["bfi", "election12", "yps_music17"])
def test_polychoric_of_real_batteries_equals_psych(real_battery: Any, name: str) -> None:
    reference, data = real_battery(name)
    complete = data[~np.isnan(data).any(axis=1)]
    found = polychoric(complete, np.ones(len(complete)))
    np.testing.assert_allclose(found.matrix, reference["polychoric"]["rho"]["values"], atol=1e-4)
    assert found.at_boundary == ()


def test_half_a_person_in_the_empty_cell_as_in_psych() -> None:
    """The example of psych's help for tetrachoric: 44268, 193, 14, 0; it and Mplus report .23 to .24."""
    cells, counts = np.array([[0.0, 0], [0, 1], [1, 0]]), np.array([44268.0, 193, 14])
    rows = np.repeat(cells, counts.astype(int), axis=0)
    found = polychoric(rows, np.ones(len(rows)))
    assert found.half_added == ((0, 1),)
    assert found.matrix[0, 1] == pytest.approx(0.2353, abs=0.005)
    np.testing.assert_allclose(polychoric(rows, np.full(len(rows), 3.0)).matrix, found.matrix, atol=1e-9)


def test_weight_of_two_equals_two_people() -> None:
    repeated = np.repeat(BLANKS, COUNTS, axis=0)
    np.testing.assert_allclose(
        matrix(BLANKS, COUNTS.astype(float)), matrix(repeated, np.ones(len(repeated))), atol=1e-8
    )


def test_scale_of_weights_absence_and_order_change_nothing() -> None:
    weights = COUNTS.astype(float)
    expected = matrix(BLANKS, weights)
    np.testing.assert_allclose(matrix(BLANKS, 7.5 * weights), expected, atol=1e-8)
    absent = np.where(np.arange(N) < 15, 0.0, weights)
    np.testing.assert_allclose(matrix(BLANKS, absent), matrix(BLANKS[15:], weights[15:]), atol=1e-8)
    order = RNG.permutation(N)
    np.testing.assert_allclose(matrix(BLANKS[order], weights[order]), expected, atol=1e-8)
    turn = [4, 2, 0, 1, 3, 5]
    np.testing.assert_allclose(matrix(BLANKS[:, turn], weights), expected[np.ix_(turn, turn)], atol=1e-8)


def test_coding_does_not_matter_and_a_turned_item_turns_its_sign() -> None:
    other = BLANKS.copy()
    other[:, 1] = 10 - 3 * BLANKS[:, 1]
    sign = np.where(np.arange(6) == 1, -1.0, 1.0)
    np.testing.assert_allclose(matrix(other, np.ones(N)), matrix(BLANKS, np.ones(N)) * np.outer(sign, sign), atol=1e-8)


def test_latent_correlation_is_found_where_pearson_is_too_small() -> None:
    rng = np.random.default_rng(3)
    latent = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=20_000)
    answers = np.column_stack([latent[:, 0] > 1, latent[:, 1] > -1, latent[:, 1]]).astype(float)
    found = mixed_correlation(answers, np.ones(20_000), np.array([True, True, False])).matrix
    np.testing.assert_allclose(found[0, 1:], 0.6, atol=0.04)
    assert np.corrcoef(answers[:, 0], answers[:, 1])[0, 1] < 0.3


def test_items_that_say_the_same_are_held_at_the_boundary_and_named() -> None:
    twin = np.column_stack([CODES[:, 3], CODES[:, 3], -CODES[:, 3]])
    found = polychoric(twin, np.ones(N))
    assert set(found.at_boundary) == {(0, 1), (0, 2), (1, 2)}
    np.testing.assert_allclose(np.abs(found.matrix[0, 1:]), 0.9999)
    assert list(named_pairs(found.at_boundary[:1], ("a", "b", "c"))) == ["a and b"]


def test_constant_items_and_pairs_never_asked_together_have_no_correlation() -> None:
    values = CODES.copy()
    values[:, 0] = 1
    values[:110, 1], values[110:, 2] = np.nan, np.nan
    found = matrix(values, np.ones(N))
    assert np.isnan(found[0]).all()
    assert np.isnan(found[1, 2])
    assert np.isfinite(found[3:, 3:]).all()
    rho, _ = polyserial(np.ones(N), CODES[:, :2], np.ones(N))
    assert np.isnan(rho).all()


def test_numbers_are_not_taken_for_categories() -> None:
    with pytest.raises(CannotCompute, match="CORRELATION_NOT_ORDINAL"):
        polychoric(LATENT, np.ones(N))


@pytest.mark.parametrize("rho", [-0.999, -0.98, -0.9, -0.5, 0.2, 0.7, 0.96, 0.98, 0.9999])
def test_probabilities_below_two_points_equal_an_integral(rho: float) -> None:
    from scipy.integrate import quad
    from scipy.special import ndtr

    def slice_at(x: float, b: float) -> float:
        return float(np.exp(-x * x / 2) / np.sqrt(2 * np.pi) * ndtr((b - rho * x) / np.sqrt(1 - rho * rho)))

    for a, b in ((0.3, -0.4), (1.2, 1.2), (-0.7, 2.0), (-1.0, -1.1)):
        expected, _ = quad(slice_at, -9, a, args=(b,), points=[min(a, max(-9.0, b / rho))], epsabs=1e-12, limit=200)
        found = bivariate_cdf(np.array([[a]]), np.array([[b]]), np.array([rho]))
        assert found[0, 0, 0] == pytest.approx(expected, abs=1e-6)

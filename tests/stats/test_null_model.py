"""The one-population twin of a study: same margins, same correlations, no segments."""

import numpy as np
import pytest

from survey_seg.stats.null_model import draw_null, fit_null

RNG = np.random.default_rng(9)


def likert(n: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    factor = RNG.normal(size=(n, 1))
    latent = factor * np.array([0.9, 0.8, -0.7, 0.5, 0.0]) + RNG.normal(size=(n, 5)) * 0.6
    thresholds = np.array([-1.0, -0.2, 0.5, 1.4])
    codes = (latent[:, :, None] + np.array([0, 0.5, 1, -1, 0])[:, None] > thresholds).sum(2) / 4
    codes[:, 4] = latent[:, 4] > 1
    return codes


def test_margins_and_correlations_are_reproduced() -> None:
    matrix = likert(800)
    twin = draw_null(fit_null(matrix, np.ones(800)), 100_000, np.random.default_rng(1))
    assert twin.mean(0) == pytest.approx(matrix.mean(0), abs=0.01)
    assert np.corrcoef(twin.T) == pytest.approx(np.corrcoef(matrix.T), abs=0.02)
    for j in range(5):
        assert set(np.unique(twin[:, j])) == set(np.unique(matrix[:, j]))


def test_weights_reach_margins_and_correlations() -> None:
    matrix, weights = likert(600), RNG.integers(0, 4, 600).astype(np.float64)
    weighted = fit_null(matrix, weights)
    repeated = fit_null(np.repeat(matrix, weights.astype(int), axis=0), np.ones(int(weights.sum())))
    scaled = fit_null(matrix, 3 * weights)
    for other in (repeated, scaled):
        assert weighted.root @ weighted.root.T == pytest.approx(other.root @ other.root.T, abs=1e-6)
        assert weighted.skewness == pytest.approx(other.skewness, abs=1e-6)
        for one, same in zip(weighted.cuts, other.cuts, strict=True):
            assert one == pytest.approx(same, abs=1e-6)


def test_items_that_say_the_same_do_not_break_it() -> None:
    matrix = likert(300)
    matrix[:, 1] = matrix[:, 0]
    twin = draw_null(fit_null(matrix, np.ones(300)), 20_000, np.random.default_rng(1))
    assert np.corrcoef(twin.T)[0, 1] > 0.9


def factors(n: int, shape: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Ten five-point items of two factors; normal for shape 0, else gamma with that shape."""
    shocks = RNG.normal(size=(n, 2)) if shape == 0 else (RNG.gamma(shape, size=(n, 2)) - shape) / np.sqrt(shape)
    latent = np.repeat(shocks, 5, axis=1) * 0.8 + 0.6 * RNG.normal(size=(n, 10))
    return (latent[:, :, None] > np.array([-1, -0.3, 0.4, 1.1])).sum(2) / 4


def test_skewed_dimensions_are_copied_and_normal_ones_left_alone() -> None:
    assert (fit_null(factors(1500, 0), np.ones(1500)).skewness == 0).all()
    matrix = factors(1500, 1.5)
    model = fit_null(matrix, np.ones(1500))
    assert (np.abs(model.skewness) > 0.5).sum() == 2
    twin = draw_null(model, 50_000, np.random.default_rng(1))

    def skew(data: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float:
        score = data[:, :5].sum(1)
        return float(((score - score.mean()) ** 3).mean() / score.std() ** 3)

    assert skew(twin) == pytest.approx(skew(matrix), abs=0.12)
    assert np.corrcoef(twin.T) == pytest.approx(np.corrcoef(matrix.T), abs=0.03)


def test_segments_are_gone() -> None:
    groups = RNG.integers(0, 2, (2000, 1))
    matrix = np.round(np.clip(RNG.normal(groups * 0.6 + 0.2, 0.1, (2000, 3)), 0, 1), 2)
    twin = draw_null(fit_null(matrix, np.ones(2000)), 2000, np.random.default_rng(1))
    middle = (matrix.mean(1) > 0.4) & (matrix.mean(1) < 0.6)
    assert middle.mean() < 0.05
    assert ((twin.mean(1) > 0.4) & (twin.mean(1) < 0.6)).mean() > 0.1

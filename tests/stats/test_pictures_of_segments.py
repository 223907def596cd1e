"""Canonical axes, contours, the order of items and intervals of eta squared against R.

Values from R 4.2.2 with MASS 7.3.58.2:
    n <- 60; g <- rep(1:3, each = 20); i <- 1:n
    x <- cbind(sin(i * 1.3) + g, cos(i * 0.7) * 2 - (g == 2), sin(i * i * 0.37) + 0.5 * (g == 3), cos(i * 2.9))
    f <- MASS::lda(x, g); l <- f$svd^2 * 2 / 57; l / (1 + l)
    s <- predict(f)$x; cor(x, s); aggregate(s, list(g), mean) * sqrt(n / (n - 3))
    p <- s[g == 1, ] * sqrt(n / (n - 3)); v <- cov.wt(p, method = "ML")
    sqrt(eigen(v$cov)$values * sort(mahalanobis(p, v$center, v$cov))[10])
    r <- cor(cbind(x, x[, 1] + x[, 2] * .3, x[, 4] - x[, 3], x[, 2] + sin(i)))
    hclust(as.dist(sqrt(2 * (1 - r))), "ward.D2")$order
    uniroot(function(l) pf(F, b, w, l) - tail, c(0, 5000), tol = 1e-12)$root -> u; u / (u + w)
"""

import numpy as np
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.canonical import canonical, half_contour
from survey_seg.stats.eta_squared import eta_squared_interval
from survey_seg.stats.item_order import item_order

I = np.arange(1, 61, dtype=float)  # noqa: E741 - as in the script
G = np.repeat([0, 1, 2], 20)
ROWS = np.column_stack(
    [np.sin(I * 1.3) + G + 1, np.cos(I * 0.7) * 2 - (G == 1), np.sin(I * I * 0.37) + 0.5 * (G == 2), np.cos(I * 2.9)]
)
ONES = np.ones(60)


def test_axes_are_those_of_lda() -> None:
    found = canonical(ROWS, G, ONES, k=3)
    np.testing.assert_allclose(found.between, [0.5775907419, 0.1678272277], atol=1e-9)
    structure = [-0.9892422673, 0.0770045500, -0.4358482304, -0.0241764613]
    second = [0.0281353813, -0.8675201184, -0.4163774960, -0.0427981149]
    np.testing.assert_allclose(found.structure, -np.column_stack([structure, second]), atol=1e-9)
    np.testing.assert_allclose(found.means[:, 0], [-1.4249095834, -0.0143760284, 1.4392856118], atol=1e-9)
    assert found.part.sum() == pytest.approx(1)


def test_the_contour_is_that_of_half_of_the_people() -> None:
    ellipse = half_contour(canonical(ROWS, G, ONES, k=3).scores[G == 0], np.ones(20))
    np.testing.assert_allclose(ellipse.radii, [1.5018163110, 1.2375254158], atol=1e-9)
    places = canonical(ROWS, G, ONES, k=3).scores[G == 0] - ellipse.centre
    turn = np.array([[np.cos(ellipse.angle), -np.sin(ellipse.angle)], [np.sin(ellipse.angle), np.cos(ellipse.angle)]])
    inside = (((places @ turn) / ellipse.radii) ** 2).sum(1) <= 1 + 1e-9
    assert inside.sum() == 10


def test_nine_people_have_no_contour() -> None:
    assert half_contour(ROWS[:9, :2], np.ones(9)) is None
    assert half_contour(ROWS[:10, :2], np.ones(10)) is not None
    assert half_contour(ROWS[:10, :2], np.r_[np.ones(9), 0]) is None


@pytest.mark.parametrize("change", ["twice", "scaled", "absent"])
def test_weights_are_people(change) -> None:
    weights = np.where(I % 3 == 0, 2.0, 1.0)
    rows, labels, mass = ROWS, G, weights
    if change == "twice":
        again = np.repeat(np.arange(60), weights.astype(int))
        rows, labels, mass = ROWS[again], G[again], np.ones(len(again))
    elif change == "scaled":
        mass = weights * 7.5
    else:
        rows, labels, mass = np.vstack([ROWS, [[9, -9, 9, -9]]]), np.append(G, 0), np.append(weights, 0)
    one, other = canonical(ROWS, G, weights, k=3), canonical(rows, labels, mass, k=3)
    for name in ("means", "between", "structure"):
        np.testing.assert_allclose(getattr(other, name), getattr(one, name), atol=1e-9)
    shapes = [half_contour(made.scores[which == 0], w[which == 0]) for made, which, w in
              ((one, G, weights), (other, labels, mass))]  # fmt: skip
    np.testing.assert_allclose(shapes[0].radii, shapes[1].radii, atol=1e-9)


def test_groups_that_do_not_differ_have_no_axis() -> None:
    with pytest.raises(CannotCompute, match="do not differ"):
        canonical(np.tile([[0.0, 1], [1, 0]], (4, 1)), np.repeat([0, 1], 4), np.ones(8), k=2)


def test_an_answer_of_one_group_alone_leaves_numbers_finite() -> None:
    found = canonical(np.column_stack([G == 0, ROWS[:, 1]]).astype(float), G, ONES, k=3)
    assert np.isfinite(found.scores).all()
    assert found.between[0] == pytest.approx(1)


def test_the_order_is_that_of_hclust() -> None:
    more = np.column_stack([ROWS, ROWS[:, 0] + 0.3 * ROWS[:, 1], ROWS[:, 3] - ROWS[:, 2], ROWS[:, 1] + np.sin(I)])
    assert (item_order(np.corrcoef(more, rowvar=False)) + 1).tolist() == [4, 6, 2, 7, 3, 1, 5]


def test_an_item_without_correlations_still_has_a_place() -> None:
    r = np.array([[1.0, np.nan, 0.9], [np.nan, np.nan, np.nan], [0.9, np.nan, 1.0]])
    assert sorted(item_order(r).tolist()) == [0, 1, 2]
    assert item_order(np.ones((1, 1))).tolist() == [0]


@pytest.mark.parametrize(
    ("eta", "groups", "n", "low", "high"),
    [
        (0.14, 4, 200, 0.05481960, 0.22430274),
        (0.005, 4, 200, 0.0, 0.02485930),
        (0.5, 5, 823.4, 0.45512640, 0.53930480),
        (0.001, 3, 60, 0.0, 0.00415991),
    ],
)
def test_intervals_of_eta_squared_are_those_of_the_noncentral_f(eta, groups, n, low, high) -> None:
    assert eta_squared_interval(eta, groups, n) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize(("eta", "groups", "n"), [(float("nan"), 3, 90), (1.0, 3, 90), (0.2, 1, 90), (0.2, 4, 3.5)])
def test_there_is_no_interval_where_nothing_is_known(eta, groups, n) -> None:
    assert np.isnan(eta_squared_interval(eta, groups, n)).all()


def test_the_interval_holds_the_share_of_nineteen_in_twenty_studies() -> None:
    rng, centres, held = np.random.default_rng(4), np.array([0.0, 0.3, 0.9]), 0
    labels = np.repeat([0, 1, 2], 60)
    true = centres.var() / (centres.var() + 1)
    for _ in range(400):
        values = centres[labels] + rng.normal(size=180)
        means = np.array([values[labels == g].mean() for g in range(3)])
        low, high = eta_squared_interval(means[labels].var() / values.var(), 3, 180)
        held += low <= true <= high
    assert 0.92 <= held / 400 <= 0.98

"""Spaces for people's profiles keep the weight laws and do not care how the questionnaire was put together."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.row_style import RowSpace, place, profile_level, row_centred, soft_scaled

Floats = npt.NDArray[np.float64]
Fit = Callable[[Floats, Floats], RowSpace]


def profile(rows: Floats, weights: Floats) -> RowSpace:
    return profile_level(rows, weights, q=3)


SPACES: list[Fit] = [profile, soft_scaled, row_centred]
spaces = pytest.mark.parametrize("fit", SPACES)


def answers(seed: int = 1) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    latent = rng.normal(size=(90, 2)) @ rng.normal(size=(2, 7)) + rng.normal(size=(90, 7)) + rng.normal(size=(90, 1))
    return np.clip(np.round(latent + 2), 0, 4) / 4, rng.integers(1, 4, size=90).astype(float)


@spaces
def test_weights_are_people(fit: Fit) -> None:
    rows, weights = answers()
    wanted = place(fit(rows, weights), rows)
    each = np.repeat(rows, weights.astype(int), axis=0)
    assert np.allclose(place(fit(each, np.ones(len(each))), rows), wanted, atol=1e-9)
    assert np.allclose(place(fit(rows, 5 * weights), rows), wanted, atol=1e-9)
    absent = fit(np.r_[rows, np.ones((4, 7))], np.r_[weights, np.zeros(4)])
    assert np.allclose(place(absent, rows), wanted, atol=1e-9)


@spaces
def test_the_order_of_people_changes_nothing(fit: Fit) -> None:
    rows, weights = answers()
    people = np.random.default_rng(2).permutation(len(rows))
    assert np.allclose(place(fit(rows[people], weights[people]), rows), place(fit(rows, weights), rows), atol=1e-9)


@spaces
def test_the_order_of_items_only_permutes(fit: Fit) -> None:
    rows, weights = answers()
    items = np.array([3, 0, 6, 1, 5, 2, 4])
    straight, shuffled = place(fit(rows, weights), rows), place(fit(rows[:, items], weights), rows[:, items])
    if fit is not profile:
        straight = straight[:, items]
    assert np.allclose(shuffled, straight, atol=1e-9)


@spaces
def test_turning_all_items_round_turns_all_coordinates(fit: Fit) -> None:
    rows, weights = answers()
    assert np.allclose(place(fit(1 - rows, weights), 1 - rows), -place(fit(rows, weights), rows), atol=1e-9)


@spaces
def test_the_number_of_points_of_the_scale_changes_nothing(fit: Fit) -> None:
    rows, weights = answers()
    assert np.allclose(place(fit(rows * 4 + 1, weights), rows * 4 + 1), place(fit(rows, weights), rows), atol=1e-9)


@spaces
def test_flat_rows_and_constant_items_give_finite_coordinates(fit: Fit) -> None:
    rows, weights = answers()
    odd = np.r_[rows, np.full((5, 7), 0.5)]
    odd[:, 2] = 0.25
    assert np.isfinite(place(fit(odd, np.r_[weights, np.ones(5)]), odd)).all()
    same = np.full((6, 7), 0.5)
    assert np.isfinite(place(fit(same, np.ones(6)), same)).all()


def test_level_is_a_coordinate_and_the_profile_does_not_know_it() -> None:
    rows, weights = answers()
    space = profile(rows, weights)
    centred = (rows - space.centre) / space.scale
    placed = place(space, rows)
    share = weights / weights.sum()
    assert np.corrcoef(placed[:, -1], centred.mean(1))[0, 1] == pytest.approx(1)
    assert share @ placed[:, -1] ** 2 == pytest.approx(1)
    higher = rows + 0.3 * space.scale
    assert np.allclose(place(space, higher)[:, :-1], placed[:, :-1])
    assert np.allclose(place(space, higher)[:, -1] - placed[:, -1], 0.3 / space.level[1] if space.level else 0)


def test_wide_and_narrow_answers_of_one_shape_come_closer() -> None:
    rows, weights = answers()
    space = soft_scaled(rows, weights)
    narrow, wide = 0.5 + 0.1 * (rows[:1] - 0.5), 0.5 + 1.0 * (rows[:1] - 0.5)
    plain = np.abs((wide - narrow) / space.scale).mean()
    assert np.abs((place(space, wide) - place(space, narrow)) * space.spread).mean() < plain


def test_no_profile_without_people_or_with_one_item() -> None:
    with pytest.raises(CannotCompute, match="SPACE_ONE_ITEM"):
        soft_scaled(np.ones((3, 1)), np.ones(3))
    with pytest.raises(CannotCompute, match="SPACE_NO_PEOPLE"):
        row_centred(np.ones((3, 2)), np.zeros(3))

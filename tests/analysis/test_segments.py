"""Every number of segments with its evidence: what must move it, what must not, and answers that hardly differ."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis import evidence, segments
from survey_seg.analysis.choice import choose_segments
from survey_seg.analysis.model import Basis, Candidates
from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.segments import COLUMNS, METHOD_COLUMNS, compare_segments
from survey_seg.analysis.verdict import ENOUGH_ITEMS, support
from survey_seg.errors import CannotCompute
from survey_seg.stats.agreement import adjusted_rand

Make = Callable[..., Any]
Floats = npt.NDArray[np.float64]

pytestmark = pytest.mark.usefixtures("fewer_samples")


@pytest.fixture(scope="module")
def planted(small_study: Make, fewer_samples: Iterator[None]) -> Any:
    _, basis, truth = small_study()
    return basis, truth, compare_segments(basis, seed=1, k_max=4)


def same(one: Candidates, other: Candidates, k: int = 3) -> None:
    pd.testing.assert_frame_equal(one.table, other.table, rtol=1e-6)
    pd.testing.assert_frame_equal(one.methods, other.methods, rtol=1e-6)
    assert np.allclose(one.null, other.null, equal_nan=True)
    assert np.allclose(one.jaccard[k], other.jaccard[k])


def test_planted_segments_are_found_and_called_natural(planted: Any) -> None:
    basis, truth, candidates = planted
    found = choose_segments(candidates, basis)
    assert (found.k, found.verdict, found.chosen_by) == (3, "natural", "evidence")
    assert adjusted_rand(found.labels - 1, truth) > 0.95
    assert (found.stability > 0.9).all()
    assert found.stability_global > 0.9
    assert (found.labels - 1 == candidates.labels[3]).all()


def test_the_table_has_a_row_per_k_and_every_column(planted: Any) -> None:
    table = planted[2].table
    assert list(table.columns) == list(COLUMNS)
    assert table["k"].tolist() == [1, 2, 3, 4]
    assert np.isnan(table.loc[0, ["stability", "null_stability", "jaccard_min"]].astype(float)).all()
    assert np.isnan(table.loc[1, "slsa_min"])
    assert table.loc[1:].drop(columns="slsa_min").notna().all(axis=None)
    assert table.loc[2:, ["slsa_min", "prediction_strength"]].apply(lambda one: one.between(0, 1)).all(axis=None)
    assert table["silhouette"].idxmax() == table.index[table["prediction_strength"] > 0.8][-1] == 2
    assert table.loc[2, "bic"] < table.loc[1, "bic"]
    assert (table.loc[1:, "stability_low"] <= table.loc[1:, "stability_high"]).all()
    assert table["explained"].between(0, 1).all()


def test_the_likelihood_speaks_for_a_number_of_segments_on_ten_ratings_or_more_only(plain_basis: Make) -> None:
    rng = np.random.default_rng(4)
    answers = rng.integers(0, 5, (200, ENOUGH_ITEMS)) / 4
    for items, speaks in ((ENOUGH_ITEMS, True), (ENOUGH_ITEMS - 1, False)):
        table = compare_segments(plain_basis(answers[:, :items]), seed=1, k_max=4).table
        plain = table[["stability", "agreement"]].mean(axis=1, skipna=False)
        assert np.allclose(table["support"], plain, equal_nan=True) is not speaks
        assert np.allclose(table["support"], support(table, with_likelihood=speaks), equal_nan=True)


def test_every_model_has_a_row_per_k(planted: Any) -> None:
    methods = planted[2].methods
    assert list(methods.columns) == list(METHOD_COLUMNS)
    assert methods.groupby("k")["method"].nunique().tolist() == [5, 5, 5, 5]
    three = methods[methods["k"] == 3].set_index("method")
    assert (three["agreement"] > 0.85).all()
    pairs = planted[2].model_pairs
    assert pairs.groupby("k").size().to_dict() == {2: 10, 3: 10, 4: 10}
    table = planted[2].table.set_index("k")
    assert np.allclose(pairs.groupby("k")["agreement"].mean(), table["agreement"].loc[2:])
    assert three["bic"].notna()["profile_level"]
    assert three.loc["profile_level", "bic"] == planted[2].table.set_index("k").loc[3, "bic"]
    assert three["moved"].between(0, 0.1).all()
    assert set(three.index[three["stability"].notna()]) == set(evidence.WITNESSES["ratings"])


def test_candidates_say_how_they_were_made(planted: Any) -> None:
    basis, _, candidates = planted
    assert (candidates.seed, candidates.samples, candidates.null.shape) == (1, 6, (6, 3))
    for k in (1, 2, 3, 4):
        assert candidates.centroids[k].shape == (k, len(basis.items))
        assert candidates.jaccard[k].shape == candidates.separated[k].shape == (k,)
        assert candidates.keeps[k].shape == candidates.labels[k].shape == (400,)


def test_most_people_keep_a_clear_segment(planted: Any) -> None:
    assert np.mean(planted[2].keeps[3] > 0.9) > 0.9


@pytest.fixture
def all_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "stability", evidence.stability)
    monkeypatch.setattr(segments, "null_stability", evidence.null_stability)


@pytest.mark.usefixtures("all_samples")
def test_noise_has_no_segments(plain_basis: Make) -> None:
    basis = plain_basis(np.random.default_rng(2).integers(0, 5, (200, 8)) / 4)
    found = choose_segments(compare_segments(basis, seed=1, k_max=3), basis)
    assert (found.k, found.verdict) == (1, "none")


@pytest.mark.usefixtures("all_samples")
@pytest.mark.parametrize("skewed", [False, True])
def test_one_population_is_no_discovery(plain_basis: Make, skewed: bool) -> None:
    rng = np.random.default_rng(4)
    factor = rng.gamma(1.0, size=(300, 1)) - 1 if skewed else rng.normal(size=(300, 1))
    answers = 1.5 * (factor + 0.7 * rng.normal(size=(300, 8))) + 3.5
    basis = plain_basis((np.clip(np.round(answers), 1, 6) - 1) / 5)
    found = choose_segments(compare_segments(basis, seed=1, k_max=3), basis)
    assert found.verdict in {"constructive", "none"}


@pytest.fixture(scope="module")
def small(small_study: Make, fewer_samples: Iterator[None]) -> tuple[Basis, Candidates]:
    _, basis, _ = small_study(n=150)
    return basis, compare_segments(basis, seed=2, k_max=3)


def test_the_same_seed_gives_the_same_table_in_any_order_of_people(small: tuple[Basis, Candidates]) -> None:
    basis, one = small
    order = np.random.default_rng(1).permutation(150)
    shuffled = replace(basis, matrix=basis.matrix[order], raw=basis.raw[order], weights=basis.weights[order])
    other = compare_segments(shuffled, seed=2, k_max=3)
    same(one, other)
    assert (one.labels[3][order] == other.labels[3]).all()
    assert np.allclose(one.keeps[3][order], other.keeps[3])


def test_the_order_of_items_changes_nothing(small: tuple[Basis, Candidates]) -> None:
    basis, one = small
    order = np.array([3, 0, 5, 1, 4, 2])
    turned = replace(basis, matrix=basis.matrix[:, order], raw=basis.raw[:, order], reverse=basis.reverse[order])
    other = compare_segments(turned, seed=2, k_max=3)
    assert (one.labels[3] == other.labels[3]).all()
    assert np.allclose(one.centroids[3][:, order], other.centroids[3])
    for column in ("k", "explained", "share_min", "agreement"):
        assert np.allclose(one.table[column], other.table[column], equal_nan=True)


def test_all_items_turned_round_change_nothing(small: tuple[Basis, Candidates]) -> None:
    basis, one = small
    turned = replace(basis, matrix=1 - basis.matrix, raw=8 - basis.raw)
    other = compare_segments(turned, seed=2, k_max=3)
    assert (one.labels[3] == other.labels[3]).all()
    assert np.allclose(one.centroids[3], 1 - other.centroids[3])
    for column in ("k", "stability", "explained", "share_min", "agreement"):
        assert np.allclose(one.table[column], other.table[column], atol=1e-6, equal_nan=True)


def test_items_turned_for_a_construct_change_nothing(small: tuple[Basis, Candidates]) -> None:
    basis, one = small
    reverse = np.array([True, False, False, True, False, True])
    turned = replace(basis, matrix=np.where(reverse, 1 - basis.matrix, basis.matrix), reverse=reverse)
    other = compare_segments(turned, seed=2, k_max=3)
    same(one, other)
    assert (one.labels[3] == other.labels[3]).all()


def test_the_number_of_threads_changes_nothing(
    small: tuple[Basis, Candidates], monkeypatch: pytest.MonkeyPatch
) -> None:
    basis, one = small
    for workers in (1, 3):
        monkeypatch.setattr(evidence, "WORKERS", workers)
        other = compare_segments(basis, seed=2, k_max=3)
        pd.testing.assert_frame_equal(one.table, other.table, check_exact=True)
        assert (one.labels[3] == other.labels[3]).all()


def test_another_seed_finds_nearly_the_same_clear_segments(planted: Any) -> None:
    basis, _, candidates = planted
    again = fit_partition(basis.matrix, basis.weights, 3, seed=99, reverse=basis.reverse)
    assert adjusted_rand(again.labels, candidates.labels[3]) > 0.97


def test_progress_is_told_up_to_the_end(plain_basis: Make) -> None:
    told: list[float] = []
    basis = plain_basis(np.random.default_rng(8).integers(0, 3, (60, 3)) / 2)
    compare_segments(basis, k_max=2, progress=lambda _what, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_few_people_limit_k(plain_basis: Make) -> None:
    assert compare_segments(plain_basis(np.random.default_rng(6).random((35, 3))), seed=1).table["k"].max() == 3


@pytest.fixture
def hardly_any_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured does not matter, but that it can be."""
    monkeypatch.setattr(segments, "stability", partial(evidence.stability, samples=3))
    monkeypatch.setattr(segments, "null_stability", partial(evidence.null_stability, studies=2))
    monkeypatch.setattr(evidence, "NULL_SAMPLES", 2)


ANSWERS = np.random.default_rng(7)
PATTERNS = np.array([[0.0, 0, 1], [1, 1, 0], [1, 0, 1], [0.5, 0.5, 0.5]])
SHARES = ANSWERS.dirichlet(np.ones(6), 120)
FIVE = ANSWERS.integers(0, 5, (120, 6)) / 4
HARD = {
    "two patterns": np.repeat(PATTERNS[:2], 30, axis=0),
    "three patterns": np.repeat(PATTERNS[:3], 30, axis=0),
    "four patterns": np.repeat(PATTERNS, 30, axis=0),
    "a constant item": np.column_stack([FIVE, np.full(120, 0.5)]),
    "a nearly constant item": np.column_stack([FIVE, np.arange(120) == 0]),
    "yes/no with a constant item": np.column_stack([ANSWERS.integers(0, 2, (120, 5)), np.ones(120)]),
    "short with a constant item": np.column_stack([ANSWERS.integers(0, 3, (120, 5)) / 2, np.ones(120)]),
    "all items nearly constant": (ANSWERS.random((120, 6)) < 0.02).astype(float),
    "everybody the same": np.full((50, 3), 0.5),
    "the same row of answers": np.repeat(FIVE[:1], 80, axis=0),
    "two items": FIVE[:, :2],
    "two yes/no items": ANSWERS.integers(0, 2, (120, 2)).astype(float),
    "one yes/no item twice": ANSWERS.integers(0, 2, (120, 1)).repeat(2, axis=1).astype(float),
    "twelve people": FIVE[:12],
    "more items than people": ANSWERS.integers(0, 5, (24, 30)) / 4,
    "rows that sum to a constant": SHARES,
    "two items that sum to a constant": np.column_stack([SHARES[:, 0], 1 - SHARES[:, 0]]),
    "ranks": np.array([ANSWERS.permutation(5) for _ in range(120)]) / 4,
    "the same answer to every item": FIVE[:, :1].repeat(6, axis=1),
    "every item twice, once turned": np.column_stack([FIVE, 1 - FIVE]),
    "one outlier": np.vstack([0.5 + ANSWERS.integers(0, 2, (119, 4)) / 4, np.zeros((1, 4))]),
}


@pytest.mark.usefixtures("hardly_any_samples")
@pytest.mark.parametrize("name", HARD)
def test_answers_that_hardly_differ_give_segments_or_one_and_never_a_traceback(plain_basis: Make, name: str) -> None:
    complete(plain_basis(HARD[name]))


def complete(basis: Basis) -> Candidates:
    """Every k is there with everything a reader needs, and a choice can be made."""
    candidates = compare_segments(basis, seed=1, k_max=3)
    most = int(candidates.table["k"].max())
    assert candidates.table["k"].tolist() == list(range(1, most + 1))
    for k in range(1, most + 1):
        assert set(candidates.labels[k][basis.weights > 0]) == set(range(k))
        assert np.isfinite(candidates.centroids[k]).all()
        found = choose_segments(candidates, basis, k=k)
        assert found.memberships.sum(1) == pytest.approx(np.ones(len(basis.matrix)))
        assert found.sizes["share"].sum() == pytest.approx(1)
    assert choose_segments(candidates, basis).reason
    return candidates


def test_everybody_the_same_is_one_segment_in_words(plain_basis: Make) -> None:
    for name in ("everybody the same", "the same row of answers", "two patterns", "twelve people"):
        basis = plain_basis(HARD[name])
        found = choose_segments(compare_segments(basis, seed=1), basis)
        assert (found.k, found.verdict) == (1, "none")
        assert "too much alike" in found.reason


def test_people_who_cannot_be_divided_further_are_told(plain_basis: Make) -> None:
    basis = plain_basis(HARD["two yes/no items"])
    candidates = compare_segments(basis, seed=1)
    assert candidates.table["k"].max() <= 3
    found = choose_segments(candidates, basis, k_range=(4, 5))
    assert (found.k, found.verdict) == (1, "none")
    assert "too few, or answer too much alike" in found.reason


WEIGHTS = {
    "spread over four orders of ten": np.exp(np.random.default_rng(3).normal(0, 3, 120)),
    "one person outweighs all": np.r_[1e6, np.ones(119)],
    "mostly zero": np.r_[np.ones(30), np.zeros(90)],
    "one person only": np.r_[np.ones(1), np.zeros(119)],
}


@pytest.mark.usefixtures("hardly_any_samples")
@pytest.mark.parametrize("points", [2, 3, 5])
@pytest.mark.parametrize("name", WEIGHTS)
def test_extreme_weights_give_segments_or_one_and_never_a_traceback(plain_basis: Make, name: str, points: int) -> None:
    matrix = np.random.default_rng(points).integers(0, points, (120, 6)) / (points - 1)
    complete(plain_basis(matrix, WEIGHTS[name]))


def test_nobody_with_weight_and_one_item_are_refused_in_words(plain_basis: Make) -> None:
    with pytest.raises(CannotCompute, match="SEGMENTS_NO_PEOPLE"):
        compare_segments(plain_basis(FIVE, np.zeros(120)))
    one = plain_basis(FIVE[:, :2])
    with pytest.raises(CannotCompute, match="SPACE_ONE_ITEM"):
        compare_segments(replace(one, matrix=FIVE[:, :1], raw=FIVE[:, :1], reverse=np.zeros(1, dtype=np.bool_)))


def test_more_segments_than_patterns_are_refused_in_words() -> None:
    with pytest.raises(CannotCompute, match="SEGMENTS_TOO_FEW_PATTERNS"):
        fit_partition(HARD["three patterns"], np.ones(90), 4, seed=1)

"""How many segments, and whether there are any."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis import segments
from survey_seg.analysis.choice import choose_segments, segment_sizes
from survey_seg.analysis.model import Candidates
from survey_seg.analysis.segments import COLUMNS, compare_segments
from survey_seg.errors import CannotCompute
from survey_seg.stats.agreement import adjusted_rand
from survey_seg.stats.weights import effective_base

Make = Callable[..., Any]


@pytest.fixture(scope="module", autouse=True)
def _fewer_replicates() -> Iterator[None]:
    """A third of the usual replicates: these tests are about the rules, not about the last digit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "PAIRS", 10)
        patch.setattr(segments, "NULL_SETS", 8)
        patch.setattr(segments, "NULL_FITS", 3)
        yield


@pytest.fixture(scope="module")
def planted(small_study: Make, _fewer_replicates: None) -> Any:
    responses, basis, truth = small_study()
    return responses, basis, truth, compare_segments(basis, seed=1, k_max=4)


def test_planted_segments_are_found_and_called_natural(planted: Any) -> None:
    _, basis, truth, candidates = planted
    found = choose_segments(candidates, basis)
    assert (found.k, found.verdict, found.chosen_by) == (3, "natural", "evidence")
    assert adjusted_rand(found.labels - 1, truth) > 0.95
    assert (found.stability > 0.9).all()
    assert found.stability_global > 0.9


def test_segments_are_numbered_by_size(planted: Any) -> None:
    _, basis, _, candidates = planted
    found = choose_segments(candidates, basis)
    assert found.sizes["segment"].tolist() == [1, 2, 3]
    assert found.sizes["share"].is_monotonic_decreasing
    assert set(found.labels) == {1, 2, 3}
    assert (found.memberships.argmax(1) + 1 == found.labels).all()


def test_the_table_has_a_row_per_k_and_every_column(planted: Any) -> None:
    table = planted[3].table
    assert list(table.columns) == list(COLUMNS)
    assert table["k"].tolist() == [1, 2, 3, 4]
    assert np.isnan(table.loc[0, ["stability", "null_stability", "jaccard_min"]].astype(float)).all()
    assert table["within_ss"].is_monotonic_decreasing
    assert table.loc[1:].notna().all(axis=None)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_has_no_segments(plain_basis: Make, seed: int) -> None:
    rng = np.random.default_rng(seed)
    basis = plain_basis(rng.integers(0, 5, (300, 8)) / 4)
    found = choose_segments(compare_segments(basis, seed=1, k_max=4), basis)
    assert (found.k, found.verdict) == (1, "none")
    assert set(found.labels) == {1}
    assert found.sizes["share"].tolist() == [1.0]
    assert (found.memberships == 1).all()


def test_one_factor_is_no_natural_segment(plain_basis: Make) -> None:
    rng = np.random.default_rng(4)
    factor = rng.normal(size=(500, 1)) + 0.7 * rng.normal(size=(500, 8))
    basis = plain_basis(np.clip(np.round(factor * 1.5 + 3.5), 1, 6) / 5 - 0.2)
    assert choose_segments(compare_segments(basis, seed=1, k_max=4), basis).verdict in {"constructive", "none"}


def test_a_person_may_choose_and_the_verdict_is_given_all_the_same(planted: Any) -> None:
    _, basis, _, candidates = planted
    found = choose_segments(candidates, basis, k=2, because="two sales teams")
    assert (found.k, found.chosen_by, found.reason) == (2, "person", "two sales teams")
    assert found.verdict == "natural" or found.verdict == "reproducible" or found.verdict == "constructive"


def test_a_person_who_sees_segments_in_noise_is_told(plain_basis: Make) -> None:
    basis = plain_basis(np.random.default_rng(5).integers(0, 5, (300, 10)) / 4)
    found = choose_segments(compare_segments(basis, seed=1, k_max=3), basis, k=3, because="we have three brands")
    assert (found.k, found.verdict) == (3, "constructive")
    assert "SEGMENTS_AGAINST_EVIDENCE" in {notice.code for notice in found.notices}


def test_a_k_that_was_not_compared_is_refused(planted: Any) -> None:
    with pytest.raises(CannotCompute, match="SEGMENTS_K_NOT_TRIED"):
        choose_segments(planted[3], planted[1], k=7)


def test_the_same_seed_gives_the_same_table_and_another_order_of_people_too(small_study: Make) -> None:
    _, basis, _ = small_study(n=150)
    order = np.random.default_rng(1).permutation(150)
    shuffled = replace(basis, matrix=basis.matrix[order], raw=basis.raw[order], weights=basis.weights[order])
    one, other = compare_segments(basis, seed=2, k_max=3), compare_segments(shuffled, seed=2, k_max=3)
    pd.testing.assert_frame_equal(one.table, other.table, rtol=1e-9)
    assert (one.labels[3][order] == other.labels[3]).all()


def test_turned_and_reordered_items_give_the_same_table(small_study: Make) -> None:
    _, basis, _ = small_study(n=150)
    matrix = basis.matrix[:, ::-1].copy()
    matrix[:, [0, 3]] = 1 - matrix[:, [0, 3]]
    one, other = (
        compare_segments(basis, seed=2, k_max=3),
        compare_segments(replace(basis, matrix=matrix), seed=2, k_max=3),
    )
    pd.testing.assert_frame_equal(one.table, other.table, rtol=1e-6)


def test_few_people_and_few_patterns_limit_k(plain_basis: Make) -> None:
    rng = np.random.default_rng(6)
    assert compare_segments(plain_basis(rng.random((35, 3))), seed=1).table["k"].max() == 3
    two = plain_basis(rng.integers(0, 2, (100, 1)).repeat(2, axis=1).astype(float))
    found = compare_segments(two, seed=1)
    assert found.table["k"].max() == 2
    assert choose_segments(found, two).k in {1, 2}


def test_constant_answers_and_tiny_samples_are_everybody_in_one(plain_basis: Make) -> None:
    for matrix in (np.full((50, 3), 0.5), np.random.default_rng(7).random((8, 2))):
        basis = plain_basis(matrix)
        found = choose_segments(compare_segments(basis, seed=1), basis)
        assert (found.k, found.verdict) == (1, "none")
        assert "too much alike" in found.reason


def test_progress_is_told_up_to_the_end(plain_basis: Make) -> None:
    told: list[float] = []
    basis = plain_basis(np.random.default_rng(8).integers(0, 3, (60, 3)) / 2)
    compare_segments(basis, k_max=2, progress=lambda _what, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_sizes_have_wilson_intervals_on_the_effective_base() -> None:
    weights = np.array([1.0, 1, 2, 0, 4])
    sizes = segment_sizes(np.array([1, 1, 2, 2, 1]), weights, 2)
    assert sizes["share"].tolist() == pytest.approx([0.75, 0.25])
    assert sizes["base"].tolist() == [3, 1]
    n, z = effective_base(weights), 1.959963984540054
    for end in ("low", "high"):
        assert abs(sizes[end] - sizes["share"]).tolist() == pytest.approx(
            (z * np.sqrt(sizes[end] * (1 - sizes[end]) / n)).tolist()
        )


def test_candidates_say_how_they_were_made(planted: Any) -> None:
    candidates: Candidates = planted[3]
    assert (candidates.seed, candidates.starts, candidates.pairs) == (1, 10, 10)
    assert candidates.null_sets == 8

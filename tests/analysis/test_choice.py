"""The segments that are handed on: numbered, sized, with their neighbours, and what a reader is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis.choice import _change, choose_segments, segment_sizes
from survey_seg.analysis.frame import frame_of
from survey_seg.analysis.model import Basis, Candidates
from survey_seg.analysis.rule import rule_labels, rule_of
from survey_seg.analysis.segments import COLUMNS, METHOD_COLUMNS, PAIR_COLUMNS
from survey_seg.errors import CannotCompute
from survey_seg.stats.weights import effective_base

Make = Callable[..., Any]

RNG = np.random.default_rng(1)
SIDES = np.repeat([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], [80, 60, 40, 20], axis=0)
MATRIX = np.column_stack([SIDES, SIDES]) * 0.8 + 0.2 * RNG.random((200, 4))
TRUTH = {
    1: np.zeros(200, dtype=np.int64),
    2: (SIDES[:, 1] > 0).astype(np.int64),
    3: np.repeat([0, 1, 2, 2], [80, 60, 40, 20]),
    4: np.repeat([0, 1, 2, 3], [80, 60, 40, 20]),
}


def row(k: int, stability: float, **more: float) -> dict[str, float]:
    usual = dict.fromkeys(COLUMNS, np.nan) | {"jaccard_min": stability, "separated": 1.0, "agreement": 0.8}
    shares = np.bincount(TRUTH[k]) / 200
    return usual | {"k": k, "stability": stability, "share_min": shares.min(), "support": stability} | more


def candidates(*rows: dict[str, float], level: float) -> Candidates:
    """Candidates with these rows; studies without segments have the same stability for every k."""
    frame, one = frame_of(MATRIX, np.ones(200)), np.ones(200)
    ks = range(1, len(rows) + 2)
    rules = {k: rule_of(frame, point_segments(frame.points.group, k), k) for k in ks}
    labels = {k: rule_labels(rule, MATRIX) for k, rule in rules.items()}
    return Candidates(
        table=pd.DataFrame([row(1, np.nan), *rows], columns=list(COLUMNS)),
        methods=pd.DataFrame(columns=list(METHOD_COLUMNS)),
        model_pairs=pd.DataFrame(columns=list(PAIR_COLUMNS)),
        null=np.full((3, len(rows)), level),
        labels=labels,
        centroids={k: np.stack([MATRIX[labels[k] == j].mean(0) for j in range(k)]) for k in ks},
        jaccard={k: np.full(k, 0.9) for k in ks},
        separated={k: np.ones(k, dtype=np.bool_) for k in ks},
        keeps={k: np.where(np.arange(200) % 4 == 0, 0.3, one) for k in ks},
        rules=rules,
        samples=3,
        seed=1,
    )


def point_segments(group: npt.NDArray[np.int64], k: int) -> npt.NDArray[np.int64]:
    labels = np.empty(group.max() + 1, dtype=np.int64)
    labels[group] = TRUTH[k]
    return labels


@pytest.fixture
def basis(plain_basis: Make) -> Basis:
    made: Basis = plain_basis(MATRIX)
    return made


CLEAR = (row(2, 0.7), row(3, 0.95), row(4, 0.8))


def test_the_segments_are_those_of_the_rule_largest_first(basis: Basis) -> None:
    found = choose_segments(candidates(*CLEAR, level=0.5), basis)
    assert (found.k, found.verdict, found.chosen_by) == (3, "natural", "evidence")
    assert (found.labels == rule_labels(found.rule, basis.matrix) + 1).all()
    assert (found.memberships.argmax(1) + 1 == found.labels).all()
    assert found.memberships.sum(1) == pytest.approx(np.ones(200))
    assert found.sizes["segment"].tolist() == [1, 2, 3]
    assert found.sizes["share"].tolist() == pytest.approx([0.4, 0.3, 0.3], abs=0.01)


def test_sizes_say_who_is_at_the_core_and_who_swings(basis: Basis) -> None:
    sizes = choose_segments(candidates(*CLEAR, level=0.5), basis).sizes
    assert sizes["core"].tolist() == pytest.approx([0.75, 0.75, 0.75], abs=0.01)
    assert sizes["swing"].tolist() == pytest.approx([0.25, 0.25, 0.25], abs=0.01)
    assert sizes["separated"].all()


def test_neighbours_say_what_would_merge_or_split(basis: Basis) -> None:
    found = choose_segments(candidates(*CLEAR, level=0.5), basis, k=3)
    less, more = found.neighbours.to_dict("records")
    assert (less["k"], more["k"]) == (2, 4)
    assert less["change"] == "segments 1 and 2 become one"
    assert more["change"] == "segment 3 becomes two"
    assert (less["stability"], more["stability"]) == (0.7, 0.8)
    assert set(found.neighbours["verdict"]) == {"natural"}


def test_everybody_in_one_segment_has_no_neighbours(basis: Basis) -> None:
    found = choose_segments(candidates(row(2, 0.3), row(3, 0.3), level=0.9), basis)
    assert (found.k, found.verdict) == (1, "none")
    assert len(found.neighbours) == 0
    assert (found.memberships == 1).all()
    assert set(found.labels) == {1}


def test_a_person_may_choose_and_the_verdict_is_given_all_the_same(basis: Basis) -> None:
    found = choose_segments(candidates(*CLEAR, level=0.5), basis, k=2, because="two sales teams")
    assert (found.k, found.verdict, found.chosen_by, found.reason) == (2, "natural", "person", "two sales teams")
    unsaid = choose_segments(candidates(*CLEAR, level=0.5), basis, k=2)
    assert unsaid.reason == "Chosen by a person, without a reason given."


def test_a_person_who_sees_segments_where_there_are_none_is_told(basis: Basis) -> None:
    against = candidates(row(2, 0.3), row(3, 0.3), level=0.9)
    found = choose_segments(against, basis, k=3, because="we have three brands")
    assert (found.k, found.verdict) == (3, "constructive")
    assert "SEGMENTS_AGAINST_EVIDENCE" in {notice.code for notice in found.notices}


def test_a_person_may_choose_one(basis: Basis) -> None:
    found = choose_segments(candidates(*CLEAR, level=0.5), basis, k=1)
    assert (found.k, found.verdict, found.notices) == (1, "none", ())


def test_small_and_shaky_segments_are_told(basis: Basis) -> None:
    shaky = candidates(row(2, 0.7), row(3, 0.9, share_min=0.07, jaccard_min=0.5), level=0.5)
    codes = {notice.code for notice in choose_segments(shaky, basis, k=3).notices}
    assert codes == {"SEGMENTS_SMALL", "SEGMENTS_SHAKY"}


def test_a_k_outside_the_range_is_judged_by_what_is_outside(basis: Basis) -> None:
    tried = candidates(row(2, 0.7), row(3, 0.4), row(4, 0.95), level=0.5)
    found = choose_segments(tried, basis, k_range=(3, 3))
    assert (found.k, found.verdict) == (4, "natural")


def test_a_k_that_was_not_compared_is_refused(basis: Basis) -> None:
    with pytest.raises(CannotCompute, match="SEGMENTS_K_NOT_TRIED"):
        choose_segments(candidates(*CLEAR, level=0.5), basis, k=7)


def test_people_of_weight_zero_are_sorted_and_do_not_count(basis: Basis) -> None:
    weights = np.where(np.arange(200) < 80, 0.0, 1.0)
    found = choose_segments(candidates(*CLEAR, level=0.5), replace(basis, weights=weights), k=4)
    assert (found.labels > 0).all()
    assert found.sizes["base"].sum() == 120
    assert found.sizes["share"].sum() == pytest.approx(1)
    assert found.sizes["core"].between(0, 1).all()


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


def test_a_merge_beside_which_others_change_is_not_told_as_a_simple_one() -> None:
    simple = np.array([[30.0, 30.0, 0.0], [0.0, 0.0, 40.0]])
    assert _change(simple, less=True) == "segments 1 and 2 become one"
    mixed = np.array([[30.0, 30.0, 20.0], [0.0, 0.0, 20.0]])
    assert _change(mixed, less=True) == "segments 1 and 2 become one, and others change too"

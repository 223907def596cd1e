"""What models see: people as patterns, items as asked, and neither order nor direction."""

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.analysis.frame import Frame, frame_of
from survey_seg.errors import CannotCompute

Floats = npt.NDArray[np.float64]

RNG = np.random.default_rng(1)
TRUTH = RNG.integers(0, 3, 200)
MEANS = np.array([[1, 1, 1, 1, 5, 5, 5, 5], [5, 5, 5, 5, 1, 1, 1, 1], [1, 5, 1, 5, 1, 5, 1, 5]])
MATRIX = (np.clip(np.round(RNG.normal(MEANS[TRUTH], 1.2)), 1, 5) - 1) / 4
WEIGHTS = RNG.integers(0, 4, 200).astype(np.float64)


def same_spaces(one: Frame, other: Frame) -> bool:
    """Whether models see the same: each space may be turned, so distances are compared."""
    pairs = [(one.space_rows, other.space_rows), (one.profile_rows, other.profile_rows)]
    pairs.append((one.centred_rows, other.centred_rows))
    return all(np.allclose(a @ a.T, b @ b.T, atol=1e-6) for a, b in pairs)


def test_people_who_answer_alike_are_one_point() -> None:
    frame = frame_of(np.array([[0, 0.5], [1, 0.5], [1, 0.5], [0, 0]]), np.array([1.0, 2, 3, 0]))
    assert frame.weights.tolist() == [5, 1]
    assert frame.points.group.tolist() == [1, 0, 0, -1]


def test_a_zero_stays_a_zero() -> None:
    answers = RNG.integers(0, 2, (150, 9)).astype(float)
    rows = frame_of(answers, RNG.uniform(0.1, 5, 150)).rows
    assert set(np.unique(rows)) == {0.0, 1.0}


def test_the_order_of_people_changes_nothing() -> None:
    order = RNG.permutation(200)
    one, other = frame_of(MATRIX, WEIGHTS), frame_of(MATRIX[order], WEIGHTS[order])
    assert np.allclose(one.rows, other.rows)
    assert np.allclose(one.weights, other.weights)
    assert (one.points.group[order] == other.points.group).all()
    assert one.dimensions == other.dimensions


def test_the_order_of_items_changes_nothing() -> None:
    order = RNG.permutation(8)
    one, other = frame_of(MATRIX, WEIGHTS), frame_of(MATRIX[:, order], WEIGHTS)
    assert np.allclose(one.rows, other.rows)
    assert (one.points.group == other.points.group).all()


def test_all_items_turned_round_are_the_same_people() -> None:
    one, other = frame_of(MATRIX, WEIGHTS), frame_of(1 - MATRIX, WEIGHTS)
    assert np.allclose(one.rows, 1 - other.rows)
    assert (one.points.group == other.points.group).all()
    assert same_spaces(one, other)
    assert (one.dimensions, one.kind) == (other.dimensions, other.kind)


def test_items_turned_for_a_construct_are_turned_back() -> None:
    reverse = np.arange(8) % 3 == 0
    turned = np.where(reverse, 1 - MATRIX, MATRIX)
    one, other = frame_of(MATRIX, WEIGHTS), frame_of(turned, WEIGHTS, reverse=reverse)
    assert np.allclose(one.rows, other.rows)
    assert np.allclose(one.asked.of(MATRIX), other.asked.of(turned))


def test_weights_keep_the_four_laws() -> None:
    copies = WEIGHTS.astype(int)
    repeated = frame_of(np.repeat(MATRIX, copies, axis=0), np.ones(copies.sum()))
    absent = frame_of(MATRIX[copies > 0], WEIGHTS[copies > 0])
    scaled = frame_of(MATRIX, 7.3 * WEIGHTS)
    for other in (repeated, absent, scaled):
        assert np.allclose(other.rows, frame_of(MATRIX, WEIGHTS).rows)
        assert same_spaces(frame_of(MATRIX, WEIGHTS), other)
    assert scaled.people == pytest.approx(absent.people)
    assert repeated.people == copies.sum()


@pytest.mark.parametrize(("points", "kind"), [(2, "yes_no"), (3, "short"), (4, "ratings"), (7, "ratings")])
def test_the_kind_is_what_most_items_are(points: int, kind: str) -> None:
    answers = RNG.integers(0, points, (200, 7)) / (points - 1)
    answers[:, 0] = RNG.integers(0, 11, 200) / 10
    assert frame_of(answers, np.ones(200)).kind == kind


def test_dimensions_are_those_beyond_chance() -> None:
    factors = RNG.normal(size=(400, 2)) @ np.kron(np.eye(2), np.ones(5)) + 0.7 * RNG.normal(size=(400, 10))
    assert frame_of(factors, np.ones(400)).dimensions == 2
    assert frame_of(RNG.normal(size=(400, 10)), np.ones(400)).dimensions == 1


def test_a_pattern_has_the_codes_of_somebody_with_few_blanks() -> None:
    matrix = np.array([[0.0, 0.5], [0.0, 0.5], [1.0, 1.0], [1.0, 1.0]])
    raw = np.array([[1.0, np.nan], [1.0, 3.0], [np.nan, np.nan], [5.0, np.nan]])
    frame = frame_of(matrix, np.ones(4), raw=raw)
    place = frame.points.group
    assert frame.codes[place[0]].tolist() in ([0.0, 0.0], [0.0, 0.0])
    assert np.isnan(frame.codes[place[2]]).sum() == 1


def test_codes_below_zero_are_answers() -> None:
    raw = RNG.integers(-3, 4, (100, 4)).astype(float)
    frame = frame_of((raw + 3) / 6, np.ones(100), raw=raw)
    assert (frame.codes >= 0).all()
    assert [len(np.unique(column)) for column in frame.codes.T] == [7] * 4


def test_nobody_with_weight_is_refused_in_words() -> None:
    with pytest.raises(CannotCompute, match="SEGMENTS_NO_PEOPLE"):
        frame_of(MATRIX, np.zeros(200))


@pytest.mark.parametrize("matrix", [np.full((20, 3), 0.5), np.repeat([[0.0, 1.0, 0.5]], 30, axis=0)])
def test_everybody_the_same_is_one_point(matrix: Floats) -> None:
    frame = frame_of(matrix, np.ones(len(matrix)))
    assert (len(frame.points.rows), frame.dimensions) == (1, 1)
    assert np.isfinite(frame.space_rows).all()

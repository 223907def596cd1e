"""What is hidden stays hidden: somebody with all sums and a solver never finds one number for a hidden cell."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from survey_seg.analysis.disclosure import LEAST, protect, safe_means

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@st.composite
def tables(draw: st.DrawFn) -> Ints:
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    cell = st.one_of(st.integers(0, 12), st.integers(10, 90))
    return np.array(draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=rows, max_size=rows)))


def bounds(counts: Ints, hidden: Flags) -> dict[tuple[int, int], tuple[float, float]]:
    """What an attacker with all shown cells, all totals and all bases can say of each hidden cell."""
    whole = np.column_stack([counts, counts.sum(axis=1)])
    places = [tuple(map(int, place)) for place in np.argwhere(hidden)]
    sums, known = [], []
    for axis, count in ((0, whole.shape[0]), (1, whole.shape[1])):
        for line in range(count):
            sign = [1 if axis == 1 or place[1] < whole.shape[1] - 1 else -1 for place in places]
            sums.append([s * (place[axis] == line) for s, place in zip(sign, places, strict=True)])
            true = [s * x * whole[place] for s, x, place in zip(sign, map(abs, sums[-1]), places, strict=True)]
            known.append(sum(true))
    # Where nothing at all is shown, a hidden cell may be empty; elsewhere an empty cell would be shown as 0.
    least = 0 if hidden.all() else 1
    found = {}
    for i, place in enumerate(places):
        goal = np.eye(len(places))[i]
        ends = [linprog(way * goal, A_eq=sums, b_eq=known, bounds=(least, None)).fun for way in (1, -1)]
        found[place] = (ends[0], -ends[1])
    return found


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(sorted(LEAST.values())))
def test_nobody_can_compute_a_hidden_cell(counts: Ints, least: int) -> None:
    hidden = protect(counts, least).hidden
    for low, high in bounds(counts, hidden).values():
        assert high - low >= 1 - 1e-6


def test_the_attacker_of_these_tests_finds_a_cell_that_is_hidden_alone() -> None:
    counts = np.array([[3, 40], [60, 45]])
    alone = np.array([[True, False, False], [False, False, False]])
    assert bounds(counts, alone) == {(0, 0): (pytest.approx(3), pytest.approx(3))}


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(sorted(LEAST.values())))
def test_every_small_cell_is_hidden_and_every_empty_one_shown_unless_nothing_is(counts: Ints, least: int) -> None:
    whole = np.column_stack([counts, counts.sum(axis=1)])
    hidden = protect(counts, least).hidden
    assert hidden[(whole > 0) & (whole < least)].all()
    assert hidden.all() or not hidden[whole == 0].any()


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_hidden_cell_has_another_table_that_looks_the_same(counts: Ints) -> None:
    whole = np.column_stack([counts, counts.sum(axis=1)])
    found = protect(counts, 5)
    seen = np.zeros_like(found.hidden)
    for move in found.moves:
        other = whole.copy()
        for place, change in move.items():
            other[place] += change
            seen[place] = True
        assert (other[:, :-1].sum(axis=1) == other[:, -1]).all()
        assert (other.sum(axis=0) == whole.sum(axis=0)).all()
        assert (other[~found.hidden] == whole[~found.hidden]).all()
        assert (other[found.hidden] >= 1).all()
    assert found.hidden.all() or (seen == found.hidden).all()


@settings(max_examples=60, deadline=None)
@given(tables())
def test_rounded_means_leave_every_hidden_cell_another_value(counts: Ints) -> None:
    whole = np.column_stack([counts, counts.sum(axis=1)])
    codes = np.arange(1.0, len(counts) + 1)
    found = protect(counts, 5)
    shown = safe_means(counts, codes, found, 1)
    assert shown[~found.hidden.any(axis=0)].all()
    if not found.moves:
        assert not shown[found.hidden.any(axis=0)].any()
        return
    safe = np.zeros_like(found.hidden)
    for move in found.moves:
        other = whole.astype(float)
        for place, change in move.items():
            other[place] += change
        with np.errstate(invalid="ignore"):
            before, after = ((codes @ table / table.sum(axis=0)).round(1) for table in (whole, other))
        if (before == after)[shown & (whole.sum(axis=0) > 0)].all():
            safe[tuple(zip(*move, strict=True))] = True
    assert (safe == found.hidden).all()


def test_an_exact_mean_beside_two_hidden_answers_would_tell_them() -> None:
    # why means are rounded or hidden: base and mean are two equations for two unknowns
    answers, codes = np.array([3, 30]), np.array([1.0, 5.0])
    solved = np.linalg.solve(np.vstack([np.ones(2), codes]), [answers.sum(), codes @ answers])
    assert solved == pytest.approx(answers)


def test_a_table_without_small_cells_is_shown_whole() -> None:
    found = protect(np.array([[30, 40, 0], [60, 45, 50]]), 5)
    assert not found.hidden.any()
    assert found.moves == ()


def test_totals_are_the_last_to_be_hidden() -> None:
    found = protect(np.array([[3, 40, 30], [60, 45, 50], [70, 80, 90]]), 5)
    assert not found.hidden[:, -1].any()


def test_who_gave_no_answer_is_told_however_few_they_are() -> None:
    counts = np.array([[100, 120], [2, 0]])
    assert protect(counts, 5).hidden[1, 0]
    assert not protect(counts, 5, known=np.array([False, True])).hidden.any()


def test_a_column_that_is_hidden_in_any_case_takes_another_with_it() -> None:
    also = np.zeros((2, 4), dtype=bool)
    also[:, 0] = True
    hidden = protect(np.array([[30, 40, 50], [60, 45, 50]]), 5, also=also).hidden
    assert hidden[:, 0].all()
    assert hidden.sum() == 4

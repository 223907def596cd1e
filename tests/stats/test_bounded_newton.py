"""Where a surface is smallest within a box: the bottom, the walls, and when to stop."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.stats.bounded_newton import Surface, smallest

Floats = npt.NDArray[np.float64]


def valley(bottom: Floats, *, height: float, looked: list[Floats]) -> Callable[[Floats], Surface]:
    """A smooth surface with its bottom at `bottom`, where it is `height` high; notes where it is asked."""

    def surface(x: Floats) -> Surface:
        looked.append(x)
        off = x - bottom
        value = height + float((np.cosh(off) - 1).sum())
        return value, np.sinh(off), lambda: (np.diag(np.cosh(off)), np.eye(len(x)))

    return surface


def test_the_bottom_is_found_inside_the_box_and_the_nearest_wall_outside_it() -> None:
    bottom = np.array([0.25, -3.0, 0.75])
    found, settled = smallest(valley(bottom, height=1.0, looked=[]), np.full(3, 0.5), 0.0, 1.0)
    assert settled
    assert found == pytest.approx([0.25, 0.0, 0.75], abs=1e-9)


def test_the_search_ends_where_rounding_hides_what_is_left() -> None:
    looked: list[Floats] = []
    bottom = np.array([0.3, 0.6])
    found, settled = smallest(valley(bottom, height=1e8, looked=looked), np.full(2, 0.5), 0.0, 1.0)
    assert settled
    assert found == pytest.approx(bottom, abs=1e-4)
    assert len(looked) < 10

"""The lowest point of a smooth function inside a box, by Newton steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Surface = tuple[float, Floats, Callable[[], tuple[Floats, Floats]]]
"""Value, gradient, and a function that gives the exact second derivatives and an approximation that points down."""

STEPS = 200
HALVINGS = 40
FLAT = 1e-9
"""A gradient shorter than this, apart from parts that push against the box, is the lowest point."""

NEARLY_FLAT = 1e-5
NOISE = 1e-14
"""Nearly flat is enough where the next step would gain less than this share of the value: rounding hides the rest."""


def smallest(surface: Callable[[Floats], Surface], start: Floats, low: float, high: float) -> tuple[Floats, bool]:
    """Where `surface` is smallest, every coordinate in low..high, and whether that was reached.

    Coordinates at a bound that the gradient pushes against stay there; the others move by a Newton step, shortened
    until the value falls. Source: Bertsekas (1982), SIAM Journal on Control and Optimization 20.

    >>> bowl = lambda x: (float(((x - 2) ** 2).sum()), 2 * (x - 2), lambda: (2 * np.eye(2), np.eye(2)))
    >>> smallest(bowl, np.zeros(2), -1.0, 1.5)
    (array([1.5, 1.5]), True)
    """
    x = start
    value, gradient, curvature = surface(x)
    for _ in range(STEPS):
        free = ~(((x <= low) & (gradient > 0)) | ((x >= high) & (gradient < 0)))
        steepest = float(np.abs(gradient[free]).max(initial=0.0))
        if steepest < FLAT:
            return x, True
        step = np.zeros_like(x)
        step[free] = _newton(gradient[free], *(matrix[np.ix_(free, free)] for matrix in curvature()))
        if -float(gradient @ step) < NOISE * abs(value) and steepest < NEARLY_FLAT:
            return np.clip(x + step, low, high), True
        for halved in range(HALVINGS):
            trial = np.clip(x + step / 2**halved, low, high)
            found = surface(trial)
            if value - found[0] >= 1e-4 * float(gradient @ (x - trial)):
                break
        else:
            return x, steepest < NEARLY_FLAT
        x, (value, gradient, curvature) = trial, found
    return x, False


def _newton(gradient: Floats, exact: Floats, safe: Floats) -> Floats:
    """The step to the bottom of the exact parabola, or of the safe one where the exact one has none."""
    for matrix in (exact, safe):
        try:
            lower = np.linalg.cholesky(matrix + 1e-10 * np.trace(matrix) / len(matrix) * np.eye(len(matrix)))
        except np.linalg.LinAlgError:
            continue
        return np.asarray(-np.linalg.solve(lower.T, np.linalg.solve(lower, gradient)), dtype=np.float64)
    return -gradient

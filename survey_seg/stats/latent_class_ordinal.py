"""Ordinal items in latent class models: classes differ in how high they answer, not category by category.

The log-odds of neighbouring categories differ between classes by a constant: log p(c) = a_jc + c b_jk - norm, with c
the place of the category. A class then costs one parameter per item instead of one per category. Source: Agresti
(2010), Analysis of Ordinal Categorical Data, section 4.1 (adjacent-category logits); Latent GOLD's ordinal items.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STEPS = 2
"""Newton steps per M-step: the expected counts change anyhow, so the exact maximum is not worth its price."""

RIDGE = 1e-9
LONGEST = 2.0
"""Longest Newton step of one parameter."""

STEEPEST = 25.0
LOWEST = -18.0
"""Bounds for the log-odds between the two ends of a scale that a class adds, and for a category's constant: beyond them
probabilities are zero for every purpose."""

NOTHING = -1e30


@dataclass(frozen=True, slots=True)
class OrdinalCells:
    """Where the categories of the ordinal items stand: `places` and `there` (items x most categories), `last`."""

    places: Ints
    there: npt.NDArray[np.bool_]
    last: Ints


def ordinal_cells(offsets: Ints, sizes: Ints, ordinal: npt.NDArray[np.bool_]) -> OrdinalCells:
    """The columns of the ordinal items' categories, padded to the longest scale.

    >>> ordinal_cells(np.array([0, 2]), np.array([2, 3]), np.array([False, True])).places.tolist()
    [[2, 3, 4]]
    """
    chosen = np.flatnonzero(ordinal & (sizes > 1))
    steps = np.arange(sizes[chosen].max(initial=0))
    there = steps < sizes[chosen][:, None]
    places = offsets[chosen][:, None] + np.minimum(steps, sizes[chosen][:, None] - 1)
    return OrdinalCells(places, there, sizes[chosen] - 1)


def ordinal_update(cells: OrdinalCells, counts: Floats, old: Floats, new: Floats, *, steps: int) -> None:
    """Put restricted log-probabilities of the ordinal items into `new`, by Newton steps from those in `old`.

    All tables: classes x starts x (categories + 1). Newton steps for all items and starts at once; the classes' part
    of the Hessian is diagonal, so only a small matrix per item is solved.
    """
    if not len(cells.places):
        return
    observed = np.where(cells.there, counts[..., cells.places], 0.0)
    logs = old[..., cells.places]
    slope = (logs[..., np.arange(len(cells.last)), cells.last] - logs[..., 0]) / cells.last
    constant, tilt = logs.mean(0), slope - slope.mean(0)
    for _ in range(steps):
        constant, tilt = _newton(cells, observed, constant, tilt)
    new[..., cells.places[cells.there]] = np.log(_probabilities(cells, constant, tilt)[..., cells.there])


def _probabilities(cells: OrdinalCells, constant: Floats, tilt: Floats) -> Floats:
    score = np.where(cells.there, constant + tilt[..., None] * np.arange(cells.places.shape[1]), NOTHING)
    score = np.exp(score - score.max(-1, keepdims=True))
    chance: Floats = score / score.sum(-1, keepdims=True)
    return chance


def _newton(cells: OrdinalCells, observed: Floats, constant: Floats, tilt: Floats) -> tuple[Floats, Floats]:
    """One Newton step for the constants (starts x items x categories) and tilts (classes x starts x items)."""
    chance = _probabilities(cells, constant, tilt)
    base = observed.sum(-1)
    ridge = RIDGE * base.sum(0) + 1e-300
    fitted = base[..., None] * chance
    step = np.arange(chance.shape[-1])
    away = step - (chance * step).sum(-1, keepdims=True)
    rest = observed - fitted
    pull = (rest * step).sum(-1)
    curve = (fitted * away**2).sum(-1) + ridge
    cross = fitted * away
    wide = np.concatenate([fitted / np.sqrt(base + 1e-300)[..., None], cross / np.sqrt(curve)[..., None]])
    wide = wide.transpose(1, 2, 0, 3)
    hessian = -(wide.swapaxes(-1, -2) @ wide)
    diagonal = np.arange(chance.shape[-1])
    hessian[..., diagonal, diagonal] += fitted.sum(0) + ridge[..., None]
    right = rest.sum(0) - (cross * (pull / curve)[..., None]).sum(0)
    move = np.linalg.solve(hessian, right[..., None])[..., 0]
    turn = (pull - (cross * move).sum(-1)) / curve
    constant = constant + np.clip(move, -LONGEST, LONGEST)
    constant = np.maximum(constant - np.where(cells.there, constant, NOTHING).max(-1, keepdims=True), LOWEST)
    limit = STEEPEST / cells.last
    return constant, np.clip(tilt + np.clip(turn, -LONGEST, LONGEST), -limit, limit)

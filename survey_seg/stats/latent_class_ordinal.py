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

STEPS = 1
"""Newton steps per M-step: the expected counts change anyhow, so the exact maximum is not worth its price."""

CUTS = 3
"""How often a step that overshoots is cut to a quarter; the last cut leaves the parameters as they are."""

RIDGE = 1e-12
FAINT = 1e-9
"""Share of all weight that every category of every class is counted with on top: parameters stay finite where a class
never uses an end of a scale, and a likelihood loses nothing that is ever printed."""

LEAST = 1e-30
"""Least probability of a category, so that its logarithm is a number."""

LONGEST = 2.0
"""Longest Newton step of one parameter."""

NOTHING = -1e30
TINY = 1e-300
SLACK = 1e-13


@dataclass(frozen=True, slots=True)
class OrdinalCells:
    """Where the categories of the ordinal items stand: `places` and `there` (most categories x items), `last`."""

    places: Ints
    there: npt.NDArray[np.bool_]
    last: Ints


def ordinal_cells(offsets: Ints, sizes: Ints, ordinal: npt.NDArray[np.bool_]) -> OrdinalCells:
    """The columns of the ordinal items' categories, padded to the longest scale.

    >>> ordinal_cells(np.array([0, 2]), np.array([2, 3]), np.array([False, True])).places.tolist()
    [[2], [3], [4]]
    """
    chosen = np.flatnonzero(ordinal & (sizes > 1))
    last = sizes[chosen] - 1
    steps = np.arange(sizes[chosen].max(initial=0))[:, None]
    return OrdinalCells(offsets[chosen] + np.minimum(steps, last), steps <= last, last)


def ordinal_update(cells: OrdinalCells, counts: Floats, old: Floats, new: Floats, *, steps: int) -> None:
    """Put restricted log-probabilities of the ordinal items into `new`, by Newton steps from those in `old`.

    All tables: classes x starts x (categories + 1). Newton steps for all items and starts at once; the classes' part
    of the Hessian is diagonal, so only a small matrix per item is solved.
    """
    if not len(cells.last):
        return
    observed = (_by_category(counts, cells.places) + FAINT) * cells.there[:, None, None]
    logs = _by_category(old, cells.places)
    slope = (logs[-1] - logs[0]) / cells.last  # beyond its end a scale is padded with its last category
    constant, tilt = logs.mean(1), slope - slope.mean(0)
    chances = _chances(cells, constant, tilt)
    for _ in range(steps):
        constant, tilt, chances = _climbed(cells, observed, (constant, tilt, chances))
    for place, there, chance in zip(cells.places, cells.there, chances, strict=True):
        new[..., place[there]] = np.log(np.maximum(chance[..., there], LEAST))


def _by_category(table: Floats, places: Ints) -> Floats:
    """Categories x classes x starts x items: sums over the short axis are fast when it comes first."""
    return np.stack([table[..., place] for place in places])


def _chances(cells: OrdinalCells, constant: Floats, tilt: Floats) -> Floats:
    score = constant[:, None] + np.arange(len(cells.places))[:, None, None, None] * tilt
    score = np.where(cells.there[:, None, None], score, NOTHING)
    score -= score.max(0)
    np.exp(score, out=score)
    score /= score.sum(0)
    return score


def _climbed(
    cells: OrdinalCells, observed: Floats, now: tuple[Floats, Floats, Floats]
) -> tuple[Floats, Floats, Floats]:
    """Constants, tilts and probabilities after one Newton step, which is cut where it makes the counts less likely."""
    constant, tilt, chances = now
    move, turn = _newton(observed, chances)
    level = (observed * np.log(np.maximum(chances, TINY))).sum((0, 1))
    length = np.ones(level.shape)
    for cut in range(CUTS + 1):
        shifted, turned = constant + length * move, tilt + length * turn
        found = _chances(cells, shifted, turned)
        worse = (observed * np.log(np.maximum(found, TINY))).sum((0, 1)) < level - SLACK * np.abs(level)
        if not worse.any():
            break
        length[worse] = length[worse] / 4 if cut < CUTS - 1 else 0.0
    return shifted, turned, found


def _newton(observed: Floats, chances: Floats) -> tuple[Floats, Floats]:
    """One Newton step of the constants (categories x starts x items) and of the tilts (classes x starts x items)."""
    step = np.arange(len(chances))[:, None, None, None]
    away = step - (chances * step).sum(0)
    base = observed.sum(0)
    ridge = RIDGE * base.sum(0) + TINY
    fitted = chances * base
    rest = observed - fitted
    cross = fitted * away
    pull, curve = (rest * step).sum(0), (cross * away).sum(0) + ridge
    wide = np.concatenate([fitted / np.sqrt(base + TINY), cross / np.sqrt(curve)], axis=1).transpose(2, 3, 1, 0)
    hessian = -(wide.swapaxes(-1, -2) @ wide)
    diagonal = np.arange(len(fitted))
    hessian[..., diagonal, diagonal] += (fitted.sum(1) + ridge).transpose(1, 2, 0)
    right = (rest.sum(1) - (cross * (pull / curve)).sum(1)).transpose(1, 2, 0)
    move = np.linalg.solve(hessian, right[..., None])[..., 0].transpose(2, 0, 1)
    turn = (pull - (cross * move[:, None]).sum(0)) / curve
    return np.clip(move, -LONGEST, LONGEST), np.clip(turn, -LONGEST, LONGEST)

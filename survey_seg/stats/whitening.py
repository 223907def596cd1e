"""Rows turned and scaled so that their total covariance is the identity, and an order of people that is their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NULL = 1e-9
"""A direction with less than this share of an item's variance is no direction: data that sum to a constant."""


@dataclass(frozen=True, slots=True)
class Whitened:
    """Rows with mean 0 and total covariance 1, in the directions that vary.

    `rows`: n x r. `centre`: d. `turn`: d x r, rows = (original - centre) @ turn. `back`: r x d, its inverse. `order`:
    an order of the people that does not depend on the file's, nor on scale, sign or order of the columns.
    `log_scale`: half the log determinant of the total covariance.
    """

    rows: Floats
    centre: Floats
    turn: Floats
    back: Floats
    order: Ints
    log_scale: float


def whitened(rows: Floats, weights: Floats) -> Whitened:
    """The rows in whitened directions: weighted mean 0, covariance the identity.

    Raises CannotCompute when nobody has weight or nothing varies.

    >>> whitened(np.array([[0.0, 0.0], [2.0, 4.0]]), np.ones(2)).rows.ravel().round(6).tolist() in ([-1, 1], [1, -1])
    True
    """
    there = weights > 0
    if not there.any():
        raise CannotCompute(Problem("MIXTURE_NO_PEOPLE", "nobody has a weight above zero"))
    share = weights / weights.sum()
    centre = share @ rows
    centred = rows - centre
    sd = np.sqrt(share @ centred**2)
    varies = sd > NULL * max(float(np.abs(centre).max()), float(sd.max()))
    if not varies.any():
        raise CannotCompute(Problem("MIXTURE_NOTHING_VARIES", "everybody has the same values"))
    scale = np.where(varies, 1 / np.where(varies, sd, 1.0), 0.0)
    z = centred * scale
    values, vectors = np.linalg.eigh((z * share[:, None]).T @ z)
    real = values > NULL
    values, vectors = values[real], vectors[:, real]
    turn = scale[:, None] * vectors / np.sqrt(values)
    back = (vectors * np.sqrt(values)).T * sd
    white = centred @ turn
    order = own_order(z, (white**2).sum(1))
    log_scale = 0.5 * float(np.log(values).sum()) + float(np.log(sd[varies]).sum())
    return Whitened(white, centre, turn, back, order, log_scale)


def own_order(z: Floats, distance: Floats) -> Ints:
    """An order of people that survives permuted or turned columns: by distance, then by the shape of the row.

    `z`: standardised rows; `distance`: something else about each person that has these properties.
    """
    keys = [(z**4).sum(1), (np.abs(z) ** 3).sum(1), (z**2).sum(1), distance]
    return np.lexsort([np.round(key, 7) for key in keys]).astype(np.int64)

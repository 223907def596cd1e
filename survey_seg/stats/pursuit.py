"""Which few columns say most of what many columns say: greedy pursuit for several responses at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.stats.weights import weighted_covariance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SMALLEST = 1e-10
"""A column with less variance than this share of the largest is a constant; a gain below it is none."""


def pursue(columns: Floats, targets: Floats, weights: Floats, groups: Sequence[int], most: int) -> tuple[int, ...]:
    """The order in which groups of columns tell most about the targets, at most `most` of them.

    Question: if only m questions may be asked, which? Orthogonal matching pursuit with several responses: each step
    takes the group whose columns explain most of what the groups taken so far leave unexplained of all targets
    together, then fits all of them again by least squares. With soft memberships as targets this picks questions that
    separate segments where they border on each other.

    Shapes: `columns` people x p without blanks, `targets` people x k, `groups` the group of each column (0, 1, ...;
    the columns of one nominal question share a group). Only weighted second moments are used, so the units of the
    columns do not matter. Equal gains go to the group that comes first; groups that add nothing are left out.

    No R twin. Source: Tropp, Gilbert & Strauss (2006), Signal Processing 86, 572-588 (simultaneous OMP).

    >>> x = np.array([[0.0, 1.0], [0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    >>> pursue(x, x[:, :1], np.ones(4), (0, 1), 2)
    (0,)
    """
    p = columns.shape[1]
    moments = weighted_covariance(np.column_stack([columns, targets]), weights)
    spread = np.sqrt(np.diag(moments)[:p])
    unit = np.divide(1.0, spread, out=np.zeros(p), where=spread > SMALLEST * max(spread.max(initial=0.0), 1e-300))
    among = moments[:p, :p] * unit[:, None] * unit
    towards = moments[:p, p:] * unit[:, None]
    total = float(np.diag(moments)[p:].sum())
    members = [np.flatnonzero(np.asarray(groups) == group) for group in range(max(groups) + 1)]
    inverses = [np.linalg.pinv(among[np.ix_(own, own)], rcond=SMALLEST, hermitian=True) for own in members]
    taken: list[int] = []
    left = towards
    while len(taken) < min(most, len(members)):
        gains = [
            float(np.sum(left[own] * (inverse @ left[own]))) for own, inverse in zip(members, inverses, strict=True)
        ]
        for group in taken:
            gains[group] = 0.0
        best = _first_largest(gains)
        if gains[best] <= SMALLEST * total:
            break
        taken.append(best)
        own = np.concatenate([members[group] for group in taken])
        fitted = np.linalg.pinv(among[np.ix_(own, own)], rcond=SMALLEST, hermitian=True) @ towards[own]
        left = towards - among[:, own] @ fitted
    return tuple(taken)


def _first_largest(gains: Sequence[float]) -> int:
    """The first of the gains that are the largest, but for rounding."""
    largest = max(gains)
    return next(place for place, gain in enumerate(gains) if gain >= largest * (1 - 1e-9))

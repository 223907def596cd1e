"""Which fields tell anything about the segments of people held out, and how far to trust them.

Fields say little, so a field too many costs more than it brings. A field is taken when it makes the segments of people
held out likelier, by more than chance between the folds would. Likelihood is taken to second order around the shares
of the segments: exact for fields that say little, and made of sums of products that every fold needs only once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.weights import weighted_mean, weighted_variance
from survey_seg.typing_tool.making.candidates import Design

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

RIDGES = (1e-3, 1e-2, 1e-1)
"""Penalties of the logit that are tried, per person and squared standardised coefficient."""


@dataclass(frozen=True, slots=True)
class FoldMoments:
    """What the choice needs to know of the people, fold by fold.

    `sums`: folds x c x c, the weighted products of a one, the standardised columns of the fields and the scaled
    memberships (each less the share of its segment, by the root of the share). `columns`: places in it, by field.
    """

    sums: Floats
    columns: tuple[Ints, ...]
    segments: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The fields taken, best first, and the penalty under which they foretell best; no fields when none tells."""

    fields: tuple[int, ...]
    ridge: float


def fold_moments(design: Design, memberships: Floats, weights: Floats, folds: Ints) -> FoldMoments:
    """The sums of products of every fold (0, 1, ...) for `choose_fields`.

    Shapes: `memberships` people x segments, `weights` and `folds` one per person. Blanks stand at the field's mean.
    """
    filled = design.filled(weights)
    middle, spread = weighted_mean(filled, weights), np.sqrt(weighted_variance(filled, weights))
    unit = np.divide(1.0, spread, out=np.zeros(len(spread)), where=spread > 1e-12 * np.maximum(np.abs(middle), 1.0))
    share = weighted_mean(memberships, weights)
    scaled = (memberships - share) / np.sqrt(share)
    data = np.column_stack([np.ones(len(weights)), (filled - middle) * unit, scaled])
    mass = weights / weights.sum()
    sums = [
        (data[folds == fold] * mass[folds == fold, None]).T @ data[folds == fold] for fold in range(folds.max() + 1)
    ]
    columns = tuple(np.flatnonzero(design.groups == field) + 1 for field in range(len(design.variables)))
    return FoldMoments(np.stack(sums), columns, memberships.shape[1])


def choose_fields(moments: FoldMoments, folds: Sequence[int]) -> Choice:
    """The fields to use and the penalty, by what was learnt in all but one of these folds and held against that one.

    Question: which fields would I miss? One field after the other is taken, each time the one that helps most, until
    none helps by more than one standard error of its help between the folds (Breiman, Friedman, Olshen & Stone 1984,
    section 3.4.3). A field that helps nothing at one step is not tried again. Equal help goes to the field that comes
    first.
    """
    sums = moments.sums[list(folds)]
    sums = sums[sums[:, 0, 0] > 0]
    taken: tuple[int, ...] = ()
    ridge, lost = RIDGES[0], _losses(moments, sums, ())[0]
    left = list(range(len(moments.columns)))
    while left:
        tried = [_losses(moments, sums, (*taken, field)) for field in left]
        totals = np.array([losses.sum(axis=1) for losses in tried])
        place, best = np.unravel_index(int(np.round(totals, 12).argmin()), totals.shape)
        found = tried[int(place)][int(best)]
        if not _surely(lost - found, sums[:, 0, 0]):
            break
        taken, ridge = (*taken, left[int(place)]), RIDGES[int(best)]
        helping = totals.min(axis=1) < lost.sum()
        left = [field for field, helps in zip(left, helping, strict=True) if helps and field != taken[-1]]
        lost = found
    return Choice(taken, ridge)


def _losses(moments: FoldMoments, sums: Floats, fields: tuple[int, ...]) -> Floats:
    """Penalties x folds: minus twice the likelihood of each fold, learnt in the others, up to a constant."""
    columns = np.concatenate([[0], *(moments.columns[field] for field in fields)]).astype(np.int64)
    own = sums[:, columns[:, None], columns]
    towards = sums[:, columns[:, None], np.arange(-moments.segments, 0)]
    spread = np.trace(sums[:, -moments.segments :, -moments.segments :], axis1=1, axis2=2)
    others = own.sum(axis=0) - own
    penalty = np.diag((columns > 0).astype(np.float64)) * moments.segments * others[:, :1, :1]
    pulled = others + np.array(RIDGES)[:, None, None, None] * penalty
    slopes = np.linalg.solve(
        pulled, np.broadcast_to(towards.sum(axis=0) - towards, (*pulled.shape[:2], *towards.shape[1:]))
    )
    losses: Floats = spread - 2 * (slopes * towards).sum(axis=(2, 3)) + (slopes * (own @ slopes)).sum(axis=(2, 3))
    return losses


def _surely(gains: Floats, mass: Floats) -> bool:
    """True when the gains of the folds add up to more than their standard error."""
    n, total = len(gains), float(gains.sum())
    even = total * mass / mass.sum()
    return n > 1 and total > float(np.sqrt(n / (n - 1) * np.square(gains - even).sum()))

"""Correlations between a number and what lies behind an ordered answer, and matrices that mix all kinds of items."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from survey_seg.stats.correlation import weighted_correlation
from survey_seg.stats.fisher_scoring import largest_likelihoods
from survey_seg.stats.polychoric import FAR, LEAST, LatentCorrelation, category_codes, polychoric

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def mixed_correlation(values: Floats, weights: Floats, ordinal: Bools) -> LatentCorrelation:
    """Pearson between two numbers, polyserial between a number and an ordered answer, polychoric between two of those.

    `values`: people x items, NaN where blank; `ordinal`: which items are ordered answers. R twin: `lavaan::lavCor`
    (`psych::mixedCor` has a closed form for polyserial). Empty cells, blanks and boundaries as in `polychoric`.

    >>> x = np.linspace(-2, 2, 41)
    >>> data = np.column_stack([x, x + np.sin(9 * x), x + np.cos(7 * x) > 0])
    >>> mixed_correlation(data, np.ones(41), np.array([False, False, True])).matrix[0].round(3)
    array([1.   , 0.839, 0.876])
    """
    p = values.shape[1]
    matrix = np.full((p, p), np.nan)
    numbers, answers = np.flatnonzero(~ordinal), np.flatnonzero(ordinal)
    at_boundary: list[tuple[int, int]] = []
    half_added: tuple[tuple[int, int], ...] = ()
    if len(numbers):
        matrix[np.ix_(numbers, numbers)] = weighted_correlation(values[:, numbers], weights)
    if len(answers):
        latent = polychoric(values[:, answers], weights)
        matrix[np.ix_(answers, answers)] = latent.matrix
        at_boundary += [(int(answers[i]), int(answers[j])) for i, j in latent.at_boundary]
        half_added = tuple((int(answers[i]), int(answers[j])) for i, j in latent.half_added)
    for number in numbers if len(answers) else ():
        rho, boundary = polyserial(values[:, number], values[:, answers], weights)
        matrix[number, answers] = matrix[answers, number] = rho
        at_boundary += [(int(number), int(j)) for j in answers[boundary]]
    return LatentCorrelation(matrix, tuple(at_boundary), half_added)


def polyserial(number: Floats, answers: Floats, weights: Floats) -> tuple[Floats, Bools]:
    """The correlation of a number with what lies behind each of some ordered answers, and which are at the boundary.

    `number`: one per person; `answers`: people x items; NaN where blank. Mean, variance and thresholds come from those
    who answered both, the correlation is then the most likely one (two-step). NaN where either does not vary. R twin:
    `lavaan::lavCor`. Source: Olsson, Drasgow & Dorans (1982), Psychometrika 47.

    >>> polyserial(np.arange(8.0), np.array([[0, 0, 1, 0, 1, 0, 1, 1.0]]).T, np.ones(8))[0].round(3)
    array([0.65])
    """
    there = (weights > 0) & ~np.isnan(number)
    x, share = number[there], weights[there]
    levels, codes = category_codes(answers[there], share)
    share = share[:, None] * (codes >= 0)
    total = share.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = share / total
        centred = x[:, None] - x @ share
        spread = np.sqrt((share * np.square(centred)).sum(axis=0))
        z = centred / spread
    low, high = _cuts(codes, share, int(levels.max(initial=1)))
    seen = np.array([(share[codes[:, j] == 0, j] > 0).any() for j in range(codes.shape[1])])
    varies = seen & (levels > 1) & (spread > 1e-12 * np.abs(x).max(initial=0.0)) & (total > 0)
    z, low, high, share = z[:, varies], low[:, varies], high[:, varies], share[:, varies]

    def slope(rho: Floats, which: Ints) -> tuple[Floats, Floats]:
        change = _relative_change(rho, z[:, which], low[:, which], high[:, which])
        weighted = share[:, which] * change
        return weighted.sum(axis=0), (weighted * change).sum(axis=0)

    found = largest_likelihoods(slope, int(varies.sum()))
    rho, boundary = np.full(len(varies), np.nan), np.zeros(len(varies), dtype=bool)
    rho[varies], boundary[varies] = found.rho, found.boundary
    return rho, boundary


def _cuts(codes: Ints, share: Floats, most: int) -> tuple[Floats, Floats]:
    """Between which thresholds each person's answer lies, people x items."""
    below = np.array([(share * (codes < step) * (codes >= 0)).sum(axis=0) for step in range(most + 1)])
    cuts = np.clip(ndtri(np.clip(np.nan_to_num(below), 0.0, 1.0)), -FAR, FAR)
    items = np.arange(codes.shape[1])
    place = np.maximum(codes, 0)
    return cuts[place, items], cuts[np.minimum(place + 1, most), items]


def _relative_change(rho: Floats, z: Floats, low: Floats, high: Floats) -> Floats:
    """How the probability of each person's answer changes with the correlation, relative to that probability."""
    left = np.sqrt(1 - np.square(rho))
    from_low, to_high = (low - rho * z) / left, (high - rho * z) / left
    side = np.where(from_low > 0, -1.0, 1.0)  # differences of small tails, not of numbers near one
    probability = np.abs(ndtr(side * to_high) - ndtr(side * from_low))
    change = _density(to_high) * (high * rho - z) - _density(from_low) * (low * rho - z)
    relative: Floats = change / left**3 / np.maximum(probability, LEAST)
    return relative


def _density(x: Floats) -> Floats:
    return np.asarray(np.exp(-np.square(x) / 2) / np.sqrt(2 * np.pi), dtype=np.float64)

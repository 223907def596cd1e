"""Correlations of what lies behind ordered answers: polychoric, and tetrachoric where there are two answers.

Each item is taken for a normal variable cut into categories. Thresholds come from the margins of the people who
answered both items of a pair (pairwise), weighted; then the correlation is the one that makes the table of the pair
most likely. Other programs take the thresholds from everybody who answered one item: without blanks the two are the
same, with 2 % of blanks they differ by about .001.

Empty cells are left empty: the likelihood copes with them. The exception is a two-by-two table with one empty cell,
whose likelihood is largest at -1 or 1 whatever else it holds: half a person is added to that cell, a person being the
average weight in the effective base. It is the one place where the number of people matters, as it must. A pair that
still has no inner maximum is held at .9999 and named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.bivariate_normal import bivariate_cdf, bivariate_density
from survey_seg.stats.fisher_scoring import largest_likelihoods

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Pairs = tuple[tuple[int, int], ...]

MOST_CATEGORIES = 20
HALF = 0.5
FAR = 8.2
"""A threshold beyond this has nobody beyond it."""

LEAST = 1e-13
"""Smallest probability of a cell: keeps an impossible one finite."""

PEOPLE_AT_ONCE = 16384
PAIRS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class LatentCorrelation:
    """`matrix` (NaN where a pair has no correlation), and pairs `at_boundary` (held) and `half_added` (empty cell)."""

    matrix: Floats
    at_boundary: Pairs
    half_added: Pairs


def polychoric(values: Floats, weights: Floats) -> LatentCorrelation:
    """Polychoric correlations of all pairs of items at once.

    `values`: people x items, each with 2 to 20 different answers whose order counts, NaN where blank; `weights`: one
    per person. A pair is NaN that nobody answered both of, or in which one item does not vary among those who did. The
    matrix need not be positive definite: see `correlation.smoothed`. R twins: `psych::polychoric(correct = 0)`,
    `psych::tetrachoric(correct = .5)`, `polycor::polychor`, all for complete answers. Source: Olsson (1979),
    Psychometrika 44.

    Raises CannotCompute for items with too many different answers.

    >>> one, two = np.repeat([0.0, 0.0, 1.0, 1.0], 25), np.tile([0.0, 0.0, 0.0, 1.0, 1.0], 20)
    >>> two[50:75] = 1
    >>> polychoric(np.column_stack([one, two]), np.ones(100)).matrix.round(3)
    array([[1.   , 0.458],
           [0.458, 1.   ]])
    """
    p = values.shape[1]
    levels, codes = category_codes(values, weights)
    tables, squares = _all_tables(codes, levels, weights)
    first, second = np.triu_indices(p, 1)
    matrix = np.where(np.eye(p, dtype=bool), np.where(levels > 1, 1.0, np.nan), np.nan)
    at_boundary, half_added = [], []
    for start in range(0, len(first), PAIRS_AT_ONCE):
        i, j = first[start : start + PAIRS_AT_ONCE], second[start : start + PAIRS_AT_ONCE]
        table = _pair_tables(tables, levels, i, j)
        added = _half_a_person(table, _pair_tables(squares, levels, i, j).sum(axis=(1, 2)))
        rho, boundary = _most_likely(table)
        matrix[i, j] = matrix[j, i] = rho
        at_boundary += list(zip(i[boundary].tolist(), j[boundary].tolist(), strict=True))
        half_added += list(zip(i[added].tolist(), j[added].tolist(), strict=True))
    return LatentCorrelation(matrix, tuple(at_boundary), tuple(half_added))


def known_shares(values: Floats, weights: Floats) -> Floats:
    """Per item the share of the variance behind it that its categories keep, at the best scoring of them.

    A polychoric correlation of two unrelated items varies as Pearson's of people x share x share would. One item with
    two equal halves keeps 2 / pi; a number keeps all. Source: Olsson (1979) for the information at zero.

    >>> known_shares(np.array([[0.0], [0.0], [1.0], [1.0]]), np.ones(4)).round(4)
    array([0.6366])
    """
    levels, codes = category_codes(values, weights)
    shares = np.zeros(len(levels))
    for j, count in enumerate(levels):
        there = codes[:, j] >= 0
        margins = np.bincount(codes[there, j], weights=weights[there], minlength=max(count, 1))
        margins = margins / max(margins.sum(), np.finfo(float).tiny)
        height = np.exp(-np.square(_thresholds(margins[None])[0]) / 2) / np.sqrt(2 * np.pi)
        steps = np.diff(np.concatenate([[0.0], height, [0.0]]))
        shares[j] = (np.square(steps) / np.maximum(margins, np.finfo(float).tiny)).sum()
    return shares


def category_codes(values: Floats, weights: Floats) -> tuple[Ints, Ints]:
    """How many different answers each item has among people with weight, and answers as 0, 1, 2 ... (-1: blank).

    >>> category_codes(np.array([[1.0], [5.0], [np.nan], [1.0]]), np.ones(4))[1].ravel()
    array([ 0,  1, -1,  0])
    """
    codes = np.full(values.shape, -1, dtype=np.int64)
    levels = np.zeros(values.shape[1], dtype=np.int64)
    known = ~np.isnan(values) & (weights > 0)[:, None]
    for j, there in enumerate(known.T):
        answers, places = np.unique(values[there, j], return_inverse=True)
        codes[there, j], levels[j] = places, len(answers)
    if too_many := np.flatnonzero(levels > MOST_CATEGORIES).tolist():
        what = f"items {', '.join(str(j + 1) for j in too_many)} have more than {MOST_CATEGORIES} different answers"
        raise CannotCompute(Problem("CORRELATION_NOT_ORDINAL", what, hint="take them as numbers, not as categories"))
    return levels, codes


def _all_tables(codes: Ints, levels: Ints, weights: Floats) -> tuple[Floats, Floats]:
    """The weighted cross tables of all pairs as one matrix, categories x categories, and those of squared weights."""
    ends = np.cumsum(levels)
    total = int(ends[-1]) if len(ends) else 0
    tables, squares = np.zeros((total + 1, total + 1)), np.zeros((total + 1, total + 1))
    even = bool(np.ptp(weights) == 0) if len(weights) else True
    for start in range(0, len(codes), PEOPLE_AT_ONCE):
        block, weight = codes[start : start + PEOPLE_AT_ONCE], weights[start : start + PEOPLE_AT_ONCE]
        person, item = np.nonzero(block >= 0)
        chosen = np.zeros((len(block), total))
        chosen[person, (ends - levels)[item] + block[person, item]] = 1.0
        if even:
            tables[:total, :total] += chosen.T @ chosen
        else:
            weighted = chosen * weight[:, None]
            tables[:total, :total] += weighted.T @ chosen
            squares[:total, :total] += weighted.T @ weighted
    if even and len(weights):
        return tables * weights[0], tables * weights[0] ** 2
    return tables, squares


def _pair_tables(tables: Floats, levels: Ints, i: Ints, j: Ints) -> Floats:
    """The tables of these pairs, pairs x categories x categories, zero where an item has fewer categories."""
    ends, most = np.cumsum(levels), int(levels.max())
    steps = np.arange(most)
    place = np.where(steps < levels[:, None], (ends - levels)[:, None] + steps, len(tables) - 1)
    return tables[place[i][:, :, None], place[j][:, None, :]]


def _half_a_person(tables: Floats, squares: Floats) -> npt.NDArray[np.bool_]:
    """Adds half a person to the one empty cell of two-by-two tables, in place; which tables that were."""
    rows, columns = tables.sum(axis=2) > 0, tables.sum(axis=1) > 0
    empty = rows[:, :, None] & columns[:, None, :] & (tables == 0)
    two_by_two: npt.NDArray[np.bool_] = (
        (rows.sum(axis=1) == 2) & (columns.sum(axis=1) == 2) & (empty.sum(axis=(1, 2)) == 1)
    )
    person = squares / np.maximum(tables.sum(axis=(1, 2)), np.finfo(float).tiny)
    tables += np.where(two_by_two, HALF * person, 0.0)[:, None, None] * empty
    return two_by_two


def _most_likely(tables: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The correlation of each table, NaN where an item does not vary; and whether it is at the boundary."""
    total = tables.sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = tables / total[:, None, None]
    a, b = _thresholds(shares.sum(axis=2)), _thresholds(shares.sum(axis=1))
    varies = (shares.sum(axis=2) > 0).sum(axis=1) > 1
    varies &= (shares.sum(axis=1) > 0).sum(axis=1) > 1
    shares, a, b = shares[varies], a[varies], b[varies]

    def slope(rho: Floats, which: Ints) -> tuple[Floats, Floats]:
        probability = np.maximum(_cells(bivariate_cdf(a[which], b[which], rho), a[which], b[which]), LEAST)
        change = _inner(bivariate_density(a[which], b[which], rho))
        ratio = change / probability
        return (shares[which] * ratio).sum(axis=(1, 2)), (change * ratio).sum(axis=(1, 2))

    found = largest_likelihoods(slope, len(shares))
    rho, boundary = np.full(len(tables), np.nan), np.zeros(len(tables), dtype=bool)
    rho[varies], boundary[varies] = found.rho, found.boundary
    return rho, boundary


def _thresholds(margins: Floats) -> Floats:
    """Where the normal variables are cut, pairs x (categories - 1)."""
    below = np.cumsum(margins[:, :-1], axis=1)
    cuts: Floats = np.clip(ndtri(np.clip(below, 0.0, 1.0)), -FAR, FAR)
    return cuts


def _cells(corner: Floats, a: Floats, b: Floats) -> Floats:
    """Cell probabilities from the probabilities of everything below each pair of thresholds."""
    pairs, rows, columns = corner.shape
    grid = np.zeros((pairs, rows + 2, columns + 2))
    grid[:, 1:-1, 1:-1] = corner
    grid[:, 1:-1, -1], grid[:, -1, 1:-1], grid[:, -1, -1] = ndtr(a), ndtr(b), 1.0
    return np.diff(np.diff(grid, axis=1), axis=2)


def _inner(density: Floats) -> Floats:
    """How the cell probabilities change with the correlation: nothing changes at the outer borders."""
    grid = np.pad(density, ((0, 0), (1, 1), (1, 1)))
    return np.diff(np.diff(grid, axis=1), axis=2)


def named_pairs(pairs: Pairs, names: tuple[str, ...]) -> Iterator[str]:
    """Pairs of items in words.

    >>> list(named_pairs(((0, 2),), ("a", "b", "c")))
    ['a and c']
    """
    for i, j in pairs:
        yield f"{names[i]} and {names[j]}"

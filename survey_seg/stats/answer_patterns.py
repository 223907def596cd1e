"""Answers as categories: which codes each item has, and the different answer patterns with the weight on each.

People who answer alike count as one pattern that carries their weights, which changes no likelihood. Patterns stand in
an order that depends neither on the order of the rows or columns nor on how the categories are coded, so that the same
seed starts the same search on every coding of a file.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DECIMALS = 9
"""Sums in another order differ beyond this many decimals."""


@dataclass(frozen=True, slots=True)
class AnswerPatterns:
    """The different ways in which people answered.

    `values`: the codes of each item, ascending. `codes`: patterns x items, the place of the answer among the item's
    values, -1 where blank. `weights`: how much stands on each pattern. `group`: the pattern of each person, -1 for
    people of weight zero. `categories`: the categories of all items one after the other, in an order of their own.
    """

    values: tuple[Floats, ...]
    codes: Ints
    weights: Floats
    group: Ints
    categories: Ints

    @property
    def sizes(self) -> Ints:
        """How many categories each item has."""
        return np.array([len(values) for values in self.values], dtype=np.int64)


def answer_patterns(rows: Floats, weights: Floats) -> AnswerPatterns:
    """The different rows of answers with the weight that stands on each.

    `rows`: people x items; NaN and codes below zero are blanks. Only people with weight make categories and patterns.
    Raises CannotCompute when nobody has weight or an item has no answer.

    >>> patterns = answer_patterns(np.array([[1.0, 9.0], [5.0, np.nan], [1.0, 9.0]]), np.array([1.0, 1.0, 2.0]))
    >>> patterns.values, patterns.codes.tolist(), patterns.weights.tolist(), patterns.group.tolist()
    ((array([1., 5.]), array([9.])), [[1, -1], [0, 0]], [1.0, 3.0], [1, 0, 1])
    """
    counts = weights > 0
    if not counts.any():
        raise CannotCompute(Problem("PATTERNS_NO_PEOPLE", "nobody has a weight above zero"))
    there, mass = rows[counts], weights[counts]
    values = tuple(np.unique(column[column >= 0]) for column in there.T)
    empty = [str(item + 1) for item, known in enumerate(values) if not len(known)]
    if empty:
        raise CannotCompute(Problem("PATTERNS_EMPTY_ITEM", f"nobody answered item {', '.join(empty)}"))
    codes, inverse = distinct_codes(category_codes(there, values))
    summed = np.bincount(inverse, mass, len(codes)).astype(np.float64)
    order, categories = _own_orders(codes, summed, values)
    place = np.empty(len(codes), dtype=np.int64)
    place[order] = np.arange(len(codes))
    group = np.full(len(rows), -1, dtype=np.int64)
    group[counts] = place[inverse]
    return AnswerPatterns(values, codes[order], summed[order], group, categories)


def category_codes(rows: Floats, values: tuple[Floats, ...]) -> Ints:
    """The place of each answer among the known values of its item; -1 for a blank or a value that is not known.

    >>> category_codes(np.array([[1.0], [5.0], [7.0], [np.nan]]), (np.array([1.0, 5.0]),)).T.tolist()
    [[0, 1, -1, -1]]
    """
    codes = np.empty(rows.shape, dtype=np.int64)
    for item, known in enumerate(values):
        column = rows[:, item]
        place = np.minimum(np.searchsorted(known, column), len(known) - 1)
        codes[:, item] = np.where(known[place] == column, place, -1)
    return codes


def distinct_codes(codes: Ints) -> tuple[Ints, Ints]:
    """The different rows of category places, and which of them each row is.

    >>> distinct_codes(np.array([[1, -1], [0, 2], [1, -1]]))[1].tolist()
    [1, 0, 1]
    """
    kind = np.int8 if codes.max(initial=0) < np.iinfo(np.int8).max else np.int32
    # rows are compared as strings of bytes, which is fast
    packed = np.ascontiguousarray(codes.astype(kind))
    whole = packed.view(np.dtype((np.void, packed.dtype.itemsize * packed.shape[1]))).reshape(-1)
    _, first, inverse = np.unique(whole, return_index=True, return_inverse=True)
    return codes[first], inverse.reshape(-1).astype(np.int64)


def _own_orders(codes: Ints, weights: Floats, values: tuple[Floats, ...]) -> tuple[Ints, Ints]:
    """Orders of patterns and categories that survive permuted columns and recoded categories.

    By how common a category is, and how common the other answers are of those who gave it.
    """
    offsets = np.concatenate([[0], np.cumsum([len(known) for known in values])])
    width = int(offsets[-1])
    cells = np.where(codes >= 0, codes + offsets[:-1], width)
    share = weights / weights.sum()
    heavy = np.broadcast_to(share[:, None], cells.shape).ravel()
    common = np.bincount(cells.ravel(), heavy, width + 1)
    common[width] = 0.0
    usual = common[cells].sum(1)
    company = np.bincount(cells.ravel(), heavy * np.repeat(usual, codes.shape[1]), width + 1)
    company = np.divide(company, common, out=np.zeros(width + 1), where=common > 0)
    keys = [share, usual, (common[cells] ** 2).sum(1), company[cells].sum(1), (company[cells] ** 2).sum(1)]
    patterns = np.lexsort([*codes.T, *(np.round(key, DECIMALS) for key in keys)])
    categories = np.lexsort([np.round(key[:width], DECIMALS) for key in (company, common)])
    return patterns.astype(np.int64), categories.astype(np.int64)

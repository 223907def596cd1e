"""Cells of a table that few people are in are not shown, nor is what they could be computed from.

A cell of one to k - 1 people is hidden (nobody, 0, is shown). Where the other cells of its row and column and their
totals would give it away, more cells are hidden until they do not: whoever knows all that is shown, and that a hidden
cell holds somebody, still has two or more possible numbers for every hidden cell. Each table is protected for itself.
Source of the condition: cells that may vary lie on a cycle of hidden cells (Gusfield 1988, SIAM Journal on Computing
17; Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Audience = Literal["internal", "external"]

LEAST: dict[str, int] = {"internal": 5, "external": 10}
"""The fewest people of a cell that is shown, by who reads the tables."""

Node = tuple[str, int]
Cell = tuple[int, int]
Step = tuple[Node, Node, Cell]
TOTAL_COST = 10_000
"""Hiding a total takes more from the reader than hiding a cell of any size."""


def protect(counts: Ints, least: int, *, known: Flags | None = None, also: Flags | None = None) -> Flags:
    """Which cells to hide, totals of the rows included: rows x (columns + 1), the last column is that of the totals.

    `counts`: people by row (an answer) and column (a segment); the rows of a column add up to its base, which is known.
    `known`: rows that are shown whatever they hold (nobody is told by who gave no answer), but that can be hidden for
    others. `also`: cells that are hidden in any case, of the shape of the result. Where the bases and who is nowhere
    would give a cell away, everything is hidden, the zeros too; the one answer of a table with one row cannot be
    hidden from a known base.

    >>> protect(np.array([[3, 40, 30], [60, 45, 50]]), 5).astype(int).tolist()
    [[1, 0, 1, 0], [1, 0, 1, 0]]
    """
    whole = np.column_stack([counts, counts.sum(axis=1)])
    hidden: Flags = (whole > 0) & (whole < least)
    if known is not None:
        hidden[known] = False
    if also is not None:
        hidden |= also & (whole > 0)
    for cell in sorted(map(_place, np.argwhere(hidden)), key=lambda place: (whole[place], place)):
        cycle = _cycle(whole, hidden, cell)
        if cycle is None:
            return np.ones_like(hidden)
        for place in cycle:
            hidden[place] = True
    return hidden


def _place(pair: Ints) -> Cell:
    return int(pair[0]), int(pair[1])


def _cycle(whole: Ints, hidden: Flags, cell: Cell) -> list[Cell] | None:
    """The cheapest cells that can move against a cell by one person without any known sum changing."""
    found = []
    for start, end, _ in _moves(whole, cell):
        path = _cheapest(whole, hidden, (end, start), cell)
        if path is not None:
            found.append(path)
    return min(found)[1] if found else None


def _moves(whole: Ints, cell: Cell) -> Iterator[Step]:
    """One person more or one less in a cell as a step between its row and its column; nobody is never reached."""
    row, column = cell
    ends: tuple[Node, Node] = (("row", row), ("column", column))
    if column == whole.shape[1] - 1:
        ends = ends[::-1]
    yield (*ends, cell)
    if whole[cell] > 1:
        yield (*ends[::-1], cell)


def _cheapest(whole: Ints, hidden: Flags, ends: tuple[Node, Node], cell: Cell) -> tuple[int, list[Cell]] | None:
    steps: dict[Node, list[tuple[Node, Cell, int]]] = {}
    for place in map(_place, np.argwhere(whole > 0)):
        if place == cell:
            continue
        price = 0 if hidden[place] else int(whole[place]) + TOTAL_COST * (place[1] == whole.shape[1] - 1)
        for start, end, _ in _moves(whole, place):
            steps.setdefault(start, []).append((end, place, price))
    queue: list[tuple[int, int, Node, list[Cell]]] = [(0, 0, ends[0], [])]
    done: set[Node] = set()
    while queue:
        cost, length, node, path = heapq.heappop(queue)
        if node == ends[1]:
            return cost, path
        if node in done:
            continue
        done.add(node)
        for end, place, price in steps.get(node, []):
            heapq.heappush(queue, (cost + price, length + 1, end, [*path, place]))
    return None

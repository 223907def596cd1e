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
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Audience = Literal["internal", "external"]

LEAST: dict[str, int] = {"internal": 5, "external": 10}
"""The fewest people of a cell that is shown, by who reads the tables."""

Node = tuple[str, int]
Cell = tuple[int, int]
Move = dict[Cell, int]
"""People more or fewer in some cells: a table that all shown numbers allow as well as the true one."""
Step = tuple[Node, Node, int]
TOTAL_COST = 10_000
"""Hiding a total takes more from the reader than hiding a cell of any size."""


@dataclass(frozen=True, slots=True)
class Protection:
    """Which cells to hide, rows x (columns + 1) with the totals last, and `moves` that together change each of them.

    No moves where everything is hidden, or nothing.
    """

    hidden: Flags
    moves: tuple[Move, ...]


def protect(counts: Ints, least: int, *, known: Flags | None = None, also: Flags | None = None) -> Protection:
    """Which cells to hide, totals of the rows included.

    `counts`: people by row (an answer) and column (a segment); the rows of a column add up to its base, which is known.
    `known`: rows that are shown whatever they hold (nobody is told by who gave no answer), but that can be hidden for
    others. `also`: cells that are hidden in any case, of the shape of the result. Where the bases and who is nowhere
    would give a cell away, everything is hidden, the zeros too; the one answer of a table with one row cannot be
    hidden from a known base.

    >>> protect(np.array([[3, 40, 30], [60, 45, 50]]), 5).hidden.astype(int).tolist()
    [[1, 0, 1, 0], [1, 0, 1, 0]]
    """
    whole = np.column_stack([counts, counts.sum(axis=1)])
    hidden: Flags = (whole > 0) & (whole < least)
    if known is not None:
        hidden[known] = False
    if also is not None:
        hidden |= also & (whole > 0)
    moves: list[Move] = []
    for cell in sorted(map(_place, np.argwhere(hidden)), key=lambda place: (whole[place], place)):
        move = _cycle(whole, hidden, cell)
        if move is None:
            return Protection(np.ones_like(hidden), ())
        for place in move:
            hidden[place] = True
        moves.append(move)
    return Protection(hidden, tuple(moves))


def _place(pair: Ints) -> Cell:
    return int(pair[0]), int(pair[1])


def _cycle(whole: Ints, hidden: Flags, cell: Cell) -> Move | None:
    """The cheapest cells that can move with a cell by one person without any known sum changing."""
    found = []
    for start, end, change in _steps(whole, cell):
        path = _cheapest(whole, hidden, (end, start), cell)
        if path is not None:
            found.append((path[0], {cell: change} | path[1]))
    return min(found, key=lambda one: one[0])[1] if found else None


def _steps(whole: Ints, cell: Cell) -> Iterator[Step]:
    """One person more or one less in a cell as a step between its row and its column; nobody is never reached."""
    row, column = cell
    ends: tuple[Node, Node] = (("row", row), ("column", column))
    if column == whole.shape[1] - 1:
        ends = ends[::-1]
    yield (*ends, 1)
    if whole[cell] > 1:
        yield (*ends[::-1], -1)


def _cheapest(whole: Ints, hidden: Flags, ends: tuple[Node, Node], cell: Cell) -> tuple[int, Move] | None:
    """The cheapest way from one end to the other over cells that are not empty; hidden ones cost nothing more."""
    steps: dict[Node, list[tuple[Node, Cell, int, int]]] = {}
    for place in map(_place, np.argwhere(whole > 0)):
        price = 0 if hidden[place] else int(whole[place]) + TOTAL_COST * (place[1] == whole.shape[1] - 1)
        for start, end, change in _steps(whole, place):
            if place != cell:
                steps.setdefault(start, []).append((end, place, change, price))
    queue: list[tuple[int, int, Node, list[tuple[Cell, int]]]] = [(0, 0, ends[0], [])]
    done: set[Node] = set()
    while queue:
        cost, length, node, path = heapq.heappop(queue)
        if node == ends[1]:
            return cost, dict(path)
        if node in done:
            continue
        done.add(node)
        for end, place, change, price in steps.get(node, []):
            heapq.heappush(queue, (cost + price, length + 1, end, [*path, (place, change)]))
    return None


def safe_means(counts: Ints, codes: Floats, protection: Protection, digits: int) -> Flags:
    """Which columns may show a mean rounded to `digits` decimals, by column with the totals last.

    `codes`: what each row counts in the mean. A column without a hidden cell may. In the others a rounded mean may be
    shown as long as every hidden cell keeps a move that no shown mean would betray; an exact mean never, since with the
    base it is one more equation.

    >>> counts = np.array([[3, 40, 30], [60, 45, 50], [80, 80, 90]])
    >>> safe_means(counts, np.array([1.0, 2.0, 3.0]), protect(counts, 5), 1).tolist()
    [True, True, True, True]
    """
    whole, hidden = np.column_stack([counts, counts.sum(axis=1)]), protection.hidden
    shown: Flags = np.asarray(~hidden.any(axis=0) | bool(protection.moves))
    told = {
        place: [_betrayed(whole, codes, move, digits) for move in protection.moves if place in move]
        for place in map(_place, np.argwhere(hidden))
    }
    for columns in told.values():
        if columns and not any(not (one & set(np.flatnonzero(shown).tolist())) for one in columns):
            fewest: list[int] = min(map(sorted, columns), key=len)
            shown[fewest] = False
    return shown


def _betrayed(whole: Ints, codes: Floats, move: Move, digits: int) -> set[int]:
    """The columns whose rounded mean a move would change."""
    base, total = whole.sum(axis=0), codes @ whole
    changed = total.copy()
    for (row, column), change in move.items():
        changed[column] += codes[row] * change
    told = sorted({column for _, column in move})
    before, after = (np.round(one[told] / base[told], digits) for one in (total, changed))
    return {column for column, same in zip(told, before == after, strict=True) if not same}

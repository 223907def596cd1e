"""Answers of many people to outcomes by tables of whole numbers: no engine, only arrays.

An answer becomes its place among the answers of its question: 1, 2, ..., or 0 when there is none. A row of places has
scores (sums of points), and its scores have an outcome. Points are looked up for groups of questions; when all
questions together have few enough rows of places, the outcome of each is worked out once and kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[Any]
Places = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]

UNKNOWN = -1
"""The place of a cell that is no answer of its question."""

GROUP = 4096
"""Rows of places in a table of points that a processor holds close at hand."""

WHOLE = 6_000_000
"""Rows of places whose outcomes are kept once they are worked out: eight questions with six answers or none."""

BLOCK = 65_536
REMEMBERED = 100_000
LISTED = 1000
"""Unknown cells that are told apart per question; further ones are only counted."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question as numbers: `codes` and the points of each (rows) for each segment, not answered being row 0.

    With `slope` the points are the code times the slope, and `points` holds row 0 alone: for ranges of many numbers.
    `place_of` says the place of any cell, 0 when it is none, `UNKNOWN` when it is no answer. It decides; `codes` that
    follow each other are only found faster.
    """

    column: str
    codes: Sequence[int]
    points: Ints
    place_of: Callable[[object], int]
    slope: Ints | None = None

    @property
    def size(self) -> int:
        """Places, the one of no answer included."""
        return len(self.codes) + 1

    @property
    def run(self) -> tuple[int, int] | None:
        """The lowest and highest code when the codes are every number between them, in ascending order."""
        low, high = self.codes[0], self.codes[-1]
        whole = isinstance(self.codes, range) or list(self.codes) == list(range(low, high + 1))
        return (low, high) if whole else None


@dataclass(frozen=True, slots=True)
class Rule:
    """What scores start from, and when they decide: margins from which an outcome is clear, or leaning.

    >>> rule = Rule((Item("q", range(1, 3), np.array([[0, 0], [5, 0], [0, 5]]), int),), np.array([1, 0]), 1, 5, 3)
    >>> Scorer(rule).outcomes([np.array([1, 2, 0])]).tolist()
    [0, 4, 6]
    """

    items: tuple[Item, ...]
    constants: Ints
    least: int
    clear: int
    lean: int


@dataclass(slots=True)
class Finder:
    """The places of one question's cells, and what was found among them."""

    item: Item
    blank: int = 0
    unknown: int = 0
    cells: dict[str, int] = field(default_factory=dict)
    _known: dict[object, int] = field(default_factory=dict)

    def place(self, cell: object) -> int:
        """The place of one cell; cells seen before are remembered, up to a limit."""
        key = (type(cell), cell)
        place = self._known.get(key)
        if place is None:
            place = self.item.place_of(cell)
            if len(self._known) < REMEMBERED:
                self._known[key] = place
        return place

    def numbers(self, cells: npt.NDArray[Any], missing: Flags | None) -> Places:
        """The places of a column of numbers; `missing` marks cells that hold nothing."""
        run = self.item.run
        if run and missing is None and len(cells) and cells.dtype.kind in "iu" and self._inside(cells, run):
            return _shifted(cells, run[0], self.item.size)
        places = np.zeros(len(cells), dtype=np.int64)
        good: Flags = np.zeros(len(cells), dtype=bool)
        if run:
            with np.errstate(invalid="ignore"):
                good = (cells >= run[0]) & (cells <= run[1]) & (np.floor(cells) == cells)
            if missing is not None:
                good &= ~missing
            places[good] = cells[good].astype(np.int64) - (run[0] - 1)
        rest = ~good if missing is None else ~(good | missing)
        self.blank += 0 if missing is None else int(missing.sum())
        if rest.any():
            distinct, inverse, counts = np.unique(cells[rest], return_inverse=True, return_counts=True)
            places[rest] = self.distinct(distinct.tolist(), counts.tolist())[inverse]
        return places

    def distinct(self, cells: Sequence[object], counts: Sequence[int]) -> Ints:
        """The places of cells that are all different and stand so many times; no answer and unknown ones counted."""
        places = np.array([self.place(cell) for cell in cells], dtype=np.int64)
        for cell, place, count in zip(cells, places, counts, strict=True):
            if place == 0:
                self.blank += count
            elif place == UNKNOWN:
                self.unknown += count
                name = str(cell)
                if name in self.cells or len(self.cells) < LISTED:
                    self.cells[name] = self.cells.get(name, 0) + count
        return np.maximum(places, 0)

    def _inside(self, cells: npt.NDArray[Any], run: tuple[int, int]) -> bool:
        return bool(cells.min() >= run[0] and cells.max() <= run[1])


class Scorer:
    """Scores and outcomes of rows of places, given as one array of places per question.

    The outcome of a row is 3 * segment + (0 clear, 1 leaning, 2 neither), segments counted from 0, or 3 * segments
    when fewer than `least` questions are answered. The highest score wins, the first of equals.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.k = len(rule.constants)
        self._sizes = [item.size for item in rule.items]
        self._groups = _groups(rule.items)
        self._kind = _kind(rule)
        self._tables = [_table([rule.items[place] for place in group], self._kind) for group in self._groups]
        steep = any(item.slope is not None for item in rule.items)
        size = math.prod(self._sizes)
        self._unseen = 3 * self.k + 1
        self._outcome: type[np.uint8 | np.uint16] = np.uint8 if self._unseen < 256 else np.uint16
        self._seen = None if steep or size > WHOLE else np.full(size, self._unseen, dtype=self._outcome)

    @property
    def nobody(self) -> int:
        """The outcome of people with too few answers."""
        return 3 * self.k

    def outcomes(self, places: Sequence[Places]) -> Places:
        """The outcome of each row."""
        one = self._outcomes if self._seen is None else self._remembered
        blocks = [one(block) for block in _blocks(places)]
        return np.concatenate(blocks) if blocks else np.zeros(0, dtype=self._outcome)

    def scores(self, places: Sequence[Places]) -> list[Ints]:
        """One array of scores per segment."""
        scores = [np.full(len(places[0]), constant, dtype=self._kind) for constant in self.rule.constants]
        for group, table in zip(self._groups, self._tables, strict=True):
            if table is None:
                self._along(group[0], places[group[0]], scores)
                continue
            index = _index([places[place] for place in group], [self._sizes[place] for place in group])
            for score, points in zip(scores, table, strict=True):
                np.add(score, points.take(index), out=score)
        return scores

    def ranked(self, scores: Sequence[Ints]) -> tuple[Ints, Ints, Ints]:
        """The best segment, the runner-up and the margin between them; the first of equals each time."""
        winner, margin = self._won(scores)
        rest = [np.where(winner == place, np.iinfo(score.dtype).min, score) for place, score in enumerate(scores)]
        return winner, self._won(rest)[0], margin

    def answered(self, places: Sequence[Places]) -> Ints:
        """Questions with an answer, per row."""
        counts = np.zeros(len(places[0]), dtype=np.int16)
        for column in places:
            np.add(counts, column > 0, out=counts)
        return counts

    def _won(self, scores: Sequence[Ints]) -> tuple[Ints, Ints]:
        """The best segment and its lead; by sums and products, which are faster than choices."""
        best, winner = scores[0], np.zeros(len(scores[0]), dtype=np.int16)
        second = np.full_like(best, np.iinfo(best.dtype).min)
        for place, score in enumerate(scores[1:], start=1):
            second = np.maximum(second, np.minimum(best, score))
            winner += (score > best).view(np.int8) * (np.int16(place) - winner)
            best = np.maximum(best, score)
        return winner, best - second

    def _along(self, place: int, places: Places, scores: Sequence[Ints]) -> None:
        """A question with points that grow with the code."""
        item = self.rule.items[place]
        codes = places.astype(np.int64) + (item.codes[0] - 1)
        there = places > 0
        for score, slope, missing in zip(scores, np.asarray(item.slope), item.points[0], strict=True):
            np.add(score, np.where(there, codes * slope, missing), out=score, casting="same_kind")

    def _outcomes(self, places: Sequence[Places]) -> Places:
        winner, margin = self._won(self.scores(places))
        found = winner * np.int16(3) + np.int16(2)
        found -= (margin >= self.rule.lean).view(np.int8)
        found -= (margin >= self.rule.clear).view(np.int8)
        few = self.answered(places) < self.rule.least
        if few.any():
            found[few] = self.nobody
        return found.astype(self._outcome)

    def _remembered(self, places: Sequence[Places]) -> Places:
        """Outcomes of rows of places that were seen before are looked up, the others worked out and kept."""
        seen = np.asarray(self._seen)
        index = _index(places, self._sizes)
        found: Places = seen.take(index)
        if len(found) and found.max() == self._unseen:
            fresh = np.flatnonzero(found == self._unseen)
            found[fresh] = self._outcomes([column[fresh] for column in places])
            seen[index[fresh]] = found[fresh]
        return found


def _kind(rule: Rule) -> type[np.int32 | np.int64]:
    """The smallest whole numbers that hold every score."""
    largest = int(np.abs(rule.constants).max())
    for item in rule.items:
        largest += int(np.abs(item.points).max())
        if item.slope is not None:
            largest += int(np.abs(item.slope).max()) * max(abs(item.codes[0]), abs(item.codes[-1]))
    return np.int32 if largest < 2**30 else np.int64


def _blocks(places: Sequence[Places]) -> list[list[Places]]:
    return [[column[start : start + BLOCK] for column in places] for start in range(0, len(places[0]), BLOCK)]


def _shifted(cells: npt.NDArray[Any], low: int, size: int) -> Places:
    """Codes of a run that are known to be inside, as places; small numbers stay small."""
    if cells.dtype.itemsize == 1 and size <= 127:
        moved = cells.view(np.uint8) - np.uint8((low - 1) % 256) if low != 1 else cells.view(np.uint8)
        return np.asarray(moved, dtype=np.uint8)
    places: Places = cells.astype(np.int64) - (low - 1)
    return places.astype(np.uint8) if size <= 256 else places


def _groups(items: Sequence[Item]) -> list[list[int]]:
    """Neighbouring questions that share a table of points; a question with a slope stands alone."""
    groups: list[list[int]] = []
    size = GROUP + 1
    for place, item in enumerate(items):
        alone = item.slope is not None
        size *= item.size
        if alone or size > GROUP:
            groups.append([])
            size = GROUP + 1 if alone else item.size
        groups[-1].append(place)
    return groups


def _table(items: Sequence[Item], kind: type[np.int32 | np.int64]) -> list[Ints] | None:
    """The points of every row of places of some questions: one array per segment."""
    if items[0].slope is not None:
        return None
    table = np.zeros((1, items[0].points.shape[1]), dtype=np.int64)
    for item in items:
        table = (table[:, None, :] + item.points[None]).reshape(-1, table.shape[1])
    return [column.astype(kind) for column in table.T]


def _index(places: Sequence[Places], sizes: Sequence[int]) -> Ints:
    """Where rows of places stand in a table: pairs first, in the smallest numbers that hold them."""
    parts = list(zip(places, sizes, strict=True))
    while len(parts) > 1:
        joined = [_pair(*parts[at], *parts[at + 1]) for at in range(0, len(parts) - 1, 2)]
        parts = joined + parts[len(joined) * 2 :]
    return parts[0][0]


def _pair(left: Places, size: int, right: Places, other: int) -> tuple[Places, int]:
    both = size * other
    kind = np.uint8 if both <= 256 else np.uint16 if both <= 65_536 else np.uint32
    index: Places = np.multiply(left, kind(other), dtype=kind, casting="unsafe")
    return np.add(index, right, out=index, casting="unsafe"), both


@dataclass(frozen=True, slots=True)
class Found:
    """What one question's cells were: rows without an answer, unknown cells (told apart in `cells`), and answers.

    `places`: how often each place stands in the rows of `Tally.looked_at`.
    """

    blank: int
    unknown: int
    cells: dict[str, int]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a table of people came to: rows, rows per outcome, and per question what was found.

    `looked_at`: the rows whose answers were counted one by one; in a long table one in 32 of them, evenly spread.
    """

    rows: int
    outcomes: tuple[int, ...]
    looked_at: int
    found: tuple[Found, ...]

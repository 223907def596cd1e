"""Means, spreads and pairwise correlations of a table with any number of rows, in three passes of plain SQL.

The first pass finds ranges and blanks, the second sums products, the third only looks at blanks: what a pair of items
loses by the people who skipped one of them is taken off the sums. Answers are moved near zero before they are
multiplied. Whole numbers without weights are summed exactly, so that threads and the order of rows change no digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.scale.engine import Engine, number

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SHORT = 181
"""Largest distance whose square is a 16-bit number; DuckDB sums such products several times faster."""
NOBODY = 1e-9
"""Share of all weight below which nobody is left: what rounding leaves of a difference of sums."""
CONSTANT = 1e-14
"""Share of the largest variance below which an item does not vary, as in `stats.correlation`."""


@dataclass(frozen=True, slots=True)
class Moments:
    """What a table of p items adds up to.

    `people`: rows; `answered`: rows with any answer; `base`: their effective number (Kish). `known` (p): answers per
    item; `mean`, `spread` (p): weighted, the divisor is the sum of weights. `correlation` (p x p): each pair from those
    who answered both; NaN where there is none.
    """

    people: int
    answered: int
    base: float
    known: Ints
    mean: Floats
    spread: Floats
    correlation: Floats


def moments(engine: Engine, table: str, p: int, *, weighted: bool) -> Moments:
    """The moments of a table with the columns x1 ... xp (numbers, NULL where blank) and, if `weighted`, w above 0.

    Agrees with `stats.correlation.weighted_correlation` on the same rows. Raises CannotCompute when the table has no
    rows or an item no answers.
    """
    seen = _Overview.of(engine, table, p, weighted=weighted)
    centres, small = seen.centres()
    shifted = _shifted(table, centres, small=small, weighted=weighted)
    first, products = _products(engine, shifted, p, weighted=weighted)
    lost = _lost(engine, shifted, np.flatnonzero(seen.known < seen.people) + 1, p, weighted=weighted)
    return seen.moments(centres, first, products, lost)


@dataclass(frozen=True, slots=True)
class _Lost:
    """By item that is blank (row) and item (column): weight of those who skipped both, sums and squares of the item."""

    both: Floats
    sums: Floats
    squares: Floats


@dataclass(frozen=True, slots=True)
class _Overview:
    people: int
    answered: int
    mass: float
    base: float
    known: Ints
    low: Floats
    high: Floats
    mean: Floats
    whole: bool

    @classmethod
    def of(cls, engine: Engine, table: str, p: int, *, weighted: bool) -> _Overview:
        weight = "w" if weighted else "1e0"
        any_answer = f"COALESCE({', '.join(f'x{i}' for i in range(1, p + 1))}) IS NOT NULL"
        there = f"CASE WHEN {any_answer} THEN {weight} ELSE 0e0 END"
        asked = ["COUNT(*)", f"SUM(CASE WHEN {any_answer} THEN 1 ELSE 0 END)", f"SUM({weight})", f"SUM({there})"]
        asked.append(f"SUM(({there}) * ({there}))")
        for i in range(1, p + 1):
            fraction = f"SUM(CASE WHEN x{i} <> FLOOR(x{i}) THEN 1 ELSE 0 END)"
            asked += [f"COUNT(x{i})", f"MIN(x{i})", f"MAX(x{i})", f"AVG(CAST(x{i} AS DOUBLE))", fraction]
        (row,) = engine.rows(f"SELECT {', '.join(asked)} FROM {table}")
        items = np.array([float("nan") if cell is None else float(cell) for cell in row[5:]]).reshape(p, 5).T
        if not row[0] or not row[4] or np.isnan(items).any():
            empty = ", ".join(str(i + 1) for i in np.flatnonzero(items[0] == 0)) or "all"
            raise CannotCompute(Problem("SCALE_NO_ANSWERS", f"items without an answer: {empty}"))
        known = items[0].astype(np.int64)
        base = float(row[3]) ** 2 / float(row[4])
        whole = not items[4].any()
        return cls(int(row[0]), int(row[1]), float(row[2]), base, known, items[1], items[2], items[3], whole)

    def centres(self) -> tuple[Floats, bool]:
        """What is taken off each item before it is squared, and whether 16-bit numbers hold the rest."""
        if not self.whole:
            return self.mean, False
        centres = np.round(self.mean)
        return centres, bool(np.maximum(self.high - centres, centres - self.low).max() <= SHORT)

    def moments(self, centres: Floats, first: Floats, products: Floats, lost: _Lost) -> Moments:
        """From sums over everybody, less what blanks take away, to correlations."""
        own = np.diag(lost.both)
        mass = self.mass - own - own[:, None] + lost.both
        mass[mass <= NOBODY * self.mass] = np.nan
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = (first[:, None] - lost.sums.T) / mass  # of item i among those who answered j
            square = (np.diag(products)[:, None] - lost.squares.T) / mass - mean**2
            spread = np.sqrt(np.maximum(np.diag(square), 0.0))
            square[square <= CONSTANT * np.nanmax(square, initial=0.0)] = np.nan
            R = (products / mass - mean * mean.T) / np.sqrt(square * square.T)
        R = np.clip((R + R.T) / 2, -1.0, 1.0)
        np.fill_diagonal(R, np.where(np.isnan(np.diag(square)), np.nan, 1.0))
        return Moments(
            people=self.people,
            answered=self.answered,
            base=self.base,
            known=self.known,
            mean=np.diag(mean) + centres,
            spread=spread,
            correlation=R,
        )


def _shifted(table: str, centres: Floats, *, small: bool, weighted: bool) -> str:
    """The table with u1 ... up: distances from the centres, 0 where blank; b1 ... bp: 1 where blank."""
    kind = "SMALLINT" if small else "DOUBLE"
    columns = ["w"] if weighted else []
    for i, centre in enumerate(centres, start=1):
        by = f"CAST({int(centre)} AS SMALLINT)" if small and abs(centre) < 2**15 else number(centre)
        moved = f"CAST(x{i} AS SMALLINT) - {by}" if by.startswith("CAST") else f"x{i} - {by}"
        columns.append(f"COALESCE(CAST({moved} AS {kind}), CAST(0 AS {kind})) AS u{i}")
        columns.append(f"CASE WHEN x{i} IS NULL THEN CAST(1 AS SMALLINT) ELSE CAST(0 AS SMALLINT) END AS b{i}")
    return f"(SELECT {', '.join(columns)} FROM {table}) AS shifted"


def _products(engine: Engine, shifted: str, p: int, *, weighted: bool) -> tuple[Floats, Floats]:
    """The sums of u, and of the products of all pairs."""
    times = "w * " if weighted else ""
    pairs = list(combinations_with_replacement(range(1, p + 1), 2))
    asked = [f"SUM({times}u{i})" for i in range(1, p + 1)] + [f"SUM({times}u{i} * u{j})" for i, j in pairs]
    (row,) = engine.rows(f"SELECT {', '.join(asked)} FROM {shifted}")
    values = np.array([float(cell) for cell in row])
    products = np.zeros((p, p))
    for (i, j), value in zip(pairs, values[p:], strict=True):
        products[i - 1, j - 1] = products[j - 1, i - 1] = value
    return values[:p], products


def _lost(engine: Engine, shifted: str, blank: Sequence[int] | Ints, p: int, *, weighted: bool) -> _Lost:
    lost = _Lost(np.zeros((p, p)), np.zeros((p, p)), np.zeros((p, p)))
    if not len(blank):
        return lost
    items = range(1, p + 1)
    times = "w * " if weighted else ""
    each = engine.each([f"CASE WHEN b{j} = 1 THEN {j} END" for j in blank])
    columns = [*(["w"] if weighted else []), *(f"u{i}" for i in items), *(f"b{i}" for i in items), f"{each} AS j"]
    asked = [f"SUM({times}{what})" for what in _per_item(items)]
    sql = f"SELECT j, {', '.join(asked)} FROM (SELECT {', '.join(columns)} FROM {shifted}) AS blanks GROUP BY j"
    for row in engine.rows(sql):
        at = int(row[0]) - 1
        values = np.array([float(cell) for cell in row[1:]]).reshape(3, p)
        lost.both[at], lost.sums[at], lost.squares[at] = values
    return lost


def _per_item(items: Sequence[int]) -> Iterator[str]:
    yield from (f"b{i}" for i in items)
    yield from (f"u{i}" for i in items)
    yield from (f"u{i} * u{i}" for i in items)

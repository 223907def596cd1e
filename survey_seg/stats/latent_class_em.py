"""The EM algorithm of latent class models, for many starts and many bootstrap samples at once.

Answers are indicator columns, one per category, so that one matrix product gives the log-probability of every person in
every class of every start, and another one the expected counts; a blank has no indicator and drops out of both. A
solution is a table of log-probabilities: classes x starts x (categories of all items, then the share of the class).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.stats.latent_class_ordinal import STEPS, OrdinalCells, ordinal_cells, ordinal_update

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.floating[Any]]

BLOCK = 2048
"""People per matrix product: their log-probabilities for some dozens of classes fit a processor's cache."""

FLOOR = 1e-12
"""Least probability of a category or class, so that its logarithm is a number."""

DEEPEST = -600.0
"""Least logarithm after a jump for ordinal items, whose probabilities stay above zero by themselves."""

LONGEST = 64.0
"""Longest jump of the acceleration, in EM steps."""


@dataclass(frozen=True, slots=True)
class Design:
    """Indicators of the answers: blocks of (categories + 1) x people, the last row ones, and which people they hold.

    `offsets`, `sizes`: first category and number of categories of each item. `ordinal`: the items that are restricted.
    """

    blocks: tuple[tuple[slice, Numbers], ...]
    offsets: Ints
    sizes: Ints
    ordinal: OrdinalCells


def design(codes: Ints, sizes: Ints, ordinal: npt.NDArray[np.bool_], kind: type[np.floating[Any]]) -> Design:
    """Indicator blocks in the wanted precision.

    `codes`: people x items, the place of the answer, -1 where blank. `sizes`, `ordinal`: number of categories and a
    flag for each item.
    """
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    width, blocks = int(sizes.sum()), []
    for start in range(0, len(codes), BLOCK):
        some = codes[start : start + BLOCK]
        block = np.zeros((width + 1, len(some)), dtype=kind)
        people, items = np.nonzero(some >= 0)
        block[some[people, items] + offsets[items], people] = 1
        block[width] = 1
        blocks.append((slice(start, start + len(some)), block))
    return Design(tuple(blocks), offsets, sizes, ordinal_cells(offsets, sizes, ordinal))


def em_step(data: Design, weights: Floats, table: Floats) -> tuple[Floats, Floats]:
    """The next table, and the log-likelihood of the one given (one per start).

    `weights`: 1 x patterns, or starts x patterns when each start is fitted to a sample of its own.
    """
    counts, likelihood = _expected(data, weights, table)
    return maximised(data, counts, table), likelihood


def maximised(data: Design, counts: Floats, table: Floats, *, steps: int = STEPS) -> Floats:
    """The table that makes expected counts most likely (ordinal items: some Newton steps towards it from `table`)."""
    whole = np.add.reduceat(counts[..., :-1], data.offsets, axis=-1)
    whole = np.repeat(np.where(whole > 0, whole, 1.0), data.sizes, axis=-1)
    new = np.empty_like(counts)
    new[..., :-1] = counts[..., :-1] / whole
    new[..., -1] = counts[..., -1] / counts[..., -1].sum(0)
    np.log(np.maximum(new, FLOOR, out=new), out=new)
    ordinal_update(data.ordinal, counts, table, new, steps=steps)
    return new


def climb(data: Design, weights: Floats, table: Floats, rounds: int) -> tuple[Floats, Floats]:
    """A fixed number of EM steps for every start: the tables and the log-likelihoods one step before."""
    likelihood = np.full(table.shape[1], -np.inf)
    for _ in range(rounds):
        table, likelihood = em_step(data, weights, table)
    return table, likelihood


def converge(
    data: Design, weights: Floats, table: Floats, *, rounds: int, tolerance: float
) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """EM with jumps until the log-likelihood of a start gains less than `tolerance` per unit of weight in a round.

    A round is two EM steps, a jump along their direction, and a third step from there; a jump that lowers the
    likelihood is dropped. Gives tables, log-likelihoods and which starts converged. Source: Varadhan & Roland (2008),
    Scandinavian Journal of Statistics 35 (SQUAREM, scheme S3).
    """
    table = table.copy()
    likelihood, done = np.full(table.shape[1], -np.inf), np.zeros(table.shape[1], dtype=np.bool_)
    active = np.arange(table.shape[1])
    least = tolerance * np.broadcast_to(weights.sum(1), len(active))
    for _ in range(rounds):
        mass = weights if len(weights) == 1 else weights[active]
        table[:, active], now = _round(data, mass, table[:, active])
        still = now - likelihood[active] > least[active]
        likelihood[active], done[active] = now, ~still
        active = active[still]
        if not len(active):
            break
    return table, likelihood, done


def posterior(data: Design, table: Floats) -> tuple[Floats, Floats]:
    """Class probabilities (people x classes) under the only solution of a table, and each person's log-likelihood."""
    score = np.concatenate([table[:, 0] @ block for _, block in data.blocks], axis=1)
    likelihood = np.logaddexp.reduce(score, axis=0)
    return np.exp(score - likelihood).T, likelihood


def most_likely(data: Design, table: Floats) -> Ints:
    """The most likely class of each person in each solution: starts x people."""
    k, starts, width = table.shape
    flat = table.reshape(-1, width).astype(data.blocks[0][1].dtype)
    found = [(flat @ block).reshape(k, starts, -1).argmax(0) for _, block in data.blocks]
    return np.concatenate(found, axis=1).astype(np.int64)


def _round(data: Design, weights: Floats, table: Floats) -> tuple[Floats, Floats]:
    """Two EM steps, a jump, a third step; gives the new table and the log-likelihood one step before it."""
    one, _ = em_step(data, weights, table)
    two, before = em_step(data, weights, one)
    first, bend = one - table, two - 2 * one + table
    metric = np.exp(table)
    metric[..., :-1] *= metric[..., -1:]
    length = np.sqrt((metric * first**2).sum((0, 2)) / np.maximum((metric * bend**2).sum((0, 2)), 1e-300))
    step = np.clip(length, 1.0, LONGEST)[:, None]
    three, likelihood = em_step(data, weights, _normalised(data, table + 2 * step * first + step**2 * bend))
    worse = ~(likelihood >= before)
    three[:, worse] = two[:, worse]
    return three, np.where(worse, before, likelihood)


def _expected(data: Design, weights: Floats, table: Floats) -> tuple[Floats, Floats]:
    """Expected counts in the shape of the table, and the log-likelihood of each start."""
    k, starts, width = table.shape
    flat = table.reshape(-1, width).astype(data.blocks[0][1].dtype)
    counts, likelihood = np.zeros(flat.shape), np.zeros(starts)
    for there, block in data.blocks:
        mass = weights[:, there].astype(block.dtype, copy=False)
        score = (flat @ block).reshape(k, starts, -1)
        top = score.max(0)
        score -= top
        np.exp(score, out=score)
        total = score.sum(0)
        score *= mass / total
        counts += score.reshape(k * starts, -1) @ block.T
        likelihood += ((top + np.log(total)) * mass).sum(1, dtype=np.float64)
    return counts.reshape(table.shape), likelihood


def _normalised(data: Design, table: Floats) -> Floats:
    """The same table with probabilities that sum to one over the categories of an item and over classes."""
    lowest = np.full(table.shape[-1], np.log(FLOOR))
    lowest[data.ordinal.places] = DEEPEST  # a floor would break their restriction
    np.maximum(table, lowest, out=table)
    places = np.append(data.offsets, table.shape[-1] - 1)
    top = np.maximum.reduceat(table, places, axis=-1)
    top[..., -1] = top[..., -1].max(0)
    sizes = np.append(data.sizes, 1)
    table -= np.repeat(top, sizes, axis=-1)
    total = np.add.reduceat(np.exp(table), places, axis=-1)
    total[..., -1] = total[..., -1].sum(0)
    table -= np.repeat(np.log(total), sizes, axis=-1)
    return table

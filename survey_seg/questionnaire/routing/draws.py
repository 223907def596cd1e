"""Paths through a questionnaire, drawn so that every answer occurs exactly as often as it should.

Each variable is dealt out over the paths in its own fixed order, like a pack of cards: shares are met to the path, and
the same questionnaire always gives the same paths.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from itertools import accumulate
from operator import itemgetter

PATHS = 840
"""How many paths are drawn: a number that 2 to 8, 10, 12, 15 and 20 answers divide evenly."""

PACKS = 64
NONE, ONE = b"0" * PATHS, ord("1")


def dealt(key: str, weights: Sequence[float]) -> tuple[int, ...]:
    """The paths that get each cell, as bits; the weights need not add up to 1.

    >>> [bits.bit_count() for bits in dealt("q1", [1, 1, 2])]
    [210, 210, 420]
    """
    whole = sum(weights)
    if not whole:
        return dealt(key, [1.0] * len(weights))
    pack = _pack(key)
    ends = [round(PATHS * end / whole) for end in accumulate(weights)]
    return tuple(_bits(pack[start:end]) for start, end in zip([0, *ends], ends, strict=False))


def in_turn(key: str, blocks: int, chosen: int) -> tuple[int, ...]:
    """The paths that get each of some blocks when everybody gets the same number of them.

    >>> first, second = in_turn("block", 2, 1)
    >>> first & second, (first | second).bit_count()
    (0, 840)
    """
    pack = _pack(key)
    turns = [[path for at, path in enumerate(pack) if (block - at) % blocks < chosen] for block in range(blocks)]
    return tuple(_bits(turn) for turn in turns)


def ticked(key: str, codes: Sequence[int], alone: Sequence[int], answers: int) -> dict[int, int]:
    """The paths that tick each of some answers: half of them each, and those that exclude others in turn and alone.

    >>> ticks = ticked("media", [1, 2, 9], alone=[9], answers=3)
    >>> ticks[9].bit_count(), ticks[1] & ticks[9]
    (280, 0)
    """
    single = dealt(key, [1.0] * len(alone) + [float(max(answers - len(alone), 0))])
    free = single[-1]
    found = dict(zip(alone, single, strict=False))
    return found | {code: dealt(f"{key} {code}", [1, 1])[0] & free for code in codes if code not in found}


def _bits(paths: Sequence[int]) -> int:
    """Paths by their numbers, as one number with a bit for each."""
    row = bytearray(NONE)
    for path in paths:
        row[path] = ONE
    return int(row, 2)


def _pack(key: str) -> tuple[int, ...]:
    """The paths in the order that belongs to a key: one shuffled pack after another, three out of sixty-four."""
    first, second, third = (byte % PACKS for byte in sha256(key.encode()).digest()[:3])
    pack: tuple[int, ...] = itemgetter(*_shuffled(third))(itemgetter(*_shuffled(second))(_shuffled(first)))
    return pack


@cache
def _shuffled(number: int) -> tuple[int, ...]:
    """The paths in random order: what `Random.sample` of all of them gives, in half the time."""
    bits = random.Random(f"survey-seg paths {number}").getrandbits
    left, order = list(range(PATHS)), []
    for last in reversed(range(PATHS)):
        width = (last + 1).bit_length()
        while (drawn := bits(width)) > last:
            pass
        order.append(left[drawn])
        left[drawn] = left[last]
    return tuple(order)

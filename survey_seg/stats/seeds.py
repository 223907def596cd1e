"""One seed, one independent random stream per purpose.

A stream depends on its name only, so trying one more number of segments, or using more cores, changes nothing else.
"""

from __future__ import annotations

import hashlib

import numpy as np


def stream(seed: int, *name: str | int) -> np.random.Generator:
    """The random stream for a named purpose, for example `stream(7, "stability", k, pair)`.

    >>> a, b = stream(7, "starts", 4), stream(7, "starts", 4)
    >>> bool(a.integers(1000) == b.integers(1000))
    True
    """
    digest = hashlib.sha256("/".join(str(part) for part in name).encode()).digest()
    words = tuple(int.from_bytes(digest[i : i + 4], "little") for i in range(0, 16, 4))
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=words))

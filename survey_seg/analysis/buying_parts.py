"""Which parts in the buying have enough people for a brief of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class BuyingParts(NamedTuple):
    """`told`: the codes that have a brief; `few`: how many have too few people; `smaller`: how many find no room."""

    told: tuple[int, ...]
    few: int
    smaller: int


def buying_parts(codes: Floats, weights: Floats, asked: Sequence[int], *, least: int, most: int) -> BuyingParts:
    """The largest parts, `most` at most, in the order asked, of those that `least` people or more gave.

    >>> buying_parts(np.repeat([1.0, 2.0, 3.0, 4.0], [5, 9, 7, 2]), np.ones(23), (1, 2, 3, 4), least=5, most=2)
    BuyingParts(told=(2, 3), few=1, smaller=1)
    """
    there = weights > 0
    people = {code: int(((codes == code) & there).sum()) for code in asked}
    enough = sorted(
        (code for code in asked if people[code] >= least), key=lambda code: -float(weights[codes == code].sum())
    )
    told = tuple(code for code in asked if code in enough[:most])
    return BuyingParts(told, sum(0 < number < least for number in people.values()), len(enough[most:]))

"""An order of items in which those that go together stand together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import leaves_list, linkage

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def item_order(correlation: Floats) -> Ints:
    """The places of the items in the order of a tree that joins correlated items first (Ward's method).

    The question it answers: in which order does a table of items show its blocks? `correlation`: p x p; an item that is
    correlated with nothing (NaN) counts as uncorrelated. The distance of two items is that of their standardised
    columns. Read it as an order only: neighbours at the border of two blocks need not be alike. R twin:
    `hclust(as.dist(sqrt(2 * (1 - r))), "ward.D2")$order`.

    >>> r = np.array([[1.0, 0.1, 0.9], [0.1, 1.0, 0.2], [0.9, 0.2, 1.0]])
    >>> item_order(r).tolist()
    [1, 0, 2]
    """
    if len(correlation) < 2:
        return np.arange(len(correlation))
    known = np.where(np.isfinite(correlation), correlation, 0.0)
    distance = np.sqrt(np.maximum(2 * (1 - known), 0.0))
    pairs = distance[np.triu_indices(len(known), 1)]
    order: Ints = leaves_list(linkage(np.round(pairs, 12), "ward")).astype(np.int64)
    return order

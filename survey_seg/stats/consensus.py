"""One partition out of several: what the members agree on, and how sure each person's place is.

Each member's segments (or memberships) become columns of 0 and 1, and k-means on all columns together finds groups of
people whom the members treat alike. Members matter more than voting: a consensus of methods that all see response
style is no better than they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.agreement import adjusted_rand
from survey_seg.stats.kmeans import distinct_points, kmeans, nearest

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STARTS = 50


@dataclass(frozen=True, slots=True)
class Consensus:
    """The common partition: 0-based `labels` of all people, heaviest segment first.

    `agreement`: adjusted Rand index of each member with it. `certainty`: for each person the share, over members and
    over the people of the same consensus segment, that the member puts together with them (0 to 1).
    """

    labels: Ints
    agreement: Floats
    certainty: Floats


def consensus(
    members: Sequence[Ints | Floats], weights: Floats, k: int, rng: np.random.Generator, *, starts: int = STARTS
) -> Consensus:
    """The partition into k segments that the members have in common.

    Each member is a vector of 0-based labels or a matrix people x segments of memberships (rows sum to 1); members may
    have different numbers of segments, and each counts the same. People of weight zero are sorted and do not count.
    Neither the numbering of a member's segments nor the order of members or people matters. R twin:
    `clue::cl_consensus`; source: Strehl & Ghosh (2002), Journal of Machine Learning Research 3. Raises CannotCompute
    without members, or when they treat fewer than k kinds of people differently.

    >>> one, other = np.array([0, 0, 0, 0, 1, 1, 1]), np.array([1, 1, 1, 0, 0, 0, 0])
    >>> consensus([one, one, other], np.ones(7), 2, np.random.default_rng(1)).labels.tolist()
    [0, 0, 0, 0, 1, 1, 1]
    """
    if not members:
        raise CannotCompute(Problem("CONSENSUS_NO_MEMBERS", "there is no partition", expected="at least one"))
    columns = [_columns(member) for member in members]
    rows = np.concatenate(columns, axis=1)
    points = distinct_points(rows, weights)
    if len(points.rows) == k:
        centroids = points.rows[np.argsort(-points.weights, kind="stable")]
    else:
        centroids = kmeans(points, k, rng, starts=starts).centroids
    labels = nearest(rows - points.centre, centroids)
    there = weights > 0
    agreement = [adjusted_rand(labels[there], one[there].argmax(1).astype(np.int64), weights[there]) for one in columns]
    return Consensus(labels, np.array(agreement), certainty(columns, labels, weights))


def certainty(members: Sequence[Ints | Floats], labels: Ints, weights: Floats) -> Floats:
    """For each person how often the members put them together with the people of their segment (0 to 1).

    The mean, over members and (by weight) over people with the same label, of the chance that the member has both in
    one segment. 1: all members keep the segment together around this person. Takes no numbering of segments.

    >>> certainty([np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1])], np.array([0, 0, 1, 1]), np.ones(4)).tolist()
    [1.0, 1.0, 0.75, 0.75]
    """
    own = np.eye(int(labels.max()) + 1)[labels]
    mass = weights @ own
    together = np.zeros(len(labels))
    for member in members:
        shares = _columns(member)
        spread = (own * weights[:, None]).T @ shares / np.where(mass > 0, mass, 1.0)[:, None]
        together += (shares * spread[labels]).sum(1)
    return np.clip(together / len(members), 0.0, 1.0)


def _columns(member: Ints | Floats) -> Floats:
    if member.ndim == 2:
        return member.astype(np.float64)
    return np.eye(int(member.max()) + 1)[member.astype(np.int64)]

"""What the evidence of k-means on stability costs beside scikit-learn.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/kmeans_speed.py [quick]

For 2 to 10 groups, 200 bootstrap samples are each clustered from scratch and sort everybody, and 100 pairs of sortings
are compared: 1,500 people x 25 items and 10,000 x 40. Ours works on the nine main dimensions of the items, with people
drawn twice as one person of weight two and 20 starts of which the best go to the end; the peer is KMeans(n_init=20) on
a copy of each sample, all items. Both are timed on a few samples per k and scaled to 200. Prints per k seconds of CPU,
the ratio, and the stability (mean adjusted Rand index of pairs of samples) that both find; `quick` takes fewer k.
Last measured (all k, beside other work): 15 and 16 times for 1,500 x 25 (17, 15, 12 for two, six, ten groups), 22 times
for 10,000 x 40 (29, 22, 21). With half the steps the published stability of the McDonald's segments is missed by .06.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import numpy.typing as npt
from mixture_speed import FITS, SHAPES, Cost, agreement, answers, samples

from survey_seg.stats.kmeans import Points, nearest, quick_kmeans

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STARTS = 20
DIMENSIONS = 9
OURS, PEERS = 20, 4
"""Samples that stand for 200."""


def main_dimensions(rows: Floats) -> Floats:
    """The scores of the first principal components, which hold what k-means can tell apart."""
    centred = rows - rows.mean(0)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    return centred @ vectors[:, np.argsort(-values)[:DIMENSIONS]]


def ours(rows: Floats, k: int) -> Cost:
    """Weighted k-means in the main dimensions, all starts at once."""
    rng, people = np.random.default_rng(k), len(rows)
    drawn = samples(people, OURS)
    begun = time.process_time()
    scores = main_dimensions(rows)
    points = Points(scores, np.ones(people), np.zeros(DIMENSIONS), np.arange(people))
    labels = [nearest(scores, quick_kmeans(points, weights, k, rng, starts=STARTS)) for weights in drawn]
    found = agreement(labels)
    return Cost((time.process_time() - begun) * FITS / OURS, found)


def peer(rows: Floats, k: int) -> Cost:
    """The samples one after the other by scikit-learn."""
    from sklearn.cluster import KMeans

    drawn = samples(len(rows), PEERS)
    begun = time.process_time()
    labels: list[Ints] = []
    for number, counts in enumerate(drawn):
        found = KMeans(k, n_init=STARTS, random_state=number).fit(np.repeat(rows, counts.astype(int), axis=0))
        labels.append(np.asarray(found.predict(rows), dtype=np.int64))
    stable = agreement(labels)
    return Cost((time.process_time() - begun) * FITS / PEERS, stable)


def main() -> None:
    """Print the table."""
    ks = range(2, 11, 4 if "quick" in sys.argv[1:] else 1)
    for people, items in SHAPES:
        rows = answers(people, items)
        print(f"{people} people x {items} items, {FITS} fits per k from {STARTS} starts")
        print("   k  survey-seg  scikit-learn  ratio  stability  of the peer")
        total = np.zeros(2)
        for k in ks:
            mine, other = ours(rows, k), peer(rows, k)
            total += mine.seconds, other.seconds
            line = f"{k:4}{mine.seconds:12.2f}{other.seconds:14.1f}{other.seconds / mine.seconds:7.0f}"
            print(f"{line}{mine.stability:11.2f}{other.stability:13.2f}", flush=True)
        print(f" all{total[0]:12.2f}{total[1]:14.1f}{total[1] / total[0]:7.0f}\n")


if __name__ == "__main__":
    main()

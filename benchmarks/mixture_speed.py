"""What bootstrap evidence for mixtures with one common covariance costs beside scikit-learn.

    OMP_NUM_THREADS=1 python benchmarks/mixture_speed.py [quick]

For 2 to 10 groups, 200 bootstrap samples each are fitted from scratch and sort everybody: 1,500 people x 25 items and
10,000 x 40, in the space of profile and level (10 dimensions). The peer is GaussianMixture(covariance_type="tied",
n_init=20) on the same samples; it is timed on a few samples per k and scaled up. Prints per k seconds of CPU for 200
fits, the ratio, and the stability (mean adjusted Rand index of pairs of samples) both find; `quick` takes every third
k and fewer samples. Samples are as large as the study: nothing is saved by drawing fewer people. Last measured (quick,
two cores): 82 times for 1,500 x 25, 48 times for 10,000 x 40. With six and ten groups samples agree as well as the
peer's; with two they do not (.36 and .97): there the quick fits end in different optima.
"""

from __future__ import annotations

import sys
import time
import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.agreement import adjusted_rand
from survey_seg.stats.row_style import place, profile_level
from survey_seg.stats.tied_mixture import replicate_tied

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FITS = 200
SHAPES = ((1500, 25), (10_000, 40))
DIMENSIONS = 9
GROUPS = 5


@dataclass(frozen=True)
class Cost:
    """CPU seconds for FITS fits and the stability found."""

    seconds: float
    stability: float


def answers(people: int, items: int) -> Floats:
    """Five-point answers of five groups that overlap, with factors and acquiescence."""
    rng = np.random.default_rng(people)
    loadings = rng.normal(size=(6, items)) * (rng.random((6, items)) < 0.35)
    factors = rng.normal(size=(people, 6)) + 1.4 * rng.normal(size=(GROUPS, 6))[rng.integers(GROUPS, size=people)]
    latent = factors @ loadings + rng.normal(size=(people, items)) + 0.5 * rng.normal(size=(people, 1))
    return np.asarray(np.clip(np.round(1.2 * latent / latent.std(0) + 2), 0, 4) / 4)


def samples(people: int, count: int) -> Floats:
    """How often each person is drawn: count x people."""
    rng = np.random.default_rng(1)
    drawn = [np.bincount(rng.integers(people, size=people), minlength=people) for _ in range(count)]
    return np.array(drawn, dtype=np.float64)


def agreement(labels: list[Ints]) -> float:
    """The mean adjusted Rand index of consecutive pairs."""
    pairs = zip(labels[::2], labels[1::2], strict=True)
    return float(np.mean([adjusted_rand(one, other) for one, other in pairs]))


def ours(rows: Floats, drawn: Floats, k: int) -> Cost:
    """All samples by `replicate_tied`."""
    begun = time.process_time()
    labels = replicate_tied(rows, drawn, k, np.random.default_rng(k))
    spent = time.process_time() - begun
    return Cost(spent * FITS / len(drawn), agreement(list(labels)))


def peer(rows: Floats, drawn: Floats, k: int) -> Cost:
    """The samples one after the other by scikit-learn."""
    from sklearn.mixture import GaussianMixture

    labels, begun = [], time.process_time()
    for number, counts in enumerate(drawn):
        mixture = GaussianMixture(k, covariance_type="tied", n_init=20, random_state=number)
        mixture.fit(np.repeat(rows, counts.astype(int), axis=0))
        labels.append(np.asarray(mixture.predict(rows), dtype=np.int64))
    spent = time.process_time() - begun
    return Cost(spent * FITS / len(drawn), agreement(labels))


def main() -> None:
    """Print the table."""
    quick = "quick" in sys.argv[1:]
    warnings.filterwarnings("ignore", category=UserWarning)
    for people, items in SHAPES:
        matrix = answers(people, items)
        rows = place(profile_level(matrix, np.ones(people), q=DIMENSIONS), matrix)
        print(f"{people} people x {items} items, {rows.shape[1]} dimensions, {FITS} fits per k")
        print("   k  survey-seg  scikit-learn  ratio  stability  of the peer")
        total = np.zeros(2)
        for k in range(2, 11, 4 if quick else 1):
            mine = ours(rows, samples(people, 20 if quick else FITS), k)
            other = peer(rows, samples(people, 4 if quick else 10), k)
            total += mine.seconds, other.seconds
            line = f"{k:4}{mine.seconds:12.2f}{other.seconds:14.1f}{other.seconds / mine.seconds:7.0f}"
            print(f"{line}{mine.stability:11.2f}{other.stability:13.2f}", flush=True)
        print(f" all{total[0]:12.2f}{total[1]:14.1f}{total[1] / total[0]:7.0f}\n")


if __name__ == "__main__":
    main()

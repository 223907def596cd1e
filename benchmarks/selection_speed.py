"""What choosing golden questions costs.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/selection_speed.py

Prints the CPU time (least of five) of choosing 12 questions once and in 500 bootstrap samples, for 25 items, five
segments and 2,000 people, and for 135 items, ten segments and 4,000 people, on made-up answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from survey_seg.stats.pursuit import pursue, pursue_samples

MOST, SAMPLES = 12, 500


def seconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(5):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    rng = np.random.default_rng(1)
    for people, items, segments in ((2000, 25, 5), (4000, 135, 10)):
        answers = np.clip(np.rint(rng.normal(3.5, 1.2, (people, items)) + rng.normal(size=(people, 1))), 1, 6)
        odds = np.exp(answers[:, :segments] * np.linspace(1, 0.3, segments) + rng.normal(size=(people, segments)))
        soft = odds / odds.sum(axis=1, keepdims=True)
        unit, groups = np.ones(people), range(items)
        draws = rng.multinomial(people, np.full(people, 1 / people), SAMPLES).astype(np.float64)
        once = seconds(lambda: pursue(answers, soft, unit, groups, MOST))  # noqa: B023 - called at once
        again = seconds(lambda: pursue_samples(answers, soft, draws, groups, MOST))  # noqa: B023
        print(f"{MOST} of {items} items, {people} people: {1000 * once:.1f} ms; {SAMPLES} samples {again:.2f} s of CPU")


if __name__ == "__main__":
    main()

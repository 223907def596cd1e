"""How fast are latent classes against StepMix, at equal log-likelihood? Simulated five-point batteries of five classes.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/latent_class_speed.py [--repeats 3] [--small]

Printed for 1,500 people x 25 items and 10,000 x 40 (`--small`: only the first): CPU seconds of one thread and the
log-likelihood per person of StepMix with 20 starts and of ours (64 starts), their ratio in each repeat, and what one
bootstrap sample costs in ours (from scratch, no warm start), nominal and ordinal. StepMix must be installed beside
this project; where it is not, a line says so. Takes about four minutes. Last measured: 50, 65 and 99 times for 1,500 x
25, 18, 67 and 102 times for 10,000 x 40 (the peer's time varies with the data), at the same log-likelihood.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from survey_seg.stats.latent_class import fit_latent_class, replicate_latent_class

Floats = npt.NDArray[np.float64]

CLASSES = 5
PEER_STARTS = 20
SAMPLES = 8
SIZES = ((1500, 25), (10_000, 40))
CUTS = (-1.2, -0.4, 0.4, 1.2)


def battery(people: int, items: int, seed: int) -> Floats:
    """Answers on five points, 0 to 4, of people in five classes that differ in their means."""
    rng = np.random.default_rng(seed)
    means = rng.normal(0, 0.55, (CLASSES, items))
    raw = means[rng.integers(CLASSES, size=people)] + rng.normal(size=(people, items))
    return np.searchsorted(CUTS, raw).astype(np.float64)


def timed(work: Callable[[], float]) -> tuple[float, float]:
    """CPU seconds, and what the work gives."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def peer(rows: Floats, seed: int) -> Callable[[], float] | None:
    """StepMix's log-likelihood per person, or None where it is not installed."""
    try:
        from stepmix.stepmix import StepMix
    except ImportError:
        return None
    codes = rows.astype(int)
    options = {"measurement": "categorical", "n_init": PEER_STARTS, "progress_bar": 0, "random_state": seed}
    model = StepMix(n_components=CLASSES, **options)
    return lambda: float(model.fit(codes).score(codes))


def ours(rows: Floats, seed: int) -> Callable[[], float]:
    """Our log-likelihood per person."""
    people = np.ones(len(rows))
    rng = np.random.default_rng(seed)
    return lambda: fit_latent_class(rows, people, CLASSES, rng).log_likelihood / len(rows)


def per_sample(rows: Floats, ordinal: bool) -> float:
    """CPU milliseconds for one bootstrap sample."""
    rng = np.random.default_rng(1)
    n, flags = len(rows), np.full(rows.shape[1], ordinal)
    drawn = [np.bincount(rng.integers(n, size=n), minlength=n) for _ in range(SAMPLES)]
    weights = np.stack(drawn).astype(np.float64)
    seconds, _ = timed(lambda: float(replicate_latent_class(rows, weights, CLASSES, rng, ordinal=flags)[0, 0]))
    return 1000 * seconds / SAMPLES


def compare(people: int, items: int, repeats: int) -> None:
    """Print the rows of one size."""
    for repeat in range(repeats):
        rows = battery(people, items, repeat)
        mine, likelihood = timed(ours(rows, repeat))
        line = f"{people:6} x {items}  repeat {repeat + 1}: ours {mine:6.2f} s ({likelihood:.6f} per person)"
        other = peer(rows, repeat)
        if other is None:
            print(f"{line}; StepMix is not installed")
            continue
        theirs, reached = timed(other)
        print(f"{line}; StepMix {theirs:6.2f} s ({reached:.6f}); ratio {theirs / mine:.0f}x", flush=True)
    rows = battery(people, items, 0)
    nominal, ordinal = per_sample(rows, False), per_sample(rows, True)
    print(f"{people:6} x {items}  one bootstrap sample: nominal {nominal:.0f} ms, ordinal {ordinal:.0f} ms", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="only 1,500 x 25")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    for people, items in SIZES[:1] if options.small else SIZES:
        compare(people, items, options.repeats)


if __name__ == "__main__":
    main()

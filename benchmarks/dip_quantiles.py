"""The quantiles of the dip that `survey_seg/stats/dip_quantiles.py` holds, simulated again.

    PYTHONPATH=. OMP_NUM_THREADS=1 python benchmarks/dip_quantiles.py [DRAWS]

Prints, for each number of people, quantiles of sqrt(n) times the dip of uniform samples, as lines to paste; DRAWS
samples each (default 40,000, a quarter for 2,000 people and more). The default takes about eight minutes of CPU.
"""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt

from survey_seg.stats.dip import dip
from survey_seg.stats.dip_quantiles import REACHED
from survey_seg.stats.seeds import stream

PEOPLE = (4, 6, 10, 20, 50, 100, 300, 1000, 5000)
LARGE = 2000


def quantiles(n: int, draws: int) -> npt.NDArray[np.float64]:
    rng, ones = stream(1, "dip", n), np.ones(n)
    found = np.array([dip(rng.random(n), ones) for _ in range(draws if n < LARGE else draws // 4)])
    return np.quantile(np.sqrt(n) * found, REACHED)


def main() -> None:
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    print(f"PEOPLE = np.array({list(PEOPLE)})")
    for n in PEOPLE:
        print("        [" + ", ".join(f"{value:.4f}" for value in quantiles(n, draws)) + f"],  # {n}", flush=True)


if __name__ == "__main__":
    main()

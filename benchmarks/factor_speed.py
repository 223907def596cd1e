"""How long factors take beside other packages: extraction, polychoric correlations, parallel analysis.

Run from the project's folder, one thread: `OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/factor_speed.py`.
Peers that are installed are measured in the same run (`pip install factor-analyzer ordinalcorr`); the others are named
as absent. Prints CPU milliseconds, the least of several repeats, and how many times as long the peer takes. The data
are simulated: 2,400 people, 25 items of six points, five factors, about as large as the big five of R's psych, whose
`polychoric` took 2.99 s for them on one core of another machine.
"""

from __future__ import annotations

import importlib.util
import time
import warnings
from collections.abc import Callable

import numpy as np

from survey_seg.stats.correlation import weighted_correlation
from survey_seg.stats.factor import maximum_likelihood, minres
from survey_seg.stats.factor_analyzer_engine import by_factor_analyzer
from survey_seg.stats.factor_solution import factor_solution
from survey_seg.stats.polychoric import polychoric
from survey_seg.stats.retention import random_eigenvalues

REPEATS = 7
PSYCH = 2990.0
DRAWS = 20
"""Random data sets that stand for a thousand."""


def milliseconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    work()
    least = np.inf
    for _ in range(repeats):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return 1000 * float(least)


def line(what: str, ours: float, peer: str = "", theirs: float | None = None) -> None:
    beside = "" if theirs is None else f"{peer} {theirs:9.2f} ms   {theirs / ours:6.1f} x"
    print(f"{what:42s} {ours:9.2f} ms   {beside}", flush=True)


def answers(n: int = 2400, p: int = 25, factors: int = 5) -> np.ndarray:
    rng = np.random.default_rng(1)
    loadings = np.kron(np.eye(factors), np.full((p // factors, 1), 0.65))
    shared = rng.normal(size=(n, factors)) + 0.5 * rng.normal(size=(n, 1))
    latent = shared @ loadings.T + 0.75 * rng.normal(size=(n, p))
    return np.digitize(latent, [-1.6, -0.8, -0.2, 0.4, 1.2]).astype(float)


def extraction(R: np.ndarray) -> None:
    there = importlib.util.find_spec("factor_analyzer") is not None
    peer = "factor-analyzer" if there else ""
    for name, extract in (("minres", minres), ("ml", maximum_likelihood)):
        ours = milliseconds(lambda extract=extract: extract(R, 5))
        theirs = None
        if there:
            theirs = milliseconds(lambda name=name: by_factor_analyzer(R, 5, method=name, rotation="none"))
        line(f"{name}, 5 factors of 25 items", ours, peer, theirs)
    for turn in ("varimax", "promax", "oblimin", "geomin"):
        ours = milliseconds(lambda turn=turn: factor_solution(R, 5, rotation=turn))
        line(f"minres and {turn} from six starts", ours)
    if not there:
        print("factor-analyzer is absent: no comparison")


def latent(data: np.ndarray) -> None:
    ours = milliseconds(lambda: polychoric(data, np.ones(len(data))))
    if importlib.util.find_spec("ordinalcorr") is None:
        line("polychoric, 25 items", ours)
        print("ordinalcorr is absent: no comparison")
    else:
        import pandas as pd
        from ordinalcorr import hetcor

        table = pd.DataFrame(data.astype(int))
        line("polychoric, 25 items", ours, "ordinalcorr", milliseconds(lambda: hetcor(table), 2))
    line("polychoric, 25 items (psych: other machine)", ours, "psych", PSYCH)


def chance() -> None:
    rng = np.random.default_rng(2)
    for p, n in ((25, 1500), (25, 100_000), (40, 1500), (40, 100_000)):
        ours = milliseconds(lambda p=p, n=n: random_eigenvalues(p, n))
        theirs = None
        if n == 1500:
            theirs = 1000 / DRAWS * milliseconds(lambda p=p, n=n: [normal(rng, n, p) for _ in range(DRAWS)], 3)
        line(f"1,000 draws, {p} items, {n:,} people", ours, "normal draws", theirs)


def normal(rng: np.random.Generator, n: int, p: int) -> np.ndarray:
    return np.linalg.eigvalsh(np.corrcoef(rng.standard_normal((n, p)).T))


def main() -> None:
    warnings.simplefilter("ignore")
    data = answers()
    extraction(weighted_correlation(data, np.ones(len(data))))
    latent(data)
    chance()


if __name__ == "__main__":
    main()

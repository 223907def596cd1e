"""How often is the verdict on segments right? Simulated studies with planted segments, and with none.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/verdict.py [--studies 10] [--seed 1]

Answers come from a factor model on five points. Studies with segments differ in how far these overlap, set so that a
rule that knows every parameter reaches an adjusted Rand index of .90 (low), .70 (medium) or .45 (high) with the truth.
Studies without have one population: independent items, correlated factors, or skewed factors. Half of the studies have
a tendency to agree with everything. Printed: the verdicts per kind, and for studies with segments how often k is right,
the agreement with the truth at the chosen k and at the true one. Takes about ten seconds per study.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.choice import choose_segments
from survey_seg.analysis.model import Basis
from survey_seg.analysis.segments import compare_segments
from survey_seg.stats.agreement import adjusted_rand

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OVERLAP = {"low": 0.90, "medium": 0.70, "high": 0.45}
NULLS = ("independent", "factors", "skewed")


@dataclass(frozen=True)
class Study:
    """Answers on 0..1, and the true segment of each person (all 0 when there are none)."""

    matrix: Floats
    truth: Ints
    k: int


def population(rng: np.random.Generator, kind: str, items: int) -> tuple[Floats, Floats]:
    """Loadings (items x factors) and unique standard deviations of unit-variance items."""
    factors = max(2, items // 5)
    loadings = np.zeros((items, factors))
    if kind != "independent":
        loadings[np.arange(items), np.arange(items) % factors] = rng.uniform(0.5, 0.85, items) * rng.choice(
            [1, -1], items
        )
    return loadings, np.sqrt(1 - (loadings**2).sum(1))


def draw(rng: np.random.Generator, n: int, model: tuple[Floats, Floats], kind: str) -> Floats:
    """Continuous answers of n people of one population."""
    loadings, unique = model
    factors = rng.normal(size=(n, loadings.shape[1])) * 0.9 + rng.normal(size=(n, 1)) * 0.44
    if kind == "skewed":
        factors = (np.exp(0.6 * factors) - np.exp(0.18)) / 0.79
    return factors @ loadings.T + rng.normal(size=(n, len(unique))) * unique


def known_rule(rng: np.random.Generator, model: tuple[Floats, Floats], means: Floats, shares: Floats) -> float:
    """The agreement with the truth of a rule that knows the population, on continuous answers."""
    truth = rng.choice(len(shares), 3000, p=shares)
    answers = draw(rng, 3000, model, "factors") + means[truth]
    precision = np.linalg.inv(np.cov((answers - means[truth]).T))
    score = answers @ precision @ means.T - 0.5 * np.einsum("kp,pq,kq->k", means, precision, means) + np.log(shares)
    return adjusted_rand(truth, score.argmax(1))


def points(rng: np.random.Generator, answers: Floats, agreeing: float) -> Floats:
    """Continuous answers on five points, with a person's tendency to agree and items of unequal popularity."""
    answers = answers + agreeing * rng.normal(size=(len(answers), 1))
    scaled = answers / answers.std(0) + 0.5 * rng.normal(size=answers.shape[1])
    return (scaled[:, :, None] > np.linspace(-1.5, 1.5, 4)).sum(2) / 4


def planted(seed: int, overlap: str) -> Study:
    rng = np.random.default_rng([seed, 1])
    n, items, k = int(rng.choice([500, 1000])), int(rng.choice([12, 20])), int(rng.choice([3, 4, 5]))
    model = population(rng, "factors", items)
    shares = np.linspace(2.5, 1, k) / np.linspace(2.5, 1, k).sum()
    by_factor = rng.normal(size=(k, model[0].shape[1])) @ model[0].T
    means = by_factor if seed % 2 else by_factor + 0.5 * rng.normal(size=(k, items))
    low, high = 0.05, 12.0
    for _ in range(13):
        scale = float(np.sqrt(low * high))
        enough = known_rule(np.random.default_rng([seed, 2]), model, scale * means, shares) >= OVERLAP[overlap]
        low, high = (low, scale) if enough else (scale, high)
    truth = rng.choice(k, n, p=shares)
    answers = draw(rng, n, model, "factors") + high * means[truth]
    return Study(points(rng, answers, 0.5 * (seed // 2 % 2)), truth, k)


def empty(seed: int, kind: str) -> Study:
    rng = np.random.default_rng([seed, 3])
    n, items = int(rng.choice([500, 1000])), int(rng.choice([12, 20]))
    answers = draw(rng, n, population(rng, kind, items), kind)
    return Study(points(rng, answers, 0.5 * (seed % 2)), np.zeros(n, dtype=np.int64), 1)


def basis_of(matrix: Floats) -> Basis:
    n, items = matrix.shape
    names = tuple(f"i{j}" for j in range(items))
    return Basis(
        items=names,
        texts=names,
        ids=tuple(str(i) for i in range(n)),
        low=np.zeros(items),
        high=np.ones(items),
        reverse=np.zeros(items, dtype=np.bool_),
        mean=matrix.mean(0),
        covariance=np.cov(matrix.T),
        matrix=matrix,
        raw=matrix,
        weights=np.ones(n),
        imputed=np.zeros(items, dtype=np.int64),
    )


def studies(count: int, first: int) -> Iterator[tuple[str, Study]]:
    for seed in range(first, first + count):
        for overlap in OVERLAP:
            yield f"segments, {overlap} overlap", planted(seed, overlap)
        for kind in NULLS:
            yield f"no segments, {kind}", empty(seed, kind)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--studies", type=int, default=10, help="per kind")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    verdicts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    found: dict[str, list[tuple[float, float, float, float]]] = collections.defaultdict(list)
    for kind, study in studies(given.studies, given.seed):
        basis = basis_of(study.matrix)
        candidates = compare_segments(basis, seed=1, k_max=6)
        chosen = choose_segments(candidates, basis)
        verdicts[kind][chosen.verdict] += 1
        if study.k > 1 and chosen.verdict in {"natural", "reproducible"}:
            agreement = adjusted_rand(chosen.labels - 1, study.truth)
            possible = adjusted_rand(candidates.labels[study.k], study.truth)
            found[kind].append((chosen.k == study.k, abs(chosen.k - study.k) <= 1, agreement, possible))
        print(f"{kind:28} k {study.k} -> {chosen.k} {chosen.verdict}", flush=True)
    print(f"\n{'':28} natural reproducible constructive none | k right, within 1, agreement, at the true k")
    for kind, counted in sorted(verdicts.items()):
        total = counted.total()
        row = " ".join(
            f"{counted[word] / total:>11.0%}" for word in ("natural", "reproducible", "constructive", "none")
        )
        means = " ".join(f"{mean:.2f}" for mean in np.mean(found[kind], axis=0)) if found[kind] else ""
        print(f"{kind:28} {row} | {means} (n = {total})")


if __name__ == "__main__":
    main()

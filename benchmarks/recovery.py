"""How much of the truth is recovered, and how often k and the verdict are right, on simulated studies.

    python benchmarks/recovery.py --generator generator.py [--studies 150] [--nulls 105] [--first 0] [--most 3000]

The generator is a module with `make(seed, ...)` and `make_null(seed, ...)`: answers X (people x items, 1..points, NaN
blank), truth z, and `oracle`, the adjusted Rand index of a discriminant analysis trained on the true labels. Studies
differ in size (300 to 3,000), items (15 to 40), segments (3 to 6), noise items, style, skew, blanks and overlap; those
without segments are independent, factorial or skewed. Each is analysed as `analyze` does it, k from 3 to 8. Prints the
share of the oracle at the known k beside k-means and factor-cluster, how often k is right, what is lost by choosing it,
the verdicts, and what a stability has meant. About ten seconds of CPU per study.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from verdict import basis_of

from survey_seg.analysis.choice import choose_segments
from survey_seg.analysis.model import Basis
from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.segments import compare_segments
from survey_seg.stats.agreement import adjusted_rand
from survey_seg.stats.imputation import fill_blanks, fit_normal

Floats = npt.NDArray[np.float64]
RANGE = (3, 8)


def with_segments(seed: int) -> dict[str, Any]:
    """The design of a study with segments."""
    draw = np.random.default_rng([seed, 77])
    return {
        "n": int(draw.choice([300, 1000, 1000, 3000])),
        "k": int(draw.integers(3, 7)),
        "p": int(draw.choice([15, 25, 40])),
        "noise": float(draw.choice([0, 0, 0.25, 0.5])),
        "structure": str(draw.choice(["factor", "item", "mixed"])),
        "acq": float(draw.choice([0, 0.4, 0.8])),
        "ers": float(draw.choice([0, 0.25])),
        "points": int(draw.choice([5, 7])),
        "missing": float(draw.choice([0, 0.1])),
        "overlap": str(draw.choice(["low", "medium", "high"])),
        "sizes": str(draw.choice(["equal", "unequal", "small5"])),
        "hetero": float(draw.choice([0, 0.2])),
        "skew": float(draw.choice([0, 0.5])),
        "lvl": float(draw.choice([0, 0.5])),
    }


def without(seed: int) -> dict[str, Any]:
    """The design of a study without segments."""
    draw = np.random.default_rng([seed, 78])
    return {
        "n": int(draw.choice([300, 1000, 1000])),
        "p": int(draw.choice([15, 25, 40])),
        "kind": ("indep", "factor", "skew")[seed % 3],
        "acq": float(draw.choice([0, 0.5])),
        "points": int(draw.choice([5, 7])),
        "missing": float(draw.choice([0, 0.1])),
    }


def analysed(answers: Floats, points: int) -> Basis:
    """The basis of a study: answers on 0..1, blanks filled as `analyze` fills them."""
    matrix, weights = (answers - 1) / (points - 1), np.ones(len(answers))
    if np.isnan(matrix).any():
        fit = fit_normal(matrix, weights)
        matrix = fill_blanks(matrix, fit.mean, fit.covariance)
    return basis_of(matrix)


def judged(design: dict[str, Any], study: dict[str, Any]) -> dict[str, Any]:
    """What is found in one study."""
    basis = analysed(study["X"], study["points"])
    candidates = compare_segments(basis, seed=1)
    chosen = choose_segments(candidates, basis, k_range=RANGE)
    table = candidates.table.set_index("k")
    row = {**design, "chosen": chosen.k, "verdict": chosen.verdict}
    row["stability"] = table["stability"].loc[chosen.k] if chosen.k > 1 else table["stability"].loc[3:].max()
    if "z" not in study:
        return row
    truth, k = study["z"], design["k"]
    best = int(table["support"].loc[RANGE[0] :].idxmax())
    row |= {"oracle": study["oracle"], "at_k": adjusted_rand(candidates.labels[k], truth), "best": best}
    row |= {"at_best": adjusted_rand(candidates.labels[best], truth)}
    for method in ("kmeans", "factor_scores", "ordinal_latent_class"):
        found = fit_partition(basis.matrix, basis.weights, k, seed=1, method=method)
        row[method] = adjusted_rand(found.labels, truth)
    return row


def rows(generator: ModuleType, given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for seed in range(given.first, given.first + max(given.studies, given.nulls)):
        for design, make, wanted in (
            (with_segments(seed), generator.make, given.studies),
            (without(seed), generator.make_null, given.nulls),
        ):
            if seed - given.first < wanted and design["n"] <= given.most:
                yield judged(design, make((1000 if "k" in design else 5000) + seed, **design))


def report(table: pd.DataFrame) -> None:
    true, null = table[table["oracle"].notna()], table[table["oracle"].isna()]
    methods = ["oracle", "at_k", "kmeans", "factor_scores", "ordinal_latent_class"]
    recovered = true.groupby("overlap")[methods].mean()
    recovered.loc["all"] = true[methods].mean()
    recovered["of oracle"] = recovered["at_k"] / recovered["oracle"]
    print(f"\nagreement with the truth at the known k, n = {len(true)}\n{recovered.round(3).to_string()}")
    right = true.assign(
        exact=true["best"] == true["k"], within_one=(true["best"] - true["k"]).abs() <= 1, kept=true["at_best"]
    )
    print(f"\nk\n{right.groupby('overlap')[['exact', 'within_one', 'kept', 'at_k']].mean().round(3).to_string()}")
    print(right[["exact", "within_one", "kept", "at_k"]].mean().round(3).to_string())
    grades = pd.cut(right["stability"], [-1, 0.4, 0.6, 0.8, 1.01])
    meant = right.groupby(grades, observed=True)[["exact", "kept"]].agg(["mean", "size"])
    print(f"\nwhat a stability has meant\n{meant}")
    for name, part in (("overlap", true), ("kind", null)):
        print(f"\nverdicts\n{pd.crosstab(part[name], part['verdict'], normalize='index', margins=True).round(2)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--generator", type=Path, required=True)
    parser.add_argument("--studies", type=int, default=150)
    parser.add_argument("--nulls", type=int, default=105)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--most", type=int, default=3000, help="leave out studies with more people")
    given = parser.parse_args()
    spec = importlib.util.spec_from_file_location("generator", given.generator)
    if spec is None or spec.loader is None:
        sys.exit(f"{given.generator} is no Python module")
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    found = []
    for row in rows(generator, given):
        found.append(row)
        print({name: row[name] for name in ("overlap", "kind", "k", "chosen", "verdict") if name in row}, flush=True)
        if len(found) % 10 == 0:
            report(pd.DataFrame(found))
    report(pd.DataFrame(found))


if __name__ == "__main__":
    main()

"""A small part of `benchmarks/recovery.py`: a known truth is found, and found better than habits find it."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from survey_seg.analysis.partition import CONSENSUS, fit_partition
from survey_seg.stats.agreement import adjusted_rand

STYLED = (2, 3, 6)
"""Studies of `benchmarks/verdict.py` in which people differ in how readily they agree."""


@pytest.fixture(scope="module")
def simulated() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
        yield import_module("verdict")
        sys.modules.pop("verdict", None)


def test_more_of_the_truth_is_found_than_by_k_means_on_items_or_on_factor_scores(simulated: ModuleType) -> None:
    found: dict[str, list[float]] = {CONSENSUS: [], "kmeans": [], "factor_scores": []}
    for seed in STYLED:
        study = simulated.planted(seed, "medium")
        for method, agreement in found.items():
            weights = np.ones(len(study.matrix))
            partition = fit_partition(study.matrix, weights, study.k, seed=1, method=method)
            agreement.append(adjusted_rand(partition.labels, study.truth))
    mean = {method: np.mean(agreement) for method, agreement in found.items()}
    assert mean[CONSENSUS] > mean["kmeans"] + 0.1
    assert mean[CONSENSUS] > mean["factor_scores"] + 0.05

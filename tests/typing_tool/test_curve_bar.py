"""A small run of the benchmark of the curve: with few people the tool's questions beat a stepwise choice."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest


@pytest.fixture
def benchmark(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    specification = importlib.util.spec_from_file_location(
        "benchmark_typing_curve", root / "benchmarks" / "typing_curve.py"
    )
    module = importlib.util.module_from_spec(specification)
    monkeypatch.setitem(sys.modules, specification.name, module)
    specification.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_with_300_people_the_tool_is_right_more_often_than_stepwise_lda_with_a_logit(
    benchmark: ModuleType, shared: Path
) -> None:
    gains = []
    for name in benchmark.RATINGS:
        one = benchmark.SETS[name]
        people = benchmark.answers(shared / "data", one)
        for seed in range(10):
            order = np.random.default_rng([seed, 300]).permutation(len(people))
            drawn, others = people[order[:300]], people[order[300:]]
            made = benchmark.segments(drawn, one, 10, seed)
            truth = made.distances(others).argmin(axis=1)
            right, stepwise = benchmark.both(drawn, made.distances(drawn), others, truth)
            gains.append(np.mean(right) - np.mean(stepwise))
    assert np.mean(gains) >= 0.012

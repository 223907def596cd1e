"""What a small run of the benchmark of priorities says: orders that are called sure are mostly right."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def benchmark(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    specification = importlib.util.spec_from_file_location(
        "benchmark_priorities", root / "benchmarks" / "priorities.py"
    )
    module = importlib.util.module_from_spec(specification)
    monkeypatch.setitem(sys.modules, specification.name, module)
    specification.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_orders_called_sure_are_mostly_right_and_ranks_lie_in_their_intervals(benchmark: ModuleType) -> None:
    table = benchmark.judged(30, 1)
    leaders = table[(table["knocked_out"] == "") & (table["rank"] <= 2)].groupby("study")
    sure = leaders["p_top2"].min() >= 0.8
    assert sure.sum() >= 6
    for truth in ("declared", "drawn"):
        assert (leaders[truth].max() <= 2)[sure].mean() >= 0.6
        assert (leaders["p_top2"].min() < 0.8).any()
        assert ((table["rank_low"] <= table[truth]) & (table[truth] <= table["rank_high"])).mean() >= 0.9

"""The bar of the answer rules on the committed lists: what is planted is found, and clean lists stay clean."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def benchmark(root: Path) -> Any:
    specification = importlib.util.spec_from_file_location("options_benchmark", root / "benchmarks" / "options.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def clean(benchmark: Any) -> Any:
    return benchmark.clean_pool()


def test_there_are_two_hundred_clean_lists_in_two_languages_and_markets(clean: Any) -> None:
    studies = [(one.study.language, one.study.market.type, len(one.questions)) for one in clean.questionnaires]
    assert sum(number for _, _, number in studies) >= 200
    shares: Counter[str] = Counter()
    for language, market, number in studies:
        shares[language] += number
        shares[market] += number
    assert min(shares.values()) >= 0.45 * sum(shares.values()) / 2


def test_faults_planted_in_clean_lists_are_found(benchmark: Any, clean: Any) -> None:
    planted = benchmark.recall(clean, seed=1)
    in_bar = [hit for (_, rule), every in planted.items() if rule in benchmark.BAR for hit, _ in every]
    assert {rule for _, rule in planted} >= set(benchmark.BAR)
    assert sum(in_bar) >= 0.95 * len(in_bar)
    for (name, _), every in planted.items():
        assert sum(hit for hit, _ in every) >= 0.85 * len(every), name


def test_clean_lists_raise_at_most_one_false_alarm_in_a_hundred(benchmark: Any, clean: Any) -> None:
    asked, found = benchmark.alarms(clean)
    assert len(found) <= asked / 100

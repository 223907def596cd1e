"""Every planted defect of structure, routing and tags in our own examples is found, and nothing else."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bar(root: Path) -> ModuleType:
    """The benchmark as a module."""
    specification = importlib.util.spec_from_file_location("benchmark_structure", root / "benchmarks" / "structure.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules["benchmark_structure"] = module
    specification.loader.exec_module(module)
    return module


def test_every_planted_defect_is_found_and_nothing_was_found_before(
    bar: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bar, "MOST", 2)
    files = list(bar.opened(bar.own_files()))
    tried = list(bar.tries(files))
    missed = [(one.file, one.how, bar.place_of(one.mutant.place)) for one in tried if not one.found]
    assert missed == []
    assert len({one.how for one in tried}) == len(bar.MUTATORS) >= 20
    rules = sorted({rule for one in tried for rule in one.mutant.rules})
    assert [(name, found.rule, found.place) for name, asked in files for found in bar.findings(asked, rules)] == []


def test_a_rule_that_stays_silent_is_a_miss(bar: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    files = list(bar.opened(bar.own_files()[:1]))
    monkeypatch.setattr(bar, "BY_ID", {name: rule for name, rule in bar.BY_ID.items() if name != "STR306"})
    missed = {one.how for one in bar.tries(files) if not one.found}
    assert missed == {
        "a condition against itself",
        "a condition against itself by unlike",
        "a condition against itself by not",
        "a condition that always holds",
    }

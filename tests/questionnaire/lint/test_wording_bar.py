"""The pools of the wording bar hold what they promise, and the rules keep within the bar."""

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bar(root: Path) -> ModuleType:
    """The benchmark as a module."""
    specification = importlib.util.spec_from_file_location("benchmark_wording", root / "benchmarks" / "wording.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules["benchmark_wording"] = module
    specification.loader.exec_module(module)
    return module


def test_the_test_half_is_the_one_that_was_frozen(bar: ModuleType) -> None:
    assert bar.frozen()


def test_a_changed_test_half_is_refused(bar: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "test").mkdir()
    (tmp_path / "frozen.sha256").write_bytes((bar.POOLS / "frozen.sha256").read_bytes())
    (tmp_path / "test" / "pairs.yaml").write_bytes((bar.POOLS / "test" / "pairs.yaml").read_bytes() + b"\n")
    monkeypatch.setattr(bar, "POOLS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["wording.py"])
    with pytest.raises(SystemExit, match="SHA-256"):
        bar.main()


@pytest.mark.parametrize("half", ["dev", "test"])
def test_each_half_has_25_flaws_with_three_english_pairs_and_a_german_one(bar: ModuleType, half: str) -> None:
    pairs = bar.pairs(half)
    assert len(pairs) == 100
    assert len({pair.flaw for pair in pairs}) == 25
    for flaw in {pair.flaw for pair in pairs}:
        assert Counter(pair.language for pair in pairs if pair.flaw == flaw) == {"en": 3, "de": 1}


@pytest.mark.parametrize("half", ["dev", "test"])
def test_half_of_each_half_is_about_business(bar: ModuleType, half: str) -> None:
    assert Counter(pair.audience for pair in bar.pairs(half)) == {"consumer": 50, "business": 50}


def test_the_halves_are_about_the_same_flaws_and_share_no_item(bar: ModuleType) -> None:
    dev, test = bar.pairs("dev"), bar.pairs("test")
    assert {(pair.flaw, pair.rules) for pair in dev} == {(pair.flaw, pair.rules) for pair in test}
    texts = [
        {text for pair in half for one in (pair.flawed, pair.repaired) for text in one.texts} for half in (dev, test)
    ]
    assert not texts[0] & texts[1]


def test_a_flawed_item_and_its_repair_are_not_the_same(bar: ModuleType) -> None:
    for pair in bar.pairs("dev") + bar.pairs("test"):
        assert pair.flawed.questionnaire.questions != pair.repaired.questionnaire.questions


def test_the_clean_pool_has_300_items_in_the_promised_proportions(bar: ModuleType) -> None:
    groups = [group for group, _ in bar.clean_groups()]
    items = [(group, text) for group in groups for text in group["texts"]]
    assert len(items) == len({text for _, text in items}) == 300
    assert Counter("de" if group["language"] == "de" else group["audience"] for group, _ in items) == {
        "consumer": 150,
        "business": 75,
        "de": 75,
    }
    assert sum("hard" in group for group, _ in items) >= 60


def test_a_verdict_names_its_text_by_a_hash_and_nothing_else(bar: ModuleType) -> None:
    said = sys.modules["wording_verdicts"].verdicts()
    assert {one.pool for one in said} == {"real labels", "real surveys"}
    assert {one.rule for one in said} <= {rule.id for rule in bar.wording_rules()}
    assert set(said.values()) == {"true", "debatable", "false"}
    assert all(re.fullmatch(r"[0-9a-f]{12}", one.text) for one in said)


def test_verdicts_are_counted_for_what_is_found_today(bar: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    of = sys.modules["wording_verdicts"]
    said = of.verdicts()
    right = next(one for one, verdict in said.items() if (one.rule, verdict) == ("WRD121", "true"))
    bar.print_verdicts({right, of.place("real surveys", "A text nobody judged", "WRD121")}, {"real surveys": 50})
    lines = capsys.readouterr().out.splitlines()
    assert next(line for line in lines if line.startswith("WRD121")).endswith("true 100 % of 1 [21, 100]")
    assert lines[-1].endswith("2.0 not judged, 2.0 true per 100")


@pytest.mark.parametrize("half", ["dev", "test"])
def test_the_rules_find_at_least_seven_flaws_in_ten(bar: ModuleType, half: str) -> None:
    pairs = bar.pairs(half)
    assert sum(bar.recall(pairs, bar.wording_rules()).values()) >= 0.7 * len(pairs)


def test_the_rules_stay_silent_on_clean_items(bar: ModuleType) -> None:
    rates = bar.alarms(bar.clean_items(), bar.wording_rules())
    assert max(rates.values()) <= 3
    assert sum(rates.values()) <= 10

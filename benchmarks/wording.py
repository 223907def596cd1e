"""How many wording flaws do the rules find, and how often do they speak up on clean items?

    python benchmarks/wording.py [--show]

The pools in benchmarks/wording were written for this project. A pair is a flawed item and its repair; 25 flaws, four
pairs each in `dev` (to tune on) and four in `test` (frozen: its SHA-256 stands in frozen.sha256, and a changed file is
refused). Each item becomes a small questionnaire, and the WRD rules look at it one by one. Printed:

- per flaw, in how many of the four flawed items one of the rules meant for it finds something;
- per rule and in all, the findings per 100 clean items: the repaired items of both halves and the 300 of clean.yaml;
  beside these the labels and questionnaires of the folder with real data, where it is on the machine (other people's
  items, of which nobody says that they are flawless), and what a reader said of the findings there, as far as they
  still come up (`wording_verdicts.py`);
- the same for two baselines: every item with an and or an or, and the prose linter proselint where it is installed.

Who wrote the pairs knew the list of flaws, though no rule and no word list: expect less recall on other questionnaires.
The pool `fresh` (two pairs per flaw, 150 clean items) was written after the rules, measured once, never tuned on, and
has columns of its own, with the findings at error or warning level apart; fresh.sha256 beside this file pins it. Its
repaired items count as clean, as in the other halves. A `fresh` that was changed is refused, too.

`--show` lists what was missed in `dev` and what was found in clean items, never anything of `test` or `fresh`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from survey_seg.errors import SurveySegError
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.rules import RULES
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.questionnaire.schema import validate
from survey_seg.questionnaire.yaml_file import read_yaml

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from wording_verdicts import Place, place, print_verdicts  # noqa: E402 - it stands beside this file

POOLS: Final = HERE / "wording"
SHARED: Final = Path(os.environ.get("SURVEY_SEG_SHARED", POOLS.parent.parent.parent / "shared"))
HALVES: Final = ("dev", "test")
FRESH: Final = "fresh"
PINS: Final = POOLS.parent / "fresh.sha256"
STEMS: Final = {
    "en": "How much do you agree or disagree with each of these statements?",
    "de": "Inwieweit stimmen Sie den folgenden Aussagen zu oder lehnen sie ab?",
}
BATTERY: Final = 10
AND_OR: Final = re.compile(r"\b(?:and|or|und|oder)\b", re.IGNORECASE)

Plain = Mapping[str, Any]
Tally = Callable[[Sequence["Item"]], list[int]]
"""How many findings each of some items has."""


@dataclass(frozen=True)
class Item:
    """One item, or several of a kind, as a small questionnaire; `texts` are what is asked."""

    texts: tuple[str, ...]
    questionnaire: Questionnaire


@dataclass(frozen=True)
class Pair:
    """A flawed item and its repair; `rules` are the ids of the rules that may find the flaw."""

    half: str
    flaw: str
    rules: tuple[str, ...]
    audience: str
    language: str
    flawed: Item
    repaired: Item


def wording_rules() -> tuple[Rule, ...]:
    """Every rule about wording there is."""
    return tuple(rule for rule in RULES if rule.family == "WRD")


def frozen() -> bool:
    """Is the test half as it was written?"""
    digest, name = (POOLS / "frozen.sha256").read_text(encoding="utf-8").split()
    return hashlib.sha256((POOLS / name).read_bytes()).hexdigest() == digest


def fresh_as_written() -> bool:
    """Are the fresh pools, of wording and of options, as they were when they were measured?"""
    pins = (line.split() for line in PINS.read_text(encoding="utf-8").splitlines())
    return all(hashlib.sha256((PINS.parent / name).read_bytes()).hexdigest() == digest for digest, name in pins)


def read(name: str) -> dict[str, Any]:
    """A pool as plain values."""
    plain: Any = read_yaml((POOLS / name).read_text(encoding="utf-8"), file=name)[0]
    return dict(plain)


def pairs(half: str) -> list[Pair]:
    """The pairs of a half."""
    whole = read(f"{half}/pairs.yaml")
    return [
        Pair(
            half=half,
            flaw=flaw,
            rules=tuple(block["rules"]),
            audience=pair["audience"],
            language=pair["language"],
            flawed=item(pair, pair["flawed"], whole["answers"]),
            repaired=item(pair, pair["repaired"], whole["answers"]),
        )
        for flaw, block in whole["flaws"].items()
        for pair in block["pairs"]
    ]


def clean_groups(name: str = "clean.yaml") -> list[tuple[Plain, Item]]:
    """The groups of a clean pool: as written, and as questionnaires."""
    whole = read(name)
    return [(group, asked(group, group["texts"], whole["answers"])) for group in whole["groups"]]


def item(pair: Plain, side: str | Plain, answers: Plain) -> Item:
    """One side of a pair: a text, or a mapping of what differs from the other side."""
    whole = {**pair, **(side if isinstance(side, dict) else {"text": side})}
    return asked(whole, [whole["text"]], answers)


def asked(how: Plain, texts: Sequence[str], answers: Plain) -> Item:
    """Texts as the questions of a questionnaire, or as the rows of one grid."""
    study = {"title": "Wording", "language": how["language"], "market": {"type": "b2b"}} | how.get("study", {})
    if how["audience"] == "consumer":
        study["market"] = {"type": "b2c"}
    question: dict[str, Any] = {"type": how["type"], "role": ["basis"]}
    question |= {"data_type": how["data_type"]} if "data_type" in how else {}
    labels = how.get("answers", ())
    labels = answers[labels] if isinstance(labels, str) else labels
    question |= {"options": [{"code": code, "label": label} for code, label in enumerate(labels, 1)]}
    if how["type"] == "grid":
        rows = [{"id": f"q_{number}", "text": text} for number, text in enumerate(texts, 1)]
        questions = [question | {"id": "q", "text": how.get("stem", STEMS[how["language"]]), "rows": rows}]
    else:
        questions = [question | {"id": f"q_{number}", "text": text} for number, text in enumerate(texts, 1)]
    whole = validate({"study": study, "questions": questions}, file="pool", place=lambda _: (None, ""))
    return Item(tuple(texts), Questionnaire(study=whole.study, questions=whole.questions))


def real_labels() -> Iterator[Item]:
    """Labels of variables in the real response files: questions as questions, statements as the rows of grids.

    A grid has the statements that follow each other in a file and have the same answers, at most `BATTERY` of them.
    """
    folder, seen = SHARED / "data", set[str]()
    every = []
    for label, labels in [*_labels_of_dictionaries(folder), *_labels_of_sav(folder)]:
        if len(label.split()) > 2 and label not in seen:
            seen.add(label)
            every.append((label, labels))
    for (labels, is_question), some in groupby(every, key=lambda one: (one[1], one[0].endswith("?"))):
        kind, size = ("single", 1) if is_question else ("grid", BATTERY)
        how = {"audience": "consumer", "language": "en", "type": kind, "answers": labels}
        texts = [label for label, _ in some]
        yield from (asked(how, texts[start : start + size], {}) for start in range(0, len(texts), size))


def _labels_of_dictionaries(folder: Path) -> Iterator[tuple[str, list[str]]]:
    answers = read("clean.yaml")["answers"]
    for name, column, scale in (
        ("bfi_dictionary.csv", "Item", "accurate"),
        ("young_people_survey_dictionary.csv", "original", "agree"),
    ):
        with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
            yield from ((row[column].strip(), answers[scale]) for row in csv.DictReader(lines))


def _labels_of_sav(folder: Path) -> Iterator[tuple[str, list[str]]]:
    import pyreadstat  # only where there are such files

    for path in sorted(folder.glob("*.sav")):
        meta = pyreadstat.read_sav(path, metadataonly=True)[1]
        for name, label in meta.column_names_to_labels.items():
            options = [str(text) for text in meta.variable_value_labels.get(name, {}).values()]
            if label and options:
                yield label.strip(), options


def real_questionnaires() -> Iterator[Item]:
    """The real questionnaires that can be read, in the languages the rules know."""
    for path in sorted(path for path in (SHARED / "questionnaires").glob("*/*") if path.is_file()):
        try:
            whole = read_questionnaire(path)
        except SurveySegError:
            continue
        if whole.study.language in STEMS:
            texts = [
                text for one in whole.questions for text in ((row.text for row in one.rows) if one.rows else [one.text])
            ]
            yield Item(tuple(texts), whole)


def found(one: Item, rules: Sequence[Rule]) -> list[Finding]:
    """What rules find in an item."""
    return [finding for rule in rules for finding in rule.check(one.questionnaire)]


def recall(half: Sequence[Pair], rules: Sequence[Rule]) -> dict[str, int]:
    """Per flaw, how many of its flawed items are found by a rule that is meant for it."""
    hits = dict.fromkeys((pair.flaw for pair in half), 0)
    for pair in half:
        meant = [rule for rule in rules if rule.id in pair.rules]
        hits[pair.flaw] += bool(found(pair.flawed, meant))
    return hits


def clean_items() -> list[Item]:
    """What good questionnaires ask: the repaired items of both halves and the clean pool."""
    return [pair.repaired for half in HALVES for pair in pairs(half)] + [one for _, one in clean_groups()]


def fresh_items() -> list[Item]:
    """What good questionnaires ask, written after the rules: the repaired items and the clean pool of fresh."""
    return [pair.repaired for pair in pairs(FRESH)] + [one for _, one in clean_groups(f"{FRESH}/clean.yaml")]


def alarms(items: Sequence[Item], rules: Sequence[Rule], *, notes: bool = True) -> dict[str, float]:
    """Findings per 100 items, by the id of the rule, with or without notes; rules that stay silent have 0."""
    many = sum(len(one.texts) for one in items)
    every = (finding for one in items for finding in found(one, rules))
    counts = Counter(finding.rule for finding in every if notes or finding.severity != "info")
    return {rule.id: 100 * counts[rule.id] / max(many, 1) for rule in rules}


def print_real(pools: Mapping[str, Sequence[Item]], rules: Sequence[Rule]) -> None:
    """What the findings in other people's items are worth."""
    places: set[Place] = set()
    for pool, items in pools.items():
        for one in items:
            places |= {place(pool, text_at(one.questionnaire, hit.place), hit.rule) for hit in found(one, rules)}
    print_verdicts(places, {pool: len({text for one in items for text in one.texts}) for pool, items in pools.items()})


def naive(items: Sequence[Item]) -> list[int]:
    """Baseline: an item with an and or an or is taken for double-barrelled."""
    return [sum(bool(AND_OR.search(text)) for text in one.texts) for one in items]


def proselint(items: Sequence[Item]) -> list[int]:
    """Baseline: the findings of the program proselint, every text a paragraph of its own."""
    owner = [number for number, one in enumerate(items) for _ in one.texts]
    paragraphs = [" ".join(text.split()) for one in items for text in one.texts]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "items.txt"
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        command = ["proselint", "check", "--output-format", "compact", str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    counts = Counter(owner[int(line) // 2] for line in re.findall(r"items\.txt:(\d+):", said))
    return [counts[number] for number in range(len(items))]


def print_recall(halves: Mapping[str, Sequence[Pair]], rules: Sequence[Rule]) -> None:
    """Per flaw and half, the flawed items that are found."""
    by_half = {half: recall(some, rules) for half, some in halves.items()}
    meant = {pair.flaw: ", ".join(pair.rules) for some in halves.values() for pair in some}
    print(f"{'flaw':28}{'rules':18}" + "".join(f"{half:>7}" for half in halves) + f"   of 4 each, {FRESH} of 2")
    for flaw, ids in meant.items():
        print(f"{flaw:28}{ids:18}" + "".join(f"{hits[flaw]:7}" for hits in by_half.values()))
    rates = {half: 100 * sum(hits.values()) / len(halves[half]) for half, hits in by_half.items()}
    print(f"{'recall, %':46}" + "".join(f"{rate:7.0f}" for rate in rates.values()))
    print(f"{FRESH}: written after the rules, measured once, never tuned on")


def print_alarms(pools: Mapping[str, Sequence[Item]], rules: Sequence[Rule]) -> None:
    """Per rule and pool, the findings per 100 items."""
    rates = {name: alarms(items, rules) for name, items in pools.items()}
    print(f"\n{'findings per 100 items':28}" + "".join(f"{name:>18}" for name in pools))
    print(f"{'items':28}" + "".join(f"{sum(len(one.texts) for one in items):18,}" for items in pools.values()))
    for rule in rules:
        if any(rate[rule.id] for rate in rates.values()):
            print(f"{rule.id + ' ' + rule.slug:28}" + "".join(f"{rate[rule.id]:18.1f}" for rate in rates.values()))
    print(f"{'all rules':28}" + "".join(f"{sum(rate.values()):18.1f}" for rate in rates.values()))
    graver = [sum(alarms(items, rules, notes=False).values()) for items in pools.values()]
    print(f"{'of these errors, warnings':28}" + "".join(f"{rate:18.1f}" for rate in graver))


def print_baseline(
    name: str, tally: Tally, halves: Mapping[str, Sequence[Pair]], pools: Mapping[str, Sequence[Item]]
) -> None:
    """A baseline: flawed items with any finding at all, and findings per 100 clean items."""
    print(f"\n{name}")
    for half, some in halves.items():
        hits = sum(bool(count) for count in tally([pair.flawed for pair in some]))
        print(f"    {half}: {hits} of {len(some)} flawed items have a finding, of any kind")
    for pool, items in pools.items():
        many = sum(len(one.texts) for one in items)
        print(f"    {pool}: {100 * sum(tally(items)) / max(many, 1):.1f} findings per 100 items")


def show(halves: Mapping[str, Sequence[Pair]], rules: Sequence[Rule]) -> None:
    """What was missed in dev, and what was found in its repaired items and in the clean pool."""
    print("\nmissed in dev")
    for pair in halves["dev"]:
        if not found(pair.flawed, [rule for rule in rules if rule.id in pair.rules]):
            print(f"    {pair.flaw}: {pair.flawed.texts[0]}")
    print("\nfound in clean items")
    for one in [pair.repaired for pair in halves["dev"]] + [one for _, one in clean_groups()]:
        for finding in found(one, rules):
            print(f"    {finding.rule} {finding.slug}: {text_at(one.questionnaire, finding.place)}")


def text_at(questionnaire: Questionnaire, place: str) -> str:
    """The text a finding is about: a row of a grid, a question, or the study."""
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", place)]
    if not place.startswith("questions"):
        return questionnaire.study.title
    question = questionnaire.questions[numbers[0]]
    return question.rows[numbers[1]].text if ".rows[" in place else question.text


def main() -> None:
    parser = argparse.ArgumentParser(description="How many wording flaws are found, how often is a clean item flagged?")
    parser.add_argument("--show", action="store_true", help="list what dev and the clean pool have to teach")
    arguments = parser.parse_args()
    if not frozen():
        raise SystemExit("The test half is not the one that was frozen: its SHA-256 differs from frozen.sha256.")
    if not fresh_as_written():
        raise SystemExit("A fresh pool is not as it was when it was measured: its SHA-256 differs from fresh.sha256.")
    rules = wording_rules()
    halves = {half: pairs(half) for half in (*HALVES, FRESH)}
    pools = {"written": clean_items(), FRESH: fresh_items()}
    real: dict[str, list[Item]] = {}
    if (SHARED / "data").is_dir():
        real = {"real labels": list(real_labels()), "real surveys": list(real_questionnaires())}
    pools |= real
    print(f"{len(rules)} wording rules\n")
    print_recall(halves, rules)
    print_alarms(pools, rules)
    if real:
        print_real(real, rules)
    print_baseline("Baseline: every and, every or", naive, halves, pools)
    if shutil.which("proselint"):
        print_baseline("Baseline: proselint", proselint, halves, pools)
    else:
        print("\nBaseline: proselint is not installed")
    if arguments.show:
        show(halves, rules)


if __name__ == "__main__":
    main()

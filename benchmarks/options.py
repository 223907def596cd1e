"""How many faults in answer lists does the lint find, and how often does it cry wolf?

    python benchmarks/options.py [--seed 1] [--show]

Faults are planted one at a time (`options_mutants.py`: overlapping classes, a class left out, a side of a scale cut,
reversed codes ...) into the questions of clean questionnaires: the lists in options_clean.yaml beside this file, the
questionnaires that are shipped, and whatever can be read in the folder of sample questionnaires when it is there
(SURVEY_SEG_SHARED). A fault counts as found when its rule names the question it was planted in (for direction and
wording of scales: any question, as a pair differs) and did not do so before. Which lists are classes or scales is said
by hand for the clean lists; in other files only what the parsers know can be mutated, so recall there says less.
Printed: recall per fault, and findings at error or warning level per 100 questions of the untouched files; --show
prints every such finding.

The lists in options_fresh.yaml were written after the rules, measured once, never tuned on (fresh.sha256 pins them; a
changed file is refused): nothing is planted there, the findings on them are printed by themselves.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from survey_seg.errors import SurveySegError
from survey_seg.questionnaire.lint.finding import Finding
from survey_seg.questionnaire.lint.rules.options import RULES
from survey_seg.questionnaire.lint.words.classes import numeric_classes
from survey_seg.questionnaire.lint.words.polarity import LEVELLED, scale_of
from survey_seg.questionnaire.lint.words.sensitive import sensitive_topic
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.questionnaire.schema import validate
from survey_seg.questionnaire.yaml_file import read_yaml
from survey_seg.resources import folder

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from options_mutants import MUTATORS, SCALES, points  # noqa: E402 - it stands beside this file

BAR = ("OPT201", "OPT202", "OPT205", "OPT207", "OPT208", "OPT210", "OPT214", "OPT215", "OPT217")
"""Overlaps, gaps, balance, direction, codes and opt-outs: the rules that the bar is about."""

ANYWHERE = frozenset({"OPT215", "OPT216"})
MARKS = {"~": "missing", "!": "exclusive", "+": "open"}


@dataclass(frozen=True)
class Pool:
    """Questionnaires that belong together, and what their lists are where somebody has said so."""

    name: str
    questionnaires: tuple[Questionnaire, ...]
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def is_kind(self, kind: str, question: Question, language: str) -> bool:
        """Whether a list is of a kind: by hand, or else by what the parsers know."""
        if self.kinds:
            return question.id in self.kinds[kind]
        scale = scale_of(question, language)
        if kind == "classes":
            return len(numeric_classes(question, language)) == len(points(question)) > 0
        if kind == "sides":
            return False
        if kind == "frequency" or scale is None:
            return scale is not None and scale.family == "frequency"
        return scale.complete and scale.family not in LEVELLED and scale.bipolar == (kind == "bipolar")


def clean_pool() -> Pool:
    """The clean lists, as one questionnaire for each title."""
    whole = _lists("options_clean.yaml")
    kinds = {name: frozenset(ids.split()) for name, ids in whole.pop("kinds").items()}
    kinds["sensitive"] = frozenset(one["id"] for one in whole["sensitive"] if "id" in one) | {"a02", "e02", "n02"}
    return Pool("clean lists", _questionnaires(whole), kinds)


def fresh_pool() -> Pool:
    """The lists that were written after the rules."""
    name = "fresh: lists written after the rules, measured once, never tuned on"
    return Pool(name, _questionnaires(_lists("options_fresh.yaml")))


def fresh_as_written() -> bool:
    """Are the fresh lists as they were when they were measured?"""
    lines = (HERE / "fresh.sha256").read_text(encoding="utf-8").splitlines()
    pins = {name: digest for digest, name in map(str.split, lines)}
    return hashlib.sha256((HERE / "options_fresh.yaml").read_bytes()).hexdigest() == pins["options_fresh.yaml"]


def _lists(name: str) -> dict[str, Any]:
    plain: Any = read_yaml((HERE / name).read_text(encoding="utf-8"), file=name)[0]
    return dict(plain)


def _questionnaires(parts: Mapping[str, Any]) -> tuple[Questionnaire, ...]:
    """Parts of lists, as one questionnaire for each title."""
    found: list[Questionnaire] = []
    for part in parts.values():
        for entry in part:
            if "title" in entry:
                study = {"title": entry["title"], "language": entry["language"], "market": {"type": entry["market"]}}
                groups: dict[str, Any] = {"study": study, "questions": []}
                found.append(groups)
            else:
                groups["questions"].append(_written_out(entry))
    read = (validate(one, file="clean", place=lambda _: (None, "")) for one in found)
    return tuple(Questionnaire(one.study, one.questions, one.study.title) for one in read)


def _written_out(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A question of the clean lists as the file of a questionnaire has it."""
    options: list[dict[str, Any]] = []
    missing = 97
    for label in entry.get("options", ()):
        mark = MARKS.get(label[0])
        missing += mark == "missing"
        code = missing if mark == "missing" else sum(not one.get("missing") for one in options) + 1
        options.append({"code": code, "label": label[1:] if mark else label} | ({mark: True} if mark else {}))
    rows = [{"id": f"{entry['id']}_{n}", "text": f"Line {n}"} for n in (1, 2, 3)] if entry["type"] == "grid" else []
    if rows:
        rows[2]["reverse"] = True
    more = {"options": options} if options else {}
    return {**entry, **more, **({"rows": rows} if rows else {})}


def other_pools() -> Iterator[Pool]:
    """The shipped questionnaires, and the sample files that can be read."""
    shipped = [
        folder("questionnaires") / "starter.yaml",
        *sorted((folder("questionnaires") / "examples").glob("*.yaml")),
    ]
    yield Pool("shipped", tuple(read_questionnaire(path) for path in shipped))
    shared = Path(os.environ.get("SURVEY_SEG_SHARED", HERE.parent.parent / "shared")) / "questionnaires"
    found = []
    for path in sorted(shared.rglob("*")) if shared.is_dir() else ():
        try:
            found.append(read_questionnaire(path))
        except SurveySegError:
            continue
    if found:
        yield Pool("sample files", tuple(found))


def findings(questionnaire: Questionnaire) -> list[Finding]:
    """What the rules of the family say, without notes."""
    return [one for rule in RULES for one in rule.check(questionnaire) if one.severity != "info"]


def of_rule(questionnaire: Questionnaire, rule: str) -> set[str]:
    """The questions that one rule names."""
    check = next(one for one in RULES if one.id == rule)
    return {one.question for one in check.check(questionnaire)}


def applies(pool: Pool, questionnaire: Questionnaire, question: Question, kinds: tuple[str, ...], rule: str) -> bool:
    """Whether a fault of a kind can be planted: the list is one, and for directions there is another to differ from."""
    language = questionnaire.study.language
    if len(question.options) < 2 or "consent" in question.role:
        return False
    if kinds == ("sensitive",) and not pool.kinds:
        return sensitive_topic(question, language) is not None
    if kinds and not any(pool.is_kind(kind, question, language) for kind in kinds):
        return False
    others = (one for one in questionnaire.questions if one is not question)
    return rule not in ANYWHERE or any(
        pool.is_kind(kind, one, language) for one in others for kind in SCALES if len(one.options) > 2
    )


def recall(pool: Pool, seed: int) -> dict[tuple[str, str], list[tuple[bool, str]]]:
    """For every fault, whether each planted one was found, and where it was planted."""
    result: dict[tuple[str, str], list[tuple[bool, str]]] = defaultdict(list)
    for questionnaire in pool.questionnaires:
        known = {rule: of_rule(questionnaire, rule) for _, rule, _, _ in MUTATORS}
        for at, question in enumerate(questionnaire.questions):
            for name, rule, kinds, mutate in MUTATORS:
                if question.id in known[rule] or not applies(pool, questionnaire, question, kinds, rule):
                    continue
                mutant = mutate(question, random.Random(f"{seed} {question.id} {name}"))
                if mutant is None or mutant == question:
                    continue
                asked = (*questionnaire.questions[:at], mutant, *questionnaire.questions[at + 1 :])
                named = of_rule(replace(questionnaire, questions=asked), rule) - known[rule]
                found = bool(named) if rule in ANYWHERE else question.id in named
                labels = " | ".join(option.label for option in mutant.options)
                result[name, rule].append((found, f"{question.id}: {labels}"))
    return result


def alarms(pool: Pool) -> tuple[int, list[tuple[str, Finding]]]:
    """How many questions there are, and every finding on the untouched questionnaires with the file it is in."""
    asked = sum(question.type != "info" for one in pool.questionnaires for question in one.questions)
    return asked, [(one.file, finding) for one in pool.questionnaires for finding in findings(one)]


def show(pool: Pool, seed: int, *, every: bool) -> None:
    """Prints the recall per fault and the findings per 100 questions of one pool."""
    print(f"\n{pool.name}: {len(pool.questionnaires)} questionnaires")
    hits = total = 0
    for (name, rule), planted in recall(pool, seed).items():
        found = sum(hit for hit, _ in planted)
        print(f"  {rule} {name:28} {found:4} of {len(planted):4}  {found / len(planted):6.1%}")
        if rule in BAR:
            hits, total = hits + found, total + len(planted)
        for hit, what in planted if every else ():
            if not hit:
                print(f"      missed {what}")
    print(f"  recall over the rules of the bar: {hits} of {total}, {hits / max(total, 1):.1%}")
    show_alarms(pool, every=every)


def show_alarms(pool: Pool, *, every: bool) -> None:
    """Prints the findings on the untouched questionnaires of one pool."""
    asked, found_all = alarms(pool)
    in_bar = [one for one in found_all if one[1].rule in BAR]
    print(f"  findings on {asked} untouched questions: {len(in_bar)} by the rules of the bar", end="")
    rates = [100 * len(some) / asked for some in (in_bar, found_all)]
    print(f" ({rates[0]:.2f} per 100), {len(found_all)} by all ({rates[1]:.2f} per 100)")
    for rule, number in sorted(Counter(one.rule for _, one in found_all).items()):
        print(f"    {rule} {number}")
    for file, one in found_all if every else ():
        print(f"      {file} {one.question} {one.rule} {one.severity}: {one.message}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print every finding and every fault that was missed")
    given = parser.parse_args()
    for pool in (clean_pool(), *other_pools()):
        show(pool, given.seed, every=given.show)
    if not fresh_as_written():
        raise SystemExit("The fresh lists are not as they were when they were measured: see fresh.sha256.")
    fresh = fresh_pool()
    print(f"\n{fresh.name}: {len(fresh.questionnaires)} questionnaires")
    show_alarms(fresh, every=given.show)


if __name__ == "__main__":
    main()

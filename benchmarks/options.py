"""How many faults in answer lists does the lint find, and how often does it cry wolf?

    python benchmarks/options.py [--seed 1] [--show]

Faults are planted one at a time (overlapping classes, a class left out, a side of a scale cut, reversed codes ...) into
the questions of clean questionnaires: the lists in options_clean.yaml beside this file, the questionnaires that are
shipped, and whatever can be read in the folder of sample questionnaires when it is there (SURVEY_SEG_SHARED). A fault
counts as found when its rule names the question it was planted in (for direction and wording of scales: any question,
as a pair differs) and did not do so before. Which lists are classes or scales is said by hand for the clean lists;
in other files only what the parsers know can be mutated, so recall there says less. Printed: recall per fault, and
findings at error or warning level per 100 questions of the untouched files; --show prints every such finding.

The lists in options_fresh.yaml were written after the rules, measured once, never tuned on (fresh.sha256 pins them; a
changed file is refused): nothing is planted there, the findings on them are printed by themselves.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from survey_seg.errors import SurveySegError
from survey_seg.questionnaire.lint.finding import Finding
from survey_seg.questionnaire.lint.rules.options import RULES
from survey_seg.questionnaire.lint.words.answers import opts_out, refuses
from survey_seg.questionnaire.lint.words.classes import numeric_classes
from survey_seg.questionnaire.lint.words.polarity import LEVELLED, scale_of
from survey_seg.questionnaire.lint.words.sensitive import sensitive_topic
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.questionnaire.schema import validate
from survey_seg.questionnaire.yaml_file import read_yaml
from survey_seg.resources import folder

HERE = Path(__file__).resolve().parent
BAR = ("OPT201", "OPT202", "OPT205", "OPT207", "OPT208", "OPT210", "OPT214", "OPT215", "OPT217")
"""Overlaps, gaps, balance, direction, codes and opt-outs: the rules that the bar is about."""

ANYWHERE = frozenset({"OPT215", "OPT216"})
MARKS = {"~": "missing", "!": "exclusive", "+": "open"}
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


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


Labels = list[Option]
Mutator = Callable[[Question, random.Random], Question | None]


def with_options(question: Question, options: list[Option]) -> Question:
    return replace(question, options=tuple(options))


def points(question: Question) -> list[int]:
    """The places of the answers that count."""
    return [at for at, one in enumerate(question.options) if not (one.missing or one.open or opts_out(one.label))]


def relabelled(question: Question, at: int, label: str) -> Question:
    options = list(question.options)
    options[at] = replace(options[at], label=label)
    return with_options(question, options)


def make_overlap(question: Question, rng: random.Random) -> Question | None:
    """A class begins where the one before ends: 18-24, 25-34 becomes 18-24, 24-34."""
    found = []
    for first, second in zip(points(question), points(question)[1:], strict=False):
        before, after = question.options[first].label, question.options[second].label
        ends, begins = NUMBER.findall(before), NUMBER.findall(after)
        shared = re.search(r"(?:bis unter|to less than|to under|to below) ", before)
        if shared and len(ends) == 2:
            found.append((first, before.replace(shared[0], "bis " if "bis" in shared[0] else "to ")))
        elif (
            len(ends) == 2
            and begins
            and ends[1] != begins[0]
            and not re.match(r"\D*(more|over|mehr|über|>)", after, re.I)
        ):
            found.append((second, after.replace(begins[0], ends[1], 1)))
    return relabelled(question, *rng.choice(found)) if found else None


def make_gap(question: Question, rng: random.Random) -> Question | None:
    """An inner class is left out."""
    inner = points(question)[1:-1]
    if len(inner) < 2:
        return None
    gone = rng.choice(inner)
    return with_options(question, [one for at, one in enumerate(question.options) if at != gone])


def shift_class(question: Question, rng: random.Random) -> Question | None:
    """An inner class begins two numbers later."""
    found = []
    for at in points(question)[1:]:
        label = question.options[at].label
        numbers = NUMBER.findall(label)
        if (
            len(numbers) == 2
            and numbers[0].isdigit()
            and numbers[1].isdigit()
            and int(numbers[1]) - int(numbers[0]) > 3
        ):
            found.append((at, label.replace(numbers[0], str(int(numbers[0]) + 2), 1)))
    return relabelled(question, *rng.choice(found)) if found else None


def drop_open_end(question: Question, _: random.Random) -> Question | None:
    """The last class, which has no upper limit, is left out."""
    last = points(question)[-1]
    if len(points(question)) < 4 or not re.search(
        r"more|over|\+|mehr|ab |older|above|länger|>|≥|über|longer", question.options[last].label
    ):
        return None
    return with_options(question, [one for at, one in enumerate(question.options) if at != last])


def duplicate_code(question: Question, rng: random.Random) -> Question | None:
    at = rng.randrange(1, len(question.options))
    options = list(question.options)
    options[at] = replace(options[at], code=options[at - 1].code)
    return with_options(question, options)


def duplicate_label(question: Question, rng: random.Random) -> Question | None:
    at = rng.randrange(1, len(question.options))
    return relabelled(question, at, question.options[at - 1].label) if question.options[at - 1].label else None


def unbalance(question: Question, rng: random.Random) -> Question | None:
    """One end of a scale with two or more points on each side is cut."""
    at = points(question)
    if len(at) < 4:
        return None
    gone = rng.choice((at[0], at[-1]))
    return with_options(question, [one for place, one in enumerate(question.options) if place != gone])


def flip_labels(question: Question, _: random.Random) -> Question | None:
    """The scale runs the other way, the codes stay."""
    at = points(question)
    options = list(question.options)
    for place, other in zip(at, reversed(at), strict=True):
        options[place] = replace(question.options[other], code=question.options[place].code)
    return with_options(question, options)


def reverse_codes(question: Question, _: random.Random) -> Question | None:
    at = points(question)
    options = list(question.options)
    for place, other in zip(at, reversed(at), strict=True):
        options[place] = replace(options[place], code=question.options[other].code)
    return with_options(question, options)


def leave_hole(question: Question, rng: random.Random) -> Question | None:
    """All codes from one point on are one too high."""
    at = points(question)
    if len(at) < 4 or question.type not in ("scale", "grid"):
        return None
    begin = rng.choice(at[2:])
    options = [
        replace(one, code=one.code + 1) if place >= begin and place in at else one
        for place, one in enumerate(question.options)
    ]
    return with_options(question, options)


def swap_codes(question: Question, rng: random.Random) -> Question | None:
    at = points(question)
    if len(at) < 4 or question.type not in ("scale", "grid"):
        return None
    first = rng.randrange(1, len(at) - 2)
    options = list(question.options)
    one, other = at[first], at[first + 1]
    options[one], options[other] = (
        replace(options[one], code=options[other].code),
        replace(options[other], code=options[one].code),
    )
    return with_options(question, options)


def remove_refusal(question: Question, _: random.Random) -> Question | None:
    kept = [one for one in question.options if not (refuses(one.label, "en") or refuses(one.label, "de"))]
    return with_options(question, kept) if len(kept) < len(question.options) else None


def count_opt_out(question: Question, _: random.Random) -> Question | None:
    """A "don't know" loses its mark."""
    at = [place for place, one in enumerate(question.options) if one.missing and opts_out(one.label)]
    if not at or question.type not in ("scale", "grid"):
        return None
    options = list(question.options)
    options[at[0]] = replace(options[at[0]], missing=False)
    return with_options(question, options)


def tick_with_none(question: Question, _: random.Random) -> Question | None:
    at = [place for place, one in enumerate(question.options) if one.exclusive]
    if not at or question.type != "multi":
        return None
    options = list(question.options)
    options[at[0]] = replace(options[at[0]], exclusive=False)
    return with_options(question, options)


def shuffle_scale(question: Question, _: random.Random) -> Question | None:
    return (
        replace(question, randomise=True)
        if question.type in ("scale", "single") and len(points(question)) > 2
        else None
    )


def cut_to_one(question: Question, _: random.Random) -> Question | None:
    return with_options(question, list(question.options[:1])) if question.type in ("single", "multi", "scale") else None


def blank_middle(question: Question, _: random.Random) -> Question | None:
    at = points(question)
    if len(at) < 4 or question.type not in ("scale", "grid"):
        return None
    options = [replace(one, label="") if place in at[1:-1] else one for place, one in enumerate(question.options)]
    return with_options(question, options)


def mix_classes(question: Question, rng: random.Random) -> Question | None:
    at = points(question)
    if len(at) < 4:
        return None
    first = rng.randrange(1, len(at) - 2)
    options = list(question.options)
    one, other = at[first], at[first + 1]
    options[one], options[other] = options[other], options[one]
    return with_options(question, options)


SCALES = ("bipolar", "rating")
MUTATORS: tuple[tuple[str, str, tuple[str, ...], Mutator], ...] = (
    ("classes overlap", "OPT201", ("classes",), make_overlap),
    ("a class is left out", "OPT202", ("classes",), make_gap),
    ("a class is shifted", "OPT202", ("classes",), shift_class),
    ("the open end is dropped", "OPT203", ("classes",), drop_open_end),
    ("a refusal is removed", "OPT205", ("sensitive",), remove_refusal),
    ("don't know counts", "OPT207", (), count_opt_out),
    ("none can be combined", "OPT208", (), tick_with_none),
    ("an end is cut", "OPT210", ("bipolar", "sides"), unbalance),
    ("points lose their words", "OPT213", SCALES, blank_middle),
    ("a code twice", "OPT214", (), duplicate_code),
    ("a label twice", "OPT214", (), duplicate_label),
    ("labels run the other way", "OPT215", SCALES, flip_labels),
    ("codes run the other way", "OPT215", SCALES, reverse_codes),
    ("a hole in the codes", "OPT217", SCALES, leave_hole),
    ("two codes are swapped", "OPT217", SCALES, swap_codes),
    ("an ordered list is shuffled", "OPT222", (*SCALES, "classes", "frequency"), shuffle_scale),
    ("one answer is left", "OPT224", (), cut_to_one),
    ("classes change places", "OPT226", ("classes",), mix_classes),
)


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

"""Ways to plant one fault in the answers of a question, each with the rule that should name it.

A mutator gives the question with the fault, or None where the question has no place for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from survey_seg.questionnaire.lint.words.answers import opts_out, refuses
from survey_seg.questionnaire.model import Option, Question

NUMBER = re.compile(r"\d[\d.,]*\d|\d")
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

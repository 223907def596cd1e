"""What exporting a questionnaire prints: what the other tool cannot hold, what stands differently, what stays here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from survey_seg.errors import printable
from survey_seg.questionnaire.model import Lost, Questionnaire
from survey_seg.report.screens.questionnaire import lost_lines

KEPT: Final[Mapping[str, str]] = {
    "role": "role",
    "data_type": "data type",
    "short": "short name",
    "rows.short": "short name",
    "action": "action",
    "reach": "reach",
    "construct": "construct",
    "rows.construct": "construct",
    "reverse": "reversed wording",
    "rows.reverse": "reversed wording",
    "options.missing": "answers that count as missing",
    "options.also": "other spellings of answers",
    "validated_scale": "published scale",
    "ignore": "findings set aside",
    "column": "column of the answers",
    "rows.column": "column of the answers",
    "options.column": "column of the answers",
}
"""Tags are for the analysis; no other tool needs them."""

BRIEF: Final = "study."

MISSED: Final[Mapping[str, str]] = {
    "required": "whether an answer is required",
    "randomise": "the random order",
    "instruction": "the instruction",
    "block": "the block",
    "loop": "asking once for each answer given before",
    "asked_of": "asking only a share of people, drawn by chance",
    "routing_note": "the filter told in words",
    "skip": "the skip",
    "show_if": "the filter",
    "min": "the least and greatest number allowed",
    "max": "the least and greatest number allowed",
    "min beside options": "the least and greatest number, since answers are listed",
    "max beside options": "the least and greatest number, since answers are listed",
    "options.exclusive": "answers that rule out all others",
    "options.open": "answers with a line to write on",
    "rows.id": "the names of lines: the tool gives its own",
}
"""Keys that respondents would notice, in words."""

BY_HAND: Final[Mapping[str, str]] = {
    "the filter ": "a filter: set it there by hand",
    "the skip to ": "a skip: set it there by hand",
}
CHANGED: Final = (
    " are called ",
    "answers without words show their code",
    "a scale stands as",
    "a scale of many points stands as",
    "curly brackets stand as",
    "the language is not known",
    "the lines are questions of their own",
    "the skip stands as a filter",
    "the title is given when",
    "this is recorded, not asked",
)
"""Words of notes about what is there, only in another way."""

ONLY_TAGGED: Final[Mapping[str, str]] = {
    "a random order is a tag only": MISSED["randomise"],
    "a line to write on is a tag only": MISSED["options.open"],
    "a filter in words is a tag only": MISSED["routing_note"],
    "everybody is asked; the share drawn by chance is a tag only": MISSED["asked_of"],
    "the question is asked once; what it is repeated for is a tag only": MISSED["loop"],
}
"""What an XLSForm carries in a column of ours, and no tool follows."""


def export_text(asked: Questionnaire, lost: Sequence[Lost], output: Path) -> str:
    """What was written for another tool: real losses, counted; what stands there differently; what stays here.

    >>> from survey_seg.questionnaire.brief import Study
    >>> lost = [Lost("key role", "q1"), Lost("key study.levers", "study"), Lost("key options.exclusive", "q1")]
    >>> print(export_text(Questionnaire(study=Study(title="T"), questions=()), lost, Path("q.tsv")))
    1 thing did not fit:
      answers that rule out all others (q1)
    Kept in the questionnaire only: role; of the brief: levers.
    Written: q.tsv, 0 questions
    <BLANKLINE>
    """
    told = [one for one in map(_told, lost) if one is not None]
    missed = list(dict.fromkeys(one for one, changed in told if not changed))
    changed = list(dict.fromkeys(one for one, changed in told if changed and not _undone(one, missed)))
    fitted = "Everything that respondents see fitted." if lost else "Everything fitted."
    lines = [
        *(lost_lines(missed) if missed else [fitted]),
        *(lost_lines(changed, "Different there:") if changed else []),
        *_kept(lost),
        f"Written: {printable(str(output))}, {len(asked.questions)} questions",
    ]
    return "\n".join("  " * line.startswith("  ") + printable(line) for line in lines) + "\n"


def _told(one: Lost) -> tuple[Lost, bool] | None:
    """A note in a researcher's words, and whether the thing is there in another way; None for what stays here."""
    if one.what.startswith("key "):
        key = one.what.removeprefix("key ")
        if key in KEPT or key.startswith(BRIEF):
            return None
        return Lost(MISSED.get(key, key.replace("_", " ").replace(".", " ")), one.anchor), False
    for start, words in BY_HAND.items():
        if one.what.startswith(start):
            return Lost(words, one.anchor), False
    if one.what.endswith(" there") and " is " in one.what:
        return _renamed(one), True
    return replace(one, what=ONLY_TAGGED.get(one.what, one.what)), any(mark in one.what for mark in CHANGED)


def _undone(one: Lost, missed: Sequence[Lost]) -> bool:
    """Whether a skip was to stand as a filter in a tool that takes no filters."""
    return one.what.startswith("the skip stands") and Lost(BY_HAND["the skip to "], one.anchor) in missed


def _renamed(one: Lost) -> Lost:
    """A name or code that the tool cannot take, with the one it has there."""
    thing, _, pair = one.what.removesuffix(" there").removeprefix("the ").partition(" ")
    was, _, now = pair.rpartition(" is ")
    if thing == "answer":
        return Lost("codes of answers", f"{one.anchor}: {was} is {now}")
    return Lost("names", f"{was} is {now}")


def _kept(lost: Sequence[Lost]) -> Iterator[str]:
    keys = [one.what.removeprefix("key ") for one in lost if one.what.startswith("key ")]
    tags = list(dict.fromkeys(KEPT[key] for key in keys if key in KEPT))
    brief = [key.removeprefix(BRIEF).replace("_", " ") for key in keys if key.startswith(BRIEF)]
    parts = [", ".join(tags)] * bool(tags) + [f"of the brief: {', '.join(brief)}"] * bool(brief)
    if parts:
        yield f"Kept in the questionnaire only: {'; '.join(parts)}."

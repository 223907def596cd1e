"""Always, never, everyone.

What it does
    Finds a strict list of absolutes: always, never, completely, entirely, totally, everyone, nobody, at all times and
    their like. In a question, or where there are two answers, this is a warning; among statements with more answers
    it is an info, once per grid, at the first of them.

Why it is bad
    One exception makes the honest answer a no. What is measured is how literally people read. Where people say how
    much they agree they can shade their answer, and published scales hold statements like "I am always prepared":
    there it is a habit of the writer to think about, not a fault of each line.

Example
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "I always compare prices"}

Use instead
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "I compare prices"}

When it stays silent
    For "how often" questions, "almost always", "never or ...", for milder words (all, every, only), and for answers.

Source
    Edwards 1957, Techniques of attitude scale construction, on universals; trade guidance on absolutes in questions;
    the words are this project's own, their false alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule, Severity
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import JUDGED, Item, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

FINE: Final[Mapping[str, Late]] = {"en": en.NOT_ABSOLUTE, "de": de.NOT_ABSOLUTE}
YES_OR_NO: Final = 2
CUES: Final[Mapping[str, Cue]] = {"en": en.ABSOLUTE, "de": de.ABSOLUTE}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every absolute in a question, and the first in a block of statements."""
    for _, block in groupby(_absolutes(questionnaire), key=lambda one: one[0].path[1]):
        yield from _of_block(questionnaire, block)


def _absolutes(questionnaire: Questionnaire) -> Iterator[tuple[Item, re.Match[str]]]:
    for item, match in cued(questionnaire, CUES, JUDGED):
        if not FINE[questionnaire.study.language].search(item.plain):
            yield item, match


def _of_block(questionnaire: Questionnaire, block: Iterable[tuple[Item, re.Match[str]]]) -> Iterator[Finding]:
    stated = []
    for item, match in block:
        if item.form == "statement" and _is_graded(item):
            stated.append((item, match))
        else:
            yield _finding(questionnaire, item, f"{quoted(match[0])} allows no exception")
    if stated:
        item, match = stated[0]
        more = f", like a word in {len(stated) - 1} more of these statements" if stated[1:] else ""
        yield _finding(questionnaire, item, f"{quoted(match[0])} allows no exception{more}", severity="info")


def _is_graded(item: Item) -> bool:
    """Whether there is more to say than yes or no."""
    return sum(not option.missing for option in item.question.options) != YES_OR_NO


def _finding(questionnaire: Questionnaire, item: Item, message: str, *, severity: Severity | None = None) -> Finding:
    return RULE.at(
        questionnaire,
        item.path,
        message=message,
        reason="one exception makes the honest answer a no",
        suggestion="Leave the word out, or ask how often",
        severity=severity,
    )


RULE = Rule("WRD125", "absolute", "warning", __doc__, check, confidence="medium", false_alarms=0.0)

"""Another length than the one announced.

What it does
    Reads "takes about 10 minutes" in the opening texts (shown texts, consent and instructions before the first question
    of substance) and compares it with the expected minutes: more than a quarter and more than a minute off is told.

Why it is bad
    People who were promised five minutes leave after seven, angry at the sender. Those who are told fifteen for what
    takes eight do not start.

Example
    questions:
      - {id: age, instruction: This survey about fitness takes about 10 minutes}

Use instead
    questions:
      - {id: age, instruction: This survey about fitness takes about 2 minutes}

When it stays silent
    When no length is announced, or only later ("two minutes to go"); for "up to" and "less than", when it is shorter
    than that; and for minutes of something other than the survey. English and German are read.

Source
    Galesic and Bosnjak 2009, Effects of questionnaire length on participation and indicators of response quality in a
    web survey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered, substantive
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.minutes import expected_minutes
from survey_seg.questionnaire.model import Path, Question, Questionnaire

_EN = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty"
_DE = "eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig dreissig"
_VALUES = (*range(1, 16), 20, 30)
NUMBERS = MappingProxyType(dict(zip([*_EN.split(), *_DE.split()], [*_VALUES, *_VALUES], strict=True)))
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
ANNOUNCED = Late(
    rf"(?P<most>\b(?:up to|at most|no more than|not more than|less than|under|max\.?|maximal|höchstens|bis zu|"
    rf"weniger als|nicht mehr als|unter)\s+)?(?:\b(?:about|around|ca\.?|etwa)\s+)?\b(?P<low>{_NUMBER})"
    rf"(?:\s?(?:-|–|to|or|bis|oder)\s?(?P<high>{_NUMBER}))?[\s-](?:minutes?|mins?|minuten?|min)\b"
)
SURVEY = Late(
    r"\b(?:survey|questionnaire|interview|takes?|taking|complete|answering|umfrage|befragung|fragebogen|dauert|dauer|"
    r"beantwort\w*|ausfüllen|teilnahme)\b"
)
LENIENT = 1.0
"""So many minutes off are nobody's disappointment."""


class Promise(NamedTuple):
    """A length that people are told: from, to, and whether it is only an upper end."""

    low: float
    high: float
    upper: bool


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for each opening text that promises another length."""
    promises = [(path, promise) for path, text in _openings(questionnaire) if (promise := _promised(text))]
    minutes = expected_minutes(questionnaire) if promises else 0.0
    for path, promise in promises:
        if not minutes or not _is_off(promise, minutes, RULE.limit(questionnaire, "share")):
            continue
        told = f"{promise.low:g}" if promise.low == promise.high else f"{promise.low:g} to {promise.high:g}"
        yield RULE.at(
            questionnaire,
            path,
            message=f"announces {told} minutes, about {minutes:.1f} are expected",
            reason="people who were promised another length leave, or do not start",
            suggestion="Announce what the pilot took, or cut the questionnaire to what is announced",
        )


def _openings(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    first = next((int(path[1]) for path, _ in substantive(questionnaire)), len(questionnaire.questions))
    for path, question in numbered(questionnaire):
        if int(path[1]) > first:
            return
        if _is_shown(question):
            yield (*path, "text"), question.text
        if question.instruction:
            yield (*path, "instruction"), question.instruction


def _is_shown(question: Question) -> bool:
    return question.type == "info" or "consent" in question.role


def _promised(text: str) -> Promise | None:
    for sentence in re.split(r"(?<!\bca)[.!?]\s", plain_text(text)):
        found = ANNOUNCED.search(sentence)
        if found and SURVEY.search(sentence):
            low = _value(found["low"])
            return Promise(low, _value(found["high"]) if found["high"] else low, bool(found["most"]))
    return None


def _value(word: str) -> float:
    return float(NUMBERS.get(word) or word)


def _is_off(promise: Promise, minutes: float, share: float) -> bool:
    over = minutes - promise.high
    under = 0.0 if promise.upper else promise.low - minutes
    return over > max(share * promise.high, LENIENT) or under > max(share * promise.low, LENIENT)


RULE = Rule("LEN003", "announced-mismatch", "warning", __doc__, check, limits={"share": 0.25}, confidence="medium")

"""Conditions that results.json holds in words (“Age: less than 35; and Dog: yes”), in the language of the report."""

from __future__ import annotations

import re

from survey_seg.report.language.catalogue import current
from survey_seg.report.language.numbers import localised
from survey_seg.report.language.speech import say
from survey_seg.report.language.wording import listed

_VALUE = r"(?:“[^”]*”|[^\s“”,;()]+)"
_SIMPLE = re.compile(
    rf"(?P<name>.+): (?P<how>(?:more than|at least|less than|at most|not) )?(?P<values>{_VALUE}(?:, {_VALUE})*"
    rf"(?: or {_VALUE})?)",
    re.DOTALL,
)
_JOINT = re.compile(r"; (and|or) ")
_BRACKETS = re.compile(r"(?P<no>not )?\((?P<inner>.+)\)", re.DOTALL)
_LIST = re.compile(rf"{_VALUE}(?=, | or |$)")


def condition_phrase(text: str) -> str:
    """A condition as the report says it; questions and answers in it stay as they are, and so does what is none.

    >>> condition_phrase("Age: less than 35; and not (Dog: “Yes” or “Sometimes”)")
    'Age: less than 35; and not (Dog: “Yes” or “Sometimes”)'
    """
    return _phrase(text, {}) or text


def _phrase(text: str, known: dict[str, str | None]) -> str | None:
    """The phrase of a condition, None where the text is none; `known` holds what was asked before."""
    if text not in known:
        known[text] = _joined(text, known)
    return known[text]


def _joined(text: str, known: dict[str, str | None]) -> str | None:
    for joint in _JOINT.finditer(text):
        first, rest = _phrase(text[: joint.start()], known), _phrase(text[joint.end() :], known)
        if first is not None and rest is not None:
            if joint[1] == "and":
                return say("{condition}; and {rest}", condition=first, rest=rest)
            return say("{condition}; or {rest}", condition=first, rest=rest)
    within = _BRACKETS.fullmatch(text)
    inner = _phrase(within["inner"], known) if within else None
    if within and inner is not None:
        return say("not ({condition})", condition=inner) if within["no"] else f"({inner})"
    found = _SIMPLE.fullmatch(text)
    whole = found is not None and found["name"].count("(") == found["name"].count(")")
    return _simple(found) if found and whole else None


def _simple(found: re.Match[str]) -> str:
    values = listed((_value(value) for value in _LIST.findall(found["values"])), last="or")
    name, how = found["name"], (found["how"] or "").strip()
    if how == "more than":
        return say("{question}: more than {answer}", question=name, answer=values)
    if how == "at least":
        return say("{question}: at least {answer}", question=name, answer=values)
    if how == "less than":
        return say("{question}: less than {answer}", question=name, answer=values)
    if how == "at most":
        return say("{question}: at most {answer}", question=name, answer=values)
    if how == "not":
        return say("{question}: not {answer}", question=name, answer=values)
    return say("{question}: {answer}", question=name, answer=values)


def _value(text: str) -> str:
    """An answer: a label in quotation marks, a tick, or a number."""
    opening, closing = current().conventions.quotes
    if text.startswith("“"):
        return f"{opening}{text[1:-1]}{closing}"
    if text in {"yes", "no"}:
        return say("yes") if text == "yes" else say("no")
    return localised(text)

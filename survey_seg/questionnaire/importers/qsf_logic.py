"""Conditions of a Qualtrics survey: display logic, skip logic, branches and quotas.

Logic stands in groups of expressions, joined by a word each; "and" binds more tightly than "or". An expression compares
a place such as q://QID1/SelectableChoice/2. What our conditions cannot say (whether an answer was displayed, embedded
data, devices) stays as the words Qualtrics itself shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_seg.questionnaire.conditions import Comparison, Condition, Operator
from survey_seg.questionnaire.importers.documents import mapping, words
from survey_seg.questionnaire.importers.draft_conditions import all_of, answered, any_of, opposite
from survey_seg.questionnaire.importers.draft_text import plain_text
from survey_seg.questionnaire.importers.qsf_questions import choices, codes, row_names, tag_of

_CHOICE = re.compile(r"q://(QID[^/]{1,40})/Selectable(?:Choice|Answer)/([^/]{1,20})(?:/([^/]{1,20}))?")
_ENTRY = re.compile(r"q://(QID[^/]{1,40})/Choice(?:Text|Numeric)EntryValue(?:/([^/]{1,20}))?")
_SIGNS: Mapping[str, Operator] = {
    "EqualTo": "==",
    "NotEqualTo": "!=",
    "GreaterThan": ">",
    "GreaterThanOrEqual": ">=",
    "LessThan": "<",
    "LessThanOrEqual": "<=",
}
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What conditions need of a question: its name, its kind, the values of its answers and the names of its lines."""

    name: str
    kind: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)

    def chosen(self, answer: str) -> Condition | None:
        """The condition that an answer was given."""
        if self.kind not in {"single", "multi", "scale"} or answer not in self.codes:
            return None
        sign: Operator = "contains" if self.kind == "multi" else "=="
        return Comparison(self.name, sign, (self.codes[answer],))

    def answered(self) -> Condition | None:
        """The condition that any answer was given."""
        return None if self.rows else answered(self.name, self.kind, tuple(self.codes.values()))


@dataclass(frozen=True, slots=True)
class Logic:
    """A condition, None where ours cannot say it, and the words Qualtrics shows for it."""

    condition: Condition | None
    words: str


def asked_of_payload(payload: Mapping[str, Any], name: str, kind: str) -> Asked:
    """What conditions need of a question, from its payload, its name in the draft and the kind it has there."""
    rows = row_names(payload) if kind == "grid" or words(payload.get("Selector")) == "FORM" else {}
    if not rows and words(payload.get("QuestionType")) == "Slider":
        rows = dict.fromkeys(choices(payload), name)
    return Asked(name, kind, codes(payload, "Answers" if kind == "grid" else "Choices"), rows)


def unknown(payload: Mapping[str, Any]) -> Asked:
    """A question that is not part of the questionnaire: conditions keep its name, for the lint to find."""
    kind = {"MC": "single", "TE": "text"}.get(words(payload.get("QuestionType")), "")
    return Asked(tag_of(payload), kind, codes(payload))


def read_logic(logic: object, find: Callable[[str], Asked]) -> Logic:
    """The condition in a piece of logic, and its words.

    >>> tea = {"LeftOperand": "q://QID1/SelectableChoice/2", "Operator": "Selected", "Description": "<b>Tea</b>"}
    >>> found = read_logic({"0": {"0": tea, "Type": "If"}}, lambda qid: Asked("drink", "single", {"2": "2"}))
    >>> found.condition, found.words
    (Comparison(name='drink', operator='==', values=('2',)), 'Tea')
    """
    groups, said = _Joined(), []
    for group in _numbered(logic):
        inner = _Joined()
        for expression in _numbered(group):
            inner.add(_expression(expression, find), words(expression.get("Conjuction")))
            said.append(plain_text(words(expression.get("Description")))[:300])
        groups.add(inner.whole(), words(group.get("Type")).replace("If", ""))
    return Logic(groups.whole(), " ".join(part for part in said if part) or "a condition without words")


class _Joined:
    """Conditions joined one after the other; "and" binds more tightly."""

    def __init__(self) -> None:
        self.parts: list[list[Condition | None]] = []

    def add(self, part: Condition | None, word: str) -> None:
        """Join another condition by a word."""
        if self.parts and word.lower() == "and":
            self.parts[-1].append(part)
        else:
            self.parts.append([part])

    def whole(self) -> Condition | None:
        """All of them."""
        return any_of(all_of(parts) for parts in self.parts)


def _numbered(value: object) -> list[dict[str, Any]]:
    """The entries of an object that have a number as key, or of a list, in order."""
    if isinstance(value, list):
        return [mapping(inner) for inner in value]
    numbered = {key: inner for key, inner in mapping(value).items() if key.isascii() and key.isdecimal()}
    return [mapping(numbered[key]) for key in sorted(numbered, key=lambda key: (len(key), key))]


def _expression(expression: Mapping[str, Any], find: Callable[[str], Asked]) -> Condition | None:
    place = words(expression.get("LeftOperand")) or words(expression.get("ChoiceLocator"))
    return compared(place, words(expression.get("Operator")), expression.get("RightOperand"), find)


def compared(place: str, sign: str, value: object, find: Callable[[str], Asked]) -> Condition | None:
    """The condition that the answer at a place compares so with a value; None where ours cannot say it.

    >>> compared("q://QID1/ChoiceTextEntryValue", "GreaterThan", "17", lambda qid: Asked("age", "number"))
    Comparison(name='age', operator='>', values=(17,))
    """
    if sign in {"Selected", "NotSelected"}:
        found = _CHOICE.fullmatch(place)
        if found is None:
            return None
        asked = find(found[1].replace("%23", "#"))
        chosen = _of_row(asked, found[2], found[3]) if found[3] else asked.chosen(found[2])
        return chosen if sign == "Selected" else opposite(chosen)
    entry = _ENTRY.fullmatch(place)
    if entry is None:
        return None
    return _compared(find(entry[1].replace("%23", "#")), entry[2] or "", sign, words(value))


def _compared(asked: Asked, row: str, sign: str, value: str) -> Condition | None:
    if sign in {"Empty", "NotEmpty"} and not row:
        any_answer = asked.answered()
        return any_answer if sign == "NotEmpty" else opposite(any_answer)
    name = asked.rows.get(row, "") if asked.rows else asked.name
    if sign not in _SIGNS or not value or not name or asked.kind not in {"text", "number", "scale", "grid"}:
        return None
    number, equal = _NUMBER.fullmatch(value), sign in {"EqualTo", "NotEqualTo"}
    if number is None or (equal and asked.kind == "text"):
        return Comparison(name, _SIGNS[sign], (value,)) if equal else None
    return Comparison(name, _SIGNS[sign], (float(value) if number[1] else int(value),))


def _of_row(asked: Asked, row: str, answer: str) -> Condition | None:
    """An answer given in one line of a matrix."""
    if asked.kind != "grid" or row not in asked.rows or answer not in asked.codes:
        return None
    return Comparison(asked.rows[row], "==", (asked.codes[answer],))

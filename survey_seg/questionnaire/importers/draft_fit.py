"""Each value of a draft, one after the other, as the model takes it; what changes on the way is noted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Protocol, get_args

from survey_seg.errors import InputRefused, quoted
from survey_seg.questionnaire.conditions import Combined, Comparison, Condition, Value, names, read_condition
from survey_seg.questionnaire.importers.draft_conditions import translated, written
from survey_seg.questionnaire.importers.draft_text import BLANK, identifier, identifiers, plain_text
from survey_seg.questionnaire.model import Path, QuestionType

TEXT, LABEL, SHORT = 4000, 500, 40
"""How long texts may be in the model."""

UNKNOWN_LANGUAGE = "xx"
"""Two letters that are no language's: no rule takes the words for English."""

_TYPES = get_args(QuestionType)
_TEXTS = {"instruction": TEXT, "block": LABEL, "short": SHORT, "routing_note": LABEL, "construct": LABEL}
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


class Drafted(Protocol):
    """What the fitting needs of a `draft.Draft`."""

    study: dict[str, Any]
    questions: list[dict[str, Any]]
    piped: re.Pattern[str]

    def lose(self, what: str, anchor: str = "") -> None:
        """Note something that the questionnaire cannot hold."""

    def lose_routing(self, question: dict[str, Any], words: str, anchor: str = "") -> None:
        """Keep a filter in words."""

    def anchor(self, *path: str | int) -> str:
        """The cell or element of a place."""


class Fitter:
    """The ids and codes of one draft in our terms, and every question as plain values that fit the model."""

    def __init__(self, draft: Drafted) -> None:
        self.draft = draft
        self.ids = identifiers([str(name) for name in _names(draft)])
        self.codes = [codes_of(question.get("options") or ()) for question in draft.questions]
        self.asked: dict[str, tuple[str, Mapping[str, int]]] = {}
        for question, codes in zip(draft.questions, self.codes, strict=True):
            for name in (question["id"], *(row["id"] for row in question.get("rows") or ())):
                self.asked.setdefault(str(name), (str(question.get("type")), codes))

    def study(self, file: str) -> dict[str, Any]:
        """The brief: its title, language and quotas; other keys as they are."""
        given = dict(self.draft.study)
        title = self.words(str(given.get("title") or ""), ("study", "title"), TEXT)
        if not title:
            title = PurePath(file).stem[:LABEL] or "questionnaire"
            self.draft.lose("the file has no title; its name stands instead")
        language = str(given.pop("language", None) or "").strip()
        if language:
            code = re.match(r"([A-Za-z]{2})(?![A-Za-z])", language)
            given["language"] = code[1].lower() if code else UNKNOWN_LANGUAGE
            if not code:
                self.draft.lose(f"the language {quoted(language)} is not known", self.draft.anchor("study", "language"))
        if "quotas" in given:
            given["quotas"] = [self._quota(quota) for quota in given["quotas"]]
        return {**given, "title": title}

    def _quota(self, quota: Mapping[str, Any]) -> dict[str, Any]:
        codes = [self.value(str(quota["question"]), code) for code in quota.get("codes") or ()]
        return {**quota, "question": self.identifier(quota["question"]), "codes": codes}

    def questions(self) -> list[dict[str, Any]]:
        """Every question, in the order of the draft."""
        return [self.question(index, given) for index, given in enumerate(self.draft.questions)]

    def question(self, index: int, given: Mapping[str, Any]) -> dict[str, Any]:
        """One question; keys this class does not know stay as they are."""
        path: Path = ("questions", index)
        fitted = {**given, **self._named(given, "question", path)}
        if fitted.get("type") not in _TYPES:
            what = f"a question of the kind {quoted(fitted.get('type'))} is taken for an open question"
            self.draft.lose(what, self.draft.anchor(*path, "type"))
            fitted["type"] = "text"
        fitted["options"] = [
            self._option(option, self.codes[index], (*path, "options", at))
            for at, option in enumerate(given.get("options") or ())
        ]
        fitted["rows"] = [
            {**row, **self._named(row, "row", (*path, "rows", at))} for at, row in enumerate(given.get("rows") or ())
        ]
        self._route(fitted, path)
        self._range(fitted, path)
        for key, limit in _TEXTS.items():
            if fitted.get(key) is not None:
                fitted[key] = self.words(str(fitted[key]), (*path, key), limit)
        return {key: value for key, value in fitted.items() if value is not None}

    def _named(self, given: Mapping[str, Any], kind: str, path: Path) -> dict[str, Any]:
        """Id, column and text of a question or row."""
        name = str(given["id"])
        named: dict[str, Any] = {"id": self.identifier(name)}
        if not given.get("column") and named["id"] != name:
            named["column"] = plain_text(name)[:LABEL]
        text = self.words(str(given.get("text") or ""), (*path, "text"), TEXT)
        if not text:
            text = plain_text(name)[:LABEL] or named["id"]
            self.draft.lose(f"{kind} {quoted(name)} has no text; its name stands instead", self.draft.anchor(*path))
        return {**named, "text": text}

    def _option(self, option: Mapping[str, Any], codes: Mapping[str, int], path: Path) -> dict[str, Any]:
        original = option.get("code")
        code = codes[_key(original, path[-1])]
        also = list(option.get("also") or ())
        label = self.words(str(option.get("label") or ""), (*path, "label"), LABEL)
        named = original is not None and not isinstance(original, bool)
        if named and _key(original, 0) not in {str(code), label}:
            also.insert(0, str(original).encode(errors="replace").decode())
        return {**option, "code": code, "label": label, "also": also}

    def words(self, text: str, path: Path, limit: int) -> str:
        """A text without mark-up, without what differs between respondents, and not too long."""
        text = plain_text(text)
        filled = [found[0] for found in self.draft.piped.finditer(text)]
        if filled:
            shown = ", ".join(dict.fromkeys(filled))
            self.draft.lose(
                f"text filled in for each respondent is shown as {BLANK}: {shown}", self.draft.anchor(*path)
            )
            text = self.draft.piped.sub(BLANK, text)
        if len(text) > limit:
            what = f"a text of {len(text):,} characters is cut after {limit:,}: {quoted(text)}"
            self.draft.lose(what, self.draft.anchor(*path))
            text = text[: limit - 1] + "…"
        return text

    def identifier(self, name: object) -> str:
        """The id for a name of the draft."""
        return self.ids.get(str(name)) or identifier(str(name))

    def value(self, name: str, value: Value) -> Value:
        """An answer in our codes; one that the question does not offer stays as it is, for the lint to find."""
        kind, codes = self.asked.get(name, ("", {}))
        if str(value) in codes:
            return codes[str(value)]
        if (
            isinstance(value, str)
            and (codes or kind in {"", "number", "scale", "sum", "grid"})
            and _NUMBER.fullmatch(value)
        ):
            return float(value) if "." in value else int(value)
        return value

    def _compared(self, part: Comparison) -> Comparison:
        values: tuple[Value, ...] = tuple(self.value(part.name, value) for value in part.values)
        return Comparison(self.identifier(part.name), part.operator, values)

    def _route(self, fitted: dict[str, Any], path: Path) -> None:
        """Condition, jumps and loop in our ids and codes; a condition that cannot be written is kept in words."""
        given = fitted.pop("show_if", None)
        if given:
            condition = _tree(given)
            text = written(translated(condition, self._compared) if condition else None)
            if text and len(text) <= LABEL and _tree(text):
                fitted["show_if"] = text
            else:
                words = text or (given if isinstance(given, str) else written(given)) or "a filter of many parts"
                self.draft.lose_routing(fitted, words, self.draft.anchor(*path, "show_if"))
        if fitted.get("skip"):
            fitted["skip"] = [self._skip(path, skip) for skip in fitted["skip"]]
        if fitted.get("loop"):
            fitted["loop"] = {**fitted["loop"], "over": self.identifier(fitted["loop"]["over"])}

    def _skip(self, path: Path, skip: Mapping[str, Any]) -> dict[str, Any]:
        name = str(self.draft.questions[int(path[1])]["id"])
        to = "end" if skip["to"] == "end" else self.identifier(skip["to"])
        when = skip.get("when")
        return {"to": to} if when is None else {"to": to, "when": [self.value(name, value) for value in when]}

    def _range(self, fitted: dict[str, Any], path: Path) -> None:
        for key in ("min", "max"):
            given = fitted.get(key)
            if given is None:
                continue
            fitted[key] = _number(given)
            if fitted[key] is None and str(given).strip():
                self.draft.lose(f"{key} is {quoted(given)}, no number", self.draft.anchor(*path, key))


def codes_of(options: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """A code for each answer of a question: whole numbers stay, others follow the largest of them in their order.

    >>> codes_of([{"code": "A1"}, {"code": "A2"}, {"code": "A1"}]), codes_of([{"code": "1"}, {"code": "oth"}])
    ({'A1': 1, 'A2': 2}, {'1': 1, 'oth': 2})
    """
    keys = [_key(option.get("code"), at) for at, option in enumerate(options)]
    found = {key: int(key) for key in keys if _WHOLE.fullmatch(key)}
    following = max((*found.values(), 0))
    for key in keys:
        if key not in found:
            following += 1
            found[key] = following
    return found


def _key(code: object, at: str | int) -> str:
    """A code as text, to look it up: 1.0 is 1, and a missing code is its place."""
    if code is None:
        return f"\0{at}"
    if isinstance(code, float) and code.is_integer():
        return str(int(code))
    return str(code).strip()


def _number(given: object) -> int | float | None:
    if isinstance(given, bool):
        return None
    if isinstance(given, int | float):
        return given if math.isfinite(given) else None
    text = str(given).strip()
    return (float(text) if "." in text else int(text)) if _NUMBER.fullmatch(text) else None


def _tree(given: str | Condition) -> Condition | None:
    if not isinstance(given, str):
        return given
    try:
        return read_condition(given)
    except InputRefused:
        return None


def _names(draft: Drafted) -> Iterator[object]:
    """Every name of the draft, first those of the questions and rows, then those that conditions and jumps give."""
    for question in draft.questions:
        yield question["id"]
        yield from (row["id"] for row in question.get("rows") or ())
    for question in draft.questions:
        condition = _tree(question.get("show_if") or "")
        if isinstance(condition, Comparison | Combined):
            yield from names(condition)
        yield from (skip["to"] for skip in question.get("skip") or ())
        if question.get("loop"):
            yield question["loop"]["over"]
    yield from (quota["question"] for quota in draft.study.get("quotas") or ())

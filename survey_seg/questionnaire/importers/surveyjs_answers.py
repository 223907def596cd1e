"""Texts and answers of SurveyJS elements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.importers.documents import mapping, words
from survey_seg.questionnaire.importers.draft import Draft

MOST_POINTS: Final = 101
"""Points of a rating that become answers."""

_DATES: Final = frozenset(["date", "datetime", "datetime-local", "month", "week"])
_MARKS: Final = {"exclusive": "isExclusive", "open": "showCommentArea"}
"""Switches of a single answer."""
_ADDED: Final = (
    (("showOtherItem", "hasOther"), "otherText", {"code": "other", "label": "Other", "open": True}),
    (("showNoneItem", "hasNone"), "noneText", {"code": "none", "label": "None", "exclusive": True}),
    (("showRefuseItem",), "refuseText", {"code": "refused", "label": "Refuse to answer", "missing": True}),
    (("showDontKnowItem",), "dontKnowText", {"code": "dontknow", "label": "Don't know", "missing": True}),
)
"""Answers that a switch adds: the switches, the key of their words, what they are."""


class Texts:
    """The texts of one language; other languages and settings without a place here are noted once."""

    def __init__(self, draft: Draft, locale: str) -> None:
        self.draft = draft
        self.locale = locale
        self.languages: set[str] = set()
        self.settings: dict[str, str] = {}

    def text(self, value: object) -> str:
        """A text, or the one of several in the survey's language."""
        if not isinstance(value, dict):
            return words(value)
        own = next((key for key in (self.locale, "default", "en") if words(value.get(key))), "")
        own = own or next((key for key in value if words(value[key])), "")
        self.languages |= {str(key) for key in value if key != own}
        return words(value.get(own))

    def leave_out(self, key: str, anchor: str) -> None:
        """Note a setting that has no place here."""
        self.settings.setdefault(key, anchor)

    def close(self) -> None:
        """Put what was left out into the draft: languages and settings, one line each."""
        if self.languages:
            self.draft.lose("texts in other languages are left out: " + ", ".join(sorted(self.languages)))
        if self.settings:
            said = "settings of layout and behaviour are left out: " + ", ".join(sorted(self.settings))
            self.draft.lose(said, self.settings[min(self.settings)])


def written_as(kind: str) -> str:
    """The kind of question of an input: number, date or text.

    >>> written_as("number"), written_as("month"), written_as("email")
    ('number', 'date', 'text')
    """
    return "number" if kind in {"number", "range"} else "date" if kind in _DATES else "text"


def listed(texts: Texts, values: object) -> list[dict[str, Any]]:
    """Answers, rows or columns: values alone, or with words."""
    found = []
    for value in values if isinstance(values, list) else ():
        part = mapping(value)
        code = part.get("value", part.get("name")) if part else value
        if isinstance(code, bool):
            code = str(code).lower()
        code = words(code)
        label = texts.text(part.get("text", part.get("title"))) if part else ""
        marks = {mark: True for mark, switch in _MARKS.items() if part.get(switch) is True}
        found.append({"code": code, "label": label or code, **marks})
        for rule in ("visibleIf", "enableIf"):
            if words(part.get(rule)):
                texts.draft.lose(f"answer {quoted(code)} has a filter of its own: {words(part[rule])}")
    return found


def choices(texts: Texts, element: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The answers of a closed question, with those that switches add."""
    found = listed(texts, element.get("choices"))
    for switches, key, option in _ADDED:
        if any(element.get(switch) is True for switch in switches):
            found.append({**option, "label": texts.text(element.get(key)) or option["label"]})
    return found


def boolean(texts: Texts, element: Mapping[str, Any]) -> dict[str, Any]:
    """Yes and no, in the element's words and values."""
    options = []
    for name, code, label in (("True", "true", "Yes"), ("False", "false", "No")):
        value = words(element.get(f"value{name}")) or code
        options.append({"code": value, "label": texts.text(element.get(f"label{name}")) or label})
    return {"type": "single", "options": options}


def points(texts: Texts, element: Mapping[str, Any]) -> dict[str, Any]:
    """The points of a rating; the words for its ends stand at the first and last."""
    options = listed(texts, element.get("rateValues"))
    if not options:
        low, step = _whole(element.get("rateMin"), 1), max(_whole(element.get("rateStep"), 1), 1)
        count = _whole(element.get("rateCount"), 0)
        high = _whole(element.get("rateMax"), low + (count - 1) * step if count > 0 else 5)
        if (high - low) / step >= MOST_POINTS or high <= low:
            return {"type": "scale", "min": low, "max": high}
        options = [{"code": code, "label": ""} for code in range(low, high + 1, step)]
    ends = (("minRateDescription", options[0]), ("maxRateDescription", options[-1]))
    for key, option in ends:
        said = texts.text(element.get(key))
        if said and said != option["label"]:
            option["label"] = f"{option['label']} {said}".strip() if not str(option["label"]).isdigit() else said
    return {"type": "scale", "options": options}


def _whole(value: object, default: int) -> int:
    text = words(value)
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 10 else default

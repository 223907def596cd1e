"""SurveyJS: the JSON definition of a survey, pages and panels as blocks.

What makes a page or panel visible holds for everything in it. Tables with several columns become a question per
column, or per cell where people write; multiple texts become a question each. Triggers that look at one answer and
end the survey or jump become skips. One language is read: the survey's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from survey_seg.errors import InputRefused, quoted
from survey_seg.questionnaire.conditions import Comparison
from survey_seg.questionnaire.importers.documents import mapping, read_json, words
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.draft_conditions import all_of
from survey_seg.questionnaire.importers.draft_text import IN_BRACES
from survey_seg.questionnaire.importers.expression import SURVEYJS, fitted, read_expression
from survey_seg.questionnaire.importers.language import UNKNOWN, guessed_language, named_language
from survey_seg.questionnaire.importers.surveyjs_answers import Texts
from survey_seg.questionnaire.importers.surveyjs_questions import Asked, questions_of

TOOL: Final = "SurveyJS"
_HELD: Final = frozenset(["title", "description", "pages", "elements", "questions", "locale", "triggers"])
_LISTS: Final = ("elements", "questions", "templateElements")
_DESCENT: Final = 60
"""Panels inside each other."""

Filters = tuple[tuple[str, str], ...]
"""Conditions as written, each with the element it stands at."""


def recognise(content: bytes, file: str) -> bool:
    """Whether this is JSON with pages or elements that have a type and a name."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in {b"{", b"\xff", b"\xfe"}:
        return False
    try:
        survey = mapping(read_json(content, file))
    except InputRefused:
        return False
    pages = [mapping(page) for page in _list(survey.get("pages"))] or [survey]
    asked = [mapping(element) for page in pages for element in _elements(page)]
    return any(isinstance(element.get("type"), str) and "name" in element for element in asked)


def read(content: bytes, file: str) -> Draft:
    """The questionnaire in a SurveyJS definition; InputRefused as `read_json`."""
    survey = mapping(read_json(content, file))
    draft = Draft(TOOL, piped=IN_BRACES)
    locale = words(survey.get("locale"))
    texts = Texts(draft, locale)
    walk = _Walk(draft, texts)
    pages = _list(survey.get("pages"))
    for at, page in enumerate(pages):
        walk.container(mapping(page), f"pages[{at}]", (), (), 0)
    if not pages or _elements(survey):
        walk.elements(survey, "", (), (), 0)
    walk.route()
    walk.jump([mapping(trigger) for trigger in _list(survey.get("triggers"))])
    for key in sorted(survey.keys() - _HELD):
        texts.leave_out(key, "survey")
    draft.study["title"] = texts.text(survey.get("title"))
    if texts.text(survey.get("description")):
        draft.lose(f"the survey's description: {texts.text(survey.get('description'))}", "description")
    draft.study["language"] = named_language(locale) or _guessed(draft)
    draft.anchors |= {(): "survey", ("study", "title"): "title", ("study", "language"): "locale"}
    texts.close()
    return draft


def _guessed(draft: Draft) -> str:
    """The language of the words; English, the tool's own, where they do not tell."""
    found = guessed_language(question["text"] for question in draft.questions)
    draft.lose("the survey does not name its language; it is taken from its words", "locale")
    return "en" if found == UNKNOWN else found


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _elements(holder: Mapping[str, Any]) -> list[Any]:
    return next((found for key in _LISTS if (found := _list(holder.get(key)))), [])


class _Walk:
    """The elements in their order, with the pages and panels they stand in."""

    def __init__(self, draft: Draft, texts: Texts) -> None:
        self.draft = draft
        self.texts = texts
        self.filters: list[Filters] = []

    def container(
        self, holder: Mapping[str, Any], place: str, blocks: tuple[str, ...], filters: Filters, depth: int
    ) -> None:
        """A page or panel: its name and condition hold for what is in it."""
        name = words(holder.get("name"))
        if depth == 0:
            place = name or place
        title = self.texts.text(holder.get("title")) or name
        order = words(holder.get("questionsOrder"))
        if order == "random":
            self.draft.lose(f"the questions of {quoted(title)} are shown in random order", place)
        own = self._filter(holder, place)
        self.elements(holder, place, (*blocks, title) if title else blocks, (*filters, *own), depth)

    def elements(
        self, holder: Mapping[str, Any], place: str, blocks: tuple[str, ...], filters: Filters, depth: int
    ) -> None:
        """What a page or panel holds."""
        if depth > _DESCENT:
            self.draft.lose("panels stand too deep inside each other", place)
            return
        for at, value in enumerate(_elements(holder)):
            element = mapping(value)
            name = words(element.get("name"))
            anchor = ".".join(part for part in (place, name or f"elements[{at}]") if part)
            kind = words(element.get("type"))
            if kind == "paneldynamic":
                what = f"the questions of {quoted(name)} are asked for each entry people add; they are held once"
                self.draft.lose(what, anchor)
            if kind in {"panel", "paneldynamic"} or (not kind and _elements(element)):
                self.container(element, anchor, blocks, filters, depth + 1)
                continue
            own = (*filters, *self._filter(element, anchor))
            for asked in questions_of(self.texts, element, anchor):
                self._add(asked, blocks, own)

    def _filter(self, element: Mapping[str, Any], anchor: str) -> Filters:
        if element.get("visible") is False:
            self.draft.lose("an element is hidden at the start", anchor)
        given = words(element.get("visibleIf"))
        return ((given, f"{anchor}.visibleIf"),) if given else ()

    def _add(self, asked: Asked, blocks: tuple[str, ...], filters: Filters) -> None:
        index = len(self.draft.questions)
        question = {**asked.question, "block": " / ".join(blocks) or None}
        self.draft.questions.append(question)
        self.filters.append(filters)
        self.draft.anchors["questions", index] = asked.anchor
        if filters:
            self.draft.anchors["questions", index, "show_if"] = filters[-1][1]
        for at in range(len(question.get("options") or ())):
            self.draft.anchors["questions", index, "options", at] = f"{asked.anchor}.{asked.answers}[{at}]"
        for at in range(len(question.get("rows") or ())):
            self.draft.anchors["questions", index, "rows", at] = f"{asked.anchor}.rows[{at}]"

    def route(self) -> None:
        """Conditions on the answers, now that every question is known."""
        kinds: dict[str, str] = {}
        for question in self.draft.questions:
            kinds[str(question["id"])] = question["type"]
            kinds.update((str(row["id"]), "grid") for row in question.get("rows") or ())
        for question, filters in zip(self.draft.questions, self.filters, strict=True):
            found = []
            for text, anchor in filters:
                condition = fitted(read_expression(text, SURVEYJS), kinds)
                if condition is None:
                    said = text.replace("{", "").replace("}", "")
                    self.draft.lose_routing(question, said, anchor)
                else:
                    found.append(condition)
            if found:
                question["show_if"] = all_of(found)

    def jump(self, triggers: list[dict[str, Any]]) -> None:
        """Triggers that look at one answer and end the survey or jump; others are noted."""
        by_name = {str(question["id"]): question for question in self.draft.questions}
        for at, trigger in enumerate(triggers):
            kind = words(trigger.get("type")).removesuffix("trigger")
            to = {"complete": "end", "skip": words(trigger.get("gotoName"))}.get(kind, "")
            condition = read_expression(words(trigger.get("expression")), SURVEYJS)
            single = isinstance(condition, Comparison) and condition.operator in {"==", "in"}
            question = by_name.get(condition.name) if single and isinstance(condition, Comparison) else None
            known = to == "end" or to in by_name
            if known and question and question["type"] in {"single", "scale"} and isinstance(condition, Comparison):
                question.setdefault("skip", []).append({"to": to, "when": list(condition.values)})
            else:
                said = ", ".join(f"{key}: {words(value)}" for key, value in trigger.items())
                self.draft.lose(f"a trigger is left out: {said}", f"triggers[{at}]")

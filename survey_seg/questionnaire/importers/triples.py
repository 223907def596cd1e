"""Triple-S (.sss, .xml): the variables of a survey that has been fielded, with their codes and labels.

The format describes data, not the interview: it holds no routing but `filter`, the variable that says who has a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.conditions import Comparison
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.language import UNKNOWN, guessed_language, named_language
from survey_seg.questionnaire.importers.xml_file import local, read_xml

TOOL: Final = "Triple-S"
_TYPES: Final[Mapping[str, str]] = {
    "single": "single",
    "multiple": "multi",
    "quantity": "number",
    "character": "text",
    "logical": "single",
    "date": "date",
    "time": "text",
}
_USES: Final = {"serial": "link", "weight": "weight"}
_START: Final = re.compile(rb"<(?:\w{1,20}:)?sss[\s>]")
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def recognise(content: bytes, _file: str) -> bool:
    """Whether the first element of the file is `sss`."""
    head = content[:4000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode()
    return _START.search(head) is not None


def read(content: bytes, file: str) -> Draft:
    """The variables as questions; InputRefused as `read_xml`, and QUEST_FORMAT where there is no survey in it."""
    root = read_xml(content, file)
    survey = _child(root, "survey")
    if local(root) != "sss" or survey is None:
        expected = "an element sss with a survey in it"
        raise InputRefused(Problem("QUEST_FORMAT", "this is no Triple-S file", expected, file=file))
    draft = Draft(TOOL)
    variables = [each for each in survey.iter() if local(each) == "variable"]
    languages = [each.get("ident", "") for each in survey.iter() if local(each) == "language"]
    names = {each.get("ident", ""): _name(each) for each in variables}
    logical = {_name(each) for each in variables if each.get("type") == "logical"}
    for variable in variables:
        _variable(draft, variable, names, logical)
    for each in survey.iter():
        if local(each) in {"level", "parent"} or each.get("score"):
            draft.lose(f"{local(each)} {quoted(' '.join(each.attrib.values()))} is left out", f"survey.{local(each)}")
    if len(languages) > 1:
        draft.lose("texts in other languages are left out: " + ", ".join(languages[1:]), "survey.languages")
    _study(draft, survey, languages)
    return draft


def _study(draft: Draft, survey: Element, languages: list[str]) -> None:
    title, name = _child(survey, "title"), _child(survey, "name")
    draft.study["title"] = _words(title) or _words(name)
    language = named_language(languages[0]) if languages else ""
    if not language:
        language = guessed_language(question["text"] for question in draft.questions)
        told = "is taken from its words" if language != UNKNOWN else "is not known"
        draft.lose(f"the file does not name its language; it {told}")
    draft.study["language"] = language
    draft.anchors[()] = "survey"


def _variable(draft: Draft, variable: Element, names: Mapping[str, str], logical: set[str]) -> None:
    """One variable as a question."""
    index, anchor = len(draft.questions), f"variable {variable.get('ident', '?')}"
    kind = variable.get("type", "")
    question: dict[str, Any] = {"id": _name(variable), "text": _words(_child(variable, "label")), "type": kind}
    if kind in _TYPES:
        question["type"] = _TYPES[kind]
    use = variable.get("use", "")
    if use in _USES:
        question["role"] = [_USES[use]]
    elif use:
        draft.lose(f"the use {quoted(use)} of a variable is left out", anchor)
    draft.questions.append(question)
    draft.anchors["questions", index] = anchor
    values = _child(variable, "values")
    if kind == "logical":
        question["options"] = [{"code": 1, "label": "Yes"}, {"code": 0, "label": "No"}]
    elif values is not None:
        _values(draft, question, values, index)
    _filter(draft, question, variable, names, logical)


def _values(draft: Draft, question: dict[str, Any], values: Element, index: int) -> None:
    """The codes of a variable, and the range of a quantity."""
    spans = [each for each in values if local(each) == "range"]
    ends = [(number(each.get("from")), number(each.get("to"))) for each in spans]
    lows, highs = [low for low, _ in ends if low is not None], [high for _, high in ends if high is not None]
    coded = [each for each in values if local(each) == "value"]
    if question["type"] == "number" and lows and highs:
        question |= {"min": min(lows), "max": max(highs)}
    elif question["type"] in {"single", "multi"} and spans:
        draft.lose("codes without words: " + "; ".join(_span(each) for each in spans), draft.anchor("questions", index))
        if not coded and question["type"] == "single" and lows and highs:
            question |= {"type": "scale", "min": min(lows), "max": max(highs)}
    options = []
    for at, each in enumerate(coded):
        option: dict[str, Any] = {"code": each.get("code"), "label": _words(each) or each.get("code", "")}
        if question["type"] == "number":
            option["missing"] = True
        options.append(option)
        draft.anchors["questions", index, "options", at] = (
            f"{draft.anchor('questions', index)} value {each.get('code')}"
        )
    if options:
        question["options"] = options
    if options and question["type"] == "number":
        draft.lose(f"{len(options)} codes of a number are taken for missing data", draft.anchor("questions", index))


def _span(each: Element) -> str:
    return f"{each.get('from')} to {each.get('to')}"


def _filter(draft: Draft, question: dict[str, Any], variable: Element, names: Mapping[str, str], yes: set[str]) -> None:
    ident = variable.get("filter", "")
    if not ident:
        return
    name = names.get(ident, ident)
    if name in yes:
        question["show_if"] = Comparison(name, "==", (1,))
    else:
        draft.lose_routing(question, f"filter: {name}", f"variable {variable.get('ident', '?')}")


def number(text: str | None) -> int | float | None:
    """A number as the format writes it; None for anything else.

    >>> number("0.50"), number("99"), number("A")
    (0.5, 99, None)
    """
    if text is None or not re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", text):
        return None
    return float(text) if "." in text else int(text)


def _name(variable: Element) -> str:
    return _words(_child(variable, "name")) or f"variable {variable.get('ident', '?')}"


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local(each) == name), None)


def _words(element: Element | None) -> str:
    """The words of an element; of several languages or modes the first that is for the interview."""
    if element is None:
        return ""
    texts = [each for each in element if local(each) == "text"]
    language = texts[0].get(_LANGUAGE) if texts else None
    own = [each for each in texts if each.get(_LANGUAGE) == language]
    chosen = next((each for each in own if each.get("mode") in {None, "interview"}), own[0] if own else element)
    return " ".join("".join(chosen.itertext()).split())

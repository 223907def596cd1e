"""The questionnaire behind an SPSS file: its variables, labels and codes, without the answers.

An SPSS file says how answers are stored, not how they were asked: there are no pages, no filters, and the level of
measurement is often left as the program set it. Labelled codes are a scale where the file says ordinal or neighbours
share them, else categories; that reading is noted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.importers.draft import Draft, finish
from survey_seg.questionnaire.importers.language import UNKNOWN, guessed_language
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses.isolated import sheets

TOOL: Final = "SPSS"
GUESSED: Final = "guessed "
"""Before a kind of question that the file does not tell."""
MOST_BETWEEN: Final = 21
"""Points of a scale of which only the ends have words."""

_DATES: Final = re.compile(r"(A|E|S|J)?DATE|DATETIME|YMDHMS|MOYR|QYR|WKYR")
_NUMBERED: Final = re.compile(r"(.*?)[_.$]?0*([0-9]{1,4})")

Variable = Mapping[str, Any]
Codes = Sequence[tuple[float | str, str]]


def read_sav_questionnaire(path: str | Path) -> Questionnaire:
    """The variables of a .sav or .zsav file as questions, in the file's order.

    Sets of multiple responses become one `multi` question. The parser runs in a process of its own; InputRefused
    DATA_DAMAGED when it fails, QUEST_EMPTY when the file has no variables.
    """
    path = Path(path)
    return finish(drafted(sheets("codebook", path)[0]), file=path.name)


def drafted(codebook: Mapping[str, Any]) -> Draft:
    """The draft of a codebook: `variables` with name, label, codes, missing, measure and format; `sets`; its label.

    >>> one = {"name": "q1", "label": "Tea?", "codes": [[1.0, "Yes"], [2.0, "No"]], "missing": [],
    ...        "measure": "nominal", "format": "F8.0"}
    >>> drafted({"name": "", "variables": [one], "sets": []}).questions
    [{'id': 'q1', 'text': 'Tea?', 'type': 'single', 'options': [{'code': 1.0, 'label': 'Yes'}, \
{'code': 2.0, 'label': 'No'}]}]
    """
    draft = Draft(TOOL)
    by_name = {str(one["name"]): one for one in codebook["variables"]}
    first = {str(each["variable_list"][0]): each for each in codebook["sets"] if each.get("variable_list")}
    inside = {str(name) for each in codebook["sets"] for name in each.get("variable_list") or ()}
    shared = Counter(_key(one) for one in codebook["variables"])
    unsure: dict[str, list[str]] = {}
    for name, one in by_name.items():
        anchor = f"variable {name}"
        if name in first:
            members = [by_name[str(each)] for each in first[name]["variable_list"] if str(each) in by_name]
            question = _several(draft, first[name], members)
        elif name in inside:
            continue
        else:
            question = _question(draft, one, shared[_key(one)] > 1, unsure)
        index = len(draft.questions)
        draft.questions.append(question)
        draft.anchors["questions", index] = anchor
        for at in range(len(question.get("options") or ())):
            draft.anchors["questions", index, "options", at] = anchor
    for kind, names in sorted(unsure.items()):
        what = f"{len(names)} variables with words for their codes have no level of measurement, read as {kind}"
        draft.lose(f"{what}: {', '.join(names)}", f"variable {names[0]}")
    draft.study |= {"title": str(codebook["name"]).strip(), "language": _language(draft)}
    draft.anchors[()] = "file"
    draft.lose("an SPSS file holds no filters, pages or order of the interview")
    return draft


def _language(draft: Draft) -> str:
    words = [question["text"] for question in draft.questions]
    words += [option["label"] for question in draft.questions for option in question.get("options") or ()]
    found = guessed_language(words)
    told = "is taken from its words" if found != UNKNOWN else "is not known"
    draft.lose(f"the file does not name its language; it {told}")
    return found


def _key(one: Variable) -> str:
    """What variables with the same answers share."""
    return repr(sorted((str(code), label) for code, label in one["codes"]))


def _question(draft: Draft, one: Variable, shared: bool, unsure: dict[str, list[str]]) -> dict[str, Any]:
    """One variable as a question."""
    options = _options(draft, one)
    guessed = _kind(one, options, shared)
    kind = guessed.removeprefix(GUESSED)
    if guessed != kind:
        unsure.setdefault(kind, []).append(str(one["name"]))
    question: dict[str, Any] = {"id": one["name"], "text": str(one["label"]).strip() or one["name"], "type": kind}
    if kind == "scale":
        options = _between(options)
    return question | ({"options": options} if options else {})


def _kind(one: Variable, options: list[dict[str, Any]], shared: bool) -> str:
    """The kind of question: by the format, the codes that are no missing data, and the level of measurement.

    SPSS sets numbers to `scale` unless somebody says otherwise, so that level says nothing about labelled codes.
    """
    points = [option["code"] for option in options if not option.get("missing")]
    form, measure = str(one["format"]).upper(), one["measure"]
    if _DATES.match(form):
        return "date"
    if not points:
        return "text" if form.startswith(("A", "TIME")) else "number"
    if measure == "nominal" or any(isinstance(point, str) for point in points) or len(points) == 1:
        return "single"
    ends = len(points) == 2 and abs(points[1] - points[0]) > 1
    if measure == "ordinal" or (measure == "scale" and ends):
        return "scale"
    return f"{GUESSED}{'scale' if shared and len(points) > 2 else 'single'}"


def _options(draft: Draft, one: Variable) -> list[dict[str, Any]]:
    """The labelled codes, and codes declared missing."""
    spans = [(low, high) for low, high in one["missing"]]
    options: list[dict[str, Any]] = []
    for code, label in one["codes"]:
        missing = any(_within(code, low, high) for low, high in spans)
        options.append({"code": code, "label": str(label).strip(), **({"missing": True} if missing else {})})
    held = {option["code"] for option in options}
    for low, high in spans:
        if low == high and low not in held and isinstance(low, int | float) and float(low).is_integer():
            options.append({"code": low, "label": "", "missing": True})
        elif low != high:
            draft.lose(f"codes from {_shown(low)} to {_shown(high)} are missing data", f"variable {one['name']}")
    return options


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _within(code: object, low: object, high: object) -> bool:
    if isinstance(code, int | float) and isinstance(low, int | float) and isinstance(high, int | float):
        return low <= code <= high
    return isinstance(code, str) and code.strip() == str(low).strip() == str(high).strip()


def _between(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The points of a scale with those between two labelled ends."""
    points = [option for option in options if not option.get("missing")]
    if len(points) != 2 or not all(float(option["code"]).is_integer() for option in points):
        return options
    low, high = sorted(int(option["code"]) for option in points)
    if not 1 < high - low < MOST_BETWEEN:
        return options
    words = {int(option["code"]): option["label"] for option in points}
    scale: list[dict[str, Any]] = [{"code": code, "label": words.get(code, "")} for code in range(low, high + 1)]
    return scale + [option for option in options if option.get("missing")]


def _several(draft: Draft, about: Mapping[str, Any], members: Sequence[Variable]) -> dict[str, Any]:
    """A set of multiple responses: an answer per variable, or the answers that its variables share."""
    name = str(about["name"]).lstrip("$")
    text = str(about.get("label") or "").strip() or name
    question: dict[str, Any] = {"id": name, "text": text, "type": "multi"}
    names = [str(one["name"]) for one in members]
    anchor = f"variable {names[0]}"
    if not about.get("is_dichotomy"):
        question["options"] = _options(draft, members[0])
        draft.lose(f"the answers of {quoted(name)} stand in several columns: {', '.join(names)}", anchor)
        return question
    parts = [_NUMBERED.fullmatch(each) for each in names]
    stems = {found[1] for found in parts if found}
    numbers = [found[2] for found in parts if found]
    fits = len(numbers) == len(names) == len(set(numbers)) and len(stems) == 1
    exact = fits and all(each == f"{next(iter(stems))}_{number}" for each, number in zip(names, numbers, strict=True))
    question["options"] = [
        {"code": int(numbers[at]) if fits else at + 1, "label": str(one["label"]).strip() or one["name"]}
        for at, one in enumerate(members)
    ]
    if exact:
        question["column"] = next(iter(stems))
    else:
        draft.lose(f"the columns of {quoted(name)} have names of their own: {', '.join(names)}", anchor)
    return question

"""Each type of SurveyJS question as one question of ours, or several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from survey_seg.errors import quoted
from survey_seg.questionnaire.importers.documents import mapping, words
from survey_seg.questionnaire.importers.surveyjs_answers import Texts, boolean, choices, listed, points, written_as

Built = dict[str, Any]


class Asked(NamedTuple):
    """A question, the element it stands at, and the key there that lists its answers."""

    question: Built
    anchor: str
    answers: str = "choices"


_HELD: Final = frozenset(
    [
        "type",
        "name",
        "title",
        "description",
        "isRequired",
        "visibleIf",
        "visible",
        "choices",
        "rows",
        "columns",
        "items",
        "inputType",
        "min",
        "max",
        "rateMin",
        "rateMax",
        "rateStep",
        "rateValues",
        "rateCount",
        "minRateDescription",
        "maxRateDescription",
        "choicesOrder",
        "rowsOrder",
        "rowOrder",
        "hasOther",
        "showOtherItem",
        "otherText",
        "hasNone",
        "showNoneItem",
        "noneText",
        "showRefuseItem",
        "refuseText",
        "showDontKnowItem",
        "dontKnowText",
        "labelTrue",
        "labelFalse",
        "valueTrue",
        "valueFalse",
        "multiSelect",
        "html",
        "altText",
        "elements",
        "templateElements",
        "cellType",
        "rateType",
        "sliderType",
        "questionsOrder",
        "state",
        "otherPlaceholder",
    ]
)
_RULES: Final = (
    "requiredIf",
    "enableIf",
    "defaultValue",
    "defaultValueExpression",
    "setValueIf",
    "setValueExpression",
    "resetValueIf",
    "choicesByUrl",
    "choicesFromQuestion",
    "choicesVisibleIf",
    "choicesEnableIf",
    "rowsVisibleIf",
    "columnsVisibleIf",
    "minSelectedChoices",
    "maxSelectedChoices",
    "validators",
    "correctAnswer",
)
"""Settings that change who answers what: each is noted where it stands."""


def questions_of(texts: Texts, element: Mapping[str, Any], anchor: str) -> Iterator[Asked]:
    """The questions of one element; none for what the tool computes on its own."""
    kind = words(element.get("type"))
    _note(texts, element, anchor)
    if kind == "expression":
        what = f"{quoted(element.get('name'))} (computed) is no question: {words(element.get('expression'))}"
        texts.draft.lose(what, anchor)
        return
    name = words(element.get("name"))
    if not name:
        texts.draft.lose("an element has no name", anchor)
    shared: Built = {"id": name or anchor.rpartition(".")[2], "text": texts.text(element.get("title")) or name}
    shared["instruction"] = texts.text(element.get("description")) or None
    required = element.get("isRequired")
    shared["required"] = required if isinstance(required, bool) else None
    several = _SEVERAL.get(kind)
    if several:
        yield from several(texts, element, anchor, shared)
        return
    yield Asked(shared | _one(texts, element, anchor), anchor, _ANSWERS.get(kind, "choices"))


def _note(texts: Texts, element: Mapping[str, Any], anchor: str) -> None:
    for key in element:
        if key in _RULES:
            said = words(element[key])
            texts.draft.lose(f"{key} is left out" + (f": {said}" if said else ""), f"{anchor}.{key}")
        elif key not in _HELD:
            texts.leave_out(key, anchor)


def _one(texts: Texts, element: Mapping[str, Any], anchor: str) -> Built:
    """Type, answers and range of an element that is one question."""
    kind = words(element.get("type"))
    build = _ONE.get(kind)
    if build is None:
        texts.draft.lose(f"an element of the kind {quoted(kind)} is taken for an open question", anchor)
        return {"type": "text"}
    built = build(texts, element)
    order = words(element.get("choicesOrder")) or words(element.get("rowsOrder")) or words(element.get("rowOrder"))
    if order == "random":
        built["randomise"] = True
    return built


def _text(_texts: Texts, element: Mapping[str, Any]) -> Built:
    kind = written_as(words(element.get("inputType")))
    ends = {key: element[key] for key in ("min", "max") if kind == "number" and words(element.get(key))}
    return {"type": kind, **ends}


def _closed(kind: str) -> Callable[[Texts, Mapping[str, Any]], Built]:
    def build(texts: Texts, element: Mapping[str, Any]) -> Built:
        return {"type": kind, "options": choices(texts, element)}

    return build


def _pictures(texts: Texts, element: Mapping[str, Any]) -> Built:
    kind = "multi" if element.get("multiSelect") is True else "single"
    return {"type": kind, "options": choices(texts, element)}


def _slider(texts: Texts, element: Mapping[str, Any]) -> Built:
    if words(element.get("sliderType")) == "range":
        texts.draft.lose("a slider with two ends is taken for one number", words(element.get("name")))
    return {"type": "scale", "min": element.get("min", 0), "max": element.get("max", 100)}


def _matrix(texts: Texts, element: Mapping[str, Any]) -> Built:
    rows = _rows(texts, element)
    if words(element.get("cellType")) == "checkbox":
        texts.draft.lose("several answers per line of a table are taken for one", words(element.get("name")))
    kind = "grid" if rows else "single"
    return {"type": kind, "options": listed(texts, element.get("columns")), "rows": rows}


def _rows(texts: Texts, element: Mapping[str, Any], column: str = "") -> list[Built]:
    name = words(element.get("name"))
    return [
        {"id": ".".join(part for part in (name, str(row["code"]), column) if part), "text": row["label"]}
        for row in listed(texts, element.get("rows"))
    ]


def _info(key: str) -> Callable[[Texts, Mapping[str, Any]], Built]:
    def build(texts: Texts, element: Mapping[str, Any]) -> Built:
        said = texts.text(element.get(key))
        return {"type": "info", **({"text": said} if said else {})}

    return build


def _multiple_text(texts: Texts, element: Mapping[str, Any], anchor: str, shared: Built) -> Iterator[Asked]:
    """A question for each line people write on."""
    for at, value in enumerate(_list(element.get("items"))):
        item = mapping(value) or {"name": value}
        name = words(item.get("name")) or str(at + 1)
        question = shared | {"id": f"{shared['id']}.{name}", "text": f"{shared['text']}: {_title(texts, item)}"}
        if isinstance(item.get("isRequired"), bool):
            question["required"] = item["isRequired"]
        yield Asked(question | _text(texts, item), f"{anchor}.items[{at}]")


def _table(texts: Texts, element: Mapping[str, Any], anchor: str, shared: Built) -> Iterator[Asked]:
    """A grid for each column with answers to choose from, a question for each cell of the others."""
    rows = listed(texts, element.get("rows"))
    if words(element.get("type")) == "matrixdynamic" or not rows:
        texts.draft.lose(f"the lines of {quoted(shared['id'])} are added by people; each is held once", anchor)
        rows = []
    for at, value in enumerate(_list(element.get("columns"))):
        column = mapping(value) or {"name": value}
        place = f"{anchor}.columns[{at}]"
        cell = _cell(element, column)
        built = _one(texts, cell, place)
        name, title = words(column.get("name")), _title(texts, column)
        own = shared | {"id": f"{shared['id']}.{name}", "text": f"{shared['text']}: {title}"} | built
        if not rows:
            yield Asked(own, place)
        elif built["type"] in {"single", "scale"} and (built.get("options") or "min" in built):
            yield Asked(own | {"type": "grid", "rows": _rows(texts, element, name)}, place)
        else:
            for row in rows:
                told = {"id": f"{shared['id']}.{row['code']}.{name}", "text": f"{own['text']}, {row['label']}"}
                yield Asked(own | told, place)


def _cell(element: Mapping[str, Any], column: Mapping[str, Any]) -> Built:
    """A cell of a table as an element: its own type and answers, else those of the table."""
    kind = words(column.get("cellType"))
    if not kind or kind == "default":
        kind = words(element.get("cellType")) or "dropdown"
    answers = column.get("choices") or element.get("choices")
    return {**column, "type": kind, **({"choices": answers} if answers else {})}


def _title(texts: Texts, part: Mapping[str, Any]) -> str:
    return texts.text(part.get("title")) or words(part.get("name"))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


_ONE: Final[Mapping[str, Callable[[Texts, Mapping[str, Any]], Built]]] = {
    "text": _text,
    "comment": lambda _texts, _element: {"type": "text"},
    "radiogroup": _closed("single"),
    "dropdown": _closed("single"),
    "buttongroup": _closed("single"),
    "checkbox": _closed("multi"),
    "tagbox": _closed("multi"),
    "ranking": _closed("rank"),
    "imagepicker": _pictures,
    "boolean": boolean,
    "rating": points,
    "slider": _slider,
    "matrix": _matrix,
    "html": _info("html"),
    "image": _info("altText"),
}
_SEVERAL: Final[Mapping[str, Callable[[Texts, Mapping[str, Any], str, Built], Iterator[Asked]]]] = {
    "multipletext": _multiple_text,
    "matrixdropdown": _table,
    "matrixdynamic": _table,
}
_ANSWERS: Final[Mapping[str, str]] = {"rating": "rateValues", "matrix": "columns"}

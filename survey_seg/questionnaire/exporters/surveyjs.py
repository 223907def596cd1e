"""SurveyJS: the JSON definition of a survey, a page for each block."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from survey_seg.artifact import json_text
from survey_seg.questionnaire.conditions import Comparison, Condition, Value
from survey_seg.questionnaire.exporters.asked import Asked, Kind, Losses, asked, blocks, language, written
from survey_seg.questionnaire.exporters.exported import Exported, Exporter
from survey_seg.questionnaire.exporters.expressions import Dialect
from survey_seg.questionnaire.exporters.expressions import written as expression
from survey_seg.questionnaire.exporters.texts import as_text, words
from survey_seg.questionnaire.model import Option, Questionnaire

Element = dict[str, Any]

HELD: Final = ("id", "text", "type", "options", "rows", "show_if", "instruction", "block", "required", "skip")
_SHUFFLED: Final[Mapping[Kind, str]] = {
    "single": "choicesOrder",
    "multi": "choicesOrder",
    "rank": "choicesOrder",
    "grid": "rowOrder",
}
_SIGNS: Final = {"==": "=", "!=": "<>", "in": "anyof", "not in": "noneof"}


def export(questionnaire: Questionnaire) -> Exported:
    """The JSON of a survey."""
    losses = Losses()
    found = asked(questionnaire, losses)
    dialect = Dialect(_compared(found), "!({})")
    locale = language(questionnaire.study, losses)
    survey: Element = {"title": as_text(questionnaire.study.title), **({"locale": locale} if locale else {})}

    def write(condition: Condition) -> str | None:
        return expression(condition, dialect)

    runs = list(blocks(found))
    if len(runs) == 1 and not runs[0][0]:
        survey["elements"] = [_element(one, write, losses) for one in found]
    else:
        survey["pages"] = [
            {
                "name": f"page{number}",
                **({"title": as_text(block)} if block else {}),
                "elements": [_element(one, write, losses) for one in run],
            }
            for number, (block, run) in enumerate(runs, start=1)
        ]
    losses.keys(questionnaire.study, ("title", "language"), "study", "study.")
    return Exported(json_text(survey), losses.all())


EXPORTER: Final = Exporter("surveyjs", ".json", export)


def _element(one: Asked, write: Callable[[Condition], str | None], losses: Losses) -> Element:
    question = one.question
    element: Element = {"type": "", "name": question.id}
    if one.kind == "info":
        element |= {"html": html.escape(words(question.text), quote=False)}
    else:
        element |= {"title": as_text(question.text)}
    element |= {"description": as_text(question.instruction)} if question.instruction else {}
    element |= {"isRequired": question.required} if question.required is not None else {}
    condition = written(one, write, losses)
    element |= {"visibleIf": condition} if condition else {}
    if one.rows and one.kind in {"number", "text"}:
        losses.note("lines to fill in are called question.line in the file of answers", question.id)
        element |= {"type": "multipletext", "items": [_item(one, row.id, row.text) for row in one.rows]}
    else:
        element |= _BUILDERS[one.kind](one)
    if question.randomise and one.kind in _SHUFFLED:
        element[_SHUFFLED[one.kind]] = "random"
    _note(one, losses)
    return element


def _note(one: Asked, losses: Losses) -> None:
    """Note what the element does not hold."""
    question = one.question
    with_ends = one.kind in {"number", "range", "scale", "grid"} and not (one.rows and one.kind == "number")
    held = HELD + (("min", "max") if with_ends else ())
    held += ("randomise",) if one.kind in _SHUFFLED else ()
    losses.keys(question, held, question.id)
    for option in one.options:
        kept = ("code", "label", *(("exclusive", "open") if one.kind == "multi" else ()))
        kept += ("open",) if one.kind == "single" else ()
        losses.keys(option, kept, question.id, "options.")
        if not option.label:
            losses.note("answers without words show their code", question.id)
    for row in one.rows:
        losses.keys(row, ("id", "text"), row.id, "rows.")
    if one.kind == "grid":
        losses.note("lines are called question.line in the file of answers", question.id)


def _choices(options: Sequence[Option], *, alone: bool = False, write_on: bool = False) -> list[Element]:
    found = []
    for option in options:
        choice: Element = {"value": option.code} | ({"text": as_text(option.label)} if option.label else {})
        choice |= {"isExclusive": True} if alone and option.exclusive else {}
        choice |= {"showCommentArea": True} if write_on and option.open else {}
        found.append(choice)
    return found


def _single(one: Asked) -> Element:
    return {"type": "radiogroup", "choices": _choices(one.options, write_on=True)}


def _multi(one: Asked) -> Element:
    return {"type": "checkbox", "choices": _choices(one.options, alone=True, write_on=True)}


def _rank(one: Asked) -> Element:
    return {"type": "ranking", "choices": _choices(one.options)}


def _scale(one: Asked) -> Element:
    return {"type": "rating", "rateValues": _choices(one.options)}


def _range(one: Asked) -> Element:
    low, high = one.ends
    return {"type": "slider", "min": low, "max": high}


def _grid(one: Asked) -> Element:
    rows = [{"value": row.id, "text": as_text(row.text)} for row in one.rows]
    required = {"eachRowRequired": True} if one.question.required else {}
    return {"type": "matrix", "columns": _choices(one.options), "rows": rows, **required}


def _field(one: Asked) -> Element:
    if one.kind == "text":
        return {"type": "comment"}
    return {"type": "text", **_input(one)}


def _input(one: Asked) -> Element:
    ends = zip(("min", "max"), one.ends, strict=True) if one.kind == "number" else ()
    return {"inputType": one.kind, **{key: end for key, end in ends if end is not None}}


def _item(one: Asked, name: str, text: str) -> Element:
    return {"name": name, "title": as_text(text), **({"inputType": "number"} if one.kind == "number" else {})}


_BUILDERS: Final[Mapping[Kind, Callable[[Asked], Element]]] = {
    "single": _single,
    "multi": _multi,
    "scale": _scale,
    "range": _range,
    "rank": _rank,
    "grid": _grid,
    "number": _field,
    "text": _field,
    "date": _field,
    "info": lambda _one: {"type": "html"},
}


def _compared(found: Sequence[Asked]) -> Callable[[Comparison], str]:
    """How comparisons are written: the lines of a question belong to it there."""
    lines = {row.id: f"{one.question.id}.{row.id}" for one in found for row in one.rows}

    def compared(part: Comparison) -> str:
        values = [_value(value) for value in part.values]
        listed = f"[{', '.join(values)}]" if part.operator in {"in", "not in"} else values[0]
        return f"{{{lines.get(part.name, part.name)}}} {_SIGNS.get(part.operator, part.operator)} {listed}"

    return compared


def _value(value: Value) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)

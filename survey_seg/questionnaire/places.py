"""What each place of a questionnaire file takes, looked up in its JSON Schema, which the model's annotations give."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from survey_seg.questionnaire.kinds import Bounds, kinds_of, required
from survey_seg.questionnaire.model import Path, QuestionnaireFile

Schema = Mapping[str, Any]

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_WORDS = {"minimum": "minimum", "maximum": "maximum", "above": "exclusiveMinimum", "pattern": "pattern"}
_LENGTHS = {"shortest": ("minLength", "minItems"), "longest": ("maxLength", "maxItems")}


@cache
def whole_schema() -> Schema:
    """The JSON Schema of the file.

    >>> list(whole_schema()["properties"])
    ['study', 'questions']
    """
    classes: dict[str, Schema] = {}
    whole = _of_class(QuestionnaireFile, classes)
    return {"$defs": dict(sorted(classes.items())), **whole}


def _of_class(made: Any, classes: dict[str, Schema]) -> Schema:  # noqa: ANN401 - a class of the model
    """The schema of a mapping; the classes it refers to join `classes`."""
    needed, kinds = required(made), kinds_of(made)
    return {
        "additionalProperties": False,
        "description": inspect.getdoc(made),
        "properties": {
            part.name: _of_field(part.name, kinds[part.name], part.default, classes) for part in fields(made)
        },
        **({"required": needed} if needed else {}),
        "title": made.__name__,
        "type": "object",
    }


def _of_field(name: str, kind: object, default: object, classes: dict[str, Schema]) -> Schema:
    found = dict(_of_kind(kind, classes))
    if default is not MISSING:
        found["default"] = _in_json(default)
    if "$ref" not in (found.get("anyOf") or [found])[0]:
        found["title"] = name.replace("_", " ").title()
    return found


def _in_json(default: Any) -> object:  # noqa: ANN401 - whatever a field holds
    if is_dataclass(default) and not isinstance(default, type):
        return {name: _in_json(value) for name, value in asdict(default).items()}
    return list(default) if isinstance(default, tuple) else default


def _of_kind(kind: Any, classes: dict[str, Schema]) -> Schema:  # noqa: ANN401 - an annotation
    """The schema of one annotation."""
    if kind in _TYPES:
        return {"type": _TYPES[kind]}
    if isinstance(kind, type) and is_dataclass(kind):
        if kind.__name__ not in classes:
            classes[kind.__name__] = _of_class(kind, classes)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return {**_of_kind(parts[0], classes), **_of_bounds(parts[1], is_list=get_origin(parts[0]) is tuple)}
    if origin is Literal:
        return {"enum": list(parts), "type": "string"}
    if origin is Mapping:
        return {"additionalProperties": _of_kind(parts[1], classes), "type": "object"}
    if origin is not tuple:
        return {"anyOf": [_of_kind(part, classes) for part in parts]}
    if parts[-1] is Ellipsis:
        return {"items": _of_kind(parts[0], classes), "type": "array"}
    entries = [_of_kind(part, classes) for part in parts]
    return {"maxItems": len(entries), "minItems": len(entries), "prefixItems": entries, "type": "array"}


def _of_bounds(bounds: Bounds, *, is_list: bool) -> Schema:
    held = {name: value for name, value in bounds._asdict().items() if value not in {None, ""}}
    return {_LENGTHS[name][is_list] if name in _LENGTHS else _WORDS[name]: value for name, value in held.items()}


def schema_at(path: Path) -> Schema:
    """The part of the schema that rules a path; an empty one where the path leads nowhere.

    >>> schema_at(("questions", 3, "options", 0, "code"))["type"]
    'integer'
    """
    node = whole_schema()
    for step in path:
        node = next((found for branch in branches(node) if (found := _step(branch, step))), {})
    return node


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys that a mapping at a path may have.

    >>> keys_at(("study", "market"))
    ('type', 'dynamics')
    """
    return tuple(key for branch in branches(schema_at(path)) for key in branch.get("properties", ()))


def branches(node: Schema) -> Iterator[Schema]:
    """What a place takes, one kind after the other, references followed; "nothing" is left out.

    >>> [branch["type"] for branch in branches(schema_at(("questions", 0, "min")))]
    ['integer', 'number']
    """
    if "$ref" in node:
        yield from branches(whole_schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    elif "anyOf" in node:
        bounds = {key: node[key] for key in ("minimum", "maximum") if key in node}
        for branch in node["anyOf"]:
            yield from branches({**branch, **bounds})
    elif node.get("type") != "null":
        yield node


def _step(node: Schema, step: str | int) -> Schema:
    if isinstance(step, str):
        found = node.get("properties", {}).get(step, node.get("additionalProperties", {}))
    elif "prefixItems" in node:
        found = node["prefixItems"][min(step, len(node["prefixItems"]) - 1)]
    else:
        found = node.get("items", {})
    return found if isinstance(found, Mapping) else {}

"""What each place of a questionnaire file takes, looked up in its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from survey_seg.questionnaire.model import Path, QuestionnaireFile

Schema = Mapping[str, Any]

ADAPTER = TypeAdapter(QuestionnaireFile)


@cache
def whole_schema() -> Schema:
    """The JSON Schema of the file.

    >>> list(whole_schema()["properties"])
    ['study', 'questions']
    """
    return ADAPTER.json_schema()


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

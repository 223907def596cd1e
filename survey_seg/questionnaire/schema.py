"""The file's schema: for editors (JSON Schema), and to say in plain words everything that is wrong with a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.model import Path, QuestionnaireFile

MAX_PROBLEMS = 1000

Schema = Mapping[str, Any]
Place = Callable[[Path], tuple[int | None, str]]
"""From a path in the file to its row and its column's name."""

_ADAPTER = TypeAdapter(QuestionnaireFile)
_KIND = {
    "string": "text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
}
_PATTERN = {
    "^[A-Za-z][A-Za-z0-9_]*$": "a letter, then letters, digits and underscores",
    "^[a-z]{2}$": "a language as two small letters, such as en",
    r"^\d{4}-(0[1-9]|1[0-2])$": "a month written like 2026-03",
}


@cache
def _schema() -> Schema:
    return _ADAPTER.json_schema()


def json_schema() -> dict[str, Any]:
    """The schema of a questionnaire file as JSON Schema (draft 2020-12), for editors that complete and check YAML.

    >>> sorted(json_schema()["properties"])
    ['questions', 'study']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_schema(),
        "title": "survey-seg questionnaire",
    }


def validate(plain: object, *, file: str, place: Place) -> QuestionnaireFile:
    """The questionnaire in plain values as model objects, or InputRefused with all that does not fit, in file order.

    Blanks around a text are not part of it, and a key with an empty text or list counts as not given.

    >>> validate({"study": {"title": "T"}, "questions": [{"id": "q1", "text": "?", "typ": "text"}]}, file="q.yaml",
    ...          place=lambda path: (3, ""))
    Traceback (most recent call last):
    survey_seg.errors.InputRefused: QUEST_MISSING_KEY q.yaml:3: key 'type' is missing or empty.
    QUEST_UNKNOWN_KEY q.yaml:3: unknown key 'typ'; did you mean 'type'?
    """
    trimmed = _trimmed(plain)
    try:
        return _ADAPTER.validate_python(trimmed)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if detail["type"] != "too_short"]
        found = {_found(detail["loc"], trimmed): detail["type"] for detail in reversed(details)}
    problems = []
    for path in list(reversed(found))[:MAX_PROBLEMS]:
        row, column = place(path)
        what, expected, hint, code = _words(path, found[path], trimmed)
        problems.append(Problem(code, what, expected, hint, file=file, row=row, column=column))
    raise InputRefused(sorted(problems, key=lambda problem: problem.row or 0))


def _trimmed(plain: object) -> object:
    if isinstance(plain, str):
        return plain.strip()
    if isinstance(plain, list):
        return [_trimmed(item) for item in plain]
    if isinstance(plain, dict):
        kept = {key: _trimmed(item) for key, item in plain.items()}
        return {key: item for key, item in kept.items() if item not in ("", []) or key not in _droppable()}
    return plain


@cache
def _droppable() -> frozenset[str]:
    """Every key that some element knows, but for labels, which may be empty."""
    elements = (_schema(), *_schema()["$defs"].values())
    return frozenset(key for element in elements for key in element["properties"]) - {"label"}


def _found(location: tuple[int | str, ...], plain: object) -> Path:
    """The path in the file that a validation error is about; what comes after it names branches of the schema."""
    for depth, step in enumerate(location):
        if isinstance(plain, dict):
            if step not in plain:
                return location[: depth + 1]
            plain = plain[step]
        elif isinstance(plain, list) and isinstance(step, int) and step < len(plain):
            plain = plain[step]
        else:
            return location[:depth]
    return location


def _words(path: Path, error: str, plain: object) -> tuple[str, str, str, str]:
    """What is wrong at a path: what is there, what was expected, a hint, the code."""
    name = path[-1] if path else "the file"
    if error == "unexpected_keyword_argument":
        known = keys_at(path[:-1])
        close = get_close_matches(str(name), known, n=1)
        if close:
            return f"unknown key {quoted(name)}; did you mean {quoted(close[0])}?", "", "", "QUEST_UNKNOWN_KEY"
        return f"unknown key {quoted(name)}", "one of " + ", ".join(known), "", "QUEST_UNKNOWN_KEY"
    if error == "missing":
        if isinstance(name, int):
            return f"there are {name} values", _expected(schema_at(path[:-1])), "", "QUEST_VALUE"
        return f"key {quoted(name)} is missing or empty", "", "", "QUEST_MISSING_KEY"
    value = _value(path, plain)
    node = schema_at(path)
    words = tuple(word for branch in branches(node) for word in branch.get("enum", ()))
    shown = _shown(value)
    if words and isinstance(value, str):
        close = get_close_matches(value.lower(), words, n=1)
        hint = f"did you mean {quoted(close[0])}?" if close else ""
        return f"{name} is {shown}", "one of " + ", ".join(words), hint, "QUEST_VALUE"
    code = "QUEST_TYPE" if error.endswith("_type") else "QUEST_VALUE"
    return f"{_named(path)} is {shown}", _expected(node), _hint(value, node, str(name)), code


def _named(path: Path) -> str:
    """The last two steps of a path, in words."""
    if not path:
        return "the file"
    if isinstance(path[-1], int) and len(path) > 1:
        return f"entry {path[-1] + 1} of {path[-2]}"
    return str(path[-1])


def _value(path: Path, plain: Any) -> object:  # noqa: ANN401 - whatever the file holds
    for step in path:
        plain = plain[step]
    return plain


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return str(value).lower()


def _hint(value: object, node: Schema, name: str) -> str:
    """How to write it instead."""
    kinds = {branch.get("type") for branch in branches(node)}
    if isinstance(value, str) and kinds & {"integer", "number"}:
        digits = value.replace("_", "").replace(",", "")
        digits = digits.lstrip("0") or digits[-1:]
        return f"write {name}: {digits}" if digits.isdecimal() else ""
    if isinstance(value, str) and "boolean" in kinds:
        meant = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
        return f"write {name}: {meant[value.lower()]}" if value.lower() in meant else ""
    if "string" in kinds and isinstance(value, bool | int | float):
        return f'text goes in quotes: {name}: "{str(value).lower()}"'
    if "array" in kinds and isinstance(value, str | int | float):
        return f"write {name}: [{str(value).lower()}]"
    if "array" in kinds and isinstance(value, dict):
        return f"put '- ' before the first line below {name}"
    return ""


def _expected(node: Schema) -> str:
    """What a place of the schema takes, in words."""
    return " or ".join(dict.fromkeys(_phrase(branch) for branch in branches(node)))


def _phrase(node: Schema) -> str:
    if node.get("type") == "object":
        return "a mapping with the keys " + ", ".join(node.get("properties", ()))
    if "enum" in node:
        return "one of " + ", ".join(str(word) for word in node["enum"])
    if "prefixItems" in node:
        return f"a list of {len(node['prefixItems'])} integers"
    phrase = _PATTERN.get(node.get("pattern", ""), _KIND.get(str(node.get("type")), "something else"))
    bounds = [f"at least {node['minimum']}"] if "minimum" in node else []
    bounds += [f"at most {node['maximum']}"] if "maximum" in node else []
    bounds += [f"at most {node['maxLength']:,} characters"] if "maxLength" in node else []
    return phrase + (", " + " and ".join(bounds) if bounds else "")


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys that a mapping at a path may have.

    >>> keys_at(("study", "market"))
    ('type', 'dynamics')
    """
    return tuple(key for branch in branches(schema_at(path)) for key in branch.get("properties", ()))


def schema_at(path: Path) -> Schema:
    """The part of the JSON Schema that rules a path; an empty one where the path leads nowhere.

    >>> schema_at(("questions", 3, "options", 0, "code"))["type"]
    'integer'
    """
    node: Schema = _schema()
    for step in path:
        node = next((found for branch in branches(node) if (found := _step(branch, step))), {})
    return node


def _step(node: Schema, step: str | int) -> Schema:
    if isinstance(step, str):
        found = node.get("properties", {}).get(step, {})
    elif "prefixItems" in node:
        found = node["prefixItems"][min(step, len(node["prefixItems"]) - 1)]
    else:
        found = node.get("items", {})
    return found if isinstance(found, Mapping) else {}


def branches(node: Schema) -> Iterator[Schema]:
    """What a place takes, one kind after the other, references followed; "nothing" is left out."""
    if "$ref" in node:
        node = _schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    for branch in node.get("anyOf", (node,)):
        if "$ref" in branch:
            yield from branches(branch)
        elif branch.get("type") != "null":
            yield branch

"""What is wrong at a place of the file, in the words of someone who has never heard of a schema."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from survey_seg.errors import Problem, quoted
from survey_seg.questionnaire.kinds import Wrong
from survey_seg.questionnaire.model import Path
from survey_seg.questionnaire.places import Schema, branches, keys_at, schema_at

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
_MEANT = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}


def problem_at(path: Path, wrong: Wrong, plain: object) -> Problem:
    """The problem at a path, given what is wrong there and the file in plain values.

    >>> problem_at(("study", "kind"), "value", {"study": {"kind": "markt"}}).line()
    "QUEST_VALUE: kind is the text 'markt'; expected market or audience. Hint: did you mean 'market'?"
    """
    if wrong == "unknown":
        return _unknown_key(path)
    value = plain_at(path, plain)
    if wrong == "missing":
        return Problem("QUEST_MISSING_KEY", f"key {quoted(path[-1])} is missing or empty")
    node = schema_at(path)
    what = f"{_named(path)} is {_shown(value)}"
    if wrong == "long":
        length = max(branch.get("maxLength", 0) for branch in branches(node))
        return Problem("QUEST_VALUE", f"{what}, {len(str(value)):,} characters long", f"at most {length:,}")
    code = "QUEST_TYPE" if wrong == "type" else "QUEST_VALUE"
    return Problem(code, what, _expected(node), _hint(value, node, path))


def _unknown_key(path: Path) -> Problem:
    name, known = path[-1], keys_at(path[:-1])
    close = get_close_matches(str(name), known, n=1)
    what = f"unknown key {quoted(name)}"
    if close:
        return Problem("QUEST_UNKNOWN_KEY", f"{what}; did you mean {quoted(close[0])}?")
    return Problem("QUEST_UNKNOWN_KEY", what, _either(known))


def plain_at(path: Path, plain: Any) -> object:  # noqa: ANN401 - whatever the file holds
    """The value at a path, or None where there is none.

    >>> plain_at(("study", "title"), {"study": {"title": "T"}}), plain_at(("study", "kind"), {"study": {}})
    ('T', None)
    """
    for step in path:
        try:
            plain = plain[step]
        except (KeyError, IndexError, TypeError):
            return None
    return plain


def _named(path: Path) -> str:
    if not path:
        return "the file"
    if isinstance(path[-1], int) and len(path) > 1:
        return f"entry {path[-1] + 1} of {path[-2]}"
    return str(path[-1])


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return "empty" if value is None else str(value).lower()


def _hint(value: object, node: Schema, path: Path) -> str:
    """How to write it instead."""
    kinds = {branch.get("type") for branch in branches(node)}
    words = [word for branch in branches(node) for word in branch.get("enum", ())]
    name = f"{path[-1]}: " if path and isinstance(path[-1], str) else ""
    if isinstance(value, str):
        close = get_close_matches(value.lower(), words, n=1)
        return f"did you mean {quoted(close[0])}?" if close else _hint_for_text(value, kinds, name)
    if isinstance(value, int | float):
        shown = str(value).lower()
        as_text = f'text goes in quotes: {name}"{shown}"' if "string" in kinds and not words else ""
        return f"write {name}[{shown}]" if "array" in kinds else as_text
    return (
        f"put '- ' before the first key below {name.rstrip(': ')}"
        if "array" in kinds and isinstance(value, dict)
        else ""
    )


def _hint_for_text(value: str, kinds: set[str | None], name: str) -> str:
    if kinds & {"integer", "number"}:
        digits = value.replace("_", "").replace(",", "")
        digits = digits.lstrip("0") or digits[-1:]
        if digits.isdecimal():
            return f"write {name}{digits}"
        return "the words of an answer go into its label" if name == "code: " else ""
    if "boolean" in kinds and value.lower() in _MEANT:
        return f"write {name}{_MEANT[value.lower()]}"
    return f"write {name}[{value}]" if "array" in kinds and value.isalnum() else ""


def _expected(node: Schema) -> str:
    kinds = {branch.get("type"): branch for branch in branches(node)}
    if "number" in kinds:
        kinds.pop("integer", None)
    return " or ".join(_phrase(branch) for branch in kinds.values())


def _phrase(node: Schema) -> str:
    if node.get("type") == "object":
        return "a mapping with the keys " + ", ".join(node.get("properties", ()))
    if "enum" in node:
        return _either(node["enum"])
    if "prefixItems" in node:
        return f"a list of {len(node['prefixItems'])} integers"
    phrase = _PATTERN.get(node.get("pattern", ""), _KIND.get(str(node.get("type")), "something else"))
    bounds = [f"at least {node['minimum']}"] if "minimum" in node else []
    bounds += [f"at most {node['maximum']}"] if "maximum" in node else []
    return phrase + (", " + " and ".join(bounds) if bounds else "")


def _either(words: list[str] | tuple[str, ...]) -> str:
    """The words with "or" before the last."""
    return ", ".join(words[:-1]) + " or " + words[-1] if len(words) > 1 else "".join(words)

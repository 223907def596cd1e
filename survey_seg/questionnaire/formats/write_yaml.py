"""The YAML file of a questionnaire; read again, it is the same questionnaire."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from survey_seg.questionnaire.model import Questionnaire

ON_ONE_LINE = frozenset({"options", "rows", "action", "reach", "skip", "ignore", "decisions", "hypotheses", "quotas"})
"""Lists whose entries stand on a line each, as people write them."""

LONGEST = 10_000
"""Longer than any line: a text is never broken, so that a search in the file finds it."""


def yaml_text(questionnaire: Questionnaire) -> str:
    """A questionnaire as YAML: everything it holds, nothing that is the default.

    >>> from survey_seg.questionnaire.read import read_questionnaire
    >>> from survey_seg.questionnaire.yaml_file import read_yaml
    >>> from survey_seg.resources import folder
    >>> starter = read_questionnaire(folder("questionnaires") / "starter.yaml")
    >>> read_yaml(yaml_text(starter))[0]["questions"][0]["id"]
    'consent'
    """
    writer = YAML()
    writer.width = LONGEST
    writer.indent(mapping=2, sequence=4, offset=2)
    whole = CommentedMap(
        study=_mapping(questionnaire.study),
        questions=CommentedSeq(_mapping(question) for question in questionnaire.questions),
    )
    for index in range(1, len(questionnaire.questions)):
        whole["questions"].yaml_set_comment_before_after_key(index, before="\n")
    written = io.StringIO()
    writer.dump(whole, written)
    return written.getvalue()


def _mapping(element: Any, *, flow: bool = False) -> CommentedMap:  # noqa: ANN401 - any part of the model
    """A model object as a mapping of what differs from its defaults."""
    mapping = CommentedMap()
    for part in fields(element):
        value = getattr(element, part.name)
        default = part.default if part.default is not MISSING else _made(part.default_factory)
        if value != default:
            mapping[part.name] = node_of(part.name, value)
    if flow:
        mapping.fa.set_flow_style()
    return mapping


def _made(factory: Any) -> object:  # noqa: ANN401 - what dataclasses call a factory
    return MISSING if factory is MISSING else factory()


def node_of(name: str, value: object) -> object:
    """A value of the model as YAML writes it under a key.

    >>> node_of("role", ("basis", "typing"))
    ['basis', 'typing']
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return CommentedMap((key, node_of(key, held)) for key, held in value.items())
    if is_dataclass(value):
        return _mapping(value)
    if isinstance(value, tuple):
        return _sequence(name, value)
    return value


def _sequence(name: str, values: tuple[object, ...]) -> CommentedSeq:
    held = CommentedSeq(
        _mapping(value, flow=name in ON_ONE_LINE) if is_dataclass(value) else node_of(name, value) for value in values
    )
    if not any(is_dataclass(value) for value in values):
        held.fa.set_flow_style()
    return held


def _text(text: str) -> str:
    """A text in quotes where plain it would be read as something else, or not at all."""
    plain = text.isprintable() and text[:1].isalpha() and not any(sign in text for sign in ":#,[]{}&*!|>'\"%@`\\")
    odd = text.strip().lower() in {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
    return text if plain and not odd else DoubleQuotedScalarString(text)

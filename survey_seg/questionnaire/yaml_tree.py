"""YAML text as plain values by the parser of the whole language; what is wrong with it is said in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.model import Path
from survey_seg.questionnaire.yaml_lines import Value, scalar

MAX_DEPTH = 50
MAX_VALUES = 50_000
MAX_LINES = 100_000
MAX_SLOW = 100_000
"""How many characters the slow parser is given: about a second of work."""

_COLLECTIONS = frozenset({MappingStartEvent, SequenceStartEvent})
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})
_NODES = _COLLECTIONS | {ScalarEvent, AliasEvent}


@dataclass(slots=True)
class _Node:
    """A value of the file before aliases are followed: a scalar, a list of nodes, or (key, key's line, node)."""

    line: int
    scalar: Value = None
    items: list[_Node] | None = None
    pairs: list[tuple[str, int, _Node]] | None = None
    key: tuple[str, int] | None = None
    anchor: str | None = None
    depth: int = 1

    @property
    def is_scalar(self) -> bool:
        return self.pairs is None and self.items is None


@dataclass(slots=True)
class _Loading:
    """What is known while a file is being read."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, _Node] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    values: int = 0

    def refuse(self, code: str, line: int, what: str, expected: str = "", hint: str = "") -> InputRefused:
        return InputRefused([*self.problems, Problem(code, what, expected, hint, file=self.file, row=line)])


def read_tree(text: str, *, file: str = "") -> tuple[Value, dict[Path, int]]:
    r"""The file's plain value and the line of every place in it; InputRefused with everything that is wrong.

    >>> read_tree("a: &same [1, 2]\nb: *same")[0]
    {'a': [1, 2], 'b': [1, 2]}
    """
    loading = _Loading(file)
    if text.count("\n") > MAX_LINES:
        raise loading.refuse("QUEST_TOO_LARGE", MAX_LINES, f"more than {MAX_LINES:,} lines", "a questionnaire")
    try:
        root = _root(text, loading)
    except MarkedYAMLError as error:
        raise _syntax(error, text, loading) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise loading.refuse(
            "QUEST_SYNTAX", line, f"character {error.character!r} cannot stand in a YAML file"
        ) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise loading.refuse("QUEST_SYNTAX", 1, f"not YAML: {error}") from None
    if root is None:
        raise InputRefused(Problem("QUEST_EMPTY", "the file is empty", "a questionnaire", file=file))
    value = _plain(root, (), loading)
    if loading.problems:
        raise InputRefused(loading.problems)
    return value, loading.lines


def _root(text: str, loading: _Loading) -> _Node | None:
    """The file as nodes: by the compiled parser, which knows YAML 1.1; what it refuses, the slow one of 1.2 reads."""
    try:
        return _tree(YAML(typ="safe").parse(text), loading)
    except YAMLError:
        if len(text) > MAX_SLOW:
            raise
    loading.values = 0
    loading.anchors.clear()
    loading.problems.clear()
    return _tree(YAML(typ="safe", pure=True).parse(text), loading)


def _tree(events: Iterator[Event], loading: _Loading) -> _Node | None:
    """The file as nodes, without recursion: nesting is bounded before anything is built on it."""
    root: _Node | None = None
    open_nodes: list[_Node] = []
    for event in events:
        kind = type(event)
        if kind is ScalarEvent and open_nodes and _took_key(open_nodes[-1], event):
            loading.values += 1
        elif kind in _ENDS:
            _close(open_nodes.pop(), loading)
        elif kind in _NODES:
            node = _node(event, kind, loading)
            loading.values += 1
            if loading.values > MAX_VALUES:
                raise _too_many(node.line, loading)
            if open_nodes:
                node = _attach(open_nodes[-1], node, event, loading)
            else:
                root = node
            if kind in _COLLECTIONS:
                open_nodes.append(node)
                if len(open_nodes) > MAX_DEPTH:
                    raise _too_deep(node.line, loading)
        elif isinstance(event, DocumentStartEvent):
            _check_document(event, root, loading)
    return root


def _took_key(parent: _Node, event: Any) -> bool:  # noqa: ANN401 - the parser's events
    """Whether a word was simply the next key of a mapping: most words of a file are, and need no node."""
    if parent.pairs is None or parent.key is not None or event.tag or event.anchor:
        return False
    parent.key = (event.value, event.start_mark.line + 1)
    return True


def _check_document(event: DocumentStartEvent, root: _Node | None, loading: _Loading) -> None:
    line = event.start_mark.line + 1
    if root is not None:
        raise loading.refuse("QUEST_DOCUMENTS", line, "a second document starts here", expected="one document per file")
    if event.version and tuple(event.version) != (1, 2):
        version = ".".join(str(part) for part in event.version)
        raise loading.refuse(
            "QUEST_VERSION",
            line,
            f"the file asks for YAML {version}",
            expected="YAML 1.2",
            hint="delete the %YAML line",
        )


def _node(event: Any, kind: type[Event], loading: _Loading) -> _Node:  # noqa: ANN401 - the parser's events
    line = event.start_mark.line + 1
    if kind is AliasEvent:
        if event.anchor not in loading.anchors:
            raise loading.refuse(
                "QUEST_ALIAS",
                line,
                f"alias {quoted('*' + event.anchor)} has no finished anchor {quoted('&' + event.anchor)} before it",
            )
        return loading.anchors[event.anchor]
    if event.tag:
        what = f"tag {quoted(event.tag.replace('tag:yaml.org,2002:', '!!'))} is not taken"
        hint = "delete the tag; text goes in quotes"
        loading.problems.append(Problem("QUEST_TAG", what, "a plain value", hint, file=loading.file, row=line))
    if kind is ScalarEvent:
        plain = event.implicit[0] and not event.style
        node = _Node(line, scalar(event.value) if plain else event.value, anchor=event.anchor)
        if node.anchor:
            loading.anchors[node.anchor] = node
        return node
    if kind is MappingStartEvent:
        return _Node(line, pairs=[], anchor=event.anchor)
    return _Node(line, items=[], anchor=event.anchor)


def _attach(parent: _Node, node: _Node, event: Event, loading: _Loading) -> _Node:
    """Put a node where it belongs: into the list, or as a mapping's key and then its value."""
    if parent.items is not None:
        parent.items.append(node)
        return node
    line = event.start_mark.line + 1
    if parent.key is not None:
        name, key_line = parent.key
        parent.key = None
        if parent.pairs is not None:
            parent.pairs.append((name, key_line, node))
        return node
    if node.items is not None or node.pairs is not None:
        raise loading.refuse("QUEST_SYNTAX", line, "a key is a list or a mapping", expected="a word as key")
    parent.key = (event.value if isinstance(event, ScalarEvent) else str(node.scalar), line)
    return node


def _close(node: _Node, loading: _Loading) -> None:
    """A list or mapping is whole: its duplicate keys are reported, and from here on it can be referred to."""
    seen: dict[str, int] = {}
    deepest = 0
    for child in node.items or ():
        if child.depth > deepest:
            deepest = child.depth
    for name, line, child in node.pairs or ():
        if child.depth > deepest:
            deepest = child.depth
        if name in seen:
            loading.problems.append(
                Problem(
                    "QUEST_DUPLICATE_KEY",
                    f"key {quoted(name)} is here for the second time, first on line {seen[name]}",
                    "each key once",
                    file=loading.file,
                    row=line,
                )
            )
        seen.setdefault(name, line)
    if node.anchor:
        loading.anchors[node.anchor] = node
    node.depth = 1 + deepest


def _plain(node: _Node, path: Path, loading: _Loading) -> Value:
    """The node's value, with its aliases followed and every line noted."""
    if node.depth > MAX_DEPTH:
        raise _too_deep(node.line, loading)
    if len(loading.lines) > MAX_VALUES:
        raise _too_many(node.line, loading)
    if node.pairs is not None:
        mapping: dict[str, Value] = {}
        for name, line, child in node.pairs:
            place = (*path, name)
            loading.lines.setdefault(place, line)
            value = child.scalar if child.is_scalar else _plain(child, place, loading)
            mapping.setdefault(name, value)
        return mapping
    if node.items is not None:
        items: list[Value] = []
        for index, child in enumerate(node.items):
            place = (*path, index)
            loading.lines[place] = child.line
            items.append(child.scalar if child.is_scalar else _plain(child, place, loading))
        return items
    return node.scalar


def _too_many(line: int, loading: _Loading) -> InputRefused:
    what = f"more than {MAX_VALUES:,} values, counting those an alias repeats"
    return loading.refuse("QUEST_TOO_LARGE", line, what, "a questionnaire", "are aliases nested in each other?")


def _too_deep(line: int, loading: _Loading) -> InputRefused:
    return loading.refuse(
        "QUEST_TOO_DEEP", line, f"nested more than {MAX_DEPTH} levels deep", expected="a questionnaire"
    )


def _syntax(error: MarkedYAMLError, text: str, loading: _Loading) -> InputRefused:
    """A parser's complaint in words a person who does not know YAML can use."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    written = text.splitlines()
    row = written[line - 1] if line <= len(written) else ""
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return loading.refuse(
            "QUEST_TAB",
            line,
            "the line is indented with a tab",
            expected="spaces",
            hint="replace each tab by two spaces",
        )
    what = str(error.problem or "not YAML")
    if error.context_mark and error.context_mark.line + 1 != line:
        what += f" ({error.context}, from line {error.context_mark.line + 1})"
    column = mark.column + 1 if mark else 1
    hint = next((hint for words, hint in _HINTS.items() if words in what), "")
    return loading.refuse("QUEST_SYNTAX", line, f"{what}, at character {column}", hint=hint)


_HINTS = {
    "mapping values are not allowed": "a text that holds a colon goes in quotes",
    "unexpected end of stream": "a quote or bracket is not closed",
    "found unexpected ':'": "a text that holds a colon goes in quotes",
    "cannot start any token": "a text that starts with a special character goes in quotes",
    "expected <block end>": "is the line indented like the lines above it?",
    "expected ',' or": "is a comma or a closing bracket missing?",
    "could not find expected ':'": "each line of a mapping is `key: value`",
}

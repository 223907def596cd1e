"""A questionnaire's own YAML file with other tags in it: comments, order and layout of the rest stay."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import CommentToken

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.formats.write_yaml import LONGEST, node_of
from survey_seg.questionnaire.model import Question, QuestionnaireFile, Row
from survey_seg.questionnaire.schema import validate
from survey_seg.questionnaire.yaml_file import read_yaml

OF_QUESTION: Final = ("role", "data_type", "construct", "reverse", "action", "reach")
OF_ROW: Final = ("construct", "reverse")
FIRST: Final = ("type", "short", "text", "id")
"""Keys that a new one follows, the best first."""
HEAD: Final = "questions:\n"
_NOTHING: Final = re.compile(r"\s*(#.*)?")
"""A line without a value: between two questions, it belongs to neither."""
_ITEM: Final = re.compile(r"( *)-( +)")
_ALIAS: Final = re.compile(r"\*([\w-]+)")
_ANCHOR: Final = re.compile(r"&([\w-]+)")


def edited_yaml(text: str, before: Sequence[Question], after: Sequence[Question]) -> str | None:
    r"""The file with the tags of `after` in place of those of `before`; None where that cannot be done in place.

    Only the lines of questions that change are written anew. The result is read again: None also when it is not exactly
    what was meant, as in a file whose questions share grid lines by aliases.

    >>> from survey_seg.questionnaire.model import Question
    >>> text = "study: {title: T}\nquestions:\n  - id: q1  # first\n    text: Why?\n    type: text\n"
    >>> asked = Question(id="q1", text="Why?", type="text")
    >>> print(edited_yaml(text, [asked], [Question(id="q1", text="Why?", type="text", role=("value",))]), end="")
    study: {title: T}
    questions:
      - id: q1  # first
        text: Why?
        type: text
        role: [value]
    """
    try:
        plain, places = read_yaml(text)
        written = text.split("\n")
        starts = [places["questions", index] - 1 for index in range(len(before))]
        tops = sorted(line - 1 for path, line in places.items() if len(path) == 1)
        for index in reversed(range(len(before))):
            if before[index] != after[index]:
                end = min(
                    (line for line in (*starts[index + 1 :], *tops) if line > starts[index]), default=len(written)
                )
                while _NOTHING.fullmatch(written[end - 1]):
                    end -= 1
                span = slice(starts[index], end)
                written[span] = _edited("\n".join(written[span]), before[index], after[index]).split("\n")
        edited = "\n".join(written)
        meant = replace(_validated(plain), questions=tuple(after))
        return edited if _validated(read_yaml(edited)[0]) == meant else None
    except (YAMLError, InputRefused, ValueError, KeyError, AttributeError, TypeError):
        return None


def _validated(plain: object) -> QuestionnaireFile:
    return validate(plain, file="", place=lambda _: (None, ""))


def _edited(lines: str, was: Question, now: Question) -> str:
    """The lines of one question with other tags in them."""
    found = _ITEM.match(lines)
    offset, dash = (len(found[1]), 1 + len(found[2])) if found else (0, 2)
    writer = YAML()
    writer.preserve_quotes = True
    writer.width = LONGEST
    writer.indent(mapping=dash, sequence=offset + dash, offset=offset)
    # Values named elsewhere in the file stand in front, under their names, and are cut off again.
    shared = sorted({*_ALIAS.findall(lines)} - {*_ANCHOR.findall(lines)})
    front = "".join(f"{name}: &{name} {{}}\n" for name in shared) + HEAD
    whole = writer.load(front + lines)
    _keep_anchors(whole)
    (node,) = whole["questions"]
    _set(node, was, now, OF_QUESTION)
    for line, row, tagged in zip(node.get("rows", ()), was.rows, now.rows, strict=True):
        _set(line, row, tagged, OF_ROW)
    dumped = io.StringIO()
    writer.dump(whole, dumped)
    edited = dumped.getvalue().split(HEAD, 1)[1].removesuffix("\n")
    return edited.replace("\n", "\r\n") + "\r" if "\r" in lines else edited


def _keep_anchors(node: Any) -> None:  # noqa: ANN401 - ruamel's node
    """Have the names of shared values written, also where nothing refers to them."""
    if not isinstance(node, CommentedSeq | CommentedMap):
        return
    if node.anchor.value:
        node.anchor.always_dump = True
    for child in node.values() if isinstance(node, CommentedMap) else node:
        _keep_anchors(child)


def _set(node: CommentedMap, was: Question | Row, now: Question | Row, names: Sequence[str]) -> None:
    for name in names:
        value: Any = getattr(now, name)
        if value == getattr(was, name):
            continue
        if name in node:
            node[name] = _changed(node[name], node_of(name, value))
        else:
            node.insert(_place(node, names[: names.index(name)]), name, node_of(name, value))


def _changed(old: Any, held: Any) -> object:  # noqa: ANN401 - ruamel's nodes
    """The new value; a list keeps its look and the comments between its entries."""
    if not isinstance(old, CommentedSeq) or not isinstance(held, CommentedSeq) or not old:
        return held
    behind = old.ca.items.pop(len(old) - 1, None)
    for at, entry in enumerate(held):
        if at >= len(old):
            old.append(entry)
        elif old[at] != entry:
            note = _note(old[at])
            old[at] = entry
            if note is not None:
                old.ca.items.setdefault(at, [note, None, None, None])
    for at in reversed(range(len(held), len(old))):
        del old[at]
    if behind is not None:
        old.ca.items[len(old) - 1] = behind
    return old


def _note(node: Any) -> CommentToken | None:  # noqa: ANN401
    """What stands behind the last thing in a list or mapping."""
    if not isinstance(node, CommentedSeq | CommentedMap) or not node:
        return None
    last = len(node) - 1 if isinstance(node, CommentedSeq) else list(node)[-1]
    tokens = [*(node.ca.comment or ()), *node.ca.items.get(last, ())]
    return next((token for token in tokens if isinstance(token, CommentToken)), None) or _note(node[last])


def _place(node: CommentedMap, before: Sequence[str]) -> int:
    """Where a new key goes: after those before it or the type, never between a key and what is noted after it."""
    keys = list(node)
    for name in (*reversed(before), *FIRST):
        at = keys.index(name) + 1 if name in keys else 0
        if at and not _noted(node, name):
            return at
    return 0


def _noted(node: CommentedMap, name: str) -> bool:
    """Whether comments or empty lines stand in lines of their own behind a key's value."""
    tokens = [*node.ca.items.get(name, ()), _note(node[name])]
    return any(isinstance(token, CommentToken) and "\n" in token.value.rstrip(" ")[:-1] for token in tokens)

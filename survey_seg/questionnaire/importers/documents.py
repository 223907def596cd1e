"""Files of other tools as text and as JSON, bounded so that no file can fill the memory or the stack."""

from __future__ import annotations

import json
from typing import Any

from survey_seg.errors import InputRefused, Problem

MAX_DEPTH = 100
"""Levels of lists and objects inside each other; nothing that is a questionnaire has more."""
MAX_VALUES = 3_000_000

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decoded(content: bytes, file: str) -> str:
    """The file's text: UTF-8, or UTF-16 where a byte-order mark says so; InputRefused (QUEST_ENCODING) for others.

    >>> decoded("Größe".encode("utf-16"), "q.txt")
    'Größe'
    """
    encoding = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start + 1} is no {encoding.upper()} text"
        problem = Problem("QUEST_ENCODING", what, "UTF-8", "save the file as UTF-8", file=file, row=row)
        raise InputRefused(problem) from None
    if "\0" in text:
        what = "the file holds zero bytes: it is binary, or UTF-16 without a byte-order mark"
        raise InputRefused(Problem("QUEST_ENCODING", what, "UTF-8", "save the file as UTF-8", file=file, row=1))
    return text


def read_json(content: bytes, file: str) -> object:
    """The value in a JSON file; `mapping`, `entries` and `words` take what is in it, whatever it is.

    Raises InputRefused: QUEST_SYNTAX with the row where it is no JSON or is cut off, QUEST_TOO_DEEP and
    QUEST_TOO_LARGE where no questionnaire is so deep or large, QUEST_ENCODING.

    >>> read_json(b'{"pages": []}', "q.json")
    {'pages': []}
    >>> read_json(b'{"pages": [', "q.json")
    Traceback (most recent call last):
    survey_seg.errors.InputRefused: QUEST_SYNTAX q.json:1: this is no whole JSON: Expecting value at character 12; \
expected the file as the tool writes it.
    """
    text = decoded(content, file)
    expected = "the file as the tool writes it"
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"this is no whole JSON: {error.msg} at character {error.colno}"
        raise InputRefused(Problem("QUEST_SYNTAX", what, expected, file=file, row=error.lineno)) from None
    except RecursionError:
        raise _too_deep(file) from None
    except ValueError:  # a number of more digits than Python reads
        raise InputRefused(Problem("QUEST_SYNTAX", "a number in it has too many digits", expected, file=file)) from None
    _check_depth(value, file)
    return value


def _check_depth(value: object, file: str) -> None:
    """Refuse a value nested too deep or of too many parts, level by level."""
    level, seen = [value], 0
    for _depth in range(MAX_DEPTH + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        seen += len(level)
        if seen > MAX_VALUES:
            what = f"it holds more than {MAX_VALUES:,} values"
            raise InputRefused(Problem("QUEST_TOO_LARGE", what, "a questionnaire", file=file))
        if not level:
            return
    raise _too_deep(file)


def mapping(value: object) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def entries(value: object) -> list[Any]:
    """What is in a list, or the values of an object; nothing where it is neither.

    >>> entries([1, 2]), entries({"2": "b", "1": "a"}), entries("ab"), entries(None)
    ([1, 2], ['b', 'a'], [], [])
    """
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def words(value: object) -> str:
    """The value where it is text or a number, as text; else an empty text.

    >>> words(" a "), words(1), words(None), words(["a"])
    ('a', '1', '', '')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _too_deep(file: str) -> InputRefused:
    what = f"it is nested more than {MAX_DEPTH} levels deep"
    return InputRefused(Problem("QUEST_TOO_DEEP", what, "a questionnaire", file=file))

"""The plain part of YAML, read line by line: what people and `yaml_text` write, in a fraction of a parser's time.

Blocks of `key: value` and `- entry`, texts and numbers on one line with or without quotes, lists and mappings in
brackets on one line, and an anchor or an alias after a key. Everything else (tags, texts over several lines, escapes)
and everything that is wrong is left to the parser of the whole language, which then reads the file from its beginning.
"""

from __future__ import annotations

import re

from survey_seg.questionnaire.model import Path

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]

MOST_LINES = 100_000
MOST_PLACES = 20_000
DEEPEST = 20
"""What has more lines or places or is nested deeper is left to the parser, which counts."""

_WORDS = {word: value for value in (True, False) for word in (str(value).lower(), str(value), str(value).upper())}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")

_KEY = "[A-Za-z_][A-Za-z0-9_]*"
_LINE = re.compile(rf"( *)(- +)?(?:({_KEY}):(?: +|$))?(.*)")
_BARE = r"(?:[\w(+./$~]|[^\x00-\x7f]|-(?=[0-9.]))"
_FIRST = re.compile(_BARE)
_SCALAR = rf"""(?:"([^"\\]*)" *|'([^']*)' *|({_BARE}[^,\[\]{{}}:#]*))([,\]}}])"""
_ENTRY = re.compile(rf" *(?:{_SCALAR}|(?=[\[{{]))")
_PAIR = re.compile(rf" *({_KEY}): +(?:{_SCALAR}|(?=[\[{{]))")
_NEXT = re.compile(r" *([,\]}])")
_NAME = re.compile(r"[&*]([A-Za-z0-9_]+)(?: +|$)")


class _NotPlainError(Exception):
    """The text needs the parser."""


class _Reading:
    """What is known while a file is being read: the blocks that are open, and a key whose value is still to come."""

    def __init__(self) -> None:
        self.root: dict[str, Value] = {}
        self.lines: dict[Path, int] = {}
        self.blocks: list[tuple[int, Value, Path]] = [(0, self.root, ())]
        self.waiting: tuple[int, dict[str, Value], str, Path] | None = None
        self.anchors: dict[str, tuple[Path, dict[str, Value]]] = {}

    def take(self, number: int, row: str) -> None:
        """Read a line that is not empty and no comment."""
        found = _LINE.match(row)
        if found is None:
            raise _NotPlainError
        blanks, dash, key, rest = found.groups()
        column = len(blanks)
        block, path = self._block(column, is_entry=bool(dash))
        if dash:
            if not isinstance(block, list):
                raise _NotPlainError
            path = (*path, len(block))
            self.lines[path] = number
            if key is None:
                block.append(_value(rest, number, path, self.lines))
                return
            column += len(dash)
            inner: dict[str, Value] = {}
            block.append(inner)
            self.blocks.append((column, inner, path))
            block = inner
        if key is None or not isinstance(block, dict) or key in block:
            raise _NotPlainError
        path = (*path, key)
        self.lines[path] = number
        if rest and rest[0] in "&*":
            rest = self._named(block, path, rest)
            if key in block:
                return
        if not rest or rest[0] == "#":
            self.waiting = (column, block, key, path)
        else:
            block[key] = _value(rest, number, path, self.lines)

    def _block(self, column: int, *, is_entry: bool) -> tuple[Value, Path]:
        """The block that a line belongs to by its column."""
        if self.waiting is not None:
            self.settle(column, is_entry=is_entry)
        blocks = self.blocks
        while blocks[-1][0] > column or (not is_entry and blocks[-1][0] == column and isinstance(blocks[-1][1], list)):
            blocks.pop()
        at, block, path = blocks[-1]
        if at != column or len(path) > DEEPEST:
            raise _NotPlainError
        return block, path

    def settle(self, column: int, *, is_entry: bool) -> None:
        """Give the key before this line its value: the block that begins here, or nothing."""
        if self.waiting is None:
            return
        at, block, key, path = self.waiting
        self.waiting = None
        if column > at or (is_entry and column == at):
            held: Value = [] if is_entry else {}
            block[key] = held
            self.blocks.append((column, held, path))
        else:
            block[key] = None

    def _named(self, block: dict[str, Value], path: Path, rest: str) -> str:
        """Take the name of an anchor, or put what an alias stands for after its key; what of the line is still to read.

        An alias that stands within its own anchor, and a name given twice, are for the parser to judge.
        """
        found = _NAME.match(rest)
        if found is None:
            raise _NotPlainError
        name, left = found[1], rest[found.end() :]
        if rest[0] == "&":
            if name in self.anchors:
                raise _NotPlainError
            self.anchors[name] = (path, block)
        else:
            if (left and left[0] != "#") or name not in self.anchors:
                raise _NotPlainError
            there, holder = self.anchors[name]
            if path[: len(there)] == there:
                raise _NotPlainError
            block[str(path[-1])] = self._again(holder[str(there[-1])], there, path)
            left = ""
        return left

    def _again(self, value: Value, there: Path, here: Path) -> Value:
        """A copy of what stands at another place, and the lines of all that is in it."""
        if len(here) > DEEPEST or len(self.lines) > MOST_PLACES:
            raise _NotPlainError
        if isinstance(value, dict):
            mapping: dict[str, Value] = {}
            for name, part in value.items():
                self.lines[*here, name] = self.lines[*there, name]
                mapping[name] = self._again(part, (*there, name), (*here, name))
            return mapping
        if isinstance(value, list):
            items: list[Value] = []
            for index, part in enumerate(value):
                self.lines[*here, index] = self.lines[*there, index]
                items.append(self._again(part, (*there, index), (*here, index)))
            return items
        return value


def read_lines(text: str) -> tuple[Value, dict[Path, int]] | None:
    r"""The file's plain value and the line of every place in it; nothing where the file needs the parser.

    >>> value, lines = read_lines("q:\n  - {id: a1, rows: [1, 2]}")
    >>> value, lines["q", 0, "rows"]
    ({'q': [{'id': 'a1', 'rows': [1, 2]}]}, 2)
    >>> read_lines("q: !!str 1")
    """
    rows = text.split("\n")
    if len(rows) > MOST_LINES or not "".join(rows).isprintable():
        return None
    reading = _Reading()
    try:
        for number, row in enumerate(rows, 1):
            begins = row.lstrip(" ")
            if begins and begins[0] != "#":
                reading.take(number, row)
                if len(reading.lines) > MOST_PLACES:
                    return None
        reading.settle(-1, is_entry=False)
    except _NotPlainError:
        return None
    return (reading.root, reading.lines) if reading.lines else None


def scalar(text: str) -> Value:
    """An unquoted word by the rules of YAML 1.2.

    >>> [scalar(word) for word in ("NO", "1", "1.5", "012", "~", "true")]
    ['NO', 1, 1.5, '012', None, True]
    """
    if text in _NOTHING:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if text[0].isalpha():
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _value(text: str, number: int, path: Path, lines: dict[Path, int]) -> Value:
    """The value after a key or a dash, which has to end with its line."""
    first = text[:1]
    if not first:
        raise _NotPlainError
    if first in "{[":
        value, at = _in_brackets(text, 0, number, path, lines)
        _check_over(text, at)
        return value
    if first in "\"'":
        end = text.find(first, 1)
        if end < 0 or (first == '"' and "\\" in text):
            raise _NotPlainError
        _check_over(text, end + 1)
        return text[1:end]
    text = text.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":" or not _FIRST.match(text):
        raise _NotPlainError
    return scalar(text)


def _check_over(text: str, at: int) -> None:
    """Refuse what follows a value on its line, unless it is a comment."""
    rest = text[at:]
    if rest and not (rest[0] == " " and rest.lstrip(" ")[:1] in {"", "#"}):
        raise _NotPlainError


def _in_brackets(text: str, at: int, number: int, path: Path, lines: dict[Path, int]) -> tuple[Value, int]:
    """The list or mapping whose bracket opens at a character, and where it has ended."""
    if len(path) > DEEPEST:
        raise _NotPlainError
    is_list = text[at] == "["
    pattern, closing = (_ENTRY, "]") if is_list else (_PAIR, "}")
    held: dict[int | str, Value] = {}
    sign, at = _next(text, at + 1)
    if sign not in {"", closing}:
        raise _NotPlainError
    while sign != closing:
        found = pattern.match(text, at)
        step = len(held) if is_list or found is None else found[1]
        if found is None or step in held or len(lines) > MOST_PLACES:
            raise _NotPlainError
        lines[*path, step] = number
        at = found.end()
        double, single, bare, sign = found.groups()[-4:]
        if sign is None:
            held[step], at = _in_brackets(text, at, number, (*path, step), lines)
            sign, at = _next(text, at)
        elif bare is None:
            held[step] = single if double is None else double
        else:
            held[step] = scalar(bare.rstrip(" "))
        if sign not in {",", closing}:
            raise _NotPlainError
    value: Value = list(held.values()) if is_list else {str(key): part for key, part in held.items()}
    return value, at


def _next(text: str, at: int) -> tuple[str, int]:
    """The sign that comes next in brackets, "" if it is none, and where it has ended."""
    found = _NEXT.match(text, at)
    return (found[1], found.end()) if found else ("", at)

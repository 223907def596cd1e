r"""What one cell of the flat form holds: answers, actions, ways to reach people, lists; to plain values and back.

    options   1=Never | 2=Sometimes~now and then | 98=Don't know* | 7=None of these! | 96=Other_
              code=label; ~ before other ways the response file writes it, * after an answer that is missing data,
              ! after one that excludes the others, _ after one with a line to write on
    action    price; cmo; D1; 4,5; Offer the annual bundle | message; cmo; D1; >= 3; Show the trainer
              verb; owner; decision; when; text
    reach     crm:plan_tier:0.9:from billing; ad_platform:interest
              via:field:coverage:note
    skip      1,2; q20 | end
              when; to, or only where everybody goes on
    loop      q3; 5
              the question whose answers it goes through; how many at most
    ignore    WRD101: asked like this since 2019 | OPT: a published scale
              rule: reason
    a list    target; message; price
    a record  id=D1; text=Set the 2027 media split; owner=cmo; a list in it has commas: question=q1; codes=1,2

A backslash before a sign takes it as it stands: `1=Either\|or`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from survey_seg.questionnaire.places import Schema, branches
from survey_seg.questionnaire.yaml_lines import Value

MARKS: Mapping[str, str] = {"*": "missing", "!": "exclusive", "_": "open"}
"""What a sign after an answer says about it."""

ACTION = ("verb", "owner", "decision", "when", "text")
REACH = ("via", "field", "coverage", "note")
TRUE, FALSE = {"yes", "true"}, {"no", "false"}

_NUMBER = re.compile(r"-?\d{1,18}(\.\d+)?([eE][-+]?\d{1,3})?")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def pieces(cell: str, sign: str, most: int = 0) -> list[str]:
    r"""A cell cut at every sign that has no backslash before it, at most `most` times (0: always).

    >>> pieces(r"1=Either\|or|2=Neither", "|")
    ['1=Either\\|or', '2=Neither']
    """
    pattern = re.compile(rf"((?:[^\\{re.escape(sign)}]|\\.|\\$)*)({re.escape(sign)}|$)", re.DOTALL)
    found: list[str] = []
    at = 0
    while not most or len(found) < most:
        match = pattern.match(cell, at)
        if match is None:
            break
        found.append(match[1])
        at = match.end()
        if not match[2]:
            return found
    return [*found, cell[at:]]


def plain(piece: str) -> str:
    r"""A piece without the blanks around it and without its backslashes.

    >>> plain(r" Either\|or ")
    'Either|or'
    """
    return re.sub(r"\\(.)", r"\1", piece.strip(), flags=re.DOTALL)


def escaped(text: str, signs: str) -> str:
    r"""The text with a backslash before each of the signs, and before backslashes.

    >>> escaped("Either|or", "|")
    'Either\\|or'
    """
    return re.sub(rf"([\\{re.escape(signs)}])", r"\\\1", text)


def scalar(text: str, schema: Schema) -> Value:
    """A cell's text as the kind of value its place in the file takes; text where it takes text or does not fit.

    >>> scalar("12", {"type": "integer"}), scalar("12", {"type": "string"}), scalar("yes", {"type": "boolean"})
    (12, '12', True)
    """
    kinds = {branch.get("type") for branch in branches(schema)}
    if kinds & {"integer", "number"} and _NUMBER.fullmatch(text):
        return int(text) if text.lstrip("-").isdecimal() else float(text)
    if "boolean" in kinds and text.lower() in TRUE | FALSE:
        return text.lower() in TRUE
    return text


def code_or_text(piece: str) -> int | str:
    """An entry that may be a code or a text: digits are a code, digits in quotes a text.

    >>> code_or_text("4"), code_or_text('"4"'), code_or_text(">= 3")
    (4, '4', '>= 3')
    """
    text = plain(piece)
    if re.fullmatch(r"-?\d{1,18}", text):
        return int(text)
    return text[1:-1] if re.fullmatch(r'"-?\d{1,18}"', text) else text


def code_or_text_cell(entry: int | str, signs: str) -> str:
    """The opposite of `code_or_text`."""
    if isinstance(entry, str) and re.fullmatch(r'-?\d{1,18}|"-?\d{1,18}"', entry):
        return f'"{entry}"'
    return escaped(str(entry), signs)


COLUMN = "column="
"""What begins the entry, among the other ways to write an answer, that names its column."""


def options(cell: str) -> list[Value]:
    """The answers in an options cell.

    >>> options("1=Never|98=Don't know*")
    [{'label': 'Never', 'code': 1}, {'label': "Don't know", 'code': 98, 'missing': True}]
    """
    return [_option(piece) for piece in pieces(cell, "|") if piece.strip()]


def _option(piece: str) -> dict[str, Value]:
    piece = piece.strip()
    marks = re.search(r"(?<!\\)(?:\\\\)*([*!_]*)$", piece)
    signs = marks[1] if marks else ""
    written, *others = pieces(piece[: len(piece) - len(signs)], "~")
    also = [other for other in others if not other.startswith(COLUMN)]
    code, *label = pieces(written, "=", 1)
    option: dict[str, Value] = {"label": plain(label[0] if label else code)}
    option |= {"code": scalar(plain(code), {"type": "integer"})} if label else {}
    option |= {name: True for mark, name in MARKS.items() if mark in signs}
    columns = [plain(other.removeprefix(COLUMN)) for other in others if other.startswith(COLUMN)]
    option |= {"column": columns[0]} if columns else {}
    return option | ({"also": [code_or_text(other) for other in also]} if also else {})


def fields(cell: str, names: tuple[str, ...], sign: str) -> dict[str, Value]:
    """Named fields in their order; what comes after the last name belongs to it.

    >>> fields("crm:plan_tier", ("via", "field", "coverage", "note"), ":")
    {'via': 'crm', 'field': 'plan_tier'}
    """
    parts = [plain(part) for part in pieces(cell, sign, len(names) - 1)]
    return {name: part for name, part in zip(names, parts, strict=False) if part}


def actions(cell: str) -> list[Value]:
    """The actions in an action cell.

    >>> actions("price; cmo; D1; 4,5; Offer the annual bundle")
    [{'verb': 'price', 'owner': 'cmo', 'decision': 'D1', 'when': [4, 5], 'text': 'Offer the annual bundle'}]
    """
    found: list[Value] = []
    for piece in pieces(cell, "|"):
        action = fields(piece, ACTION, ";")
        parts = pieces(piece, ";", len(ACTION) - 1)
        if "when" in action:
            action["when"] = [code_or_text(entry) for entry in pieces(parts[3], ",")]
        found.append(action)
    return found


def reaches(cell: str) -> list[Value]:
    """The ways to reach people in a reach cell.

    >>> reaches("crm:plan_tier:0.9; none")
    [{'via': 'crm', 'field': 'plan_tier', 'coverage': 0.9}, {'via': 'none'}]
    """
    found: list[Value] = []
    for piece in pieces(cell, ";"):
        reach = fields(piece, REACH, ":")
        if "coverage" in reach:
            reach["coverage"] = scalar(str(reach["coverage"]), {"type": "number"})
        found.append(reach)
    return found


def skips(cell: str) -> list[Value]:
    """Where people go on, in a skip cell.

    >>> skips("1,>= 5; q20 | end")
    [{'to': 'q20', 'when': [1, '>= 5']}, {'to': 'end'}]
    """
    found: list[Value] = []
    for piece in pieces(cell, "|"):
        *when, to = pieces(piece, ";", 1)
        skip: dict[str, Value] = {"to": plain(to)}
        found.append(skip | ({"when": [code_or_text(entry) for entry in pieces(when[0], ",")]} if when else {}))
    return found


def loop(cell: str) -> Value:
    """What a question is asked once for, in a loop cell.

    >>> loop("q3; 5"), loop("q3")
    ({'over': 'q3', 'most': 5}, {'over': 'q3'})
    """
    found = fields(cell, ("over", "most"), ";")
    return found | ({"most": scalar(str(found["most"]), {"type": "integer"})} if "most" in found else {})


def ignores(cell: str) -> list[Value]:
    """The rules not followed, in an ignore cell.

    >>> ignores("WRD101: asked like this since 2019")
    [{'rule': 'WRD101', 'reason': 'asked like this since 2019'}]
    """
    return [fields(piece, ("rule", "reason"), ":") for piece in pieces(cell, "|")]


def roles(cell: str) -> list[Value]:
    """The roles in a role cell.

    >>> roles("basis, typing")
    ['basis', 'typing']
    """
    return [piece.strip() for piece in cell.split(",") if piece.strip()]


LISTS: Mapping[str, Callable[[str], Value]] = {
    "options": options,
    "role": roles,
    "action": actions,
    "reach": reaches,
    "skip": skips,
    "loop": loop,
    "ignore": ignores,
}
"""How the cells of the columns that hold more than a single value are read."""


def record(cell: str, schema: Schema) -> dict[str, Value]:
    """A record, `key=value; key=value`, with each value as its key takes it.

    >>> record("id=D1; text=Set the price", {"properties": {}})
    {'id': 'D1', 'text': 'Set the price'}
    """
    found: dict[str, Value] = {}
    for piece in pieces(cell, ";"):
        name, *value = pieces(piece, "=", 1)
        key = plain(name)
        known = {key: part for branch in branches(schema) for key, part in branch.get("properties", {}).items()}
        given, kind = value[0] if value else "", known.get(key, {})
        lists = [branch for branch in branches(kind) if branch.get("type") == "array"]
        if lists:
            found[key] = [scalar(plain(entry), lists[0].get("items", {})) for entry in pieces(given, ",")]
        else:
            found[key] = scalar(plain(given), kind)
    return found


def record_cell(values: Mapping[str, object]) -> str:
    """The opposite of `record`."""
    return "; ".join(f"{key}={_entry_cell(value)}" for key, value in values.items())


def _entry_cell(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(escaped(scalar_cell(entry), ";,") for entry in value)
    return escaped(scalar_cell(value), ";")


def scalar_cell(value: object) -> str:
    """A single value as a cell shows it; nothing becomes an empty cell.

    >>> scalar_cell(True), scalar_cell(0.9), scalar_cell(None)
    ('yes', '0.9', '')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def joined(parts: Iterable[str], sign: str) -> str:
    """Fields in their order, without the empty ones at the end.

    >>> joined(["crm", "plan_tier", "", ""], ":")
    'crm:plan_tier'
    """
    kept = list(parts)
    while kept and not kept[-1]:
        kept.pop()
    return sign.join(kept)


def defused(cell: str) -> str:
    """The cell with a quote in front where a spreadsheet would take it for a formula.

    >>> defused("=1+1"), defused("'=1+1"), defused("one")
    ("'=1+1", "''=1+1", 'one')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_meant(cell: str) -> str:
    """The opposite of `defused`.

    >>> as_meant("'=1+1"), as_meant("=1+1"), as_meant("'tis")
    ('=1+1', '=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell

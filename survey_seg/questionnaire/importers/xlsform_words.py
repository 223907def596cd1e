"""What the columns, types and limits of an XLSForm mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from survey_seg.questionnaire.conditions import Combined, Comparison, Condition
from survey_seg.questionnaire.importers.expression import XPATH, read_expression

COLUMNS: Final[Mapping[str, str]] = {
    "command": "type",
    "tag": "name",
    "value": "name",
    "caption": "label",
    "relevance": "relevant",
    "skippable": "required",
    "calculate": "calculation",
    "list": "list_name",
}
"""Older names of columns."""

TYPES: Final[Mapping[str, str]] = {
    "select_one": "single",
    "select1": "single",
    "select_one_from_file": "single",
    "select_one_external": "single",
    "select_multiple": "multi",
    "select_multiple_from_file": "multi",
    "rank": "rank",
    "integer": "number",
    "int": "number",
    "decimal": "number",
    "range": "scale",
    "text": "text",
    "string": "text",
    "date": "date",
    "datetime": "date",
    "note": "info",
    "acknowledge": "single",
    "trigger": "single",
}
"""The kind of question of each type."""

OPEN: Final = frozenset(
    [
        "time",
        "geopoint",
        "geotrace",
        "geoshape",
        "barcode",
        "image",
        "photo",
        "audio",
        "video",
        "file",
        "signature",
        "draw",
        "url",
        "email_address",
    ]
)
"""Types that people answer and that have no kind of their own here: open answers."""

RECORDED: Final = frozenset(
    [
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "phonenumber",
        "simserial",
        "subscriberid",
        "imei",
        "audit",
        "email",
        "hidden",
        "calculate",
        "calculate_here",
        "start-geopoint",
        "background-audio",
        "background-geopoint",
        "xml-external",
        "csv-external",
        "osm",
        "phone_number_id",
        "device_id",
        "start_time",
        "end_time",
        "sim_serial",
        "subscriber_id",
        "uri:deviceid",
        "uri:username",
    ]
)
"""Types that nobody is asked."""

_LONG: Final = (
    (re.compile(r"select[ _]all[ _]that[ _]apply( from)?\b"), "select_multiple"),
    (re.compile(r"select (one|multiple)\b"), r"select_\1"),
    (re.compile(r"(begin|end) (\w+)"), r"\1_\2"),
    (re.compile(r"(add )?(date|time|text|integer|decimal|note)( prompt)?$"), r"\2"),
)
_OTHER: Final = re.compile(r"\s+or[ _](other|specify[ _]other)\s*$", re.IGNORECASE)


class Type(NamedTuple):
    """A cell of the column `type`: the word, the list of answers, and whether people may add another one."""

    word: str
    answers: str
    other: bool


def column(name: str) -> str:
    """A column as it is called here: `label::Deutsch (de)`, `list_name`, `relevant`.

    >>> column("Label:English"), column("list name"), column("bind: relevant"), column("media::image::de")
    ('label::English', 'list_name', 'relevant', 'image::de')
    """
    parts = [" ".join(part.split()) for part in re.split(r":+", name.strip())]
    word = re.sub(r"[ _]+", "_", parts[0].lower())
    if word in {"bind", "control", "media"} and len(parts) > 1:
        parts = parts[1:]
        word = re.sub(r"[ _]+", "_", parts[0].lower())
    return "::".join([COLUMNS.get(word, word), *parts[1:]])


def type_of(text: str) -> Type:
    """The parts of a type.

    >>> type_of("select one  yes_no or_other"), type_of("begin group").word
    (Type(word='select_one', answers='yes_no', other=True), 'begin_group')
    """
    words = _OTHER.sub("", text[:500])
    plain = " ".join(words.split())
    head = plain.lower()
    for pattern, named in _LONG:
        found = pattern.match(head)
        if found:
            plain = found.expand(named) + plain[found.end() :]
            break
    word, _, answers = plain.partition(" ")
    return Type(word.lower(), answers.strip(), words != text[:500])


def limits(constraint: str, *, whole: bool) -> tuple[float | None, float | None] | None:
    """The least and most that a constraint allows; None where it says something else.

    >>> limits(". >= 18 and . <= 120", whole=True), limits(". > 0", whole=True), limits("regex(., 'a')", whole=True)
    ((18, 120), (1, None), None)
    """
    found = read_expression(constraint, XPATH)
    parts: tuple[Condition, ...] = found.parts if isinstance(found, Combined) and found.how == "and" else ()
    least: float | None = None
    most: float | None = None
    for part in parts or (found,):
        if not isinstance(part, Comparison) or part.name != "." or isinstance(part.values[0], str):
            return None
        value, step = part.values[0], int(part.operator in {"<", ">"})
        if part.operator not in {"<", "<=", ">", ">="} or (step and not whole):
            return None
        if part.operator.startswith(">"):
            least = value + step if least is None else max(least, value + step)
        else:
            most = value - step if most is None else min(most, value - step)
    return least, most


def parameters(text: str) -> dict[str, str]:
    """The entries of the column `parameters`.

    >>> parameters("start=1 end = 10; randomize=true")
    {'start': '1', 'end': '10', 'randomize': 'true'}
    """
    return dict(re.findall(r"([A-Za-z_-]{1,40})\s{0,9}=\s{0,9}([^\s;,=]{1,80})", text[:2000]))


def truth(text: str) -> bool | None:
    """Yes or no; None for an empty cell and for conditions.

    >>> truth("TRUE()"), truth("no"), truth("${a} = 1")
    (True, False, None)
    """
    word = text.strip().lower().removesuffix("()")
    return True if word in {"yes", "true", "1"} else False if word in {"no", "false", "0"} else None

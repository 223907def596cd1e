"""What a destination is: a layout, a key, limits and consent, as plain values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

AS_OF: Final = "2026-11"
"""When the vendors' pages were last compared with the layouts here."""

HASH: Final = re.compile(r"[0-9a-f]{64}")
PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")
DIGITS: Final = re.compile(r"[1-9][0-9]{6,14}")
EMAIL: Final = re.compile(
    r"(?=.{3,254}\Z)[a-z0-9_](?:[a-z0-9_%+'&=~-]|\.(?=[a-z0-9_%+'&=~-])){0,63}"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@+-]{0,99}")
CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
ZIP: Final = re.compile(r"[0-9A-Z][0-9A-Z -]{0,10}[0-9A-Z]")
NAME: Final = re.compile(
    "[^\\W\\d_](?:[^\\W\\d_]|[ '’.\u00b7-]|[\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0dff\u0e31-\u0e4e]){0,99}"
)
"""Letters of any script with their marks, spaces, apostrophes, points and hyphens; the first is a letter."""


class NotAllowed(ValueError):
    """A value that its column may not hold; the text is the column's header."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One person who may be written: typed, with consent, every field normalised and "" when it is not known.

    `segment`: the neutral code of the audience (SEG-2). `email`: trimmed, lower case. `phone`: E.164 with its plus.
    Names and places: single spaces, composed Unicode. `country`: two letters, ISO 3166-1. `sms`: whether messages
    to the phone were agreed to as well.
    """

    id: str
    segment: str
    band: str
    model_id: str
    email: str = ""
    phone: str = ""
    first_name: str = ""
    last_name: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    client_id: str = ""
    sms: bool = False


Value = Callable[[Contact], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a file: `head`, a `line` per person with `between` them, `tail`. `line` may raise NotAllowed."""

    suffix: str
    head: str
    line: Callable[[Contact], str]
    between: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file and one list may hold; 0 is no limit.

    `rows`, `bytes`: of one file, more is split into numbered files. `least_rows`: a shorter list is refused by the
    platform. `least_matched`: of people found, fewer cannot be used. `match_rate`: the share
    of people assumed to be found; an assumption, since no platform publishes it.
    """

    rows: int = 0
    bytes: int = 0
    least_rows: int = 0
    least_matched: int = 0
    match_rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Destination:
    """A platform that takes lists of people.

    `audience`: the name of the list (and file) a person goes to. `key`: by what the platform recognises the person.
    `fields`: the columns of the contact table one of which must be there; `also`: others that are used. No other is
    read.
    `consent`: the columns that must all grant.
    `on_upload`: what has to be set or certified by hand when a file is uploaded, as the consent columns allow it.
    """

    title: str
    page: str
    layout: Layout
    audience: Value
    key: Value
    fields: tuple[str, ...]
    also: tuple[str, ...] = ()
    limits: Limits = Limits()
    consent: tuple[str, ...] = ("marketing_consent",)
    on_upload: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    as_of: str = AS_OF


Column = tuple[str, Value, re.Pattern[str]]
"""Header, the value of a person's cell, and the only texts it may hold besides nothing."""


def table(columns: Sequence[Column], *, header: bool = True) -> Layout:
    r"""A CSV layout without quotes: no cell can hold a comma, a quote, a line break or the start of a formula.

    >>> layout = table([("Id", lambda person: person.id, ID), ("Segment", lambda person: person.segment, CODE)])
    >>> layout.head, layout.line(Contact("p1", "SEG-2", "clear", "tool-1"))
    ('Id,Segment\n', 'p1,SEG-2\n')
    """

    def line(person: Contact) -> str:
        return ",".join(_cell(column, person) for column in columns) + "\n"

    return Layout(".csv", ",".join(column[0] for column in columns) + "\n" if header else "", line)


def _cell(column: Column, person: Contact) -> str:
    header, value, allowed = column
    text = value(person)
    if text and not allowed.fullmatch(text):
        raise NotAllowed(header)
    return text


def compact_json(record: Mapping[str, Any]) -> str:
    """A record on one line, in ASCII.

    >>> compact_json({"type": "identify", "userId": "p1"})
    '{"type":"identify","userId":"p1"}'
    """
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def allowed_text(text: str, allowed: re.Pattern[str], name: str) -> str:
    """The text when it fits; raises NotAllowed with the field's name when it does not."""
    if not allowed.fullmatch(text):
        raise NotAllowed(name)
    return text


def by_segment(person: Contact) -> str:
    """One list per segment, under its neutral code."""
    return person.segment


def everybody(_person: Contact) -> str:
    """One list for all, in which the segment is a field."""
    return "people"


FIELDS: Final[tuple[Column, ...]] = (
    ("survey_segment", lambda person: person.segment, CODE),
    ("survey_segment_band", lambda person: person.band, CODE),
    ("survey_segment_model", lambda person: person.model_id, CODE),
)
"""What a customer record learns: the segment's code, how sure it is, and which tool said so."""

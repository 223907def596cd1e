"""LinkedIn: contact list for a matched audience; the headers are those of the Campaign Manager template."""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import (
    COUNTRY,
    HASH,
    NAME,
    Contact,
    Destination,
    Limits,
    Value,
    by_segment,
    table,
)
from survey_seg.typing_tool.audiences.normalise import sha256_hex

LONGEST_NAME = 35


def _name(value: Value) -> Value:
    def of(person: Contact) -> str:
        names = person.first_name, person.last_name
        return value(person) if all(0 < len(name) <= LONGEST_NAME for name in names) else ""

    return of


def _nothing(_person: Contact) -> str:
    return ""


def _key(person: Contact) -> str:
    return person.email or _name(lambda who: f"{who.first_name}|{who.last_name}|{who.country}".lower())(person)


DESTINATION: Final = Destination(
    title="LinkedIn matched audience (contact list)",
    page="Requirements for contact targeting lists in Campaign Manager (LinkedIn Marketing Solutions Help)",
    layout=table(
        [
            ("email", lambda person: sha256_hex(person.email), HASH),
            ("firstname", _name(lambda person: person.first_name), NAME),
            ("lastname", _name(lambda person: person.last_name), NAME),
            ("jobtitle", _nothing, NAME),
            ("employeecompany", _nothing, NAME),
            ("country", lambda person: person.country, COUNTRY),
            ("googleaid", _nothing, HASH),
        ]
    ),
    audience=by_segment,
    key=_key,
    fields=("email", "last_name"),
    also=("first_name", "country"),
    limits=Limits(rows=300_000, bytes=20_000_000, least_rows=300, least_matched=300, match_rate=0.4),
    notes=(
        "One file is one audience; the template's headers must stay as they are.",
        "LinkedIn advises 10,000 addresses or more; 40 to 60 % found is what agencies report.",
    ),
)

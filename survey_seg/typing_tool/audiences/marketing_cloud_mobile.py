"""Salesforce Marketing Cloud MobileConnect: contact import. Numbers and contact keys hold no special characters."""

from __future__ import annotations

import re
from typing import Final

from survey_seg.typing_tool.audiences.destination import CODE, COUNTRY, DIGITS, Destination, Limits, everybody, table

PLAIN_KEY = re.compile(r"[A-Za-z0-9]{1,100}")

DESTINATION: Final = Destination(
    title="Salesforce Marketing Cloud MobileConnect",
    page="Import File Guidelines (Mobile Studio in Marketing Cloud Engagement Help)",
    layout=table(
        [
            ("_MobileNumber", lambda person: person.phone.lstrip("+"), DIGITS),
            ("_Locale", lambda person: person.country, COUNTRY),
            ("_ContactKey", lambda person: person.id, PLAIN_KEY),
            ("_Segment", lambda person: person.segment, CODE),
        ]
    ),
    audience=everybody,
    key=lambda person: person.phone if person.country and person.id else "",
    fields=("phone",),
    also=("person_id", "country"),
    limits=Limits(bytes=20_000_000),
    consent=("sms_consent",),
    on_upload={"opt-in certification": "only for people who agreed to receive messages"},
    notes=("A contact key with other signs than letters and digits is not written: it would be another key.",),
)

"""Klaviyo: list upload. Consent is given for a whole file on upload, so there is one file per consent.

The address is in the first column. A phone number is written only where messages were agreed to (`sms_consent`).
"""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import (
    EMAIL,
    FIELDS,
    PHONE,
    Contact,
    Destination,
    Limits,
    table,
)


def _phone(person: Contact) -> str:
    return person.phone if person.sms else ""


def _consent(person: Contact) -> str:
    return "people-email-and-sms" if _phone(person) else "people-email"


DESTINATION: Final = Destination(
    title="Klaviyo list upload",
    page="How to create and add subscribers to a new list; How to upload and segment with consent (Klaviyo Help)",
    layout=table(
        [
            ("Email Address", lambda person: person.email, EMAIL),
            ("Phone Number", _phone, PHONE),
            *FIELDS,
        ]
    ),
    audience=_consent,
    key=lambda person: person.email,
    fields=("email",),
    also=("phone",),
    limits=Limits(bytes=50_000_000),
    on_upload={
        "people-email": "subscribed to e-mail marketing",
        "people-email-and-sms": "subscribed to e-mail and SMS marketing",
    },
    notes=("An upload does not ask for a double opt-in.",),
)

"""TikTok: customer file for a custom audience.

The part of an address from "+" on is cut. A phone number is hashed without its plus: TikTok's pages of February 2024
and June 2025 ask for the plus, that of August 2025 forbids it, that of September 2025 advises it and takes both, and
the hash printed there is the one without.
"""

from __future__ import annotations

import re
from typing import Final

from survey_seg.typing_tool.audiences.destination import HASH, Contact, Destination, Limits, by_segment, table
from survey_seg.typing_tool.audiences.normalise import sha256_hex

TAG = re.compile(r"\+.*(?=@)")


def _email(person: Contact) -> str:
    return TAG.sub("", person.email)


DESTINATION: Final = Destination(
    title="TikTok custom audience (customer file)",
    page="List of supported IDs and formats for a customer file (TikTok Business Help Center, September 2025)",
    layout=table(
        [
            ("Email_SHA256", lambda person: sha256_hex(_email(person)), HASH),
            ("Phone_SHA256", lambda person: sha256_hex(person.phone.lstrip("+")), HASH),
        ]
    ),
    audience=by_segment,
    key=lambda person: _email(person) or person.phone,
    fields=("email", "phone"),
    limits=Limits(bytes=1_000_000_000, least_rows=1_000, match_rate=0.4),
)

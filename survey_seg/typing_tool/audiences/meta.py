"""Meta: customer list for a custom audience.

Everything is hashed, the country and the postal code too; a phone number without its plus. Names keep the letters of
any script, as Meta's own examples of hashed names do.
"""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import HASH, Contact, Destination, Limits, by_segment, table
from survey_seg.typing_tool.audiences.normalise import letters, sha256_hex


def _state(person: Contact) -> str:
    state = letters(person.state)
    return "" if person.country == "US" and len(state) != 2 else sha256_hex(state)


def _zip(person: Contact) -> str:
    return sha256_hex(person.zip.lower().partition("-")[0].replace(" ", ""))


DESTINATION: Final = Destination(
    title="Meta custom audience (customer list)",
    page="How to format a customer list when creating a custom audience (Meta Business Help Centre); "
    "Customer Information Parameters (Meta for Developers)",
    layout=table(
        [
            ("email", lambda person: sha256_hex(person.email), HASH),
            ("phone", lambda person: sha256_hex(person.phone.lstrip("+")), HASH),
            ("fn", lambda person: sha256_hex(letters(person.first_name)), HASH),
            ("ln", lambda person: sha256_hex(letters(person.last_name)), HASH),
            ("ct", lambda person: sha256_hex(letters(person.city)), HASH),
            ("st", _state, HASH),
            ("zip", _zip, HASH),
            ("country", lambda person: sha256_hex(person.country.lower()), HASH),
        ]
    ),
    audience=by_segment,
    key=lambda person: person.email or person.phone,
    fields=("email", "phone"),
    also=("first_name", "last_name", "city", "state", "zip", "country"),
    limits=Limits(least_rows=100, match_rate=0.4),
    notes=(
        "Names and rules that suggest health or finances are flagged: keep the neutral code as the name.",
        "An audience that is not used for two years is deleted by Meta.",
    ),
)

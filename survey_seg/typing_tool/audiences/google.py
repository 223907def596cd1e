"""Google Ads: Customer Match.

E-mail, phone and names are hashed, country and postal code never; a phone number is hashed with its plus. Dots in
gmail addresses stay. A name counts only with country and postal code, so the four are given together or not at all.
Last names lose their punctuation, as the reference of the Google Ads API has it; first names keep it.
"""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import (
    COUNTRY,
    HASH,
    ZIP,
    Contact,
    Destination,
    Limits,
    Value,
    by_segment,
    table,
)
from survey_seg.typing_tool.audiences.normalise import sha256_hex, without_punctuation


def _address(value: Value) -> Value:
    def of(person: Contact) -> str:
        whole = person.first_name and person.last_name and person.country and person.zip
        return value(person) if whole else ""

    return of


def _key(person: Contact) -> str:
    return person.email or person.phone or _address(_by_address)(person)


def _by_address(person: Contact) -> str:
    return "|".join((person.first_name.lower(), person.last_name.lower(), person.country, person.zip))


def _zip(person: Contact) -> str:
    return person.zip[:5] if person.country == "US" else person.zip


DESTINATION: Final = Destination(
    title="Google Ads Customer Match",
    page="Format your customer data file (Google Ads Help); Customer Match upload template",
    layout=table(
        [
            ("Email", lambda person: sha256_hex(person.email), HASH),
            ("Phone", lambda person: sha256_hex(person.phone), HASH),
            ("First Name", _address(lambda person: sha256_hex(person.first_name.lower())), HASH),
            ("Last Name", _address(lambda person: sha256_hex(without_punctuation(person.last_name.lower()))), HASH),
            ("Country", _address(lambda person: person.country), COUNTRY),
            ("Zip", _address(_zip), ZIP),
        ]
    ),
    audience=by_segment,
    key=_key,
    fields=("email", "phone", "last_name"),
    also=("first_name", "country", "zip"),
    limits=Limits(least_matched=100, match_rate=0.4),
    consent=("ad_user_data", "ad_personalization"),
    on_upload={"ad_user_data": "GRANTED", "ad_personalization": "GRANTED"},
    notes=(
        "A job has one consent status for all its rows; unspecified counts as not consented in the EEA.",
        "The least of 100 people found is from a secondary source of December 2024; older pages say 1,000.",
        "Advertisers in sensitive categories may not use lists of their own; nobody under 13 may be in one.",
    ),
)

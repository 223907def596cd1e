"""Contact fields in the one form that everything is hashed or written from; "" where there is nothing to use."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

from survey_seg.typing_tool.audiences.calling_codes import CALLING_CODES
from survey_seg.typing_tool.audiences.destination import EMAIL, NAME, ZIP

REMEMBERED: Final = 2**13
"""Names and places whose form is remembered: many people share one."""

US_ZIP = re.compile(r"[0-9]{5}(?:-[0-9]{4})?")
COMMON_CODES: Final = {"UK": "GB", "EL": "GR"}
"""Codes that are written for a country and are not its ISO 3166-1 code."""


def sha256_hex(text: str) -> str:
    """SHA-256 of a text in UTF-8 as lower-case hexadecimal digits; "" stays "", since nothing has no hash.

    >>> sha256_hex("john_smith@gmail.com")[:16], sha256_hex("")
    ('62a14e44f765419d', '')
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest() if text else ""


def email_address(text: str) -> str:
    """An e-mail address trimmed and in lower case; "" when it is none.

    Dots and tags stay: to most platforms they are part of the address. Addresses outside ASCII, in quotes, or that
    begin with a sign are not taken.

    >>> email_address(" John.Smith+news@Gmail.com "), email_address("=1+1@example.com"), email_address("n/a")
    ('john.smith+news@gmail.com', '', '')
    """
    address = text.strip().lower()
    return address if EMAIL.fullmatch(address) else ""


@lru_cache(REMEMBERED)
def name_or_place(text: str) -> str:
    """A name with single spaces in composed Unicode; "" when it holds anything that is no part of a name.

    >>> name_or_place("  Val\u0065\u0301ry  "), name_or_place("O'Brien"), name_or_place("=cmd()"), name_or_place("J4ne")
    ('Valéry', "O'Brien", '', '')
    """
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    return name if NAME.fullmatch(name) else ""


@lru_cache(REMEMBERED)
def letters(name: str) -> str:
    """The letters of a name in lower case, with their marks, without spaces and punctuation.

    >>> letters("New York"), letters("O'Brien"), letters("Valéry")
    ('newyork', 'obrien', 'valéry')
    """
    return "".join(sign for sign in name.lower() if unicodedata.category(sign)[0] in "LM")


def without_punctuation(name: str) -> str:
    """A name without its apostrophes, points and hyphens; spaces stay.

    >>> without_punctuation("o'brien"), without_punctuation("de la cruz")
    ('obrien', 'de la cruz')
    """
    return "".join(sign for sign in name if unicodedata.category(sign)[0] != "P")


def country_code(text: str) -> str:
    """The two letters of ISO 3166-1 for a country given by code; "" for anything else.

    >>> country_code("us"), country_code("UK"), country_code("Germany")
    ('US', 'GB', '')
    """
    code = text.strip().upper()
    code = COMMON_CODES.get(code, code)
    return code if code in CALLING_CODES else ""


def postal_code(text: str, country: str) -> str:
    """A postal code in capitals with single spaces; "" when it is none, such as 2139 for 02139 in the United States.

    >>> postal_code("wc2h  8lg", "GB"), postal_code("2139", "US"), postal_code("94016-1234", "US")
    ('WC2H 8LG', '', '94016-1234')
    """
    code = " ".join(text.split()).upper()
    if country == "US":
        return code if US_ZIP.fullmatch(code) else ""
    return code if ZIP.fullmatch(code) else ""

"""Phone numbers to E.164: a plus, the country's calling code, the number without spaces or trunk prefix.

A number with its calling code (+, 00) is taken as it is. One without is completed only for countries whose numbers
are known here (`NATIONAL`); any other is not guessed at.
"""

from __future__ import annotations

import re
from typing import Final

from survey_seg.typing_tool.audiences.calling_codes import CALLING_CODES

SIGNS = re.compile(r"[\s()./\u00a0\u2010-\u2015\u2212-]")
WRITTEN = re.compile(r"\+?[0-9\s()./\u00a0\u2010-\u2015\u2212-]{5,40}")
SPREADSHEET_NUMBER = re.compile(r"[0-9]+\.0+")
TRUNK_IN_BRACKETS = re.compile(r"\(0\)")
LONGEST, SHORTEST = 15, 7

NATIONAL: Final[dict[str, tuple[str, int, int]]] = {
    "AE": ("0", 8, 9),
    "AT": ("0", 7, 13),
    "AU": ("0", 9, 9),
    "BE": ("0", 8, 9),
    "BR": ("0", 10, 11),
    "CA": ("1", 10, 10),
    "CH": ("0", 9, 9),
    "CN": ("0", 9, 11),
    "CZ": ("", 9, 9),
    "DE": ("0", 7, 12),
    "DK": ("", 8, 8),
    "ES": ("", 9, 9),
    "FI": ("0", 6, 11),
    "FR": ("0", 9, 9),
    "GB": ("0", 9, 10),
    "GR": ("", 10, 10),
    "HK": ("", 8, 8),
    "HU": ("06", 8, 9),
    "IE": ("0", 7, 9),
    "IL": ("0", 8, 9),
    "IN": ("0", 10, 10),
    "IT": ("", 8, 11),
    "JP": ("0", 9, 10),
    "KR": ("0", 8, 10),
    "MX": ("", 10, 10),
    "NL": ("0", 9, 9),
    "NO": ("", 8, 8),
    "NZ": ("0", 8, 10),
    "PL": ("", 9, 9),
    "PT": ("", 9, 9),
    "RO": ("0", 9, 9),
    "SE": ("0", 7, 9),
    "SG": ("", 8, 8),
    "TR": ("0", 10, 10),
    "US": ("1", 10, 10),
    "ZA": ("0", 9, 9),
}
"""By country: what is dialled before a number inside the country, and how many digits follow (least, most)."""

CODES: Final = frozenset(CALLING_CODES.values())
LENGTHS: Final = {CALLING_CODES[country]: (least, most) for country, (_, least, most) in NATIONAL.items()}
"""How many digits follow a calling code, where it is known."""


def e164(text: str, country: str = "") -> str:
    """A phone number in E.164, or "" when it is not one beyond doubt.

    `country`: two letters, for numbers without a calling code. Letters, extensions and numbers that a spreadsheet has
    made into 1.41556E+10 are not numbers.

    >>> e164("(415) 555-2671", "US"), e164("+44 (0)20 7183 8750"), e164("0049 30 901820"), e164("06 1234 5678", "IT")
    ('+14155552671', '+442071838750', '+4930901820', '+390612345678')
    >>> e164("4155552671"), e164("1.41556E+10", "US"), e164("+1415"), e164("14155552671.0", "US")
    ('', '', '', '')
    """
    text = text.strip()
    if not WRITTEN.fullmatch(text) or SPREADSHEET_NUMBER.fullmatch(text):
        return ""
    abroad = text.startswith(("+", "00"))
    digits = SIGNS.sub("", TRUNK_IN_BRACKETS.sub("", text) if abroad else text)
    if abroad:
        return _checked(digits.removeprefix("+") if digits[0] == "+" else digits[2:])
    return _at_home(digits, country)


def _at_home(digits: str, country: str) -> str:
    """A number as dialled inside the country, or with the calling code and no plus."""
    if country not in NATIONAL:
        return ""
    code, (trunk, least, most) = CALLING_CODES[country], NATIONAL[country]
    number = digits.removeprefix(trunk)
    if least <= len(number) <= most and not (trunk and trunk[0] == "0" and digits == number):
        return _checked(code + number)
    rest = digits.removeprefix(code)
    return _checked(digits) if rest != digits and least <= len(rest) <= most else ""


def _checked(number: str) -> str:
    """The number with a plus when its calling code exists and its length is possible."""
    code = next((number[:n] for n in (1, 2, 3) if number[:n] in CODES), "")
    if not code or not number.isdigit() or not SHORTEST <= len(number) <= LONGEST:
        return ""
    least, most = LENGTHS.get(code, (1, LONGEST))
    return f"+{number}" if least <= len(number) - len(code) <= most else ""

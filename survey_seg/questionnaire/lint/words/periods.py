"""Reference periods: how far back a question asks, in months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts

_PERIOD = MappingProxyType({"en": en_facts.PERIOD, "de": de_facts.PERIOD})
_MONTHS: Mapping[str, Mapping[str, float]] = MappingProxyType({"en": en_facts.MONTHS, "de": de_facts.MONTHS})
_NUMBERS: Mapping[str, Mapping[str, int]] = MappingProxyType({"en": en_facts.NUMBERS, "de": de_facts.NUMBERS})
_ANY = MappingProxyType({"en": en_facts.ANY_PERIOD, "de": de_facts.ANY_PERIOD})


def periods(plain: str, language: str) -> tuple[tuple[str, float], ...]:
    """The periods a plain text looks back over: the words, and the months where they can be told.

    >>> periods("how often did you bake in the last two years?", "en")
    (('last two years', 24.0),)
    >>> periods("seit 2019", "de")
    ()
    """
    pattern = _PERIOD.get(language)
    if pattern is None:
        return ()
    found = ((match[0], _months(match, language)) for match in pattern.finditer(plain))
    return tuple((words, months) for words, months in found if months)


def _months(match: re.Match[str], language: str) -> float:
    unit = match["unit"] or match["unit2"]
    if not unit:
        return 0.0
    number = match["number"] or match["number2"] or "1"
    many = int(number) if number.isdigit() else _NUMBERS[language].get(number, 0)
    return float(many * _MONTHS[language][unit])


def has_period(plain: str, language: str) -> bool:
    """Whether a plain text says which time it asks about.

    >>> has_period("how much do you spend on petrol?", "en"), has_period("how often a month do you fly?", "en")
    (False, True)
    """
    return bool(language in _ANY and _ANY[language].search(plain))

"""The language of a questionnaire that does not name it, from its commonest words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

UNKNOWN: Final = "xx"
"""Two letters that are no language's: no rule on words applies."""

ENOUGH = 3
"""Common words of one language that must be there."""
CLEARLY = 3
"""How many times more of them than of any other language."""

_COMMON: Mapping[str, str] = {
    "en": "the of and to what which how you your is are do does did have with for this that please",
    "de": "der die das und ist sie ihr ihre ihnen wie welche was nicht mit für bitte haben ein eine",
    "fr": "le la les des et est vous votre quel quelle avec pour dans une sont avez",
    "es": "el los las y es usted su qué cuál con para una son tiene del",
    "nl": "het een en van u uw wat welke hoe met voor zijn heeft niet bent",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_NAMES: Mapping[str, str] = {
    "english": "en",
    "deutsch": "de",
    "german": "de",
    "français": "fr",
    "francais": "fr",
    "french": "fr",
    "español": "es",
    "espanol": "es",
    "spanish": "es",
    "nederlands": "nl",
    "dutch": "nl",
    "italiano": "it",
    "italian": "it",
    "português": "pt",
    "portuguese": "pt",
    "chinese": "zh",
    "arabic": "ar",
    "swahili": "sw",
}
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"\(?\b([a-z]{2})(?:[-_][A-Za-z]{2,4})?\)?\s*$")


def named_language(name: str) -> str:
    """The two letters of a language as tools name it: `de`, `Deutsch (de)`, `English`; empty where unknown.

    >>> named_language("Deutsch (de)"), named_language("English"), named_language("pt-BR"), named_language("default")
    ('de', 'en', 'pt', '')
    """
    word = name.strip()
    found = _CODE.search(word) if len(word) < 3 or "(" in word or "-" in word or "_" in word else None
    return found[1] if found else _NAMES.get(word.lower(), "")


def guessed_language(texts: Iterable[str]) -> str:
    """The language whose commonest words are clearly more frequent than those of others; `xx` where none is.

    >>> guessed_language(["Wie oft haben Sie das Produkt gekauft?", "Bitte nennen Sie die Marke"])
    'de'
    >>> guessed_language(["Age"])
    'xx'
    """
    counts = dict.fromkeys(_WORDS, 0)
    for text in texts:
        words = [word.lower() for word in _WORD.findall(text[:4000])]
        for language, common in _WORDS.items():
            counts[language] += sum(word in common for word in words)
    best, second = sorted(counts, key=lambda language: -counts[language])[:2]
    return best if counts[best] >= max(ENOUGH, CLEARLY * counts[second]) else UNKNOWN

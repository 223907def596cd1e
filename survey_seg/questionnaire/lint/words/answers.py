"""What kind of answer an option is (none of these, another one, don't know), and what kind of list the options form."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from survey_seg.questionnaire.lint.words.classes import numeric_classes
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.polarity import scale_of, tone
from survey_seg.questionnaire.model import Option, Question

LOOKED_UP = 8
MOSTLY = 0.8
"""Longer lists are alphabetical when so many neighbours are: "Other hormones" may stand anywhere."""

CHOSEN = frozenset({"single", "multi", "scale", "grid"})
"""Questions whose options are ticked."""

OPT_OUT = Late(
    r"(i )?(do not|don't|dont) (know|remember|recall)|dk|(i )?(can't|cannot|can not) (say|tell|answer|judge|remember)|"
    r"no (answer|opinion|response)|(i('d| would)? )?(prefer|rather) not( to)? (say|answer|tell|disclose)|"
    r"refused|(i )?refuse to (say|answer)|declined? to (say|answer)|n/a|na|not applicable|not answered|"
    r"(ich )?weiss (ich )?(es )?nicht|keine (angabe|meinung|antwort)|k\. ?a|möchte ich nicht (sagen|angeben)|"
    r"(je )?ne sais? pas|sans (opinion|réponse)|ne souhaite pas répondre|non concernée?|"
    r"no (lo )?sé|no sabe|no contesta|ns/nc|prefiero no (decirlo|contestar)|no aplica"
)
AT_THE_END = Late(r"(i'?m )?(not sure|unsure)|unsicher|pas sûre?|no estoy segur[oa]")
_FIRST_PART = (r"[,;(–—]| or | oder | ou | o ", r"[,;(–—/]| or | oder | ou | o ")

_REFUSAL = MappingProxyType(
    {
        "en": Late(
            r"(?:prefer|rather|wish|want|like|choose|decline|refuse)\b.*\b(?:not|say|answer|disclose|share|tell)|"
            r"no answer|refused?\b|keep (?:it|this|that) to myself|not to (?:say|answer)|don't want to"
        ),
        "de": Late(
            r"keine angaben?|keine antwort|k\. ?a|möchte ich nicht|nicht (?:sagen|angeben|beantworten)|verweigert"
        ),
    }
)
_NONE = MappingProxyType(
    {
        "en": Late(
            r"none|none (?:of|at) .*|nothing(?: of (?:this|these|that|the kind))?|nowhere|nobody|no one|never|"
            r"neither of .*|no (?:brand|device|media|service|product|channel|reason)s?|not any of .*|"
            r"i (?:do not|don't) .{0,20}(?:any|none).*"
        ),
        "de": Late(
            r"keine[rsn]?(?: (?:davon|von .*|der .*|dieser .*))?|nichts(?: (?:davon|von .*))?|nirgends|nirgendwo|"
            r"niemand(?: davon)?|nie|(?:ich )?(?:nutze|habe|besitze|kenne|kaufe) keine?[sn]?.*"
        ),
    }
)
_OTHER = MappingProxyType(
    {
        "en": Late(r"\b(?:other|others|another|else|elsewhere|otherwise|different|various|something)\b"),
        "de": Late(r"\b(?:andere[rsnm]?|anders|anderswo|woanders|sonst\w*|weitere[rsn]?|verschieden\w*)\b"),
    }
)
_ORDERED = MappingProxyType(
    {
        "en": Late(
            r"\b(?:school|degree|diploma|bachelor\w*|master\w*|ph\.?d|doctorate|january|february|march|monday|tuesday|"
            r"morning|evening|noon|afternoon|spring|summer|winter|week|month|year|today|yesterday|ago|small|medium|large|"
            r"junior|senior|assistant|manager|director|beginner|advanced|expert|lower|upper|middle|level|first|second|third|"
            r"primary|secondary|part-time|full-time|village|town|city|daily|weekly|monthly|mostly)\b"
        ),
        "de": Late(
            r"(?:schule|abschluss|abitur|reife|bachelor|master|promotion|studium)|\b(?:januar|februar|montag|dienstag|"
            r"morgens?|abends?|mittags?|nachmittags?|frühling|sommer|winter|woche|monat|jahr|heute|gestern|klein|mittel|gross|"
            r"anfänger\w*|fortgeschritten\w*|leitung|dorf|kleinstadt|grossstadt|vollzeit|teilzeit|erste[nrs]?|zweite[nrs]?|"
            r"dritte[nrs]?|täglich|wöchentlich|monatlich|stufe|ebene)\b"
        ),
    }
)


@lru_cache(maxsize=8192)
def opts_out(label: str, *, at_the_end: bool = True) -> bool:
    """Whether an answer is no answer: don't know, not applicable, prefer not to say, in four languages.

    "Not sure" is one only at the end of a list; in the middle it is the middle of a scale.

    >>> opts_out("Don’t know (never tried)"), opts_out("k. A."), opts_out("I don't know where to start")
    (True, True, False)
    """
    plain = label.casefold().replace("’", "'")
    parts = (plain, *(re.split(splitter, plain)[0] for splitter in _FIRST_PART))
    known = (OPT_OUT, AT_THE_END) if at_the_end else (OPT_OUT,)
    return any(words.fullmatch(part.strip(" .!-*")) for part in parts for words in known)


@lru_cache(maxsize=8192)
def refuses(label: str, language: str) -> bool:
    """Whether an answer says that one would rather not answer.

    >>> refuses("Prefer not to say", "en"), refuses("Don't know", "en"), refuses("keine Angabe", "de")
    (True, False, True)
    """
    words = _REFUSAL.get(language)
    return bool(words and words.search(plain_text(label)))


@lru_cache(maxsize=8192)
def says_none(label: str, language: str) -> bool:
    """Whether an answer denies all others of its list.

    >>> says_none("None of these", "en"), says_none("Nichts davon", "de"), says_none("Nonstop flights", "en")
    (True, True, False)
    """
    words = _NONE.get(language)
    parts = (plain_text(label), re.split(r"[,;(]", plain_text(label))[0])
    return bool(words and any(words.fullmatch(part.strip(" .!-*()")) for part in parts))


def says_other(option: Option, language: str) -> bool:
    """Whether an answer stands for everything that is not listed.

    >>> says_other(Option(code=9, label="Another brand"), "en"), says_other(Option(code=1, label="Nike"), "en")
    (True, False)
    """
    words = _OTHER.get(language)
    return option.open or bool(words and words.search(plain_text(option.label)))


def listed_answers(question: Question, language: str) -> tuple[Option, ...]:
    """The answers with content: neither missing, nor "none of these", "another one" or "don't know"."""
    return tuple(
        option
        for option in question.options
        if not (option.missing or option.exclusive or says_none(option.label, language) or opts_out(option.label))
        and not says_other(option, language)
    )


def is_ordered(question: Question, language: str) -> bool:
    """Whether the answers have an order of their own: numbers, points of a scale, steps in time, size or schooling.

    >>> days = tuple(Option(code=code, label=label) for code, label in enumerate(("Today", "Yesterday", "Last week")))
    >>> is_ordered(Question(id="q", text="?", type="single", options=days), "en")
    True
    """
    labels = [option.label for option in question.options if not option.missing]
    words = _ORDERED.get(language)
    if numeric_classes(question, language) or scale_of(question, language):
        return True
    if any(label.strip(" %$€£+-").isdigit() for label in labels):
        return True
    placed = sum(tone(label, language) is not None for label in labels)
    if placed * 2 > len(labels):
        return True
    return words is not None and sum(bool(words.search(plain_text(label[:200]))) for label in labels) >= 2


def is_alphabetical(question: Question, language: str) -> bool:
    """Whether the answers with content stand in the order of the alphabet, as people look them up."""
    labels = [option.label.casefold() for option in listed_answers(question, language)]
    if len(labels) <= LOOKED_UP:
        return labels == sorted(labels)
    return sum(first <= second for first, second in pairwise(labels)) >= MOSTLY * (len(labels) - 1)

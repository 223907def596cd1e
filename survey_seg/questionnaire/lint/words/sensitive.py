"""Sensitive topics: what people would rather keep to themselves, and what the law protects.

The words are few and plain on purpose: a topic is named only when the question is about the person who answers. A
question on health insurance, office politics or the European Union is none.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question

NAMED = MappingProxyType(
    {
        "income": "income",
        "health": "health",
        "religion": "religion",
        "ethnicity": "ethnic origin",
        "politics": "political opinion",
        "orientation": "sexual orientation",
        "union": "trade union membership",
        "hardship": "financial hardship",
    }
)
"""Every topic, and what a message calls it."""

SPECIAL = frozenset({"health", "religion", "ethnicity", "politics", "orientation", "union"})
"""The topics that are special categories of personal data (GDPR, article 9)."""

_HEALTH_THINGS = (
    r"(?![ -](?:insur|food|club|app|care|goal|plan|provider|fund|shop|store|product|magazine|tip|and safety)"
)
_ENGLISH = MappingProxyType(
    {
        "income": (
            r"(?<!fixed )(?<!fixed-)incomes?\b",
            r"salar(?:y|ies)\b",
            r"(?:your|my|monthly|hourly|annual) wages?\b",
            r"how much (?:do|did|does) (?:you|your household)(?: \w+)? earn\b",
            r"take-home pay\b",
            r"net worth\b",
        ),
        "health": (
            rf"(?:your|my|own|mental|physical|general|overall|poor|bad|state of)(?: \w+)? health\b{_HEALTH_THINGS})",
            rf"health\b{_HEALTH_THINGS}).{{0,20}} (?:in general|condition|problem|issue)",
            r"illness(?:es)?\b",
            r"diseases?\b",
            r"diagnos(?:ed|is)\b",
            r"disabilit(?:y|ies)\b",
            r"(?:are|am|physically|mentally|severely) disabled\b",
            r"(?:medication|symptom|allerg(?:y|ie))s?\b",
            r"(?:chronic|medical) (?:condition|pain|complaint)",
            r"(?:diabet|asthma|cancer|pregnan)\w*",
            r"blood pressure\b",
            r"depression\b",
        ),
        "religion": (
            r"religio(?:n|ns|us)\b",
            r"(?:church|mosque|synagogue)(?:es|s)?\b",
            r"your faith\b",
            r"denomination\b",
            r"(?:catholic|protestant|muslim|jewish|hindu|buddhist|atheist)s?\b",
        ),
        "ethnicity": (
            r"ethnic",
            r"racial",
            r"your race\b(?! \w)",
            r"what race (?:are|do)\b",
            r"colou?r of your skin\b",
            r"(?:your )?skin colou?r\b",
            r"migration background\b",
        ),
        "politics": (
            r"political(?:ly)? (?:view|opinion|part(?:y|ies)\b|affiliat|leaning|position|orient|attitude|outlook|"
            r"belief|spectrum|preference|ideolog|conviction|left|right|conservative|liberal)",
            r"think of politics\b",
            r"party (?:member|identif|affiliat|preference)",
            r"(?:which|what) party\b.{0,30} (?:vote|support|elect|feel close)",
            r"vot(?:e|ed|ing)\b.{0,60} (?:election|party|president|parliament|referendum)",
            r"elections?\b.{0,60} vot(?:e|ed|ing)\b",
            r"(?:democrats?|republicans?)\b.{0,60} (?:democrats?|republicans?|independents?)\b",
            r"extremely (?:liberal|conservative)\b",
        ),
        "orientation": (
            r"sexual(?:ity|ly)?\b",
            r"(?:hetero|homo|bi)sexual",
            r"(?:gay|lesbian|transgender|queer|lgbt\w*)\b",
            r"gender identity\b",
        ),
        "union": (
            r"(?:trade|labou?r)[ -]unions?\b",
            r"(?<!credit )union member",
            r"member of an? union\b",
        ),
        "hardship": (
            r"in debt\b",
            r"(?:your|my|personal|household|credit card) debts?\b",
            r"arrears\b",
            r"behind (?:on|with) (?:your|my|the|our)? ?(?:rent|bills?|mortgage|payments?|loan)",
            r"makes? ends meet\b",
            r"(?:struggl\w+|difficult\w*|unable|trouble) (?:to pay|paying)\b",
            r"financial (?:hardship|difficult|problem|worr|distress)",
            r"bankrupt",
            r"food banks?\b",
            r"(?:unemployment|welfare|social|housing) benefits?\b",
            r"(?:your|my) overdraft\b",
            r"payday loans?\b",
        ),
    }
)
_GERMAN = MappingProxyType(
    {
        "income": (
            r"(?:haushalts|netto|brutto|monats|jahres|familien|gesamt|haushaltsnetto|monatsnetto)?einkommen",
            r"(?:netto|brutto|monats|jahres)(?:gehalt|lohn|verdienst)",
            r"(?:ihr|dein|mein)(?:e[mns]?)? (?:gehalt|lohn|verdienst)\b",
            r"wie ?viel verdien",
        ),
        "health": (
            r"gesundheits(?:zustand|problem)",
            r"gesundheitlich",
            r"(?:ihre|deine|meine|eigene|psychische|körperliche|seelische)[rn]? gesundheit\b",
            r"(?:vor|grund)?(?:erkrank|krankheit)",
            r"diagnos(?:e|tiziert)",
            r"(?:schwer)?behinderung",
            r"schwerbehindert",
            r"medikament",
            r"schwanger",
            r"depression",
            r"allergi(?:e|en|sch)",
            r"diabet",
            r"asthma",
            r"bluthochdruck",
        ),
        "religion": (
            r"religi(?:on|onen|onszugehörigkeit|onsgemeinschaft|ös\w*)\b",
            r"konfession",
            r"(?:kirche|moschee|synagoge)n?\b",
            r"gottesdienst",
            r"gläubig\b",
            r"(?:katholi|evangelisch|protestant|muslim|jüdisch|buddhist|atheist)",
        ),
        "ethnicity": (r"ethni", r"migrationshintergrund", r"hautfarbe", r"abstammung"),
        "politics": (
            r"politische[nrs]? (?:einstellung|meinung|partei|haltung|überzeugung|ausrichtung|orientierung|ansicht|"
            r"richtung|spektrum|lager)",
            r"parteimitglied",
            r"partei(?:zugehörigkeit|neigung|präferenz)",
            r"partei\b.{0,40} (?:wähl|gewählt|unterstütz)",
            r"(?:bundestags|landtags|europa|kommunal|nationalrats|präsidentschafts)wahl",
        ),
        "orientation": (
            r"sexuell",
            r"sexualität",
            r"(?:hetero|homo|bi)sexuell",
            r"(?:schwul|lesbisch|transgender|queer|lsbt)",
            r"geschlechtsidentität",
        ),
        "union": (r"gewerkschaft",),
        "hardship": (
            r"schulden\b",
            r"(?:über|ver)schuld(?:et|ung)",
            r"zahlungsschwierigkeit",
            r"finanzielle[nrs]? (?:schwierigkeit|problem|sorge|not\b|engp)",
            r"privatinsolvenz",
            r"(?:bürgergeld|grundsicherung|sozialhilfe|arbeitslosengeld)",
            r"über die runden\b",
            r"mietrückst",
        ),
    }
)


def _one(topics: MappingProxyType[str, tuple[str, ...]]) -> Late:
    groups = "|".join(f"(?P<{topic}>{'|'.join(words)})" for topic, words in topics.items())
    return Late(rf"\b(?:{groups})")


_WORDS = MappingProxyType({"en": _one(_ENGLISH), "de": _one(_GERMAN)})
_ASKED_ONLY = frozenset({"health", "income", "hardship"})
_ASKS_NOTHING = frozenset({"consent", "link", "weight", "duration"})


def sensitive_topic(question: Question, language: str) -> str | None:
    """The sensitive topic of a question, a key of `NAMED`; None when it has none, or where the words are not known.

    The words of the question, its lines and its answers are read, in English (en) and German (de); an answer alone
    tells who somebody is (a faith, a party), not that the question is about health or money. Texts that ask nothing,
    consent and keys have no topic.

    >>> asked = Question(id="q1", text="Have you ever been diagnosed with a chronic illness?", type="single")
    >>> sensitive_topic(asked, "en"), sensitive_topic(asked, "fr")
    ('health', None)
    >>> sensitive_topic(Question(id="q2", text="Which health insurance do you have?", type="single"), "en") is None
    True
    """
    words = _WORDS.get(language)
    if words is None or question.type == "info" or not _ASKS_NOTHING.isdisjoint(question.role):
        return None
    asked = (_topic(text, language) for text in (question.text, *(row.text for row in question.rows)))
    answers = (_topic(option.label, language) for option in question.options)
    told = (topic for topic in answers if topic not in _ASKED_ONLY)
    return next(filter(None, chain(asked, told)), None)


@lru_cache(maxsize=8192)
def _topic(text: str, language: str) -> str | None:
    found = _WORDS[language].search(" ".join(text.split()).casefold())
    return found.lastgroup if found else None

"""The words of action: what a firm can change for a segment, and the words that change nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Action

ARTEFACT = MappingProxyType(
    {
        "target": "the audience or contact list",
        "exclude": "the suppression list",
        "prioritise": "the rank in budget or coverage",
        "message": "the claim, creative or landing page",
        "position": "the positioning brief",
        "price": "the price point or discount rule",
        "bundle": "the package",
        "product": "the feature or roadmap item",
        "channel": "the media, retail or sales route",
        "time": "the occasion or trigger",
        "service": "the service level or care route",
        "retain": "the save offer",
        "upsell": "the next-best offer",
        "acquire": "the acquisition plan",
        "sell": "the script or objection handling",
        "onboard": "the welcome path",
        "research": "the next decision",
        "size": "the weight of a segment in the plan",
    }
)
"""What each commercial verb changes in the firm."""

TECHNICAL_VERBS = frozenset({"link", "screen", "quota", "weight", "quality", "type"})
"""Verbs that serve the study itself."""

NO_LEVER = frozenset({"research", "size"}) | TECHNICAL_VERBS
"""Verbs that need no lever of the firm: they prepare or weigh a decision."""

ALIASES = MappingProxyType(
    {
        "offer": "bundle",
        "place": "channel",
        "cross sell": "upsell",
        "crosssell": "upsell",
        "up sell": "upsell",
        "value": "size",
        "prioritize": "prioritise",
    }
)

KNOWING = (
    "understand",
    "learn",
    "know",
    "explore",
    "insight",
    "gain insight",
    "gain insights",
    "get insight",
    "get insights",
    "see",
    "find out",
    "get a feel",
    "monitor",
    "track",
    "profile",
    "describe",
    "inform",
    "awareness of",
)
"""Heads of an action text that say what one would know, never what one would do."""

FILLER = (
    "context",
    "background",
    "nice to have",
    "for completeness",
    "interesting",
    "benchmark",
    "tbd",
    "tba",
    "todo",
    "to be decided",
    "to be defined",
    "n/a",
)
"""Heads of an action text that stand where an action should."""

FILLER_ENDS = Late(r"$| (for|on|of|about|only|info|information|with|in|by|to|as|when|if|until|later|question|data)\b")
"""What follows a filler that is one: "background info", but not "background music"."""

TWO_SENSES = frozenset({"describe", "inform", "profile", "see", "track"})
"""Heads that can also be done to a thing: "describe the running costs on the product page"."""

VAGUE = KNOWING + FILLER

VAGUE_ALONE = frozenset({"various", "various uses", "general", "general interest", "none", "unknown"})
"""Action texts that say nothing at all."""

CONFIRM = Late(
    r"\b(confirm(s|ed|ing)?|validat(e|es|ed|ing)|prov(e|es|ed|ing)|justif(y|ies|ied|ying)|show(s|ing)? that|"
    r"support our)\b"
)
"""Words of a study that has its answer already."""

_BELIEF = MappingProxyType(
    {
        "en": Late(
            r"(?:confirm|validate|prove|justify|verify|support|underpin)\b (?:that|(?:our|the|their) (?:\w+ ){0,3}?"
            r"(?:plan|strategy|belief|assumption|hypothesis|hypotheses|positioning|decision|choice|view|idea|approach|"
            r"concept|direction|thesis)\b)|show that\b"
        ),
        "de": Late(
            r"(?:bestätigen|belegen|beweisen|zeigen|nachweisen)\b,? dass\b|(?:unsere[nrs]?|die|den|das) (?:\w+ ){0,3}?"
            r"(?:plan|strategie|annahme|hypothese|positionierung|entscheidung|ansatz|konzept|these)n? "
            r"(?:zu )?(?:bestätigen|belegen|beweisen|rechtfertigen|untermauern)\b"
        ),
    }
)
"""Texts that set out to confirm a belief or a plan; not what customers confirm ("confirm the booking by mail")."""

LEAD_IN = Late(r"^(to|we|will|would|can|could|should|want|like|need|please|then|so|help|us|let|better|just|for)\b ?")
THEN_ACTS = Late(r"\b(and|then|to|so that we|so we)\s+(?:we\s+|then\s+|can\s+)?(\w+)")
_CHANGES = (
    "add adjust adapt assign build buy call change choose cut drop exclude extend give include introduce invite launch "
    "lower mail move offer open pick present prioritise prioritize promote put raise reduce remove rename reorder "
    "reserve route sell send set shift show shorten skip sponsor start stop suppress switch target upgrade use write"
)
CHANGES = frozenset(_CHANGES.split())
_THINGS = (
    "ad ads advert app audience banner brief budget bundle call campaign catalogue claim coupon coverage creative "
    "delivery demo discount email event feature gift guarantee headline hours landing letter list mail mailing media "
    "menu message newsletter offer pack package page partner plan podcast premium price pricing promotion push radio "
    "range rebate reminder roadmap route sample script search shelf size sms spend store subscription suppression "
    "tariff terms tier trial tv upgrade video visit visits voucher warranty webinar website"
)
THINGS = frozenset(_THINGS.split())
FEW_WORDS = 4
"""An action text with fewer words names no change, unless three of them name the thing that changes."""


def canonical(verb: str) -> str:
    """A verb or lever in the spelling of the taxonomy.

    >>> canonical("Cross-sell"), canonical("offer"), canonical("juggle")
    ('upsell', 'bundle', 'juggle')
    """
    plain = re.sub(r"[\s_-]+", " ", verb).strip().casefold()
    return ALIASES.get(plain, plain)


def is_known(verb: str) -> bool:
    """Whether a verb is in the taxonomy.

    >>> is_known("price"), is_known("juggle")
    (True, False)
    """
    return canonical(verb) in ARTEFACT or canonical(verb) in TECHNICAL_VERBS


def is_vague_verb(verb: str) -> bool:
    """Whether a verb names knowing instead of doing.

    >>> is_vague_verb("Understand"), is_vague_verb("message")
    (True, False)
    """
    return canonical(verb) in VAGUE


def vagueness(action: Action, language: str) -> str:
    """What makes an action vague, as the tail of a sentence; empty when it is concrete enough.

    Only English texts are judged; in other languages the verb alone speaks.

    >>> vagueness(Action(verb="price", text="Understand price sensitivity better"), "en")
    "starts with 'understand': that is something to know, not something to do"
    >>> vagueness(Action(verb="price", text="Offer the annual bundle"), "en")
    ''
    """
    verb = canonical(action.verb)
    if verb in VAGUE:
        return f"has the verb {verb!r}, which changes nothing"
    if verb in TECHNICAL_VERBS:
        return ""
    if verb == "research" and not action.decision:
        return "is more research without the decision that waits for it"
    if not action.text.strip():
        return f"says {quoted(verb)} but not what would change"
    return _vague_text(action.text) if language == "en" else ""


@lru_cache(maxsize=4096)
def _vague_text(text: str) -> str:
    words = re.findall(r"[\w'’/-]+", text.casefold())
    head = " ".join(words)
    while (shorter := LEAD_IN.sub("", head)) != head and not _starts_with(KNOWING + FILLER, head):
        head = shorter
    filler, knowing = _starts_with(FILLER, head), _starts_with(KNOWING, head)
    if head in VAGUE_ALONE or (filler and FILLER_ENDS.match(head.removeprefix(filler))):
        return f"says {quoted(filler or head)} and names no change"
    acts = any(match[1] in CHANGES for match in THEN_ACTS.findall(head))
    if knowing and not acts and not (knowing in TWO_SENSES and THINGS & set(words)):
        return f"starts with {quoted(knowing)}: that is something to know, not something to do"
    if len(words) < FEW_WORDS and not (len(words) == FEW_WORDS - 1 and THINGS & set(words)):
        return "is too short to tell what would change"
    return ""


def _starts_with(phrases: tuple[str, ...], text: str) -> str:
    found = [phrase for phrase in phrases if text == phrase or text.startswith(phrase + " ")]
    return max(found, key=len, default="")


def confirms(text: str) -> bool:
    """Whether a sentence sets out to confirm what is already believed.

    >>> confirms("Confirm that families are our core"), confirms("Families spend more per visit than couples")
    (True, False)
    """
    return bool(CONFIRM.search(text.casefold()))


def confirms_belief(text: str, language: str) -> bool:
    """Whether an action sets out to confirm a belief or a plan; False in languages other than English and German.

    >>> confirms_belief("Confirm that families are our core", "en")
    True
    >>> confirms_belief("Confirm the booking by mail", "en")
    False
    """
    pattern = _BELIEF.get(language)
    if pattern is None:
        return False
    plain = " ".join(text.casefold().split())
    while language == "en" and (shorter := LEAD_IN.sub("", plain)) != plain:
        plain = shorter
    return bool(pattern.match(plain))

"""What a question is about, told from its words: intentions, other suppliers, places of purchase, a part in buying.

English (en) and German (de) only; a topic of a question in another language is never known.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question

Topic = Literal["intention", "competitor", "channel", "occupation", "coding"]

KNOWN = frozenset({"en", "de"})
"""Languages whose words are known."""

_PATTERNS = MappingProxyType(
    {
        ("intention", "en"): (
            r"how likely (?:are|is|would)|likely to|would you\b(?! (?:please|say|describe|rate|call|consider))|"
            r"will you|(?:do|are) you (?:intend|plan|expect)\w*|"
            r"intention|in the next (?:\w+ )?(?:weeks?|months?|years?)"
        ),
        ("intention", "de"): (
            r"wie wahrscheinlich|würden sie|würdest du|werden sie|wirst du|planen sie|planst du|beabsichtig|"
            r"haben sie vor\b|in den (?:nächsten|kommenden)"
        ),
        ("competitor", "en"): (
            r"brands?\b|(?:provider|supplier|vendor|competitor|retailer|insurer|operator|dealer)s?\b|"
            r"(?:switch|chang)\w* (?:to|from|your|its|the|their|my|our)\b|elsewhere\b|"
            r"from whom\b|"
            r"(?:an)?other (?:app|shop|store|bank|firm|compan|service|studio|gym|club|paper|magazine|programme|program)"
        ),
        ("competitor", "de"): (
            r"marken?\b|(?:anbieter|lieferant|wettbewerb|händler|versicherer|betreiber|mitbewerb)|wechsel|gewechselt|"
            r"andere[nrsm]? (?:app|geschäft|laden|bank|firma|dienst|studio|verein|zeitung|programm|shop)|woanders\b"
        ),
        ("channel", "en"): (
            r"where (?:do|did|have|would) you (?:\w+ )?(?:buy|bought|shop|order|purchase|book|get|got|find|hear|see|"
            r"read)|(?:online|in (?:a|the) (?:shop|store|branch)|web ?shop|by (?:phone|mail|post))\b|channels?\b"
        ),
        ("channel", "de"): (
            r"wo (?:kaufen|kauften|bestellen|bestellten|buchen|buchten|haben) sie|"
            r"wo (?:kaufst|bestellst|buchst|hast) du|"
            r"(?:online|im (?:geschäft|laden|internet)|in der filiale|per telefon)\b|kanal\b|kanäle"
        ),
        ("occupation", "en"): (
            r"job title|seniority|(?:your|which|what) (?:\w+ )?(?:role|part|position|function|department|level|job)\b|"
            r"(?:have|has|had) a say\b|who (?:\w+ )?(?:decides|chooses|approves|signs|buys)|"
            r"(?:involved|responsible|part|role) (?:in|for) (?:\w+ )?(?:buy|purchas|choos|choice|select|decid|decision|"
            r"procur)|buying (?:centre|center|unit|committee)|"
            r"when your (?:company|firm|organi[sz]ation) (?:chooses|buys|selects)"
        ),
        ("occupation", "de"): (
            r"(?:ihre|deine|welche) (?:\w+ )?(?:position|funktion|rolle|abteilung|aufgabe|hierarchieebene|stellung)\b|"
            r"(?:entscheide|entscheidet|mitentscheid|entscheidung)|zuständig|verantwortlich|führungsebene|"
            r"beteiligt\b|berufsbezeichnung|einkaufsgremium"
        ),
        ("coding", "en"): (
            r"(?:cod(?:e|es|ed|ing)|categor|classif|group|read|reads|sort|count|cluster|theme|list|quote|verbatim|answer|"
            r"named?|mention|say|said|words|wording|reply|respond)"
        ),
        ("coding", "de"): (
            r"(?:codier|kodier|kategori|klassifi|gruppier|lesen|liest|sortier|zähl|themen|liste|zitat|wörtlich|antwort|"
            r"genannt|nenn|worte|wortlaut|ordne)"
        ),
    }
)
_COMPILED = MappingProxyType({key: Late(rf"\b(?:{words})") for key, words in _PATTERNS.items()})


def speaks_of(topic: Topic, text: str, language: str) -> bool:
    """Whether a text has words of a topic; False where the language is not known.

    >>> speaks_of("intention", "How likely are you to come back?", "en")
    True
    >>> speaks_of("intention", "How often did you come back?", "en")
    False
    """
    pattern = _COMPILED.get((topic, language))
    return pattern is not None and bool(pattern.search(text.casefold()))


def everything_read(question: Question) -> str:
    """All a respondent reads of a question, in one text: instruction, question, lines, answers.

    >>> everything_read(Question(id="q", text="Who?", type="text", instruction="Name one."))
    'Name one. | Who?'
    """
    parts = (
        question.instruction or "",
        question.text,
        *(row.text for row in question.rows),
        *(option.label for option in question.options),
    )
    return " ".join(" | ".join(part for part in parts if part).split())

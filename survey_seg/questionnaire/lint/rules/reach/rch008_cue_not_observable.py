"""A sales cue that nobody can see or hear.

What it does
    Finds reaches by a sales cue without a note, and notes that speak of feelings and beliefs (feels, thinks, believes,
    values, prefers ...) without anything a sales person could see or hear.

Why it is bad
    "Values quality" is a conclusion. What a person at the counter notices is that the customer asks for the warranty:
    only that can be written into a script, and only that sorts two customers the same way twice.

Example
    questions:
      - {id: needs, reach: [{via: sales_cue, note: values flexible hours}]}

Use instead
    questions:
      - {id: needs, reach: [{via: sales_cue, note: asks about opening hours}]}

When it stays silent
    As soon as the note names something that is said, asked, done, worn, bought or counted; for notes without a word of
    feeling; for other ways of reaching; and for notes in languages other than English and German.

Source
    IMS, five mistakes in segmentation research, no. 3, on cues for sales people in business markets.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import ways
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Questionnaire

INNER = MappingProxyType(
    {
        "en": Late(
            r"\b(?:feel|think|believe|value|prefer|want|like|love|hope|fear|care|trust|appreciate|worr(?:y|ie)|need|"
            r"understand|expect)s?\b|\b(?:open|interested|motivated|loyal|satisfied|confident|attitude|mindset|sceptical)\b"
        ),
        "de": Late(
            r"\b(?:fühlt|denkt|glaubt|schätzt|bevorzugt|möchte|will|mag|hofft|fürchtet|vertraut|braucht|versteht|"
            r"erwartet|interessiert|motiviert|zufrieden|offen|einstellung|haltung)\b"
        ),
    }
)
SEEN = MappingProxyType(
    {
        "en": Late(
            r"\b(?:say|ask|mention|name|tell|talk|call|write|read|show|use|own|buy|bought|order|visit|come|bring|wear|"
            r"carr(?:y|ie)|compare|book|pay|request|complain|cancel|return|arrive|drive|walk|look|tr(?:y|ie)|hold|"
            r"sign|click|download|count|refuse|negotiate|insist|quote|ha)(?:s|ed|ing|d)?\b|\b(?:has|title|size|number|"
            r"employees|badge|website|job ad)\b"
        ),
        "de": Late(
            r"\b(?:sagt|fragt|nennt|erwähnt|erzählt|spricht|ruft|schreibt|liest|zeigt|nutzt|besitzt|hat|kauft|bestellt|"
            r"besucht|kommt|bringt|trägt|vergleicht|bucht|bezahlt|zahlt|verlangt|beschwert|kündigt|fährt|probiert|"
            r"verhandelt|besteht|klickt|lädt|titel|größe|grösse|anzahl|mitarbeiter)\b"
        ),
    }
)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every sales cue that cannot be observed."""
    for path, _, way in ways(questionnaire):
        why = _why(way.note, questionnaire.study.language) if way.via == "sales_cue" else ""
        if why:
            yield RULE.at(
                questionnaire,
                path,
                message=why,
                reason="two sales people would sort the same customer differently",
                suggestion="Write what is seen or heard: what they ask about, use, have or compare",
            )


def _why(note: str, language: str) -> str:
    if not note.strip():
        return "the sales cue is not described"
    text = note.casefold()
    if language not in INNER or not INNER[language].search(text) or SEEN[language].search(text):
        return ""
    return f"the sales cue {quoted(note)} is a feeling or belief, not something to see or hear"


RULE = Rule("RCH008", "cue-not-observable", "warning", __doc__, check, confidence="medium")

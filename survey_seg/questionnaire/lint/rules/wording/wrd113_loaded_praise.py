"""Praise before it is asked for.

What it does
    Finds words of praise before the own product, service or team: "our innovative app", "our friendly staff", "the
    delicious Morgenrot muesli" (names in study.brands).

Why it is bad
    The verdict is part of the question. People who would have rated the app, rate an innovative app.

Example
    questions:
      - id: visits
        text: "How useful is our award-winning app to you?"

Use instead
    questions:
      - id: visits
        text: "How useful is our app to you?"

When it stays silent
    Where the praise is what is measured ("How innovative is our app?"), for other firms' brands, and for adjectives
    outside the list.

Source
    Trade guidance on loaded questions; the words are this project's own, their false alarms are measured by
    benchmarks/wording.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.items import items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

OWN: Final[Mapping[str, Late]] = {
    language: Late(rf"\b(?:{own}) (?:[\w-]+,? ){{0,1}}(?P<praise>{praise}),? (?:[\w-]+ ){{0,2}}?(?:{thing})\b")
    for language, own, praise, thing in (
        ("en", en.OWN, en.PRAISE_WORDS, en.PRAISED),
        ("de", de.OWN, de.PRAISE_WORDS, de.PRAISED),
    )
}
PRAISE: Final[Mapping[str, str]] = {"en": en.PRAISE_WORDS, "de": de.PRAISE_WORDS}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every praise of what is asked about."""
    language = questionnaire.study.language
    if language not in OWN:
        return
    patterns = (OWN[language], *_before_brands(questionnaire))
    for item in items(questionnaire):
        found = next((match for pattern in patterns if (match := pattern.search(item.plain))), None)
        if found:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(found['praise'])} praises what is asked about",
                reason="the verdict is part of the question",
                suggestion="Leave the praise out",
            )


def _before_brands(questionnaire: Questionnaire) -> Iterator[Late]:
    names = [re.escape(plain_text(brand)) for brand in questionnaire.study.brands if brand.strip()]
    if names:
        praise = PRAISE[questionnaire.study.language]
        yield Late(rf"(?<!\w)(?P<praise>{praise}),? (?:[\w-]+ ){{0,2}}?(?:{'|'.join(names)})(?!\w)")


RULE = Rule("WRD113", "loaded-praise", "warning", __doc__, check, confidence="medium", false_alarms=0.0)

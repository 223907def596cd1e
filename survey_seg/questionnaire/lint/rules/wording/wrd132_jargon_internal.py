"""Words of the house.

What it does
    Finds words of study.jargon in what respondents read, and a short list of marketing words (touchpoint, value
    proposition, churn, upsell, SKU); in business studies only those that people outside marketing do not use.

Why it is bad
    Respondents do not sit in the marketing department. They answer what they take the word for.

Example
    study: {jargon: ["SKU"]}
    questions:
      - id: visits
        text: "How many SKUs did you order last month?"

Use instead
    study: {jargon: ["SKU"]}
    questions:
      - id: visits
        text: "How many products did you order last month?"

When it stays silent
    For words in study.glossary, and for answers.

Source
    Dillman, Smyth and Christian, Internet, phone, mail and mixed-mode surveys; the words are this project's own, their
    false alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue, plain_text, words_of
from survey_seg.questionnaire.lint.words.items import items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_words, en_words
from survey_seg.questionnaire.model import Questionnaire

LISTED: Final[Mapping[str, Cue]] = {"en": en_words.JARGON, "de": de_words.JARGON}
IN_TRADE: Final[Mapping[str, frozenset[str]]] = {"en": en_words.JARGON_IN_TRADE, "de": de_words.JARGON_IN_TRADE}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every word of the house, once in an item."""
    study = questionnaire.study
    own = _own_words(questionnaire)
    listed = LISTED.get(study.language)
    fine = {plain_text(term) for term in study.glossary}
    if study.market.type == "b2b":
        fine |= IN_TRADE.get(study.language, frozenset())
    for item in items(questionnaire):
        match = own.search(item.plain) if own else None
        if match is None and listed:
            match = listed.search(item.plain, item.words)
        if match and match[0] not in fine and fine.isdisjoint(words_of(match[0])):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(match[0])} is a word of the house",
                reason="respondents answer what they take the word for",
                suggestion="Say it in the words of customers",
            )


def _own_words(questionnaire: Questionnaire) -> Late | None:
    terms = sorted({plain_text(term) for term in questionnaire.study.jargon if term.strip()}, key=len, reverse=True)
    if not terms:
        return None
    words = "|".join(r"[-\s]?".join(map(re.escape, words_of(term))) for term in terms)
    endings = r"\w*" if questionnaire.study.language == "de" else r"(?:'?s|es|ed|d|ing)?"
    return Late(rf"(?<!\w)(?:{words}){endings}(?!\w)")


RULE = Rule("WRD132", "jargon-internal", "warning", __doc__, check, confidence="medium", false_alarms=0.0)

"""A broad word without its meaning.

What it does
    Finds broad words (household, customer, family, region, income, employee, service, weekday ...) that neither stand
    in study.glossary nor are explained anywhere, in studies that keep a glossary.

Why it is bad
    Is a daughter at university part of the household? Each reader decides, and so the answers count different things.

Example
    study: {glossary: ["studio"]}
    questions:
      - id: visits
        text: "How many people live in your household?"
        type: "number"
        options: []
        min: 1
        max: 20

Use instead
    study: {glossary: ["studio"]}
    questions:
      - id: visits
        text: "How many people live in your household (all who share the kitchen)?"
        type: "number"
        options: []
        min: 1
        max: 20

When it stays silent
    In studies without a glossary, from the second use on, and for words explained in brackets, in an instruction or by
    "that is".

Source
    Graesser and others 2006 (QUAID) on vague noun phrases; Conrad and Schober 2000 on defined terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import plain_text, words_of
from survey_seg.questionnaire.lint.words.items import ASKED, items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, de_words, en, en_words
from survey_seg.questionnaire.model import Questionnaire

TERMS: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset(en_words.BROAD_TERMS),
    "de": frozenset(de_words.BROAD_TERMS),
}
DEFINES: Final[Mapping[str, Late]] = {"en": en.DEFINES, "de": de.DEFINES}
NO_TERM = {"we", "wir"}
"""Broad words only where the firm speaks of itself; in statements they are the respondent's."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every broad word at its first use, where a glossary is kept and nothing explains it."""
    study = questionnaire.study
    if not study.glossary or study.language not in TERMS:
        return
    told = {word for term in study.glossary for word in words_of(plain_text(term))}
    for item in items(questionnaire):
        terms = sorted(TERMS[study.language] & item.words - told - NO_TERM)
        explained = DEFINES[study.language].search(f"{item.plain} {item.frame}")
        told.update(terms)
        if terms and not explained and item.form in ASKED:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(terms[0])} is not explained",
                reason="each reader decides what it includes",
                suggestion="Say in brackets what it includes, or list it in study.glossary",
            )


RULE = Rule("WRD161", "undefined-term", "info", __doc__, check, confidence="medium", false_alarms=0.0)

"""A bookish word that has an everyday twin.

What it does
    Finds words of a list of bookish words and offers the everyday one: utilise and use, remuneration and pay,
    ascertain and find out.

Why it is bad
    Rare words slow people down, and some guess what is meant. Those with less schooling answer another question than
    the others.

Example
    questions:
      - id: visits
        text: "How often did you utilise the studio in the last four weeks?"

Use instead
    questions:
      - id: visits
        text: "How often did you use the studio in the last four weeks?"

When it stays silent
    For every rare word outside the list: no count of how often a word is used in the language ships with this program.
    For words in study.glossary and study.brands.

Source
    Lenzner, Kaczmirek and Lenzner 2010 on low-frequency words; Graesser and others 2006 (QUAID). The list is this
    project's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import plain_text, words_of
from survey_seg.questionnaire.lint.words.items import items
from survey_seg.questionnaire.lint.words.lexicons import de_words, en_words
from survey_seg.questionnaire.model import Questionnaire

WORDS: Final[Mapping[str, Mapping[str, str]]] = {"en": en_words.BOOKISH, "de": de_words.BOOKISH}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every bookish word, once in an item."""
    study = questionnaire.study
    own = {word for name in (*study.glossary, *study.brands) for word in words_of(plain_text(name))}
    listed = WORDS.get(study.language, {})
    known = listed.keys() - own
    for item in items(questionnaire):
        for word in sorted(known & item.words):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(word)} is a bookish word",
                reason="some readers stop at it, some guess what it means",
                suggestion=f"Use an everyday word, such as {quoted(listed[word])}",
            )


RULE = Rule("WRD130", "rare-word", "info", __doc__, check, confidence="medium", false_alarms=0.0)

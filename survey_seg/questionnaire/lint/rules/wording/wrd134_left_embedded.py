"""A long way to the question.

What it does
    Finds more than 12 words before the question begins, where a sentence opens with a clause.

Why it is bad
    The reader has to hold the whole clause in mind before knowing what for. Many read the end only.

Example
    questions:
      - id: visits
        text: "After three months with the new app for training on your own at home, how satisfied are you?"

Use instead
    questions:
      - id: visits
        text: "How satisfied or dissatisfied are you with the app after three months?"

When it stays silent
    For sentences of their own before the question, and for short clauses ("Thinking of your last visit, ...").

Source
    Lenzner, Kaczmirek and Lenzner 2010 on left-embedded syntax; Graesser and others 2006 (QUAID).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import words_of
from survey_seg.questionnaire.lint.words.items import items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

OPENS: Final[Mapping[str, Late]] = {"en": en.OPENS_LEFT, "de": de.OPENS_LEFT}
ASKS: Final[Mapping[str, Late]] = {"en": en.ASKS_HERE, "de": de.ASKS_HERE}
SENTENCE = Late(r"(?<=[.?!])\s+")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question that comes late in its sentence."""
    language = questionnaire.study.language
    if language not in OPENS:
        return
    most = RULE.limit(questionnaire, "words")
    for item in items(questionnaire):
        if item.form != "question" or len(item.plain) < 2 * most:
            continue
        for sentence in SENTENCE.split(item.plain):
            many = _words_before(sentence, OPENS[language], ASKS[language])
            if many > most:
                yield RULE.at(
                    questionnaire,
                    item.path,
                    message=f"{many} words stand before the question",
                    reason="the reader has to hold them all before knowing what for",
                    suggestion="Ask first, or put the condition into a sentence of its own",
                )


def _words_before(sentence: str, opens: Late, asks: Late) -> int:
    if not opens.match(sentence):
        return 0
    starts = (match.end() for match in re.finditer(r"[,:;–] ", sentence))
    return next((len(words_of(sentence[:start])) for start in starts if asks.match(sentence, start)), 0)


RULE = Rule(
    ("WRD134"),
    ("left-embedded"),
    ("info"),
    __doc__,
    check,
    limits={("words"): 12},
    confidence=("medium"),
    false_alarms=0.0,
)

"""Words that leave people out.

What it does
    Finds a small list of gendered or dated words for people (chairman, housewife, handicapped, the elderly, he or she)
    and offers another.

Why it is bad
    People who are called by a word they would not use answer less willingly, or leave.

Example
    questions:
      - id: visits
        text: "Did a salesman call you in the last four weeks?"
        type: "single"

Use instead
    questions:
      - id: visits
        text: "Did a sales person call you in the last four weeks?"
        type: "single"

When it stays silent
    For every word outside the list, and for job titles that German law or usage keeps.

Source
    Dillman, Smyth and Christian, Internet, phone, mail and mixed-mode surveys on wording that respects people. The
    list is this project's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import words_of
from survey_seg.questionnaire.lint.words.items import items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_words, en_words
from survey_seg.questionnaire.model import Questionnaire

WORDS: Final[Mapping[str, Mapping[str, str]]] = {"en": en_words.SENSITIVE, "de": de_words.SENSITIVE}
PATTERNS: Final[Mapping[str, Late]] = {
    language: Late(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")
    for language, words in WORDS.items()
}
NEEDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(max(words_of(phrase), key=len) for phrase in words) for language, words in WORDS.items()
}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every word of the list."""
    language = questionnaire.study.language
    if language not in PATTERNS:
        return
    for item in items(questionnaire):
        match = None if NEEDS[language].isdisjoint(item.words) else PATTERNS[language].search(item.plain)
        if match:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(match[0])} leaves people out, or is dated",
                reason="people answer less willingly when they would not use the word themselves",
                suggestion=f"Write for example {quoted(WORDS[language][match[0]])}",
            )


RULE = Rule("WRD170", "sensitive-term", "info", __doc__, check, confidence="medium", false_alarms=0.0)

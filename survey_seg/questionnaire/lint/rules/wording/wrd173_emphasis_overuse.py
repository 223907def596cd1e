"""Too many capitals.

What it does
    Finds texts with more than three words in capitals, and whole texts in capitals.

Why it is bad
    Where much is stressed, nothing is. Capitals read slowly, and like shouting.

Example
    questions:
      - id: visits
        text: "How often did YOU train AT HOME in the LAST FOUR weeks?"

Use instead
    questions:
      - id: visits
        text: "How often did you train in the last FOUR weeks?"

When it stays silent
    For acronyms, for up to three words, and for short labels.

Source
    Dillman, Smyth and Christian, Internet, phone, mail and mixed-mode surveys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.items import items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_words, en_words
from survey_seg.questionnaire.model import Questionnaire

CAPITALS = Late(r"(?<![\w&/-])[^\W\d_]{2,}(?![\w&/-])")
SHORT = 4
"""A text all in capitals with fewer words is a label."""
KNOWN: Final[Mapping[str, frozenset[str]]] = {"en": en_words.KNOWN_ACRONYMS, "de": de_words.KNOWN_ACRONYMS}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every text that shouts."""
    known = KNOWN.get(questionnaire.study.language, frozenset())
    most = RULE.limit(questionnaire, "words")
    for item in items(questionnaire):
        words = [word for word in CAPITALS.findall(item.text) if word.isupper() and word not in known]
        if len(words) > most and len(item.sequence) >= SHORT:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{len(words)} words in capitals: {quoted(' '.join(words))}",
                reason="where much is stressed, nothing is",
                suggestion="Stress one word at most",
            )


RULE = Rule("WRD173", "emphasis-overuse", "info", __doc__, check, limits={"words": 3}, false_alarms=0.0)

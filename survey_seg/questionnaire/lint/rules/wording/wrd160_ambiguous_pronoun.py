"""It, they, this: what?

What it does
    Finds it, they, them and this in a question in which no noun stands before them.

Why it is bad
    On a phone the question before is out of sight. People who scrolled on answer about something else.

Example
    questions:
      - id: visits
        text: "How often do you use it?"

Use instead
    questions:
      - id: visits
        text: "How often do you use the app?"

When it stays silent
    For "it" without a meaning of its own ("Is it easy to ...?"), for rows, for "each of these" over a list, after an
    instruction or an information screen, and as soon as any other word stands before the pronoun.

Source
    Graesser and others 2006 (QUAID) on unclear referents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue, words_of
from survey_seg.questionnaire.lint.words.items import Item, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, de_words, en, en_words
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en.PRONOUN, "de": de.PRONOUN}
EMPTY: Final[Mapping[str, Late]] = {"en": en.EMPTY_PRONOUN, "de": de.EMPTY_PRONOUN}
LIGHT: Final[Mapping[str, frozenset[str]]] = {"en": en_words.LIGHT_WORDS, "de": de_words.LIGHT_WORDS}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every pronoun with nothing to stand for."""
    language = questionnaire.study.language
    for item, match in cued(questionnaire, CUES, frozenset({"question"})):
        if item.is_row or item.frame or item.question.rows or _follows_a_text(questionnaire, item):
            continue
        before = words_of(item.plain[: match.start()])
        if LIGHT[language].issuperset(before) and not EMPTY[language].search(item.plain):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(match[0])} stands for nothing in this question",
                reason="people who lost sight of the question before answer about something else",
                suggestion="Name the thing",
            )


def _follows_a_text(questionnaire: Questionnaire, item: Item) -> bool:
    at = int(item.path[1])
    return at > 0 and questionnaire.questions[at - 1].type == "info"


RULE = Rule("WRD160", "ambiguous-pronoun", "info", __doc__, check, confidence="medium", false_alarms=0.0)

"""Letters that nobody spelled out.

What it does
    Finds words of two to six capitals that are neither spelled out before, nor in study.glossary or study.brands, nor
    known to everybody (TV, USA, PDF).

Why it is bad
    Who does not know the letters guesses, or says don't know, and it looks like an opinion.

Example
    questions:
      - id: visits
        text: "How important is EMS to you?"

Use instead
    questions:
      - id: visits
        text: "How important is electrical muscle stimulation (EMS) to you?"

When it stays silent
    Where the letters stand in brackets after the long form, or with the long form in brackets; from the second use on;
    for capitals used for emphasis (NOT, ALL), for texts all in capitals, for answers and short rows, which are often
    names.

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
from survey_seg.questionnaire.lint.words.items import Item, items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_words, en_words
from survey_seg.questionnaire.model import Questionnaire

LETTERS = Late(r"(?<![\w&/.-])[A-ZÄÖÜ][A-ZÄÖÜ&]{1,5}(?=s?(?![\w&/-]))")
LIKELY_NAME = 2
"""A row with fewer words than this, or just as many, is taken for a list of names."""
KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "en": en_words.KNOWN_ACRONYMS | en_words.SHOUTED,
    "de": de_words.KNOWN_ACRONYMS | de_words.SHOUTED,
}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every acronym at its first use, where it is not explained."""
    study = questionnaire.study
    known = set(KNOWN.get(study.language, frozenset()))
    known |= {
        name for names in (study.glossary, study.brands) for term in names for name in LETTERS.findall(term.upper())
    }
    for item in items(questionnaire):
        if not item.text.isupper():
            yield from _first_uses(questionnaire, item, known)


def _first_uses(questionnaire: Questionnaire, item: Item, known: set[str]) -> Iterator[Finding]:
    for match in LETTERS.finditer(item.text):
        letters = match[0]
        if letters in known or (item.is_row and len(item.sequence) <= LIKELY_NAME):
            continue
        known.add(letters)
        if not _is_explained(item.text, match):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(letters)} is not spelled out",
                reason="who does not know the letters guesses",
                suggestion="Write it in full at the first use, or list it in study.glossary",
            )


def _is_explained(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return before.endswith("(") or after.startswith("(")


RULE = Rule("WRD131", "acronym-undefined", "warning", __doc__, check, false_alarms=0.0)

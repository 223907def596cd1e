"""Further back than people remember.

What it does
    Finds questions on how often, how many or how much over more than 12 months; and over more than 3 months for small
    things such as coffee, snacks or newspapers.

Why it is bad
    Nobody counts back that far: people multiply what they think is usual. The figure is a habit, with an error nobody
    knows.

Example
    questions:
      - id: visits
        text: "How often did you train in the last three years?"

Use instead
    questions:
      - id: visits
        text: "How often did you train in the last four weeks?"

When it stays silent
    For whether something happened at all ("Have you moved house in the last five years?"), for rare and large things
    within a year, and for times ahead.

Source
    Tourangeau, Rips and Rasinski 2000, The psychology of survey response; the words are this project's own, their
    false alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words import periods
from survey_seg.questionnaire.lint.words.items import JUDGED, items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_words, en_words
from survey_seg.questionnaire.model import Questionnaire

COUNTED: Final[Mapping[str, Late]] = {
    "en": Late(r"\bhow (?:often|frequently|regularly|much|many)\b|\bnumber of\b|\bwhat did you (?:spend|pay)"),
    "de": Late(r"\bwie (?:oft|häufig|viele?|regelmässig)\b|\bwieviele?\b|\banzahl\b"),
}
SMALL: Final[Mapping[str, frozenset[str]]] = {"en": en_words.SMALL, "de": de_words.SMALL}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every count over a longer time than people remember."""
    language = questionnaire.study.language
    if language not in COUNTED:
        return
    for item in items(questionnaire):
        if item.form not in JUDGED or not COUNTED[language].search(f"{item.frame} {item.plain}"):
            continue
        small = not SMALL[language].isdisjoint(item.words)
        most = RULE.limit(questionnaire, "months_small" if small else "months")
        for words, months in periods.periods(item.plain, language):
            if months > most:
                yield RULE.at(
                    questionnaire,
                    item.path,
                    message=f"{quoted(words)} is a long time to count over",
                    reason="nobody counts back that far, people multiply what is usual",
                    suggestion=f"Ask about {'a week or a month' if small else 'the last month or year'}",
                )


RULE = Rule(
    ("WRD150"),
    ("recall-long"),
    ("warning"),
    __doc__,
    check,
    limits={("months"): 12, ("months_small"): 3},
    false_alarms=0.0,
)
